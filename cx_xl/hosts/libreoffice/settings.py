"""Settings of LibreOffice (.xcu files), written element by element."""

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from cx_xl.errors import Language

LOCALES: Mapping[Language, str] = {"en": "en-US", "it": "it"}
GENERATED = "Generated from the catalogue of cx_xl; do not edit."


def component(name: str, package: str = "org.openoffice.Office") -> Element:
    """Return the root of the settings called *name*."""
    return Element(
        "oor:component-data",
        {
            "xmlns:oor": "http://openoffice.org/2001/registry",
            "xmlns:xs": "http://www.w3.org/2001/XMLSchema",
            "oor:name": name,
            "oor:package": package,
        },
    )


def node(parent: Element, name: str, *, replace: bool = True) -> Element:
    """Add a node that is new, or one that is there already."""
    how = {"oor:op": "replace"} if replace else {}
    return SubElement(parent, "node", {"oor:name": name} | how)


def plain(parent: Element, name: str, text: str) -> None:
    """Add a property without a language."""
    SubElement(SubElement(parent, "prop", {"oor:name": name}), "value").text = text


def same(parent: Element, name: str, text: str) -> None:
    """Say *text* in every language."""
    _values(parent, name, ((locale, text) for locale in LOCALES.values()))


def localised(parent: Element, name: str, texts: Mapping[Language, str]) -> None:
    """Say something in each language."""
    spoken = ((locale, texts[language]) for language, locale in LOCALES.items())
    _values(parent, name, spoken)


def document(root: Element) -> str:
    """Return the file."""
    indent(root)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {GENERATED} -->\n'
    return head + tostring(root, encoding="unicode") + "\n"


def _values(parent: Element, name: str, texts: Iterable[tuple[str, str]]) -> None:
    prop = SubElement(parent, "prop", {"oor:name": name})
    for locale, text in texts:
        SubElement(prop, "value", {"xml:lang": locale}).text = text
