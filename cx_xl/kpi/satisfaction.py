"""Satisfaction: are customers content with what they got?"""

from collections.abc import Iterable, Sequence
from typing import Annotated

from cx_xl.errors import ShapesDiffer, Undefined, ZeroBase
from cx_xl.kpi.shared.arguments import (
    COUNT,
    Confidence,
    MinBase,
    ScaleMax,
    ScaleMin,
    Scores,
    ShareMethod,
    Threshold,
    Weights,
    with_base,
)
from cx_xl.kpi.shared.scale_cuts import TopBox
from cx_xl.kpi.shared.shares import tally_interval
from cx_xl.spec import Arg, Family, Kind, Role, Scale, worksheet
from cx_xl.stats.estimate import Estimate
from cx_xl.stats.normal import Interval
from cx_xl.tally import Tally

FAMILY = Family.of(__doc__, "Soddisfazione: sono contenti di quello che hanno avuto?")


@worksheet(
    "CX_CSAT",
    it="Customer Satisfaction Score: quota di risposte soddisfatte (4-5 su 5).",
    kind=Kind.SHARE,
    example="=CX_CSAT({5;4;3;1})",
    returns_it="Una frazione da 0 a 1.",
    raises_it={"Undefined": "la soglia non divide la scala"},
    sources_it={
        "42 + 32 of 107 answers give 4 or 5, 69 %": (
            "42 + 32 risposte su 107 sono 4 o 5, il 69 %"
        ),
        "Delighted help": "Guida di Delighted",
    },
)
def csat(  # noqa: PLR0913, PLR0917 - the catalogue's arguments, in its order
    scores: Scores,
    threshold: Threshold = None,
    weights: Weights = None,
    scale_min: ScaleMin = 1,
    scale_max: ScaleMax = 5,
    min_base: MinBase = 1,
) -> Estimate:
    """
    Customer Satisfaction Score: share of satisfied answers (4-5 of 5).

    Args:
        scores: n >= 1 answers from *scale_min* to *scale_max*.
        threshold: the lowest answer that counts as satisfied; left out, the two
            highest answers do (top-2-box): 4 of 1-5, 6 of 1-7, 9 of 1-10 and 0-10; of
            two or three answers only the highest: 3 of 1-3, 1 of 0-1.
        weights: n weights >= 0.
        scale_min: the lowest answer on offer.
        scale_max: the highest answer on offer.
        min_base: the smallest n that gives a result.

    Returns:
        A fraction in [0, 1]. In Python also n and the Wilson interval.

    Raises:
        NoAnswers: there is nothing to count.
        OffScale: an answer is off the scale.
        Undefined: the threshold does not divide the scale.
        LowBase: fewer than *min_base* answers.

    References:
        Delighted help, "CSAT": 42 + 32 of 107 answers give 4 or 5, 69 %.

    >>> csat([5, 4, 3, 1])
    Estimate(0.5, n=4)
    >>> csat([7, 6, 5, 1], scale_max=7)
    Estimate(0.5, n=4)
    """
    scale, lowest = TopBox.of(threshold, scale_min, scale_max)
    tally = with_base(Tally.of(scores, weights).within(scale), min_base)
    limits = tally_interval(tally, lowest)
    return Estimate(tally.share(at_least=lowest), tally.n, limits)


@worksheet(
    "CX_CSAT_IFS",
    it="Customer Satisfaction Score delle risposte che rispettano i criteri.",
    kind=Kind.SHARE,
    example='=CX_CSAT_IFS({5;4;3;1},4,{"Web";"Shop";"Web";"Web"},"Web")',
    filtered=True,
    returns_it="Una frazione da 0 a 1, come `csat`.",
    raises_it={"OffScale": "una di quelle scelte è fuori dalla scala"},
)
def csat_ifs(  # noqa: PLR0913 - as CX_CSAT
    scores: Scores,
    threshold: Threshold = None,
    *,
    weights: Weights = None,
    scale_min: ScaleMin = 1,
    scale_max: ScaleMax = 5,
    min_base: MinBase = 1,
) -> Estimate:
    """
    Customer Satisfaction Score of the answers that meet all criteria.

    Args:
        scores: the n >= 1 answers that are left, from *scale_min* to *scale_max*.
        threshold: the lowest answer that counts as satisfied; top-2-box if left out.
        weights: a weight >= 0 per answer.
        scale_min: the lowest answer on offer.
        scale_max: the highest answer on offer.
        min_base: the smallest n that gives a result.

    Returns:
        A fraction in [0, 1], as `csat`.

    Raises:
        NoAnswers: no answer meets all criteria.
        OffScale: one that does is off the scale.
        Undefined: the threshold does not divide the scale.
        LowBase: fewer than *min_base* answers are left.
    """
    return csat(scores, threshold, weights, scale_min, scale_max, min_base)


