"""
Ranges of a sheet on their way into the core.

A range arrives as an object of LibreOffice, and only here are its cells read: those
in use, with blanks as blanks and errors as their codes. TRUE and FALSE are 1 and 0
that are formatted as such; dates are numbers that are formatted as such.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from itertools import chain
from typing import Any

from cx_xl.cells import Block, Logical
from cx_xl.dates import from_serial
from cx_xl.errors import Code
from cx_xl.spec import Role

TALL = 4096  # a range with more rows than this is cut to those in use
DATE, LOGICAL = 2, 1024  # com.sun.star.util.NumberFormat
MIXED = "AMBIGUOUS_VALUE"  # com.sun.star.beans.PropertyState
TRUTHS = frozenset({0.0, 1.0})
ERRORS = {
    521: Code.NULL,
    532: Code.DIV,
    519: Code.VALUE,
    524: Code.REF,
    525: Code.NAME,
    503: Code.NUM,
    32767: Code.NA,
}


class Format(Enum):
    """What a number format says about a number."""

    LOGICAL = LOGICAL
    DATE = DATE


@dataclass
class Range:
    """A range of cells as Calc hands it over, and what its argument is for."""

    cells: Any
    role: Role
    document: Any
    keep: int | None = None
    kinds: dict[int, Format | None] = field(default_factory=dict)

    @cached_property
    def address(self) -> Any:
        """The corners, from 0."""
        return self.cells.getRangeAddress()

    @property
    def height(self) -> int:
        """The number of rows, used or not."""
        return int(self.address.EndRow - self.address.StartRow + 1)

    @property
    def used(self) -> int:
        """The number of rows down to the last one that the sheet uses."""
        cursor = self.cells.getSpreadsheet().createCursor()
        cursor.gotoEndOfUsedArea(False)  # noqa: FBT003 - UNO has no keywords
        last = cursor.getRangeAddress().EndRow
        return int(min(self.height, max(1, last - self.address.StartRow + 1)))

    def name_of(self, row: int, column: int) -> str:
        """Return a cell, counted from 1, as Calc names it: Answers.D15."""
        return cell_name(self.cells.getCellByPosition(column - 1, row - 1))

    def block(self) -> Block:
        """Return the cells."""
        columns = self.address.EndColumn - self.address.StartColumn + 1
        part = self.cells
        if self.keep is not None and self.keep < self.height:
            part = part.getCellRangeByPosition(0, 0, columns - 1, self.keep - 1)
        cells = list(chain.from_iterable(part.getDataArray()))
        self._mend(cells, part, columns)
        return Block(cells, columns)

    def _mend(self, cells: list[Any], part: Any, columns: int) -> None:
        """Put back what a data array leaves out: errors, blanks, what formats say."""
        if None in cells:  # errors come as nothing
            for index in [i for i, cell in enumerate(cells) if cell is None]:
                row, column = divmod(index, columns)
                error = part.getCellByPosition(column, row).getError()
                cells[index] = ERRORS.get(error, Code.VALUE)
        if "" in cells:  # and blanks as empty text
            cells[:] = [None if cell == "" else cell for cell in cells]
        if self.role.value.shows_dates or not TRUTHS.isdisjoint(cells):
            for index, kind in self._formatted(part, columns):
                if isinstance(cells[index], float):
                    cells[index] = _typed(cells[index], kind, self.role)

    def _formatted(self, part: Any, columns: int) -> Iterator[tuple[int, Format]]:
        """Yield where cells lie whose format says that they are no plain numbers."""
        for area, key in _areas(part):
            kind = self._kind(key)
            if kind is None:
                continue
            for row in range(area.StartRow, area.EndRow + 1):
                start = (row - self.address.StartRow) * columns
                for column in range(area.StartColumn, area.EndColumn + 1):
                    yield start + column - self.address.StartColumn, kind

    def _kind(self, key: int) -> Format | None:
        if key not in self.kinds:
            known = self.document.getNumberFormats()
            bits = known.getByKey(key).getPropertyValue("Type")
            found = [kind for kind in Format if bits & kind.value]
            self.kinds[key] = found[0] if found else None
        return self.kinds[key]


def cell_name(cell: Any) -> str:
    """Return the name of *cell* as Calc writes it: Answers.D15."""
    sheet, _, place = cell.AbsoluteName.rpartition(".")
    return f"{sheet.removeprefix('$')}.{place.replace('$', '')}"


def cut(ranges: Iterable[Range]) -> int | None:
    """
    Cut tall ranges to the rows in use, all to the same height; return that height.

    Ranges of different heights stay as they are: the border must see that they differ.
    """
    tall = [cells for cells in ranges if cells.height > TALL]
    if len({cells.height for cells in tall}) != 1:
        return None
    keep = max(cells.used for cells in tall)
    for cells in tall:
        cells.keep = keep
    return keep


def _areas(part: Any) -> Iterator[tuple[Any, int]]:
    """Yield the rectangles of one number format each."""
    if part.getPropertyState("NumberFormat").value != MIXED:
        yield part.getRangeAddress(), part.getPropertyValue("NumberFormat")
        return
    alike = part.getUniqueCellFormatRanges()
    for index in range(alike.getCount()):
        areas = alike.getByIndex(index)
        key = areas.getPropertyValue("NumberFormat")
        for address in areas.getRangeAddresses():
            yield address, key


def _typed(number: float, kind: Format, role: Role) -> Any:
    if kind is Format.LOGICAL:
        return Logical(bool(number)) if number in TRUTHS else number
    if not role.value.shows_dates:
        return number
    try:
        return from_serial(number)
    except ValueError:  # no day has this number
        return number
