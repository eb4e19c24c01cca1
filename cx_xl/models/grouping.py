"""Equal rows are counted, not repeated: a model looks at each history once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from cx_xl.models.domain import Array, History, at_least_zero, paired


def group(columns: list[Array], weights: Array) -> tuple[list[Array], Array]:
    """
    Return the distinct rows of *columns*, sorted, and the summed weight of each.

    Rows of weight 0 are dropped.
    """
    used = weights > 0
    if not used.all():
        columns, weights = [column[used] for column in columns], weights[used]
    if not weights.size:
        return columns, weights
    order = np.lexsort(columns[::-1])
    columns = [column[order] for column in columns]
    first = np.zeros(weights.size, dtype=bool)
    first[0] = True
    for column in columns:
        first[1:] |= column[1:] != column[:-1]
    starts = np.flatnonzero(first)
    return [column[starts] for column in columns], np.add.reduceat(
        weights[order], starts
    )


def blocks(columns: Sequence[Array], size: int) -> list[list[Array]]:
    """Cut *columns* of equal length into blocks of at most *size* rows."""
    return [
        [column[start : start + size] for column in columns]
        for start in range(0, columns[0].size, size)
    ]


@dataclass(frozen=True, eq=False)  # arrays have no single truth value
class Histories:
    """
    Purchase histories of a customer base, equal ones counted together.

    Attributes:
        frequency, recency, age: x, t_x and T of each distinct history.
        customers: how many customers have it, > 0.
    """

    frequency: Array
    recency: Array
    age: Array
    customers: Array

    @classmethod
    def of(
        cls,
        frequency: ArrayLike,
        recency: ArrayLike,
        age: ArrayLike,
        customers: ArrayLike | None = None,
    ) -> Self:
        """
        Check and group columns of equal length.

        Args:
            frequency: repeat purchases of each customer, whole, >= 0.
            recency: time from first to last purchase, in any unit.
            age: time from first purchase to today, in the same unit.
            customers: how many customers each row stands for; 1 each if omitted.

        Raises:
            ShapesDiffer: columns of different length.
            NotWhole, OutOfRange: see History.
        """
        columns: dict[str, ArrayLike] = {
            "frequency": frequency,
            "recency": recency,
            "age": age,
        }
        if customers is not None:
            columns["customers"] = customers
        x, t_x, total, *given = paired(columns)
        History.of(x, t_x, total)
        weights = at_least_zero("customers", given[0]) if given else np.ones(x.size)
        (x, t_x, total), weights = group([x, t_x, total], weights)
        return cls(x, t_x, total, weights)

    @property
    def arrays(self) -> tuple[Array, ...]:
        """All columns: what makes two customer bases equal."""
        return self.frequency, self.recency, self.age, self.customers

    @cached_property
    def n(self) -> float:
        """Customers."""
        return float(self.customers.sum())

    @cached_property
    def repeaters(self) -> float:
        """Customers who came back at least once."""
        return float(self.customers[self.frequency > 0].sum())

    @cached_property
    def rate(self) -> float:
        """Repeat purchases per unit of time: sets the scale of a search."""
        observed = float(self.customers @ self.age)
        # Where no time has passed any scale is as good: the fit will say so.
        return float(self.customers @ self.frequency) / (observed or self.n)

    @cached_property
    def by_frequency(self) -> tuple[Array, Array]:
        """The distinct frequencies and the customers at each."""
        # The rows are sorted by frequency first, so equal ones are neighbours.
        (distinct,), customers = group([self.frequency], self.customers)
        return distinct, customers
