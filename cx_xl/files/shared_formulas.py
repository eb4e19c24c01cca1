"""Formulas as cells hold them, shared ones written out for every cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cx_xl.files.addresses import (
    COLUMNS,
    ROWS,
    Area,
    address,
    column_letters,
    column_number,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cx_xl.errors import Code

Value = None | bool | int | float | str  # `Code` is a str

_REFERENCE = re.compile(
    r"""
    "(?:[^"]|"")*"                                          # text
    | '(?:[^']|'')*'                                        # a quoted sheet name
    | \[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]             # columns of a table
    | (?<![\w.$])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![\w.(!])
    | (?<![\w.$])(\$?)([A-Z]{1,3}):(\$?)([A-Z]{1,3})(?![\w.(!])
    | (?<![\w.$])(\$?)([0-9]{1,7}):(\$?)([0-9]{1,7})(?![\w.(!])
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FormulaCell:
    """
    One cell with a formula.

    Attributes:
        row: from 1.
        column: from 1.
        text: the formula without "=", in the spelling of the file.
        value: the result that the file holds; None if it holds none.
        area: the cells that an array formula fills; None for ordinary formulas.
        is_dynamic: the array spills by itself, as entered in Excel 365.
        kind: "normal", "array" or "dataTable" (a what-if table).
        is_date: the cell is formatted as a date.
    """

    row: int
    column: int
    text: str
    value: Value | Code
    area: Area | None = None
    is_dynamic: bool = False
    kind: str = "normal"
    is_date: bool = False

    @property
    def is_array(self) -> bool:
        """Whether it may fill other cells than its own."""
        return self.is_dynamic or self.area is not None

    @property
    def address(self) -> str:
        """The A1 address."""
        return address(self.row, self.column)

    @property
    def extent(self) -> Area:
        """All cells that it fills in the file: its own if it is no array."""
        return self.area or Area(self.row, self.column, self.row, self.column)


@dataclass(frozen=True, slots=True)
class _Relative:
    number: int
    is_row: bool

    def shifted(self, rows: int, columns: int) -> str:
        if self.is_row:
            return str((self.number - 1 + rows) % ROWS + 1)
        return column_letters((self.number - 1 + columns) % COLUMNS + 1)


class SharedFormula:
    """
    A formula written once for many cells.

    openpyxl's Translator does the same but reads the formula anew for every cell.

    >>> SharedFormula(2, 3, "SUM($A2:B2)").at(5, 4)
    'SUM($A5:C5)'
    """

    def __init__(self, row: int, column: int, text: str) -> None:
        self.row, self.column = row, column
        self.pieces = list(_pieces(text))

    def at(self, row: int, column: int) -> str:
        """Return the formula as the cell at (*row*, *column*) has it."""
        rows, columns = row - self.row, column - self.column
        return "".join(
            piece if isinstance(piece, str) else piece.shifted(rows, columns)
            for piece in self.pieces
        )


def _pieces(text: str) -> Iterator[str | _Relative]:
    """Cut a formula into fixed text and the numbers that move with the cell."""
    end = 0
    for found in _REFERENCE.finditer(text):
        parts = [part for part in found.groups() if part is not None]
        if not parts or not all(map(_is_on_sheet, parts[1::2])):
            continue
        yield text[end : found.start()]
        yield _half(*parts[:2])
        yield "" if found[4] else ":"
        yield _half(*parts[2:])
        end = found.end()
    yield text[end:]


def _is_on_sheet(label: str) -> bool:
    if label.isdigit():
        return 1 <= int(label) <= ROWS
    return column_number(label) <= COLUMNS


def _half(dollar: str, label: str) -> str | _Relative:
    if dollar:
        return dollar + label
    if label.isdigit():
        return _Relative(int(label), is_row=True)
    return _Relative(column_number(label), is_row=False)
