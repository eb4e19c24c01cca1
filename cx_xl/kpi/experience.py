"""Experience: how good is the whole, seen through its parts?"""

from collections.abc import Hashable, Mapping, Sequence, Sized
from statistics import fmean
from typing import Annotated

from cx_xl.errors import NoAnswers, ShapesDiffer, Text, WrongColumns, ZeroBase
from cx_xl.kpi.shared.arguments import COUNT, Answers, Weights
from cx_xl.spec import Arg, Family, Kind, Role, Scale, Table, worksheet
from cx_xl.stats.estimate import Estimate
from cx_xl.tally import Tally

FAMILY = Family.of(
    __doc__, "Esperienza: com'è l'insieme, visto attraverso le sue parti?"
)

FIVE_POINTS = Scale(1, 5)
# The 22 questions of the questionnaire, in its order.
SERVQUAL_ITEMS = {
    "Tangibles": 4,
    "Reliability": 5,
    "Responsiveness": 4,
    "Assurance": 4,
    "Empathy": 5,
}

Needs = Annotated[
    Answers,
    Arg(
        en="Answers from 1 to 5 to 'did we meet your needs?'.",
        it="Risposte da 1 a 5 a «abbiamo soddisfatto le tue esigenze?».",
        role=Role.SCORES,
    ),
]
Ease = Annotated[
    Answers,
    Arg(
        en="Answers from 1 to 5 to 'how easy was it?'.",
        it="Risposte da 1 a 5 a «quanto è stato facile?».",
        role=Role.SCORES,
    ),
]
Enjoyment = Annotated[
    Answers,
    Arg(
        en="Answers from 1 to 5 to 'how enjoyable was it?'.",
        it="Risposte da 1 a 5 a «quanto è stato piacevole?».",
        role=Role.SCORES,
    ),
]


@worksheet(
    "CX_CXI",
    it="Customer Experience Index: media dei netti di esigenze, facilità e piacere.",
    kind=Kind.POINTS,
    example="=CX_CXI({5;4;3},{4;4;2},{5;3;1})",
    returns_it="Punti da -100 a 100: per ogni domanda la % di 4-5 meno la % di 1-2, "
    "poi la media delle tre. Una risposta mancante esclude solo la sua domanda.",
    raises_it={"OffScale": "una risposta non è tra 1 e 5"},
    sources_it={
        "the present CX Index weights its questions by industry and is not published": (
            "il CX Index di oggi pesa le domande per settore e non è pubblicato"
        )
    },
)
def cxi(
    needs: Needs, ease: Ease, enjoyment: Enjoyment, weights: Weights = None
) -> Estimate:
    """
    Customer Experience Index: mean net score of needs, ease and enjoyment.

    Args:
        needs: answers from 1 to 5 to "met my needs".
        ease: answers from 1 to 5 to "was easy".
        enjoyment: answers from 1 to 5 to "was enjoyable".
        weights: one weight per person (per row).

    Returns:
        Points in [-100, 100]: per question % of 4-5 minus % of 1-2, then their mean.
        A missing answer leaves out that question only. In Python also n, that of the
        smallest question.

    Raises:
        NoAnswers: a question has no answer.
        OffScale: an answer is not from 1 to 5.

    References:
        Forrester, CXi 2007-2014; the present CX Index weights its questions by
        industry and is not published.

    >>> round(cxi([5, 4, 3], [4, 4, 2], [5, 3, 1]), 6)
    33.333333
    """
    levels = {"needs": needs, "ease": ease, "enjoyment": enjoyment}
    tallies = [
        Tally.of(answers, weights).within(FIVE_POINTS, name)
        for name, answers in levels.items()
    ]
    nets = [tally.share(at_least=4) - tally.share(below=3) for tally in tallies]
    return Estimate(100 * fmean(nets), min(tally.n for tally in tallies))


Perceptions = Annotated[
    Mapping[str, Sequence[float | None]],
    Arg(
        en="What customers experienced: one column per question, one row per person.",
        it="Che cosa hanno vissuto i clienti: una colonna per domanda.",
        role=Role.MATRIX,
        columns=22,
    ),
]
Expectations = Annotated[
    Mapping[str, Sequence[float | None]],
    Arg(
        en="What they had expected: the same questions and people.",
        it="Che cosa si aspettavano: stesse domande, stesse persone.",
        role=Role.MATRIX,
        columns=22,
    ),
]
Dimensions = Annotated[
    Sequence[Hashable] | None,
    Arg(
        en="The dimension of each question; left out, the 22 standard questions.",
        it="La dimensione di ogni domanda; se lo ometti, le 22 domande standard.",
        role=Role.GROUPS,
        table="dimensions",
    ),
]
DimensionWeights = Annotated[
    Sequence[float] | None,
    Arg(
        en="Importance of each dimension in order, 100 points shared out; left out, "
        "all are equal.",
        it="L'importanza di ogni dimensione: 100 punti da dividere; se lo ometti, è "
        "la stessa per tutte.",
        role=Role.NUMBERS,
        domain=COUNT,
    ),
]


