"""Which columns hold personal data: by what they are called and by what is in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cx_xl.imports.contract import Cell

_NAMES = re.compile(
    r"e-?mail|posta elettronica|\bip\b|ip ?address|indirizzo|address|"
    r"\b(?:first|last|full|user|customer|reviewer|consumer|requester)[ _]?name\b|"
    r"\bnome\b|\bcognome\b|\bname\b|phone|telefono|cellulare|\bmobile\b|"
    r"latitude|longitude|recipient|\bzip\b|\bcap\b|postal|"
    r"external ?(?:data)? ?reference|"
    r"\breviewer\b|\brequester\b|\bassignee\b|codice fiscale|birth|nascita|network id",
    re.IGNORECASE,
)
_VALUES = re.compile(
    r"[^@\s]+@[^@\s]+\.[a-z]{2,}"  # e-mail
    r"|(?:\d{1,3}\.){3}\d{1,3}"  # IPv4
    r"|'?\+?\d[\d ()/.-]{7,}\d",  # telephone
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
SAMPLE = 200
SHARE = 0.2  # of the cells that look personal


def is_personal(name: str, cells: Sequence[Cell]) -> bool:
    """
    Tell whether a column looks personal.

    >>> is_personal("Email Address", []), is_personal("Q7", ["anna@example.org"])
    (True, True)
    >>> is_personal("NPS", [9, 10])
    False
    """
    if _NAMES.search(" ".join(name.replace("_", " ").split())) or _NAMES.search(
        _split(name)
    ):
        return True
    held = [str(cell).strip() for cell in cells[:SAMPLE] if isinstance(cell, str)]
    texts = [text for text in held if text and not _DATE.match(text)]
    looks = sum(bool(_VALUES.fullmatch(text)) for text in texts)
    return bool(texts) and looks >= SHARE * len(texts)


def is_comment(cells: Sequence[Cell]) -> bool:
    """Tell whether a column holds free text: long, and hardly ever the same twice."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    if len(texts) < 10:
        return any(len(text) > 80 for text in texts)
    return len(set(texts)) > max(30, 0.5 * len(texts)) or any(
        len(text) > 120 for text in texts
    )


def _split(name: str) -> str:
    """Write RecipientFirstName as words."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
