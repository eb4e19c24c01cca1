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
BAR = "org.cxxl.cx.bar"
PLACE = {"Docked": "true", "DockingArea": "0", "DockPos": "0,3", "Visible": "true"}
WHY = Help(
    en="~Why does this cell show an error?", it="~Perché questa cella mostra un errore?"
)
EXAMPLES = Help(en="~Examples of all functions", it="~Esempi di tutte le funzioni")
ENTRIES = {"why": WHY, "examples": EXAMPLES}


def addons() -> str:
    """Return `Addons.xcu`: a menu of our own, and the same as a toolbar."""
    root = component("Addons")
    interface = node(root, "AddonUI", replace=False)
    menu = node(node(interface, "OfficeMenuBar", replace=False), "org.cxxl.cx.menu")
    same(menu, "Title", MENU)
    plain(menu, "Context", CALC)
    _entries(node(menu, "Submenu", replace=False))
    bar = node(interface, "OfficeToolBar", replace=False)
    _entries(node(bar, BAR))
    return document(root)


def window() -> str:
    """Return `CalcWindowState.xcu`: the toolbar has its own row below the others."""
    root = component("CalcWindowState", "org.openoffice.Office.UI")
    states = node(node(root, "UIElements", replace=False), "States", replace=False)
    bar = node(states, f"private:resource/toolbar/addon_{BAR}")
    texts = {language: TITLE.say(language) for language in LANGUAGES}
    localised(bar, "UIName", texts)
    for name, value in PLACE.items():
        plain(bar, name, value)
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
