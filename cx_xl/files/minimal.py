"""A workbook of plain values, as small as an .xlsx can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.files.addresses import address
from cx_xl.files.cell_writer import encoded
from cx_xl.files.packing import FAST, packed
from cx_xl.files.xml_texts import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cx_xl.files.shared_formulas import Value

_ROOT = "http://schemas.openxmlformats.org"
_MAIN = f"{_ROOT}/spreadsheetml/2006/main"
_LINKS = f"{_ROOT}/package/2006/relationships"
_KINDS = f"{_ROOT}/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DATE_AND_TIME = 22  # the built-in number format
_DAY_STYLE = 1
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><cellXfs><xf numFmtId="0"/>'
    f'<xf numFmtId="{_DATE_AND_TIME}"/></cellXfs></styleSheet>'
)
_OWNER = (
    f'<Relationships xmlns="{_LINKS}"><Relationship Id="r1" '
    f'Type="{_KINDS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)


class Day(float):
    """A serial number that shows as a date."""

    __slots__ = ()


def book_of(sheets: Mapping[str, Sequence[Sequence[Value]]]) -> bytes:
    """Return an .xlsx with these rows on its sheets; days are `Day`."""
    count = range(1, len(sheets) + 1)
    tabs = "".join(
        f'<sheet name={quoted(name)} sheetId="{n}" r:id="r{n}"/>'
        for n, name in zip(count, sheets, strict=True)
    )
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_KINDS}/worksheet" Target="sheet{n}.xml"/>'
        for n in count
    )
    types = "".join(
        f'<Override PartName="/xl/sheet{n}.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        for n in count
    )
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_ROOT}/package/2006/content-types"><Default '
            'Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            'relationships+xml"/><Override PartName="/xl/workbook.xml" '
            f'ContentType="{_TYPES}.sheet.main+xml"/><Override '
            f'PartName="/xl/styles.xml" ContentType="{_TYPES}.styles+xml"/>'
            f"{types}</Types>"
        ),
        "_rels/.rels": _OWNER,
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_KINDS}"><sheets>{tabs}</sheets>'
            "</workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{_LINKS}">{links}<Relationship Id="s" '
            f'Type="{_KINDS}/styles" Target="styles.xml"/></Relationships>'
        ),
        "xl/styles.xml": _STYLES,
    }
    sheets_xml = {
        f"xl/sheet{n}.xml": "".join(_sheet(rows))
        for n, rows in zip(count, sheets.values(), strict=True)
    }
    every = {**parts, **sheets_xml}
    return packed({name: text.encode() for name, text in every.items()}, FAST)


def _sheet(rows: Sequence[Sequence[Value]]) -> Iterator[str]:
    yield f'<worksheet xmlns="{_MAIN}"><sheetData>'
    for number, row in enumerate(rows, start=1):
        cells = "".join(
            _cell(number, column, value)
            for column, value in enumerate(row, start=1)
            if value is not None
        )
        if cells:
            yield f'<row r="{number}">{cells}</row>'
    yield "</sheetData></worksheet>"


def _cell(row: int, column: int, value: Value) -> str:
    kind, text = encoded(value)
    typed = f' t="{kind}"' if kind else ""
    styled = f' s="{_DAY_STYLE}"' if isinstance(value, Day) else ""
    return f'<c r="{address(row, column)}"{styled}{typed}><v>{text}</v></c>'
