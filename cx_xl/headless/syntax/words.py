"""What a formula names, by one quick look at its text: calls, cells, names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

_CELL = r"\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6}"
_SHEET = r"(?:'(?:[^']|'')+'!|[\w.\[\]][\w.\[\]:]*!|\[\d+\]!?)"
_BRACKETS = r"\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]"
_TOKEN = re.compile(
    rf"""
    "(?:[^"]|"")*"                                                   # text
    | (?P<error>\#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A))
    | (?P<table>[\w.\\]*{_BRACKETS})(?![\w.\\']*!)
    | (?P<call>{_SHEET}?[A-Z_\\][\w.\\]*)\(
    | (?P<cells>{_SHEET}?(?:
        {_CELL}(?::{_CELL})?
        | \$?[A-Z]{{1,3}}:\$?[A-Z]{{1,3}}
        | \$?[1-9][0-9]{{0,6}}:\$?[1-9][0-9]{{0,6}}))(?![\w.\\(\[])
    | (?P<number>(?:\d+\.?\d*|\.\d+)(?:E[+-]?\d+)?)(?![\w.\\])
    | (?P<name>{_SHEET}?[^\W\d][\w.\\?]*|{_SHEET}\\[\w.\\?]*)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_KINDS = ("table", "call", "cells", "name")

Kind = Literal["table", "call", "cells", "name"]


@dataclass(frozen=True, slots=True)
class Word:
    """
    Something that a formula names.

    Attributes:
        kind: "call" for a function, "cells" for an address, "table" for what has
            brackets, "name" for all other words (TRUE and FALSE too).
        text: as the formula spells it; a call without its bracket.
        start: where it begins.
        end: where it ends.
    """

    kind: Kind
    text: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def words(formula: str) -> tuple[Word, ...]:
    """
    Return what *formula* (without `=`) names, texts and numbers left out.

    >>> [word.text for word in words('IF(A1>.5,"B1",SUM(tbl[Score],rate))')]
    ['IF', 'A1', 'SUM', 'tbl[Score]', 'rate']
    """
    return tuple(_words(formula))


def _words(formula: str) -> Iterator[Word]:
    for found in _TOKEN.finditer(formula):
        kind = found.lastgroup
        if kind in _KINDS:
            yield Word(kind, found[kind], found.start(kind), found.end(kind))  # type: ignore[arg-type]
