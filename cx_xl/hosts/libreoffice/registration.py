"""What LibreOffice reads about the add-in: pure functions of the catalogue."""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from cx_xl.errors import LANGUAGES, Language
from cx_xl.hosts.libreoffice.methods import SERVICE, method_name, slots
from cx_xl.spec import Help, Spec

IDENTIFIER = "org.cxxl.cx"  # of the extension, in the extension manager
NAME = "cx_xl"
OLDEST = "7.4"  # the oldest LibreOffice that our tests run
LOCALES: Mapping[Language, str] = {"en": "en-US", "it": "it"}
ABOUT = Help(
    en="Customer-experience KPIs as functions: NPS, CSAT, CES, churn, CLV.",
    it="I KPI della customer experience come funzioni: NPS, CSAT, CES, churn, CLV.",
)
TYPE_LIBRARY, FUNCTIONS, COMPONENT = "XCx.rdb", "CalcAddIns.xcu", "cx_xl_calc.py"
MEDIA_TYPES = {  # in the order in which LibreOffice needs them
    TYPE_LIBRARY: "application/vnd.sun.star.uno-typelibrary;type=RDB",
    FUNCTIONS: "application/vnd.sun.star.configuration-data",
    COMPONENT: "application/vnd.sun.star.uno-component;type=Python",
}
GENERATED = "Generated from the catalogue of cx_xl; do not edit."


def functions(catalog: Mapping[str, Spec]) -> str:
    """Return `CalcAddIns.xcu`: names and help of every function, in each language."""
    root = Element(
        "oor:component-data",
        {
            "xmlns:oor": "http://openoffice.org/2001/registry",
            "xmlns:xs": "http://www.w3.org/2001/XMLSchema",
            "oor:name": "CalcAddIns",
            "oor:package": "org.openoffice.Office",
        },
    )
    add_in = _node(_node(root, "AddInInfo", replace=False), SERVICE)
    listed = _node(add_in, "AddInFunctions", replace=False)
    for spec in catalog.values():
        function = _node(listed, method_name(spec.name))
        _same(function, "DisplayName", spec.name)
        _localised(function, "Description", spec.help)
        _plain(function, "Category", "Add-In")
        _same(function, "CompatibilityName", spec.name)
        parameters = _node(function, "Parameters", replace=False)
        for slot in slots(spec):
            parameter = _node(parameters, slot.identifier)
            _same(parameter, "DisplayName", slot.name)
            _localised(parameter, "Description", slot.help)
    return _document(root)


def manifest() -> str:
    """Return `META-INF/manifest.xml`."""
    space = "http://openoffice.org/2001/manifest"
    root = Element("manifest:manifest", {"xmlns:manifest": space})
    for path, media_type in MEDIA_TYPES.items():
        entry = {"manifest:full-path": path, "manifest:media-type": media_type}
        SubElement(root, "manifest:file-entry", entry)
    return _document(root)


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
    return _document(root)


def about_path(language: Language) -> str:
    """Return where the extension keeps its description in *language*."""
    return f"description/{language}.txt"


def _node(parent: Element, name: str, *, replace: bool = True) -> Element:
    how = {"oor:op": "replace"} if replace else {}
    return SubElement(parent, "node", {"oor:name": name} | how)


def _plain(parent: Element, name: str, text: str) -> None:
    SubElement(SubElement(parent, "prop", {"oor:name": name}), "value").text = text


def _same(parent: Element, name: str, text: str) -> None:
    """Say *text* in every language."""
    _values(parent, name, ((locale, text) for locale in LOCALES.values()))


def _localised(parent: Element, name: str, text: Help) -> None:
    spoken = ((locale, text.say(language)) for language, locale in LOCALES.items())
    _values(parent, name, spoken)


def _values(parent: Element, name: str, texts: Iterator[tuple[str, str]]) -> None:
    prop = SubElement(parent, "prop", {"oor:name": name})
    for locale, text in texts:
        SubElement(prop, "value", {"xml:lang": locale}).text = text


def _document(root: Element) -> str:
    indent(root)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<!-- {GENERATED} -->\n'
    return head + tostring(root, encoding="unicode") + "\n"
