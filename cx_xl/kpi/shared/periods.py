"""Calendar periods as whole numbers that follow one another."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Literal, NamedTuple

from cx_xl.dates import month_number, week_number
from cx_xl.errors import Undefined

Unit = Literal["D", "W", "M", "Q", "Y"]


class Calendar(NamedTuple):
    """How one unit numbers its periods, and what it calls them."""

    number: Callable[[date], int]
    label: Callable[[int], str]


def too_long(calendar: Calendar, first: int, last: int) -> Undefined:
    """Return the error of dates that span too many periods."""
    span = f"{calendar.label(first)} - {calendar.label(last)}"
    return Undefined(
        "dates",
        why_en=f"they span {span}; look for a wrong year or a longer period.",
        why_it=f"vanno da {span}; cerca un anno sbagliato o allunga il periodo.",
    )


def _week_label(number: int) -> str:
    year, week, _ = (date.min + timedelta(weeks=number)).isocalendar()
    return f"{year}-W{week:02}"


CALENDARS: Mapping[Unit, Calendar] = {
    "D": Calendar(date.toordinal, lambda n: date.fromordinal(n).isoformat()),
    "W": Calendar(week_number, _week_label),
    "M": Calendar(month_number, lambda n: f"{n // 12}-{n % 12 + 1:02}"),
    "Q": Calendar(
        lambda day: month_number(day) // 3, lambda n: f"{n // 4}-Q{n % 4 + 1}"
    ),
    "Y": Calendar(lambda day: day.year, str),
}
