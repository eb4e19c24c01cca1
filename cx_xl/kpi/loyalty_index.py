"""The Customer Loyalty Index: several questions about loyalty, one figure."""

from typing import Annotated

from cx_xl.kpi import loyalty
from cx_xl.kpi.shared.arguments import Answers, Weights
from cx_xl.spec import Arg, Domain, Kind, Role, Scale, worksheet
from cx_xl.stats.estimate import Estimate
from cx_xl.tally import Tally

FAMILY = loyalty.FAMILY

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
        role=Role.WHOLE,
        domain=Domain(low=2),
    ),
]
FirstIsBest = Annotated[
    bool,
    Arg(
        en="TRUE (default) if 1 is the best answer, FALSE if it is the worst.",
        it="VERO (predefinito) se 1 è la risposta migliore, FALSO se è la peggiore.",
        role=Role.FLAG,
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
