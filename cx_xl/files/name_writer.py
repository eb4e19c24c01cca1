"""Defined names put into the main part of a workbook; the rest of it stays as it is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from cx_xl.files.scan import attributes
from cx_xl.files.xml_texts import content, quoted, unescape

_PREFIX = r"(?:[\w.-]+:)?"
_NAMES = re.compile(
    rf"<({_PREFIX})definedNames\s*(?:/>|>(.*?)</\1definedNames\s*>)", re.DOTALL
)
_NAME = re.compile(
    rf"<{_PREFIX}definedName\b([^>]*?)(?:/>|>[^<]*</{_PREFIX}definedName\s*>)"
)
# What may stand before the names, in the order of the schema.
_BEFORE = re.compile(
    rf"<({_PREFIX})(?:functionGroups|externalReferences)\b[^>]*/>"
    rf"|</({_PREFIX})(?:sheets|functionGroups|externalReferences)\s*>"
)


@dataclass(frozen=True, slots=True)
class NewName:
    """
    A name for the whole workbook.

    Attributes:
        name: as formulas call it.
        text: what it stands for, without "=".
        comment: what Excel shows beside it; at most 255 characters.
    """

    name: str
    text: str
    comment: str


def with_names(main: str, names: Iterable[NewName]) -> str:
    """
    Return the XML of a workbook's main part with *names* in it.

    A name of the whole workbook that is there already is replaced.

    >>> with_names("<a><sheets></sheets></a>", [NewName("N", "1", "")])[20:]
    '<definedNames><definedName name="N">1</definedName></definedNames></a>'
    """
    names = tuple(names)
    found = _NAMES.search(main)
    if found:
        start, end, prefix = *found.span(), found[1]
        replaced = {name.name.casefold() for name in names}
        kept = _NAME.sub(lambda old: _unless(old, replaced), found[2] or "")
    else:
        *_, last = _BEFORE.finditer(main)
        start = end = last.end()
        prefix, kept = last[1] or last[2] or "", ""
    added = "".join(_element(prefix, name) for name in names)
    block = f"<{prefix}definedNames>{kept}{added}</{prefix}definedNames>"
    return main[:start] + block + main[end:]


def _unless(old: re.Match[str], replaced: set[str]) -> str:
    given = attributes(old[1])
    is_own_scope = "localSheetId" not in given
    is_replaced = is_own_scope and unescape(given["name"]).casefold() in replaced
    return "" if is_replaced else old[0]


def _element(prefix: str, name: NewName) -> str:
    comment = f" comment={quoted(name.comment)}" if name.comment else ""
    start = f"<{prefix}definedName name={quoted(name.name)}{comment}>"
    return f"{start}{content(name.text)}</{prefix}definedName>"
