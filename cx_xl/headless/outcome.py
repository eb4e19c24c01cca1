"""Fresh values as results that people read, and as changes to a copy of the file."""

from collections.abc import Iterable
from datetime import date

from cx_xl.errors import Code
from cx_xl.files.addresses import Area
from cx_xl.files.shared_formulas import FormulaCell, Value
from cx_xl.headless.compare import equal
from cx_xl.headless.evaluation.harvest import Fresh
from cx_xl.headless.locales import Locale
from cx_xl.headless.reasons import NoStoredValue
from cx_xl.headless.results import (
    CellCheck,
    EvaluatedCell,
    Evaluation,
    Message,
    Problem,
)
from cx_xl.headless.stored import StoredCells

Changes = dict[str, dict[tuple[int, int], Value]]
Areas = dict[str, dict[tuple[int, int], Area]]


def evaluation_of(
    cells: StoredCells, file: str, today: date, locale: Locale, fresh: Fresh
) -> Evaluation:
    """Return *fresh*, the values of the workbook *file* on a day and in a region."""
    problems = []
    found = []
    for sheet, cell in cells.formulas():
        reason = fresh.problems.get((sheet.name, cell.row, cell.column))
        if reason is None:
            found.append(_evaluated_cell(sheet.name, cell, fresh))
            continue
        problems.append(
            Problem(
                sheet=sheet.name,
                address=cell.address,
                formula=cell.text,
                reason=Message.of(reason),
            )
        )
    return Evaluation(
        file=file,
        today=today,
        cells=tuple(found),
        problems=tuple(problems),
        region=locale.name,
        regional=len(fresh.regional),
    )


def changes_of(cells: StoredCells, fresh: Fresh) -> tuple[Changes, Areas]:
    """Return the values and the extents in which *fresh* differs from the file."""
    changes: Changes = {}
    for (sheet, row, column), value in fresh.cells.items():
        stored = cells.sheet(sheet)[row, column]
        if not equal(stored, value) or (stored is None and value == ""):
            changes.setdefault(sheet, {})[row, column] = value
    areas: Areas = {}
    for (sheet, row, column), area in fresh.areas.items():
        if area != cells.sheet(sheet).formulas[row, column].extent:
            areas.setdefault(sheet, {})[row, column] = area
    return changes, areas


def joined(
    found: Iterable[CellCheck], declared: Iterable[CellCheck]
) -> list[CellCheck]:
    """
    Return both checks, one entry per cell: the one that is not equal, if any.

    A declared cell that lacks a value in the file says less than a full evaluation.
    """
    cells = {(check.sheet, check.address): check for check in found}
    for check in declared:
        place = check.sheet, check.address
        is_known = check.verdict == "equal" or _lacks(check)
        if place not in cells or not is_known:
            cells[place] = check
    return list(cells.values())


def _lacks(check: CellCheck) -> bool:
    return check.reason is not None and check.reason.code == NoStoredValue.__name__


def _evaluated_cell(sheet: str, cell: FormulaCell, fresh: Fresh) -> EvaluatedCell:
    place = (sheet, cell.row, cell.column)
    area = fresh.extent(place, cell)
    columns = range(area.left, area.right + 1)
    rows = tuple(
        tuple(fresh.cells.get((sheet, row, column)) for column in columns)
        for row in range(area.top, area.bottom + 1)
    )
    error, value = fresh.errors.get(place), fresh.cells.get(place)
    shows = any(isinstance(item, Code) for row in rows for item in row)
    return EvaluatedCell.of_many(
        sheet=sheet,
        address=cell.address,
        formula=cell.text,
        value=value,
        is_error=isinstance(value, Code),
        area=str(area),
        values=rows if area.size > 1 else None,
        message=Message.of(error) if error and shows else None,
    )
