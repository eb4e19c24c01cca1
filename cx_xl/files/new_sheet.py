"""The parts of a workbook with one more sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cx_xl.files import ooxml, scan
from cx_xl.files.content_types import TYPES
from cx_xl.files.xml_texts import quoted

if TYPE_CHECKING:
    from cx_xl.files.package import Package

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
MADE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_SHEETS_END = re.compile(r"</((?:[\w.-]+:)?)sheets\s*>")
_SHEET_ID = re.compile(r"""\ssheetId=["'](\d+)["']""")
_ROOT_END = re.compile(r"</((?:[\w.-]+:)?)(Relationships|Types)\s*>\s*$")
_LINK_ID = re.compile(r"""\sId=["']([^"']+)["']""")


@dataclass(frozen=True)
class NewSheet:
    """
    A worksheet to be put into a workbook.

    Attributes:
        name: on its tab.
        part: what its part is called, without folder and suffix.
        before: XML in front of its rows, such as the widths of columns.
        rows: XML of its rows.
        after: XML behind them, such as its protection.
        table: XML of its table without namespace; none by default.
        is_hidden: not shown as a tab.
    """

    name: str
    part: str
    before: str = ""
    rows: str = ""
    after: str = ""
    table: str = ""
    is_hidden: bool = False


def with_hidden_sheet(package: Package, name: str) -> dict[str, bytes]:
    """Return the parts of a workbook that has one more sheet, empty and hidden."""
    return with_sheet(package, NewSheet(name, name, is_hidden=True))


def with_sheet(package: Package, new: NewSheet) -> dict[str, bytes]:
    """Return the parts of a workbook that has one more sheet behind the others."""
    main = package.report.main
    folder, _, file = main.rpartition("/")
    part = f"{folder}/worksheets/{new.part}.xml"
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
    hidden = ' state="hidden"' if new.is_hidden else ""

    def sheet(found: re.Match[str]) -> str:
        return (
            f"<{found[1]}sheet{declared} name={quoted(new.name)} "
            f'sheetId="{number}"{hidden} r:id="{link}"/>{found[0]}'
        )

    relations = _inserted(
        relations,
        "Relationship",
        f'Id="{link}" Type="{office}/worksheet" Target="/{part}"',
    )
    kinds = {part: "worksheet"}
    data = f"<sheetData>{new.rows}</sheetData>" if new.rows else "<sheetData/>"
    around = f'xmlns="{cells}" xmlns:r="{office}"' if new.table else f'xmlns="{cells}"'
    parts = {
        main: _SHEETS_END.sub(sheet, workbook, count=1).encode(),
        links: relations.encode(),
    }
    behind = new.after
    if new.table:
        table = f"{folder}/tables/{new.part}.xml"
        own = _inserted(
            f'{DECLARATION}<Relationships xmlns="{ooxml.LINKS}"></Relationships>',
            "Relationship",
            f'Id="rId1" Type="{office}/table" Target="/{table}"',
        )
        parts[f"{folder}/worksheets/_rels/{new.part}.xml.rels"] = own.encode()
        described = new.table.replace("<table ", f'<table xmlns="{cells}" ', 1)
        parts[table] = f"{DECLARATION}{described}".encode()
        kinds[table] = "table"
        behind += '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'
    written = f"<worksheet {around}>{new.before}{data}{behind}</worksheet>"
    types = scan.readable(package.read(TYPES))
    for name, kind in kinds.items():
        types = _inserted(
            types, "Override", f'PartName="/{name}" ContentType="{MADE}{kind}+xml"'
        )
    return parts | {TYPES: types.encode(), part: f"{DECLARATION}{written}".encode()}


def _inserted(text: str, tag: str, given: str) -> str:
    """Return the XML of links or types with one more entry."""
    return _ROOT_END.sub(lambda end: f"<{end[1]}{tag} {given}/>{end[0]}", text)
