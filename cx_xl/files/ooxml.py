"""The XML dialect of workbooks: both namespaces, links between parts."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from cx_xl.files.xml_texts import TRUE

if TYPE_CHECKING:
    from typing import Self

STRICT = "http://purl.oclc.org/ooxml/"  # ISO/IEC 29500 Strict; all else is Transitional
TRANSITIONAL = "http://schemas.openxmlformats.org/"
MAIN = f"{TRANSITIONAL}spreadsheetml/2006/main"
LINKS = f"{TRANSITIONAL}package/2006/relationships"
OFFICE = f"{TRANSITIONAL}officeDocument/2006/relationships"  # kinds of links, and r:id
CHART = f"{TRANSITIONAL}drawingml/2006/chart"


@dataclass(frozen=True, slots=True)
class Link:
    """
    A link from one part to another: a relationship, as the standard calls it.

    Attributes:
        kind: last word of its type, equal in both namespaces: "worksheet", "table".
        target: the part it leads to, or an address outside.
        is_external: leads out of the file; never followed.
    """

    kind: str
    target: str
    is_external: bool

    @property
    def unescaped(self) -> str:
        """The target as a name: a link is an address, a part's name may not be."""
        return unquote(self.target)

    def to(self, target: str) -> Self:
        """Return the same link with another target."""
        return self if target == self.target else replace(self, target=target)


def links_of(root: etree._Element, folder: str) -> dict[str, Link]:
    """Return the links in the XML of a link file by their ids; targets from the top."""
    return {
        element.get("Id", ""): _link(element, folder)
        for element in root.iterfind("{*}Relationship")
    }


def transitional(uri: str) -> str:
    """
    Return the Transitional name of a namespace or a kind of link.

    >>> transitional("http://purl.oclc.org/ooxml/spreadsheetml/main")
    'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
    """
    if not uri.startswith(STRICT):
        return uri
    family, _, rest = uri.removeprefix(STRICT).partition("/")
    return f"{TRANSITIONAL}{family}/2006/{rest}"


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return etree.QName(element).localname


def link_id(element: etree._Element) -> str | None:
    """Return the `r:id` of an element, in whichever namespace."""
    qualified = (
        name for name in element.attrib if str(name).endswith("/relationships}id")
    )
    return next((element.get(name) for name in qualified), None)


def is_true(element: etree._Element | None, name: str) -> bool:
    """Return a Boolean attribute, false unless it says otherwise."""
    return element is not None and element.get(name) in TRUE


def written(root: etree._Element) -> bytes:
    """Return a part from its tree."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _link(element: etree._Element, folder: str) -> Link:
    target = element.get("Target", "")
    is_external = element.get("TargetMode") == "External"
    if not is_external:
        target = target.replace("\\", "/")
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Link(posixpath.basename(element.get("Type", "")), target, is_external)
