"""The frequency table of the answers: all that a score KPI needs to know."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import inf, isclose, isfinite
from numbers import Real
from typing import NamedTuple, Self, TypeVar

from cx_xl.errors import (
    LooksLikeShares,
    NoAnswers,
    NotANumber,
    OffScale,
    OtherScale,
    OutOfRange,
    ShapesDiffer,
    Text,
    Undefined,
)
from cx_xl.spec import Scale

Label = TypeVar("Label", bound=Hashable)
One = TypeVar("One")
Other = TypeVar("Other")
# Squares of weights beyond would vanish or overflow. Only their ratios matter.
LEAST_WEIGHT, LARGEST_WEIGHT = 1e-100, 1e100


class Mass(NamedTuple):
    """How many people gave one answer, and what they weigh together."""

    n: int
    weight: float
    squares: float

    def plus(self, other: "Mass") -> "Mass":
        """Return both groups as one."""
        return Mass(
            self.n + other.n, self.weight + other.weight, self.squares + other.squares
        )


@dataclass(frozen=True)  # without slots, so that what was computed can be kept
class Tally:
    """
    How many people gave each answer, and the sums of their weights.

    A sufficient statistic: tallies of months, stores or partitions add up.

    Attributes:
        masses: by answer.
        ends: the ends of scales that answers named: 10 in "9/10".
    """

    masses: Mapping[float, Mass]
    ends: frozenset[float] = frozenset()

    def __post_init__(self) -> None:
        """Keep a copy: what was computed would not follow a change of the caller's."""
        object.__setattr__(self, "masses", dict(self.masses))

    @classmethod
    def of(
        cls, answers: "Tally | Iterable[float]", weights: Iterable[float] | None = None
    ) -> "Tally":
        """
        Count *answers*, each with its weight; a tally is returned as it is.

        Raises:
            NotANumber: an answer or a weight is none.
            ShapesDiffer: not one weight per answer.
            Undefined: a tally has its weights already.
        """
        if isinstance(answers, Tally):
            if weights is not None:
                raise Undefined(
                    "weights",
                    why_en="a Tally holds its weights already; count the answers with "
                    "them: Tally.of(answers, weights).",
                    why_it="un Tally contiene già i suoi pesi; conta le risposte "
                    "insieme a loro: Tally.of(answers, weights).",
                )
            return answers
        if weights is None:
            counts = Counter(answers)
            _refuse_no_numbers(counts, "scores")
            return cls({x: Mass(n, n, n) for x, n in counts.items()})
        pairs = Counter(_pairs(answers, weights))
        _refuse_no_numbers((answer for answer, _ in pairs), "scores")
        _refuse_no_numbers((weight for _, weight in pairs), "weights")
        return cls.of_pairs(pairs)

    @classmethod
    def of_pairs(cls, pairs: Mapping[tuple[float, float], int]) -> Self:
        """Count answers from how often each (answer, weight) occurs."""
        masses: dict[float, Mass] = {}
        for (answer, weight), n in pairs.items():
            if weight:
                _refuse_extreme(weight)
                mass = Mass(n, n * weight, n * weight * weight)
                masses[answer] = masses[answer].plus(mass) if answer in masses else mass
        return cls(masses)

    @classmethod
    def by(
        cls,
        answers: "Mapping[Label, Tally] | Iterable[float]",
        groups: Iterable[Label] = (),
        weights: Iterable[float] | None = None,
    ) -> "Mapping[Label, Tally]":
        """
        Count *answers* per group, in order of first appearance.

        Raises:
            ShapesDiffer: not one group or weight per answer.
            Undefined: the answers come as one tally.
        """
        if isinstance(answers, Mapping):
            return answers
        if isinstance(answers, Tally):
            raise Undefined(
                "scores",
                why_en="a Tally does not know which answer belongs to which row; hand "
                "over the answers themselves.",
                why_it="un Tally non sa più quale risposta sta in quale riga; passa le "
                "risposte stesse.",
            )
        rows = _pairs(answers, groups, "groups")
        weighted = _pairs(rows, [1.0] * len(rows) if weights is None else weights)
        pairs: dict[Label, Counter[tuple[float, float]]] = {}
        for (answer, group), weight in weighted:
            pairs.setdefault(group, Counter())[answer, weight] += 1
        return {group: cls.of_pairs(counts) for group, counts in pairs.items()}

    @property
    def n(self) -> int:
        """The base: the number of answers."""
        return sum(mass.n for mass in self.masses.values())

    @property
    def weight(self) -> float:
        """The sum of the weights; n without weights."""
        return sum(mass.weight for mass in self.masses.values())

    @cached_property
    def effective_n(self) -> float:
        """Kish's effective sample size, (sum w)^2 / sum w^2; n for equal weights."""
        if not self.masses:
            return 0
        n, weight, squares = map(sum, zip(*self.masses.values(), strict=True))
        effective: float = weight**2 / squares
        return n if isclose(effective, n, rel_tol=1e-12) else effective

    @cached_property
    def is_weighted(self) -> bool:
        """Say whether weights differ; equal weights change nothing."""
        return self.effective_n != self.n

    @property
    def mean(self) -> float:
        """The weighted mean answer."""
        parts = self._parts
        return sum(x * part for x, part in parts) / sum(part for _, part in parts)

    def share(self, *, at_least: float = -inf, below: float = inf) -> float:
        """Fraction in [0, 1] of the weight in [*at_least*, *below*)."""
        parts = self._parts
        within = sum(part for x, part in parts if at_least <= x < below)
        return within / sum(part for _, part in parts)

    @property
    def _parts(self) -> list[tuple[float, float]]:
        """Each answer with its weight, or with its n where all weigh the same."""
        if self.is_weighted:
            return [(x, mass.weight) for x, mass in self.masses.items()]
        return [(x, mass.n) for x, mass in self.masses.items()]

    def count(self, *, at_least: float = -inf, below: float = inf) -> float:
        """Effective number of answers in [*at_least*, *below*)."""
        if self.is_weighted:
            return self.effective_n * self.share(at_least=at_least, below=below)
        return sum(m.n for x, m in self.masses.items() if at_least <= x < below)

    def mirrored(self, scale: Scale) -> "Tally":
        """Turn the scale round, so that its low end becomes its high end."""
        masses = {scale.low + scale.high - x: m for x, m in self.masses.items()}
        return Tally(masses, self.ends)

    def within(self, scale: Scale, argument: str = "scores") -> Self:
        """Return itself, once sure that it holds answers and all are on *scale*."""
        for answer in self.masses:
            if answer not in scale:
                raise OffScale(argument, value=answer, scale=scale)
        if not self.masses:
            raise NoAnswers(argument)
        if self.ends and self.ends != {scale.high}:
            self._refuse_ends(scale, argument)
        if scale.low == 0 and 1 < scale.high < inf and self._look_like_shares():
            raise LooksLikeShares(argument, scale=scale)
        return self

    def _refuse_ends(self, scale: Scale, argument: str) -> None:
        """Refuse answers out of 10 on a 0-5 scale, or beside others out of 5."""
        if scale.high < inf or len(self.ends) > 1:
            wrong = max(self.ends - {scale.high})
            raise OtherScale(argument, value=wrong, scale=scale)

    def _look_like_shares(self) -> bool:
        """Say whether all answers are fractions: 0.85 is no answer from 0 to 10."""
        largest = max(self.masses)
        return largest <= 1 and any(not float(x).is_integer() for x in self.masses)

    def __add__(self, other: "Tally") -> "Tally":
        if not self.masses or not other.masses:
            return self if self.masses else other
        masses = dict(self.masses)
        for answer, mass in other.masses.items():
            masses[answer] = masses[answer].plus(mass) if answer in masses else mass
        return Tally(masses, self.ends | other.ends)


