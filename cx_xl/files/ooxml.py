"""The XML dialect of workbooks: safe parsing, both namespaces, relationships."""

from __future__ import annotations

import posixpath
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote
from xml.parsers import expat

from lxml import etree

from cx_xl.files.refusals import HasDoctype, MalformedXml, ZipBomb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cx_xl.files.container import Container

STRICT = "http://purl.oclc.org/ooxml/"  # ISO/IEC 29500 Strict; all else is Transitional
TREE = 32_000_000  # bytes of a part read as a whole tree; sheets and texts are streamed


@dataclass(frozen=True, slots=True)
class Relationship:
    """
    A link from one part to another.

    Attributes:
        kind: last word of its type, equal in both namespaces: "worksheet", "table".
        target: the part it leads to, or an address outside.
        is_external: leads out of the file; never followed.
    """

    kind: str
    target: str
    is_external: bool


def parse(container: Container, part: str) -> etree._Element:
    """
    Parse one part, without entities, network or document types.

    Raises:
        HasDoctype, MalformedXml, Truncated, ZipBomb.
    """
    if part not in container:
        raise MalformedXml(file=container.file, part=part)
    if container.entry(part).file_size > TREE:
        raise ZipBomb(file=container.file)
    check(container, part)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        return etree.fromstring(container.read(part), parser)
    except etree.XMLSyntaxError as error:
        raise MalformedXml(file=container.file, part=part) from error


def check(
    container: Container,
    part: str,
    parser: expat.XMLParserType | None = None,
    watch: Callable[[bytes], None] | None = None,
) -> int:
    """
    Stream a part through *parser*; refuse document types; return its bytes.

    Args:
        container: the open file.
        part: what to read.
        parser: with handlers of its own; by default one that only looks for faults.
        watch: receives the bytes, too, as they pass.
    """
    parser = parser or expat.ParserCreate(namespace_separator=" ")

    def doctype(*_declaration: object) -> None:
        raise HasDoctype(file=container.file, part=part)

    parser.StartDoctypeDeclHandler = doctype
    unpacked = 0
    try:
        for chunk in container.chunks(part):
            parser.Parse(chunk)
            if watch:
                watch(chunk)
            unpacked += len(chunk)
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position only
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise MalformedXml(file=container.file, part=part) from error
    return unpacked


def relationships(container: Container, part: str) -> dict[str, Relationship]:
    """Return the links of *part* by their ids; none if it has no link file."""
    folder, name = posixpath.split(part.replace("\\", "/"))
    links = posixpath.join(folder, "_rels", f"{name}.rels")
    if links not in container:
        return {}
    return {
        link.get("Id", ""): _relationship(link, folder, container)
        for link in parse(container, links).iterfind("{*}Relationship")
    }


def main_part(container: Container) -> str | None:
    """Return the part that holds the workbook."""
    links = relationships(container, "").values()
    found = (link.target for link in links if link.kind == "officeDocument")
    return next((part for part in found if part in container), None)


@contextmanager
def damage(container: Container, part: str) -> Iterator[None]:
    """Turn what cannot be read inside of *part* into its refusal."""
    try:
        yield
    except (ValueError, LookupError, etree.XMLSyntaxError) as error:
        raise MalformedXml(file=container.file, part=part) from error


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
    return element is not None and element.get(name) in {"1", "true"}


def _relationship(
    link: etree._Element, folder: str, container: Container
) -> Relationship:
    target = link.get("Target", "")
    is_external = link.get("TargetMode") == "External"
    if not is_external:
        target = target.replace("\\", "/")
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        if target not in container:
            target = unquote(target)  # a link is an address, a part's name may not be
        if target in container:
            target = container.entry(target).filename
    return Relationship(posixpath.basename(link.get("Type", "")), target, is_external)
