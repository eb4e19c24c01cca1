"""Where the results of a formula land: one cell, a spill, an array of fixed extent."""

from collections.abc import Iterator

from cx_xl.errors import Code
from cx_xl.files.addresses import Area
from cx_xl.files.shared_formulas import FormulaCell, Value
from cx_xl.headless.stored import Rows

PLACED = 100_000  # cells of an array of fixed extent that is said anew

# IF stretches what it gets to the extent of SEQUENCE as an array of fixed extent does:
# a single row or column repeats, and there is #N/A beyond.
_FIXED = "IF(_xlfn.SEQUENCE({0},{1})>0,{2})"


def placed(cell: FormulaCell, text: str) -> str:
    """Return what fills the cells that *cell* does, as a spill, if *text* does."""
    area = cell.area
    if area is None or cell.is_dynamic:
        return text
    fixed = _FIXED.format(*area.shape, text)
    return fixed if area.size > 1 else f"INDEX({fixed},1,1)"


def covered(cell: FormulaCell) -> Iterator[tuple[int, int]]:
    """Yield the cells that belong to *cell*, whatever its formula gives."""
    if cell.area is None or cell.is_dynamic:
        yield cell.row, cell.column
    else:
        yield from cell.area.places()


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
