"""Counts: rows that enter no month or question, that can not be, or count twice."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cx_xl.cells import is_number
from cx_xl.checks.checklist import check
from cx_xl.checks.places import at, below, unlisted, where
from cx_xl.errors import Text
from cx_xl.workbooks.cell_values import midnight_in
from cx_xl.workbooks.template_model import load_template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cx_xl.checks.examination import Place
    from cx_xl.checks.subject import Subject
    from cx_xl.files.shared_formulas import Value

SCALES = {
    column.key.upper(): (column.low or 0, column.high or 0)
    for column in load_template().responses
    if column.kind == "score"
}
GROUP = ("month", "segment", "channel", "question", "score")


@check("counts_month", "error")
def counts_month(subject: Subject) -> Iterator[Place]:
    """The first day of a month of Monthly, or the row enters no KPI."""
    table, months = subject.filled.counts, subject.filled.months
    for row, (day, n) in zip(table.rows, table.records("month", "n"), strict=True):
        if n is not None and midnight_in(day) not in months:
            yield at(table, "month", row)


@check("counts_question", "error")
def counts_question(subject: Subject) -> Iterator[Place]:
    """NPS, CSAT, CES or respondents."""
    known = {word.casefold() for word in subject.filled.questions}
    table = subject.filled.counts
    for row, (question, n) in zip(
        table.rows, table.records("question", "n"), strict=True
    ):
        if n is not None and str(question).casefold() not in known:
            yield at(table, "question", row)


@check("counts_rows", "error")
def counts_rows(subject: Subject) -> Iterator[Place]:
    """Scores off their scale or in words; weights in some rows of a month only."""
    table = subject.filled.counts
    keys = ("month", "question", "score", "n", "weight", "squares")
    records = [
        (row, month, str(question).upper(), cells)
        for row, (month, question, *cells) in zip(
            table.rows, table.records(*keys), strict=True
        )
    ]
    weighted = {
        (month, question)
        for _, month, question, (_, _, *weights) in records
        if any(weight is not None for weight in weights)
    }
    for row, month, question, (score, n, *weights) in records:
        scale = SCALES.get(question)
        if scale is None or score is None or n is None:
            continue
        low, high = scale
        is_weighed = all(is_number(weight) and weight > 0 for weight in weights)
        if not (is_number(score) and low <= score <= high):
            yield at(table, "score", row)
        elif (month, question) in weighted and not is_weighed:
            yield at(table, "weight", row)


@check("counts_whole", "error")
def counts_whole(subject: Subject) -> Iterator[Place]:
    """Percentages, averages and text are no numbers of people."""
    return where(
        subject.filled.counts,
        "n",
        lambda n: (
            n is not None and not (is_number(n) and n >= 0 and float(n).is_integer())
        ),
    )


@check("counts_names", "warning")
def counts_names(subject: Subject) -> Iterator[Place]:
    """Segments and channels that the lists do not know."""
    for key, name in (("segment", "lst_Segments"), ("channel", "lst_Channels")):
        yield from unlisted(subject.filled.counts, key, name, subject)


@check("counts_below", "error")
def counts_below(subject: Subject) -> Iterator[Place]:
    """Cells that were filled below the table: no KPI sees them."""
    table = subject.filled.counts
    is_older = not table.sheet  # a book of a version without counts
    return iter(()) if is_older else below(table, "tblCounts", subject)


@check("counts_both", "warning")
def counts_both(subject: Subject) -> Iterator[Place]:
    """Answers and counts of one question in one month: they add up."""
    table = subject.filled.monthly
    for key in map(str.lower, SCALES):
        pair = (f"{key}_filled", f"{key}_weight")
        if set(pair) <= set(table.columns):
            for row, (single, counted) in zip(
                table.rows, table.records(*pair), strict=True
            ):
                is_both = is_number(single) and is_number(counted) and single * counted
                if is_both:
                    yield at(table, f"{key}_n", row)


@check(
    "counts_twice",
    "warning",
    what=Text(
        "Counts whose month, segment, channel, question and score stand twice",
        "Conteggi con mese, segmento, canale, domanda e voto ripetuti",
    ),
    remedy=Text(
        "They add up. If a block was pasted twice, delete one of the two.",
        "Si sommano. Se un blocco è stato incollato due volte, eliminane uno.",
    ),
)
def counts_twice(subject: Subject) -> Iterator[Place]:
    """A block that was pasted twice."""
    table = subject.filled.counts
    seen = Counter[tuple[str, ...]]()
    for row, cells in zip(table.rows, table.records(*GROUP, "n"), strict=True):
        *group, n = cells
        key = tuple(map(_folded, group))
        seen[key] += n is not None
        if n is not None and seen[key] > 1:
            yield at(table, "n", row)


def _folded(value: Value) -> str:
    return " ".join(str(value).split()).casefold()
