"""The normal distribution, from the standard library alone."""

from math import erfc, sqrt
from statistics import NormalDist
from typing import NamedTuple

_STANDARD = NormalDist()


class Interval(NamedTuple):
    """A confidence interval, low end first."""

    low: float
    high: float

    def clipped(self, low: float, high: float) -> "Interval":
        """Cut the interval to what the scale allows."""
        return Interval(max(low, self.low), min(high, self.high))

    def including(self, estimate: float) -> "Interval":
        """
        Extend the interval to the estimate that it belongs to.

        Intervals that shrink towards the middle can miss it: with few answers that
        agree, or little confidence. Longer, they cover no less.
        """
        return Interval(min(self.low, estimate), max(self.high, estimate))

    def times(self, factor: float) -> "Interval":
        """Change the unit."""
        return Interval(self.low * factor, self.high * factor)


def quantile(confidence: float) -> float:
    """Return z such that a standard normal lies within +-z with *confidence*."""
    return -_STANDARD.inv_cdf((1 - confidence) / 2)


def two_sided(z: float) -> float:
    """Return the two-sided p-value of the statistic *z*."""
    return erfc(abs(z) / sqrt(2))


def p_value(z: float, tails: int = 2) -> float:
    """Return how rarely chance lies as far off as *z*; one tail: as far above."""
    return two_sided(z) if tails == 2 else erfc(z / sqrt(2)) / 2
