"""
What earlier versions of the template called otherwise, or counted otherwise.

Whoever changes a header of the template adds the old one here, and in former.toml any
other text of a cell; whoever changes a rule adds it with its reason. `cx-xl upgrade`
then knows that the difference was meant.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from cx_xl.errors import Code, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cx_xl.files.shared_formulas import Value

OTHERS = ("csat", "csat_n", "ces", "ces_n")
# The headers of tables by the key of the text: what they were in any language.
FORMER: Mapping[str, tuple[str, ...]] = {
    "monthly.headers.nps_margin": ("NPS margin ±", "Margine NPS ±"),
    "monthly.headers.easy": ("Easy", "Facile"),
}


@dataclass(frozen=True)
class Rule:
    """
    A rule that a version of the template changed.

    Attributes:
        since: that version.
        columns: of Monthly, whose values may differ since.
        reason: why.
        holds: from the old value, the new one and the score beside it (of that month,
            now): whether the difference is one that the rule explains.
    """

    since: tuple[int, ...]
    columns: frozenset[str]
    reason: Text
    holds: Callable[[Value, Value, Value], bool]


def _is_no_number(_old: Value, new: Value, _score: Value) -> bool:
    return new is Code.NUM


def _is_score(_old: Value, new: Value, score: Value) -> bool:
    return new == score


RULES = (
    Rule(
        (1, 1, 0),
        frozenset(["nps", "nps_low", "nps_high", "nps_n", "nps_margin", *OTHERS]),
        Text(
            "an answer of the month is no number on the scale: since template 1.1 none "
            "is left out in silence (see Checks)",
            "una risposta del mese non è un numero della scala: dal modello 1.1 non se "
            "ne ignora più nessuna di nascosto (vedi Controlli)",
        ),
        _is_no_number,
    ),
    Rule(
        (1, 1, 0),
        frozenset(("nps_low", "nps_high")),
        Text(
            "since template 1.1 an interval always contains its score",
            "dal modello 1.1 un intervallo contiene sempre il suo punteggio",
        ),
        _is_score,
    ),
)


def version_of(text: str) -> tuple[int, ...]:
    """
    Return a version as numbers, () for what is none.

    >>> version_of("1.10.0") > version_of("1.9"), version_of("")
    (True, ())
    """
    pieces = text.split(".")
    return tuple(map(int, pieces)) if all(p.isdecimal() for p in pieces) else ()


@cache
def former_texts() -> frozenset[str]:
    """Return what earlier versions wrote into the cells of the template's sheets."""
    source = files("workbook_templates") / "former.toml"
    held = tomllib.loads(source.read_text("utf-8"))
    return frozenset(text for texts in held.values() for text in texts)
