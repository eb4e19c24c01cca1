"""Comparison: is the difference between two results real, or chance?"""

from typing import Annotated, Literal

from cx_xl.errors import Undefined
from cx_xl.kpi.shared import promoters
from cx_xl.kpi.shared.arguments import NPS_SCALE, ScaleMax, ScaleMin, Threshold
from cx_xl.kpi.shared.compared import (
    Base1,
    Base2,
    NpsTest,
    Scores1,
    Scores2,
    Successes1,
    Successes2,
    Tails,
    Weights1,
    Weights2,
)
from cx_xl.kpi.shared.scale_cuts import TopBox
from cx_xl.kpi.shared.shares import refuse_no_part
from cx_xl.spec import Arg, Family, Kind, worksheet
from cx_xl.stats import net_score, proportion
from cx_xl.tally import Tally

FAMILY = Family.of(__doc__, "Confronto: la differenza è vera o è il caso?")

MOST_FISHER = 100_000  # tables to add up

ShareTest = Annotated[
    Literal["n-1", "pooled", "fisher"],
    Arg(
        en='"n-1" (default), "pooled" (plain z-test) or "fisher" (exact).',
        it='"n-1" (predefinito), "pooled" (test z semplice) o "fisher" (esatto).',
    ),
]


@worksheet(
    "CX_NPS_TEST",
    it="Confronta due NPS: p-value della differenza (sotto 0,05 è di solito reale).",
    kind=Kind.RATIO,
    example="=CX_NPS_TEST({10;9;9;6},{8;7;6;3})",
    returns_it="Una probabilità da 0 a 1, il p-value: quanto spesso il solo caso "
    "darebbe una differenza almeno così grande. Sotto 0,05 di solito la si considera "
    "reale.",
    raises_it={"NoAnswers": "un gruppo non ha risposte"},
)
def nps_test(  # noqa: PLR0913, PLR0917 - the catalogue's arguments, in its order
    scores_1: Scores1,
    scores_2: Scores2,
    method: NpsTest = "adjusted",
    tails: Tails = 2,
    weights_1: Weights1 = None,
    weights_2: Weights2 = None,
) -> float:
    """
    Compares two Net Promoter Scores: p-value (below 0.05 they usually differ).

    Args:
        scores_1: n >= 1 answers from 0 to 10.
        scores_2: answers of other people; the same people twice need a paired test.
        method: adjusted Wald (3/4, 3/2 and 3/4 added to each group) or plain Wald.
        tails: 2, or 1 for the hypothesis that the first score is higher: near 1 if
            it is lower. Where less is better, swap the groups.
        weights_1: a weight >= 0 per answer; enters through Kish's effective n.
        weights_2: the same for the second group.

    Returns:
        A probability in [0, 1], the p-value: how often chance alone would make a
        difference at least this large. Below 0.05 it is usually taken to be real.

    Raises:
        NoAnswers: a group has no answer.
        OffScale: an answer is not from 0 to 10.

    References:
        MeasuringU (2021), "Statistically comparing two Net Promoter Scores".
    """
    one = Tally.of(scores_1, weights_1).within(NPS_SCALE, "scores_1")
    other = Tally.of(scores_2, weights_2).within(NPS_SCALE, "scores_2")
    counts = promoters.counts(one), promoters.counts(other)
    return net_score.p_value(*counts, method, tails)


