"""A workbook of plain values, as small as an .xlsx can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.files.addresses import address
from cx_xl.files.cell_writer import encoded
from cx_xl.files.content_types import TYPES, content_types
from cx_xl.files.ooxml import LINKS, MAIN, OFFICE
from cx_xl.files.packing import FAST, packed
from cx_xl.files.xml_texts import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cx_xl.files.shared_formulas import Value

_DATE_AND_TIME = 22  # the built-in number format
_DAY_STYLE = 1
_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/>'
    f'<xf numFmtId="{_DATE_AND_TIME}"/></cellXfs></styleSheet>'
)
_OWNER = (
    f'<Relationships xmlns="{LINKS}"><Relationship Id="r1" '
    f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)


class Day(float):
    """A serial number that shows as a date."""

    __slots__ = ()


def book_of(sheets: Mapping[str, Sequence[Sequence[Value]]]) -> bytes:
    """Return an .xlsx with these rows on its sheets; days are `Day`."""
    return bare_book({name: "".join(_rows(rows)) for name, rows in sheets.items()})


def bare_book(sheets: Mapping[str, str]) -> bytes:
    """Return an .xlsx with the XML of these rows on its sheets."""
    parts = {f"xl/sheet{n}.xml": rows for n, rows in enumerate(sheets.values(), 1)}
    tabs = "".join(
        f'<sheet name={quoted(name)} sheetId="{n}" r:id="r{n}"/>'
        for n, name in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/worksheet" Target="/{part}"/>'
        for n, part in enumerate(parts, 1)
    )
    texts = {
        "_rels/.rels": _OWNER,
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{tabs}</sheets>'
            "</workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{LINKS}">{links}<Relationship Id="s" '
            f'Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
        ),
        "xl/styles.xml": _STYLES,
    }
    kinds = {"xl/workbook.xml": "officeDocument", "xl/styles.xml": "styles"}
    written = {TYPES: content_types(kinds | dict.fromkeys(parts, "worksheet"))}
    written |= {name: text.encode() for name, text in texts.items()}
    for part, rows in parts.items():
        sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        written[part] = sheet.encode()
    return packed(written, FAST)


def _rows(rows: Sequence[Sequence[Value]]) -> Iterator[str]:
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            _cell(number, column, value)
            for column, value in enumerate(row, start=1)
            if value is not None
        )
        if cells:
            yield f'<row r="{number}">{cells}</row>'


def _cell(row: int, column: int, value: Value) -> str:
    kind, text = encoded(value)
    typed = f' t="{kind}"' if kind else ""
    styled = f' s="{_DAY_STYLE}"' if isinstance(value, Day) else ""
    return f'<c r="{address(row, column)}"{styled}{typed}><v>{text}</v></c>'
