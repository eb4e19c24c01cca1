"""Differences: how large is the difference, and how sure is it?"""

from typing import Annotated, NamedTuple

from cx_xl.errors import OutOfRange, Text
from cx_xl.kpi.shared import promoters
from cx_xl.kpi.shared.arguments import NPS_SCALE, Confidence, Recommendations, Weights
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
from cx_xl.kpi.shared.shares import refuse_no_part
from cx_xl.spec import Arg, Domain, Family, Kind, worksheet
from cx_xl.stats import net_score, proportion, two_groups
from cx_xl.tally import Tally

FAMILY = Family.of(
    __doc__, "Differenze: quanto è grande la differenza, e quanto è sicura?"
)


class NpsDifference(NamedTuple):
    """The first NPS minus the second in points, how sure that is, and the bases."""

    difference: float
    low: float
    high: float
    p: float
    n_1: float
    n_2: float


@worksheet(
    "CX_NPS_DIFF",
    it="Differenza tra due NPS in punti: valore, minimo, massimo e p-value.",
    kind=Kind.POINTS,
    example="=CX_NPS_DIFF({10;9;9;8;6},{8;7;6;3})",
    returns_it="Una riga: il primo NPS meno il secondo e il suo intervallo, in punti "
    "da -200 a 200; il p-value di CX_NPS_TEST; quante risposte ha ogni gruppo. "
    "L'intervallo contiene sempre la differenza e ha due lati anche con tails = 1.",
)
def nps_diff(  # noqa: PLR0913, PLR0917 - the catalogue's arguments, in its order
    scores_1: Scores1,
    scores_2: Scores2,
    confidence: Confidence = 0.95,
    method: NpsTest = "adjusted",
    tails: Tails = 2,
    weights_1: Weights1 = None,
    weights_2: Weights2 = None,
) -> NpsDifference:
    """
    Difference of two Net Promoter Scores: points, low, high and p-value.

    Args:
        scores_1: n >= 1 answers from 0 to 10.
        scores_2: answers of other people; for the same people in two waves use
            CX_NPS_DIFF_PAIRED.
        confidence: the level of the interval, in (0, 1).
        method: adjusted Wald (3/4, 3/2 and 3/4 added to each group) or plain Wald.
        tails: 2, or 1 to ask whether the first NPS is above the second.
        weights_1: a weight >= 0 per answer; enters through Kish's effective n.
        weights_2: the same for the second group.

    Returns:
        A row: the first NPS minus the second and its interval, in points from -200
        to 200; the p-value of CX_NPS_TEST; how many answers each group has. The
        interval always contains the difference, and is two-sided also with tails = 1.

    Raises:
        NoAnswers: a group has no answer.
        OffScale: an answer is not from 0 to 10.

    References:
        MeasuringU (2021), "Statistically comparing two Net Promoter Scores"; Rocks
        (2016), arXiv:1601.07235.
    """
    one = Tally.of(scores_1, weights_1).within(NPS_SCALE, "scores_1")
    other = Tally.of(scores_2, weights_2).within(NPS_SCALE, "scores_2")
    counts = promoters.counts(one), promoters.counts(other)
    limits = two_groups.net_scores(*counts, confidence, method)
    return NpsDifference(
        promoters.POINTS * (counts[0].score - counts[1].score),
        *limits.times(promoters.POINTS),
        net_score.p_value(*counts, method, tails),
        one.n,
        other.n,
    )


class ShareDifference(NamedTuple):
    """The first share minus the second, and how sure that is."""

    difference: float
    low: float
    high: float
    p: float


