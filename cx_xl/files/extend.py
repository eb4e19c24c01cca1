"""A table that goes on: further rows with the formulas and the look of its last one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cx_xl.files import scan
from cx_xl.files.addresses import address, column_number, position
from cx_xl.files.file_refusals import FileRefused
from cx_xl.files.growth import grown
from cx_xl.files.shared_formulas import SharedFormula
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.files.xml_texts import escape, from_xml, unescape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cx_xl.files.package import Package
    from cx_xl.files.sheet_cells import Sheet
    from cx_xl.files.tables import Table

    # From the sheet and the address of a formula, and its text, to its new text.
    Change = Callable[[str, str, str], str]

_KEPT = re.compile(r"""\s(?:s|cm|ph)=(?:"[^"]*"|'[^']*')""")  # attributes of a cell
_ROW_NUMBER = re.compile(r"""(?<=\sr=)["']\d+["']""")
_FORMULA = re.compile(r"(<(?:[\w.-]+:)?f(?:\s[^>]*[^>/])?>)([^<]+)(?=</)")
_EMPTY = re.compile(r"<((?:[\w.-]+:)?f)></\1>")
_RULE = re.compile(r"(<(?:[\w.-]+:)?(?:f|formula[12]?)(?:\s[^>]*)?>)([^<]+)(?=</)")
_NAME = re.compile(r"(<(?:[\w.-]+:)?definedName\s[^>]*>)([^<]+)(?=</)")


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

    Raises:
        NoRoomBelow: one of them holds something.
    """
    for (row, column), value in sheet.cells():
        below = table.area.bottom < row <= bottom
        if below and table.area.left <= column <= table.area.right and value != "":
            raise NoRoomBelow(
                file=package.container.file,
                sheet=table.sheet,
                cell=address(row, column),
                table=table.name,
            )


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
    start, end = scan.data_span(text)
    last = table.area.bottom
    rows = dict(_numbered(text, start, end))
    model = rows[last]
    tag = text[model.start() : model.start(2)]
    cells = [cell for cell in _cells(model[2]) if table.area.left <= cell[0]]
    cells = [cell for cell in cells if cell[0] <= table.area.right]
    written = []
    for row in range(last + 1, bottom + 1):
        kept = _beside(rows[row][2] or "", table) if row in rows else ("", "")
        inside = "".join(_cell(*cell, row, last, sheet) for cell in cells)
        start_tag = _ROW_NUMBER.sub(f'"{row}"', tag)
        written.append(f"{start_tag}{kept[0]}{inside}{kept[1]}{_closing(tag)}")
    after = [found for number, found in rows.items() if number > bottom]
    stop = min((found.start() for found in after), default=end)
    return text[: model.end()] + "".join(written) + text[stop:]


def _numbered(text: str, start: int, end: int) -> Iterator[tuple[int, re.Match[str]]]:
    number = 0
    for found in scan.ROW.finditer(text, start, end):
        given = scan.attributes(found[1]).get("r")
        number = int(given) if given else number + 1
        yield number, found


def _closing(tag: str) -> str:
    """Return the end tag of an element that starts with *tag*."""
    name = re.split(r"[\s>]", tag[1:], maxsplit=1)[0]
    return f"</{name}>"


def _cells(inside: str) -> Iterator[tuple[int, str, str]]:
    """Yield column, element name and kept attributes of the cells of a row."""
    for found in scan.CELL.finditer(inside):
        start = found[0].partition(">")[0]
        name = start[1:].split()[0]
        yield _column(found), name, "".join(_KEPT.findall(start))


def _column(cell: re.Match[str]) -> int:
    if cell[1]:
        return column_number(cell[1])
    return position(scan.attributes(cell[8])["r"])[1]


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


def _beside(inside: str, table: Table) -> tuple[str, str]:
    """Return what a row holds at the left and at the right of the table."""
    left, right = "", ""
    for found in scan.CELL.finditer(inside):
        column = _column(found)
        left += found[0] if column < table.area.left else ""
        right += found[0] if column > table.area.right else ""
    return left, right


def with_formulas(
    package: Package, parts: dict[str, bytes], change: Change
) -> dict[str, bytes]:
    """
    Return *parts* and those in which formulas read as *change* says.

    Cells, defined names and charts; a formula of no characters leaves its result alone.
    Other results stay until they are computed.
    """
    changed = dict(parts)
    for sheet in package.sheets:
        if sheet.kind != "worksheet":
            continue
        old = parts.get(sheet.part) or package.read(sheet.part)
        new = _cells_changed(scan.readable(old), sheet.name, change).encode()
        if new != scan.readable(old).encode():
            changed[sheet.part] = new
    main = package.report.main

    def other(found: re.Match[str]) -> str:
        return found[1] + _changed(found[2], "", "", change)

    charts = ((name, _FORMULA) for name in package.parts if _is_chart(name))
    for part, pattern in ((main, _NAME), *charts):
        text = scan.readable(changed.get(part) or package.read(part))
        new_text = pattern.sub(other, text)
        if new_text != text:
            changed[part] = new_text.encode()
    return changed


def _is_chart(part: str) -> bool:
    return "/charts/chart" in part and part.endswith(".xml")


def _cells_changed(text: str, sheet: str, change: Change) -> str:
    """Return a sheet's XML with other formulas."""
    start, end = scan.data_span(text)

    def cell(found: re.Match[str]) -> str:
        body = found[9]
        if body is None or "f" not in body:
            return found[0]
        place = scan.attributes(found[8]).get("r", "")
        before = found[0][: found.start(9) - found.start()]

        def formula(old: re.Match[str]) -> str:
            return old[1] + _changed(old[2], sheet, place, change)

        new = _EMPTY.sub("", _FORMULA.sub(formula, body))
        return found[0] if new == body else f"{before}{new}{_closing(found[0])}"

    def rule(old: re.Match[str]) -> str:  # of validation, formats, sparklines
        return old[1] + _changed(old[2], sheet, "", change)

    rows = scan.CELL.sub(cell, text[start:end])
    return text[:start] + rows + _RULE.sub(rule, text[end:])


def _changed(xml: str, sheet: str, place: str, change: Change) -> str:
    old = unescape(from_xml(xml))
    new = change(sheet, place, old)
    return xml if new == old else escape(new)
