"""Loyalty: would customers recommend us, and will they stay?"""

from typing import Annotated, NamedTuple

from cx_xl.errors import NoAnswers
from cx_xl.kpi.shared.arguments import (
    NPS_SCALE,
    Answers,
    Confidence,
    Detractors,
    MinBase,
    NetScoreMethod,
    Passives,
    Promoters,
    Recommendations,
    Weights,
    with_base,
)
from cx_xl.kpi.shared.promoters import POINTS, interval, score
from cx_xl.spec import Arg, Domain, Family, Kind, Role, Scale, worksheet
from cx_xl.stats import net_score
from cx_xl.stats.estimate import Estimate
from cx_xl.stats.normal import Interval
from cx_xl.tally import Tally

FAMILY = Family.of(__doc__, "Fedeltà: i clienti ci consiglierebbero, e resteranno?")


@worksheet(
    "CX_NPS",
    it="Net Promoter Score: % promotori (9-10) meno % detrattori (0-6).",
    kind=Kind.POINTS,
    example="=CX_NPS({10;9;8;6})",
    returns_it="Punti da -100 a 100, non una percentuale.",
    raises_it={
        "OffScale": "una risposta non è tra 0 e 10",
        "LowBase": "le risposte sono meno di *min_base*",
    },
)
def nps(
    scores: Recommendations, weights: Weights = None, min_base: MinBase = 1
) -> Estimate:
    """
    Net Promoter Score: % promoters (9-10) minus % detractors (0-6).

    Args:
        scores: n >= 1 answers from 0 to 10; halves count down (6.5 is a detractor).
        weights: n weights >= 0.
        min_base: the smallest n that gives a result.

    Returns:
        Points in [-100, 100], not a percentage. In Python also n and the adjusted
        Wald interval.

    Raises:
        NoAnswers: there is nothing to count.
        OffScale: an answer is not from 0 to 10.
        LowBase: fewer than *min_base* answers.

    References:
        Reichheld (2003), "The One Number You Need to Grow", HBR 81(12).

    >>> nps([10, 9, 8, 6])
    Estimate(25.0, n=4)
    """
    tally = with_base(Tally.of(scores, weights).within(NPS_SCALE), min_base)
    return Estimate(score(tally), tally.n, interval(tally))


@worksheet(
    "CX_NPS_IFS",
    it="Net Promoter Score delle sole risposte che rispettano tutti i criteri.",
    kind=Kind.POINTS,
    example='=CX_NPS_IFS({10;9;8;6},{"Web";"Shop";"Web";"Web"},"Web")',
    filtered=True,
    returns_it="Punti da -100 a 100, come `nps`.",
    raises_it={
        "NoAnswers": "nessuna risposta rispetta tutti i criteri",
        "OffScale": "una di quelle scelte non è tra 0 e 10",
        "LowBase": "le risposte rimaste sono meno di *min_base*",
    },
)
def nps_ifs(
    scores: Recommendations, *, weights: Weights = None, min_base: MinBase = 1
) -> Estimate:
    """
    Net Promoter Score of the answers that meet all criteria.

    Args:
        scores: the n >= 1 answers from 0 to 10 that are left.
        weights: a weight >= 0 per answer.
        min_base: the smallest n that gives a result.

    Returns:
        Points in [-100, 100], as `nps`.

    Raises:
        NoAnswers: no answer meets all criteria.
        OffScale: one that does is not from 0 to 10.
        LowBase: fewer than *min_base* answers are left.
    """
    return nps(scores, weights, min_base)


@worksheet(
    "CX_NPS_FROM_COUNTS",
    it="Net Promoter Score quando conosci solo i tre conteggi.",
    kind=Kind.POINTS,
    example="=CX_NPS_FROM_COUNTS(120,45,30)",
    returns_it="Punti da -100 a 100; le quote non vengono arrotondate prima.",
    raises_it={"NoAnswers": "tutti e tre i conteggi sono 0"},
)
def nps_from_counts(
    promoters: Promoters, passives: Passives, detractors: Detractors
) -> Estimate:
    """
    Net Promoter Score when only the three counts are known.

    Args:
        promoters: how many gave 9 or 10, at least 0.
        passives: how many gave 7 or 8, at least 0.
        detractors: how many gave 0 to 6, at least 0.

    Returns:
        Points in [-100, 100]; the shares are not rounded first.

    Raises:
        NoAnswers: all three counts are 0.

    >>> round(nps_from_counts(120, 45, 30), 6)
    46.153846
    """
    three = net_score.Counts(promoters, passives, detractors)
    if not three.n:
        raise NoAnswers("promoters, passives, detractors")
    limits = net_score.interval(three).times(POINTS).clipped(-100, 100)
    return Estimate(POINTS * three.score, three.n, limits)


class Split(NamedTuple):
    """The three groups behind a Net Promoter Score, and its base."""

    promoters: float
    passives: float
    detractors: float
    n: float


AsCounts = Annotated[
    bool,
    Arg(
        en="TRUE for counts (or weights), FALSE (default) for shares.",
        it="VERO per i conteggi (o i pesi), FALSO (predefinito) per le quote.",
    ),
]


