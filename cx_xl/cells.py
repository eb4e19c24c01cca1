"""
What cells say: one cell read as an answer, a number, a date or a label.

Hosts hand over the same cell in different clothes (9, 9.0, "9", Decimal("9")); here
they become one thing. Nothing below raises for dirty text: the reader returns None,
and whoever asked decides whether that is a blank or an error.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from itertools import chain
from math import isfinite
from typing import Any

from cx_xl.dates import serial
from cx_xl.errors import Code, NotARectangle

_CODES = frozenset(Code)
_PLAIN = frozenset({type(None), int, float, str, Code, date, datetime})
_MISSING = frozenset({"NAType", "NaTType"})  # of pandas, without importing it
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eE][+-]?\d+)?")
_GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")  # 1.234: which is it?
_BEFORE = re.compile(r"(\d+)(?=[\s:()\[\]])\D*[^\W\d_]\D*")  # 10 - Extremely likely
_BEHIND = re.compile(
    r"\D*[^\W\d_]\D*(?:\s[-\u2013\u2014]|:)\s*(\d+)"
)  # Extremely likely - 10


class Logical(Enum):
    """TRUE and FALSE as cells: unlike Python's, they equal neither 1 nor 0."""

    TRUE = True
    FALSE = False


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of cells, row by row: what a range is to every function."""

    cells: list[Any]
    columns: int = 1

    @classmethod
    def of(cls, value: Any) -> "Block":
        """Return *value* (a cell, a column, rows, an array, a Series) as a block."""
        if isinstance(value, Block):
            return value
        value = _as_python(value)
        if isinstance(value, str | bytes) or not isinstance(value, Iterable):
            return cls(_tidy([value]))
        if isinstance(value, Mapping):
            raise NotARectangle("range")
        rows = value if isinstance(value, list | tuple) else list(value)
        if not rows or not isinstance(rows[0], list | tuple):
            return cls(_tidy(list(rows)))
        width = len(rows[0])
        if not all(isinstance(row, list | tuple) for row in rows[1:2]):
            raise NotARectangle("range")
        try:
            cells = list(chain.from_iterable(rows))
        except TypeError:
            raise NotARectangle("range") from None
        if len(cells) != width * len(rows):
            raise NotARectangle("range")
        return cls(_tidy(cells), width or 1)

    @property
    def rows(self) -> int:
        """The number of rows."""
        return len(self.cells) // self.columns if self.columns else 0

    @property
    def first_row(self) -> list[Any]:
        """The cells where headers live; empty when the block has a single row."""
        return self.cells[: self.columns] if len(self.cells) > self.columns else []

    def place(self, index: int) -> tuple[int, int]:
        """Return (row, column) from 1 of the cell at *index*."""
        row, column = divmod(index, self.columns)
        return row + 1, column + 1


def _as_python(value: Any) -> Any:
    """Return NumPy and pandas objects as lists with None for what is missing."""
    if hasattr(value, "notna"):  # a Series or a DataFrame, without importing pandas
        return value.astype(object).where(value.notna(), None).to_numpy().tolist()
    if not hasattr(value, "tolist"):
        return value
    if not getattr(value, "ndim", 1):
        return value.item()
    if value.dtype.kind == "M":  # nanoseconds would come out as whole numbers
        return value.astype("datetime64[us]").tolist()
    objects = value.astype(object)
    objects[value != value] = None  # noqa: PLR0124 - only NaN differs from itself
    return objects.tolist()


def _tidy(cells: list[Any]) -> list[Any]:
    """Leave only None, int, float, str, datetime, date and Logical in *cells*."""
    odd = set(map(type, cells)) - _PLAIN
    if not odd:
        return cells
    return [_tidied(cell) if type(cell) in odd else cell for cell in cells]


def _tidied(cell: Any) -> Any:
    if isinstance(cell, bool):
        return Logical(cell)
    if isinstance(cell, Decimal):
        return float(cell) if cell.is_finite() else None
    if hasattr(cell, "item"):  # a NumPy scalar
        return _tidied(cell.item())
    if type(cell).__name__ in _MISSING:
        return None
    if isinstance(cell, list | tuple | dict | set):
        raise NotARectangle("range")
    return cell


def is_blank(cell: Any) -> bool:
    """Say whether *cell* is empty, holds empty text, or is a missing value."""
    if isinstance(cell, str):
        return not cell.strip()
    return cell is None or cell != cell  # noqa: PLR0124 - only NaN differs from itself


def error_code(cell: Any) -> Code | None:
    """Return the error that *cell* shows, if any."""
    return Code(cell) if isinstance(cell, str) and cell in _CODES else None


def number(cell: Any) -> float | None:
    """Return the number in *cell*, also one stored as text; dates are serials."""
    if isinstance(cell, int | float):
        return cell if isfinite(cell) else None
    if isinstance(cell, str):
        text = cell.strip()
        return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else None
    return serial(cell) if isinstance(cell, date) else None


def is_ambiguous(cell: Any) -> bool:
    """Say whether *cell* is text such as 1.234, whose mark may group or divide."""
    return isinstance(cell, str) and bool(_GROUPED.fullmatch(cell.strip()))


def label_score(cell: Any) -> float | None:
    """Return the number of an end point that carries its label, if *cell* is one."""
    if not isinstance(cell, str):
        return None
    text = cell.strip()
    found = _BEFORE.fullmatch(text) or _BEHIND.fullmatch(text)
    return float(found[1]) if found else None


def score(cell: Any) -> float | None:
    """Return the answer in *cell*: a number, one stored as text, or a labelled one."""
    found = number(cell)
    return label_score(cell) if found is None else found


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


def headers(block: Block, reads: Callable[[Any], Any]) -> set[int]:
    """Return where the first row holds text that *reads* (a reader) cannot take."""
    return {
        index
        for index, cell in enumerate(block.first_row)
        if isinstance(cell, str) and not error_code(cell) and reads(cell) is None
    }


def plain(cell: Any) -> Any:
    """Return *cell* as a message shows it."""
    if isinstance(cell, Logical):
        return cell.name
    return str(cell) if isinstance(cell, date) else cell
