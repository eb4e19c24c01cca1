"""
What cells say: one cell read as a number or as a label.

Hosts hand over the same cell in different clothes (9, 9.0, "9", Decimal("9")); here
they become one thing. Nothing below raises for dirty text: the reader returns None,
and whoever asked decides whether that is a blank or an error.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from math import isfinite, nan
from numbers import Real
from typing import Any, TypeGuard

from cx_xl.containers import as_python, rectangle
from cx_xl.dates import serial
from cx_xl.errors import CODES, TRUTHS, Code, NotACell

LONGEST_SHOWN = 60  # characters of a cell in a message

_PLAIN = frozenset({type(None), int, float, str, Code, date, datetime})
_MISSING = frozenset({"NAType", "NaTType"})  # of pandas, without importing it
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")  # 1.234: which is it?


class Logical(Enum):
    """TRUE and FALSE as cells: unlike Python's, they equal neither 1 nor 0."""

    TRUE = True
    FALSE = False


_TRUTHS = {w.casefold(): v for words in TRUTHS.values() for v, w in words.items()}
_CELLS = (int, float, str, date, time, timedelta, Logical)


@dataclass(frozen=True, slots=True)
class Block:
    """
    A rectangle of cells, row by row: what a range is to every function.

    Attributes:
        cells: row by row.
        columns: how many of them make a row.
        header: whether its first row is a header; None if that is not known. A table
            column and a list have none.
        memo: what was found out about it, for calls that get the same block again.
    """

    cells: list[Any]
    columns: int = 1
    header: bool | None = None
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, value: Any, argument: str = "range") -> "Block":
        """Return *value* (a cell, a column, rows, an array, a Series) as a block."""
        if isinstance(value, Block):
            return value
        cells, columns, is_body, kinds = rectangle(value, argument)
        tidy = _tidy(cells, kinds, argument)
        return cls(tidy, columns, header=False if is_body else None)

    @property
    def rows(self) -> int:
        """The number of rows."""
        return len(self.cells) // self.columns if self.columns else 0

    def without_header(self) -> "Block":
        """Return the block with its first row blank, so that rows keep their places."""
        if "headless" not in self.memo:
            cells = [*[None] * self.columns, *self.cells[self.columns :]]
            self.memo["headless"] = Block(cells, self.columns, header=False)
        found: Block = self.memo["headless"]
        return found

    def place(self, index: int) -> tuple[int, int]:
        """Return (row, column) from 1 of the cell at *index*."""
        row, column = divmod(index, self.columns)
        return row + 1, column + 1


def _tidy(cells: list[Any], kinds: set[type], argument: str) -> list[Any]:
    """Leave only what a sheet can hold: no booleans, whatever Python calls numbers."""
    odd = kinds - _PLAIN
    if not odd:
        return cells
    return [_tidied(cell, argument) if type(cell) in odd else cell for cell in cells]


def _tidied(cell: Any, argument: str) -> Any:
    if isinstance(cell, bool):
        return Logical(cell)
    if isinstance(cell, Decimal):
        return None if cell.is_nan() else float(cell)
    if type(cell).__name__ in _MISSING:
        return None
    own = cell if isinstance(cell, _CELLS) else as_python(cell)
    if own is not cell:
        return _tidy([own], {type(own)}, argument)[0]
    if isinstance(cell, _CELLS):
        return cell
    if isinstance(cell, Real):
        return float(cell)
    raise NotACell(argument, kind=type(cell).__name__)


def is_blank(cell: Any) -> bool:
    """Say whether *cell* is empty, holds empty text, or is a missing value."""
    if isinstance(cell, str):
        return not cell.strip()
    return cell is None or cell != cell  # noqa: PLR0124 - only NaN differs from itself


def error_code(cell: Any) -> Code | None:
    """Return the error that *cell* shows, if any."""
    return Code(cell) if isinstance(cell, str) and cell in CODES else None


def number(cell: Any) -> float | None:
    """Return the number in *cell*, also one stored as text; dates are serials."""
    if isinstance(cell, int | float):
        return cell if isfinite(cell) else None
    if isinstance(cell, str):
        text = cell.strip()
        found = float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else nan
        return found if isfinite(found) else None
    return serial(cell) if isinstance(cell, date) else None


def is_number(cell: object) -> TypeGuard[float]:
    """Say whether *cell* holds a number, not text that reads as one: TRUE is none."""
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def truth(text: str) -> bool | None:
    """Return what TRUE or FALSE means, in any language we serve and in any case."""
    return _TRUTHS.get(text.strip().casefold())


def is_ambiguous(cell: Any) -> bool:
    """Say whether *cell* is text such as 1.234, whose mark may group or divide."""
    return isinstance(cell, str) and bool(_GROUPED.fullmatch(cell.strip()))


def label(cell: Any) -> str | None:
    """Return *cell* as the name of a group; None for a blank."""
    if is_blank(cell):
        return None
    if isinstance(cell, Logical):
        return cell.name
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell == datetime.combine(
        cell, datetime.min.time()
    ):
        return cell.date().isoformat()
    return " ".join(str(cell).split())


def plain(cell: Any) -> Any:
    """Return *cell* as a message shows it."""
    if isinstance(cell, Logical):
        return cell.name
    if isinstance(cell, str):  # of a comment the beginning will do
        text = " ".join(cell.split())
        return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
    return str(cell) if isinstance(cell, date) else cell
