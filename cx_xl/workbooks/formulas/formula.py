"""
A KPI written in the functions that every spreadsheet program has.

The parts of a formula are texts: cells, names, constants, other formulas. An error is
made by what gives it everywhere: EXP(999) is #NUM!, also in LibreOffice, which calls
SQRT(-1) an error of its own; a division by 0 is #DIV/0!.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from cx_xl.spec import Domain

IMPOSSIBLE = "EXP(999)"  # #NUM!


class NotExpandable(ValueError):
    """A call that no ordinary formula stands for: a bug of the template, not a hole."""


@dataclass(frozen=True, slots=True)
class Formula:
    """
    What a call shows.

    Attributes:
        values: one formula per cell of the result; most results are one cell.
        wrong: conditions, any of which makes it #NUM!.
    """

    values: tuple[str, ...]
    wrong: tuple[str, ...] = ()

    def cell(self, number: int = 0, also: Iterable[str] = ()) -> str:
        """Return the formula of one cell, #NUM! where it is wrong or *also* holds."""
        conditions = (*also, *self.wrong)
        value = self.values[number]
        if not conditions:
            return value
        return f"IF({either(conditions)},{IMPOSSIBLE},{value})"


def one(value: str, *wrong: str) -> Formula:
    """Return the formula of a result that is one cell."""
    return Formula((value,), wrong)


def constant(default: object) -> str:
    """Return a default as a formula writes it; what is absent is a blank."""
    if default is None:
        return '""'
    if isinstance(default, bool):
        return str(default).upper()
    return f'"{default}"' if isinstance(default, str) else f"{default}"


def either(conditions: Iterable[str]) -> str:
    """Return a formula that says whether any of *conditions* holds."""
    listed = tuple(conditions)
    return listed[0] if len(listed) == 1 else f"OR({','.join(listed)})"


def outside(domains: dict[str, Domain]) -> tuple[str, ...]:
    """Return the conditions under which numbers lie outside their domains."""
    return (*_below(domains), *_above(domains))


def _below(domains: dict[str, Domain]) -> Iterable[str]:
    ends: dict[tuple[float, bool], list[str]] = {}
    for text, domain in domains.items():
        if domain.low > -inf:
            ends.setdefault((domain.low, domain.open_low), []).append(text)
    for (low, is_open), texts in ends.items():
        lowest = texts[0] if len(texts) == 1 else f"MIN({','.join(texts)})"
        yield f"{lowest}{'<=' if is_open else '<'}{low:g}"


def _above(domains: dict[str, Domain]) -> Iterable[str]:
    ends: dict[tuple[float, bool], list[str]] = {}
    for text, domain in domains.items():
        if domain.high < inf:
            ends.setdefault((domain.high, domain.open_high), []).append(text)
    for (high, is_open), texts in ends.items():
        highest = texts[0] if len(texts) == 1 else f"MAX({','.join(texts)})"
        yield f"{highest}{'>=' if is_open else '>'}{high:g}"
