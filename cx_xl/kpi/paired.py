"""Paired comparison: what changed for the same customers, asked twice?"""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

from cx_xl.errors import NoAnswers, OffScale, ShapesDiffer, TooFew, Undefined
from cx_xl.kpi.shared import promoters
from cx_xl.kpi.shared.arguments import CASES, NPS_SCALE, Confidence
from cx_xl.kpi.shared.compared import Tails
from cx_xl.spec import Arg, Family, Kind, Role, worksheet
from cx_xl.stats import matched

FAMILY = Family.of(__doc__, "Dati appaiati: che cosa è cambiato negli stessi clienti?")

Wave1 = Annotated[
    Sequence[float],
    Arg(
        en="Answers of the first wave or question, one customer per row.",
        it="Risposte della prima rilevazione o domanda, un cliente per riga.",
        role=Role.ANSWERS,
    ),
]
Wave2 = Annotated[
    Sequence[float],
    Arg(
        en="Answers of the same customers in the second, in the same rows.",
        it="Risposte degli stessi clienti nella seconda, nelle stesse righe.",
        role=Role.ANSWERS,
    ),
]


class PairedDifference(NamedTuple):
    """The first result minus the second, how sure that is, and how many people."""

    difference: float
    low: float
    high: float
    p: float
    n: float


@worksheet(
    "CX_NPS_DIFF_PAIRED",
    it="Differenza tra due NPS degli stessi clienti: punti, minimo, massimo e p.",
    kind=Kind.POINTS,
    example="=CX_NPS_DIFF_PAIRED({10;9;9;8;7;6},{9;9;7;8;5;6})",
    returns_it="Una riga: il primo NPS meno il secondo e il suo intervallo, in punti "
    "da -200 a 200; il p-value del test t per dati appaiati; quanti clienti hanno "
    "risposto due volte. I due NPS sono quelli di questi clienti soltanto.",
    raises_it={
        "NoAnswers": "nessuno ha risposto due volte",
        "TooFew": "un solo cliente ha risposto due volte",
        "Undefined": (
            "tutti sono cambiati allo stesso modo: nulla dice quanto variano i "
            "cambiamenti"
        ),
    },
    sources_it={
        "the NPS as a mean of the codes -1, 0 and 1": (
            "l'NPS come media dei codici -1, 0 e 1"
        )
    },
)
def nps_diff_paired(
    scores_1: Wave1, scores_2: Wave2, confidence: Confidence = 0.95, tails: Tails = 2
) -> PairedDifference:
    """
    Difference of two Net Promoter Scores of the same customers, with interval.

    Args:
        scores_1: answers from 0 to 10, one customer per row. Rows with a gap in
            either range are left out.
        scores_2: answers of the same customers, in the same rows.
        confidence: the level of the interval, in (0, 1).
        tails: 2, or 1 to ask whether the first NPS is above the second.

    Returns:
        A row: the first NPS minus the second and its interval, in points from -200
        to 200; the p-value of the paired t-test on the codes -1, 0 and 1; how many
        customers answered twice. Both scores are those of these customers alone.

    Raises:
        NoAnswers: nobody answered twice.
        OffScale: an answer is not from 0 to 10.
        ShapesDiffer: the ranges differ in size.
        TooFew: one customer alone answered twice.
        Undefined: all changed by as much, so nothing tells how far changes vary.

    References:
        Student (1908), "The Probable Error of a Mean", Biometrika 6; the NPS as a
        mean of the codes -1, 0 and 1: Rocks (2016), arXiv:1601.07235.
    """
    changes = _changes(scores_1, scores_2)
    change = matched.mean_change(changes)
    limits = change.interval(confidence).times(promoters.POINTS).clipped(-200, 200)
    difference = promoters.POINTS * change.mean
    return PairedDifference(difference, *limits, change.p_value(tails), len(changes))


