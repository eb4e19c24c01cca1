"""Scores that look like those of another scale, or like no person's answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cx_xl.cells import is_number
from cx_xl.checks.checklist import check
from cx_xl.checks.examination import Place
from cx_xl.checks.places import at, where
from cx_xl.checks.typed_answers import SCORES
from cx_xl.errors import Text
from cx_xl.workbooks.cell_values import month_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cx_xl.checks.subject import Subject
    from cx_xl.files.shared_formulas import Value
    from cx_xl.workbooks.filled import FilledTable

    At = tuple[FilledTable, str, int]  # table, column and row

FEW = 10  # answers from which on a scale can be told, as on sheet Checks
MANY = 20  # where the better answers may honestly be rare
HIGHEST_OF_FIVE = 5


@dataclass
class _Asked:
    """What a month holds of a question."""

    first: Place
    people: float = 0
    highest: float = 0


@check("other_scale", "error")
def other_scale(subject: Subject) -> Iterator[Place]:
    """No NPS answer above 5: a question from 1 to 5."""
    table = subject.filled.responses
    if _looks_like_five(table["nps"]):
        yield Place(sheet=table.sheet, cell=table.address("nps", table.rows.start))


@check(
    "other_scale_month",
    "warning",
    what=Text(
        "Months without a single NPS answer above 5",
        "Mesi senza nemmeno un voto NPS sopra il 5",
    ),
    remedy=Text(
        "Look where that month's answers come from: were they asked from 1 to 5?",
        "Controlla da dove vengono le risposte di quel mese: la scala era da 1 a 5?",
    ),
)
def other_scale_month(subject: Subject) -> Iterator[Place]:
    """One month of another survey among good ones; counts are answers, too."""
    if _looks_like_five(subject.filled.responses["nps"]):
        return
    for month, asked in sorted(_by_month(subject, "nps").items()):
        if asked.people >= FEW and asked.highest <= HIGHEST_OF_FIVE:
            yield asked.first.model_copy(update={"held": f"{month:%Y-%m}"})


@check(
    "other_scale_ces",
    "warning",
    what=Text(
        "No CES answer above 5: a question from 1 to 5?",
        "Nessun voto CES sopra il 5: domanda da 1 a 5?",
    ),
    remedy=Text(
        "CES needs answers from 1 to 7, and those of another scale cannot be "
        "converted: leave the column blank.",
        "Il CES vuole voti da 1 a 7, e quelli di un'altra scala non si possono "
        "convertire: lascia vuota la colonna.",
    ),
)
def other_scale_ces(subject: Subject) -> Iterator[Place]:
    """Many people, and nobody who found it easy: it was another scale."""
    months = _by_month(subject, "ces")
    people = sum(asked.people for asked in months.values())
    if people >= MANY and all(m.highest <= HIGHEST_OF_FIVE for m in months.values()):
        yield months[min(months)].first


@check(
    "fractions",
    "warning",
    what=Text("Scores that are no whole numbers", "Voti che non sono numeri interi"),
    remedy=Text(
        "A person's answer is a whole number: an average does not belong here. Paste "
        "the answers, or how many people gave each into Counts.",
        "La risposta di una persona è un numero intero: qui una media non va bene. "
        "Incolla le risposte, o quante persone hanno dato ogni voto in Conteggi.",
    ),
)
def fractions(subject: Subject) -> Iterator[Place]:
    """Averages where answers belong: 8.5 is counted as one passive person."""
    for key in SCORES:
        yield from where(
            subject.filled.responses,
            key,
            lambda value: is_number(value) and not float(value).is_integer(),
        )


def _by_month(subject: Subject, key: str) -> dict[date, _Asked]:
    """Return the answers to a question by month, those of Counts among them."""
    found: dict[date, _Asked] = {}
    for place, day, score, n in _people(subject, key):
        month = month_in(day)
        # Counts may list every score of the scale, with n = 0 where nobody gave it.
        if month is not None and is_number(score) and is_number(n) and n > 0:
            if month not in found:
                found[month] = _Asked(at(*place))
            asked = found[month]
            asked.people += n
            asked.highest = max(asked.highest, score)
    return found


def _people(subject: Subject, key: str) -> Iterator[tuple[At, Value, Value, Value]]:
    """Yield where an answer to a question stands, its day, its score and how many."""
    table = subject.filled.responses
    for row, (day, score) in zip(table.rows, table.records("date", key), strict=True):
        if score is not None:
            yield (table, key, row), day, score, 1
    table = subject.filled.counts
    keys = ("month", "question", "score", "n")
    for row, (day, question, score, n) in zip(
        table.rows, table.records(*keys), strict=True
    ):
        if str(question).casefold() == key:
            yield (table, "score", row), day, score, n


def _looks_like_five(scores: list[Value]) -> bool:
    numbers = [score for score in scores if is_number(score)]
    return len(numbers) >= FEW and max(numbers) <= HIGHEST_OF_FIVE
