"""Effort: how hard was it to get what they came for?"""

from typing import Annotated, Literal

from cx_xl.kpi.shared.arguments import (
    Confidence,
    HighIsEasy,
    MinBase,
    Scores,
    Weights,
    with_base,
)
from cx_xl.kpi.shared.scale_cuts import CUTS, effort_scale
from cx_xl.kpi.shared.shares import tally_interval
from cx_xl.spec import Arg, Family, Kind, worksheet
from cx_xl.stats import mean, net_score
from cx_xl.stats.estimate import Estimate
from cx_xl.stats.normal import Interval
from cx_xl.tally import Tally

FAMILY = Family.of(__doc__, "Sforzo: quanto è stato facile ottenere ciò che volevano?")

Method = Annotated[
    Literal["top", "mean", "net"],
    Arg(
        en='"top" (default): share who found it easy, 5-7 of 7; "mean"; "net": % very '
        "easy (6-7) minus % hard (1-3).",
        it='"top" (predefinito): quota di facile, 5-7 su 7; "mean": media; "net": % '
        "molto facile (6-7) meno % difficile (1-3).",
    ),
]
EffortScale = Annotated[
    int,
    Arg(
        en="Highest answer of the question: 7 (default) or 5.",
        it="Risposta più alta della domanda: 7 (predefinito) oppure 5.",
    ),
]


@worksheet(
    "CX_CES",
    it="Customer Effort Score: quota di chi ha trovato facile farsi aiutare.",
    kind=Kind.SHARE,
    example="=CX_CES({7;5;4;2})",
    returns_it='Con "top" una frazione da 0 a 1, con "mean" un valore sulla scala, '
    'con "net" punti da -100 a 100.',
    raises_it={
        "OffScale": "una risposta non è tra 1 e *scale_max*",
        "Undefined": "la scala non ha né 5 né 7 punti",
    },
    sources_it={
        "Gartner's CES 2.0 for the share of 5-7": (
            "CES 2.0 di Gartner per la quota di 5-7"
        )
    },
)
def ces(  # noqa: PLR0913, PLR0917 - the catalogue's arguments, in its order
    scores: Scores,
    method: Method = "top",
    scale_max: EffortScale = 7,
    high_is_easy: HighIsEasy = True,  # noqa: FBT002 - cells have no keywords
    weights: Weights = None,
    min_base: MinBase = 1,
) -> Estimate:
    """
    Customer Effort Score: share who found it easy (5-7 of 7, 4-5 of 5).

    Args:
        scores: n >= 1 answers from 1 to *scale_max*.
        method: "top", the share who found it easy; "mean", the mean answer as given;
            "net", % very easy (6-7 of 7, 4-5 of 5) minus % hard (1-3 of 7, 1-2 of 5).
        scale_max: 7 or 5.
        high_is_easy: False for the 2010 scale, where a high answer means effort;
            "top" is then the share of low effort (1-3 of 7, 1-2 of 5).
        weights: n weights >= 0.
        min_base: the smallest n that gives a result.

    Returns:
        "top" a fraction in [0, 1], "mean" on the scale, "net" points in [-100, 100].

    Raises:
        NoAnswers: there is nothing to count.
        OffScale: an answer is not from 1 to *scale_max*.
        Undefined: the scale has neither 5 nor 7 points.
        LowBase: fewer than *min_base* answers.

    References:
        Dixon, Freeman, Toman (2010), "Stop Trying to Delight Your Customers", HBR;
        Gartner's CES 2.0 for the share of 5-7.

    >>> ces([7, 5, 4, 2])
    Estimate(0.5, n=4)
    """
    scale = effort_scale(scale_max)
    tally = with_base(Tally.of(scores, weights).within(scale), min_base)
    if method == "mean":
        return Estimate(tally.mean, tally.n)
    eased = tally if high_is_easy else tally.mirrored(scale)
    score = _top if method == "top" else _net
    value, limits = score(eased, scale_max)
    return Estimate(value, tally.n, limits)


