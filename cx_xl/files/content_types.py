"""The list of content types: the first part that strict readers look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.files.ooxml import TRANSITIONAL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml import etree

TYPES = "[Content_Types].xml"
_SPACE = f"{TRANSITIONAL}package/2006/content-types"
_ROOT = "application/vnd.openxmlformats-"
_KINDS = {  # what the engine reads, by the kind of the link that leads there
    "officeDocument": f"{_ROOT}officedocument.spreadsheetml.sheet.main+xml",
    "worksheet": f"{_ROOT}officedocument.spreadsheetml.worksheet+xml",
    "chartsheet": f"{_ROOT}officedocument.spreadsheetml.chartsheet+xml",
    "sharedStrings": f"{_ROOT}officedocument.spreadsheetml.sharedStrings+xml",
    "styles": f"{_ROOT}officedocument.spreadsheetml.styles+xml",
    "table": f"{_ROOT}officedocument.spreadsheetml.table+xml",
    "theme": f"{_ROOT}officedocument.theme+xml",
    "sheetMetadata": f"{_ROOT}officedocument.spreadsheetml.sheetMetadata+xml",
    "externalLink": f"{_ROOT}officedocument.spreadsheetml.externalLink+xml",
}
_WORKBOOKS = ("sheet.main+xml", "sheet.macroEnabled.main+xml")


def is_usual(root: etree._Element, main: str) -> bool:
    """
    Tell whether strict readers understand a list.

    Args:
        root: the list.
        main: the part that holds the workbook; a template's has another type.
    """
    kinds = (
        entry.get("ContentType", "")
        for entry in root.iterfind("{*}Override")
        if entry.get("PartName") == f"/{main}"
    )
    return root.prefix is None and any(kind.endswith(_WORKBOOKS) for kind in kinds)


def content_types(kinds: Mapping[str, str]) -> bytes:
    """Return a list for these parts; of each, the kind of the link that leads there."""
    types = "".join(
        f'<Override PartName="/{part}" ContentType="{_KINDS[kind]}"/>'
        for part, kind in kinds.items()
        if kind in _KINDS
    )
    return (
        f'<Types xmlns="{_SPACE}"><Default Extension="rels" '
        f'ContentType="{_ROOT}package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{types}</Types>"
    ).encode()
