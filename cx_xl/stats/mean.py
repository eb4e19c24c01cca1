"""Means of answers: CSAT as a mean, indices, money; with or without weights."""

from math import fsum, sqrt

from cx_xl.errors import NoSpread
from cx_xl.stats.beta import t_quantile
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
    squares = fsum(m.weight * (x - mean) ** 2 for x, m in tally.masses.items())
    return sqrt(squares / tally.weight / freedom)


def interval(
    tally: Tally, confidence: float = 0.95, argument: str = "scores"
) -> Interval:
    """Return the t interval of the mean, with one degree of freedom less than n."""
    error = standard_error(tally, argument)
    half = t_quantile(confidence, tally.effective_n - 1) * error
    return Interval(tally.mean - half, tally.mean + half)
