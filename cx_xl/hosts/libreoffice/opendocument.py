"""
The last touch on an .ods: the same document gives the same bytes.

LibreOffice stamps every part with the time, lists parts, styles and page layouts in
any order, and bases the rules that sheets share on any of these sheets.
"""

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from cx_xl.files.packing import packed

MIMETYPE, CONTENT, STYLES = "mimetype", "content.xml", "styles.xml"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
CONDITIONAL = "ConditionalStyle_"
LAYOUT_NAME = f"{STYLE}page-layout-name"
RULE, BASE = f"{TABLE}content-validation-name", f"{TABLE}base-cell-address"


def settled(document: bytes) -> bytes:
    """Return *document* with nothing left to chance; what it says stays as it is."""
    with ZipFile(BytesIO(document)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    parts[CONTENT] = _based(parts[CONTENT])
    parts[STYLES] = _ordered(parts[STYLES])
    # The type comes first and as it is, so that programs recognise the file.
    order = sorted(parts, key=lambda name: (name != MIMETYPE, name))
    return packed({name: parts[name] for name in order}, plain={MIMETYPE})


def _based(content: bytes) -> bytes:
    """Base each rule for typing on the first sheet that has it."""
    root = etree.fromstring(content)  # LibreOffice's own, written a moment ago
    homes: dict[str, str] = {}
    for sheet in root.iter(f"{TABLE}table"):
        for cell in sheet.iterfind(f".//*[@{RULE}]"):
            homes.setdefault(cell.get(RULE, ""), sheet.get(f"{TABLE}name", ""))
    for rule in root.iter(f"{TABLE}content-validation"):
        base, home = rule.get(BASE), homes.get(rule.get(f"{TABLE}name", ""))
        if base and home:
            quoted = f"'{home}'" if " " in home else home
            rule.set(BASE, f"{quoted}.{base.rpartition('.')[2]}")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _ordered(styles: bytes) -> bytes:
    """Order the page styles by name, and number their layouts in that order."""
    root = etree.fromstring(styles)
    looks = [s for s in root.iter(f"{STYLE}style") if _name(s).startswith(CONDITIONAL)]
    _move(sorted(looks, key=lambda style: (len(_name(style)), _name(style))))
    pages = sorted(root.iter(f"{STYLE}master-page"), key=_name)
    layouts = {_name(layout): layout for layout in root.iter(f"{STYLE}page-layout")}
    used = dict.fromkeys(page.get(LAYOUT_NAME, "") for page in pages)
    numbers = {name: f"Mpm{number}" for number, name in enumerate(used, start=1)}
    for page in pages:
        page.set(LAYOUT_NAME, numbers[page.get(LAYOUT_NAME, "")])
    for name, number in numbers.items():
        layouts[name].set(f"{STYLE}name", number)
    _move([*pages, *(layouts[name] for name in numbers)])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _move(elements: Iterable[etree._Element]) -> None:
    """Move each of *elements* to the end of its parent, in this order."""
    for element in elements:
        parent = element.getparent()
        if parent is not None:
            parent.append(element)


def _name(element: etree._Element) -> str:
    return element.get(f"{STYLE}name", "")
