"""
A table that grows: what belongs to its columns, and the rows that it takes in.

Only what stands in its own columns is in its way, as in Excel; what stands beside the
new rows stays there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cx_xl.files import scan
from cx_xl.files.addresses import Area, address
from cx_xl.files.file_refusals import FileRefused
from cx_xl.files.tables import table_parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from cx_xl.files.package import Package
    from cx_xl.files.sheet_cells import Sheet
    from cx_xl.files.tables import Table

_REF = re.compile(r"""(?<=\sref=)(["'])([A-Z0-9:$]+)\1""")
_SQREF = re.compile(r"""(?<=\ssqref=)(["'])([A-Z0-9:$ ]+)\1""")
_SQREF_ELEMENT = re.compile(r"(<(?:[\w.-]+:)?sqref>)([A-Z0-9:$ ]+)(?=</)")
_ROW_NUMBER = re.compile(r"""(?<=\sr=)["']\d+["']""")


class NoRoomBelow(FileRefused):
    """Something stands where the table has to grow."""

    en = "{file}: {cell} of {sheet!r} stands below table {table}; move it elsewhere."
    it = "{file}: {cell} di {sheet!r} sta sotto la tabella {table}; spostala altrove."


class TableCannotGrow(FileRefused):
    """A table with totals is full, or the sheet is."""

    en = "{file}: table {table} is full; drag its corner down in Excel, then try again."
    it = "{file}: la tabella {table} è piena; allungala in Excel, poi riprova."


def refuse_occupied(package: Package, table: Table, sheet: Sheet, bottom: int) -> None:
    """
    Raise unless the cells below a table are free down to *bottom*.

    A formula is in the way even where it shows nothing: it would go on under a value.

    Raises:
        NoRoomBelow: one of them holds something.
    """
    shown = {place for place, value in sheet.cells() if value != ""}
    for row, column in sorted(shown | sheet.formulas.keys()):
        below = table.area.bottom < row <= bottom
        if below and table.area.left <= column <= table.area.right:
            raise NoRoomBelow(
                file=package.container.file,
                sheet=table.sheet,
                cell=address(row, column),
                table=table.name,
            )


def grown(package: Package, table: Table, bottom: int) -> dict[str, bytes]:
    """
    Return the parts in which a table reaches down to *bottom*.

    Whatever belongs to its columns and ends where the table ended grows with it:
    filter, validation and conditional formats, those of Excel 2010 too.
    """
    sheet = package.sheet(table.sheet)
    parts = {}

    def longer(text: str) -> str:
        area = Area.of(text.replace("$", ""))
        whole = table.area
        inside = whole.left <= area.left and area.right <= whole.right
        if inside and area.bottom == whole.bottom and area.top > whole.top - 1:
            return str(area._replace(bottom=bottom))
        return text

    for part, root in table_parts(package.container, sheet):
        if root.get("displayName") == table.name:
            text = scan.readable(package.read(part))
            parts[part] = _REF.sub(_each(longer), text).encode()
    text = scan.readable(package.read(sheet.part))
    start, end = scan.data_span(text)
    tail = _SQREF.sub(_each(longer), text[end:])
    tail = _SQREF_ELEMENT.sub(lambda found: found[1] + _listed(longer, found[2]), tail)
    parts[sheet.part] = (text[:start] + text[start:end] + tail).encode()
    return parts


def with_rows_below(
    text: str, table: Table, bottom: int, tag: str, cells: Callable[[int], str]
) -> str:
    """
    Return a sheet's XML with new rows under a table, down to *bottom*.

    Args:
        text: the sheet's XML.
        table: a table on it.
        bottom: its last row from now on.
        tag: the start tag of a row; its number becomes that of each new row.
        cells: from the number of a row to the XML of its cells in the table.
    """
    start, end = scan.data_span(text)
    rows = dict(scan.numbered_rows(text, start, end))
    last = table.area.bottom
    written = []
    for row in range(last + 1, bottom + 1):
        left, right = _beside(rows[row][2] or "", table) if row in rows else ("", "")
        start_tag = _ROW_NUMBER.sub(f'"{row}"', tag)
        written.append(f"{start_tag}{left}{cells(row)}{right}{scan.end_tag(tag)}")
    above = max((r.end() for n, r in rows.items() if n <= last), default=start)
    below = min((r.start() for n, r in rows.items() if n > bottom), default=end)
    return text[:above] + "".join(written) + text[below:]


def _beside(inside: str, table: Table) -> tuple[str, str]:
    """Return what a row holds at the left and at the right of the table."""
    left, right = "", ""
    for found in scan.CELL.finditer(inside):
        column = scan.column_of(found)
        left += found[0] if column < table.area.left else ""
        right += found[0] if column > table.area.right else ""
    return left, right


def _each(longer: Callable[[str], str]) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{found[1]}{_listed(longer, found[2])}{found[1]}"


def _listed(longer: Callable[[str], str], areas: str) -> str:
    return " ".join(map(longer, areas.split()))
