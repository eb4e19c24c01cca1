"""A whole sheet of one workbook put into another, with what hangs on it."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from typing import TYPE_CHECKING

from cx_xl.files import ooxml, scan
from cx_xl.files.content_types import TYPES
from cx_xl.files.moved_sheet import CannotMove, Move, adapt, moved_sheet
from cx_xl.files.new_sheet import NewSheet, with_sheet
from cx_xl.files.ooxml import written
from cx_xl.files.xml_texts import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from cx_xl.files.looks import Looks
    from cx_xl.files.package import Package

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
_END = re.compile(r"</((?:[\w.-]+:)?)Types\s*>\s*$")


class HoldsParts(CannotMove):
    """Pivot tables, slicers, controls."""

    en = "it holds parts of kind {what}, which stay in the old file"
    it = "contiene parti di tipo {what}, che restano nel vecchio file"


class TableThere(CannotMove):
    """Two tables would have one name."""

    en = "the new template has a table {what} of its own"
    it = "il nuovo modello ha già una sua tabella {what}"


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
            parts[new] = moved_sheet(source, move, looks)
        elif new.endswith(".xml"):
            root = source.container.xml(old)
            if ooxml.local(root) == "table":
                _renumber(root, names, next(numbers))
            adapt(root, move.change, looks)
            parts[new] = written(root)
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
    return written(root)


def _typed(types: str, source: Package, places: dict[str, str], sheet: str) -> str:
    """Return the list of types with those of the moved parts."""
    known, entries = dict(_types(source)), []
    for old, new in places.items():
        kind = known.get(f"/{old}") or known.get(old.rpartition(".")[2].lower())
        if old == sheet or kind is None:
            continue
        given = f"PartName={quoted(f'/{new}')} ContentType={quoted(kind)}"
        entries.append(given)
    return _END.sub(
        lambda end: "".join(f"<{end[1]}Override {e}/>" for e in entries) + end[0], types
    )


def _types(source: Package) -> Iterator[tuple[str, str]]:
    for entry in source.container.xml(TYPES):
        name = entry.get("PartName") or entry.get("Extension", "").lower()
        yield name, entry.get("ContentType", "")
