"""Plan an upgrade, look at it, write it."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from cx_xl.dates import from_serial
from cx_xl.errors import Explained
from cx_xl.files.addresses import address
from cx_xl.files.copy_writer import write_copy
from cx_xl.files.locks import refuse_locked
from cx_xl.files.saving import save
from cx_xl.files.snapshot import snapshot
from cx_xl.headless import Message, Workbook
from cx_xl.headless.compare import equal
from cx_xl.hosts.registry import EDITIONS
from cx_xl.workbooks.filled import is_number
from cx_xl.workbooks.keeping import ChangedMeanwhile, NotOurBook, dated_backup
from cx_xl.workbooks.model import load_template
from cx_xl.workbooks.rows import month_after
from cx_xl.workbooks.upgrades.comparing import changes, figures_after, figures_before
from cx_xl.workbooks.upgrades.composing import Composed, Composer, Wanted
from cx_xl.workbooks.upgrades.old import OldBook, headers_of
from cx_xl.workbooks.upgrades.results import Form, Left, Outcome
from cx_xl.workbooks.upgrades.strays import strays
from cx_xl.workbooks.writer import HEADER_KEYS

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from cx_xl.errors import Language
    from cx_xl.headless import Evaluation

YEAR = 12
MACROS = "xl/vbaProject.bin"


class ShowsOther(Explained):
    """A formula of a user's sheet would give something else."""

    en = (
        "its formula {cell} would show {after!r} instead of {before!r}; accept the "
        "sheet by its name with --accept to take it over all the same"
    )
    it = (
        "la sua formula {cell} mostrerebbe {after!r} invece di {before!r}; per "
        "riportarlo comunque, indica il nome del foglio con --accept"
    )


class FormulasGone(Explained):
    """A formula that is a value in the new book."""

    en = "the values are kept, their formulas are not"
    it = "i valori restano, le formule no"


class OwnMacros(Explained):
    """Macros that are not ours."""

    en = "the new book carries the macros of this cx-xl only; copy your own over"
    it = "il nuovo file contiene solo le macro di questo cx-xl; ricopia le tue"


@dataclass(frozen=True)
class Upgrade:
    """
    An upgrade that is computed and not yet written.

    Attributes:
        old: the book as it was read.
        outcome: what it does.
        content: the new file.
    """

    old: OldBook
    outcome: Outcome
    content: bytes

    def write(self, target: Path) -> Outcome:
        """
        Write the new book, with a dated backup if it takes the old one's place.

        Raises:
            FileRefused: ChangedMeanwhile, Locked, CannotWrite.
        """
        backup = None
        path = self.old.path
        if target.resolve() == path.resolve():
            refuse_locked(path)
            held = self._held()
            backup = dated_backup(path.resolve())
            save(backup, held)
            with suppress(OSError):
                shutil.copystat(path, backup)
        save(target, self.content, like=path)
        name = backup.name if backup else None
        return self.outcome.model_copy(update={"written": True, "backup": name})

    def _held(self) -> bytes:
        """Return the bytes of the book if it still is what was read."""
        container = self.old.package.container
        now = snapshot(self.old.path, container.limits)
        if container.origin == self.old.path and now != container.data:
            raise ChangedMeanwhile(file=self.old.file)
        return now


def planned(  # noqa: PLR0913 - one per option
    path: Path,
    today: date,
    *,
    language: Language | None = None,
    edition: str | None = None,
    accepted: Collection[str] = (),
    target: str = "",
    region: str | None = None,
) -> Upgrade:
    """
    Return what becomes of a filled book; nothing is written.

    Args:
        path: the book.
        today: what TODAY() gives; the months reach at least to it.
        language: of the new book; by default that of the old one.
        edition: of the new book; by default that of the old one.
        accepted: KPIs or columns that may differ, and sheets that may show something
            else.
        target: the name of the new file, for the report.
        region: the regional settings; see `Workbook.evaluate`.

    Raises:
        NotOurBook, NewerBook, MonthsUnclear, Locked, or another FileRefused.
    """
    old = OldBook(path, today, region)
    if not {"tblResponses", "tblMonthly", "tblTargets"} <= set(old.tables):
        raise NotOurBook(file=old.file)
    wanted = _wanted(old, today, language, edition)
    taken = {name.casefold() for name in accepted}
    done, fresh = _composed(old, wanted, today, region, taken)
    after = figures_after(done.package, fresh, wanted.language, wanted.first)
    before = figures_before(old)
    found = tuple(changes(before, after, old.version, wanted.language, taken))
    last = month_after(wanted.first, wanted.months - 1)
    is_current = _is_current(old, wanted)
    outcome = Outcome(
        file=old.file,
        target=target or old.file,
        is_current=is_current,
        before=Form(
            template=old.version,
            language=old.language,
            edition=old.edition,
            months=_span(min(old.months), max(old.months)),
        ),
        after=Form(
            template=load_template().version,
            language=wanted.language,
            edition=wanted.edition,
            months=_span(wanted.first, last),
        ),
        rows={n: len(m.rows) for n, m in done.tables.items()},
        inputs=sum(v is not None for v in done.tables["tblMonthly"].cells.values()),
        columns=tuple(done.columns),
        sheets=tuple(_seen(done, old)),
        closed=_closed(old),
        compared=sum(len(figures) for figures in before.values()),
        changes=found,
        left=(*done.left, *_more_left(old, done, wanted)),
        not_computed=len(fresh.problems),
    )
    content = b"" if outcome.refused else _finished(done, fresh, wanted)
    return Upgrade(old, outcome, content)


