"""
What is added for each KPI, and how the core makes a KPI of the sum.

Never an average of KPIs: answers are added as tallies, all else as numerators and
denominators of the books that have both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import cx_xl
from cx_xl.errors import ZeroBase
from cx_xl.kpi.shared.promoters import counts
from cx_xl.kpi.shared.scale_cuts import CUTS
from cx_xl.tally import Tally, rests, total

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cx_xl.reports.rollup.extract import Extract
    from cx_xl.stats.normal import Interval

EASY = CUTS[7][0]
Numbers = tuple[float, ...]


class Measure(Protocol):
    """How books are added for one KPI; what a book adds is a part."""

    @property
    def names(self) -> tuple[str, ...]:
        """What is added."""

    def of(self, extract: Extract, satisfied_from: int) -> Any:
        """
        Return what a book adds, None if it does not have the KPI.

        Raises:
            CxError: its inputs contradict one another.
        """

    def sum(self, parts: Sequence[Any]) -> Any:
        """Return all as one."""

    def others(self, parts: Sequence[Any]) -> Sequence[Any]:
        """Return for each the sum of all others."""

    def value(self, part: Any) -> float | None:
        """Return the KPI, None where there is nothing to divide by."""

    def base(self, part: Any) -> float | None:
        """Return how many people stand behind it; None for money per money."""

    def limits(self, part: Any, confidence: float) -> Interval | None:
        """Return its interval, None where it has none."""

    def difference(self, one: Any, other: Any, confidence: float) -> Any:
        """Return the difference of two groups, tested; None for costs."""

    def amounts(self, part: Any) -> Numbers:
        """Return what is added, as it is shown."""


@dataclass(frozen=True, slots=True)
class Score:
    """The NPS, from how often each answer was given."""

    names: tuple[str, ...] = ("promoters", "passives", "detractors")

    def of(self, extract: Extract, _satisfied_from: int) -> Tally | None:
        """Return the answers of a book, None if it has none."""
        tally = extract.tally("nps")
        return tally if tally.n else None

    def sum(self, parts: Sequence[Tally]) -> Tally:
        """Return all as one."""
        return total(parts)

    def others(self, parts: Sequence[Tally]) -> list[Tally]:
        """Return for each the sum of all others."""
        return rests(parts)

    def value(self, part: Tally) -> float | None:
        """Return the KPI."""
        return float(cx_xl.nps(part))

    def base(self, part: Tally) -> float:
        """Return how many people stand behind it."""
        return part.n

    def limits(self, part: Tally, confidence: float) -> Interval | None:
        """Return its interval."""
        return cx_xl.nps_ci(part, confidence)

    def difference(self, one: Tally, other: Tally, confidence: float) -> Any:
        """Return the difference of two groups, tested."""
        return cx_xl.nps_diff(one, other, confidence)

    def amounts(self, part: Tally) -> Numbers:
        """Return what is added, as it is shown."""
        groups = counts(part)
        return groups.promoters, groups.passives, groups.detractors


@dataclass(frozen=True, slots=True)
class Ratio:
    """
    A share or a cost: something per something.

    Attributes:
        names: what is added; the denominator last.
        take: them, from a book; None if it lacks one.
        formula: the KPI, from them.
        is_share: a share of people, with an interval and a test.
    """

    names: tuple[str, ...]
    take: Callable[[Extract, int], Numbers | None]
    formula: Callable[..., float]
    is_share: bool

    def of(self, extract: Extract, satisfied_from: int) -> Numbers | None:
        """
        Return what a book adds, None if it has no such KPI.

        Raises:
            CxError: its inputs contradict one another.
        """
        part = self.take(extract, satisfied_from)
        if part is not None:
            self.value(part)
        return part

    def sum(self, parts: Sequence[Numbers]) -> Numbers:
        """Return all as one."""
        return tuple(map(sum, zip(*parts, strict=True)))

    def others(self, parts: Sequence[Numbers]) -> list[Numbers]:
        """Return for each the sum of all others; people are whole numbers, so exact."""
        whole = self.sum(parts)
        return [
            tuple(every - own for every, own in zip(whole, part, strict=True))
            for part in parts
        ]

    def value(self, part: Numbers) -> float | None:
        """
        Return the KPI, None where there is nothing to divide by.

        A store without new customers has no cost per customer, but its costs count.
        """
        try:
            return float(self.formula(*part))
        except ZeroBase:
            return None

    def base(self, part: Numbers) -> float | None:
        """Return how many people stand behind it; None for money per money."""
        return None if self.names[-1] in MONEY else part[-1]

    def limits(self, part: Numbers, confidence: float) -> Interval | None:
        """Return its interval, None where it has none."""
        if not self.is_share or not part[-1]:
            return None
        hits, base = part
        return cx_xl.rate_ci(hits, base, confidence)

    def difference(self, one: Numbers, other: Numbers, confidence: float) -> Any:
        """Return the difference of two groups, tested; None for costs."""
        if not self.is_share:
            return None
        (hits, base), (others, rest) = one, other
        return cx_xl.rate_diff(hits, base, others, rest, confidence)

    def amounts(self, part: Numbers) -> Numbers:
        """Return what is added, as it is shown."""
        return part


MONEY = {"sales_cost", "marketing_cost", "campaign_margin"}


def _satisfied(extract: Extract, satisfied_from: int) -> Numbers | None:
    tally = extract.tally("csat")
    return (tally.count(at_least=satisfied_from), tally.n) if tally.n else None


def _easy(extract: Extract, _: int) -> Numbers | None:
    tally = extract.tally("ces")
    return (tally.count(at_least=EASY), tally.n) if tally.n else None


def _responses(extract: Extract, _: int) -> Numbers | None:
    invited = extract.inputs.get("invited")
    return (extract.answers, invited) if invited else None


def _of_inputs(
    formula: Callable[..., float], *keys: str, is_share: bool = False
) -> Ratio:
    def take(extract: Extract, _: int) -> Numbers | None:
        held = [extract.inputs[key] for key in keys if key in extract.inputs]
        return tuple(held) if len(held) == len(keys) else None

    return Ratio(keys, take, formula, is_share)


def _churn(lost: float, start: float) -> float:
    return cx_xl.churn_rate(start, lost)


MEASURES: dict[str, Measure] = {
    "nps": Score(),
    "csat": Ratio(("satisfied", "answers"), _satisfied, cx_xl.rate, is_share=True),
    "ces": Ratio(("easy", "answers"), _easy, cx_xl.rate, is_share=True),
    "response_rate": Ratio(
        ("responses", "invited"), _responses, cx_xl.rate, is_share=True
    ),
    "churn": _of_inputs(_churn, "lost", "start", is_share=True),
    "cac": _of_inputs(cx_xl.cac, "sales_cost", "marketing_cost", "new"),
    "cpl": _of_inputs(cx_xl.cpl, "marketing_cost", "leads"),
    "roi": _of_inputs(cx_xl.roi, "campaign_margin", "marketing_cost"),
}
COSTS = ("cac", "cpl", "roi")
