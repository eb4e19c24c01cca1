"""Cell addresses: letters and digits on one side, numbers from 1 on the other."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from typing import NamedTuple, Self

ROWS = 1_048_576
COLUMNS = 16_384

TEXT = re.compile(r'("(?:[^"]|"")*")')  # of a formula: what it says names no cell
# [1]Sheet!A1, '[1]A sheet'!A1, [1]!name; but not Sales[2024], the column of a table.
LINKED_BOOK = re.compile(r"'\[\d+\]|\[\d+\][\w!\\]")
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


@cache
def column_number(letters: str) -> int:
    """Return the number of a column: A is 1, XFD is 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@cache
def column_letters(number: int) -> str:
    """Return the letters of a column: 1 is A, 16384 is XFD."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """
    Return the A1 address of a cell.

    >>> address(5, 28)
    'AB5'
    """
    return f"{column_letters(column)}{row}"


def position(text: str) -> tuple[int, int]:
    """
    Return (row, column) of an A1 address, `$` or not.

    Raises:
        ValueError: not an address of a cell on a sheet.

    >>> position("$AB5")
    (5, 28)
    """
    found = _ADDRESS.fullmatch(text)
    if found:
        row, column = int(found[2]), column_number(found[1])
        if row <= ROWS and column <= COLUMNS:
            return row, column
    raise ValueError(text)


def quoted(sheet: str) -> str:
    """
    Return the name of a sheet as it stands in a reference.

    >>> quoted("Mario's")
    "'Mario''s'"
    """
    doubled = sheet.replace("'", "''")
    return f"'{doubled}'"


def unquoted(sheet: str) -> str:
    """
    Return the name of a sheet as its tab shows it.

    >>> unquoted("'Mario''s'"), unquoted("KPI")
    ("Mario's", 'KPI')
    """
    is_quoted = sheet.startswith("'")
    return sheet[1:-1].replace("''", "'") if is_quoted else sheet


def parted(reference: str) -> tuple[str, str]:
    """
    Return the sheet and the cells that a reference names, without its `$`.

    >>> parted("'Mario''s'!$B$2:$B$9")
    ("Mario's", 'B2:B9')
    """
    sheet, _, cells = reference.rpartition("!")
    return unquoted(sheet), cells.replace("$", "")


class Area(NamedTuple):
    """A rectangle of cells, both corners included."""

    top: int
    left: int
    bottom: int
    right: int

    @classmethod
    def of(cls, text: str) -> Self:
        """
        Read "B2:D9" or "B2".

        >>> Area.of("B2:D9")
        Area(top=2, left=2, bottom=9, right=4)
        """
        first, _, last = text.partition(":")
        corners = position(first), position(last or first)
        (top, bottom), (left, right) = map(sorted, zip(*corners, strict=True))
        return cls(top, left, bottom, right)

    def __str__(self) -> str:
        first, last = address(self.top, self.left), address(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"

    @property
    def shape(self) -> tuple[int, int]:
        """The numbers of its rows and columns."""
        return self.bottom - self.top + 1, self.right - self.left + 1

    @property
    def size(self) -> int:
        """The number of its cells."""
        rows, columns = self.shape
        return rows * columns

    @property
    def is_endless(self) -> bool:
        """It goes down to the last row of a sheet, as whole columns do."""
        return self.bottom == ROWS

    @property
    def is_whole(self) -> bool:
        """It is whole columns or whole rows."""
        is_columns = self.top == 1 and self.is_endless
        return is_columns or (self.left, self.right) == (1, COLUMNS)

    def within(self, rows: int, columns: int) -> Self:
        """Return what of it lies in so many rows and columns; at least one cell."""
        bottom = max(self.top, min(self.bottom, rows))
        right = max(self.left, min(self.right, columns))
        return self._replace(bottom=bottom, right=right)

    def around(self, other: Self) -> Self:
        """Return the smallest rectangle that holds both."""
        top, left, bottom, right = zip(self, other, strict=True)
        return type(self)(min(top), min(left), max(bottom), max(right))

    def places(self) -> Iterator[tuple[int, int]]:
        """Yield its cells, row by row."""
        rows = range(self.top, self.bottom + 1)
        return product(rows, range(self.left, self.right + 1))

    def holds(self, row: int, column: int) -> bool:
        """Tell whether the cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right
