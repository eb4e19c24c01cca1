"""How far the cells of a sheet reach, counted while its XML streams past."""

from __future__ import annotations

from dataclasses import dataclass, field
from string import ascii_uppercase
from typing import TYPE_CHECKING
from xml.parsers import expat

from cx_xl.files.addresses import COLUMNS, ROWS, Area, address, column_letters, position
from cx_xl.files.file_refusals import (
    BadCell,
    ExtentTooLarge,
    MergeTooLarge,
    TooManyCells,
)
from cx_xl.files.glance import Glance

if TYPE_CHECKING:
    from collections.abc import Callable

    from cx_xl.files.container import Container

DIGITS = "0123456789"
BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Extent:
    """
    The reach of a sheet's filled cells, counted from A1.

    Attributes:
        rows: the last row with a value or formula.
        columns: the last column with one.
        cells: how many cells have one.
        unpacked: bytes of the sheet's XML.
        is_plain: it has neither comments nor prefixes, and one byte to a letter.
    """

    rows: int = 0
    columns: int = 0
    cells: int = 0
    unpacked: int = 0
    is_plain: bool = field(default=False, compare=False)


def measure(container: Container, part: str, sheet: str) -> Extent:
    """
    Stream one sheet; refuse what would drown a reader.

    Raises:
        ExtentTooLarge: filled cells so far apart that no grid holds them.
        MergeTooLarge: merged areas larger than a column.
        BadCell: an address off the sheet.
        TooManyCells: more cell elements than any reader should see.
        HasDoctype, MalformedXml, Truncated, ZipBomb.
    """
    glance = Glance()

    def watch(chunk: bytes) -> None:
        glance.take(chunk)
        if glance.elements > container.limits.cells:
            raise TooManyCells(file=container.file, limit=container.limits.cells)

    unpacked = container.stream(part, glance.parser(), watch)
    limits = container.limits
    is_small = glance.rows * glance.columns <= limits.extent
    if glance.is_sure and is_small and glance.merged <= limits.merge:
        return Extent(
            glance.rows, glance.columns, glance.cells, unpacked, is_plain=True
        )
    gauge = _Gauge(container, sheet)
    container.stream(part, gauge.parser())  # ValueErrors refuse there
    gauge.weigh()
    return Extent(gauge.rows, gauge.columns, gauge.cells, unpacked)


@dataclass(slots=True)
class _Gauge:
    container: Container
    sheet: str
    rows: int = 0
    columns: int = 0
    cells: int = 0
    merged: int = 0
    elements: int = 0
    filled: list[str] = field(default_factory=list)  # addresses not yet weighed

    def parser(self) -> expat.XMLParserType:
        """Return a parser that feeds this gauge; it learns its namespace first."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.ordered_attributes = True
        parser.specified_attributes = True

        def root(tag: str, _attributes: list[str]) -> None:
            namespace, _, _name = tag.rpartition(" ")
            parser.StartElementHandler = self._handler(f"{namespace} ")

        parser.StartElementHandler = root
        return parser

    def _handler(self, namespace: str) -> Callable[[str, list[str]], None]:
        """Return the callback; a closure, because it runs once per XML element."""
        cell_tag, row_tag = namespace + "c", namespace + "row"
        value_tag, merge_tag = namespace + "v", namespace + "mergeCell"
        other_tags = {namespace + "f", namespace + "is"}
        filled = self.filled
        row, here, is_counted = 0, "", False

        def start(tag: str, attributes: list[str]) -> None:
            nonlocal row, here, is_counted
            if tag == cell_tag:
                self.elements += 1
                is_counted = False
                if attributes and attributes[0] == "r":
                    here = attributes[1]
                else:
                    here = _attribute(attributes, "r") or self._next(here, row)
            elif tag == value_tag or tag in other_tags:
                if not is_counted:
                    filled.append(here)
                    is_counted = True
            elif tag == row_tag:
                row, here = int(_attribute(attributes, "r") or row + 1), ""
                if len(filled) > BATCH:
                    self.weigh()
                self.refuse_crowds()
            elif tag == merge_tag:
                self._merge(_attribute(attributes, "ref"))

        return start

    def weigh(self) -> None:
        """Take the addresses gathered so far into account."""
        if not self.filled:
            return
        columns = {cell.rstrip(DIGITS) for cell in self.filled}
        rows = {cell.lstrip(ascii_uppercase) for cell in self.filled}
        self.cells += len(self.filled)
        try:
            lasts = [position(column + "1")[1] for column in columns]
            self.columns = max(self.columns, *lasts)
            self.rows = max(self.rows, *(position("A" + row)[0] for row in rows))
        except ValueError as error:
            raise self._bad(str(error)) from error
        self.filled.clear()
        if self.rows * self.columns > self.container.limits.extent:
            last = address(self.rows, self.columns)
            raise ExtentTooLarge(file=self.container.file, sheet=self.sheet, cell=last)

    def refuse_crowds(self) -> None:
        """Raise before the work gets out of hand."""
        limit = self.container.limits.cells
        if self.elements > limit:
            raise TooManyCells(file=self.container.file, limit=limit)

    def _next(self, before: str, row: int) -> str:
        """Return the address of a cell that leaves its own out."""
        if not before:
            return address(row, 1)
        try:
            row, column = position(before)
        except ValueError as error:
            raise self._bad(before) from error
        return address(row, column + 1)

    def _merge(self, area: str) -> None:
        try:
            self.merged += Area.of(_closed(area)).size
        except ValueError as error:
            raise self._bad(area) from error
        if self.merged > self.container.limits.merge:
            raise MergeTooLarge(file=self.container.file, sheet=self.sheet)

    def _bad(self, cell: str) -> BadCell:
        return BadCell(file=self.container.file, sheet=self.sheet, cell=cell, text=cell)


def _closed(area: str) -> str:
    """Return an area with its corners: whole columns, A:B, and whole rows, 2:3."""
    first, _, last = area.replace("$", "").partition(":")
    if first.isalpha() and last.isalpha():
        return f"{first}1:{last}{ROWS}"
    if first.isdecimal() and last.isdecimal():
        return f"A{first}:{column_letters(COLUMNS)}{last}"
    return area


def _attribute(attributes: list[str], name: str) -> str:
    """Return an attribute from expat's flat list of names and values."""
    names = attributes[::2]
    return attributes[names.index(name) * 2 + 1] if name in names else ""
