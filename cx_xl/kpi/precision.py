"""Precision: how sure do the answers make us?"""

from collections.abc import Iterable
from math import frexp, ldexp
from typing import Annotated

from cx_xl.errors import NoAnswers, ZeroBase
from cx_xl.kpi.shared.arguments import (
    ANY_SCALE,
    COUNT,
    Answers,
    Confidence,
    Detractors,
    NetScoreMethod,
    Passives,
    Promoters,
    Weights,
)
from cx_xl.spec import Arg, Family, Kind, Role, worksheet
from cx_xl.stats import mean, net_score
from cx_xl.stats.normal import Interval
from cx_xl.tally import Tally

FAMILY = Family.of(__doc__, "Precisione: quanto possiamo fidarci di queste risposte?")


@worksheet(
    "CX_NPS_CI_COUNTS",
    it="Intervallo di confidenza dell'NPS quando conosci solo i tre conteggi.",
    kind=Kind.POINTS,
    example="=CX_NPS_CI_COUNTS(50,30,20)",
    returns_it="Limite inferiore e superiore in punti, entrambi da -100 a 100; l'NPS "
    "sta sempre in mezzo.",
)
def nps_ci_counts(
    promoters: Promoters,
    passives: Passives,
    detractors: Detractors,
    confidence: Confidence = 0.95,
    method: NetScoreMethod = "adjusted",
) -> Interval:
    """
    Confidence interval of the Net Promoter Score from the three counts.

    Args:
        promoters: how many gave 9 or 10, at least 0.
        passives: how many gave 7 or 8, at least 0.
        detractors: how many gave 0 to 6, at least 0.
        confidence: the level, in (0, 1).
        method: adjusted Wald, Tango's score, or plain Wald (too narrow below n = 100).

    Returns:
        Low and high limit in points, both in [-100, 100]; the score is always between
        them.

    Raises:
        NoAnswers: all three counts are 0.

    References:
        Rocks (2016), arXiv:1601.07235; Tango (1998).

    >>> low, high = nps_ci_counts(50, 30, 20)
    >>> round(low, 4), round(high, 4)
    (14.0511, 44.2013)
    """
    three = net_score.Counts(promoters, passives, detractors)
    if not three.n:
        raise NoAnswers("promoters, passives, detractors")
    limits = net_score.interval(three, confidence, method)
    return limits.times(100).clipped(-100, 100)


Values = Annotated[
    Answers,
    Arg(
        en="The numbers to average: answers, minutes, money; blanks are skipped.",
        it="I numeri di cui fare la media: risposte, minuti, importi.",
        role=Role.SCORES,
    ),
]


@worksheet(
    "CX_MEAN_CI",
    it="Intervallo di confidenza di una media, anche pesata: minimo e massimo.",
    kind=Kind.MEAN,
    example="=CX_MEAN_CI({4;5;3;4})",
    returns_it="Due numeri nell'unità di *values*: la media meno e più t(n - 1) errori "
    "standard; con i pesi n è la base effettiva di Kish.",
    raises_it={
        "NoAnswers": "non c'è nulla di cui fare la media",
        "NoSpread": "c'è un valore solo, o uno che pesa più di tutti gli altri",
    },
)
def mean_ci(
    values: Values, confidence: Confidence = 0.95, weights: Weights = None
) -> Interval:
    """
    Confidence interval of a mean, also a weighted one: low and high.

    Args:
        values: n >= 2 numbers.
        confidence: the level, in (0, 1).
        weights: n weights >= 0; n is then Kish's effective base, (sum w)^2 / sum w^2.

    Returns:
        Two numbers in the unit of *values*: the mean -+ t(n - 1) standard errors.

    Raises:
        NoAnswers: there is nothing to average.
        NoSpread: there is one value only, or one that outweighs all others.

    References:
        Student (1908), "The Probable Error of a Mean", Biometrika 6; Kish (1965),
        "Survey Sampling", for the weights.
    """
    tally = Tally.of(values, weights).within(ANY_SCALE, "values")
    return mean.interval(tally, confidence, "values")


SampleWeights = Annotated[
    Iterable[float],
    Arg(
        en="One weight per answer, 0 or more.",
        it="Un peso per risposta, da 0 in su.",
        role=Role.NUMBERS,
        domain=COUNT,
    ),
]


@worksheet(
    "CX_EFFECTIVE_N",
    it="Base effettiva di Kish: quante risposte restano davvero dopo i pesi.",
    kind=Kind.COUNT,
    example="=CX_EFFECTIVE_N({1;1;2;2;4})",
    returns_it="Un numero di risposte da 1 a n: (somma dei pesi)^2 / somma dei pesi "
    "al quadrato; n se i pesi sono tutti uguali.",
    raises_it={"OutOfRange": "un peso è negativo"},
)
def effective_n(weights: SampleWeights) -> float:
    """
    Kish's effective base: what the answers are worth once weighted.

    Args:
        weights: n >= 1 weights >= 0.

    Returns:
        A number of answers from 1 to n: (sum w)^2 / sum w^2; n if all weights are
        equal.

    Raises:
        ZeroBase: the weights add up to 0.
        OutOfRange: a weight is negative.

    References:
        Kish (1965), "Survey Sampling".

    >>> round(effective_n([1, 1, 2, 2, 4]), 6)
    3.846154
    """
    given = list(weights)
    if not given:
        raise NoAnswers("weights")
    _, exponent = frexp(max(given))
    # Near 1, or squares of tiny weights would vanish; powers of two round nothing off.
    scaled = [ldexp(weight, -exponent) for weight in given]
    if not sum(scaled):
        raise ZeroBase("weights")
    return sum(scaled) ** 2 / sum(weight * weight for weight in scaled)
