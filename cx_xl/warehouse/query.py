"""What is asked of an engine, and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

Row = tuple[Any, ...]


class Weighing(IntEnum):
    """What a weight is good for."""

    COUNTS = 0
    GAP = 1
    ZERO = 2
    WRONG = 3  # negative, or so large or small that its square vanishes


def name_of(column: Any) -> str | None:
    """Return the name of a column as text: pandas counts those without one."""
    return None if column is None else str(column)


@dataclass(frozen=True, slots=True)
class Query:
    """
    What is to be counted; the names are columns of the frame.

    Attributes:
        score: the answers.
        by: what to group by.
        day: the date of each answer, if periods are wanted.
        unit: of the periods: D, W, M, Q or Y.
        weight: what each answer weighs, if not all the same.
        zone: the clock by which times with a zone fall on a day.
    """

    score: str
    by: tuple[str, ...] = ()
    day: str | None = None
    unit: str = "M"
    weight: str | None = None
    zone: str | None = None

    @property
    def columns(self) -> list[str]:
        """The columns that it reads."""
        said = (self.score, *self.by, self.day, self.weight)
        return [name for name in said if name is not None]

    def renamed(self, names: Mapping[str, str]) -> "Query":
        """Return the same of a frame that calls some of its columns otherwise."""

        def of(name: Any) -> Any:
            return names.get(name, name)

        return replace(
            self,
            score=of(self.score),
            by=tuple(map(of, self.by)),
            day=of(self.day),
            weight=of(self.weight),
        )
