"""Answers that stand twice: an export pasted again, or sorted in among its copies."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from cx_xl.checks.checklist import check
from cx_xl.checks.places import at
from cx_xl.checks.typed_answers import SCORES
from cx_xl.errors import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cx_xl.checks.examination import Place
    from cx_xl.checks.subject import Subject
    from cx_xl.files.shared_formulas import Value

    Answer = tuple[Value, ...]  # the day first

CHANCE = 0.01  # blocks that honest answers would repeat, on average
LEAST = 20  # equal pairs that are worth a word
SIGMAS = 5
MOODS = 1.5


@check(
    "pasted_twice",
    "error",
    what=Text(
        "Answers that stand in the table twice, in the same order",
        "Risposte che compaiono due volte, nello stesso ordine",
    ),
    remedy=Text(
        "An export was pasted again: delete the rows of the second copy.",
        "Un'esportazione è stata incollata di nuovo: elimina le righe della seconda "
        "copia.",
    ),
)
def pasted_twice(subject: Subject) -> Iterator[Place]:
    """Runs of rows that are a copy of rows above."""
    return pasted(subject, CHANCE)


@check(
    "equal_answers",
    "warning",
    what=Text(
        "Far more equal answers on the same day than chance explains",
        "Molte più risposte uguali nello stesso giorno di quante ne darebbe il caso",
    ),
    remedy=Text(
        "Was an export pasted twice and then sorted? Compare the number of answers "
        "with that of your survey tool.",
        "Un'esportazione incollata due volte e poi ordinata? Confronta il numero di "
        "risposte con quello del tuo strumento.",
    ),
)
def equal_answers(subject: Subject) -> Iterator[Place]:
    """Copies that were sorted in among the originals."""
    answers = _answers(subject)
    if copies(answers) or not too_alike(answers):
        return
    table = subject.filled.responses
    seen: set[Answer] = set()
    for row, answer in zip(table.rows, answers, strict=True):
        if answer in seen:
            yield at(table, "date", row)
        seen.add(answer)


def pasted(subject: Subject, chance: float) -> Iterator[Place]:
    """Yield the copies of runs that fewer than *chance* honest books would have."""
    table = subject.filled.responses
    for index in sorted(copies(_answers(subject), chance)):
        yield at(table, "date", table.rows[index])


def copies(answers: Sequence[Answer], chance: float = CHANCE) -> set[int]:
    """
    Return which answers belong to a copy of a run of answers above.

    A run counts from the length on that chance hardly ever repeats: with the share of
    equal pairs among all answers, and as many places as there are pairs of one day.

    >>> day = [(1, 9), (1, 4), (1, 7), (1, 0), (1, 10), (1, 3), (1, 8), (1, 1)]
    >>> sorted(copies(day + day))[:3], copies(day)
    ([8, 9, 10], set())
    """
    alike = _alike(answers)
    pairs = _pairs(Counter(answer[0] for answer in answers))
    if alike >= 1 or not pairs:
        return set()
    least = 2
    if alike > 0:
        least = max(2, math.ceil(math.log(chance / pairs) / math.log(alike)))
    first: dict[tuple[Answer, ...], int] = {}
    found: set[int] = set()
    for start in range(len(answers) - least + 1):
        run = tuple(answers[start : start + least])
        # Sorted answers repeat one row many times: that is no copy.
        if len(set(run)) < max(2, least // 2):
            continue
        before = first.setdefault(run, start)
        if start - before >= least:
            found.update(range(start, start + least))
    return found


def too_alike(answers: Sequence[Answer]) -> bool:
    """
    Tell whether more pairs of one day are equal than chance would make.

    Good and bad days make answers more alike than independent ones; so the limit lies
    half as high again as five standard deviations above the expected number.
    """
    equal = _pairs(Counter(answers))
    expected = _pairs(Counter(answer[0] for answer in answers)) * _alike(answers)
    return equal > LEAST + MOODS * (expected + SIGMAS * math.sqrt(expected))


def _answers(subject: Subject) -> list[Answer]:
    table = subject.filled.responses
    return table.records("date", "channel", "segment", *SCORES)


def _pairs(counts: Counter[object] | Counter[Value] | Counter[Answer]) -> int:
    return sum(n * (n - 1) // 2 for n in counts.values())


def _alike(answers: Sequence[Answer]) -> float:
    """Return how likely two answers are equal but for their day."""
    days: dict[Answer, int] = defaultdict(int)
    for answer in answers:
        days[answer[1:]] += 1
    n = len(answers)
    return sum((count / n) ** 2 for count in days.values()) if n else 0.0
