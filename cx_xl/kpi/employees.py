"""Employees: are those who serve customers content?"""

from collections.abc import Sequence
from statistics import fmean
from typing import Annotated

from cx_xl.spec import Arg, Domain, Family, Kind, Role, Scale, worksheet
from cx_xl.stats.estimate import Estimate
from cx_xl.tally import Tally

FAMILY = Family.of(__doc__, "Persone: chi serve i clienti è contento?")

EmployeeAnswers = Annotated[
    Sequence[Tally],
    Arg(
        en="Answers to the three questions, one column each, from 1 up.",
        it="Risposte alle tre domande, una colonna per domanda, da 1 in su.",
        role=Role.ITEMS,
        columns=3,
    ),
]
EmployeeScale = Annotated[
    int,
    Arg(
        en="Highest answer of the questions: 10 by default.",
        it="Risposta più alta delle domande: 10 se non indichi altro.",
        domain=Domain(low=2),
    ),
]


@worksheet(
    "CX_ESI",
    it="Employee Satisfaction Index: media 0-100 delle tre domande ai dipendenti.",
    kind=Kind.POINTS,
    example="=CX_ESI({8,7,6})",
    returns_it="Punti da 0 a 100: 100 (media - 1) / (scale_max - 1), sulla media "
    "delle medie delle domande. Per l'eNPS usa CX_NPS: la formula è la stessa.",
)
def esi(answers: EmployeeAnswers, scale_max: EmployeeScale = 10) -> Estimate:
    """
    Employee Satisfaction Index: mean from 0 to 100 of three questions.

    Args:
        answers: answers from 1 to *scale_max*: satisfaction, expectations met, close
            to the ideal job. A missing answer leaves out that question only.
        scale_max: the highest answer on offer, at least 2.

    Returns:
        Points in [0, 100]: 100 (mean - 1) / (scale_max - 1), over the mean of the
        questions' means. For eNPS use CX_NPS: its formula is the same. In Python also
        n, that of the smallest question.

    Raises:
        NoAnswers: a question has no answer.
        OffScale: an answer is not from 1 to *scale_max*.

    References:
        Netigate, "Employee Satisfaction Index": three questions from 1 to 10.

    >>> round(esi([Tally.of([8]), Tally.of([7]), Tally.of([6])]), 3)
    66.667
    """
    scale = Scale(1, scale_max)
    mean = fmean(question.within(scale, "answers").mean for question in answers)
    n = min(question.n for question in answers)
    return Estimate(100 * (mean - 1) / (scale_max - 1), n)
