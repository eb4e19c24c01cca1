"""The rows of an export, each an answer or a reason why it is none."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

from cx_xl.cells import is_number
from cx_xl.errors import Text
from cx_xl.imports.contract import cell_at
from cx_xl.imports.moments import local, moment
from cx_xl.imports.questions import zone_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import date, datetime

    from cx_xl.imports.contract import Cell, Row
    from cx_xl.imports.understood import Understanding

MOST_OFFENDERS = 10
LONGEST_SHOWN = 30
MARKED = "nps", "csat", "ces", "segment", "channel"
# The wide ones, too: where Chinese or Japanese is typed, they begin a formula as well.
FORMULA_STARTS = tuple("=+-@\t\r\n\0\uff1d\uff0b\uff0d\uff20")

NO_DATE = Text("has no date", "è senza data")
BAD_DATE = Text("has a date that cannot be read", "ha una data illeggibile")
FUTURE = Text("is dated in the future", "ha una data futura")
NO_SCORE = Text("has no score", "è senza voti")
OTHER_MONTH = Text("is of a month that is not taken", "è di un mese che non si importa")
KNOWN = Text("was imported before", "era già importata")


@dataclass(frozen=True, slots=True)
class Imported:
    """
    One answer.

    Attributes:
        number: its row in the export.
        day: by the user's clock.
        mark: what tells it from all others, scrambled.
        values: what the book gets, by role.
        also: further values by the header of their column in the book.
    """

    number: int
    day: date
    mark: str
    values: dict[str, float | str]
    also: dict[str, float | str]


@dataclass(frozen=True, slots=True)
class Offender:
    """A row or cell that does not count: where it stands and why."""

    number: int
    column: str
    shown: str
    why: Text

    @classmethod
    def of(cls, number: int, column: str, cell: Cell, why: Text) -> Offender:
        """Return it with what stands in its cell, cut short."""
        shown = "" if cell is None else str(cell)[:LONGEST_SHOWN]
        return cls(number, column, shown, why)


@dataclass
class Reading:
    """
    What came of an export.

    Attributes:
        rows: how many rows of answers it has.
        taken: the answers.
        dropped: how many rows were left out, by reason.
        blanked: how many cells of used rows were left out, by column and reason.
        offenders: the first of them.
    """

    rows: int = 0
    taken: list[Imported] = field(default_factory=list)
    dropped: Counter[Text] = field(default_factory=Counter)
    blanked: Counter[tuple[str, Text]] = field(default_factory=Counter)
    offenders: list[Offender] = field(default_factory=list)

    @property
    def months(self) -> dict[date, int]:
        """How many answers were taken, by the first day of their month."""
        found = Counter(answer.day.replace(day=1) for answer in self.taken)
        return dict(sorted(found.items()))


def read(
    found: Understanding,
    *,
    salt: str,
    known: Collection[str],
    takes: Callable[[date], bool],
    today: date,
) -> Reading:
    """
    Read the answers of an export that is fully understood.

    Args:
        found: the export.
        salt: of the book: what scrambles the ids.
        known: the marks of the answers that the book has already.
        takes: whether a month counts, by its first day.
        today: the user's day; an answer after tomorrow shows that dates are misread.
    """
    reading = Reading(rows=len(found.rows))
    reader = _Reader(found, salt, set(known), takes, today)
    for number, row in found.rows:
        answer, faults = reader.row(number, row)
        if isinstance(answer, Imported):
            reading.taken.append(answer)
            reading.blanked.update((each.column, each.why) for each in faults)
        else:
            reading.dropped[answer] += 1
        room = MOST_OFFENDERS - len(reading.offenders)
        reading.offenders += faults[:room]
    return reading


@dataclass
class _Reader:
    """What is needed to read one row after the other."""

    found: Understanding
    salt: str
    seen: set[str]
    takes: Callable[[date], bool]
    today: date
    twins: Counter[str] = field(default_factory=Counter)

    def row(  # noqa: PLR0911 - one per reason
        self, number: int, row: Row
    ) -> tuple[Imported | Text, list[Offender]]:
        """Return the answer of a row, or why it is none; and what is wrong in it."""
        found = self.found
        reason = found.layout.leave(row, found.profile.partial)
        if reason:
            return reason, []
        column = found.columns["date"]
        cell = cell_at(row, column)
        when = moment(cell, found.profile.order)
        if when is None:
            why = NO_DATE if cell is None else BAD_DATE
            return why, [self._offender(number, column, cell, why)]
        zone = zone_of(found.profile.time_zone)
        day = local(when, zone, is_utc=found.layout.is_utc).date()
        values, faults = self._scores(number, row)
        if not values:
            return NO_SCORE, faults
        values |= dict(_texts(found, row))
        mark = self._mark(row, when, values)
        if day > self.today + timedelta(days=1):
            return FUTURE, [self._offender(number, column, cell, FUTURE)]
        if not self.takes(day.replace(day=1)):
            return OTHER_MONTH, []
        if mark in self.seen:
            return KNOWN, []
        self.seen.add(mark)
        return Imported(number, day, mark, values, dict(_also(found, row))), faults

    def _scores(
        self, number: int, row: Row
    ) -> tuple[dict[str, float | str], list[Offender]]:
        values: dict[str, float | str] = {}
        faults = []
        for role, scores in self.found.scores.items():
            column = self.found.columns[role]
            cell = cell_at(row, column)
            key = (type(cell), cell)
            score = scores.found.get(key)
            if score is not None:
                values[role] = int(score) if score.is_integer() else score
            elif key in scores.wrong:
                faults.append(self._offender(number, column, cell, scores.wrong[key]))
        return values, faults

    def _mark(self, row: Row, when: datetime, values: dict[str, float | str]) -> str:
        """
        Return what tells an answer from all others.

        Ids that a tool gives anew in each survey count together with the moment.
        Without an id the moment and the values count, and which of several such
        answers it is.
        """
        found = self.found
        cell = cell_at(row, found.columns.get("response_id"))
        tool = found.importer.key
        if cell is not None and found.layout.unique_ids:
            text = f"{tool}|{plain(cell)}"
        elif cell is not None:
            text = f"{tool}|{plain(cell)}|{when.isoformat()}"
        else:
            said = "|".join(f"{values.get(role, '')}" for role in MARKED)
            text = f"{tool}|{when.isoformat()}|{said}"
            self.twins[text] += 1
            text = f"{text}|{self.twins[text]}"
        key = self.salt.encode()
        return blake2b(text.encode(), key=key, digest_size=8).hexdigest()

    def _offender(self, number: int, column: int, cell: Cell, why: Text) -> Offender:
        return Offender.of(number, self.found.layout.names[column], cell, why)


def _texts(found: Understanding, row: Row) -> Iterator[tuple[str, str]]:
    for role in ("segment", "channel"):
        constant = getattr(found.profile, f"{role}_is")
        cell = cell_at(row, found.columns.get(role))
        if constant is not None:
            yield role, harmless(constant)
        elif cell is not None:
            yield role, harmless(plain(cell))


def _also(found: Understanding, row: Row) -> Iterator[tuple[str, float | str]]:
    for header, column in found.also.items():
        cell = cell_at(row, column)
        if is_number(cell):
            yield header, cell
        elif cell is not None:
            yield header, harmless(plain(cell))


def plain(cell: Cell) -> str:
    """Return a cell as text: 7, not 7.0."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell)


def harmless(text: str) -> str:
    """
    Return a text that no program takes for a formula.

    One that begins like a formula gets an apostrophe in front: a typed cell is safe as
    it is, but it is edited and saved as CSV, too.

    >>> harmless("=1+1"), harmless("Web")
    ("'=1+1", 'Web')
    """
    cut = text.strip()[:32_000]
    return f"'{cut}" if cut.startswith(FORMULA_STARTS) else cut
