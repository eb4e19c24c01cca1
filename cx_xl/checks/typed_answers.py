"""Answers: scores off their scale, words for scores, dates that enter no month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.cells import is_number
from cx_xl.checks.checklist import check
from cx_xl.checks.places import at, below, unlisted, where
from cx_xl.dates import serial
from cx_xl.errors import Code, Text
from cx_xl.headless.compare import is_text
from cx_xl.workbooks.cell_values import month_in
from cx_xl.workbooks.template_model import load_template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cx_xl.checks.examination import Place
    from cx_xl.checks.subject import Subject
    from cx_xl.files.shared_formulas import Value

SCORES = {c.key: c for c in load_template().responses if c.kind == "score"}


@check("off_scale_nps", "error")
def off_scale_nps(subject: Subject) -> Iterator[Place]:
    """NPS answers outside 0-10."""
    return _off_scale(subject, "nps")


@check("off_scale_csat", "error")
def off_scale_csat(subject: Subject) -> Iterator[Place]:
    """CSAT answers outside 1-5."""
    return _off_scale(subject, "csat")


@check("off_scale_ces", "error")
def off_scale_ces(subject: Subject) -> Iterator[Place]:
    """CES answers outside 1-7."""
    return _off_scale(subject, "ces")


@check("text_scores", "error")
def text_scores(subject: Subject) -> Iterator[Place]:
    """Numbers stored as text, TRUE and FALSE, blanks."""
    for key in SCORES:
        yield from where(
            subject.filled.responses, key, lambda v: is_no_score(v) and not is_label(v)
        )


@check(
    "labels",
    "error",
    what=Text("Words where scores belong", "Parole al posto dei voti"),
    remedy=Text(
        "Replace each word by its points (Find and Replace, or =CX_POINTS), or bring "
        "the export in with cx-xl import, which reads the labels of survey tools.",
        "Sostituisci ogni parola con i suoi punti (Trova e sostituisci, oppure "
        "=CX_POINTS), o carica l'esportazione con cx-xl import, che legge le "
        "etichette dei sondaggi.",
    ),
    line="text_scores",
)
def labels(subject: Subject) -> Iterator[Place]:
    """Text with letters: Promoter, 10 - Extremely likely, n/a."""
    for key in SCORES:
        yield from where(subject.filled.responses, key, is_label)


@check("error_answers", "error")
def error_answers(subject: Subject) -> Iterator[Place]:
    """Error cells among the answers."""
    table = subject.filled.responses
    for key in table.columns:
        yield from where(table, key, lambda value: isinstance(value, Code))


@check("no_date", "error")
def no_date(subject: Subject) -> Iterator[Place]:
    """Answers whose date is blank or text."""
    table = subject.filled.responses
    for row, (day, *scores) in zip(
        table.rows, table.records("date", *SCORES), strict=True
    ):
        is_dated = is_number(day) or isinstance(day, Code)
        if not is_dated and any(score is not None for score in scores):
            yield at(table, "date", row)


@check("outside_months", "error")
def outside_months(subject: Subject) -> Iterator[Place]:
    """Dates before the first or after the last month of Monthly."""
    months = subject.filled.months
    table = subject.filled.responses
    for row, value in zip(table.rows, table["date"], strict=True):
        if is_number(value) and month_in(value) not in months:
            yield at(table, "date", row)


@check(
    "future_dates",
    "error",
    what=Text("Answers dated after today", "Risposte con una data futura"),
    remedy=Text(
        "Correct the dates: often day and month are swapped, or the year is next "
        "year's.",
        "Correggi le date: spesso giorno e mese sono scambiati, o l'anno è il "
        "prossimo.",
    ),
)
def future_dates(subject: Subject) -> Iterator[Place]:
    """Answers that nobody can have given yet; tomorrow is today elsewhere."""
    latest = serial(subject.today) + 2
    return where(
        subject.filled.responses,
        "date",
        lambda value: is_number(value) and value >= latest,
    )


@check("below_table", "error")
def below_table(subject: Subject) -> Iterator[Place]:
    """Cells that were filled below the table: no KPI sees them."""
    return below(subject.filled.responses, "tblResponses", subject)


@check("unknown_segment", "warning")
def unknown_segment(subject: Subject) -> Iterator[Place]:
    """Segments that the list does not know."""
    return unlisted(subject.filled.responses, "segment", "lst_Segments", subject)


@check("unknown_channel", "warning")
def unknown_channel(subject: Subject) -> Iterator[Place]:
    """Channels that the list does not know."""
    return unlisted(subject.filled.responses, "channel", "lst_Channels", subject)


def _off_scale(subject: Subject, key: str) -> Iterator[Place]:
    low, high = SCORES[key].low or 0, SCORES[key].high or 0
    return where(
        subject.filled.responses,
        key,
        lambda value: is_number(value) and not low <= value <= high,
    )


def is_no_score(value: Value) -> bool:
    """Say whether a cell holds text or TRUE."""
    return is_text(value) or isinstance(value, bool)


def is_label(value: Value) -> bool:
    """Say whether a cell holds words."""
    return is_text(value) and any(letter.isalpha() for letter in str(value))
