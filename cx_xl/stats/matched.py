"""The same people twice: differences of shares and of means, row by row."""

from collections.abc import Sequence
from math import fsum, sqrt
from typing import NamedTuple

from cx_xl.stats import beta, proportion
from cx_xl.stats.normal import Interval
from cx_xl.stats.two_groups import square_and_add


class Pairs(NamedTuple):
    """How many people succeeded both times, only once, or never."""

    both: int
    only_1: int
    only_2: int
    neither: int

    @property
    def n(self) -> int:
        """The number of people."""
        return sum(self)

    @property
    def difference(self) -> float:
        """The share of the first time minus that of the second, in [-1, 1]."""
        return (self.only_1 - self.only_2) / self.n


def shares(pairs: Pairs, confidence: float = 0.95) -> Interval:
    """
    Return the interval of the difference of two paired shares: method 10.

    References:
        Newcombe (1998), "Improved Confidence Intervals for the Difference between
        Binomial Proportions Based on Paired Data", Statistics in Medicine 17,
        2635-2650.
    """
    n = pairs.n
    k_1, k_2 = pairs.both + pairs.only_1, pairs.both + pairs.only_2
    one, other = (proportion.interval(k, n, confidence) for k in (k_1, k_2))
    limits = square_and_add(k_1 / n, one, k_2 / n, other, _phi(pairs))
    return limits.including(pairs.difference)  # but for rounding it lies inside


def mid_p_value(pairs: Pairs, tails: int = 2) -> float:
    """
    Return McNemar's mid-p value; one tail asks whether the first share is above.

    References:
        Fagerland, Lydersen, Laake (2013), "The McNemar test for binary matched-pairs
        data: mid-p and asymptotic are better than exact conditional", BMC Medical
        Research Methodology 13:91.
    """
    changed = pairs.only_1 + pairs.only_2
    if tails == 1:
        return _mid(pairs.only_2, changed)
    if not changed:
        return 1.0
    fewer = min(pairs.only_1, pairs.only_2)
    if 2 * fewer == changed:  # the middle lies in both tails, and counts once
        return 1 - (_mid(fewer, changed) - _below(fewer, changed))
    return 2 * _mid(fewer, changed)


class MeanChange(NamedTuple):
    """The mean of paired differences, its standard error and degrees of freedom."""

    mean: float
    error: float
    freedom: int

    def interval(self, confidence: float) -> Interval:
        """Return the t interval."""
        half = beta.t_quantile(confidence, self.freedom) * self.error
        return Interval(self.mean - half, self.mean + half)

    def p_value(self, tails: int) -> float:
        """Return the p-value of the paired t-test; one tail: is the mean above 0?"""
        t = self.mean / self.error
        if tails == 1:
            return beta.t_below(-t, self.freedom)
        return 2 * beta.t_below(-abs(t), self.freedom)


def mean_change(differences: Sequence[float]) -> MeanChange:
    """Return the mean of at least two *differences* that are not all alike."""
    n = len(differences)
    mean = fsum(differences) / n
    squares = fsum((each - mean) ** 2 for each in differences)
    return MeanChange(mean, sqrt(squares / (n - 1) / n), n - 1)


def _phi(pairs: Pairs) -> float:
    """Return the correlation of the pairs, corrected for continuity if above 0."""
    a, b, c, d = pairs
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    if not margins:
        return 0.0
    product = a * d - b * c
    corrected = max(0.0, product - pairs.n / 2) if product > 0 else product
    return corrected / sqrt(margins)


def _mid(k: int, n: int) -> float:
    """Return P(X < k) + P(X = k) / 2 of X successes in *n* even chances."""
    return (_below(k, n) + _below(k + 1, n)) / 2


def _below(k: int, n: int) -> float:
    """Return P(X < k)."""
    if not 0 < k <= n:
        return float(k > 0)
    return beta.tails(n - k + 1, k, 0.5, 0.5).below
