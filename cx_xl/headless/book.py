"""A saved workbook in Python: values, formulas, tables, fresh results, a check."""

from collections.abc import Mapping
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cx_xl.by_name import DECLARATION, loaded
from cx_xl.dates import from_serial
from cx_xl.errors import Explained
from cx_xl.files.addresses import address
from cx_xl.files.copy_writer import write_copy
from cx_xl.files.file_refusals import FileRefused
from cx_xl.files.package import Package, open_package
from cx_xl.files.shared_formulas import Value
from cx_xl.files.snapshot import shown_name
from cx_xl.headless.check import check_all, check_calls
from cx_xl.headless.compare import is_blank
from cx_xl.headless.declared import Declaration, check_declared
from cx_xl.headless.evaluation.day_zero import evaluated
from cx_xl.headless.evaluation.harvest import Fresh
from cx_xl.headless.locales import Locale, locale_of
from cx_xl.headless.outcome import changes_of, evaluation_of, joined
from cx_xl.headless.reasons import NotComputable
from cx_xl.headless.results import (
    CheckReport,
    Contradiction,
    Evaluation,
)
from cx_xl.headless.stored import Rows, StoredCells
from cx_xl.headless.syntax.references import Home, References, Region
from cx_xl.hosts.formats import readable

if TYPE_CHECKING:
    import pandas as pd

    from cx_xl.files.tables import Table


class UnknownReference(Explained, LookupError):
    """A reference that names no cells of this workbook."""

    en = "{file}: {reference} names no cells; write it like KPI!D12 or a name."
    it = "{file}: {reference} non indica celle; scrivi ad esempio KPI!D12 o un nome."


class NoSecondEngine(Explained, ImportError):
    """The engine that contradicts ours is an extra."""

    en = 'the second engine is missing; run: pip install "cx-xl[second-opinion]"'
    it = 'manca il secondo motore; esegui: pip install "cx-xl[second-opinion]"'