@worksheet(
    "CX_RATE_DIFF",
    it="Differenza tra due quote (CSAT, churn, FCR): valore, minimo, massimo, p.",
    kind=Kind.SHARE,
    example="=CX_RATE_DIFF(56,70,48,80)",
    returns_it="Una riga: la prima quota meno la seconda e il suo intervallo, come "
    "frazioni da -1 a 1 (0,2 sono 20 punti percentuali), e il p-value di "
    "CX_RATE_TEST. L'intervallo contiene sempre la differenza e ha due lati anche con "
    "tails = 1; al limite della significatività può non coincidere con il p-value.",
    raises_it={"OutOfRange": "una base è sotto 1: indica conteggi, non quote"},
)
def rate_diff(  # noqa: PLR0913, PLR0917 - the catalogue's arguments, in its order
    successes_1: Successes1,
    n_1: Base1,
    successes_2: Successes2,
    n_2: Base2,
    confidence: Confidence = 0.95,
    tails: Tails = 2,
) -> ShareDifference:
    """
    Difference of two shares (CSAT, churn, FCR): value, low, high and p-value.

    Args:
        successes_1: at least 0 and at most *n_1*.
        n_1: the base of the first group, at least 1.
        successes_2: at least 0 and at most *n_2*; of other people than the first. For
            the same people twice use CX_RATE_DIFF_PAIRED.
        n_2: the base of the second group, at least 1.
        confidence: the level of the interval, in (0, 1).
        tails: 2, or 1 to ask whether the first share is above the second.

    Returns:
        A row: the first share minus the second and its interval (Newcombe's method
        10), as fractions from -1 to 1 (0.2 is 20 percentage points), and the p-value
        of CX_RATE_TEST (N-1 test). The interval always contains the difference, and
        is two-sided also with tails = 1; near the borderline it and the p-value may
        disagree.

    Raises:
        ZeroBase: a base is 0.
        TooLarge: successes exceed their base.
        OutOfRange: a base is below 1: hand over counts, not shares.

    References:
        Newcombe (1998), Statistics in Medicine 17, 873-890; Campbell (2007),
        Statistics in Medicine 26, 3661-3675.

    >>> [round(x, 4) for x in rate_diff(56, 70, 48, 80)]
    [0.2, 0.0524, 0.3339, 0.0083]
    """
    for k, n, group in ((successes_1, n_1, 1), (successes_2, n_2, 2)):
        refuse_no_part(k, n, f"successes_{group}", f"n_{group}")
        _refuse_share(n, f"n_{group}")
    difference = successes_1 / n_1 - successes_2 / n_2
    limits = two_groups.shares(successes_1, n_1, successes_2, n_2, confidence)
    p = proportion.p_value(successes_1, n_1, successes_2, n_2, tails)
    return ShareDifference(difference, *limits, p)


def _refuse_share(base: float, name: str) -> None:
    if base < 1:
        counts = Text(
            "at least 1: a number of answers, not a share",
            "almeno 1: un numero di risposte, non una quota",
        )
        raise OutOfRange(name, value=base, domain=counts)


Goal = Annotated[
    float,
    Arg(
        en="The NPS to reach, in points from -100 to 100: a goal or a benchmark.",
        it="L'NPS da raggiungere, in punti da -100 a 100: un obiettivo o un benchmark.",
        domain=Domain(-100, 100),
    ),
]
MethodForTarget = Annotated[
    net_score.Method,
    Arg(
        en='"adjusted" (default), "score" (take it for tails 1 and a target below 0) '
        'or "wald".',
        it='"adjusted" (predefinito), "score" (da usare con tails 1 e obiettivo sotto '
        '0), "wald".',
    ),
]
TailsAbove = Annotated[
    int,
    Arg(
        en="2 (default) asks if the NPS differs from the target, 1 if it is above it.",
        it="2 (predefinito): l'NPS è diverso dall'obiettivo; 1: lo supera davvero.",
        domain=Domain(1, 2),
    ),
]


@worksheet(
    "CX_NPS_TARGET_TEST",
    it="Confronta un NPS con un obiettivo: p-value della distanza.",
    kind=Kind.RATIO,
    example="=CX_NPS_TARGET_TEST({10;10;9;9;9;8;7;6},20,,1)",
    returns_it="Una probabilità da 0 a 1. Con tails = 1 è quella che un NPS pari "
    "all'obiettivo dia per caso un risultato così alto: sotto 0,05 l'obiettivo è di "
    "solito superato davvero.",
    raises_it={"OutOfRange": "l'obiettivo non è tra -100 e 100"},
)
def nps_target_test(
    scores: Recommendations,
    target: Goal,
    method: MethodForTarget = "adjusted",
    tails: TailsAbove = 2,
    weights: Weights = None,
) -> float:
    """
    Compares a Net Promoter Score with a target: p-value of the distance.

    Args:
        scores: n >= 1 answers from 0 to 10.
        target: the NPS to reach, in points; a number that is known, not one measured
            in a sample of its own: two samples need CX_NPS_TEST.
        method: adjusted Wald (3/4, 3/2 and 3/4 answers added), Tango's score test, or
            plain Wald. With fewer than some 50 answers, one tail and a target below
            0 take "score": "adjusted" pulls low scores up towards 0.
        tails: 2, or 1 to ask whether the NPS is above the target.
        weights: a weight >= 0 per answer; enters through Kish's effective n.

    Returns:
        A probability in [0, 1]. With tails = 1 it is that of so high a result by
        chance, were the NPS just on target: below 0.05 the target is usually passed.

    Raises:
        NoAnswers: there is nothing to count.
        OffScale: an answer is not from 0 to 10.
        OutOfRange: the target is not from -100 to 100.

    References:
        MeasuringU (2021), "How to compare a Net Promoter Score with a benchmark";
        Rocks (2016), arXiv:1601.07235; Tango (1998), Statistics in Medicine 17.
    """
    counts = promoters.counts(Tally.of(scores, weights).within(NPS_SCALE))
    return two_groups.net_score_p_value(
        counts, target / promoters.POINTS, method, tails
    )
