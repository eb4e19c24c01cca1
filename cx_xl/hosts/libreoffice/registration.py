"""What LibreOffice reads about the add-in: pure functions of the catalogue."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from cx_xl.errors import LANGUAGES, Language
from cx_xl.hosts.libreoffice.methods import SERVICE, method_arguments, method_name
from cx_xl.hosts.libreoffice.settings import (
    component,
    document,
    localised,
    node,
    plain,
    same,
)
from cx_xl.hosts.typical import typical_call
from cx_xl.spec import Shape, Spec

IDENTIFIER = "org.cxxl.cx"  # of the extension, in the extension manager
NAME = "cx_xl"
OLDEST = "7.4"  # the oldest LibreOffice that our tests run
# Calc shows one cell of a table unless told otherwise; the names are those of its keys
# and of the box in its function wizard.
ENTERED: Mapping[Language, str] = {
    "en": "Fills several cells: enter it with Ctrl+Shift+Enter, or tick Array here.",
    "it": "Riempie più celle: confermala con Ctrl+Maiusc+Invio, o spunta qui Matrice.",
}
SEPARATORS: Mapping[Language, str] = {"en": ",", "it": ";"}
TYPE_LIBRARY, FUNCTIONS, COMPONENT = "XCx.rdb", "CalcAddIns.xcu", "cx_xl_calc.py"
MENU, HANDLERS, COMMANDS = "Addons.xcu", "ProtocolHandler.xcu", "cx_xl_menu.py"
WINDOW = "CalcWindowState.xcu"
MEDIA_TYPES = {  # in the order in which LibreOffice needs them
    TYPE_LIBRARY: "application/vnd.sun.star.uno-typelibrary;type=RDB",
    FUNCTIONS: "application/vnd.sun.star.configuration-data",
    COMPONENT: "application/vnd.sun.star.uno-component;type=Python",
    COMMANDS: "application/vnd.sun.star.uno-component;type=Python",
    HANDLERS: "application/vnd.sun.star.configuration-data",
    MENU: "application/vnd.sun.star.configuration-data",
    WINDOW: "application/vnd.sun.star.configuration-data",
}


def functions(catalog: Mapping[str, Spec]) -> str:
    """Return `CalcAddIns.xcu`: names and help of every function, in each language."""
    root = component("CalcAddIns")
    add_in = node(node(root, "AddInInfo", replace=False), SERVICE)
    listed = node(add_in, "AddInFunctions", replace=False)
    for spec in catalog.values():
        function = node(listed, method_name(spec.name))
        same(function, "DisplayName", spec.name)
        texts = {language: described(spec, language) for language in LANGUAGES}
        localised(function, "Description", texts)
        plain(function, "Category", "Add-In")
        same(function, "CompatibilityName", spec.name)
        parameters = node(function, "Parameters", replace=False)
        for argument in method_arguments(spec):
            parameter = node(parameters, argument.identifier)
            same(parameter, "DisplayName", argument.name)
            texts = {language: argument.help.say(language) for language in LANGUAGES}
            localised(parameter, "Description", texts)
    return document(root)


def described(spec: Spec, language: Language) -> str:
    """Return what the function wizard says: the help, a call, and how to enter it."""
    text = f"{spec.help.say(language)} {typical_call(spec, SEPARATORS[language])}"
    return text if spec.shape is Shape.CELL else f"{text} {ENTERED[language]}"


def manifest() -> str:
    """Return `META-INF/manifest.xml`."""
    space = "http://openoffice.org/2001/manifest"
    root = Element("manifest:manifest", {"xmlns:manifest": space})
    for path, media_type in MEDIA_TYPES.items():
        entry = {"manifest:full-path": path, "manifest:media-type": media_type}
        SubElement(root, "manifest:file-entry", entry)
    return document(root)


def description(version: str) -> str:
    """Return `description.xml`: what the extension manager shows."""
    root = Element(
        "description",
        {
            "xmlns": "http://openoffice.org/extensions/description/2006",
            "xmlns:lo": "http://libreoffice.org/extensions/description/2011",
            "xmlns:d": "http://openoffice.org/extensions/description/2006",
            "xmlns:xlink": "http://www.w3.org/1999/xlink",
        },
    )
    SubElement(root, "identifier", {"value": IDENTIFIER})
    SubElement(root, "version", {"value": version})
    needs = SubElement(root, "dependencies")
    least = {"value": OLDEST, "d:name": f"LibreOffice {OLDEST}"}
    SubElement(needs, "lo:LibreOffice-minimal-version", least)
    name = SubElement(root, "display-name")
    about = SubElement(root, "extension-description")
    for language in LANGUAGES:
        SubElement(name, "name", {"lang": language}).text = NAME
        text = {"lang": language, "xlink:href": about_path(language)}
        SubElement(about, "src", text)
    return document(root)


def about_path(language: Language) -> str:
    """Return where the extension keeps its description in *language*."""
    return f"description/{language}.txt"
