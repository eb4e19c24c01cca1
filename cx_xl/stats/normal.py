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

    def times(self, factor: float) -> "Interval":
        """Change the unit."""
        return Interval(self.low * factor, self.high * factor)


def quantile(confidence: float) -> float:
    """Return z such that a standard normal lies within +-z with *confidence*."""
    return -_STANDARD.inv_cdf((1 - confidence) / 2)


def two_sided(z: float) -> float:
    """Return the two-sided p-value of the statistic *z*."""
    return erfc(abs(z) / sqrt(2))
