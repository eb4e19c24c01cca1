"""
From transactions to purchase histories: recency, frequency, age and monetary value.

A negative amount is a return: no purchase, but it lowers what the purchase before it
brought in. Whole cancellations and unknown customers are the caller's to take out.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cx_xl.bins import added
from cx_xl.dates import EPOCH
from cx_xl.errors import NoAnswers, ShapesDiffer, TooLarge
from cx_xl.models.domain import Array, Mask, numbers
from cx_xl.models.spans import Grain, Unit

Codes = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)  # arrays have no single truth value
class Summary:
    """
    One row per customer who bought, in the order of first appearance.

    Attributes:
        customers: the ids as given.
        frequency: x, purchases after the first one.
        recency: t_x, time from first to last purchase.
        age: T, time from first purchase to the closing date.
        monetary: mean amount of the repeat purchases, net of returns; 0 when there is
            none.
        returns: how many returns each customer made.
        without: the customers who only made returns, and how many.
    """

    customers: list[Hashable]
    frequency: Array
    recency: Array
    age: Array
    monetary: Array
    returns: Codes
    without: dict[Hashable, int]


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
        amounts: its amount; monetary is 0 if omitted. A negative one is a return: it
            lowers the customer's latest purchase up to its day, or nothing at all if
            that was made before the transactions begin.
        as_of: closing day; the last day of all if omitted.
        unit: of recency and age.
        grain: purchases of a customer within one are merged, dated at the first and
            their amounts added.

    Returns:
        One row per customer; fast enough for millions of transactions.

    Raises:
        NoAnswers: no purchase.
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
    log = Log.sorted(codes, days, money)
    if log.is_return.all():
        raise NoAnswers("customers")
    return summary(ids, log, end=end, unit=unit, grain=grain)


class Log(NamedTuple):
    """
    Transactions by customer and day, returns behind the purchases of their day.

    Attributes:
        codes: the number of each one's customer.
        days: its day, a serial number.
        money: its amount, if there are any.
        is_return: whether that is negative.
    """

    codes: Codes
    days: Codes
    money: Array | None
    is_return: Mask

    @classmethod
    def sorted(cls, codes: Codes, days: Codes, money: Array | None) -> "Log":
        """Sort the columns: one sort of one number."""
        is_return = np.zeros(codes.size, dtype=bool) if money is None else money < 0
        first = int(days.min())
        span = int(days.max()) - first + 1
        order = np.argsort((codes * span + (days - first)) * 2 + is_return)
        sums = None if money is None else money[order]
        return cls(codes[order], days[order], sums, is_return[order])

    def opens(self, grain: Grain) -> Mask:
        """Say which rows are the first of a purchase."""
        bought = ~self.is_return
        codes, spans = self.codes[bought], _spans(self.days[bought], grain)
        is_new = np.ones(codes.size, dtype=bool)
        is_new[1:] = (codes[1:] != codes[:-1]) | (spans[1:] != spans[:-1])
        opens = np.zeros(self.codes.size, dtype=bool)
        opens[bought] = is_new
        return opens


def summary(
    ids: list[Hashable], log: Log, *, end: int, unit: Unit, grain: Grain
) -> Summary:
    """
    Return the histories of customers whose transactions are numbered and sorted.

    Args:
        ids: the customers, by number.
        log: at least one purchase.
        end: closing day, not before the last transaction.
        unit: of recency and age.
        grain: purchases of a customer within one are merged.
    """
    opens = log.opens(grain)
    owner, day = log.codes[opens], log.days[opens]
    purchases = added(owner, size=len(ids))
    returns = added(log.codes[log.is_return], size=len(ids))
    some = purchases > 0
    last = np.cumsum(purchases)[some] - 1
    first = last - purchases[some] + 1
    frequency = (purchases[some] - 1).astype(np.float64)
    monetary = np.zeros(first.size)
    if log.money is not None:
        sums = _net(log, opens, owner)
        sums[first] = 0.0  # the first purchase is not a repeat
        total = added(owner, sums, len(ids))[some]
        monetary = total / np.maximum(frequency, 1.0)
    without = {ids[code]: int(returns[code]) for code in np.flatnonzero(~some)}
    return Summary(
        customers=[name for name in ids if name not in without] if without else ids,
        frequency=frequency,
        recency=(day[last] - day[first]) / unit.value,
        age=(end - day[first]) / unit.value,
        monetary=monetary,
        returns=returns[some],
        without=without,
    )


def _net(log: Log, opens: Mask, owner: Codes) -> Array:
    """Return what each purchase brought in, less what was returned after it."""
    assert log.money is not None
    place = np.cumsum(opens) - 1
    # Before a customer's first purchase the place is another's, or -1.
    is_own = (place >= 0) & (owner[np.maximum(place, 0)] == log.codes)
    return added(place[is_own], log.money[is_own], owner.size)


def _codes(
    customers: Sequence[Hashable] | NDArray[np.generic],
) -> tuple[list[Hashable], Codes]:
    """Number the customers in the order of first appearance."""
    if isinstance(customers, np.ndarray):
        cells = customers.ravel()
    else:
        # Object cells keep 1 and "1" apart; a plain asarray would make both text.
        cells = np.fromiter(customers, dtype=object, count=len(customers))
    try:
        # Here, not above: a sheet without this function need not wait for pandas.
        import pandas as pd  # noqa: PLC0415
    except ImportError:  # LibreOffice and the browser have NumPy and SciPy only
        found: dict[Hashable, int] = {}
        places = [found.setdefault(cell, len(found)) for cell in cells.tolist()]
        return list(found), np.asarray(places, dtype=np.int64)
    codes, ids = pd.factorize(cells, use_na_sentinel=False)
    return ids.tolist(), codes.astype(np.int64, copy=False)


def _spans(days: Codes, grain: Grain) -> Codes:
    """Number the calendar spans that *days* (serial numbers of a sheet) fall in."""
    if grain is Grain.D:
        return days
    if grain is Grain.W:
        return (days - 2) // 7  # serial number 2 is a Monday, 1900-01-01
    dates = np.datetime64(EPOCH) + days.astype("timedelta64[D]")
    return dates.astype("datetime64[M]").astype(np.int64)


def _same_size(argument: str, size: int, days: Codes) -> None:
    if size != days.size:
        raise ShapesDiffer(argument, size=size, other="dates", other_size=days.size)
