"""Effort: how hard was it to get what they came for?"""

from typing import Annotated, Literal

from cx_xl.errors import Undefined
from cx_xl.kpi.arguments import Scores, Weights
from cx_xl.spec import Arg, Kind, Role, Scale, worksheet
from cx_xl.stats import net_score, proportion
from cx_xl.stats.estimate import Estimate
from cx_xl.tally import Tally

# Per scale: from where an answer counts as easy, from where it counts as very easy
# (for the net score), and below what it counts as hard.
CUTS = {5: (4, 4, 3), 7: (5, 6, 4)}

Method = Annotated[
    Literal["top", "mean", "net"],
    Arg(
        en='"top": share who found it easy (default); "mean"; "net": easy minus hard.',
        it='"top": quota di chi l\'ha trovato facile; "mean": media; "net": netto.',
        role=Role.OPTION,
    ),
]
EffortScale = Annotated[
    int,
    Arg(
        en="Highest answer of the question: 7 (default) or 5.",
        it="Risposta più alta della domanda: 7 (predefinito) oppure 5.",
        role=Role.WHOLE,
    ),
]
HighIsEasy = Annotated[
    bool,
    Arg(
        en="TRUE (default) if the highest answer means easy, FALSE if it means hard.",
        it="VERO (predefinito) se la risposta più alta vuol dire facile.",
        role=Role.FLAG,
    ),
]


@worksheet(
    "CX_CES",
    it="Customer Effort Score: quota di chi ha trovato facile farsi aiutare.",
    kind=Kind.SHARE,
    example="=CX_CES({7;5;4;2})",
    returns_it=(
        'Con "top" una frazione da 0 a 1, con "mean" un valore sulla scala, con "net" '
        "punti da -100 a 100."
    ),
)
def ces(
    scores: Scores,
    method: Method = "top",
    scale_max: EffortScale = 7,
    high_is_easy: HighIsEasy = True,  # noqa: FBT002 - cells have no keywords
    weights: Weights = None,
) -> Estimate:
    """
    Customer Effort Score: share who found it easy (5-7 of 7, 4-5 of 5).

    Args:
        scores: n >= 1 answers from 1 to *scale_max*.
        method: "top", the share who found it easy; "mean", the mean answer; "net",
            % very easy (6-7 of 7) minus % hard (1-3).
        scale_max: 7 or 5.
        high_is_easy: False for the 2010 scale, where a high answer means effort;
            "top" is then the share of low effort (1-3 of 7, 1-2 of 5).
        weights: n weights >= 0.

    Returns:
        "top" a fraction in [0, 1], "mean" on the scale, "net" points in [-100, 100].

    Raises:
        NoAnswers: there is nothing to count.
        OffScale: an answer is not from 1 to *scale_max*.
        Undefined: the scale has neither 5 nor 7 points.

    References:
        Dixon, Freeman, Toman (2010), "Stop Trying to Delight Your Customers", HBR;
        Gartner's CES 2.0 for the share of 5-7.

    >>> ces([7, 5, 4, 2])
    Estimate(0.5, n=4)
    """
    if scale_max not in CUTS:
        raise Undefined(
            "scale_max",
            why_en="effort is asked on 5 or 7 points; no cut is published for others.",
            why_it="lo sforzo si misura su 5 o 7 punti; altre scale non hanno regole.",
        )
    scale = Scale(1, scale_max)
    tally = Tally.of(scores, weights).within(scale)
    if method == "mean":
        return Estimate(tally.mean, tally.n)
    eased = tally if high_is_easy else tally.mirrored(scale)
    return _top(eased, scale_max) if method == "top" else _net(eased, scale_max)


@worksheet(
    "CX_CES_IFS",
    it="Customer Effort Score delle risposte che rispettano tutti i criteri.",
    kind=Kind.SHARE,
    example='=CX_CES_IFS({7;5;4;2},"top",{"Web";"Shop";"Web";"Web"},"Web")',
    filtered=True,
    returns_it="Come `ces`.",
)
def ces_ifs(scores: Scores, method: Method = "top") -> Estimate:
    """
    Customer Effort Score of the answers that meet all criteria.

    Args:
        scores: the n >= 1 answers from 1 to 7 that are left.
        method: "top", "mean" or "net".

    Returns:
        As `ces`.

    Raises:
        NoAnswers: no answer meets all criteria.
        OffScale: one that does is not from 1 to 7.
    """
    return ces(scores, method)


def _top(eased: Tally, scale_max: int) -> Estimate:
    easy, _, _ = CUTS[scale_max]
    k, n = eased.count(at_least=easy), eased.effective_n
    limits = proportion.interval(min(k, n), n)
    return Estimate(eased.share(at_least=easy), eased.n, limits)


def _net(eased: Tally, scale_max: int) -> Estimate:
    _, very_easy, neutral = CUTS[scale_max]
    three = net_score.Counts(
        promoters=eased.count(at_least=very_easy),
        passives=eased.count(at_least=neutral, below=very_easy),
        detractors=eased.count(below=neutral),
    )
    limits = net_score.interval(three).times(100).clipped(-100, 100)
    return Estimate(100 * three.score, eased.n, limits)
