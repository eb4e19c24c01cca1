"""How often each row of a few columns occurs: answers by segment, by day, by weight."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from cx_xl.bins import added
from cx_xl.edge.columns import SAMPLE, Column, Spellings, read_rows, repeats

Row = tuple[Any, ...]


def count_rows(
    columns: Sequence[Column], spellings: Spellings, chosen: list[int] | None
) -> Mapping[Row, int]:
    """Count the rows without a gap, in the order of first appearance."""
    is_large = len(columns[0].cells) > SAMPLE and chosen is None
    if is_large and all(repeats(column.cells) for column in columns):
        counted = _counted_by_code(columns, spellings)
        if counted is not None:
            return counted
    return Counter(zip(*read_rows(columns, spellings, chosen), strict=True))


def times_counts(table: Mapping[Row, int]) -> Mapping[Row, int]:
    """Count each row as often as its last cell says, and leave that cell out."""
    counted = Counter[Row]()
    for (*row, times), n in table.items():
        if times:
            counted[tuple(row)] += n * int(times)
    return counted


def _counted_by_code(
    columns: Sequence[Column], spellings: Spellings
) -> Mapping[Row, int] | None:
    """
    Number the distinct cells and count the numbers.

    None if a cell is wrong, or where the host's Python has no NumPy.
    """
    try:
        import numpy as np  # noqa: PLC0415 - a short column does not wait for it
    except ImportError:
        return None

    n = len(columns[0].cells)
    places, size = np.zeros(n, dtype=np.int64), 1
    levels: list[list[Any]] = []
    for column in columns:
        numbers: defaultdict[Any, int] = defaultdict(count().__next__)
        numbered = np.fromiter(map(numbers.__getitem__, column.cells), np.int64, n)
        distinct = Column(column.parameter, list(numbers), column.place)
        distinct.read(spellings)
        column.ends = distinct.ends
        size *= len(numbers)
        if distinct.is_wrong or size > n:
            return None
        levels.append(distinct.values)
        places = places * len(numbers) + numbered
    counts = added(places)
    first = np.empty(len(counts), dtype=np.int64)
    first[places[::-1]] = np.arange(n)[::-1]  # the last one written is the first row
    seen = np.flatnonzero(counts)
    seen = seen[np.argsort(first[seen])]
    coded = np.unravel_index(seen, [len(level) for level in levels])
    table = Counter[Row]()
    rows = zip(*(column.tolist() for column in coded), strict=True)
    for codes, times in zip(rows, counts[seen].tolist(), strict=True):
        row = tuple(map(list.__getitem__, levels, codes))
        if None not in row:
            table[row] += times
    return table
