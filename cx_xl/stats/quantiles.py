"""Quantiles of answers, with or without weights."""

from math import sqrt

from cx_xl.stats.normal import Interval, quantile
from cx_xl.tally import Tally


def median(tally: Tally) -> float:
    """Return the weighted median; between two answers, their midpoint."""
    return _at(tally, 0.5)


def median_interval(tally: Tally, confidence: float = 0.95) -> Interval | None:
    """
    Return Woodruff's interval of the median; None where n is too small for one.

    References:
        Woodruff (1952), "Confidence Intervals for Medians and Other Position
        Measures", JASA 47, 635-646.
    """
    half = quantile(confidence) / (2 * sqrt(tally.effective_n))
    if half >= 0.5:
        return None
    return Interval(_at(tally, 0.5 - half), _at(tally, 0.5 + half))


def _at(tally: Tally, share: float) -> float:
    """Return the answer below which *share* of the weight lies."""
    answers = sorted(x for x, mass in tally.masses.items() if mass.weight)
    goal, below = share * tally.weight, 0.0
    tolerance = 1e-12 * tally.weight
    for answer, above in zip(answers, [*answers[1:], answers[-1]], strict=True):
        below += tally.masses[answer].weight
        if abs(below - goal) <= tolerance:
            return (answer + above) / 2
        if below > goal:
            return answer
    return answers[-1]
