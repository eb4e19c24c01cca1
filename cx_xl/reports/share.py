"""From a filled book to the copy that can leave the company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cx_xl.checks.close_month import BookHasErrors
from cx_xl.checks.subject import opened
from cx_xl.reports.collect import collected
from cx_xl.reports.earlier import Scores, scores
from cx_xl.reports.removal import Removed, removed
from cx_xl.reports.values_only import shared
from cx_xl.workbooks.keeping import NotOurBook
from cx_xl.workbooks.month import month_of

if TYPE_CHECKING:
    from datetime import date
    from os import PathLike

    from cx_xl.errors import Language


@dataclass(frozen=True)
class SharedCopy:
    """The bytes of a copy, its month, language, scores, and what is not in it."""

    content: bytes
    month: date
    language: Language
    removed: Removed
    scores: Scores


def shared_copy(  # noqa: PLR0913 - one per option
    path: str | PathLike[str],
    month: date | None = None,
    language: Language | None = None,
    today: date | None = None,
    region: str | None = None,
    *,
    despite_errors: bool = False,
) -> SharedCopy:
    """
    Return a month of a book as a workbook of values.

    Args:
        path: a workbook made from our template, filled in; never touched.
        month: any day of it; by default the one that sheet KPI shows.
        language: of the copy; that of the book by default.
        today: what TODAY() gives.
        region: in whose regional settings; see `Workbook.evaluate`.
        despite_errors: what `cx-xl check` finds is no reason to refuse.

    Raises:
        NotOurBook, NoSuchMonth, NoMonths, BookHasErrors, FileRefused.
    """
    subject = opened(path, today, region)
    if subject.template is None:
        raise NotOurBook(file=subject.book.file)
    report = collected(subject, month_of(subject.template, month))
    if report.errors and not despite_errors:
        first = report.errors[0].what
        raise BookHasErrors(file=subject.book.file, first=first)
    spoken = language or report.language
    return SharedCopy(
        content=shared(report, spoken),
        month=report.month,
        language=spoken,
        removed=removed(subject),
        scores=scores(report),
    )
