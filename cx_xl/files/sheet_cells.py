"""The cells of one sheet, held column by column."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cx_xl.files.addresses import Area
    from cx_xl.files.shared_formulas import FormulaCell, Value


@dataclass(slots=True)
class Column:
    """
    One column: its values from row 1 on, and from which rows on they are dates.

    A list per column takes an eighth of the memory of a dict of addresses, and a range
    is a slice of it.
    """

    values: list[Value] = field(default_factory=list)
    style: str = ""
    starts: list[int] = field(default_factory=list)
    dated: list[bool] = field(default_factory=list)

    def put(self, row: int, value: Value) -> None:
        """Store a value; rows left out stay blank."""
        missing = row - len(self.values) - 1
        if missing < 0:
            self.values[row - 1] = value
            return
        if missing:
            self.values.extend(repeat(None, missing))
        self.values.append(value)

    def turn(self, row: int, style: str, *, is_date: bool) -> None:
        """Note that from *row* on the cells have another style."""
        self.style = style
        self.starts.append(row)
        self.dated.append(is_date)


@dataclass(slots=True)
class Sheet:
    """
    The cells of one worksheet: rows and columns count from 1, blanks are None.

    Attributes:
        name: as on the tab.
        columns: the columns that hold anything, by number.
        formulas: the formula cells by (row, column).
    """

    name: str
    columns: dict[int, Column]
    formulas: dict[tuple[int, int], FormulaCell]

    def __getitem__(self, place: tuple[int, int]) -> Value:
        row, column = place
        values = self.columns[column].values if column in self.columns else []
        return values[row - 1] if 0 < row <= len(values) else None

    @property
    def used(self) -> tuple[int, int]:
        """The last row and the last column with a value; (0, 0) for an empty sheet."""
        rows = (len(column.values) for column in self.columns.values())
        return max(rows, default=0), max(self.columns, default=0)

    def cells(self) -> Iterator[tuple[tuple[int, int], Value]]:
        """Yield ((row, column), value) of the non-blank cells, column by column."""
        for number, column in sorted(self.columns.items()):
            for row, value in enumerate(column.values, start=1):
                if value is not None:
                    yield (row, number), value

    def column(self, number: int, top: int, bottom: int) -> list[Value]:
        """Return the values of rows *top* to *bottom* of a column, blanks as None."""
        column = self.columns.get(number)
        values = column.values[top - 1 : bottom] if column else []
        return values + [None] * (bottom - top + 1 - len(values))

    def block(self, area: Area) -> list[list[Value]]:
        """
        Return the rows of an area, cut to the used range: A:A is as long as its data.

        At least one cell is returned, so that an empty range stays a range.
        """
        return self.rows(area.within(*self.used))

    def rows(self, area: Area) -> list[list[Value]]:
        """Return the rows of an area, in its full size."""
        return list(map(list, zip(*self._columns(area), strict=True)))

    def cells_in(self, area: Area) -> list[Value]:
        """Return the cells of an area row by row, in one list of its full size."""
        lists = self._columns(area)
        return (
            lists[0]
            if len(lists) == 1
            else list(chain.from_iterable(zip(*lists, strict=True)))
        )

    def _columns(self, area: Area) -> list[list[Value]]:
        numbers = range(area.left, area.right + 1)
        return [self.column(number, area.top, area.bottom) for number in numbers]

    def is_date(self, row: int, column: int) -> bool:
        """Tell whether a non-blank cell is formatted as a date."""
        if column not in self.columns:
            return False
        runs = self.columns[column]
        run = bisect_right(runs.starts, row) - 1
        return run >= 0 and runs.dated[run]