@worksheet(
    "CX_CES_IFS",
    it="Customer Effort Score delle risposte che rispettano tutti i criteri.",
    kind=Kind.SHARE,
    example='=CX_CES_IFS({7;5;4;2},"top",{"Web";"Shop";"Web";"Web"},"Web")',
    filtered=True,
    returns_it="Come `ces`.",
    raises_it={"OffScale": "una di quelle scelte non è tra 1 e *scale_max*"},
)
def ces_ifs(  # noqa: PLR0913 - as CX_CES
    scores: Scores,
    method: Method = "top",
    *,
    scale_max: EffortScale = 7,
    high_is_easy: HighIsEasy = True,
    weights: Weights = None,
    min_base: MinBase = 1,
) -> Estimate:
    """
    Customer Effort Score of the answers that meet all criteria.

    Args:
        scores: the n >= 1 answers from 1 to *scale_max* that are left.
        method: "top", "mean" or "net".
        scale_max: 7 or 5.
        high_is_easy: False where a high answer means effort.
        weights: a weight >= 0 per answer.
        min_base: the smallest n that gives a result.

    Returns:
        As `ces`.

    Raises:
        NoAnswers: no answer meets all criteria.
        OffScale: one that does is not from 1 to *scale_max*.
        Undefined: the scale has neither 5 nor 7 points.
        LowBase: fewer than *min_base* answers are left.
    """
    return ces(scores, method, scale_max, high_is_easy, weights, min_base)


@worksheet(
    "CX_CES_CI",
    it="Intervallo di confidenza del CES dalle risposte: minimo e massimo.",
    kind=Kind.SHARE,
    example="=CX_CES_CI({7;5;4;2})",
    returns_it='Due numeri nell\'unità di CX_CES: frazioni con "top", valori sulla '
    'scala con "mean", punti con "net"; il CES sta sempre in mezzo.',
    raises_it={"NoSpread": "di una sola risposta la media non varia"},
)
def ces_ci(  # noqa: PLR0913, PLR0917 - the arguments of CX_CES, in its order
    scores: Scores,
    method: Method = "top",
    scale_max: EffortScale = 7,
    high_is_easy: HighIsEasy = True,  # noqa: FBT002 - cells have no keywords
    confidence: Confidence = 0.95,
    weights: Weights = None,
) -> Interval:
    """
    Confidence interval of CES from raw answers: low and high.

    Args:
        scores: n >= 1 answers from 1 to *scale_max*; the mean needs two.
        method: "top" (Wilson's interval), "mean" (Student's t) or "net" (adjusted
            Wald), as in CX_CES.
        scale_max: 7 or 5.
        high_is_easy: False where a high answer means effort.
        confidence: the level, in (0, 1).
        weights: n weights >= 0; they enter through Kish's effective n.

    Returns:
        Two numbers in the unit of CX_CES: with "top" fractions, with "mean" on the
        scale, with "net" points; the CES is always between them.

    Raises:
        NoAnswers: there is nothing to count.
        OffScale: an answer is not from 1 to *scale_max*.
        Undefined: the scale has neither 5 nor 7 points.
        NoSpread: one answer has no mean that varies.

    References:
        Brown, Cai, DasGupta (2001), Statistical Science 16(2); Rocks (2016),
        arXiv:1601.07235; Student (1908), Biometrika 6.
    """
    scale = effort_scale(scale_max)
    tally = Tally.of(scores, weights).within(scale)
    if method == "mean":
        return mean.interval(tally, confidence)
    eased = tally if high_is_easy else tally.mirrored(scale)
    score = _top if method == "top" else _net
    return score(eased, scale_max, confidence)[1]


def _top(
    eased: Tally, scale_max: int, confidence: float = 0.95
) -> tuple[float, Interval]:
    """Return the share who found it easy, and its interval."""
    easy, _, _ = CUTS[scale_max]
    return eased.share(at_least=easy), tally_interval(eased, easy, confidence)


def _net(
    eased: Tally, scale_max: int, confidence: float = 0.95
) -> tuple[float, Interval]:
    """Return % very easy minus % hard in points, and its interval."""
    _, very_easy, neutral = CUTS[scale_max]
    three = net_score.Counts(
        promoters=eased.count(at_least=very_easy),
        passives=eased.count(at_least=neutral, below=very_easy),
        detractors=eased.count(below=neutral),
    )
    limits = net_score.interval(three, confidence).times(100).clipped(-100, 100)
    return 100 * three.score, limits
