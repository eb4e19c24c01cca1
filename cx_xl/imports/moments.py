"""The dates of a column: their order is the column's, never a cell's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from zoneinfo import ZoneInfo

    from cx_xl.imports.contract import Cell

Order = Literal["day", "month", "year"]

_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[T ]|$)")
_TIME = (
    r"(?:[ ,T]+(?:alle |at |ore )?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?"
    r"\s*([AaPp]\.?[Mm]\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?"
)
_PARTS = re.compile(rf"(\d{{1,4}})[/.\-](\d{{1,2}})[/.\-](\d{{1,4}}){_TIME}\s*$")
EARLIEST, LATEST = 2000, 2099  # years of an answer


@dataclass(frozen=True, slots=True)
class Dates:
    """
    What the dates of a column show.

    Attributes:
        texts: how many are text; the others are real dates.
        read: how many can be read at all, in one order or the other.
        day_first: texts that can only be read with the day first.
        month_first: texts that can only be read with the month first.
        either: texts that read both ways, the same day in both left aside.
        example: one that reads both ways.
        zoned: how many say their own zone.
    """

    texts: int
    read: int
    day_first: int
    month_first: int
    either: int
    example: str
    zoned: int


def survey(cells: Iterable[Cell]) -> Dates:
    """Look at all dates of a column."""
    texts = read = first = second = either = zoned = 0
    example = ""
    for cell in cells:
        if not isinstance(cell, str):
            read += isinstance(cell, datetime)
            continue
        texts += 1
        ways = {order: moment(cell, order) for order in ("day", "month", "year")}
        day, month, year = ways["day"], ways["month"], ways["year"]
        read += bool(day or month or year)
        zoned += any(
            way is not None and way.tzinfo is not None for way in ways.values()
        )
        if year or day == month:
            continue
        if day and month:
            either += 1
            example = example or cell
        first += bool(day and not month)
        second += bool(month and not day)
    return Dates(texts, read, first, second, either, example, zoned)


def moment(cell: Cell, order: Order | None) -> datetime | None:
    """
    Return the date and time in *cell*, with its zone if it says one.

    >>> moment("03/10/2026 9.05.00", "day")
    datetime.datetime(2026, 10, 3, 9, 5)
    >>> moment("2026-10-03T09:05:00Z", None)
    datetime.datetime(2026, 10, 3, 9, 5, tzinfo=datetime.timezone.utc)
    """
    if isinstance(cell, datetime):
        found: datetime | None = cell
    elif isinstance(cell, str):
        found = _iso(cell.strip()) or _parts(cell.strip(), order)
    else:
        found = None
    return found if found and EARLIEST <= found.year <= LATEST else None


def local(when: datetime, zone: ZoneInfo | None, *, is_utc: bool) -> datetime:
    """Return the moment by the clock of *zone*, without a zone of its own."""
    if when.tzinfo is None and is_utc:
        when = when.replace(tzinfo=UTC)
    if when.tzinfo is not None and zone:
        when = when.astimezone(zone)
    return when.replace(tzinfo=None)


def _iso(text: str) -> datetime | None:
    if not _ISO.match(text):
        return None
    plain = text.removesuffix(" UTC").removesuffix(" GMT")
    try:
        found = datetime.fromisoformat(plain)
    except ValueError:
        return None
    return found if plain == text else found.replace(tzinfo=UTC)


def _parts(text: str, order: Order | None) -> datetime | None:
    found = _PARTS.match(text)
    if not found:
        return None
    a, b, c = (found[number] for number in (1, 2, 3))
    if len(a) == 4:
        year, month, day = a, b, c
    elif order == "day":
        day, month, year = a, b, c
    elif order == "month":
        month, day, year = a, b, c
    else:
        return None
    if len(year) not in {2, 4} or (len(a) != 4 and len(a) > 2):
        return None
    hour, minute, second = (int(found[number] or 0) for number in (4, 5, 6))
    if found[7]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * (found[7][0] in "pP")
    whole = int(year) + 2000 * (len(year) == 2)
    try:
        built = datetime(whole, int(month), int(day), hour, minute, second)  # noqa: DTZ001
    except ValueError:
        return None
    return _zoned(built, found[8])


def _zoned(built: datetime, zone: str | None) -> datetime:
    if not zone:
        return built
    if zone in {"Z", "UTC", "GMT"}:
        return built.replace(tzinfo=UTC)
    return datetime.fromisoformat(f"{built.isoformat()}{zone}")
