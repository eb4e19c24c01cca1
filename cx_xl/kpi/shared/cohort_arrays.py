"""Cohorts counted with NumPy, for a million rows."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from cx_xl.bins import added
from cx_xl.kpi.shared import purchases
from cx_xl.kpi.shared.cohort_rows import Log, Matrix

if TYPE_CHECKING:
    from cx_xl.kpi.shared.purchases import Numbers, Whole


def matrix(
    log: Log, periods: Mapping[date, int], span: int, *, is_money: bool
) -> Matrix:
    """Return the matrix that cohort_rows returns, with the same doubles."""
    codes = purchases.codes(log.customers)[1]
    days = purchases.ordinals(log.dates)
    money = np.zeros(len(days)) if log.amounts is None else np.array(log.amounts, float)
    when = _periods(days, periods)
    is_return = money < 0
    bought = slice(None) if log.amounts is None else ~is_return
    buyers, bought_when = codes[bought], when[bought]
    customers = int(codes.max()) + 1
    first = np.full(customers, np.iinfo(np.int64).max)
    np.minimum.at(first, buyers, days[bought])
    joined = np.full(customers, span)
    np.minimum.at(joined, buyers, bought_when)
    is_known = days >= first[codes]
    if is_money:
        rows = is_known
        cells = _sums(joined[codes[rows]], when[rows], span, money[rows])
    else:
        seen = purchases.distinct(buyers * span + bought_when)
        cells = _sums(joined[seen // span], seen % span, span, None)
    own = joined[codes[is_return & is_known]]
    return Matrix(
        added(joined, size=span)[:span].tolist(),
        cells,
        added(own, size=span).tolist(),
        int((is_return & ~is_known).sum()),
    )


def _periods(days: "Whole", periods: Mapping[date, int]) -> "Whole":
    """Return the period of each row; there are far fewer days than rows."""
    first = int(days.min())
    numbers = np.zeros(int(days.max()) - first + 1, np.int64)
    for day, number in periods.items():
        numbers[day.toordinal() - first] = number
    return numbers[days - first]


def _sums(
    cohorts: "Whole", periods: "Whole", span: int, money: "Numbers | None"
) -> list[list[float]]:
    """Add amounts (or ones) up by cohort and periods since it began."""
    place = cohorts * span + periods - cohorts
    sums = added(place, money, span * span)
    cells: Any = sums.reshape(span, span).tolist()
    return list(cells)
