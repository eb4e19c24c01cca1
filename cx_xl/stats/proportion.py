"""
Shares: CSAT, churn, first contact resolution and every other k of n.

k and n may be fractional: weighted answers enter with their effective counts.
"""

from collections.abc import Callable, Mapping
from math import inf, sqrt
from typing import Literal

from cx_xl.stats.normal import Interval, quantile, two_sided

Method = Literal["wilson", "agresti-coull", "exact", "jeffreys", "wald"]


def interval(
    k: float, n: float, confidence: float = 0.95, method: Method = "wilson"
) -> Interval:
    """
    Return the confidence interval of the share k/n, in [0, 1]; n > 0.

    References:
        Brown, Cai, DasGupta (2001), "Interval Estimation for a Binomial
        Proportion", Statistical Science 16(2), 101-133.
    """
    return _METHODS[method](k, n, confidence).clipped(0.0, 1.0)


def _wilson(k: float, n: float, confidence: float) -> Interval:
    z = quantile(confidence)
    centre = (k + z * z / 2) / (n + z * z)
    half = z * sqrt(k * (n - k) / n + z * z / 4) / (n + z * z)
    # At the ends centre and half are equal by algebra, but not in floating point.
    return Interval(centre - half if k else 0.0, centre + half if k < n else 1.0)


def _agresti_coull(k: float, n: float, confidence: float) -> Interval:
    z = quantile(confidence)
    return _wald(k + z * z / 2, n + z * z, confidence)


def _wald(k: float, n: float, confidence: float) -> Interval:
    half = quantile(confidence) * sqrt(k / n * (1 - k / n) / n)
    return Interval(k / n - half, k / n + half)


def _exact(k: float, n: float, confidence: float) -> Interval:
    """Clopper and Pearson's interval, from quantiles of the beta distribution."""
    tail = (1 - confidence) / 2
    low = _beta_quantile(tail, k, n - k + 1) if k else 0.0
    high = _beta_quantile(1 - tail, k + 1, n - k) if k < n else 1.0
    return Interval(low, high)


def _jeffreys(k: float, n: float, confidence: float) -> Interval:
    tail = (1 - confidence) / 2
    low = _beta_quantile(tail, k + 0.5, n - k + 0.5) if k else 0.0
    high = _beta_quantile(1 - tail, k + 0.5, n - k + 0.5) if k < n else 1.0
    return Interval(low, high)


def _beta_quantile(p: float, a: float, b: float) -> float:
    from scipy.special import betaincinv  # noqa: PLC0415 - a cell does not wait for it

    return float(betaincinv(a, b, p))


_METHODS: Mapping[Method, Callable[[float, float, float], Interval]] = {
    "wilson": _wilson,
    "agresti-coull": _agresti_coull,
    "exact": _exact,
    "jeffreys": _jeffreys,
    "wald": _wald,
}


def p_value(k_1: float, n_1: float, k_2: float, n_2: float) -> float:
    """
    Return the two-sided p-value that two shares differ: the N-1 z-test.

    References:
        Campbell (2007), "Chi-squared and Fisher-Irwin tests of two-by-two tables
        with small sample recommendations", Statistics in Medicine 26, 3661-3675.
    """
    n = n_1 + n_2
    pooled = (k_1 + k_2) / n
    variance = pooled * (1 - pooled) * (1 / n_1 + 1 / n_2)
    difference = k_1 / n_1 - k_2 / n_2
    z = difference / sqrt(variance) * sqrt((n - 1) / n) if variance else 0.0
    return two_sided(min(z, inf))
