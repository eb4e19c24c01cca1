"""What a new book is to be, and whether the old one is that already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cx_xl.dates import month_number
from cx_xl.hosts.registry import PORTABLE
from cx_xl.workbooks.cell_values import day_in
from cx_xl.workbooks.rows import month_after
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.upgrades.former_headers import headers_of
from cx_xl.workbooks.upgrades.upgrade_report import Form, Outcome
from cx_xl.workbooks.writer import HEADER_KEYS

if TYPE_CHECKING:
    from datetime import date

    from cx_xl.errors import Language
    from cx_xl.workbooks.upgrades.old_book import OldBook

YEAR = 12


@dataclass(frozen=True)
class Wanted:
    """What the new book is to be."""

    language: Language
    edition: str
    names: bool
    first: date
    months: int
    shown: date | None


def wanted_of(
    old: OldBook, today: date, language: Language | None, edition: str | None
) -> Wanted:
    """Return what the new book is to be; its months reach at least to today."""
    first, last = min(old.months), max(old.months)
    behind = max(0, month_number(today) - month_number(last))
    months = len(old.months) + YEAR * -(-behind // YEAR)
    month = day_in(old.workbook.value("sel_Month"))
    kind = edition or old.edition
    is_now = old.version == load_template().version
    return Wanted(
        language=language or old.language,
        edition=kind,
        names=old.has_names or not (is_now and old.edition == PORTABLE),
        first=first,
        months=max(months, load_template().months),
        shown=month if month in old.months else None,
    )


def foretold(old: OldBook, wanted: Wanted, target: str) -> Outcome:
    """Return what can be told before anything is computed."""
    last = month_after(wanted.first, wanted.months - 1)
    return Outcome(
        file=old.file,
        target=target or old.file,
        is_current=_is_current(old, wanted),
        before=Form(
            template=old.version,
            language=old.language,
            edition=old.edition,
            months=_span(min(old.months), max(old.months)),
        ),
        after=Form(
            template=load_template().version,
            language=wanted.language,
            edition=wanted.edition,
            months=_span(wanted.first, last),
        ),
    )


def _is_current(old: OldBook, wanted: Wanted) -> bool:
    """Say whether the book is already what it is to become."""
    return (
        old.version == load_template().version
        and (old.language, old.edition) == (wanted.language, wanted.edition)
        and len(old.months) == wanted.months
        and all(
            name in old.tables
            and set(headers_of(old.language, name).values())
            <= set(old.tables[name].columns)
            for name in HEADER_KEYS
        )
    )


def _span(first: date, last: date) -> tuple[str, str]:
    return f"{first:%Y-%m}", f"{last:%Y-%m}"
