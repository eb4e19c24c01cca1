"""
Large sheets without their values: the engine gets these in bulk.

formulon 0.18.0 refuses a sheet of more than 100 MB of XML, some 450,000 rows, takes
200 bytes for a cell, and reads XML slower than we put columns. What no formula reads it
need not hold.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cx_xl.files import scan
from cx_xl.files.addresses import address, position
from cx_xl.files.xml_texts import TRUE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np

    from cx_xl.files.package import Package
    from cx_xl.files.shared_formulas import Value
    from cx_xl.files.sheet_cells import Sheet

LARGE = 4 << 20  # bytes of XML

_ROW = re.compile(rb"""\sr\s*=\s*["'](\d+)["']""")
_PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3}(\d+))["']""")
_TAG = re.compile(rb"<(row|c)(?=[\s/>])([^>]*)")
_START, _END = b"<sheetData>", b"</sheetData>"


def bare_sheets(package: Package) -> frozenset[str]:
    """Return the names of the sheets whose values the engine gets in bulk."""
    if package.date1904:
        return frozenset()  # it moves the dates of cells as the file has them
    return frozenset(
        sheet.name
        for sheet in package.sheets
        if sheet.kind == "worksheet"
        and sheet.part
        and package.container.entry(sheet.part).file_size > LARGE
    )


def without_values(xml: bytes) -> bytes | None:
    """Return a sheet with its formulas and hidden rows; None if in no usual form."""
    start, end = xml.find(_START), xml.rfind(_END)
    if start < 0 or end < 0:
        return None
    if xml.find(b"<!", start, end) >= 0:  # comments and CDATA may look like cells
        xml = scan.readable(xml).encode()
        start, end = xml.find(_START), xml.rfind(_END)
    try:
        return _bare(xml, start, end)
    except ValueError:  # legal, if rare: the places are to be counted
        numbered = _numbered(xml[start:end])
        xml = b"".join([xml[:start], numbered, xml[end:]])
        return _bare(xml, start, start + len(numbered))


def _bare(xml: bytes, start: int, end: int) -> bytes:
    """
    Return a sheet with its formulas and hidden rows.

    Raises:
        ValueError: one of them does not say where it stands.
    """
    rows: dict[int, list[bytes]] = {}
    hidden: set[int] = set()
    for tag in _hidden(xml, start, end):
        hidden.add(_number(_ROW, tag))
    for cell in _formulas(xml, start, end):
        rows.setdefault(_number(_PLACE, cell[: cell.index(b">")]), []).append(cell)
    parts = [xml[: start + len(_START)]]
    for row in sorted(rows.keys() | hidden):
        mark = b' hidden="1"' if row in hidden else b""
        parts.append(b'<row r="%d"%s>' % (row, mark))
        parts += [*rows.get(row, ()), b"</row>"]
    return b"".join([*parts, xml[end:]])


def _number(pattern: re.Pattern[bytes], tag: bytes) -> int:
    found = pattern.search(tag)
    if not found:
        raise ValueError(tag)
    return int(found[found.re.groups])


def _numbered(xml: bytes) -> bytes:
    """Return rows and cells that all say where they stand: else behind the last."""
    row = column = 0

    def placed(found: re.Match[bytes]) -> bytes:
        nonlocal row, column
        kind, rest = found.groups()
        if kind == b"row":
            given = _ROW.search(rest)
            row, column = int(given[1]) if given else row + 1, 0
            name = str(row)
        else:
            given = _PLACE.search(rest)
            column = position(given[1].decode())[1] if given else column + 1
            name = address(row, column)
        return found[0] if given else b'<%b r="%b"%b' % (kind, name.encode(), rest)

    return _TAG.sub(placed, xml)


def _hidden(xml: bytes, start: int, end: int) -> Iterator[bytes]:
    """Yield the tags of hidden rows."""
    at = start
    while (at := xml.find(b"hidden", at, end)) >= 0:
        opened = xml.rfind(b"<", start, at)
        closed = xml.index(b">", at)
        tag = xml[opened:closed]
        if _TAG.match(tag) and scan.attributes(tag.decode()).get("hidden") in TRUE:
            yield tag
        at = closed


def _formulas(xml: bytes, start: int, end: int) -> Iterator[bytes]:
    """Yield the cells that hold formulas."""
    at = start
    while (at := xml.find(b"<f", at, end)) >= 0:
        if xml[at + 2 : at + 3] in b" />\t\r\n":
            closed = xml.index(b">", xml.index(b"</c", at)) + 1
            yield xml[xml.rindex(b"<c", start, at) : closed]
            at = closed
        else:
            at += 2


def typed(sheet: Sheet, number: int, *, everything: bool) -> list[Value]:
    """
    Return a column with blanks where formulas fill it.

    Args:
        sheet: the cells.
        number: which column.
        everything: with the stored results of formulas.
    """
    values = list(sheet.columns[number].values)
    if everything:
        return values
    for (row, column), cell in sheet.formulas.items():
        area = cell.area
        if area is None:
            if column == number:
                _blank(values, row, row)
        elif area.left <= number <= area.right:
            _blank(values, area.top, area.bottom)
    return values


def _blank(values: list[Value], top: int, bottom: int) -> None:
    for row in range(top, min(bottom, len(values)) + 1):
        values[row - 1] = None


def packed(
    sheet: int, column: int, values: Sequence[Value], starts: Mapping[str, int]
) -> np.ndarray:
    """
    Return the numbers and texts of a column as the engine's loop takes them.

    Args:
        sheet: its number, from 0.
        column: its number, from 0.
        values: from the first row on.
        starts: where each text lies in the memory of the engine.
    """
    import numpy as np  # noqa: PLC0415 - only large sheets need it

    kinds = [_KINDS.get(type(value), 0) for value in values]
    rows = np.flatnonzero(kinds)
    cells = np.zeros(len(rows), dtype=_CELL)
    cells["kind"] = np.asarray(kinds, dtype="<u4")[rows]
    cells["sheet"], cells["row"], cells["column"] = sheet, rows, column
    is_text = cells["kind"] == _TEXT
    places = [starts[v] for v in values if type(v) is str]
    numbers = [v for v in values if type(v) in {int, float}]
    cells["number"][~is_text] = numbers
    texts = np.zeros(len(places), dtype="<u8")
    texts[:] = places
    cells["number"][is_text] = texts.view("<f8")
    return cells


_TEXT = 3
_KINDS: dict[type, int] = {int: 1, float: 1, str: _TEXT}
_CELL = [
    ("kind", "<u4"),
    ("sheet", "<u4"),
    ("row", "<u4"),
    ("column", "<u4"),
    ("number", "<f8"),
]
