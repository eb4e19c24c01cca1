"""What a user fills in: answers, months, and the month to look at."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of Responses; None where the question was not answered."""

    date: dt.date | None = None
    channel: str | None = None
    segment: str | None = None
    nps: float | str | None = None
    csat: float | str | None = None
    ces: float | str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """One row of Counts; None where it says nothing."""

    month: dt.date | None = None
    segment: str | None = None
    channel: str | None = None
    question: str | None = None
    score: float | str | None = None
    n: float | str | None = None
    weight: float | None = None
    squares: float | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """The inputs of one row of Monthly; None where the month is not closed yet."""

    invited: float | None = None
    start: float | None = None
    new: float | None = None
    lost: float | None = None
    sales_cost: float | None = None
    marketing_cost: float | None = None
    leads: float | None = None
    campaign_margin: float | None = None


@dataclass(frozen=True, slots=True)
class Filling:
    """
    Everything in the yellow cells.

    Attributes:
        answers: rows of Responses.
        months: inputs of Monthly, from the first month on.
        first_month: first day of the first month; the template's own if None.
        counts: rows of Counts.
        chosen_month: the month that KPI shows; the last filled one if None.
    """

    answers: Sequence[Answer] = ()
    months: Sequence[Month] = ()
    first_month: dt.date | None = None
    chosen_month: dt.date | None = None
    counts: Sequence[Count] = ()


EMPTY = Filling()


def month_after(first: dt.date, months: int) -> dt.date:
    """Return the month that begins *months* after *first*."""
    years, month = divmod(first.month - 1 + months, 12)
    return dt.date(first.year + years, month + 1, 1)
