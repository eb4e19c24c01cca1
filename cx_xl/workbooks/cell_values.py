"""What a cell of the template holds: a day, a month, or none of them."""

from datetime import date

from cx_xl.cells import is_number
from cx_xl.dates import from_serial


def day_in(value: object) -> date | None:
    """
    Return the day of a cell formatted as a date.

    >>> day_in(46296.5), day_in(-1), day_in("soon")
    (datetime.date(2026, 10, 1), None, None)
    """
    try:
        return from_serial(value).date() if is_number(value) else None
    except ValueError:  # no day of the calendar
        return None


def midnight_in(value: object) -> date | None:
    """
    Return the day of a cell that holds no time of day, as formulas look for it.

    >>> midnight_in(46296), midnight_in(46296.5)
    (datetime.date(2026, 10, 1), None)
    """
    return day_in(value) if is_number(value) and float(value).is_integer() else None


def month_in(value: object) -> date | None:
    """Return the first day of the month of a cell formatted as a date."""
    day = day_in(value)
    return day.replace(day=1) if day else None
