"""Control charts: the limits of a process, and the points that it does not explain."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import fsum, isclose, sqrt
from typing import NamedTuple

from cx_xl.stats.normal import Interval

SIGMAS = 3  # the limits of Shewhart
D2 = 1.128  # mean range of two normal values, in standard deviations
D4 = 3.267  # upper limit of a range of two, in mean ranges
ROUNDING = 1e-9  # a value that equals its limit lies on it, also in binary


class Chart(NamedTuple):
    """The centre line, and the limits of each point."""

    centre: float
    limits: list[Interval]


def individuals(values: Sequence[float]) -> Chart:
    """
    Return the chart of individuals, of at least two values.

    References:
        NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2.
    """
    centre = fsum(values) / len(values)
    half = SIGMAS * mean_range(values) / D2
    return Chart(centre, [Interval(centre - half, centre + half)] * len(values))


def moving_ranges(values: Sequence[float]) -> list[float]:
    """Return how far each value lies from the one before; one fewer than values."""
    return [abs(now - before) for before, now in pairwise(values)]


def mean_range(values: Sequence[float]) -> float:
    """Return the mean moving range of at least two values."""
    return fsum(moving_ranges(values)) / (len(values) - 1)


def proportions(shares: Sequence[float], bases: Sequence[float]) -> Chart:
    """
    Return the p-chart: the limits are wider where the base is smaller.

    References:
        NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.3.2.
    """
    hits = fsum(p * n for p, n in zip(shares, bases, strict=True))
    centre = min(1.0, hits / fsum(bases))
    spread = SIGMAS * sqrt(centre * (1 - centre))
    return Chart(
        centre,
        [
            Interval(centre - spread / sqrt(n), centre + spread / sqrt(n)).clipped(0, 1)
            for n in bases
        ],
    )


def sides(values: Sequence[float], lines: Sequence[float]) -> list[int]:
    """Return 1 for a value above its line, -1 below, 0 on it but for rounding."""
    scale = max(map(abs, (*values, *lines)), default=0)
    return [
        0
        if isclose(value, line, rel_tol=ROUNDING, abs_tol=ROUNDING * scale)
        else (1 if value > line else -1)
        for value, line in zip(values, lines, strict=True)
    ]


def runs(places: Sequence[int]) -> Iterator[int]:
    """Yield how many places in a row, up to each, lie on its side; 0 on the line."""
    length, before = 0, 0
    for place in places:
        length = length + 1 if place == before else 1
        before = place
        yield length if place else 0
