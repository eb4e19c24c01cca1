"""
Dates: which day a cell stands for, and which number stands for a day.

Sheets count days. In the 1900 date system 1 is 1900-01-01, 59 is 1900-02-28, 60 is a
29 February that never was (so it is no date), and from 61 on a number is the days
since 1899-12-30. Below 1 there is a time of day, without a day.

A column of dates takes a real date from 1906 on: earlier ones are years that were typed
into cells formatted as dates, where 2026 shows as 1905-07-18. It takes a plain number
only from 1950-01-01 (18264) on, save 190001 to 210012 that end in a month: what people
type as a year (2026), a month (202601), a day (20260131), a score or a count is a
number, too, and as a serial number it would be a wrong day in silence. Text is never a
date.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from cx_xl.errors import CxError, ImplausibleDate, NoDay, NotADate, Text

EPOCH = date(1899, 12, 30)  # serial number 0, seen from March 1900 on
LAST_SERIAL = 2_958_465  # 9999-12-31
LEAP_DAY = 60  # Excel's 29 February 1900, which never was
SHIFT_1904 = 1462  # days from day 0 of the 1900 system to day 0 of the 1904 system
MARCH_1900 = date(1900, 3, 1)  # before it the days of programs differ by one
FIRST_DAY = date(1906, 1, 1)  # that a cell formatted as a date stands for
FIRST_PLAIN = 18_264  # 1950-01-01: the first day that a plain number stands for

_DURATION = re.compile(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?")
_MIDNIGHT = datetime.combine(EPOCH, time.min)
_DAY = timedelta(days=1)
_MS_PER_DAY = 86_400_000
_TOO_EARLY = Text("a day before 1906", "un giorno prima del 1906")
_YEARS = range(1900, 2101)  # that people type where a date belongs


def serial(day: date) -> float:
    """
    Return the serial number of *day*, with its time by the clock it was written by.

    >>> serial(date(2026, 1, 1)), serial(date(1900, 1, 1))
    (46023.0, 1.0)
    """
    moment = datetime.combine(day, time.min)
    if isinstance(day, datetime):
        moment = day.replace(tzinfo=None)
    passed = moment - _MIDNIGHT
    days = passed // _DAY
    # Excel counts the leap day of 1900 although there was none.
    return days - (0 < days <= LEAP_DAY) + passed % _DAY / _DAY


def elapsed(moment: datetime) -> float:
    """Return the days since the epoch: a serial number to who knows no day 60."""
    return (moment - _MIDNIGHT) / _DAY


def from_serial(number: float) -> datetime:
    """
    Return the moment that a serial number stands for, to the millisecond.

    Raises:
        ValueError: day 60, which is no date, or a day before 1900 or after 9999.

    >>> from_serial(46023.5), from_serial(1)
    (datetime.datetime(2026, 1, 1, 12, 0), datetime.datetime(1900, 1, 1, 0, 0))
    """
    if not 0 <= number < LAST_SERIAL + 1 or LEAP_DAY <= number < LEAP_DAY + 1:
        raise ValueError(number)
    passed = min(round(number * _MS_PER_DAY), (LAST_SERIAL + 1) * _MS_PER_DAY - 1)
    before_march = number < LEAP_DAY
    return _MIDNIGHT + timedelta(days=before_march, milliseconds=passed)


def from_iso(text: str) -> float:
    """
    Return the serial number of a date cell that holds ISO 8601 text.

    A time of day or a duration is the part of a day, as sheets count it.

    Raises:
        ValueError: other text.

    >>> from_iso("2026-10-01T12:00:00Z"), from_iso("18:00:00"), from_iso("PT36H0M0S")
    (46296.5, 0.75, 1.5)
    """
    duration = _DURATION.fullmatch(text)
    if duration and any(duration.groups()):
        days, hours, minutes, seconds = (float(part or 0) for part in duration.groups())
        return days + (hours * 3600 + minutes * 60 + seconds) / 86_400
    if "-" in text or ":" not in text:
        return serial(_in_utc(datetime.fromisoformat(text)))
    clock = time.fromisoformat(text).replace(tzinfo=None)
    return elapsed(datetime.combine(EPOCH, clock))


def day(cell: Any) -> date | None:
    """Return the calendar day in *cell*, by the clock it was written by."""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return cell if cell >= FIRST_DAY else None
    return from_serial(cell).date() if _is_day(cell) else None


def week_number(day: date) -> int:
    """Return the number of a week, Monday to Sunday: 0001-01-01 was a Monday."""
    return (day.toordinal() - 1) // 7


def month_number(day: date) -> int:
    """Return the number of a month; January's is a multiple of twelve."""
    return day.year * 12 + day.month - 1


def moment(cell: Any) -> datetime | None:
    """Return the date and time in *cell*; one with a time zone is taken to UTC."""
    if isinstance(cell, date):
        midnight = time.min
        whole = cell if isinstance(cell, datetime) else datetime.combine(cell, midnight)
        return _in_utc(whole) if whole.date() >= FIRST_DAY else None
    return from_serial(cell) if _is_day(cell) else None


def refusal(argument: str, cell: Any) -> CxError:
    """Return the error of a *cell* in which there is no date: what it may be."""
    if isinstance(cell, datetime) and cell.date() <= EPOCH + _DAY:
        cell = cell.time()  # as hosts hand over a time of day
    if isinstance(cell, time | timedelta):
        return NoDay(argument, value=str(cell))
    if isinstance(cell, date):
        if serial(cell) not in _YEARS:
            return ImplausibleDate(argument, value=str(cell), what=_TOO_EARLY)
        cell = serial(cell)
    if not isinstance(cell, int | float):
        return NotADate(argument, value=cell)
    if 0 < cell < 1:
        return NoDay(argument, value=str(from_serial(cell).time()))
    return ImplausibleDate(argument, value=f"{cell:.15g}", what=_suspicion(cell))


def _is_day(cell: Any) -> bool:
    """Say whether a plain number stands for a day."""
    return (
        isinstance(cell, int | float)
        and FIRST_PLAIN <= cell < LAST_SERIAL + 1
        and not _is_month(cell)
    )


def _is_month(number: float) -> bool:
    """Say whether *number* reads as 202601."""
    year, month = divmod(number, 100)
    return year in _YEARS and month in range(1, 13)


def _suspicion(number: float) -> Text:
    """Return what a number looks like that is no date."""
    if number in _YEARS:
        return Text("a year", "un anno")
    if _is_month(number):
        return Text("a year and a month", "anno e mese")
    if _is_month(number // 100) and 1 <= number % 100 < 32:
        return Text(
            "a day written as one number", "un giorno scritto come un solo numero"
        )
    return Text("a plain number", "un semplice numero")


def _in_utc(whole: datetime) -> datetime:
    """Return *whole* without its time zone, if it has one."""
    return whole.astimezone(UTC).replace(tzinfo=None) if whole.tzinfo else whole
