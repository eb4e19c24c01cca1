"""Promoters and detractors of a tally, and the score between them, in points."""

from math import sqrt

from cx_xl.errors import NoAnswers
from cx_xl.stats import net_score
from cx_xl.stats.normal import Interval
from cx_xl.tally import Tally

POINTS = 100  # a net score in [-1, 1] is shown in points


def counts(tally: Tally) -> net_score.Counts:
    """Return promoters (9-10), passives (7-8) and detractors (0-6)."""
    return net_score.Counts(
        promoters=tally.count(at_least=9),
        passives=tally.count(at_least=7, below=9),
        detractors=tally.count(below=7),
    )


def interval(
    tally: Tally, confidence: float = 0.95, method: net_score.Method = "adjusted"
) -> Interval:
    """Return the confidence interval of NPS in points, clipped to [-100, 100]."""
    if tally.is_weighted and method == "wald":
        error = _linearised_error(tally)
        limits = net_score.around(counts(tally).score, error, confidence)
    else:
        limits = net_score.interval(counts(tally), confidence, method)
    # Weighted, the counts may differ from the score itself in the last bit.
    return limits.times(POINTS).clipped(-100, 100).including(score(tally))


def score(tally: Tally) -> float:
    """Return NPS in points."""
    return POINTS * (tally.share(at_least=9) - tally.share(below=7))


def _linearised_error(tally: Tally) -> float:
    """Return the standard error with replacement, as R's svymean, in [-1, 1] units."""
    mean = counts(tally).score
    squares = sum(
        mass.squares * (code(answer) - mean) ** 2
        for answer, mass in tally.masses.items()
    )
    if tally.n < 2:
        raise NoAnswers("scores")
    return sqrt(tally.n / (tally.n - 1) * squares) / tally.weight


def code(answer: float) -> int:
    """Return 1 for a promoter, 0 for a passive, -1 for a detractor."""
    return (answer >= 9) - (answer < 7)
