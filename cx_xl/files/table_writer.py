"""A table on a sheet of its own put into a workbook, and further rows in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cx_xl.files import scan
from cx_xl.files.addresses import Area, address
from cx_xl.files.cell_writer import encoded
from cx_xl.files.growth import grown, refuse_occupied, with_rows_below
from cx_xl.files.new_sheet import NewSheet, with_sheet
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.files.tables import table_parts
from cx_xl.files.xml_texts import escape, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cx_xl.files.package import Package
    from cx_xl.files.shared_formulas import Value
    from cx_xl.files.tables import Table

    Row = Sequence[tuple[Value, int]]  # values, each with the number of its look

DAY = 14  # the number format that shows a date as the reader's country does
_LOOKS = re.compile(
    r"<((?:[\w.-]+:)?)cellXfs(?:\s+count=\"\d+\")?\s*>(.*?)</\1cellXfs\s*>", re.DOTALL
)
_LOOK = re.compile(r"<(?:[\w.-]+:)?xf\b")


@dataclass(frozen=True)
class NewTable:
    """
    A table to be put into a workbook.

    Attributes:
        name: as formulas call it.
        sheet: the sheet that is made for it.
        part: what the parts are called, without folder and suffix.
        headers: its columns.
        header_look: the number of the look of its headers.
        widths: of the columns, in characters.
    """

    name: str
    sheet: str
    part: str
    headers: tuple[str, ...]
    header_look: int
    widths: tuple[int, ...]


def with_table(
    package: Package, new: NewTable, rows: Iterable[Row]
) -> dict[str, bytes]:
    """Return the parts of a workbook that has a further, locked sheet with a table."""
    lines = [[(header, new.header_look) for header in new.headers], *rows]
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
        for n, width in enumerate(new.widths, start=1)
    )
    sheet = NewSheet(
        name=new.sheet,
        part=new.part,
        before='<sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{columns}</cols>",
        rows="".join(
            f'<row r="{number}">{_cells(number, row)}</row>'
            for number, row in enumerate(lines, start=1)
        ),
        # locked against slips, without a password; sorting and filters stay possible
        after='<sheetProtection sheet="1" formatColumns="0" sort="0" autoFilter="0"/>',
        table=_table(package, new, Area(1, 1, len(lines), len(new.headers))),
    )
    return with_sheet(package, sheet)


def with_rows(
    package: Package, table: Table, looks: Sequence[Sequence[int]]
) -> dict[str, bytes]:
    """
    Return the parts in which a table has further rows, blank but with their look.

    Args:
        package: the workbook.
        table: a table in it.
        looks: for each new row the number of each cell's look.

    Raises:
        NoRoomBelow: something stands below it.
    """
    bottom = table.area.bottom + len(looks)
    refuse_occupied(package, table, read_sheet(package, table.sheet), bottom)
    parts = grown(package, table, bottom)
    part = package.sheet(table.sheet).part
    text = parts[part].decode()
    opening = scan.SHEET_DATA.search(text)
    prefix = opening[1] if opening else ""

    def blank(row: int) -> str:
        some = looks[row - table.area.bottom - 1]
        return _cells(row, [(None, look) for look in some], table.area.left, prefix)

    tag = f'<{prefix}row r="0">'
    parts[part] = with_rows_below(text, table, bottom, tag, blank).encode()
    return parts


def looks_of(
    package: Package, sheet: str, places: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], int]:
    """Return the numbers of the looks that some cells of a sheet have."""
    wanted = {address(*place): place for place in places}
    found = dict.fromkeys(wanted.values(), 0)
    text = scan.readable(package.read(package.sheet(sheet).part))
    for cell in scan.CELL.finditer(text, *scan.data_span(text)):
        name = scan.address_of(cell)
        if name in wanted:
            look = cell[3] or scan.attributes(cell[8] or "").get("s", 0)
            found[wanted[name]] = int(look)
    return found


def with_day_look(package: Package) -> tuple[dict[str, bytes], int]:
    """Return the parts of a workbook with a look for days, and that look's number."""
    part = package.container.linked(package.report.main, "styles")
    text = scan.readable(package.read(part)) if part else ""
    found = _LOOKS.search(text)
    if part is None or found is None:
        return {}, 0
    prefix, looks = found[1], found[2]
    number = len(_LOOK.findall(looks))
    look = (
        f'<{prefix}xf numFmtId="{DAY}" fontId="0" fillId="0" borderId="0" xfId="0" '
        'applyNumberFormat="1"/>'
    )
    block = f'<{prefix}cellXfs count="{number + 1}">{looks}{look}</{prefix}cellXfs>'
    whole = text[: found.start()] + block + text[found.end() :]
    return {part: whole.encode()}, number


def _cells(number: int, cells: Row, left: int = 1, prefix: str = "") -> str:
    return "".join(
        _cell(address(number, column), value, look, prefix)
        for column, (value, look) in enumerate(cells, start=left)
    )


def _cell(place: str, value: Value, look: int, p: str) -> str:
    """Return a cell; a text stands in it, so that no list of texts has to grow."""
    start = f'<{p}c r="{place}" s="{look}"'
    if value is None:
        return f"{start}/>"
    if isinstance(value, str):
        text = f'<{p}t xml:space="preserve">{escape(value)}</{p}t>'
        return f'{start} t="inlineStr"><{p}is>{text}</{p}is></{p}c>'
    kind, text = encoded(value)
    attribute = f' t="{kind}"' if kind else ""
    return f"{start}{attribute}><{p}v>{text}</{p}v></{p}c>"


def _table(package: Package, new: NewTable, area: Area) -> str:
    numbers = [
        int(root.get("id", "0"))
        for sheet in package.sheets
        for _part, root in table_parts(package.container, sheet)
    ]
    columns = "".join(
        f'<tableColumn id="{n}" name={quoted(header)}/>'
        for n, header in enumerate(new.headers, start=1)
    )
    return (
        f'<table id="{max(numbers, default=0) + 1}" name="{new.name}" '
        f'displayName="{new.name}" ref="{area}" totalsRowShown="0">'
        f'<autoFilter ref="{area}"/>'
        f'<tableColumns count="{len(new.headers)}">{columns}</tableColumns>'
        '<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" '
        'showLastColumn="0" showRowStripes="1" showColumnStripes="0"/></table>'
    )
