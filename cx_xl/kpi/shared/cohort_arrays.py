"""Cohorts counted with NumPy, for a million rows."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from cx_xl.bins import added
from cx_xl.kpi.shared import purchases
from cx_xl.kpi.shared.cohort_rows import Matrix

if TYPE_CHECKING:
    from numpy import bool_
    from numpy.typing import NDArray

    from cx_xl.kpi.shared.purchases import Numbers, Whole


@dataclass(frozen=True, eq=False)  # arrays have no single truth value
class ArrayLog:
    """
    Purchases and returns, as cohort_rows.RowLog has them, with the same doubles.

    Attributes:
        customers: whose, by the number of the customer.
        days: on which day, counted from 0001-01-01.
        amounts: for how much.
    """

    customers: "Whole"
    days: "Whole"
    amounts: "Numbers | None"

    @classmethod
    def of(
        cls,
        customers: Sequence[Hashable],
        dates: Sequence[date],
        amounts: Sequence[float] | None,
    ) -> Self:
        """Take the columns of a sheet."""
        money = None if amounts is None else np.array(amounts, float)
        return cls(purchases.codes(customers)[1], purchases.ordinals(dates), money)

    @cached_property
    def is_bought(self) -> "NDArray[bool_]":
        """Which rows are purchases."""
        if self.amounts is None:
            return np.ones(self.days.size, dtype=bool)
        return self.amounts >= 0

    @cached_property
    def is_known(self) -> "NDArray[bool_]":
        """Which rows are of customers who have bought by then."""
        bought = self.is_bought
        opening = np.full(int(self.customers.max()) + 1, np.iinfo(np.int64).max)
        np.minimum.at(opening, self.customers[bought], self.days[bought])
        return self.days >= opening[self.customers]

    def opening(self) -> date | None:
        """Return the day of the first purchase; None if there is none."""
        days = self.days[self.is_bought]
        return date.fromordinal(int(days.min())) if days.size else None

    def all_days(self) -> set[date]:
        """Return the day of each row, once."""
        first = int(self.days.min())
        passed = np.flatnonzero(added(self.days - first))
        return {date.fromordinal(first + days) for days in passed.tolist()}

    def matrix(
        self, periods: Mapping[date, int], span: int, *, is_money: bool
    ) -> Matrix:
        """Return the matrix of all cohorts, as cohort_rows.Log says."""
        when = _periods(self.days, periods)
        buyers, bought_when = self.customers[self.is_bought], when[self.is_bought]
        joined = np.full(int(self.customers.max()) + 1, span)
        np.minimum.at(joined, buyers, bought_when)
        if is_money:
            assert self.amounts is not None
            rows = self.is_known
            cohorts = joined[self.customers[rows]]
            cells = _sums(cohorts, when[rows], span, self.amounts[rows])
        else:
            seen = purchases.distinct(buyers * span + bought_when)
            cells = _sums(joined[seen // span], seen % span, span, None)
        sizes = added(joined, size=span)[:span].tolist()
        return Matrix(sizes, cells, *self._returns(joined, span))

    def _returns(self, joined: "Whole", span: int) -> tuple[list[int], int]:
        """Return how many each cohort made, and how many are of no cohort."""
        if self.amounts is None:
            return [0] * span, 0
        own = self.customers[~self.is_bought & self.is_known]
        counts = added(joined[own], size=span).tolist()
        return counts, int((~self.is_bought & ~self.is_known).sum())


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
