"""
XML parts in the one dialect that every reader knows.

The standard allows any encoding, any prefix and two sets of namespaces; strict readers
know UTF-8, the Transitional namespaces, no prefix for the part's own elements and `r`
for links. What says the same in another way is written anew here.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING
from xml.parsers import expat

from cx_xl.files.ooxml import OFFICE, transitional
from cx_xl.files.xml_texts import content, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

_XML = "http://www.w3.org/XML/1998/namespace"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def common(xml: bytes) -> bytes:
    """
    Return a part in the common dialect; *xml* has passed the preflight.

    Attributes of foreign namespaces are left out: no value depends on them.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    writer = _Writer()
    parser.ordered_attributes = parser.buffer_text = True
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.end
    parser.CharacterDataHandler = writer.text
    parser.Parse(xml, True)  # noqa: FBT003 - expat takes it by position only
    return writer.document.getvalue().encode()


class _Writer:
    """Takes what a parser finds; a list of all its pieces would take a gigabyte."""

    def __init__(self) -> None:
        self.document = StringIO()
        self.document.write(_DECLARATION)
        self._own: str | None = None  # the namespace of the root
        self._open: list[str] = []

    def start(self, name: str, attributes: list[str]) -> None:
        """Write a start tag; a foreign element declares its namespace itself."""
        uri, _, tag = name.rpartition(" ")
        uri, declared = transitional(uri), ""
        if self._own is None:
            self._own = uri
            declared = f' xmlns="{uri}" xmlns:r="{OFFICE}"'
        elif uri != self._own:
            tag = f"other:{tag}"
            declared = f" xmlns:other={quoted(uri)}"
        given = "".join(self._attributes(attributes))
        self.document.write(f"<{tag}{declared}{given}>")
        self._open.append(tag)

    def end(self, _name: str) -> None:
        """Write the end tag of the element that was opened last."""
        self.document.write(f"</{self._open.pop()}>")

    def text(self, text: str) -> None:
        """Write what stands between two tags."""
        self.document.write(content(text))

    @staticmethod
    def _attributes(flat: list[str]) -> Iterator[str]:
        prefixes = {"": "", OFFICE: "r:", _XML: "xml:"}
        for name, value in zip(flat[::2], flat[1::2], strict=True):
            uri, _, attribute = name.rpartition(" ")
            prefix = prefixes.get(transitional(uri))
            if prefix is not None:
                written = quoted(transitional(value))
                yield f" {prefix}{attribute}={written}"
