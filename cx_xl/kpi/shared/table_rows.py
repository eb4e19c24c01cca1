"""Rows of tables: small bases are noted, p-values know how many looks there were."""

from typing import Any

from cx_xl.errors import Code
from cx_xl.spec import Family
from cx_xl.stats.regression import holm
from cx_xl.tally import Tally

BREAKDOWN = Family(
    "Breakdown: which segment, since when, and is the difference real?",
    "Dettaglio: quale segmento, da quando, ed è una differenza vera?",
    page="breakdown",
)
LAST = ("note", "p adjusted")
LOW_BASE = "low base"
SMALL_BASE = 50  # up to here a result is directional only (usurv: "small")


def is_low(tally: Tally, min_base: float) -> bool:
    """Say whether *tally* holds no answer, or fewer than wanted."""
    return not tally.effective_n or tally.effective_n < min_base


def note(tally: Tally) -> str:
    """Return what to say of the base of a result."""
    return "small base" if tally.effective_n < SMALL_BASE else ""


def with_adjusted(
    rows: list[tuple[Any, ...]], *, is_one_look: bool = False
) -> list[tuple[Any, ...]]:
    """Add to rows that end with p-value and note the p-value adjusted for all looks."""
    p_values = [row[-2] for row in rows if not isinstance(row[-2], Code)]
    adjusted = iter(p_values if is_one_look else holm(p_values))
    return [
        (*row, row[-2] if isinstance(row[-2], Code) else next(adjusted)) for row in rows
    ]
