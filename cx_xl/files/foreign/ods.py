"""
The error cells, truth values and times of an .ods.

References:
    OASIS, OpenDocument 1.3, part 3, 9.1 tables and 19.385 office:value-type;
    calcext:value-type is LibreOffice's.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import ZipFile

from lxml import etree

from cx_xl.dates import from_iso
from cx_xl.errors import CODES, Code

if TYPE_CHECKING:
    from cx_xl.files.foreign.marks import Marks

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_CELLS = {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}
_ROWS, _COLUMNS = f"{_TABLE}number-rows-repeated", f"{_TABLE}number-columns-repeated"
_MOST = 1_100_000  # repetitions that any sheet has room for


def marks(data: bytes) -> dict[str, Marks]:
    """Return the error cells, truth values and times by sheet."""
    with ZipFile(io.BytesIO(data)) as book:
        content = io.BytesIO(book.read("content.xml"))
    found: dict[str, Marks] = {}
    sheet: Marks = {}
    row = 0
    tags = f"{_TABLE}table", f"{_TABLE}table-row"
    events = etree.iterparse(
        content,
        events=("start", "end"),
        tag=tags,
        resolve_entities=False,
        no_network=True,
        huge_tree=True,
    )
    for event, element in events:
        if element.tag == tags[0]:
            if event == "start":
                sheet = found.setdefault(element.get(f"{_TABLE}name", ""), {})
                row = 0
        elif event == "end":
            times = _times(element, _ROWS)
            cells = _marked(element)
            if cells:
                sheet |= {row + n: cells for n in range(1, times + 1)}
            row += times
            element.clear()
    return found


def _marked(row: etree._Element) -> dict[int, Code | bool | float]:
    found: dict[int, Code | bool | float] = {}
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        times = _times(cell, _COLUMNS)
        value = _value(cell)
        if value is not None:
            found |= {column + n: value for n in range(1, times + 1)}
        column += times
    return found


def _value(cell: etree._Element) -> Code | bool | float | None:
    if cell.get(f"{_CALC}value-type") == "error":
        text = "".join(str(piece) for piece in cell.itertext()).strip()
        return Code(text) if text in CODES else Code.VALUE  # Err:502 and the like
    kind = cell.get(f"{_OFFICE}value-type")
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    if kind == "time":
        return from_iso(cell.get(f"{_OFFICE}time-value", ""))
    return None


def _times(element: etree._Element, attribute: str) -> int:
    return min(int(element.get(attribute, "1")), _MOST)
