"""Means of answers: CSAT as a mean, indices, money; with or without weights."""

from math import exp, lgamma, log, log1p, pi, sqrt

from cx_xl.errors import NoSpread
from cx_xl.stats.normal import Interval
from cx_xl.tally import Tally

LEAST_FREEDOM = 0.1  # with less t exceeds 10^12: one answer outweighs all others


def standard_error(tally: Tally, argument: str = "scores") -> float:
    """
    Return the standard error of the mean; s / sqrt(n), with n Kish's effective base.

    The mean has used up one answer. Weighted, that is one of the effective ones; the
    linearised error of survey packages counts all n and is too small in small samples.

    References:
        Kish (1965), "Survey Sampling".
    """
    freedom = tally.effective_n - 1
    if freedom < LEAST_FREEDOM:
        raise NoSpread(argument)
    mean = tally.mean
    squares = sum(m.weight * (x - mean) ** 2 for x, m in tally.masses.items())
    return sqrt(squares / tally.weight / freedom)


def interval(
    tally: Tally, confidence: float = 0.95, argument: str = "scores"
) -> Interval:
    """Return the t interval of the mean, with one degree of freedom less than n."""
    error = standard_error(tally, argument)
    half = t_quantile(confidence, tally.effective_n - 1) * error
    return Interval(tally.mean - half, tally.mean + half)


def t_quantile(confidence: float, freedom: float) -> float:
    """Return t such that Student's t lies within +-t with *confidence*."""
    from scipy.special import (  # noqa: PLC0415 - a cell does not wait for it
        stdtr,
        stdtrit,
    )

    tail = (1 - confidence) / 2
    t = float(stdtrit(freedom, tail))
    # SciPy 1.10, which Debian gives to LibreOffice, stops after 9 digits; one step of
    # Newton's leads every version to the same number.
    return (float(stdtr(freedom, t)) - tail) / _t_density(t, freedom) - t


def _t_density(t: float, freedom: float) -> float:
    power = (freedom + 1) / 2
    scale = lgamma(power) - lgamma(freedom / 2) - log(freedom * pi) / 2
    return exp(scale - power * log1p(t * t / freedom))
