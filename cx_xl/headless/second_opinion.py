"""A second opinion: another engine, by other people, on the ordinary formulas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cx_xl.files.addresses import address
from cx_xl.headless.compare import equal
from cx_xl.headless.engine.second import (
    PENDING,
    Edit,
    NoSecondOpinion,
    SecondEngine,
    constant,
    formula,
    nothing,
)
from cx_xl.headless.results import Contradiction
from cx_xl.headless.syntax.tree import kpi_calls

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cx_xl.files.shared_formulas import FormulaCell, Value
    from cx_xl.headless.evaluation.harvest import Fresh
    from cx_xl.headless.stored import StoredCells
    from cx_xl.headless.syntax.references import Place


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the other engine says of one formula; a gap if it declines to."""

    place: Place
    value: Value = None
    is_gap: bool = False


def opinions(cells: StoredCells, fresh: Fresh, today: date) -> Iterator[Opinion]:
    """
    Yield what the other engine makes of each ordinary formula of the workbook.

    Our calls count as the values that they have in *fresh*; what has no value there
    has none here.

    Raises:
        NoSecondOpinion: it cannot load or calculate the workbook.
    """
    if cells.package.date1904:
        raise NoSecondOpinion(file=cells.package.container.file, detail="1904")
    engine = SecondEngine(cells.package, list(_edits(cells, fresh)), today)
    for sheet, cell in cells.formulas():
        if _is_ours(cell):
            continue
        area = fresh.extent((sheet.name, cell.row, cell.column), cell)
        found = engine.values(sheet.name, area)
        for place, (value, is_gap) in zip(area.places(), found, strict=True):
            yield Opinion((sheet.name, *place), value, is_gap)


def contradictions(
    cells: StoredCells, fresh: Fresh, today: date
) -> Iterator[Contradiction]:
    """Yield what differs from *fresh*, and would so in any regional settings."""
    for opinion in opinions(cells, fresh, today):
        place, second = opinion.place, opinion.value
        if opinion.is_gap or place in fresh.regional or place not in fresh.cells:
            continue
        if not equal(fresh.cells[place], second):
            sheet, row, column = place
            cell = cells.sheet(sheet).formulas.get((row, column))
            yield Contradiction(
                sheet=sheet,
                address=address(row, column),
                formula=cell.text if cell else "",
                fresh=fresh.cells[place],
                second=second,
            )


def _is_ours(cell: FormulaCell) -> bool:
    return bool(kpi_calls(cell.text)) or cell.kind == "dataTable"


def _edits(cells: StoredCells, fresh: Fresh) -> Iterator[Edit]:
    """Yield what the engine should find in place of our calls and of what lacks."""
    for sheet, cell in cells.formulas():
        place = (sheet.name, cell.row, cell.column)
        if place in fresh.problems:
            yield formula(sheet.name, cell.address, PENDING)
            continue
        area = fresh.extent(place, cell)
        if _is_ours(cell):
            for row, column in area.places():
                value = fresh.cells.get((sheet.name, row, column))
                yield constant(sheet.name, address(row, column), value)
        elif cell.is_dynamic:
            others = (at for at in area.places() if at != place[1:])
            yield from (nothing(sheet.name, address(*at)) for at in others)
            yield formula(sheet.name, cell.address, cell.text, spills=True)
