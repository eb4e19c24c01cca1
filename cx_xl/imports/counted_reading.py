"""The rows of an export of counts, each so many answers or a reason why it is none."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from cx_xl.dates import day
from cx_xl.errors import Text
from cx_xl.files.file_refusals import FileRefused
from cx_xl.imports.counted_export import GROUPS, mass_of
from cx_xl.imports.reading import (
    FUTURE,
    MOST_OFFENDERS,
    NO_SCORE,
    OTHER_MONTH,
    Offender,
    harmless,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from cx_xl.imports.contract import Cell, Row
    from cx_xl.imports.counted_export import CountedExport
    from cx_xl.tally import Mass

    Group = tuple[date, str, str, float]  # month, segment, channel, score

NO_MONTH = Text("has no month", "è senza mese")
BAD_MONTH = Text(
    "has a month that cannot be read: write 2026-10",
    "ha un mese illeggibile: scrivi 2026-10",
)
OTHER_QUESTION = Text("is of another question", "è di un'altra domanda")

_MONTH = re.compile(r"(\d{4})-(\d\d)(?:-01)?(?:[T ]00:00:00)?")


class BadCounts(FileRefused):
    """Rows of which nobody knows how many people they are."""

    en = (
        "{file}, row {rows}: no number of people, or a weight that is none; nothing "
        "was imported, because nobody knows how many would be missing."
    )
    it = (
        "{file}, riga {rows}: non è un numero di persone o un peso valido; non è stato "
        "importato nulla, perché non si sa quante persone mancherebbero."
    )


@dataclass
class ReadCounts:
    """
    What came of an export of counts.

    Attributes:
        question: "nps", "csat" or "ces".
        rows: how many rows of counts it has.
        masses: by month, segment, channel and score.
        dropped: how many rows were left out, by reason.
        people: how many people they stand for.
        offenders: the first of them.
        replace: what they take the place of: all counts of their months and question
            ("month"), or those of the same segments and channels ("groups").
    """

    question: str
    rows: int = 0
    masses: dict[Group, Mass] = field(default_factory=dict)
    dropped: Counter[Text] = field(default_factory=Counter)
    people: Counter[Text] = field(default_factory=Counter)
    offenders: list[Offender] = field(default_factory=list)
    replace: Literal["month", "groups"] = "month"

    @property
    def n(self) -> int:
        """How many people are taken."""
        return sum(mass.n for mass in self.masses.values())

    @property
    def months(self) -> dict[date, int]:
        """How many people are taken, by the first day of their month."""
        found = Counter[date]()
        for (month, *_), mass in self.masses.items():
            found[month] += mass.n
        return dict(sorted(found.items()))


def read_counts(
    found: CountedExport, *, takes: Callable[[date], bool], today: date
) -> ReadCounts:
    """
    Read the counts of an export that is fully understood.

    Args:
        found: the export.
        takes: whether a month counts, by its first day.
        today: the user's day; later months show that they are misread.

    Raises:
        BadCounts: rows say no number of people, so nobody knows what would be missing.
    """
    reading = ReadCounts(found.scale.key, rows=len(found.lines))
    wrong: list[str] = []
    for line, row in found.lines:
        if not found.asks(row):
            reading.dropped[OTHER_QUESTION] += 1
            continue
        mass, fault = mass_of(found, row)
        if mass is None:
            wrong.append(f"{line} ({fault}: {found.cell(row, fault)})")
            continue
        why, role = _fault(found, row, takes, today)
        if why is None:
            if mass.n:
                group = _group(found, row)
                held = reading.masses.get(group)
                reading.masses[group] = held.plus(mass) if held else mass
            continue
        reading.dropped[why] += 1
        reading.people[why] += mass.n
        if len(reading.offenders) < MOST_OFFENDERS and why is not OTHER_MONTH:
            reading.offenders.append(_offender(found, line, row, role, why))
    if wrong:
        more = " …" if len(wrong) > MOST_OFFENDERS else ""
        rows = ", ".join(wrong[:MOST_OFFENDERS]) + more
        raise BadCounts(file=found.source.file, rows=rows)
    return reading


def _fault(
    found: CountedExport, row: Row, takes: Callable[[date], bool], today: date
) -> tuple[Text | None, str]:
    """Return why a row does not count, and the role of the cell that says so."""
    month, cell = _month(found.cell(row, "month")), found.cell(row, "score")
    if month is None:
        is_blank = found.cell(row, "month") is None
        return NO_MONTH if is_blank else BAD_MONTH, "month"
    if month > today:
        return FUTURE, "month"
    scores, key = found.scores[found.scale.key], (type(cell), cell)
    if scores.found.get(key) is None:
        return scores.wrong.get(key, NO_SCORE), "score"
    return (None, "") if takes(month) else (OTHER_MONTH, "month")


def _month(cell: Cell) -> date | None:
    """
    Return the month of its first day, or of text such as 2026-10.

    >>> _month("2026-10"), _month("2026-10-05")
    (datetime.date(2026, 10, 1), None)
    """
    if isinstance(cell, str):
        found = _MONTH.fullmatch(cell)
        is_month = found is not None and 1 <= int(found[2]) <= 12
        return date(int(found[1]), int(found[2]), 1) if found and is_month else None
    first = cell.date() if isinstance(cell, datetime) else day(cell)
    return first if first and first.day == 1 else None


def _group(found: CountedExport, row: Row) -> Group:
    month = _month(found.cell(row, "month"))
    cell = found.cell(row, "score")
    score = found.scores[found.scale.key].found[type(cell), cell]
    assert month is not None  # both were looked at before
    assert score is not None
    segment, channel = (_name(found, row, role) for role in GROUPS)
    return month, segment, channel, int(score) if score.is_integer() else score


def _name(found: CountedExport, row: Row, role: str) -> str:
    constant: str | None = getattr(found.profile, f"{role}_is")
    cell = found.cell(row, role) if constant is None else constant
    return "" if cell is None else harmless(plain(cell))


def _offender(
    found: CountedExport, line: int, row: Row, role: str, why: Text
) -> Offender:
    name = found.layout.names[found.columns[role]]
    return Offender.of(line, name, found.cell(row, role), why)
