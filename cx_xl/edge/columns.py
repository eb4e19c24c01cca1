"""
Columns that are read together, row by row.

Each distinct cell is read once; whole columns then pass through C. A row counts only
if none of its cells is missing, and only cells of rows that count can be wrong.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain, compress, repeat
from math import isfinite
from operator import and_
from types import NoneType
from typing import Any

from cx_xl import answers
from cx_xl.cells import Block
from cx_xl.dates import FIRST_DAY
from cx_xl.edge.readers import Failure, read_cell
from cx_xl.errors import CODES, CxError, ShapesDiffer
from cx_xl.roles import ANSWERS, NAMES, NUMERIC, WIDE, Role
from cx_xl.spec import Domain, Parameter

CLEAN = frozenset({int, float, NoneType})
LABELS = frozenset({str, NoneType})
SAMPLE = 10_000  # cells that tell whether a column repeats itself

Spellings = dict[str, Any]


@dataclass(slots=True)
class Column:
    """One cell per row, and where each of them stands in its range."""

    parameter: Parameter
    cells: list[Any]
    place: Callable[[int], tuple[int, int]]
    values: list[Any] = field(default_factory=list)
    has_gaps: bool = False  # that leave out their rows
    is_wrong: bool = False  # somewhere, if that row counts
    ends: frozenset[float] = frozenset()  # of scales, that answers name: 10 in "9/10"

    def read(self, spellings: Spellings) -> None:
        """Find the value of each cell: None for a gap, a Failure for what is wrong."""
        pool = _pool(self.parameter, self.cells)
        types = set(map(type, pool))
        self.has_gaps = not self.parameter.gaps and NoneType in types
        quick = _quickly(self.parameter, self.cells, pool, types, spellings)
        self.values = self._mapped(set(pool), spellings) if quick is None else quick

    def _mapped(self, distinct: set[Any], spellings: Spellings) -> list[Any]:
        known = {cell: read_cell(self.parameter, cell) for cell in distinct}
        if self.parameter.role in ANSWERS:
            self.ends = answers.ends(distinct)
        if self.parameter.role in NAMES:
            _name(self.cells, known, spellings)
        values = known.values()
        self.is_wrong = any(type(value) is Failure for value in values)
        self.has_gaps = not self.parameter.gaps and None in values
        if all(type(v) is type(cell) and v == cell for cell, v in known.items()):
            return self.cells
        return list(map(known.__getitem__, self.cells))


def split(parameter: Parameter, block: Block) -> list[Column]:
    """Return the columns of a range that has several per row."""
    width = block.columns

    def column(offset: int) -> Column:
        own = block.cells[offset::width]
        return Column(parameter, own, lambda row: (row + 1, offset + 1))

    return [column(offset) for offset in range(width)]


def single(parameter: Parameter, block: Block, lead: Parameter, main: Block) -> Column:
    """Return a range with one cell per answer of *main*; one per row will do."""
    cells = block.cells
    size = main.rows if lead.role in WIDE else len(main.cells)
    if len(cells) == size:
        return Column(parameter, cells, block.place)
    if len(cells) == main.rows:
        spread = chain.from_iterable(repeat(cell, main.columns) for cell in cells)
        return Column(
            parameter, list(spread), lambda row: block.place(row // main.columns)
        )
    raise ShapesDiffer(
        parameter.name, size=len(cells), other=lead.name, other_size=size
    )


def repeats(cells: list[Any]) -> bool:
    """Say whether a column repeats itself, judged by its first cells."""
    head = cells[:SAMPLE]
    return len(set(head)) <= len(head) / 2


def read_rows(
    columns: Sequence[Column], spellings: Spellings, chosen: list[int] | None = None
) -> list[list[Any]]:
    """Return the values of the rows that count, column by column."""
    for column in columns:
        if chosen is not None:
            column.cells = [column.cells[index] for index in chosen]
        column.read(spellings)
    kept = kept_rows(columns)
    failures = chain.from_iterable(_failures(c, kept) for c in columns if c.is_wrong)
    first = min(failures, key=lambda found: found[0], default=None)
    if first:
        row, column, error = first
        raise error.at(*column.place(row if chosen is None else chosen[row]))
    if kept is None:
        return [column.values for column in columns]
    return [list(compress(column.values, kept)) for column in columns]


def _pool(parameter: Parameter, cells: list[Any]) -> Collection[Any]:
    """Return the distinct cells, or all where few repeat and finding out is slow."""
    return set(cells) if parameter.role in NAMES or repeats(cells) else cells


def _quickly(
    parameter: Parameter,
    cells: list[Any],
    pool: Collection[Any],
    types: set[type],
    spellings: Spellings,
) -> list[Any] | None:
    """Return the values of a column that holds but clean numbers, dates or labels."""
    role = parameter.role
    if role in NAMES and types <= LABELS:
        return cells if _are_plain(pool, spellings) else None
    if role is Role.DAYS and types == {datetime} and pool is cells:
        days = list(map(datetime.date, cells))
        return days if min(days) >= FIRST_DAY else None
    if role is Role.DAYS and types == {date}:
        return cells if min(pool) >= FIRST_DAY else None
    if role not in NUMERIC or not types <= CLEAN:
        return None
    numbers = [x for x in pool if x is not None] if NoneType in types else pool
    return cells if not numbers or _are_clean(numbers, parameter.arg.domain) else None


def _are_clean(numbers: Collection[float], domain: Domain) -> bool:
    if not isfinite(sum(numbers)):
        return False
    if domain.whole:
        return all(number in domain for number in numbers)
    is_endless = domain == Domain()
    return is_endless or (min(numbers) in domain and max(numbers) in domain)


def _are_plain(pool: Collection[Any], spellings: Spellings) -> bool:
    """Say whether labels can stay as they are; remember them if so."""
    labels = [label for label in pool if label is not None]
    if not CODES.isdisjoint(labels) or not _are_trimmed(labels):
        return False
    folded = dict(zip(map(str.casefold, labels), labels, strict=True))
    is_plain = (
        "" not in folded
        and len(folded) == len(labels)
        and spellings.keys().isdisjoint(folded)
    )
    if is_plain:
        spellings.update(folded)
    return is_plain


def _are_trimmed(labels: list[str]) -> bool:
    """Say whether no label has a space too many."""
    if len("|".join(["", *labels, ""]).split()) == 1:  # ids hold none: one quick look
        return True
    return [" ".join(label.split()) for label in labels] == labels


def _name(cells: list[Any], known: dict[Any, Any], spellings: Spellings) -> None:
    """Give labels that differ in case only the spelling that came first."""
    folded = {cell: v.casefold() for cell, v in known.items() if isinstance(v, str)}
    is_unique = len(set(folded.values())) == len(folded)
    for cell in folded if is_unique else dict.fromkeys(cells):
        if cell in folded:
            shown = cell if isinstance(cell, int | float) else known[cell]
            known[cell] = spellings.setdefault(folded[cell], shown)


def kept_rows(columns: Sequence[Column]) -> list[bool] | None:
    """Return which rows have no gap; None if all of them."""
    kept: list[bool] | None = None
    for column in columns:
        if column.has_gaps:
            filled = [value is not None for value in column.values]
            kept = filled if kept is None else list(map(and_, kept, filled))
    return kept


def _failures(
    column: Column, kept: list[bool] | None
) -> Iterator[tuple[int, Column, CxError]]:
    """Return what is wrong with a column, in the rows that count."""
    for row, value in enumerate(column.values):
        if type(value) is Failure and (kept is None or kept[row]):
            yield row, column, value.error
