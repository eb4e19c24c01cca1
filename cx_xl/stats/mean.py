"""Means of answers: CSAT as a mean, indices, money; with or without weights."""

from math import exp, lgamma, log, log1p, pi, sqrt

from cx_xl.errors import NoSpread
from cx_xl.stats.normal import Interval
from cx_xl.tally import Tally


def standard_error(tally: Tally, argument: str = "scores") -> float:
    """
    Return the linearised standard error of the mean, with replacement.

    Without weights it is s / sqrt(n).

    References:
        Lumley, R package survey, svymean.
    """
    if tally.n < 2:
        raise NoSpread(argument)
    squares = sum(m.squares * (x - tally.mean) ** 2 for x, m in tally.masses.items())
    return sqrt(tally.n / (tally.n - 1) * squares) / tally.weight


def interval(
    tally: Tally, confidence: float = 0.95, argument: str = "scores"
) -> Interval:
    """Return the t interval of the mean, n - 1 degrees of freedom."""
    error = standard_error(tally, argument)  # refuses a single answer
    half = t_quantile(confidence, tally.n - 1) * error
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