@worksheet(
    "CX_SERVQUAL",
    it="SERVQUAL: divario tra servizio percepito e atteso, per dimensione.",
    kind=Kind.MEAN,
    example='=CX_SERVQUAL({5,6,4},{6,6,5},{"Reliability","Reliability","Empathy"})',
    returns_it="Una riga per dimensione: media del servizio percepito (P), media di "
    "quello atteso (E), divario P - E, peso e divario pesato. L'ultima riga riporta "
    "le medie semplici di P, E e divario, e la media pesata dei divari. Un divario "
    "negativo dice che le attese sono state deluse; in CX_IPA il segno è l'opposto: "
    "lì è un divario positivo a chiedere lavoro.",
    raises_it={
        "WrongColumns": "*expectations* non ha le stesse colonne di *perceptions*",
        "ShapesDiffer": (
            "le dimensioni non sono una per domanda, o i pesi non sono uno per "
            "dimensione"
        ),
        "NoAnswers": "una dimensione non ha nessuna coppia di risposte",
        "ZeroBase": "la somma dei pesi è 0",
    },
    missing=Text(
        "A question counts for a person only if both its answers are there, the "
        "perceived and the expected one.",
        "Una domanda vale per una persona solo se ci sono entrambe le risposte, "
        "quella sul servizio percepito e quella sull'atteso.",
    ),
)
def servqual(
    perceptions: Perceptions,
    expectations: Expectations,
    dimensions: Dimensions = None,
    dimension_weights: DimensionWeights = None,
) -> Table:
    """
    SERVQUAL: gap between service perceived and expected, by dimension.

    Args:
        perceptions: one column per question, on any one scale (usually 1-7).
        expectations: the same questions; only pairs with both answers count.
        dimensions: the dimension of each question; without it there must be 22
            questions: tangibles 4, reliability 5, responsiveness 4, assurance 4,
            empathy 5.
        dimension_weights: one weight >= 0 per dimension, in order of appearance; they
            are divided by their sum, so that 100 points and fractions do the same.

    Returns:
        A row per dimension: mean perception P, mean expectation E, gap P - E, weight
        and weighted gap. The last row holds the plain means of P, E and gap, and the
        weighted mean of the gaps. A negative gap says that expectations were not met;
        in CX_IPA the sign is the opposite: there a positive gap calls for work.

    Raises:
        WrongColumns: *expectations* has other columns than *perceptions*.
        ShapesDiffer: there is not one dimension per question, or not one weight per
            dimension.
        NoAnswers: a dimension has no pair of answers.
        ZeroBase: the weights add up to 0.

    References:
        Zeithaml, Parasuraman, Berry (1990), "Delivering Quality Service".
    """
    if len(expectations) != len(perceptions):
        raise WrongColumns(
            "expectations",
            needed=len(perceptions),
            columns=Text("as many as perceptions", "quante ne ha perceptions"),
            given=len(expectations),
        )
    if dimensions is None:
        dimensions = [name for name, n in SERVQUAL_ITEMS.items() for _ in range(n)]
    _same_size("dimensions", dimensions, "perceptions", perceptions)
    pairs: dict[Hashable, list[tuple[float, float]]] = {}
    columns = zip(dimensions, perceptions.values(), expectations.values(), strict=True)
    for dimension, *sides in columns:
        pairs.setdefault(dimension, []).extend(
            (p, e)
            for p, e in zip(*sides, strict=True)
            if p is not None and e is not None
        )
    weights = [1.0] * len(pairs) if dimension_weights is None else dimension_weights
    _same_size("dimension_weights", weights, "dimensions", pairs)
    if not sum(weights):
        raise ZeroBase("dimension_weights")
    rows = [
        _dimension(name, answers, weight / sum(weights))
        for (name, answers), weight in zip(pairs.items(), weights, strict=True)
    ]
    _, perceived, expected, gaps, _, weighted = zip(*rows, strict=True)
    total = (
        "total",
        fmean(perceived),
        fmean(expected),
        fmean(gaps),
        1.0,
        sum(weighted),
    )
    header = ("dimension", "P", "E", "gap", "weight", "weighted gap")
    return Table(header, [*rows, total])


def _dimension(
    name: Hashable, pairs: Sequence[tuple[float, float]], weight: float
) -> tuple[Hashable, float, float, float, float, float]:
    if not pairs:
        raise NoAnswers(f"perceptions, expectations ({name})")
    perceived, expected = (fmean(side) for side in zip(*pairs, strict=True))
    gap = perceived - expected
    return name, perceived, expected, gap, weight, weight * gap


def _same_size(name: str, given: Sized, other: str, wanted: Sized) -> None:
    if len(given) != len(wanted):
        sizes = {"size": len(given), "other_size": len(wanted)}
        raise ShapesDiffer(name, other=other, **sizes)