@worksheet(
    "CX_CSAT_CI",
    it="Intervallo di confidenza del CSAT dalle risposte: minimo e massimo.",
    kind=Kind.SHARE,
    example="=CX_CSAT_CI({5;4;3;1},4,0.95)",
    returns_it="Due frazioni da 0 a 1: limite inferiore e superiore; il CSAT sta "
    "sempre in mezzo.",
)
def csat_ci(  # noqa: PLR0913, PLR0917 - the catalogue's arguments, in its order
    scores: Scores,
    threshold: Threshold = None,
    confidence: Confidence = 0.95,
    method: ShareMethod = "wilson",
    weights: Weights = None,
    scale_min: ScaleMin = 1,
    scale_max: ScaleMax = 5,
) -> Interval:
    """
    Confidence interval of CSAT from raw answers: low and high.

    Args:
        scores: n >= 1 answers from *scale_min* to *scale_max*.
        threshold: the lowest answer that counts as satisfied; top-2-box if left out.
        confidence: the level, in (0, 1).
        method: how to compute the interval; Wilson's is right at any n.
        weights: n weights >= 0; they enter through Kish's effective n.
        scale_min: the lowest answer on offer.
        scale_max: the highest answer on offer.

    Returns:
        Two fractions in [0, 1], low and high; the CSAT is always between them.

    Raises:
        NoAnswers: there is nothing to count.
        OffScale: an answer is off the scale.
        Undefined: the threshold does not divide the scale.

    References:
        Brown, Cai, DasGupta (2001), Statistical Science 16(2).
    """
    scale, lowest = TopBox.of(threshold, scale_min, scale_max)
    tally = Tally.of(scores, weights).within(scale)
    return tally_interval(tally, lowest, confidence, method)


Items = Annotated[
    Sequence[Tally],
    Arg(
        en="Answers, one column per question and one row per person.",
        it="Risposte: una colonna per domanda, una riga per persona.",
        role=Role.ITEMS,
    ),
]
ItemWeights = Annotated[
    Iterable[float] | None,
    Arg(
        en="The importance of each question; leave it out if all are equal.",
        it="L'importanza di ogni domanda; omettilo se contano tutte allo stesso modo.",
        role=Role.NUMBERS,
        domain=COUNT,
    ),
]
IndexMin = Annotated[
    float | None,
    Arg(
        en="Lowest answer; with scale_max the index runs from 0 to 100.",
        it="Risposta minima; con scale_max l'indice va da 0 a 100.",
    ),
]
IndexMax = Annotated[
    float | None,
    Arg(
        en="Highest answer; with scale_min the index runs from 0 to 100.",
        it="Risposta massima; con scale_min l'indice va da 0 a 100.",
    ),
]


@worksheet(
    "CX_CSI",
    it="Customer Satisfaction Index: media (ponderata) di una o più domande.",
    kind=Kind.MEAN,
    example="=CX_CSI({8,7,6},,1,10)",
    returns_it="La media sulla scala delle domande; se indichi i due estremi della "
    "scala, 100 (media - minimo) / (massimo - minimo).",
    raises_it={
        "NoAnswers": "una domanda non ha risposte",
        "ShapesDiffer": "i pesi non sono uno per domanda",
        "Undefined": "hai indicato un solo estremo della scala, o i due sono uguali",
    },
    sources_it={"three questions from 1 to 10": "tre domande da 1 a 10"},
)
def csi(
    items: Items,
    item_weights: ItemWeights = None,
    scale_min: IndexMin = None,
    scale_max: IndexMax = None,
    weights: Weights = None,
) -> Estimate:
    """
    Customer Satisfaction Index: (weighted) mean of one or more questions.

    Args:
        items: one column of answers per question; a missing answer leaves out that
            question only.
        item_weights: one weight >= 0 per question.
        scale_min: the lowest answer on offer.
        scale_max: the highest answer on offer.
        weights: one weight per person (per row).

    Returns:
        The mean on the scale of the questions; with both limits of the scale
        100 (mean - min) / (max - min). In Python also n, that of the smallest question.

    Raises:
        NoAnswers: a question has no answer.
        OffScale: an answer is off the scale.
        ShapesDiffer: not one item weight per question.
        Undefined: only one limit of the scale is given, or they are equal.

    References:
        American Customer Satisfaction Index: three questions from 1 to 10.

    >>> round(csi([Tally.of([8]), Tally.of([7]), Tally.of([6])], None, 1, 10), 3)
    66.667
    """
    del weights  # they are inside the tallies of the questions
    scale = _index_scale(scale_min, scale_max)
    means = [item.within(scale, "items").mean for item in items]
    importance = [1.0] * len(means) if item_weights is None else list(item_weights)
    if len(importance) != len(means):
        sizes = {"size": len(importance), "other_size": len(means)}
        raise ShapesDiffer("item_weights", other="items", **sizes)
    if not sum(importance):
        raise ZeroBase("item_weights")
    mean = sum(w * x for w, x in zip(importance, means, strict=True)) / sum(importance)
    is_index = scale_min is not None
    value = 100 * (mean - scale.low) / (scale.high - scale.low) if is_index else mean
    return Estimate(value, min(item.n for item in items))


def _index_scale(low: float | None, high: float | None) -> Scale:
    """Return the scale between both limits, or the endless one without any."""
    if low is None and high is None:
        return Scale(float("-inf"), float("inf"))
    if low is None or high is None or low >= high:
        raise Undefined(
            "scale_min, scale_max",
            why_en="give both limits of the scale, the lower one first, or none.",
            why_it="indica entrambi i limiti della scala, prima il minore, o nessuno.",
        )
    return Scale(low, high)
