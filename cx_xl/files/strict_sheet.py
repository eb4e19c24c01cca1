"""A sheet as stricter readers want it: mended, or its rows written anew."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from cx_xl.dates import from_iso
from cx_xl.files import scan
from cx_xl.files.addresses import address
from cx_xl.files.cell_writer import encoded
from cx_xl.files.dialect import common
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.files.values import SPACE, Decoder
from cx_xl.files.xml_texts import TRUE, content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cx_xl.files.package import Package
    from cx_xl.files.preflight import SheetInfo
    from cx_xl.files.shared_formulas import FormulaCell, Value
    from cx_xl.files.sheet_cells import Sheet


_BLANK = re.compile(r"<v>\s+</v>")
_CLOCK = re.compile(
    r'(<c\b[^>]*?) t="d"([^>]*(?<!/)>)((?:(?!</c>).)*?<v>)([^<]*)(</v>)', re.DOTALL
)


def mended(xml: bytes) -> bytes:
    """Return a sheet without blank values, its times as numbers; itself if it is so."""
    has_blank = any(b"<v>" + space.encode() in xml for space in SPACE)
    has_times = b' t="d"' in xml
    if not has_blank and not has_times:
        return xml
    text = scan.readable(xml)
    new = _BLANK.sub("", text) if has_blank else text
    new = _CLOCK.sub(_counted, new) if has_times else new
    return new.encode() if new != text else xml


def sheet_anew(package: Package, info: SheetInfo) -> bytes:
    """
    Return the XML of a worksheet whose cells all name their place, type and value.

    Formulas are written out, texts stand in their cells, rows in their order; formats
    are left out. What stands around the rows is kept.
    """
    text = common(package.read(info.part)).decode()
    start, end = scan.data_span(text)
    if not start:
        return text.encode()
    sheet = read_sheet(package, info.name)
    hidden = set(_hidden(text[start:end]))
    rows = "".join(_rows(sheet, hidden, _Cells(package, sheet)))
    return f"{text[:start]}{rows}{text[end:]}".encode()


class _Cells:
    """Writes single cells of one sheet."""

    def __init__(self, package: Package, sheet: Sheet) -> None:
        self.sheet = sheet
        self.shift = Decoder(package).shift
        self.mark = min(package.dynamic_marks, default="")

    def xml(self, row: int, column: int) -> str:
        """Return the element of one cell."""
        value = self.sheet[row, column]
        formula = self.sheet.formulas.get((row, column))
        kind, text = "", ""
        if value is not None:
            kind, text = encoded(self._counted(value, row, column))
        typed = f' t="{kind}"' if kind else ""
        marked = f' cm="{self.mark}"' if formula and formula.is_dynamic else ""
        inside = _formula(formula) if formula else ""
        inside += f"<v>{text}</v>" if value is not None else ""
        return f'<c r="{address(row, column)}"{typed}{marked}>{inside}</c>'

    def _counted(self, value: Value, row: int, column: int) -> Value:
        """Count a date as the book does."""
        if isinstance(value, bool | str | None):
            return value
        return value - self.shift if self.sheet.is_date(row, column) else value


def _counted(cell: re.Match[str]) -> str:
    """Return a cell with a time or a duration as the part of a day that it is."""
    start, rest, inside, text, end = cell.groups()
    if not text.strip(SPACE):
        return f"{start}{rest}{inside}{end}"
    if "-" in text:
        return cell[0]  # a date, which every reader knows
    try:
        return f"{start}{rest}{inside}{from_iso(text)!r}{end}"
    except ValueError:
        return cell[0]


def _formula(cell: FormulaCell) -> str:
    if cell.kind == "dataTable":
        return ""  # its values stay; no engine computes it
    area = f' t="array" ref="{cell.area}"' if cell.area else ""
    return f"<f{area}>{content(cell.text)}</f>"


def _rows(sheet: Sheet, hidden: set[int], cells: _Cells) -> Iterator[str]:
    places = defaultdict[int, set[int]](set)
    for (row, column), _value in sheet.cells():
        places[row].add(column)
    for row, column in sheet.formulas:
        places[row].add(column)
    for row in sorted(places.keys() | hidden):
        is_hidden = ' hidden="1"' if row in hidden else ""
        inside = "".join(cells.xml(row, column) for column in sorted(places[row]))
        yield f'<row r="{row}"{is_hidden}>{inside}</row>'


def _hidden(rows: str) -> Iterator[int]:
    """Yield the numbers of the rows that do not show: totals leave them out."""
    number = 0
    for found in scan.ROW.finditer(rows):
        given = scan.attributes(found[1])
        number = int(given.get("r") or number + 1)
        if given.get("hidden") in TRUE:
            yield number
