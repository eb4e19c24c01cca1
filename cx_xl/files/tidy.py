"""
A workbook as stricter readers want it.

Spreadsheet programs forgive much that formula engines and libraries do not: links to
parts that are missing, names in another case or with backslashes, blank values, a
prefix in the list of content types, templates. Here such a book is written anew with
the same contents; nothing of it is ever given to the user. What a reader refuses all
the same is given to it once more, each part anew in the common dialect.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from lxml import etree

from cx_xl.files import ooxml
from cx_xl.files.content_types import TYPES, content_types, is_usual
from cx_xl.files.dialect import common
from cx_xl.files.ooxml import LINKS, MAIN, OFFICE
from cx_xl.files.packing import FAST, packed
from cx_xl.files.strict_sheet import mended, sheet_anew

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cx_xl.files.package import Package
    from cx_xl.files.preflight import SheetInfo

_LINK_PART = re.compile(r"(.*/|)_rels/([^/]*)\.rels", re.IGNORECASE)
_STUB = f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode()
_NO_STRINGS = f'<sst xmlns="{MAIN}"/>'.encode()
_NO_CODE = re.compile(rb'formatCode=""')


def tidied(package: Package, *, anew: bool = False) -> bytes:
    """
    Return the bytes of the book, or of a stricter one with the same contents.

    Args:
        package: the book.
        anew: write every part anew, and each cell as it was understood here.
    """
    tidy = _Tidy(package)
    parts = dict(tidy.parts())
    if anew:
        tabs = (sheet for sheet in package.sheets if sheet.kind == "worksheet")
        sheets = {_slashed(sheet.part): sheet_anew(package, sheet) for sheet in tabs}
        strings = (part for part, kind in tidy.kinds.items() if kind == "sharedStrings")
        # They stand in their cells now, and may be more than is to be held twice.
        known = sheets | dict.fromkeys(strings, _NO_STRINGS)
        texts = {part for part in parts if part.casefold().endswith((".xml", ".rels"))}
        parts |= {part: common(parts[part]) for part in texts - known.keys()} | known
    elif not tidy.is_changed:
        return package.container.data
    parts[TYPES] = content_types(tidy.kinds)
    return packed(parts, FAST)


class _Tidy:
    """The parts of one book, put right where they need it."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.container = package.container
        self.is_changed = False
        self.kinds: dict[str, str] = {}  # of parts, by the links to them
        self.sheets = {sheet.part for sheet in package.sheets}
        self.lost = [sheet for sheet in package.sheets if not sheet.part]

    def parts(self) -> Iterator[tuple[str, bytes]]:
        """Yield every part; `is_changed` and `kinds` are known when all are."""
        self._judge_types()
        for part in self.container.parts:
            name = _usual(part)
            self.is_changed |= name != part
            if name.endswith(".rels"):
                yield name, self._links(part, name)
            elif part in self.sheets:
                yield name, self._sheet(part)
            elif part == self.package.report.main and self.lost:
                yield name, self._workbook(part)
            else:
                yield name, self._other(part)
        for sheet in self.lost:
            yield _stub(sheet), _STUB
            self.kinds[_stub(sheet)] = "worksheet"

    def _judge_types(self) -> None:
        """Look for what readers stumble over in the list of content types."""
        if TYPES not in self.container:
            self.is_changed = True
            return
        root = self.container.xml(TYPES)
        self.is_changed |= not is_usual(root, self.package.report.main)

    def _links(self, part: str, name: str) -> bytes:
        """Return a list of links without those that lead nowhere."""
        folder, _, own = name.rpartition("_rels/")
        links = self.container.links(folder + own.removesuffix(".rels"))
        root = self.container.xml(part)
        is_changed = False
        for element in root.findall("{*}Relationship"):
            link = links.get(element.get("Id", ""))
            if link is None or link.is_external:
                continue
            if link.target not in self.container:
                root.remove(element)
                is_changed = True
                continue
            target = _slashed(self.container.entry(link.target).filename)
            self.kinds[target] = link.kind
            given = _slashed(element.get("Target", ""))
            if posixpath.normpath(posixpath.join("/", folder, given)) != f"/{target}":
                element.set("Target", f"/{target}")
                is_changed = True
        if folder + own.removesuffix(".rels") == self._main_name and self.lost:
            for sheet in self.lost:
                _add_link(root, sheet)
        elif not is_changed:
            return self.package.read(part)
        self.is_changed = True
        return ooxml.written(root)

    @property
    def _main_name(self) -> str:
        return _slashed(self.package.report.main)

    def _workbook(self, part: str) -> bytes:
        """Return the workbook with a blank sheet for each that lies elsewhere."""
        self.is_changed = True
        root = self.container.xml(part)
        for tab in root.iterfind("{*}sheets/{*}sheet"):
            if not ooxml.link_id(tab):
                tab.set(f"{{{OFFICE}}}id", _link_of(tab.get("name", "")))
        return ooxml.written(root)

    def _sheet(self, part: str) -> bytes:
        """Return a sheet without blank values, its times as the numbers they are."""
        xml = self.package.read(part)
        new = mended(xml)
        self.is_changed |= new is not xml
        return new

    def _other(self, part: str) -> bytes:
        content = self.package.read(part)
        if part.casefold().endswith("styles.xml") and _NO_CODE.search(content):
            self.is_changed = True
            return _NO_CODE.sub(b'formatCode="General"', content)
        return content


def _slashed(part: str) -> str:
    return part.replace("\\", "/")


def _usual(part: str) -> str:
    """Return a part's name with slashes, and with what readers look for as it is."""
    name = _slashed(part)
    if name.casefold() == TYPES.casefold():
        return TYPES
    links = _LINK_PART.fullmatch(name)
    return f"{links[1]}_rels/{links[2]}.rels" if links else name


def _stub(sheet: SheetInfo) -> str:
    return f"xl/worksheets/{_link_of(sheet.name)}.xml"


def _link_of(name: str) -> str:
    """Return an id for the blank sheet that stands for the tab called *name*."""
    return f"cx{name.encode().hex()}"


def _add_link(root: etree._Element, sheet: SheetInfo) -> None:
    etree.SubElement(
        root,
        f"{{{LINKS}}}Relationship",
        Id=_link_of(sheet.name),
        Type=f"{OFFICE}/worksheet",
        Target=f"/{_stub(sheet)}",
    )
