"""Texts of cells: shared strings, rich text, and the escapes of the file format."""

import html
import re
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

TRUE = frozenset({"1", "true"})  # how an attribute or a cell says so
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_AMBIGUOUS = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTITY = re.compile(r"&(#x?)?(\w+);")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def unescape(text: str) -> str:
    r"""
    Undo the format's own escapes of characters that XML cannot hold.

    >>> unescape("a_x000D_b _x005F_x0041_")
    'a\rb _x0041_'
    """
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def escape(text: str) -> str:
    r"""
    Return *text* as the content of an XML element.

    >>> escape("a<b\r")
    'a&lt;b_x000D_'
    """
    text = _AMBIGUOUS.sub("_x005F_", text)
    text = _FORBIDDEN.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return html.escape(text, quote=False)


def content(text: str) -> str:
    r"""
    Return *text* as XML content whose characters stay what they are.

    >>> content("a<b\r")
    'a&lt;b&#13;'
    """
    # Not xml.sax.saxutils, which loads urllib, http and ssl.
    return html.escape(text, quote=False).replace("\r", "&#13;")


def quoted(text: str) -> str:
    r"""
    Return *text* as the value of an XML attribute, in such quotes as suit it.

    >>> quoted("a<b\n"), quoted('size 8"')
    ('"a&lt;b&#10;"', '\'size 8"\'')
    """
    value = content(text).replace("\n", "&#10;").replace("\t", "&#9;")
    if '"' in value and "'" not in value:
        return f"'{value}'"
    return '"' + value.replace('"', "&quot;") + '"'


def from_xml(text: str) -> str:
    """Return the characters that raw XML content stands for, without document type."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" not in text:
        return text
    return _ENTITY.sub(_character, text)


def string_item(item: etree._Element) -> str:
    """Return the text of a string item: its runs joined, furigana left out."""
    return unescape("".join(run.text or "" for run in _runs(item)))


def shared_strings(xml: bytes) -> list[str]:
    """Return the shared strings in order; *xml* has passed the preflight."""
    texts = []
    items = etree.iterparse(
        BytesIO(xml),
        tag="{*}si",
        resolve_entities=False,
        no_network=True,
        huge_tree=True,
    )
    for _event, item in items:
        texts.append(string_item(item))
        item.clear()
        parent = item.getparent()
        while parent is not None and item.getprevious() is not None:
            del parent[0]
    return texts


def _runs(item: etree._Element) -> Iterator[etree._Element]:
    for child in item:
        name = etree.QName(child).localname
        if name == "t":
            yield child
        elif name == "r":
            yield from child.iterfind("{*}t")


def _character(found: re.Match[str]) -> str:
    if found[1] is None:
        return _NAMED[found[2]]
    return chr(int(found[2], 16 if found[1] == "#x" else 10))
