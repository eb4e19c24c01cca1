"""The parts of a workbook that grows: a longer table, a further sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cx_xl.files import ooxml, scan
from cx_xl.files.addresses import Area
from cx_xl.files.tables import table_parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from cx_xl.files.package import Package
    from cx_xl.files.tables import Table

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
TYPES = "[Content_Types].xml"
_REF = re.compile(r"""(?<=\sref=)(["'])([A-Z0-9:$]+)\1""")
_SQREF = re.compile(r"""(?<=\ssqref=)(["'])([A-Z0-9:$ ]+)\1""")
_SQREF_ELEMENT = re.compile(r"(<(?:[\w.-]+:)?sqref>)([A-Z0-9:$ ]+)(?=</)")
_SHEETS_END = re.compile(r"</((?:[\w.-]+:)?)sheets\s*>")
_SHEET_ID = re.compile(r"""\ssheetId=["'](\d+)["']""")
_ROOT_END = re.compile(r"</((?:[\w.-]+:)?)(Relationships|Types)\s*>\s*$")
_LINK_ID = re.compile(r"""\sId=["']([^"']+)["']""")


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


def with_hidden_sheet(package: Package, name: str) -> dict[str, bytes]:
    """Return the parts of a workbook that has one more sheet, empty and hidden."""
    main = package.report.main
    folder, _, file = main.rpartition("/")
    part = f"{folder}/worksheets/{name}.xml"
    links = f"{folder}/_rels/{file}.rels"
    workbook = scan.readable(package.read(main))
    base = ooxml.STRICT if ooxml.STRICT in workbook else ooxml.TRANSITIONAL
    office = (
        f"{base}officeDocument/{'' if base == ooxml.STRICT else '2006/'}relationships"
    )
    cells = f"{base}spreadsheetml/{'main' if base == ooxml.STRICT else '2006/main'}"
    relations = scan.readable(package.read(links))
    ids = set(_LINK_ID.findall(relations))
    link = next(f"rId{n}" for n in range(1, 100_000) if f"rId{n}" not in ids)
    number = max(map(int, _SHEET_ID.findall(workbook)), default=0) + 1
    known = package.container.xml(main).nsmap.get("r")
    # as Excel writes it: the formula engine knows this link by its prefix only
    declared = "" if known == office else f' xmlns:r="{office}"'

    def sheet(found: re.Match[str]) -> str:
        return (
            f'<{found[1]}sheet{declared} name="{name}" sheetId="{number}" '
            f'state="hidden" r:id="{link}"/>{found[0]}'
        )

    def inserted(text: str, tag: str, given: str) -> str:
        return _ROOT_END.sub(lambda end: f"<{end[1]}{tag} {given}/>{end[0]}", text)

    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    types = inserted(
        scan.readable(package.read(TYPES)),
        "Override",
        f'PartName="/{part}" ContentType="{kind}"',
    )
    relations = inserted(
        relations,
        "Relationship",
        f'Id="{link}" Type="{office}/worksheet" Target="/{part}"',
    )
    empty = f'{DECLARATION}<worksheet xmlns="{cells}"><sheetData/></worksheet>'
    return {
        main: _SHEETS_END.sub(sheet, workbook, count=1).encode(),
        links: relations.encode(),
        TYPES: types.encode(),
        part: empty.encode(),
    }


def _each(longer: Callable[[str], str]) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{found[1]}{_listed(longer, found[2])}{found[1]}"


def _listed(longer: Callable[[str], str], areas: str) -> str:
    return " ".join(map(longer, areas.split()))
