"""Defined names put into the main part of a workbook; the rest of it stays as it is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

_NAMES = re.compile(r"<((?:[\w.-]+:)?)definedNames\s*(?:/>|>(.*?)</\1definedNames\s*>)", re.DOTALL)
# What may stand before the names, in the order of the schema.
_BEFORE = re.compile(
    r"</(?:[\w.-]+:)?(?:sheets|functionGroups|externalReferences)\s*>"
    r"|<(?:[\w.-]+:)?(?:functionGroups|externalReferences)\b[^>]*/>"
)
_ROOT = re.compile(r"<((?:[\w.-]+:)?)workbook\b")


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
    Return the XML of a workbook's main part with *names* added.

    >>> with_names("<workbook><sheets></sheets></workbook>", [NewName("A_", "1", "")])
    '<workbook><sheets></sheets><definedNames><definedName name="A_">1</definedName></definedNames></workbook>'
    """
    root = _ROOT.search(main)
    prefix = root[1] if root else ""
    added = "".join(_element(prefix, name) for name in names)
    found = _NAMES.search(main)
    if found:
        block = f"<{prefix}definedNames>{found[2] or ''}{added}</{prefix}definedNames>"
        return main[: found.start()] + block + main[found.end() :]
    *_, last = _BEFORE.finditer(main)
    block = f"<{prefix}definedNames>{added}</{prefix}definedNames>"
    return main[: last.end()] + block + main[last.end() :]


def _element(prefix: str, name: NewName) -> str:
    comment = f" comment={quoteattr(name.comment)}" if name.comment else ""
    start = f"<{prefix}definedName name={quoteattr(name.name)}{comment}>"
    return f"{start}{escape(name.text)}</{prefix}definedName>"
