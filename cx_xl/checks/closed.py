"""Closed months that are no longer what was frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.checks.checklist import check
from cx_xl.checks.examination import Place
from cx_xl.checks.places import at
from cx_xl.errors import LANGUAGES, Text
from cx_xl.headless import Message
from cx_xl.workbooks import numbers
from cx_xl.workbooks.frozen import differences, frozen
from cx_xl.workbooks.history import latest, read_history
from cx_xl.workbooks.month import MonthOfBook
from cx_xl.workbooks.template_model import load_template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cx_xl.checks.subject import Subject
    from cx_xl.workbooks.frozen import Difference
    from cx_xl.workbooks.history import Closed


@check(
    "closed_month",
    "error",
    what=Text(
        "Closed months whose answers or inputs were changed afterwards",
        "Mesi chiusi in cui risposte o dati sono cambiati dopo la chiusura",
    ),
    remedy=Text(
        "Undo the change; or, if it is right, freeze the month again: cx-xl close "
        "BOOK MONTH --again.",
        "Annulla la modifica; se invece è giusta, richiudi il mese: cx-xl close FILE "
        "MESE --again.",
    ),
)
def closed_month(subject: Subject) -> Iterator[Place]:
    """What the history of the book says against what its months say today."""
    history = read_history(subject.book.package)
    book = subject.filled
    columns = {book.texts[f"kpis.{k.key}.code"]: k.key for k in load_template().kpis}
    for month in sorted({row.month for row in history}):
        before = latest(history, month)
        if month not in book.months:
            yield Place(held=f"{month:%Y-%m}", reason=GONE)
            continue
        now = frozen(MonthOfBook(book, month), subject.today, "", 0)
        found: dict[str, list[Difference]] = {}
        for one in differences(before, now):
            found.setdefault(columns.get(one.kpi, "month"), []).append(one)
        for key, some in found.items():
            place = at(book.monthly, key, book.months[month])
            yield place.model_copy(update={"reason": _reason(before[0], some[0])})


GONE = Message(
    code="month_gone",
    en="The book no longer has this month.",
    it="Il file non ha più questo mese.",
)


def _reason(closed: Closed, one: Difference) -> Message:
    """Say what was frozen and when."""
    month = f"{closed.month:%Y-%m}"
    day_en, day_it = (numbers.in_words(closed.closed, each) for each in LANGUAGES)
    return Message(
        code=one.what,
        en=f"{month}, closed on {day_en}: {one.sentence('en')}",
        it=f"{month}, chiuso il {day_it}: {one.sentence('it')}",
    )
