"""Customers as rows of a sheet: results line up with the rows that were selected."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Self

from cx_xl.errors import Code, CxError, Missing, NoAnswers

if TYPE_CHECKING:
    from cx_xl.models.domain import Array, Mask

Column = Sequence[float | None]
Cells = list[float | str]

# What a customer without a repeat purchase has none of; 0 by definition.
FROM_REPEATS = ("recency", "monetary")


class Filled:
    """
    One column of numbers with blanks.

    Attributes:
        values: the numbers.
    """

    def __init__(self, name: str, column: Column) -> None:
        self._name, self._column = name, column
        self.values = [value for value in column if value is not None]

    def cells(self, results: Iterable[float]) -> Cells:
        """
        Return one cell per selected row, blank for blank.

        Raises:
            NoAnswers: no row is selected.
        """
        if not self._column:
            raise NoAnswers(self._name)
        found = iter(results)
        return ["" if value is None else next(found) for value in self._column]

    def located(self) -> AbstractContextManager[None]:
        """Let errors point at the row of the sheet, not at that among the numbers."""
        return _located(i for i, v in enumerate(self._column) if v is not None)


class Cases:
    """
    Columns of numbers with gaps, row by row.

    A row is complete, or blank (a header is blank too), or has a gap. Recency and
    spend of a customer without a repeat purchase may be blank: they are 0.

    Attributes:
        columns: of the complete rows, by name.
    """

    def __init__(self, **columns: Column) -> None:
        import numpy as np  # noqa: PLC0415 - a cell does not wait for it

        given = {name: np.array(c, dtype=np.float64) for name, c in columns.items()}
        gaps = np.isnan(np.stack(list(given.values())))
        self._blank: Mask = np.asarray(gaps.all(axis=0))
        for name in FROM_REPEATS:
            if name in given and "frequency" in given:
                never = np.isnan(given[name]) & (given["frequency"] == 0)
                given[name] = np.where(never, 0.0, given[name])
        filled = np.stack(list(given.values()))
        self._complete: Mask = np.asarray(~np.isnan(filled).any(axis=0))
        self.columns = {name: c[self._complete] for name, c in given.items()}

    @classmethod
    def if_any(cls, **columns: Column | None) -> Self | None:
        """Return the rows of *columns*; None if there is no column at all."""
        given = {name: c for name, c in columns.items() if c is not None}
        if not given:
            return None
        lacking = [name for name in columns if name not in given]
        if lacking:
            raise Missing(lacking[0])
        return cls(**given)

    def __getitem__(self, name: str) -> "Array":
        return self.columns[name]

    @property
    def n(self) -> int:
        """The number of complete rows."""
        return int(self._complete.sum())

    @property
    def history(self) -> "tuple[Array, Array, Array]":
        """The first three columns: frequency, recency and age (or occasions)."""
        frequency, recency, age, *_ = self.columns.values()
        return frequency, recency, age

    def cells(self, results: "Array") -> Cells:
        """
        Return one cell per selected row: blank for blank, #N/A for one with gaps.

        Raises:
            NoAnswers: no row is selected.
        """
        if not self._complete.size:
            raise NoAnswers(next(iter(self.columns)))
        found = iter(results.ravel().tolist())
        pairs = zip(self._complete, self._blank, strict=True)
        return [
            next(found) if is_complete else "" if is_blank else Code.NA
            for is_complete, is_blank in pairs
        ]

    def located(self) -> AbstractContextManager[None]:
        """Let errors point at the row of the sheet, not at that among complete ones."""
        return _located(i for i, complete in enumerate(self._complete) if complete)


@contextmanager
def _located(used: Iterable[int]) -> Iterator[None]:
    """Let errors point at one of all rows, of which *used* are those that count."""
    try:
        yield
    except CxError as error:
        if error.position:
            error.at(list(used)[error.position[0] - 1] + 1, 1)
        raise
