"""Cohorts counted row by row, for as many rows as people look at."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from itertools import compress, repeat
from operator import ge
from typing import NamedTuple, Protocol


class Matrix(NamedTuple):
    """
    What became of each cohort; all are numbered from 0, without a gap.

    Attributes:
        sizes: its customers.
        cells: who bought (or what they spent) so many periods after the first.
        returns: how many it made.
        others: returns of customers who had not bought by then.
    """

    sizes: list[int]
    cells: list[list[float]]
    returns: list[int]
    others: int


class Log(Protocol):
    """Purchases and returns of customers."""

    def opening(self) -> date | None:
        """Return the day of the first purchase; None if there is none."""

    def all_days(self) -> set[date]:
        """Return the day of each row, once."""

    def matrix(
        self, periods: Mapping[date, int], span: int, *, is_money: bool
    ) -> Matrix:
        """
        Return the matrix of all cohorts.

        Args:
            periods: the number of each day's, 0 for that of the first purchase.
            span: how many there are.
            is_money: whether to add amounts up, or to count customers.
        """


class RowLog(NamedTuple):
    """Purchases and returns: whose, on which day, for how much."""

    customers: Sequence[Hashable]
    dates: Sequence[date]
    amounts: Sequence[float] | None

    def opening(self) -> date | None:
        """Return the day of the first purchase; None if there is none."""
        return min(self.bought().dates, default=None)

    def all_days(self) -> set[date]:
        """Return the day of each row, once."""
        return set(self.dates)

    def matrix(
        self, periods: Mapping[date, int], span: int, *, is_money: bool
    ) -> Matrix:
        """Return the matrix of all cohorts, as Log says."""
        bought, returns = self.bought(), self.returns()
        first_days = bought.first_days()
        joined = {name: periods[day] for name, day in first_days.items()}
        sizes = Counter(joined.values())
        if is_money:
            cells = _revenue(self.since(first_days), periods, joined)
        else:
            cells = _buyers(bought, periods, joined)
        own = returns.since(first_days)
        counts = Counter(joined[customer] for customer in own.customers)
        cohorts = range(span)
        return Matrix(
            [sizes[i] for i in cohorts],
            [[cells.get((i, j), 0) for j in cohorts] for i in cohorts],
            [counts[i] for i in cohorts],
            len(returns.dates) - len(own.dates),
        )

    def bought(self) -> "RowLog":
        """Return the purchases."""
        if self.amounts is None:
            return self
        return self._kept(amount >= 0 for amount in self.amounts)

    def returns(self) -> "RowLog":
        """Return the rows that are no purchase."""
        if self.amounts is None:
            return RowLog((), (), None)
        return self._kept(amount < 0 for amount in self.amounts)

    def first_days(self) -> dict[Hashable, date]:
        """Return the first day of each customer."""
        found: dict[Hashable, date] = {}
        for customer, day in zip(self.customers, self.dates, strict=True):
            if day < found.setdefault(customer, day):
                found[customer] = day
        return found

    def since(self, first_days: Mapping[Hashable, date]) -> "RowLog":
        """Return the rows of customers who have bought by then."""
        opening = map(first_days.get, self.customers, repeat(date.max))
        return self._kept(map(ge, self.dates, opening))

    def _kept(self, rows: Iterable[bool]) -> "RowLog":
        chosen = list(rows)
        amounts = self.amounts and list(compress(self.amounts, chosen))
        customers = list(compress(self.customers, chosen))
        return RowLog(customers, list(compress(self.dates, chosen)), amounts)


Place = tuple[int, int]  # the cohort, and the periods since it began


def _buyers(
    bought: RowLog, periods: Mapping[date, int], joined: Mapping[Hashable, int]
) -> Mapping[Place, float]:
    """Count each customer once per period."""
    when = map(periods.__getitem__, bought.dates)
    seen = set(zip(bought.customers, when, strict=True))
    places = Counter[Place]()
    for customer, period in seen:
        cohort = joined[customer]
        places[cohort, period - cohort] += 1
    return places


def _revenue(
    net: RowLog, periods: Mapping[date, int], joined: Mapping[Hashable, int]
) -> Mapping[Place, float]:
    """Add the amounts up."""
    sums: defaultdict[Place, float] = defaultdict(float)
    rows = zip(net.customers, net.dates, net.amounts or (), strict=True)
    for customer, day, amount in rows:
        cohort = joined[customer]
        sums[cohort, periods[day] - cohort] += amount
    return sums
