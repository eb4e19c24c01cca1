"""Rows filled down from a table's last one: its formulas and its look."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cx_xl.files import scan
from cx_xl.files.addresses import address
from cx_xl.files.growth import TableCannotGrow, grown, refuse_occupied, with_rows_below
from cx_xl.files.shared_formulas import SharedFormula
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.files.xml_texts import escape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cx_xl.files.package import Package
    from cx_xl.files.sheet_cells import Sheet
    from cx_xl.files.tables import Table

_KEPT = re.compile(r"""\s(?:s|cm|ph)=(?:"[^"]*"|'[^']*')""")  # attributes of a cell


def continued(package: Package, table: Table, bottom: int) -> dict[str, bytes]:
    """
    Return the parts in which a table goes on down to *bottom*.

    Each new row has the formulas of the last one, as filling down gives them, and its
    look; what is typed there is not repeated.

    Raises:
        NoRoomBelow: something stands below it.
        TableCannotGrow: its last row holds totals.
    """
    if table.has_totals:
        raise TableCannotGrow(file=package.container.file, table=table.name)
    sheet = read_sheet(package, table.sheet)
    refuse_occupied(package, table, sheet, bottom)
    parts = grown(package, table, bottom)
    part = package.sheet(table.sheet).part
    text = parts[part].decode()
    with package.container.damage(part):
        parts[part] = _continued(text, table, sheet, bottom).encode()
    return parts | _calculation_chain(package, table, sheet, bottom)


def _calculation_chain(
    package: Package, table: Table, sheet: Sheet, bottom: int
) -> dict[str, bytes]:
    """Return the part in which Excel lists the formulas, with the new ones behind."""
    part = package.report.main.rpartition("/")[0] + "/calcChain.xml"
    if part not in package.parts:
        return {}
    sheets = package.container.xml(package.report.main)
    numbers = {
        str(found.get("name")): found.get("sheetId")
        for found in sheets.iterfind("{*}sheets/{*}sheet")
    }
    model = table.area.bottom
    columns = [column for row, column in sheet.formulas if row == model]
    new = "".join(
        f'<c r="{address(row, column)}" i="{numbers[sheet.name]}"/>'
        for row in range(model + 1, bottom + 1)
        for column in columns
        if table.area.left <= column <= table.area.right
    )
    text = scan.readable(package.read(part))
    return {part: text.replace("</calcChain>", f"{new}</calcChain>").encode()}


def _continued(text: str, table: Table, sheet: Sheet, bottom: int) -> str:
    """Return the sheet's XML with the rows down to *bottom*."""
    last = table.area.bottom
    model = dict(scan.numbered_rows(text, *scan.data_span(text)))[last]
    inside = range(table.area.left, table.area.right + 1)
    cells = [cell for cell in _cells(model[2]) if cell[0] in inside]

    def filled(row: int) -> str:
        return "".join(_cell(*cell, row, last, sheet) for cell in cells)

    tag = text[model.start() : model.start(2)]
    return with_rows_below(text, table, bottom, tag, filled)


def _cells(inside: str) -> Iterator[tuple[int, str, str]]:
    """Yield column, element name and kept attributes of the cells of a row."""
    for found in scan.CELL.finditer(inside):
        start = found[0].partition(">")[0]
        name = start[1:].split()[0]
        yield scan.column_of(found), name, "".join(_KEPT.findall(start))


def _cell(  # noqa: PLR0913, PLR0917 - a cell, and where it goes
    column: int, name: str, kept: str, row: int, model: int, sheet: Sheet
) -> str:
    """Return the cell of a new row: the formula of the last row, without a result."""
    place = address(row, column)
    formula = sheet.formulas.get((model, column))
    if formula is None:
        return f'<{name} r="{place}"{kept}/>'
    own = SharedFormula(model, column, formula.text).at(row, column)
    tag = f"{name[: -len('c')]}f"
    array = f' t="array" ref="{place}"' if formula.area else ""
    text = f"<{tag}{array}>{escape(own)}</{tag}>"
    return f'<{name} r="{place}"{kept}>{text}</{name}>'
