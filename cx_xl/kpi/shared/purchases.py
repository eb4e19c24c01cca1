"""Purchases: their columns in a sheet, and as arrays for millions of rows."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Annotated

from cx_xl.errors import Undefined
from cx_xl.spec import Arg, Role

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray

    Whole = NDArray[int64]
    Numbers = NDArray[float64]

LONG = 20_000  # rows; fewer are counted before NumPy is loaded

Buyers = Annotated[
    Sequence[Hashable],
    Arg(
        en="The customer of each purchase, one row per purchase.",
        it="Il cliente di ogni acquisto, una riga per acquisto.",
        role=Role.GROUPS,
    ),
]
BuyingDays = Annotated[
    Sequence[date],
    Arg(
        en="The date of each purchase: real dates, not text.",
        it="La data di ogni acquisto: date vere, non testo.",
        role=Role.DAYS,
    ),
]
_AMOUNTS = Arg(
    en="The amount of each purchase, in money; negative for a return.",
    it="L'importo di ogni acquisto, in denaro; negativo per un reso.",
    role=Role.AMOUNTS,
)
Spending = Annotated[Sequence[float], _AMOUNTS]
SpendingIfAny = Annotated[Sequence[float] | None, _AMOUNTS]


def closing_day(latest: date, as_of: date | None) -> date:
    """
    Return the last day of observation: *as_of*, or the *latest* of the dates.

    Raises:
        Undefined: a date is later than *as_of*.
    """
    if as_of and latest > as_of:
        raise Undefined(
            "as_of",
            why_en=f"the last of the dates, {latest}, is later than {as_of}.",
            why_it=f"l'ultima delle date, {latest}, è successiva al {as_of}.",
        )
    return as_of or latest


def has_arrays(rows: int) -> bool:
    """Say whether so many *rows* are worth NumPy, and whether it is there."""
    if rows < LONG:
        return False
    try:
        import numpy as np  # noqa: F401, PLC0415 - only asked for
    except ImportError:
        return False
    return True


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
