"""A whole sheet of one workbook put into another, with what hangs on it."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from lxml import etree

from cx_xl.errors import Explained
from cx_xl.files import ooxml, scan
from cx_xl.files.addresses import position
from cx_xl.files.new_sheet import TYPES, NewSheet, with_sheet
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.files.xml_texts import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cx_xl.files.looks import Looks
    from cx_xl.files.package import Package

    # From the text of a formula to how it reads in the other workbook.
    Change = Callable[[str], str]

# What moves with a sheet, by the last word of the link that leads to it.
MOVES = {
    "chart",
    "chartColorStyle",
    "chartStyle",
    "chartUserShapes",
    "comments",
    "drawing",
    "image",
    "table",
    "themeOverride",
    "vmlDrawing",
}
STAYS = {"printerSettings"}  # of a printer that may be gone
RULES = ("dxfId", "headerRowDxfId", "dataDxfId", "totalsRowDxfId")
BORDERS = ("headerRowBorderDxfId", "tableBorderDxfId", "totalsRowBorderDxfId")
FORMULAS = {
    "f",
    "formula",
    "formula1",
    "formula2",
    "calculatedColumnFormula",
    "totalsRowFormula",
}
_LINKED_BOOK = re.compile(r"(?:^|[^\w\]])\[\d+\]")
_TEXT = re.compile(r'"(?:[^"]|"")*"')
_END = re.compile(r"</((?:[\w.-]+:)?)Types\s*>\s*$")


class CannotMove(Explained):
    """A sheet hangs on something that another workbook can not take over."""

    en = "it holds {what}"
    it = "contiene {what}"


class HoldsParts(CannotMove):
    """Pivot tables, slicers, controls."""

    en = "it holds parts of kind {what}, which stay in the old file"
    it = "contiene parti di tipo {what}, che restano nel vecchio file"


class ReadsOtherBook(CannotMove):
    """A formula reads another workbook."""

    en = "{what} reads another workbook"
    it = "{what} legge un'altra cartella di lavoro"


class RichCells(CannotMove):
    """Stocks, pictures in cells, formulas that spill."""

    en = "{what} holds a picture, a data type or a formula that spills"
    it = "{what} contiene un'immagine, un tipo di dati o una formula che si espande"


class TableThere(CannotMove):
    """Two tables would have one name."""

    en = "the new template has a table {what} of its own"
    it = "il nuovo modello ha già una sua tabella {what}"


@dataclass(frozen=True)
class Move:
    """
    One sheet that moves.

    Attributes:
        sheet: what it is called in the old workbook.
        name: what it is called in the new one.
        part: what its part is called there, without folder and suffix.
        change: how its formulas read there.
    """

    sheet: str
    name: str
    part: str
    change: Change


def grafted(
    target: Package, source: Package, move: Move, looks: Looks
) -> dict[str, bytes]:
    """
    Return the parts of *target* with one more sheet, which is that of *source*.

    Args:
        target: the workbook that gets it; it has the looks of *source* already.
        source: the workbook that has it.
        move: which sheet, and how it is called.
        looks: where the looks of *source* lie in *target*.

    Raises:
        CannotMove: it hangs on something that can not be taken over.
    """
    info = source.sheet(move.sheet)
    hanging = _hanging(source, info.part)
    for kind in hanging.values():
        if kind not in MOVES:
            raise HoldsParts(what=kind)
    is_hidden = info.state != "visible"
    parts = with_sheet(target, NewSheet(move.name, move.part, is_hidden=is_hidden))
    folder = target.report.main.rpartition("/")[0]
    places = {info.part: f"{folder}/worksheets/{move.part}.xml"}
    places |= {
        old: f"{posixpath.dirname(old)}/{move.part}_{posixpath.basename(old)}"
        for old in hanging
    }
    numbers = iter(range(_next_table(target), 1_000_000))
    names = {table.name.casefold() for table in target.tables}
    for old, new in places.items():
        parts[new] = source.read(old)
        if old == info.part:
            parts[new] = _sheet(source, move, looks)
        elif new.endswith(".xml"):
            root = source.container.xml(old)
            if ooxml.local(root) == "table":
                _renumber(root, names, next(numbers))
            _adapt(root, move.change, looks)
            parts[new] = _written(root)
        if links := _links(source, old, places):
            at, _, name = new.rpartition("/")
            parts[f"{at}/_rels/{name}.rels"] = links
    types = scan.readable(parts[TYPES])
    parts[TYPES] = _typed(types, source, places, info.part).encode()
    return parts


def kinds(package: Package, sheet: str) -> dict[str, int]:
    """Return how many parts of each kind hang on a sheet, near and far."""
    found = _hanging(package, package.sheet(sheet).part)
    return dict(Counter(found.values()))


def chart_formulas(package: Package, sheet: str) -> list[str]:
    """Return what the charts on a sheet draw, in the order of the file."""
    found = _hanging(package, package.sheet(sheet).part)
    return [
        element.text or ""
        for part, kind in found.items()
        if kind == "chart"
        for element in package.container.xml(part).iter("{*}f")
    ]


def _hanging(source: Package, part: str) -> dict[str, str]:
    """Return the parts that a sheet leads to, near and far, with their kinds."""
    found: dict[str, str] = {}
    waiting = [part]
    while waiting:
        for link in source.container.links(waiting.pop()).values():
            if link.is_external or link.kind in STAYS or link.target in found:
                continue
            if link.target in source.container:
                found[link.target] = link.kind
                waiting.append(link.target)
    return found


def _sheet(source: Package, move: Move, looks: Looks) -> bytes:
    """Return the XML of the sheet with the texts, looks and formulas of its own."""
    info = source.sheet(move.sheet)
    root = source.container.xml(info.part)
    for element in root.iter("{*}pageSetup"):  # its printer stays
        for name in [n for n in element.attrib if str(n).endswith("}id")]:
            del element.attrib[name]
    for view in root.iterfind("{*}sheetViews/{*}sheetView"):
        view.attrib.pop("tabSelected", None)
    for column in root.iterfind("{*}cols/{*}col"):
        _raise(column, "style", looks.cells)
    formulas = read_sheet(source, move.sheet).formulas
    texts = _strings(source)
    for row in root.iterfind("{*}sheetData/{*}row"):
        _raise(row, "s", looks.cells)
        for cell in row:
            place = cell.get("r", "")
            if "cm" in cell.attrib or "vm" in cell.attrib:
                raise RichCells(what=f"{move.sheet}!{place}")
            cell.set("s", str(int(cell.get("s", "0")) + looks.cells))
            _own_text(cell, texts)
            held = cell.find("{*}f")
            if held is not None and held.get("t") == "shared" and place:
                for name in ("t", "si", "ref"):
                    held.attrib.pop(name, None)
                held.text = escape(formulas[position(place)].text)
    _adapt(root, move.change, looks)
    return _written(root)


def _strings(source: Package) -> list[etree._Element]:
    part = source.container.linked(source.report.main, "sharedStrings")
    return list(source.container.xml(part).iterfind("{*}si")) if part else []


def _own_text(cell: etree._Element, texts: list[etree._Element]) -> None:
    """Let a cell hold its text itself, with its fonts."""
    value = cell.find("{*}v")
    if cell.get("t") != "s" or value is None:
        return
    cell.set("t", "inlineStr")
    space = etree.QName(cell).namespace
    held = etree.Element(f"{{{space}}}is")
    item = texts[int(value.text or "0")]
    held.extend([_copied(child) for child in item if ooxml.local(child) != "rPh"])
    cell.replace(value, held)


def _copied(element: etree._Element) -> etree._Element:
    copy: etree._Element = etree.fromstring(etree.tostring(element, with_tail=False))
    return copy


def _adapt(root: etree._Element, change: Change, looks: Looks) -> None:
    """Give the formulas and the conditional looks of a part their new form."""
    for element in root.iter("{*}*"):
        for name in (*RULES, *BORDERS):
            _raise(element, name, looks.rules)
        if ooxml.local(element) in FORMULAS and element.text:
            bare = _TEXT.sub('""', element.text)
            if _LINKED_BOOK.search(bare):
                place = element.getparent()
                at = place.get("r", "") if place is not None else ""
                raise ReadsOtherBook(what=at or element.text[:30])
            element.text = change(element.text)


def _raise(element: etree._Element, name: str, by: int) -> None:
    if name in element.attrib:
        element.set(name, str(int(element.get(name, "0")) + by))


def _renumber(root: etree._Element, names: set[str], number: int) -> None:
    """Give a table a number that no other has."""
    name = root.get("displayName", "")
    if name.casefold() in names:
        raise TableThere(what=name)
    root.set("id", str(number))


def _next_table(target: Package) -> int:
    from cx_xl.files.tables import table_parts  # noqa: PLC0415 - a loop otherwise

    numbers = (
        int(root.get("id", "0"))
        for sheet in target.sheets
        for _part, root in table_parts(target.container, sheet)
    )
    return max(numbers, default=0) + 1


def _links(source: Package, part: str, places: dict[str, str]) -> bytes | None:
    """Return the links of a part, which lead to the moved parts."""
    folder, name = posixpath.split(part)
    file = posixpath.join(folder, "_rels", f"{name}.rels")
    if file not in source.container:
        return None
    root = source.container.xml(file)
    links = source.container.links(part)
    for entry in list(root.iterfind("{*}Relationship")):
        link = links[entry.get("Id", "")]
        if link.kind in STAYS:
            root.remove(entry)
        elif not link.is_external and link.target in places:
            entry.set("Target", f"/{places[link.target]}")
    return _written(root)


def _typed(types: str, source: Package, places: dict[str, str], sheet: str) -> str:
    """Return the list of types with those of the moved parts."""
    known, entries = dict(_types(source)), []
    for old, new in places.items():
        kind = known.get(f"/{old}") or known.get(old.rpartition(".")[2].lower())
        if old == sheet or kind is None:
            continue
        given = f"PartName={quoteattr(f'/{new}')} ContentType={quoteattr(kind)}"
        entries.append(given)
    return _END.sub(
        lambda end: "".join(f"<{end[1]}Override {e}/>" for e in entries) + end[0], types
    )


def _types(source: Package) -> Iterator[tuple[str, str]]:
    for entry in source.container.xml(TYPES):
        name = entry.get("PartName") or entry.get("Extension", "").lower()
        yield name, entry.get("ContentType", "")


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
