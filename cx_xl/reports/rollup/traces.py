"""
Traces of people: what two books only share if the same answers are in both.

Days are compared without their order, because versions are sorted anew. How unlikely a
day is comes from how often the book itself has each answer: n answers that are one in
p of all, in any order, are p^n / n! to 1.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from hashlib import blake2b
from math import lgamma, log, log2, pi
from typing import TYPE_CHECKING, NamedTuple

from cx_xl.reports.rollup.extract import Trace
from cx_xl.workbooks.ledger import read_ledger_since

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence
    from datetime import date

    from cx_xl.files.package import Package
    from cx_xl.files.shared_formulas import Value
    from cx_xl.workbooks.month import Counted

LEAST_BITS = 8.0  # of a day that is worth keeping
SHORTEST_ID = 8  # characters; surveys that count from 1 all have the same ids
_ID = re.compile(r"\bid\b|respond|rispondent", re.IGNORECASE)


class Row(NamedTuple):
    """An answer: its day, and what was said."""

    day: int
    said: tuple[Hashable, ...]


def of_days(rows: Sequence[Row]) -> list[Trace]:
    """Return a trace for each day that chance hardly repeats."""
    often = Counter(row.said for row in rows)
    days: dict[int, Counter[tuple[Hashable, ...]]] = defaultdict(Counter)
    for row in rows:
        days[row.day][row.said] += 1
    traces = []
    for day, said in sorted(days.items()):
        n = said.total()
        surprise = sum(m * log2(len(rows) / often[words]) for words, m in said.items())
        orders = lgamma(n + 1) - sum(lgamma(m + 1) for m in said.values())
        bits = max(0.0, surprise - orders / log(2))
        held = sorted((repr(words), m) for words, m in said.items())
        traces.append(Trace(mark=_mark(day, held), bits=bits, answers=n))
    return traces


def of_counts(rows: Iterable[Counted]) -> list[Trace]:
    """
    Return a trace for each question that was counted, whatever its segments.

    A count of n that is Poisson is n again with a probability of at most
    1 / sqrt(2 pi n), Stirling's approximation of its mode.
    """
    questions: dict[str, Counter[float]] = defaultdict(Counter)
    for row in rows:
        questions[row.question.casefold()][row.score] += row.mass.n
    return [
        Trace(
            mark=_mark(question, sorted(scores.items())),
            bits=sum(log2(2 * pi * n) / 2 for n in scores.values()),
            answers=scores.total(),
        )
        for question, scores in sorted(questions.items())
    ]


def of_all(days: Sequence[Trace], inputs: Mapping[str, float], terms: object) -> Trace:
    """
    Return the trace of a whole month.

    A typed number of k digits is one of 10^k.
    """
    return Trace(
        mark=_mark([day.mark for day in days], sorted(inputs.items()), terms),
        bits=sum(day.bits for day in days)
        + sum(log2(1 + abs(number)) for number in inputs.values()),
        answers=sum(day.answers for day in days),
    )


def of_people(
    package: Package, since: date, further: Mapping[str, Sequence[Value]]
) -> str:
    """
    Return a mark of 16 hexadecimal digits for each respondent whose id the book knows.

    Args:
        package: its ledger of imports holds ids, scrambled alike in copies of a book.
        since: imports before it hold no answer of the month.
        further: the user's own columns beside the answers of the month, by header.
    """
    ledger = read_ledger_since(package, since)
    marks = {_mark(ledger.salt, mark) for mark in ledger.marks}
    for header, cells in further.items():
        if _ID.search(header):
            marks |= {_mark(one) for one in map(_identity, cells) if one}
    return "".join(f"{mark:016x}" for mark in sorted(marks))


def _identity(cell: Value) -> str | None:
    """Return an id that is one person's; short numbers are every survey's."""
    text = f"{cell:.0f}" if isinstance(cell, float) else str(cell or "").strip()
    return text.casefold() if len(text) >= SHORTEST_ID else None


def _mark(*what: object) -> int:
    digest = blake2b(repr(what).encode(errors="replace"), digest_size=8).digest()
    return int.from_bytes(digest)