@worksheet(
    "CX_NPS_SPLIT",
    it="Quote di promotori, passivi e detrattori, e il numero di risposte.",
    kind=Kind.SHARE,
    example="=CX_NPS_SPLIT({10;9;8;6})",
    returns_it="Tre frazioni che sommano a 1 (o tre conteggi) per promotori, passivi "
    "e detrattori, e n, il numero di risposte.",
)
def nps_split(
    scores: Recommendations,
    weights: Weights = None,
    as_counts: AsCounts = False,  # noqa: FBT002 - cells have no keywords
) -> Split:
    """
    Shares of promoters, passives and detractors, and the base.

    Args:
        scores: n >= 1 answers from 0 to 10.
        weights: n weights >= 0.
        as_counts: counts (sums of weights) instead of shares.

    Returns:
        Three fractions that add up to 1 (or three counts) for promoters, passives and
        detractors, and n, the number of answers.

    Raises:
        NoAnswers: there is nothing to count.
        OffScale: an answer is not from 0 to 10.

    >>> nps_split([10, 9, 8, 6])
    Split(promoters=0.5, passives=0.25, detractors=0.25, n=4)
    """
    tally = Tally.of(scores, weights).within(NPS_SCALE)
    unit = tally.weight if as_counts else 1
    promoters = unit * tally.share(at_least=9)
    passives = unit * tally.share(at_least=7, below=9)
    return Split(promoters, passives, unit * tally.share(below=7), tally.n)


@worksheet(
    "CX_NPS_CI",
    it="Intervallo di confidenza del Net Promoter Score: minimo e massimo.",
    kind=Kind.POINTS,
    example="=CX_NPS_CI({10;9;8;6},0.95)",
    returns_it="Limite inferiore e superiore in punti, entrambi da -100 a 100; l'NPS "
    "sta sempre in mezzo.",
)
def nps_ci(
    scores: Recommendations,
    confidence: Confidence = 0.95,
    method: NetScoreMethod = "adjusted",
    weights: Weights = None,
) -> Interval:
    """
    Confidence interval of the Net Promoter Score: low and high.

    Args:
        scores: n >= 1 answers from 0 to 10.
        confidence: the level, in (0, 1).
        method: adjusted Wald, Tango's score, or plain Wald (too narrow below n = 100).
        weights: n weights >= 0; Wald then uses the linearised variance, the others
            Kish's effective n.

    Returns:
        Low and high limit in points, both in [-100, 100]; the score is always between
        them: where a method would miss it (one answer), the interval is extended.

    Raises:
        NoAnswers: there is nothing to count.
        OffScale: an answer is not from 0 to 10.

    References:
        Rocks (2016), arXiv:1601.07235; Tango (1998); Kish (1965) for the weights.
    """
    tally = Tally.of(scores, weights).within(NPS_SCALE)
    return interval(tally, confidence, method)


Loyalty = Annotated[
    Answers,
    Arg(
        en="Answers to the loyalty questions, one column per question.",
        it="Risposte alle domande sulla fedeltà, una colonna per domanda.",
        role=Role.SCORES,
    ),
]
AnswerPoints = Annotated[
    int,
    Arg(
        en="How many answers each question offers: 6 by default.",
        it="Quante risposte offre ogni domanda: 6 se non indichi altro.",
        domain=Domain(low=2),
    ),
]
FirstIsBest = Annotated[
    bool,
    Arg(
        en="TRUE (default) if 1 is the best answer, FALSE if it is the worst.",
        it="VERO (predefinito) se 1 è la risposta migliore, FALSO se è la peggiore.",
    ),
]


@worksheet(
    "CX_CLI",
    it="Customer Loyalty Index: media 0-100 delle domande sulla fedeltà.",
    kind=Kind.POINTS,
    example="=CX_CLI({1,2,3})",
    returns_it=(
        "Punti da 0 a 100: con sei risposte possibili 1 vale 100, 2 vale 80, 6 vale 0."
    ),
    raises_it={"OffScale": "una risposta non è tra 1 e *points*"},
)
def cli(
    answers: Loyalty,
    points: AnswerPoints = 6,
    first_is_best: FirstIsBest = True,  # noqa: FBT002 - cells have no keywords
    weights: Weights = None,
) -> Estimate:
    """
    Customer Loyalty Index: mean from 0 to 100 of the loyalty questions.

    Args:
        answers: answers from 1 to *points*; each one that was given counts.
        points: how many answers a question offers, at least 2.
        first_is_best: whether 1 is the best answer (it scores 100).
        weights: one weight per answer.

    Returns:
        Points in [0, 100]: with six answers 1 scores 100, 2 scores 80, 6 scores 0.

    Raises:
        NoAnswers: there is nothing to count.
        OffScale: an answer is not from 1 to *points*.

    References:
        customercentricity.it, "I KPI del customer service", part 10.

    >>> cli([1, 2, 3])
    Estimate(80.0, n=3)
    """
    scale = Scale(1, points)
    tally = Tally.of(answers, weights).within(scale, "answers")
    best_last = tally.mirrored(scale) if first_is_best else tally
    return Estimate(100 * (best_last.mean - 1) / (points - 1), tally.n)
