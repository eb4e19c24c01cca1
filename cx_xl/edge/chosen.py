"""
The rows that meet the criteria so far.

Many calls ask the same criterion of the same long range. Its distinct cells are
numbered once, each is judged once, and the verdict of the rows is kept with the range.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, count
from typing import TYPE_CHECKING, Any, Self

from cx_xl.cells import Block

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

Judge = Callable[[Any], bool]

LONG = 10_000  # cells; short ranges do not wait for NumPy
MEMORY = 100  # verdicts kept with one range


@dataclass(frozen=True, slots=True)
class Chosen:
    """
    Some of the rows of a range.

    Attributes:
        size: how many rows there are to choose from.
        rows: those chosen, unless there is a mask.
        mask: whether each row is chosen, of long ranges.
    """

    size: int
    rows: Sequence[int]
    mask: "Mask | None" = None

    @classmethod
    def all_of(cls, size: int) -> Self:
        """Choose every row."""
        return cls(size, range(size))

    def __len__(self) -> int:
        return len(self.rows) if self.mask is None else int(self.mask.sum())

    def __iter__(self) -> Iterator[int]:
        return iter(self.listed())

    def listed(self) -> list[int]:
        """Return the rows, from 0."""
        if self.mask is None:
            return list(self.rows)
        found: list[int] = self.mask.nonzero()[0].tolist()
        return found

    def kept(self, block: Block, criterion: Any, meets: Judge) -> Self:
        """
        Return the rows whose cell in *block* meets a criterion, too.

        Args:
            block: one cell per row.
            criterion: the cell that says what to meet; two that are equal and of one
                type say the same.
            meets: the judge that it makes.
        """
        cells = block.cells
        mask = _verdict(block, criterion, meets)
        if mask is not None:
            mask = mask if self.mask is None else self.mask & mask
            return type(self)(self.size, (), mask)
        verdicts = {cell: meets(cell) for cell in set(cells)}
        passed = map(verdicts.__getitem__, map(cells.__getitem__, self.rows))
        return type(self)(self.size, list(compress(self.rows, passed)))


def _verdict(block: Block, criterion: Any, meets: Judge) -> "Mask | None":
    """Return which rows of a long range meet a criterion; None without NumPy."""
    if len(block.cells) < LONG:
        return None
    try:
        import numpy as np  # noqa: PLC0415 - a short range does not wait for it
    except ImportError:
        return None
    verdicts = block.memo.setdefault("verdicts", {})
    key = type(criterion), criterion
    if key not in verdicts:
        if len(verdicts) >= MEMORY:
            verdicts.clear()
        codes, distinct = _numbered(block)
        verdict = np.fromiter(map(meets, distinct), np.bool_, len(distinct))
        verdicts[key] = verdict[codes]
    found: Mask = verdicts[key]
    return found


def _numbered(block: Block) -> "tuple[NDArray[np.int32], list[Any]]":
    """Return the number of each cell, and the distinct cells in their order."""
    import numpy as np  # noqa: PLC0415 - a short range does not wait for it

    if "numbered" not in block.memo:
        numbers: defaultdict[Any, int] = defaultdict(count().__next__)
        codes = map(numbers.__getitem__, block.cells)
        coded = np.fromiter(codes, np.int32, len(block.cells))
        block.memo["numbered"] = coded, list(numbers)
    found: tuple[NDArray[np.int32], list[Any]] = block.memo["numbered"]
    return found
