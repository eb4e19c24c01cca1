"""
Differences with their intervals: two net scores, or two shares.

All are first minus second. Counts may be fractional: weighted answers enter with
their effective counts.
"""

from collections.abc import Callable, Mapping
from math import copysign, inf, sqrt
from typing import Literal

from cx_xl.stats import net_score, proportion
from cx_xl.stats.net_score import Counts, around
from cx_xl.stats.normal import Interval, p_value

NetMethod = Literal["adjusted", "wald"]


def net_scores(
    one: Counts, other: Counts, confidence: float = 0.95, method: NetMethod = "adjusted"
) -> Interval:
    """
    Return the interval of the difference of two net scores, in [-2, 2].

    The adjustment pulls both scores towards 0, in tiny groups so far that the
    difference itself would lie outside; the interval then reaches up to it.

    References:
        MeasuringU (2021), "Statistically comparing two Net Promoter Scores".
    """
    seen = one.score - other.score
    one, other = (_adjusted(counts, method) for counts in (one, other))
    error = sqrt(one.variance / one.n + other.variance / other.n)
    limits = around(one.score - other.score, error, confidence)
    return limits.including(seen).clipped(-2, 2)


def net_score_p_value(
    counts: Counts, target: float, method: net_score.Method = "adjusted", tails: int = 2
) -> float:
    """
    Return the p-value that a net score differs from *target*, or lies above it.

    References:
        MeasuringU (2021), "How to compare a Net Promoter Score with a benchmark";
        Tango (1998) for the score test.
    """
    return p_value(_STATISTICS[method](counts, target), tails)


def shares(
    k_1: float, n_1: float, k_2: float, n_2: float, confidence: float = 0.95
) -> Interval:
    """
    Return the interval of k_1/n_1 - k_2/n_2, in [-1, 1]: method 10, hybrid score.

    References:
        Newcombe (1998), "Interval Estimation for the Difference between Independent
        Proportions: Comparison of Eleven Methods", Statistics in Medicine 17, 873-890.
    """
    one, other = (
        proportion.interval(k, n, confidence) for k, n in ((k_1, n_1), (k_2, n_2))
    )
    return square_and_add(k_1 / n_1, one, k_2 / n_2, other)


def square_and_add(
    p_1: float, one: Interval, p_2: float, other: Interval, phi: float = 0.0
) -> Interval:
    """Join the intervals of two shares, correlated by *phi*, into that of p_1 - p_2."""
    down = _joined(p_1 - one.low, other.high - p_2, phi)
    up = _joined(one.high - p_1, p_2 - other.low, phi)
    return Interval(p_1 - p_2 - down, p_1 - p_2 + up).clipped(-1, 1)


def _adjusted(counts: Counts, method: NetMethod) -> Counts:
    return counts.adjusted if method == "adjusted" else counts


def _wald_statistic(counts: Counts, target: float) -> float:
    distance = counts.score - target
    error = sqrt(counts.variance / counts.n)
    if error:
        return distance / error
    return copysign(inf, distance) if distance else 0.0  # everybody answered alike


_STATISTICS: Mapping[net_score.Method, Callable[[Counts, float], float]] = {
    "adjusted": lambda counts, target: _wald_statistic(counts.adjusted, target),
    "score": net_score.score_statistic,
    "wald": _wald_statistic,
}


def _joined(a: float, b: float, phi: float) -> float:
    return sqrt(max(0.0, a * a - 2 * phi * a * b + b * b))
