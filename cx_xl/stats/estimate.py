"""A number with its base and its interval."""

from typing import Self

from cx_xl.stats.normal import Interval


class Estimate(float):
    """
    A KPI that knows how many answers it rests on.

    It is its value wherever a number is wanted.

    Attributes:
        value: the KPI, in its own unit.
        n: the base, the number of answers.
        interval: the 95 % confidence interval (low, high) in the same unit, or None
            where the KPI has none.
    """

    __slots__ = ("interval", "n")

    n: float
    interval: Interval | None

    def __new__(cls, value: float, n: float, interval: Interval | None = None) -> Self:
        """Attach the base and the interval to *value*."""
        estimate = super().__new__(cls, value)
        estimate.n = n
        estimate.interval = interval
        return estimate

    def __getnewargs__(self) -> tuple[float, float, Interval | None]:  # type: ignore[override]  # float takes the value alone
        return self.value, self.n, self.interval

    def __repr__(self) -> str:
        return f"Estimate({self.value!r}, n={self.n:g})"

    __str__ = float.__repr__
    __hash__ = float.__hash__

    @property
    def value(self) -> float:
        """The plain number."""
        return float(self)
