"""The frequency table of the answers: all that a score KPI needs to know."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from math import inf, isclose
from typing import NamedTuple, Self, TypeVar

from cx_xl.errors import NoAnswers, OffScale, OutOfRange, ShapesDiffer
from cx_xl.spec import Scale

Label = TypeVar("Label", bound=Hashable)
One = TypeVar("One")
Other = TypeVar("Other")


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


@dataclass(frozen=True, slots=True)
class Tally:
    """
    How many people gave each answer, and the sums of their weights.

    A sufficient statistic: tallies of months, stores or partitions add up.
    """

    masses: Mapping[float, Mass]

    @classmethod
    def of(
        cls,
        answers: "Tally | Iterable[float]",
        weights: Iterable[float] | None = None,
    ) -> "Tally":
        """Count *answers*, each with its weight; a tally is returned as it is."""
        if isinstance(answers, Tally):
            return answers
        if weights is None:
            return cls({x: Mass(n, n, n) for x, n in Counter(answers).items()})
        return cls.of_pairs(Counter(_pairs(answers, weights)))

    @classmethod
    def of_pairs(cls, pairs: Mapping[tuple[float, float], int]) -> Self:
        """Count answers from how often each (answer, weight) occurs."""
        masses: dict[float, Mass] = {}
        for (answer, weight), n in pairs.items():
            if weight < 0:
                at_least_0 = {"domain_en": "0 or more", "domain_it": "0 o più"}
                raise OutOfRange("weights", value=weight, **at_least_0)
            if weight:
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
        """Count *answers* per group, in order of first appearance."""
        if isinstance(answers, Mapping):
            return answers
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

    @property
    def effective_n(self) -> float:
        """Kish's effective sample size, (sum w)^2 / sum w^2; n for equal weights."""
        squares = sum(mass.squares for mass in self.masses.values())
        return self.weight**2 / squares if squares else 0.0

    @property
    def is_weighted(self) -> bool:
        """Say whether weights differ; equal weights change nothing."""
        return not isclose(self.effective_n, self.n, rel_tol=1e-12)

    @property
    def mean(self) -> float:
        """The weighted mean answer."""
        return sum(x * m.weight for x, m in self.masses.items()) / self.weight

    def share(self, *, at_least: float = -inf, below: float = inf) -> float:
        """Fraction in [0, 1] of the weight in [*at_least*, *below*)."""
        part = (m.weight for x, m in self.masses.items() if at_least <= x < below)
        return sum(part) / self.weight

    def count(self, *, at_least: float = -inf, below: float = inf) -> float:
        """Effective number of answers in [*at_least*, *below*)."""
        if self.is_weighted:
            return self.effective_n * self.share(at_least=at_least, below=below)
        return sum(m.n for x, m in self.masses.items() if at_least <= x < below)

    def mirrored(self, scale: Scale) -> "Tally":
        """Turn the scale round, so that its low end becomes its high end."""
        return Tally({scale.low + scale.high - x: m for x, m in self.masses.items()})

    def within(self, scale: Scale, argument: str = "scores") -> Self:
        """Return itself, once sure that it holds answers and all are on *scale*."""
        for answer in self.masses:
            if answer not in scale:
                raise OffScale(argument, value=answer, scale=scale)
        if not self.masses:
            raise NoAnswers(argument)
        return self

    def __add__(self, other: "Tally") -> "Tally":
        masses = dict(self.masses)
        for answer, mass in other.masses.items():
            masses[answer] = masses[answer].plus(mass) if answer in masses else mass
        return Tally(masses)

    def __sub__(self, other: "Tally") -> "Tally":
        """Take a part out of the whole that contains it."""
        rest = {}
        for answer, mass in self.masses.items():
            n, *sums = map(_less, mass, other.masses.get(answer, Mass(0, 0, 0)))
            if n:
                rest[answer] = Mass(int(n), *sums)
        return Tally(rest)


def total(tallies: Iterable[Tally]) -> Tally:
    """Add *tallies* up: months into a year, stores into a chain."""
    return sum(tallies, Tally({}))


def _less(whole: float, part: float) -> float:
    return whole - part


def _pairs(
    answers: Iterable[One], others: Iterable[Other], name: str = "weights"
) -> list[tuple[One, Other]]:
    one, other = list(answers), list(others)
    if len(one) != len(other):
        sizes = {"size": len(other), "other_size": len(one)}
        raise ShapesDiffer(name, other="scores", **sizes)
    return list(zip(one, other, strict=True))
