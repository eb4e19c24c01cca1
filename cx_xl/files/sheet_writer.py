"""The XML of a sheet with other results in some cells; the rest is kept as it is."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cx_xl.files import scan
from cx_xl.files.addresses import COLUMNS, Area, address, column_number, position
from cx_xl.files.cell_writer import same, with_value
from cx_xl.files.sheet_reader import stored_value
from cx_xl.files.xml_texts import TRUE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cx_xl.files.shared_formulas import Value
    from cx_xl.files.values import Decoder

    Place = tuple[int, int]

_DIMENSION = re.compile(r"""(?<=dimension\sref=)["'][A-Z0-9:]+["']""")
_SPANS = re.compile(r"""(?<=\sspans=)["'](\d+):(\d+)["']""")
_COLUMN = re.compile(r"<(?:[\w.-]+:)?col(\s[^>]*)>")


@dataclass(frozen=True)
class Rewriter:
    """
    One sheet's text and what is to change in it.

    Attributes:
        text: the XML as `scan.readable` returns it.
        changes: new values by (row, column); None clears.
        areas: new extents of array formulas by their anchor.
        decoder: the meaning of the cells as they are.
    """

    text: str
    changes: Mapping[Place, Value]
    areas: Mapping[Place, Area]
    decoder: Decoder

    def result(self) -> str:
        """Return the new XML."""
        text = self.text
        start, end = scan.data_span(text)
        if not start:
            text = scan.SHEET_DATA.sub(self._opened, text, count=1)
            start, end = scan.data_span(text)
        rows = "".join(self._rows(text, start, end))
        return self._extended(text[:start]) + rows + text[end:]

    @cached_property
    def prefix(self) -> str:
        """The namespace prefix of the sheet's elements with its colon, mostly empty."""
        found = scan.SHEET_DATA.search(self.text)
        return found[1] if found else ""

    @cached_property
    def column_styles(self) -> dict[int, str]:
        """The style of each column that has one: what its blank cells look like."""
        styles: dict[int, str] = {}
        for found in _COLUMN.finditer(self.text, 0, scan.data_span(self.text)[0]):
            given = scan.attributes(found[1])
            if "style" in given:
                last = min(int(given["max"]), COLUMNS)
                span = range(int(given["min"]), last + 1)
                styles |= dict.fromkeys(span, given["style"])
        return styles

    def _opened(self, found: re.Match[str]) -> str:
        start = found[0].removesuffix("/>").rstrip()
        return f"{start}></{self.prefix}sheetData>"

    def _rows(self, text: str, start: int, end: int) -> Iterator[str]:
        """Yield the pieces of the rows, old and new, in order."""
        wanted: defaultdict[int, dict[int, Value]] = defaultdict(dict)
        for (row, column), value in sorted(self.changes.items()):
            wanted[row][column] = value
        rows = list(scan.numbered_rows(text, start, end))
        held = {number for number, _ in rows}
        waiting = [row for row in reversed(wanted) if row not in held]
        done = start
        for number, found in rows:
            while waiting and waiting[-1] < number:
                yield text[done : found.start()]
                done = found.start()
                row = waiting.pop()
                yield self._new_row(row, wanted[row])
            if number in wanted:
                yield text[done : found.start()]
                done = found.end()
                yield self._row(found, number, wanted.pop(number))
        yield text[done:end]
        yield from (self._new_row(row, wanted[row]) for row in reversed(waiting))

    def _new_row(self, row: int, wanted: dict[int, Value]) -> str:
        cells = "".join(
            self._new_cell(row, column, value, self.column_styles.get(column))
            for column, value in wanted.items()
        )
        prefix = self.prefix
        return f'<{prefix}row r="{row}">{cells}</{prefix}row>' if cells else ""

    def _row(self, found: re.Match[str], row: int, wanted: dict[int, Value]) -> str:
        """Return a row with its kept, changed and added cells."""
        start, inside = _halves(found)
        given = scan.attributes(found[1])
        row_style = given.get("s") if given.get("customFormat") in TRUE else None
        cells = list(self._cells(row, inside))
        held = {column for _, column, _ in cells}
        waiting = deque(column for column in wanted if column not in held)
        pieces, done = [_SPANS.sub(lambda old: _widened(old, wanted), start)], 0

        def add() -> None:
            column = waiting.popleft()
            style = row_style or self.column_styles.get(column)
            pieces.append(self._new_cell(row, column, wanted[column], style))

        for cell, column, element in cells:
            pieces.append(inside[done : cell.start()])
            done = cell.end()
            while waiting and waiting[0] < column:
                add()
            if column in wanted:
                value = wanted[column]
                pieces.append(self._cell(element, (row, column), value))
            else:
                pieces.append(element)
        while waiting:
            add()
        return f"{''.join(pieces)}{inside[done:]}</{self.prefix}row>"

    def _cells(self, row: int, inside: str) -> Iterator[tuple[re.Match[str], int, str]]:
        """Yield the cells of a row with their columns; each names its place."""
        column = 0
        for cell in scan.CELL.finditer(inside):
            element = cell[0]
            name = cell[1] or scan.attributes(cell[8]).get("r", "")
            if cell[1]:
                column = column_number(name)
            elif name:
                column = position(name)[1]
            else:  # an unnamed one would move with what is added before it
                column += 1
                tag = f"<{self.prefix}c"
                element = f'{tag} r="{address(row, column)}"{element[len(tag) :]}'
            yield cell, column, element

    def _new_cell(self, row: int, column: int, value: Value, style: str | None) -> str:
        if value is None:
            return ""
        styled = f' s="{style}"' if style else ""
        blank = f'<{self.prefix}c r="{address(row, column)}"{styled}/>'
        return with_value(blank, self.prefix, self._counted(value, style or ""), None)

    def _cell(self, element: str, place: Place, value: Value) -> str:
        """Return a cell with its new value; the very same text if nothing changes."""
        area = self.areas.get(place)
        start, _, body = element.partition(">")
        given = scan.attributes(start)
        style = given.get("s", "")
        old = stored_value(self.decoder, given.get("t", ""), style, body)
        if area is None and same(old, value):
            return element
        return with_value(element, self.prefix, self._counted(value, style), area)

    def _counted(self, value: Value, style: str) -> Value:
        """Count a date as the book does: its day 0 may be in 1904."""
        if isinstance(value, bool | str | None) or style not in self.decoder.dates:
            return value
        return value - self.decoder.shift

    def _extended(self, head: str) -> str:
        """Let the declared extent take in the added cells."""
        filled = [place for place, value in self.changes.items() if value is not None]
        found = _DIMENSION.search(head)
        if not filled or not found:
            return head
        area = Area.of(found[0][1:-1])
        rows, columns = zip(*filled, strict=True)
        wider = Area(
            min(area.top, *rows),
            min(area.left, *columns),
            max(area.bottom, *rows),
            max(area.right, *columns),
        )
        if wider == area:
            return head
        return f'{head[: found.start()]}"{wider}"{head[found.end() :]}'


def _halves(row: re.Match[str]) -> tuple[str, str]:
    """Return the start tag of a row and what is inside it."""
    if row[2] is None:
        return row[0].removesuffix("/>").rstrip() + ">", ""
    return row[0][: row.start(2) - row.start()], row[2]


def _widened(spans: re.Match[str], wanted: dict[int, Value]) -> str:
    columns = [column for column, value in wanted.items() if value is not None]
    low, high = int(spans[1]), int(spans[2])
    return f'"{min([low, *columns])}:{max([high, *columns])}"'
