"""Purchases as arrays, fast enough for millions of rows."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from datetime import date
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray

    Whole = NDArray[int64]
    Numbers = NDArray[float64]


def codes(customers: Sequence[Hashable]) -> tuple[list[Hashable], "Whole"]:
    """Number the customers in the order of first appearance; return each row's."""
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    known: defaultdict[Hashable, int] = defaultdict(count().__next__)
    rows = np.fromiter(map(known.__getitem__, customers), np.int64, len(customers))
    return list(known), rows


def ordinals(dates: Sequence[date]) -> "Whole":
    """Return the number of each day, counted from 0001-01-01."""
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    return np.fromiter(map(date.toordinal, dates), np.int64, len(dates))


def distinct(keys: "Whole") -> "Whole":
    """Return each key once, in rising order."""
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    ordered = np.sort(keys)  # np.unique hashes, which takes ten times as long
    is_new = np.ones(len(ordered), dtype=bool)
    is_new[1:] = ordered[1:] != ordered[:-1]
    return ordered[is_new]
