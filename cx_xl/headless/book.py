"""A saved workbook in Python: what it holds, fresh results, a check."""

from datetime import date
from os import PathLike
from typing import TYPE_CHECKING, Literal

from cx_xl.errors import Explained
from cx_xl.files.copy_writer import write_copy
from cx_xl.files.file_refusals import FileRefused
from cx_xl.files.package import Package
from cx_xl.headless.check import check_all, check_calls
from cx_xl.headless.declared import Declaration, check_declared
from cx_xl.headless.evaluation.day_zero import evaluated
from cx_xl.headless.evaluation.harvest import Fresh
from cx_xl.headless.locales import Locale, locale_of
from cx_xl.headless.outcome import changes_of, evaluation_of, joined
from cx_xl.headless.results import CheckReport, Contradiction, Evaluation
from cx_xl.headless.stored_book import StoredBook

if TYPE_CHECKING:
    from collections.abc import Callable


class NoSecondEngine(Explained, ImportError):
    """The engine that contradicts ours is an extra."""

    en = 'the second engine is missing; run: pip install "cx-xl[second-opinion]"'
    it = 'manca il secondo motore; esegui: pip install "cx-xl[second-opinion]"'


class Workbook(StoredBook):
    """
    A saved workbook. The file is read once, never held open and never written.

    References are written as in Excel: "KPI!D12", "'My sheet'!A:C", "tblMonthly[NPS]",
    or a defined name; without a sheet they mean the first one. Values are None, bool,
    int, float (what is formatted as a date is a serial number of the 1900 system, in
    1904 workbooks too), str and, for error cells, `cx_xl.Code`.

    Args:
        package: the parts of its file.
        file: its name without folders.
        no_formulas: what to raise where formulas are needed and not read.
        tells_region: count what depends on the regional settings, which takes a second
            calculation; commands that do not show it do without.
        declares: returns what the template of a workbook declares.
    """

    def __init__(
        self,
        package: Package,
        file: str,
        no_formulas: FileRefused | None = None,
        *,
        tells_region: bool = True,
        declares: "Callable[[Workbook], Declaration]" = lambda _book: {},
    ) -> None:
        super().__init__(package, file, no_formulas)
        self._tells_region = tells_region
        self._declares = declares
        self._fresh: dict[tuple[date, Locale], Fresh] = {}

    def evaluate(
        self, today: date | None = None, region: str | None = None
    ) -> Evaluation:
        """
        Return fresh values of every formula; what the file holds stays as it is.

        Args:
            today: what TODAY() and NOW() give; the real date by default.
            region: in whose regional settings, such as "it" or "en-GB"; by default
                those of the document's language, else the user's own.

        Raises:
            UnknownRegion: we cannot compute in the settings of *region*.
            FileRefused: only the values of the file are read.
        """
        today, locale = self._asked(today, region)
        fresh = self._evaluated(today, locale)
        return evaluation_of(self._cells, self.file, today, locale, fresh)

    def check(
        self,
        *,
        full: bool = False,
        today: date | None = None,
        region: str | None = None,
        declaration: Declaration | None = None,
    ) -> CheckReport:
        """
        Compare what the file holds with what it should hold.

        Args:
            full: compare every formula after a full evaluation; otherwise those that
                use our functions, recomputed from the values that the file holds.
            today: what TODAY() and NOW() give; the real date by default.
            region: in whose regional settings; see `evaluate`.
            declaration: the formulas that the workbook's template has, by sheet and
                address: the core computes each of them, whatever the file holds there.
                What the workbook was opened with by default.

        Raises:
            UnknownRegion: we cannot compute in the settings of *region*.
            FileRefused: only the values of the file are read.
        """
        today, locale = self._asked(today, region)
        if full:
            fresh = self._evaluated(today, locale)
            found = list(check_all(self._cells, fresh))
            regional = len(fresh.regional)
        else:
            found, regional = list(check_calls(self._cells, today, locale)), 0
        if declaration is None:
            declaration = self._declares(self)
        if declaration:
            declared = check_declared(
                self._cells, today, locale, declaration, is_evaluated=full
            )
            found = joined(found, declared)
        level: Literal["full", "calls"] = "full" if full else "calls"
        return CheckReport(
            file=self.file,
            level=level,
            cells=tuple(found),
            region=locale.name if full else "",
            regional=regional,
        )

    def second_opinion(
        self, today: date | None = None, region: str | None = None
    ) -> tuple[Contradiction, ...]:
        """
        Return the ordinary cells to which another engine gives another value.

        That engine is younger and American: what depends on regional settings is left
        out, and where the two differ it is not said who is right.

        Args:
            today: what TODAY() and NOW() give; the real date by default.
            region: in whose regional settings; see `evaluate`.

        Raises:
            NoSecondEngine: it is not installed.
            FileRefused: it cannot take the workbook.
        """
        today, locale = self._asked(today, region)
        try:
            from cx_xl.headless.second_opinion import contradictions  # noqa: PLC0415 - an extra
        except ImportError as error:
            raise NoSecondEngine from error
        fresh = self._evaluated(today, locale)
        return tuple(contradictions(self._cells, fresh, today))

    def save(
        self,
        target: str | PathLike[str],
        today: date | None = None,
        region: str | None = None,
    ) -> Evaluation:
        """
        Write a copy with fresh results; everything else in it survives byte for byte.

        Formulas that could not be evaluated keep the value they had: they are the
        `problems` of the evaluation that is returned. Without any, Excel opens the
        copy without calculating.

        Raises:
            FileRefused: the target is the source, is open elsewhere, or cannot be
                written.
        """
        evaluation = self.evaluate(today, region)
        locale = locale_of(self._cells.package, region)
        fresh = self._evaluated(evaluation.today, locale)
        changes, areas = changes_of(self._cells, fresh)
        write_copy(
            self._cells.package,
            target,
            changes,
            areas,
            is_calculated=evaluation.is_complete,
        )
        return evaluation

    def _asked(self, today: date | None, region: str | None) -> tuple[date, Locale]:
        """Return the day and the settings to compute in; refuse without formulas."""
        self._require_formulas()
        return today or _today(), locale_of(self._cells.package, region)

    def _evaluated(self, today: date, locale: Locale) -> Fresh:
        if (today, locale) not in self._fresh:
            self._fresh[today, locale] = evaluated(
                self._cells, today, locale, tells_region=self._tells_region
            )
        return self._fresh[today, locale]


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the user's own day, as TODAY() means it