@worksheet(
    "CX_CSAT_TEST",
    it="Confronta due CSAT: p-value della differenza (sotto 0,05 è di solito reale).",
    kind=Kind.RATIO,
    example="=CX_CSAT_TEST({5;4;4;2},{3;2;4;1})",
    returns_it="Una probabilità da 0 a 1: il p-value della differenza.",
    raises_it={
        "Undefined": 'la soglia non divide la scala, o hai chiesto "fisher" con i pesi'
    },
)
def csat_test(  # noqa: PLR0913, PLR0917 - as the NPS test, with the scale of CX_CSAT
    scores_1: Scores1,
    scores_2: Scores2,
    threshold: Threshold = None,
    method: ShareTest = "n-1",
    tails: Tails = 2,
    weights_1: Weights1 = None,
    weights_2: Weights2 = None,
    scale_min: ScaleMin = 1,
    scale_max: ScaleMax = 5,
) -> float:
    """
    Compares two Customer Satisfaction Scores: p-value of the difference.

    Args:
        scores_1: n >= 1 answers from *scale_min* to *scale_max*.
        scores_2: answers of other people, on the same scale.
        threshold: the lowest answer that counts as satisfied; top-2-box if left out.
        method: as in CX_RATE_TEST; "fisher" takes no weights.
        tails: 2, or 1 for the hypothesis that the first share is higher.
        weights_1: a weight >= 0 per answer; enters through Kish's effective n.
        weights_2: the same for the second group.
        scale_min: the lowest answer on offer.
        scale_max: the highest answer on offer.

    Returns:
        A probability in [0, 1].

    Raises:
        NoAnswers: a group has no answer.
        OffScale: an answer is off the scale.
        Undefined: the threshold does not divide the scale, or "fisher" with weights.

    References:
        Campbell (2007), Statistics in Medicine 26, 3661-3675.
    """
    top = TopBox.of(threshold, scale_min, scale_max)
    one = Tally.of(scores_1, weights_1).within(top.scale, "scores_1")
    other = Tally.of(scores_2, weights_2).within(top.scale, "scores_2")
    satisfied = [tally.count(at_least=top.threshold) for tally in (one, other)]
    return _p_value(
        satisfied[0], one.effective_n, satisfied[1], other.effective_n, method, tails
    )


@worksheet(
    "CX_RATE_TEST",
    it="Confronta due quote (CSAT, churn, FCR): p-value della differenza.",
    kind=Kind.RATIO,
    example="=CX_RATE_TEST(70,100,80,100)",
    returns_it="Una probabilità da 0 a 1, il p-value: quanto spesso il solo caso "
    "darebbe una differenza almeno così grande. Sotto 0,05 di solito la si considera "
    "reale.",
    raises_it={
        "ZeroBase": "una base è 0",
        "TooLarge": "i casi favorevoli superano la loro base",
        "Undefined": '"fisher" con conteggi non interi',
    },
)
def rate_test(  # noqa: PLR0913, PLR0917 - the catalogue's arguments, in its order
    successes_1: Successes1,
    n_1: Base1,
    successes_2: Successes2,
    n_2: Base2,
    method: ShareTest = "n-1",
    tails: Tails = 2,
) -> float:
    """
    Compares two shares (CSAT, FCR, churn): p-value of the difference.

    Args:
        successes_1: at least 0 and at most *n_1*.
        n_1: the base of the first group, above 0.
        successes_2: at least 0 and at most *n_2*.
        n_2: the base of the second group, above 0.
        method: the z-test with the N-1 correction, the plain pooled one, or Fisher's
            exact test (whole numbers only; cautious).
        tails: 2, or 1 for the hypothesis that the first share is higher: near 1 if
            it is lower. To ask whether churn is lower, swap the groups.

    Returns:
        A probability in [0, 1], the p-value: how often chance alone would make a
        difference at least this large. Below 0.05 it is usually taken to be real.

    Raises:
        ZeroBase: a base is 0.
        TooLarge: successes exceed their base.
        Undefined: "fisher" with counts that are not whole.

    References:
        Campbell (2007), Statistics in Medicine 26, 3661-3675.

    >>> round(rate_test(70, 100, 80, 100), 6)
    0.103333
    """
    for k, n, group in ((successes_1, n_1, 1), (successes_2, n_2, 2)):
        refuse_no_part(k, n, f"successes_{group}", f"n_{group}")
    return _p_value(successes_1, n_1, successes_2, n_2, method, tails)


def _p_value(  # noqa: PLR0913, PLR0917 - two shares and two options
    k_1: float, n_1: float, k_2: float, n_2: float, method: str, tails: int
) -> float:
    if method == "fisher":
        whole = int(k_1), int(n_1), int(k_2), int(n_2)
        if whole != (k_1, n_1, k_2, n_2):
            raise Undefined(
                "method",
                why_en='"fisher" needs whole counts, so no weights; use "n-1".',
                why_it='"fisher" vuole conteggi interi, quindi niente pesi: usa "n-1".',
            )
        hits = whole[0] + whole[2]
        if min(whole[1], hits) - max(0, hits - whole[3]) > MOST_FISHER:
            raise Undefined(
                "method",
                why_en='so many counts take "fisher" too long; "n-1" is as good there.',
                why_it='con numeri così grandi "fisher" è lento; usa "n-1".',
            )
        return proportion.fisher_p_value(*whole, tails)
    tests = {"n-1": proportion.p_value, "pooled": proportion.pooled_p_value}
    return tests[method](k_1, n_1, k_2, n_2, tails)
