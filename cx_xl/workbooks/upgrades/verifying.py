"""The new book computed: what of the user's own gives something else is not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.errors import Explained
from cx_xl.files.addresses import Area, address, parted
from cx_xl.files.graft import chart_formulas
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.headless import Message, Workbook
from cx_xl.headless.compare import equal
from cx_xl.workbooks.upgrades.composing import Composer
from cx_xl.workbooks.upgrades.upgrade_report import Left, figure

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from cx_xl.files.package import Package
    from cx_xl.headless import Evaluation
    from cx_xl.workbooks.upgrades.composed import Composed
    from cx_xl.workbooks.upgrades.old_book import OldBook
    from cx_xl.workbooks.upgrades.wanted import Wanted


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


class DrawsOther(Explained):
    """A chart of a user's sheet would draw something else."""

    en = (
        "its chart of {cells} would draw other values; accept the sheet by its name "
        "with --accept to take it over all the same"
    )
    it = (
        "il suo grafico di {cells} disegnerebbe altri valori; per riportarlo comunque, "
        "indica il nome del foglio con --accept"
    )


class FormulasGone(Explained):
    """A formula that is a value in the new book."""

    en = "the values are kept, their formulas are not"
    it = "i valori restano, le formule no"


def composed(
    old: OldBook,
    wanted: Wanted,
    today: date,
    region: str | None,
    taken: Collection[str],
) -> tuple[Composed, Evaluation]:
    """
    Return the new book with its fresh results.

    What of the user's would give something else there is a value, or is not in it.

    Args:
        old: the filled book.
        wanted: what is to become of it.
        today: what TODAY() gives.
        region: the regional settings.
        taken: sheets that may show something else, in lower case.
    """
    as_values: frozenset[str] = frozenset()
    without: dict[str, Message] = {}
    while True:
        composer = Composer(old, wanted, as_values, without)
        draft = composer.compose({})
        book = Workbook(draft.package, old.file, tells_region=False)
        fresh = book.evaluate(today, region)
        columns = {
            column
            for place, (column, origin) in draft.formulas.items()
            if not equal(old.fresh.value(origin), fresh.get(place))
        }
        others = {
            name: reason
            for name, new in draft.sheets.items()
            if name.casefold() not in taken
            and (reason := _other(old, fresh, draft.package, name, new))
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


def _other(
    old: OldBook, fresh: Evaluation, package: Package, name: str, new: str
) -> Message | None:
    """Return what a moved sheet would show that is something else, if anything."""
    for row, column in old.workbook.sheet(name).formulas:
        cell = address(row, column)
        before = old.value(name, row, column)
        after = fresh.get(f"{new}!{cell}")
        if not equal(before, after):
            facts = {"before": figure(before), "after": figure(after)}
            return Message.of(ShowsOther(cell=f"{name}!{cell}", **facts))
    drawn = chart_formulas(old.package, name), chart_formulas(package, new)
    for before, after in zip(*drawn, strict=True):
        if not _draws_same(old, fresh, package, (before, after)):
            return Message.of(DrawsOther(cells=before))
    return None


def _draws_same(
    old: OldBook, fresh: Evaluation, package: Package, cells: tuple[str, str]
) -> bool:
    """Say whether what a chart reads is the same in both books."""
    places = [_places(text) for text in cells]
    if places[0] is None or places[1] is None:
        return True  # a name or a text; names are checked where cells use them
    sheet = read_sheet(package, places[1][0])
    for old_place, new_place in zip(
        places[0][1].places(), places[1][1].places(), strict=True
    ):
        shown = fresh.get(f"{sheet.name}!{address(*new_place)}")
        after = sheet[new_place] if shown is None else shown
        if not equal(old.value(places[0][0], *old_place), after):
            return False
    return True


def _places(text: str) -> tuple[str, Area] | None:
    """Return the sheet and the cells that a chart reads, None for anything else."""
    sheet, cells = parted(text)
    try:
        area = Area.of(cells)
    except ValueError:
        return None
    return (sheet, area) if sheet else None