class Workbook:
    """
    A saved workbook. The file is read once, never held open and never written.

    References are written as in Excel: "KPI!D12", "'My sheet'!A:C", "tblMonthly[NPS]",
    or a defined name; without a sheet they mean the first one. Values are None, bool,
    int, float (what is formatted as a date is a serial number of the 1900 system, in
    1904 workbooks too), str and, for error cells, `cx_xl.Code`.
    """

    def __init__(
        self, package: Package, file: str, no_formulas: FileRefused | None = None
    ) -> None:
        self.file = file  # the name without folders
        self._no_formulas = no_formulas  # what to raise where they are needed
        self._cells = StoredCells(package)
        self._references = References(package)
        self._fresh: dict[tuple[date, Locale], Fresh] = {}

    @property
    def sheets(self) -> tuple[str, ...]:
        """The worksheets, in order."""
        return self._cells.names

    @property
    def names(self) -> Mapping[str, str]:
        """The visible defined names of the workbook, with what they stand for."""
        names = self._cells.package.names
        return {n.name: n.text for n in names if n.sheet is None and not n.is_hidden}

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the Excel tables."""
        return tuple(table.name for table in self._cells.package.tables)

    def columns(self, name: str) -> tuple[str, ...]:
        """
        Return the headers of an Excel table.

        Raises:
            UnknownReference: there is no such table.
        """
        return self._table(name).columns

    def value(self, reference: str) -> Value:
        """
        Return the value that the file holds in the first cell of *reference*.

        Raises:
            UnknownReference: it names no cells.
        """
        return self.values(reference)[0][0]

    def values(self, reference: str) -> Rows:
        """
        Return the rows that the file holds; whole columns end where the data end.

        Raises:
            UnknownReference: *reference* names no cells.
        """
        return [list(row) for row in self._cells.block(self._region(reference))]

    def formula(self, reference: str) -> str | None:
        """
        Return the formula in the first cell of *reference*, None if it is typed.

        Raises:
            UnknownReference: it names no cells.
            FileRefused: only the values of the file are read.
        """
        self._require_formulas()
        region = self._region(reference)
        place = region.area.top, region.area.left
        cell = self._cells.sheet(region.sheet).formulas.get(place)
        return f"={cell.text}" if cell else None

    def formulas(self) -> Mapping[str, str]:
        """
        Return all formulas by address ("KPI!D12"), as the file spells them.

        Raises:
            FileRefused: only the values of the file are read.
        """
        self._require_formulas()
        return {
            f"{sheet.name}!{cell.address}": f"={cell.text}"
            for sheet, cell in self._cells.formulas()
        }

    def table(self, name: str) -> "pd.DataFrame":
        """
        Return an Excel table as a frame; columns of dates become datetimes.

        Rows without any value are left out: templates keep hundreds of them ready.

        Raises:
            UnknownReference: there is no such table.
        """
        import pandas as pd  # noqa: PLC0415 - only frames need it

        table = self._table(name)
        block = self._cells.block(Region(table.sheet, table.body)) if table.body else []
        top = table.body.top if table.body else 0
        held = [
            (n, row) for n, row in enumerate(block, top) if not all(map(is_blank, row))
        ]
        rows = [row for _, row in held]
        frame = pd.DataFrame(rows, columns=list(table.columns), dtype=object)
        sheet = self._cells.sheet(table.sheet)
        for place, column in enumerate(table.columns):
            filled = [n for n, row in held if row[place] is not None]
            at = table.area.left + place
            if filled and all(sheet.is_date(n, at) for n in filled):
                days = [_day(row[place]) for row in rows]
                frame[column] = pd.Series(days, dtype=object)
        return frame.infer_objects()

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
        self._require_formulas()
        today, locale = today or _today(), locale_of(self._cells.package, region)
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
                Those of our own template by default.

        Raises:
            UnknownRegion: we cannot compute in the settings of *region*.
            FileRefused: only the values of the file are read.
        """
        self._require_formulas()
        today, locale = today or _today(), locale_of(self._cells.package, region)
        if full:
            fresh = self._evaluated(today, locale)
            found = list(check_all(self._cells, fresh))
            regional = len(fresh.regional)
        else:
            found, regional = list(check_calls(self._cells, today, locale)), 0
        if declaration is None:
            declaration = loaded(DECLARATION)(self)
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
        self._require_formulas()
        try:
            from cx_xl.headless.second_opinion import (  # noqa: PLC0415 - an extra
                contradictions,
            )
        except ImportError as error:
            raise NoSecondEngine from error
        today, locale = today or _today(), locale_of(self._cells.package, region)
        fresh = self._evaluated(today, locale)
        return tuple(
            Contradiction(
                sheet=sheet,
                address=address(row, column),
                formula=self._formula_at(sheet, row, column),
                fresh=fresh.cells[sheet, row, column],
                second=opinion.value,
            )
            for opinion in contradictions(self._cells, fresh, today)
            for sheet, row, column in [opinion.place]
            if opinion.place not in fresh.regional
        )

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

    def _require_formulas(self) -> None:
        if self._no_formulas:
            raise self._no_formulas

    def _evaluated(self, today: date, locale: Locale) -> Fresh:
        if (today, locale) not in self._fresh:
            self._fresh[today, locale] = evaluated(self._cells, today, locale)
        return self._fresh[today, locale]

    def _formula_at(self, sheet: str, row: int, column: int) -> str:
        cell = self._cells.sheet(sheet).formulas.get((row, column))
        return cell.text if cell else ""

    def _table(self, name: str) -> "Table":
        tables = {t.name.casefold(): t for t in self._cells.package.tables}
        table = tables.get(name.casefold())
        if table is None:
            raise UnknownReference(file=self.file, reference=name)
        return table

    def _region(self, reference: str) -> Region:
        home = Home(self.sheets[0], 1, 1)
        try:
            region = self._references.region(reference, home)
        except NotComputable:  # in another workbook, on no sheet
            region = None
        if region is None:
            raise UnknownReference(file=self.file, reference=reference)
        return region


def open_workbook(path: str | PathLike[str]) -> Workbook:
    """
    Open a saved .xlsx or .xlsm, or what another program saved.

    An .ods is opened by the LibreOffice of this computer: the values that the workbook
    holds are those that LibreOffice shows, and `save` writes an .xlsx. Of an .xls, an
    .xlsb, an .ods without LibreOffice, and of CSV only the values are read; whatever
    needs formulas is refused then. In CSV whole numbers are numbers, all else is text.

    Raises:
        FileRefused: a subclass per cause; its sentence says what to do.
    """
    with readable(path) as found:
        package = open_package(found.path, found.limits)
        return Workbook(package, shown_name(Path(path)), found.no_formulas)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the user's own day, as TODAY() means it


def _day(value: Value) -> object:
    """Return a moment; a number that is none stays what it is, for all to see."""
    if not isinstance(value, int | float):
        return None
    try:
        return from_serial(value)
    except ValueError:
        return value
