"""Purchase histories without NumPy: what `rfm` does, customer by customer."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from cx_xl.dates import month_number, week_number
from cx_xl.models.spans import Grain, Unit

Row = tuple[date, bool, float]  # its day, whether it is a return, its amount


class History(NamedTuple):
    """
    What one customer did; see `rfm.Summary`.

    Attributes:
        frequency: purchases after the first one; -1 if there is none at all.
        recency: time from the first to the last purchase.
        age: time from the first purchase to the closing date.
        monetary: mean amount of the repeat purchases, net of returns.
        returns: how many were made.
    """

    frequency: float
    recency: float
    age: float
    monetary: float
    returns: int


def histories(  # noqa: PLR0913 - the data, then how to count
    customers: Sequence[Hashable],
    dates: Sequence[date],
    amounts: Sequence[float] | None,
    *,
    as_of: date,
    unit: Unit,
    grain: Grain,
) -> dict[Hashable, History]:
    """
    Return the history of each customer, in the order of first appearance.

    Args:
        customers: of each transaction.
        dates: its day, at most *as_of*.
        amounts: its amount, negative for a return; all are purchases if left out.
        as_of: closing day.
        unit: of recency and age.
        grain: purchases of a customer within one are merged.
    """
    logs: defaultdict[Hashable, list[Row]] = defaultdict(list)
    money = amounts or [0.0] * len(dates)
    for customer, day, amount in zip(customers, dates, money, strict=True):
        logs[customer].append((day, amount < 0, amount))
    span = SPANS[grain]
    return {name: _history(rows, as_of, unit, span) for name, rows in logs.items()}


def _history(
    rows: list[Row], as_of: date, unit: Unit, span: Callable[[date], int]
) -> History:
    """Return one customer's history; returns stand behind the purchases of a day."""
    days: list[date] = []
    sums: list[float] = []
    latest, returns = None, 0
    for day, is_return, amount in sorted(rows, key=lambda row: row[:2]):
        returns += is_return
        if not is_return and span(day) != latest:
            latest = span(day)
            days.append(day)
            sums.append(0.0)
        if sums:  # else it belongs to a purchase before the data
            sums[-1] += amount
    if not days:
        return History(-1.0, 0.0, 0.0, 0.0, returns)
    repeats = len(days) - 1
    return History(
        float(repeats),
        _time(days[-1] - days[0], unit),
        _time(as_of - days[0], unit),
        sum(sums[1:], 0.0) / max(repeats, 1),
        returns,
    )


def _time(between: timedelta, unit: Unit) -> float:
    return between.days / unit.value


SPANS: Mapping[Grain, Callable[[date], int]] = {
    Grain.D: date.toordinal,
    Grain.W: week_number,
    Grain.M: month_number,
}
