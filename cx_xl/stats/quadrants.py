"""Which side of a line a value lies on, if its limits tell."""

from collections.abc import Mapping, Sequence
from math import isclose
from typing import NamedTuple

from cx_xl.errors import Undefined, WrongColumns, decimal
from cx_xl.stats import normal


class Axis(NamedTuple):
    """
    One side of the grid.

    Attributes:
        name: of the argument that holds the values.
        values: one per aspect.
        limits: two columns, the low and the high 95 % limit of each; None if unknown.
    """

    name: str
    values: Sequence[float]
    limits: Mapping[str, Sequence[float]] | None

    @property
    def argument(self) -> str:
        """The argument that holds the limits."""
        return f"{self.name}_limits"

    def sides(self, line: float) -> list[bool | None]:
        """
        Say of each value whether it is high; None if it can not be told.

        The limits are widened by as many looks as there are values (Bonferroni).
        """
        is_high = [value > line or isclose(value, line) for value in self.values]
        if self.limits is None:
            return list(is_high)
        wider = normal.quantile(1 - 0.05 / len(is_high)) / normal.quantile(0.95)
        return [
            high if abs(value - line) > wider * reach else None
            for value, high, reach in zip(
                self.values, is_high, self._reaches(is_high), strict=True
            )
        ]

    def _reaches(self, is_high: Sequence[bool]) -> list[float]:
        """Return how far the limits of each value go towards the line."""
        columns = list((self.limits or {}).values())
        if len(columns) != 2:
            raise WrongColumns(
                self.argument, needed=2, columns="low, high", given=len(columns)
            )
        reaches = []
        for value, low, high, is_above in zip(
            self.values, *columns, is_high, strict=True
        ):
            if not low <= value <= high:
                raise Undefined(
                    self.argument,
                    why_en=f"{value:g} does not lie between {low:g} and {high:g}; take "
                    "the limits of the same rows, low before high.",
                    why_it=f"{decimal(value, 'it')} non sta tra {decimal(low, 'it')} e "
                    f"{decimal(high, 'it')}; prendi i limiti delle stesse righe, prima "
                    "low e poi high.",
                )
            reaches.append(value - low if is_above else high - value)
        return reaches
