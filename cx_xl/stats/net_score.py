"""
Net scores: a share of promoters minus a share of detractors.

Every answer is coded -1, 0 or 1, so a score lies in [-1, 1] and has the variance
(p + d)/n - ((p - d)/n)^2. Counts may be fractional: weighted answers enter with
their effective counts.
"""

from collections.abc import Callable, Mapping
from math import copysign, inf, sqrt
from typing import Literal, NamedTuple

from cx_xl.stats import normal
from cx_xl.stats.normal import Interval, quantile

Method = Literal["adjusted", "score", "wald"]
BISECTIONS = 60  # halves [-1, 1] down to the last bit of a double


class Counts(NamedTuple):
    """How many promoters, passives and detractors there are."""

    promoters: float
    passives: float
    detractors: float

    @property
    def n(self) -> float:
        """The base."""
        return sum(self)

    @property
    def score(self) -> float:
        """The net score, in [-1, 1]."""
        return (self.promoters - self.detractors) / self.n

    @property
    def variance(self) -> float:
        """The variance of one answer, in [0, 1]."""
        return max(0.0, (self.promoters + self.detractors) / self.n - self.score**2)

    @property
    def adjusted(self) -> "Counts":
        """The counts with three answers added: 3/4, 3/2 and 3/4."""
        return Counts(
            self.promoters + 0.75, self.passives + 1.5, self.detractors + 0.75
        )


def interval(
    counts: Counts, confidence: float = 0.95, method: Method = "adjusted"
) -> Interval:
    """
    Return the confidence interval of a net score, not clipped to [-1, 1].

    It contains the score: where the adjustment leaves it out, as with one answer, it is
    extended to it.

    References:
        Rocks (2016), "Interval Estimation for the Net Promoter Score", The American
        Statistician 70(4), arXiv:1601.07235 (adjusted Wald and score are best);
        MeasuringU, "Confidence intervals for the Net Promoter Score" (3/4, 3/2, 3/4).
    """
    return _METHODS[method](counts, confidence).including(counts.score)


def around(score: float, error: float, confidence: float) -> Interval:
    """Return *score* +- z times its standard *error*."""
    half = quantile(confidence) * error
    return Interval(score - half, score + half)


def p_value(
    one: Counts,
    other: Counts,
    method: Literal["adjusted", "wald"] = "adjusted",
    tails: int = 2,
) -> float:
    """
    Return the p-value that two net scores differ; one tail: that *one* is higher.

    References:
        MeasuringU (2021), "Statistically comparing two Net Promoter Scores".
    """
    if method == "adjusted":
        one, other = one.adjusted, other.adjusted
    error = sqrt(one.variance / one.n + other.variance / other.n)
    difference = one.score - other.score
    if error:
        z = difference / error
    else:  # without adjustment: in each sample everybody answered alike
        z = copysign(inf, difference) if difference else 0.0
    return normal.p_value(z, tails)


def _wald(counts: Counts, confidence: float) -> Interval:
    return around(counts.score, sqrt(counts.variance / counts.n), confidence)


def _adjusted(counts: Counts, confidence: float) -> Interval:
    return _wald(counts.adjusted, confidence)


def _score(counts: Counts, confidence: float) -> Interval:
    """
    Invert the score test by bisection: its statistic falls as the score rises.

    References:
        Tango (1998), "Equivalence test and confidence interval for the difference
        in proportions for the paired-sample design", Statistics in Medicine 17.
    """
    z = quantile(confidence)
    return Interval(
        -1.0 if counts.detractors == counts.n else _solve(counts, z),
        1.0 if counts.promoters == counts.n else _solve(counts, -z),
    )


def _solve(counts: Counts, target: float) -> float:
    low, high = -1.0, 1.0
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        if score_statistic(counts, middle) > target:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def score_statistic(counts: Counts, score: float) -> float:
    """Return how many errors the counts lie above *score*, were that the true one."""
    p, _, d = counts
    n = counts.n
    a = 2 * n
    b = (2 * n - p + d) * score - d - p
    c = -d * score * (1 - score)
    q = (sqrt(max(0.0, b * b - 4 * a * c)) - b) / (2 * a)
    variance = n * (2 * q + score * (1 - score))
    difference = p - d - n * score
    if variance > 0:
        return difference / sqrt(variance)
    return copysign(inf, difference) if difference else 0.0


_METHODS: Mapping[Method, Callable[[Counts, float], Interval]] = {
    "adjusted": _adjusted,
    "score": _score,
    "wald": _wald,
}