def _wanted(
    old: OldBook, today: date, language: Language | None, edition: str | None
) -> Wanted:
    """Return what the new book is to be; its months reach at least to today."""
    first, last = min(old.months), max(old.months)
    now = today.replace(day=1)
    behind = max(0, 12 * (now.year - last.year) + now.month - last.month)
    months = len(old.months) + YEAR * -(-behind // YEAR)
    shown = old.workbook.value("sel_Month")
    month = from_serial(shown).date() if is_number(shown) else None
    kind = edition or old.edition
    return Wanted(
        language=language or old.language,
        edition=kind,
        names=old.has_names or old.version != load_template().version,
        first=first,
        months=max(months, load_template().months),
        shown=month if month in old.months else None,
    )


def _is_current(old: OldBook, wanted: Wanted) -> bool:
    """Say whether the book is already what it is to become."""
    return (
        old.version == load_template().version
        and (old.language, old.edition) == (wanted.language, wanted.edition)
        and len(old.months) == wanted.months
        and all(
            name in old.tables
            and set(headers_of(old.language, name).values())
            <= set(old.tables[name].columns)
            for name in HEADER_KEYS
        )
    )


def _composed(
    old: OldBook,
    wanted: Wanted,
    today: date,
    region: str | None,
    taken: Collection[str],
) -> tuple[Composed, Evaluation]:
    """Return the new book; what of the user's would show something else is not in."""
    as_values: frozenset[str] = frozenset()
    without: dict[str, Message] = {}
    while True:
        composer = Composer(old, wanted, as_values, without)
        draft = composer.compose({})
        fresh = Workbook(draft.package, old.file).evaluate(today, region)
        columns = {
            column
            for place, (column, origin) in draft.formulas.items()
            if not equal(old.fresh.value(origin), _value(fresh, place))
        }
        others = {
            name: reason
            for name, new in draft.sheets.items()
            if name.casefold() not in taken
            and (reason := _other(old, fresh, name, new))
        }
        if not columns and not others:
            break
        as_values |= columns
        without |= others
    results = {(cell.sheet, cell.address): cell.value for cell in fresh.cells}
    done = composer.compose(results)
    done.left += [
        Left(kind="formulas", name=name, reason=Message.of(FormulasGone()))
        for name in sorted(as_values)
    ]
    return done, fresh


def _value(fresh: Evaluation, place: str) -> object:
    try:
        return fresh.value(place)
    except KeyError:
        return None


def _other(old: OldBook, fresh: Evaluation, name: str, new: str) -> Message | None:
    """Return which formula of a moved sheet gives something else, if one does."""
    for row, column in old.sheet(name).formulas:
        cell = address(row, column)
        before = old.value(name, row, column)
        after = _value(fresh, f"{new}!{cell}")
        if not equal(before, after):
            facts = {"before": before, "after": after}
            return Message.of(ShowsOther(cell=f"{name}!{cell}", **facts))
    return None


def _finished(done: Composed, fresh: Evaluation, wanted: Wanted) -> bytes:
    """Return the file: the user's own formulas with fresh results, too."""
    from cx_xl.files.addresses import Area  # noqa: PLC0415 - small

    own = {*done.sheets.values()}
    fresh_own: dict[str, dict[tuple[int, int], object]] = {}
    for cell in fresh.cells:
        if cell.sheet in own or f"{cell.sheet}!{cell.address}" in done.formulas:
            place = next(iter(Area.of(cell.area).places()))
            fresh_own.setdefault(cell.sheet, {})[place] = cell.value
    with TemporaryDirectory() as folder:
        built = Path(folder) / "book.xlsx"
        write_copy(
            done.package,
            built,
            fresh_own,  # type: ignore[arg-type] # values of cells
            is_calculated=fresh.is_complete,
        )
        return EDITIONS[wanted.edition].finished(built)


def _seen(done: Composed, old: OldBook) -> list[str]:
    """Return the sheets of the user that are kept and shown."""
    history = old.history.sheet if old.history else ""
    shown = {i.name for i in old.package.sheets if i.state == "visible"}
    return [name for name in done.sheets if name in shown and name != history]


def _closed(old: OldBook) -> int:
    body = old.history.body if old.history else None
    return body.bottom - body.top + 1 if body else 0


def _more_left(old: OldBook, done: Composed, wanted: Wanted) -> list[Left]:
    """Return what stays behind besides sheets, columns and rows."""
    found = []
    inputs = [cell for moved in done.tables.values() for cell in moved.formulas]
    if inputs:
        listed = ", ".join(inputs[:8]) + (" …" if len(inputs) > 8 else "")  # noqa: PLR2004
        reason = Message.of(FormulasGone())
        found.append(Left(kind="formulas", name=listed, reason=reason))
    if MACROS in old.package.parts:
        reason = Message.of(OwnMacros())
        found.append(Left(kind="macros", name=MACROS, reason=reason))
    found += strays(old, wanted.language)
    return found


def _span(first: date, last: date) -> tuple[str, str]:
    return f"{first:%Y-%m}", f"{last:%Y-%m}"
