"""Means of answers: CSAT as a mean, indices, money; with or without weights."""

from math import sqrt

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
    half = t_quantile(confidence, tally.n - 1) * standard_error(tally, argument)
    return Interval(tally.mean - half, tally.mean + half)


def t_quantile(confidence: float, freedom: float) -> float:
    """Return t such that Student's t lies within +-t with *confidence*."""
    from scipy.special import stdtrit  # noqa: PLC0415 - a cell does not wait for it

    return float(stdtrit(freedom, (1 + confidence) / 2))
