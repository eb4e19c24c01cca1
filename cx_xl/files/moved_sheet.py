"""The XML of a sheet, and of what hangs on it, as it reads in another workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from cx_xl.errors import Explained
from cx_xl.files import ooxml
from cx_xl.files.addresses import LINKED_BOOK, TEXT, position
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.files.xml_texts import escape

if TYPE_CHECKING:
    from collections.abc import Callable

    from cx_xl.files.looks import Looks
    from cx_xl.files.package import Package

    # From the text of a formula to how it reads in the other workbook.
    Change = Callable[[str], str]

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


class CannotMove(Explained):
    """A sheet hangs on something that another workbook can not take over."""

    en = "it holds {what}"
    it = "contiene {what}"


class ReadsOtherBook(CannotMove):
    """A formula reads another workbook."""

    en = "{what} reads another workbook"
    it = "{what} legge un'altra cartella di lavoro"


class RichCells(CannotMove):
    """Stocks, pictures in cells, formulas that spill."""

    en = "{what} holds a picture, a data type or a formula that spills"
    it = "{what} contiene un'immagine, un tipo di dati o una formula che si espande"


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


def moved_sheet(source: Package, move: Move, looks: Looks) -> bytes:
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
    adapt(root, move.change, looks)
    return ooxml.written(root)


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


def adapt(root: etree._Element, change: Change, looks: Looks) -> None:
    """Give the formulas and the conditional looks of a part their new form."""
    for element in root.iter("{*}*"):
        for name in (*RULES, *BORDERS):
            _raise(element, name, looks.rules)
        if ooxml.local(element) in FORMULAS and element.text:
            bare = TEXT.sub('""', element.text)
            if LINKED_BOOK.search(bare):
                place = element.getparent()
                at = place.get("r", "") if place is not None else ""
                raise ReadsOtherBook(what=at or element.text[:30])
            element.text = change(element.text)


def _raise(element: etree._Element, name: str, by: int) -> None:
    if name in element.attrib:
        element.set(name, str(int(element.get(name, "0")) + by))