Both = Annotated[
    int,
    Arg(
        en="Customers who succeeded (satisfied, on time) both times.",
        it="Clienti con esito favorevole (soddisfatti, puntuali) tutte e due le volte.",
        domain=CASES,
    ),
]
Only1 = Annotated[
    int,
    Arg(
        en="Customers who succeeded the first time only.",
        it="Clienti con esito favorevole solo la prima volta.",
        domain=CASES,
    ),
]
Only2 = Annotated[
    int,
    Arg(
        en="Customers who succeeded the second time only.",
        it="Clienti con esito favorevole solo la seconda volta.",
        domain=CASES,
    ),
]
Neither = Annotated[
    int,
    Arg(
        en="Customers who succeeded neither time.",
        it="Clienti con esito favorevole nessuna delle due volte.",
        domain=CASES,
    ),
]


@worksheet(
    "CX_RATE_DIFF_PAIRED",
    it="Differenza tra due quote degli stessi clienti, dai quattro conteggi.",
    kind=Kind.SHARE,
    example="=CX_RATE_DIFF_PAIRED(36,12,2,0)",
    returns_it="Una riga: la prima quota meno la seconda e il suo intervallo, come "
    "frazioni da -1 a 1; il mid-p del test di McNemar, che guarda solo chi è cambiato "
    "(1 se non è cambiato nessuno); quanti sono i clienti.",
    raises_it={
        "NoAnswers": "tutti e quattro i conteggi sono 0",
        "NotWhole": "un conteggio ha decimali",
    },
)
def rate_diff_paired(  # noqa: PLR0913, PLR0917 - the four counts of one table
    both: Both,
    only_1: Only1,
    only_2: Only2,
    neither: Neither,
    confidence: Confidence = 0.95,
    tails: Tails = 2,
) -> PairedDifference:
    """
    Difference of two shares of the same customers, from the four counts.

    Args:
        both: customers who succeeded both times, whole and at least 0.
        only_1: who succeeded the first time only; the first share is (both + only_1)
            of all.
        only_2: who succeeded the second time only.
        neither: who succeeded neither time.
        confidence: the level of the interval, in (0, 1).
        tails: 2, or 1 to ask whether the first share is above the second.

    Returns:
        A row: the first share minus the second and its interval (Newcombe's method
        10 for pairs), as fractions from -1 to 1; the mid-p value of McNemar's test,
        which looks at those who changed (1 if nobody did); how many customers.

    Raises:
        NoAnswers: all four counts are 0.
        NotWhole: a count has a fraction.

    References:
        Newcombe (1998), Statistics in Medicine 17, 2635-2650; Fagerland, Lydersen,
        Laake (2013), BMC Medical Research Methodology 13:91.

    >>> [round(x, 4) for x in rate_diff_paired(36, 12, 2, 0)]
    [0.2, 0.0569, 0.3404, 0.0074, 50]
    """
    pairs = matched.Pairs(both, only_1, only_2, neither)
    if not pairs.n:
        raise NoAnswers("both, only_1, only_2, neither")
    limits = matched.shares(pairs, confidence)
    p = matched.mid_p_value(pairs, tails)
    return PairedDifference(pairs.difference, *limits, p, pairs.n)


def _changes(one: Sequence[float], other: Sequence[float]) -> list[int]:
    """Return by how many codes each customer is higher the first time."""
    if len(one) != len(other):
        sizes = {"size": len(other), "other_size": len(one)}
        raise ShapesDiffer("scores_2", other="scores_1", **sizes)
    for name, scores in (("scores_1", one), ("scores_2", other)):
        for score in scores:
            if score not in NPS_SCALE:
                raise OffScale(name, value=score, scale=NPS_SCALE)
    if not one:
        raise NoAnswers("scores_1, scores_2")
    pairs = zip(one, other, strict=True)
    changes = [promoters.code(a) - promoters.code(b) for a, b in pairs]
    if len(changes) == 1:
        raise TooFew("scores_1, scores_2", n=1, least=2)
    if len(set(changes)) == 1:
        raise Undefined(
            "scores_1, scores_2",
            why_en="all customers changed by as much, so the data do not say how far"
            " changes vary; more customers are needed.",
            why_it="tutti i clienti sono cambiati allo stesso modo e i dati non dicono"
            " quanto varia il cambiamento; servono più clienti.",
        )
    return changes
