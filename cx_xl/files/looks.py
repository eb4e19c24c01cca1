"""The looks of one workbook put behind those of another, so that cells can move."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from cx_xl.files.ooxml import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cx_xl.files.package import Package

OWN_FORMATS = 164  # number formats of a file itself are numbered from here on
KINDS = {"fonts": "fontId", "fills": "fillId", "borders": "borderId"}


@dataclass(frozen=True)
class Looks:
    """
    Where the looks of a workbook lie in another.

    Attributes:
        parts: of the other workbook, with these looks in it.
        cells: how much higher the numbers of the looks of cells are.
        rules: how much higher those of conditional formats and tables are.
    """

    parts: Mapping[str, bytes]
    cells: int = 0
    rules: int = 0


def joined_looks(target: Package, source: Package) -> Looks:
    """Return the parts in which *target* also has the looks of *source*."""
    places = [
        package.container.linked(package.report.main, "styles")
        for package in (target, source)
    ]
    if places[0] is None or places[1] is None:
        return Looks({})
    own = target.container.xml(places[0])
    other = deepcopy(source.container.xml(places[1]))
    with source.container.damage(places[1]):
        return _joined(places[0], own, other)


def _joined(part: str, own: etree._Element, other: etree._Element) -> Looks:
    moved = {kind: _append(own, other, kind) for kind in KINDS}
    formats = _formats(own, other)
    for look in other.iterfind("{*}cellXfs/{*}xf"):
        for kind, attribute in KINDS.items():
            look.set(attribute, str(int(look.get(attribute, "0")) + moved[kind]))
        number = look.get("numFmtId", "0")
        look.set("numFmtId", formats.get(number, number))
        look.set("xfId", "0")  # the named styles stay at home
        for applied in ("Font", "Fill", "Border", "NumberFormat"):
            look.set(f"apply{applied}", "1")
    cells = _append(own, other, "cellXfs")
    rules = _append(own, other, "dxfs")
    return Looks({part: written(own)}, cells, rules)


def _append(own: etree._Element, other: etree._Element, kind: str) -> int:
    """Put the entries of a list behind ours; return how many we had."""
    ours, theirs = own.find(f"{{*}}{kind}"), other.find(f"{{*}}{kind}")
    if ours is None or theirs is None:
        if theirs is not None:
            raise LookupError(kind)
        return 0
    count = len(ours)
    for entry in list(theirs):
        ours.append(entry)
    ours.set("count", str(len(ours)))
    return count


def _formats(own: etree._Element, other: etree._Element) -> dict[str, str]:
    """Put their number formats behind ours; return their new numbers."""
    theirs = other.find("{*}numFmts")
    if theirs is None or not len(theirs):
        return {}
    ours = own.find("{*}numFmts")
    if ours is None:
        ours = etree.Element(etree.QName(etree.QName(own).namespace, "numFmts"))
        own.insert(0, ours)
    used = [int(entry.get("numFmtId", "0")) for entry in ours]
    first, numbers = max([OWN_FORMATS - 1, *used]) + 1, {}
    for number, entry in enumerate(list(theirs), start=first):
        numbers[entry.get("numFmtId", "")] = str(number)
        entry.set("numFmtId", str(number))
        ours.append(entry)
    ours.set("count", str(len(ours)))
    return numbers
