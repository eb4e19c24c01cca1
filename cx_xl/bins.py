"""Adding up by number, for arrays of any computer."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray


def added(
    places: "NDArray[Any]", amounts: "NDArray[Any] | None" = None, size: int = 0
) -> "NDArray[Any]":
    """
    Return the sum of *amounts*, or the count, at each of *places*: 0, 1, 2 and so on.

    Args:
        places: where each amount belongs.
        amounts: as many; left out, each is 1.
        size: places of the answer, at least.
    """
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    # In a browser addresses have 32 bits, and NumPy counts by no wider number.
    narrow = places.astype(np.intp, copy=False)
    return np.bincount(narrow, weights=amounts, minlength=size)