def total(tallies: Iterable[Tally]) -> Tally:
    """Add *tallies* up: months into a year, stores into a chain."""
    return sum(tallies, Tally({}))


def rests(tallies: Sequence[Tally]) -> list[Tally]:
    """
    Return for each tally the sum of all others.

    Sums from both ends: to take a part out of the whole would leave nothing of others
    that weigh little beside it.
    """
    before = list(accumulate(tallies[:-1], initial=Tally({})))
    behind = list(accumulate(tallies[:0:-1], initial=Tally({})))
    return list(map(Tally.__add__, before, reversed(behind)))


def windows(tallies: Sequence[Tally], size: int) -> list[Tally]:
    """
    Return the sum of each tally and the *size* - 1 before it; fewer at the start.

    The sequence is cut into blocks of *size*. A window is the end of one block and the
    start of the next, and both sums are known: each tally is added twice, however long
    the windows, and nothing is ever subtracted.
    """
    starts: list[Tally] = []  # from the start of the block up to here
    ends: list[Tally] = []  # from here to the end of the block
    for first in range(0, len(tallies), size):
        block = tallies[first : first + size]
        starts += accumulate(block)
        ends += reversed(list(accumulate(reversed(block), lambda sum_, t: t + sum_)))
    return [
        up_to_here
        if i < size or (i + 1) % size == 0
        else ends[i + 1 - size] + up_to_here
        for i, up_to_here in enumerate(starts)
    ]


def _refuse_no_numbers(values: Iterable[object], argument: str) -> None:
    for value in values:
        is_number = isinstance(value, Real) and not isinstance(value, bool)
        if not is_number or not isfinite(float(value)):  # type: ignore[arg-type]  # then it is one
            raise NotANumber(argument, value=value)


def _refuse_extreme(weight: float) -> None:
    if weight < 0:
        at_least_0 = Text("0 or more", "0 o più")
        raise OutOfRange("weights", value=weight, domain=at_least_0)
    if not LEAST_WEIGHT <= weight <= LARGEST_WEIGHT:
        low, high = f"{LEAST_WEIGHT:g}", f"{LARGEST_WEIGHT:g}"
        sensible = Text(
            f"0, or between {low} and {high}; only their ratios matter, so multiply "
            "all by the same number",
            f"0 oppure tra {low} e {high}; contano solo i rapporti, quindi moltiplica "
            "tutti i pesi per lo stesso numero",
        )
        raise OutOfRange("weights", value=weight, domain=sensible)


def _pairs(
    answers: Iterable[One], others: Iterable[Other], name: str = "weights"
) -> list[tuple[One, Other]]:
    one, other = list(answers), list(others)
    if len(one) != len(other):
        sizes = {"size": len(other), "other_size": len(one)}
        raise ShapesDiffer(name, other="scores", **sizes)
    return list(zip(one, other, strict=True))
