"""The CX menu and toolbar of Calc: what LibreOffice is told about them."""

from xml.etree.ElementTree import Element

from cx_xl.errors import LANGUAGES
from cx_xl.hosts.libreoffice.settings import (
    component,
    document,
    localised,
    node,
    plain,
    same,
)
from cx_xl.spec import Help

PROTOCOL = "org.cxxl.cx:"
CALC = "com.sun.star.sheet.SpreadsheetDocument"
TITLE = Help(en="CX functions", it="Funzioni CX")
MENU = "~CX"
WHY = Help(
    en="~Why does this cell show an error?",
    it="~Perché questa cella mostra un errore?",
)
ENTRIES = {"why": WHY}


def addons() -> str:
    """Return `Addons.xcu`: a menu of our own, and the same as a toolbar."""
    root = component("Addons")
    interface = node(root, "AddonUI", replace=False)
    menu = node(
        node(interface, "OfficeMenuBar", replace=False), f"{PROTOCOL[:-1]}.menu"
    )
    same(menu, "Title", MENU)
    plain(menu, "Context", CALC)
    _entries(node(menu, "Submenu", replace=False))
    bar = node(interface, "OfficeToolBar", replace=False)
    _entries(node(bar, f"{PROTOCOL[:-1]}.bar"))
    return document(root)


def handlers(service: str) -> str:
    """Return `ProtocolHandler.xcu`: who runs the commands."""
    root = component("ProtocolHandler")
    handler = node(node(root, "HandlerSet", replace=False), service)
    plain(handler, "Protocols", f"{PROTOCOL}*")
    return document(root)


def _entries(parent: Element) -> None:
    for name, text in ENTRIES.items():
        entry = node(parent, name)
        plain(entry, "URL", f"{PROTOCOL}{name}")
        texts = {language: text.say(language) for language in LANGUAGES}
        localised(entry, "Title", texts)
        plain(entry, "Target", "_self")
        plain(entry, "Context", CALC)
