"""
From transactions to purchase histories: recency, frequency, age and monetary value.

Cancellations, returns and unknown customers are the caller's to take out and to count.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cx_xl.errors import NoAnswers, ShapesDiffer, TooLarge
from cx_xl.models.domain import Array, numbers

Codes = NDArray[np.int64]


class Unit(Enum):
    """Length in days of the unit of recency and age; months and years are averages."""

    D = 1.0
    W = 7.0
    M = 365.25 / 12  # a Julian year of 365.25 days, not 12 months of 30 days
    Y = 365.25


class Grain(Enum):
    """Purchases in the same calendar span count as one."""

    D = "D"
    W = "W"  # Monday to Sunday
    M = "M"


@dataclass(frozen=True, slots=True, eq=False)  # arrays have no single truth value
class Summary:
    """
    One row per customer, in the order of first appearance.

    Attributes:
        customers: the ids as given.
        frequency: x, purchases after the first one.
        recency: t_x, time from first to last purchase.
        age: T, time from first purchase to the closing date.
        monetary: mean amount of the repeat purchases; 0 when there is none.
    """

    customers: list[Hashable]
    frequency: Array
    recency: Array
    age: Array
    monetary: Array


def summarise(  # noqa: PLR0913 - the data, then options with a default
    customers: Sequence[Hashable] | NDArray[np.generic],
    dates: ArrayLike,
    amounts: ArrayLike | None = None,
    *,
    as_of: float | None = None,
    unit: Unit = Unit.W,
    grain: Grain = Grain.D,
) -> Summary:
    """
    Purchase histories of customers, from their transactions in any order.

    Args:
        customers: id of the customer of each transaction.
        dates: its day, as a serial number of days (the time of day is dropped).
        amounts: its amount; monetary is 0 if omitted.
        as_of: closing day; the last day of all if omitted.
        unit: of recency and age.
        grain: purchases of a customer within one are merged, dated at the first and
            their amounts added.

    Returns:
        One row per customer; fast enough for millions of transactions.

    Raises:
        NoAnswers: no transaction.
        ShapesDiffer: columns of different length.
        TooLarge: a transaction after *as_of*.
        OutOfRange: a date or an amount that is not a finite number.

    References:
        Fader, Hardie & Lee (2005), "Counting Your Customers the Easy Way", section 3.

    >>> summary = summarise(["a", "b", "a"], [0, 7, 14], [10, 5, 8], as_of=21)
    >>> summary.frequency.tolist(), summary.recency.tolist(), summary.age.tolist()
    ([1.0, 0.0], [2.0, 0.0], [3.0, 2.0])
    """
    days = np.floor(np.ravel(numbers("dates", dates))).astype(np.int64)
    if not days.size:
        raise NoAnswers("customers")
    ids, codes = _codes(customers)
    _same_size("customers", codes.size, days)
    money = None if amounts is None else np.ravel(numbers("amounts", amounts))
    if money is not None:
        _same_size("amounts", money.size, days)
    end = int(days.max()) if as_of is None else int(np.floor(as_of))
    if days.max() > end:
        raise TooLarge("dates", value=float(days.max()), other="as_of", limit=end)
    return _summary(ids, codes, days, money, end=end, length=unit.value, grain=grain)


def _summary(  # noqa: PLR0913 - the checked columns of one table
    ids: list[Hashable],
    codes: Codes,
    days: Codes,
    money: Array | None,
    *,
    end: int,
    length: float,
    grain: Grain,
) -> Summary:
    order = _by_customer_and_day(codes, days)
    codes, days = codes[order], days[order]
    spans = _spans(days, grain)
    opens = np.ones(codes.size, dtype=bool)
    opens[1:] = (codes[1:] != codes[:-1]) | (spans[1:] != spans[:-1])
    starts = np.flatnonzero(opens)
    owner, day = codes[starts], days[starts]
    purchases = np.bincount(owner, minlength=len(ids))
    last = np.cumsum(purchases) - 1
    first = last - purchases + 1
    frequency = (purchases - 1).astype(np.float64)
    monetary = np.zeros(len(ids))
    if money is not None:
        sums = np.add.reduceat(money[order], starts)
        sums[first] = 0.0  # the first purchase is not a repeat
        total = np.bincount(owner, weights=sums, minlength=len(ids))
        monetary = total / np.maximum(frequency, 1.0)
    return Summary(
        customers=ids,
        frequency=frequency,
        recency=(day[last] - day[first]) / length,
        age=(end - day[first]) / length,
        monetary=monetary,
    )


def _codes(
    customers: Sequence[Hashable] | NDArray[np.generic],
) -> tuple[list[Hashable], Codes]:
    """Number the customers in the order of first appearance."""
    # Here, not above: a sheet without this function need not wait for pandas.
    import pandas as pd  # noqa: PLC0415

    if isinstance(customers, np.ndarray):
        cells = customers.ravel()
    else:
        # Object cells keep 1 and "1" apart; a plain asarray would make both text.
        cells = np.fromiter(customers, dtype=object, count=len(customers))
    codes, ids = pd.factorize(cells, use_na_sentinel=False)
    return ids.tolist(), codes


def _by_customer_and_day(codes: Codes, days: Codes) -> Codes:
    """Return the order of rows by customer, then day: one sort of one number."""
    first = int(days.min())
    return np.argsort(codes * (int(days.max()) - first + 1) + (days - first))


def _spans(days: Codes, grain: Grain) -> Codes:
    """Number the calendar spans that *days* (serial numbers of a sheet) fall in."""
    if grain is Grain.D:
        return days
    if grain is Grain.W:
        return (days - 2) // 7  # serial number 2 is a Monday, 1900-01-01
    dates = np.datetime64("1899-12-30") + days.astype("timedelta64[D]")
    return dates.astype("datetime64[M]").astype(np.int64)


def _same_size(argument: str, size: int, days: Codes) -> None:
    if size != days.size:
        raise ShapesDiffer(argument, size=size, other="dates", other_size=days.size)
