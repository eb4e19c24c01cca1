"""
Shares: CSAT, churn, first contact resolution and every other k of n.

k and n may be fractional: weighted answers enter with their effective counts.
"""

from collections.abc import Callable, Mapping
from math import exp, fsum, lgamma, sqrt
from typing import Literal

from cx_xl.stats import beta, normal
from cx_xl.stats.normal import Interval, quantile

Method = Literal["wilson", "agresti-coull", "exact", "jeffreys", "wald"]


def interval(
    k: float, n: float, confidence: float = 0.95, method: Method = "wilson"
) -> Interval:
    """
    Return the confidence interval of the share k/n, in [0, 1]; n > 0.

    It contains the share: where a method leaves it out, as Jeffreys' does with little
    confidence, it is extended to it.

    References:
        Brown, Cai, DasGupta (2001), "Interval Estimation for a Binomial
        Proportion", Statistical Science 16(2), 101-133.
    """
    return _METHODS[method](k, n, confidence).clipped(0.0, 1.0).including(k / n)


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
    low = beta.quantile(tail, k, n - k + 1) if k else 0.0
    high = 1 - beta.quantile(tail, n - k, k + 1) if k < n else 1.0
    return Interval(low, high)


def _jeffreys(k: float, n: float, confidence: float) -> Interval:
    tail = (1 - confidence) / 2
    low = beta.quantile(tail, k + 0.5, n - k + 0.5) if k else 0.0
    high = 1 - beta.quantile(tail, n - k + 0.5, k + 0.5) if k < n else 1.0
    return Interval(low, high)


_METHODS: Mapping[Method, Callable[[float, float, float], Interval]] = {
    "wilson": _wilson,
    "agresti-coull": _agresti_coull,
    "exact": _exact,
    "jeffreys": _jeffreys,
    "wald": _wald,
}


def p_value(k_1: float, n_1: float, k_2: float, n_2: float, tails: int = 2) -> float:
    """
    Return the p-value of the N-1 z-test that two shares differ.

    One tail asks whether the first is higher.

    References:
        Campbell (2007), "Chi-squared and Fisher-Irwin tests of two-by-two tables
        with small sample recommendations", Statistics in Medicine 26, 3661-3675.
    """
    n = n_1 + n_2
    correction = sqrt(max(0.0, n - 1) / n)  # of less than one answer nothing is left
    return normal.p_value(_pooled_z(k_1, n_1, k_2, n_2) * correction, tails)


def pooled_p_value(
    k_1: float, n_1: float, k_2: float, n_2: float, tails: int = 2
) -> float:
    """Return the p-value of the z-test with the pooled share."""
    return normal.p_value(_pooled_z(k_1, n_1, k_2, n_2), tails)


def fisher_p_value(k_1: int, n_1: int, k_2: int, n_2: int, tails: int = 2) -> float:
    """
    Return the p-value of Fisher's exact test; one tail: that the first is higher.

    References:
        Fisher (1935), "The Logic of Inductive Inference", JRSS 98; two tails add up
        all tables that are no more probable than the one seen.
    """
    k = k_1 + k_2
    possible = range(max(0, k - n_2), min(n_1, k) + 1)
    logs = [_log_choose(n_1, i) + _log_choose(n_2, k - i) for i in possible]
    seen = logs[k_1 - possible.start]
    weights = [exp(each - max(logs)) for each in logs]
    if tails == 2:
        same = seen + 1e-7  # equal tables differ in the last bits
        part = [w for w, each in zip(weights, logs, strict=True) if each <= same]
    else:
        part = weights[k_1 - possible.start :]
    return min(1.0, fsum(part) / fsum(weights))


def _pooled_z(k_1: float, n_1: float, k_2: float, n_2: float) -> float:
    pooled = (k_1 + k_2) / (n_1 + n_2)
    variance = pooled * (1 - pooled) * (1 / n_1 + 1 / n_2)
    return (k_1 / n_1 - k_2 / n_2) / sqrt(variance) if variance > 0 else 0.0


def _log_choose(n: int, k: int) -> float:
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
