"""From a file to what its book gives to the sum, or to why it gives nothing."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from cx_xl.cells import is_number
from cx_xl.checks.checklist import all_checks
from cx_xl.checks.places import at
from cx_xl.checks.repeats import pasted
from cx_xl.errors import Explained
from cx_xl.files.addresses import position
from cx_xl.reports.rollup import traces
from cx_xl.reports.rollup.extract import Counts, Extract, Outcome
from cx_xl.reports.rollup.money import currencies
from cx_xl.reports.rollup.typed_book import subject_of
from cx_xl.reports.rollup.why_left_out import (
    DoesNotAddUp,
    IsRollup,
    NoMonth,
    NothingThere,
    OtherHeaders,
    TooMuchMemory,
    left_out,
    told,
)
from cx_xl.tally import Tally
from cx_xl.workbooks.cell_values import month_in
from cx_xl.workbooks.keeping import NotOurBook
from cx_xl.workbooks.month import MonthOfBook, number
from cx_xl.workbooks.opening import open_workbook
from cx_xl.workbooks.properties import is_rollup, schema, template_version
from cx_xl.workbooks.rows import month_after
from cx_xl.workbooks.summary import is_template
from cx_xl.workbooks.template_model import SCORES, load_template

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from os import PathLike

    from cx_xl.checks.examination import Finding, Place
    from cx_xl.checks.subject import Subject
    from cx_xl.files.shared_formulas import Value

INPUTS = tuple(column.key for column in load_template().group("inputs"))
COSTS = ("sales_cost", "marketing_cost", "campaign_margin")
# The errors of `cx-xl check` that stand in what people type; its other checks look at
# formulas and stored results, which nobody reads here.
CHECKS = (
    *("off_scale_nps", "off_scale_csat", "off_scale_ces", "text_scores", "labels"),
    *("error_answers", "no_date", "outside_months", "below_table", "other_scale"),
    *("future_dates", "pasted_twice", "lost_too_many", "months_gap", "bad_inputs"),
    *("bad_settings", "counts_month", "counts_question", "counts_rows"),
    *("counts_whole", "counts_below"),
)


# One honest book in a hundred has a run that looks pasted: too many of a thousand.
RARE = 1e-6
FINDS = {"pasted_twice": partial(pasted, chance=RARE)}


def read(path: str | PathLike[str], book: str, month: date, today: date) -> Outcome:
    """
    Return what a book gives to the sum of a month.

    Args:
        path: its file.
        book: what it is called.
        month: the first day of the month.
        today: what TODAY() gives.
    """
    try:
        workbook = open_workbook(path, name=book, tells_region=False)
        if is_rollup(workbook.package):
            raise IsRollup
        if not is_template(workbook):
            raise NotOurBook(file=book)
        return _read(subject_of(workbook, today), book, month)
    except Explained as why:
        return Outcome(left_out=left_out(book, why))
    except MemoryError:
        return Outcome(left_out=left_out(book, TooMuchMemory()))


def _read(subject: Subject, book: str, month: date) -> Outcome:
    if subject.template is None:
        raise OtherHeaders
    months = subject.template.months
    if month not in months:
        raise NoMonth(
            month=f"{month:%Y-%m}",
            first=f"{min(months):%Y-%m}" if months else "-",
            last=f"{max(months):%Y-%m}" if months else "-",
        )
    finding = next(_findings(subject, month), None)
    if finding is not None:
        what, remedy = finding.what, finding.remedy
        where = f" ({', '.join(finding.areas[:3])})" if finding.areas else ""
        en, it = (f"{words.rstrip('.')}{where}." for words in (what.en, what.it))
        return Outcome(
            left_out=told(book, finding.check, (en, remedy.en), (it, remedy.it))
        )
    _refuse_unequal_customers(subject, month)
    held = MonthOfBook(subject.template, month)
    return Outcome(extract=_extract(subject, book, held))


def _findings(subject: Subject, month: date) -> Iterator[Finding]:
    """Yield the errors that may touch a month."""
    checks = {check.key: check for check in all_checks()}
    for check in (checks[key] for key in CHECKS):
        found = check.finding(
            place
            for place in FINDS.get(check.key, check.find)(subject)
            if _month_of(subject, place) in {None, month}
        )
        if found:
            yield found


def _month_of(subject: Subject, place: Place) -> date | None:
    """Return the month whose numbers a place touches; None where it may be any."""
    filled = subject.filled
    row = position(place.cell)[0] if place.cell else 0
    answers = filled.responses
    if place.sheet == answers.sheet and row in answers.rows:
        month = month_in(answers.value(row, answers.columns["date"]))
        return month if month in filled.months else None
    counts = filled.counts
    if place.sheet == counts.sheet and row in counts.rows:
        month = month_in(counts.value(row, counts.columns["month"]))
        return month if month in filled.months else None
    if place.sheet == filled.monthly.sheet:
        return next((month for month, at in filled.months.items() if at == row), None)
    return None


def _refuse_unequal_customers(subject: Subject, month: date) -> None:
    """Raise where the month does not start with the customers of the one before."""
    held = MonthOfBook(subject.filled, month)
    before = month_after(month, -1)
    if before not in subject.filled.months:
        return
    start = held.number("start", month)
    *parts, lost = (held.number(key, before) for key in ("start", "new", "lost"))
    if start is None or lost is None or None in parts:
        return
    end = sum(part for part in parts if part is not None) - lost
    if start != end:
        table = subject.filled.monthly
        place = at(table, "start", subject.filled.months[month])
        raise DoesNotAddUp(cell=f"{place.sheet}!{place.cell}", start=start, end=end)


def _extract(subject: Subject, book: str, held: MonthOfBook) -> Extract:
    month, filled = held.month, subject.filled
    people = held.people(month)
    typed = {key: held.number(key, month) for key in INPUTS}
    inputs = {key: number for key, number in typed.items() if number is not None}
    if not people and not inputs:
        raise NothingThere(month=f"{month:%Y-%m}")
    table, row = filled.monthly, filled.months[month]
    costs = [(row, table.columns[key]) for key in COSTS if key in inputs]
    found = currencies(subject.book.package, table.sheet, costs) if costs else ()
    satisfied = int(filled.setting("set_SatisfiedFrom", 0))
    tallies = {key: held.tallies(key, month).get("", Tally({})) for key in SCORES}
    days = traces.of_days(list(_rows(subject, month)))
    counted = traces.of_counts(held.counts.get(month, []))
    return Extract(
        book=book,
        schema_version=schema(subject.book.package),
        template=template_version(subject.book.package),
        language=filled.language,
        currencies=tuple(sorted(found)),
        confidence=held.confidence,
        min_base=held.min_base,
        satisfied_from=satisfied or load_template().settings.satisfied_from,
        answers=people,
        scores={key: _given(tally) for key, tally in tallies.items()},
        weighted=tuple(key for key, tally in tallies.items() if tally.is_weighted),
        inputs=inputs,
        whole=traces.of_all([*days, *counted], inputs, satisfied),
        days=tuple(
            part for part in (*days, *counted) if part.bits >= traces.LEAST_BITS
        ),
        people=traces.of_people(subject.book.package, month, _further(subject, month)),
    )


def _given(tally: Tally) -> Counts:
    """Return how often each answer was given."""
    return tuple(sorted((score, mass.n) for score, mass in tally.masses.items()))


def _rows(subject: Subject, month: date) -> Iterator[traces.Row]:
    """
    Yield the answers of a month, as they are compared with those of other books.

    By their scores alone: segments are renamed, and translated.
    """
    for day, *scores in subject.filled.responses.records("date", *SCORES):
        if is_number(day) and month_in(day) == month:
            yield traces.Row(int(day), tuple(map(number, scores)))


def _further(subject: Subject, month: date) -> dict[str, list[Value]]:
    """Return the columns that the user added to the answers of a month."""
    answers, package = subject.filled.responses, subject.book.package
    table = next(t for t in package.tables if t.name == "tblResponses")
    known, days = set(answers.columns.values()), answers["date"]
    rows = [
        row
        for row, day in zip(answers.rows, days, strict=True)
        if month_in(day) == month
    ]
    return {
        header: [answers.value(row, column) for row in rows]
        for column, header in enumerate(table.columns, table.area.left)
        if column not in known
    }
