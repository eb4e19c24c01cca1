"""From a folder to its roll-up."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import cx_xl
from cx_xl.files.snapshot import shown_name
from cx_xl.reports.rollup.adding import Sums
from cx_xl.reports.rollup.children import Answer, answers
from cx_xl.reports.rollup.extract import Extract, Outcome
from cx_xl.reports.rollup.folder import books_in
from cx_xl.reports.rollup.rollup_model import BookInfo, LeftOut, Rollup
from cx_xl.reports.rollup.terms import disagreeing, of_one_template, terms_of
from cx_xl.reports.rollup.twins import apart
from cx_xl.reports.rollup.why_left_out import ReaderDied, TookTooLong, left_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

WORKER = "cx_xl.reports.rollup.worker"
SECONDS = 120.0  # for one book


def roll_up(  # noqa: PLR0913 - one per option
    folder: Path,
    month: date,
    today: date,
    *,
    processes: int | None = None,
    without: Path | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> Rollup:
    """
    Return the books of a folder in a month, added up.

    Args:
        folder: where they are, also in folders inside.
        month: its first day.
        today: what TODAY() gives.
        processes: how many books are read at a time; as many as there are processors.
        without: a file that is no book: the roll-up of an earlier run.
        progress: is told how many books of all were read.

    Raises:
        NoFolder, NoBooks: there is nothing to read.
    """
    books = books_in(folder, without)
    lines = {
        json.dumps(
            {
                "path": str(path),
                "book": book,
                "month": month.isoformat(),
                "today": today.isoformat(),
            }
        ).encode(): book
        for book, path in books.paths.items()
    }
    outcomes: dict[str, Outcome] = {}
    wanted = processes or os.cpu_count() or 1
    for answer in answers(lines, WORKER, min(wanted, len(lines)), SECONDS):
        book = lines[answer.asked]
        outcomes[book] = _outcome(answer, book)
        progress(len(outcomes), len(lines))
    ordered = [outcomes[book] for book in books.paths]
    return added(ordered, folder, month, today, books.skipped)


def _outcome(answer: Answer, book: str) -> Outcome:
    if answer.said is not None:
        return Outcome.model_validate_json(answer.said)
    why = TookTooLong(seconds=f"{SECONDS:g}") if answer.is_late else ReaderDied()
    return Outcome(left_out=left_out(book, why))


def added(
    outcomes: Iterable[Outcome],
    folder: Path,
    month: date,
    today: date,
    skipped: tuple[str, ...] = (),
) -> Rollup:
    """
    Return what was read, added up.

    Args:
        outcomes: of the books, in the order of their names.
        folder: where they were.
        month: its first day.
        today: the day of the roll-up.
        skipped: files that are no books of their own.
    """
    held = list(outcomes)
    unread = [outcome.left_out for outcome in held if outcome.left_out]
    extracts = [outcome.extract for outcome in held if outcome.extract]
    single = apart(extracts)
    alike, odd = of_one_template(single.books)
    terms = terms_of(alike)
    sums = Sums(alike, terms, disagreeing(alike, terms))
    kpis = sums.kpis()
    gone = (*unread, *single.left_out, *odd, *sums.left_out)
    return Rollup(
        folder=shown_name(folder.resolve()),
        month=month,
        made=today,
        program=cx_xl.__version__,
        confidence=terms.confidence,
        min_base=terms.min_base,
        least_base=sums.least_base,
        satisfied_from=terms.satisfied_from,
        currency=terms.currency,
        found=len(held),
        skipped=skipped,
        books=tuple(map(_info, alike)),
        kpis=kpis,
        left_out=tuple(sorted(gone, key=_by_name)),
    )


def _info(extract: Extract) -> BookInfo:
    return BookInfo(
        book=extract.book,
        language=extract.language,
        template=extract.template,
        currency=" + ".join(extract.currencies),
        answers=extract.answers,
    )


def _by_name(out: LeftOut) -> tuple[str, str, str]:
    return out.book.casefold(), out.book, out.code
