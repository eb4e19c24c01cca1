"""What is asked of an engine, and what comes back."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

Row = tuple[Any, ...]


class Weighing(IntEnum):
    """What a weight is good for."""

    COUNTS = 0
    GAP = 1
    ZERO = 2
    WRONG = 3  # negative, or so large or small that its square vanishes


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
