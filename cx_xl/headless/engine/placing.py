"""Where the results of a formula land: one cell, a spill, an array of fixed extent."""

from collections.abc import Iterator

from cx_xl.errors import Code
from cx_xl.files.addresses import Area
from cx_xl.files.shared_formulas import FormulaCell, Value
from cx_xl.headless.stored import Rows

# IF stretches what it gets to the extent of SEQUENCE as an array of fixed extent does:
# a single row or column repeats, and there is #N/A beyond.
_FIXED = "INDEX(IF(_xlfn.SEQUENCE({0},{1})>0,{2}),{3},{4})"


def placed(cell: FormulaCell, text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (row, column, formula) such that *text* fills what *cell* does."""
    area = cell.area
    if area is None or cell.is_dynamic:
        yield cell.row, cell.column, text
        return
    extent = area.bottom - area.top + 1, area.right - area.left + 1
    for row, column in area.places():
        at = row - area.top + 1, column - area.left + 1
        yield row, column, _FIXED.format(*extent, text, *at)


def spread(cell: FormulaCell, value: Value | Rows) -> dict[tuple[int, int], Value]:
    """Return the cells that *cell* fills when its whole formula gives *value*."""
    rows = value if isinstance(value, list) else [[value]]
    area = cell.area
    if area is None and not cell.is_dynamic:
        return {(cell.row, cell.column): rows[0][0]}
    if area is None or cell.is_dynamic:
        bottom, right = cell.row + len(rows) - 1, cell.column + len(rows[0]) - 1
        area = Area(cell.row, cell.column, bottom, right)
    return {
        (row, column): _at(rows, row - area.top, column - area.left)
        for row, column in area.places()
    }


def _at(rows: Rows, down: int, across: int) -> Value:
    down = 0 if len(rows) == 1 else down
    across = 0 if len(rows[0]) == 1 else across
    inside = down < len(rows) and across < len(rows[0])
    return rows[down][across] if inside else Code.NA
