"""
Ranges on their way into KPIs.

Answers are counted into tallies, alone or with the weights, segments or dates beside
them; other ranges that travel together become lists of equal length.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import compress
from typing import Any

from cx_xl import cells as read
from cx_xl.cells import Block
from cx_xl.edge.columns import (
    WIDE,
    Column,
    Spellings,
    kept_rows,
    read_rows,
    single,
    split,
)
from cx_xl.edge.counting import count_rows
from cx_xl.edge.criteria import selection
from cx_xl.edge.readers import Failure, read_cell
from cx_xl.errors import (
    CxError,
    NotGiven,
    OffScale,
    ShapesDiffer,
)
from cx_xl.spec import Parameter, Role, Spec
from cx_xl.tally import Mass, Tally

COUNTED = frozenset({Role.SCORES, Role.ITEMS})
# Behind answers in this order; any of them may also stand without answers.
BESIDE = (
    Role.GROUPS,
    Role.DAYS,
    Role.MOMENTS,
    Role.ANSWERS,
    Role.AMOUNTS,
    Role.MARKS,
    Role.MATRIX,
    Role.FACTORS,
    Role.WEIGHTS,
)
TARGET_COLUMNS = (Role.GROUPS, Role.GROUPS, Role.AMOUNTS)


@dataclass(slots=True)
class Ranges:
    """The ranges of one call."""

    spec: Spec
    blocks: dict[Parameter, Block]
    chosen: list[int] | None = None
    ready: dict[str, Any] = field(default_factory=dict)
    spellings: Spellings = field(default_factory=dict)
    # The column behind each list, and which of its rows the list holds (None: all).
    lists: dict[str, tuple[Column, list[bool] | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, spec: Spec, given: Mapping[str, Any]) -> "Ranges":
        """Take the ranges out of the arguments of a call."""
        ranges = cls(spec, {})
        for parameter in spec.own_parameters:
            value = given.get(parameter.name)
            if not parameter.is_range or (value is None and parameter.is_optional):
                continue
            if value is None and parameter.arg.role in {*BESIDE, Role.TARGETS}:
                raise NotGiven(parameter.name)
            if isinstance(value, Tally):  # a Python caller who has already counted
                ranges.ready[parameter.name] = value
            else:
                ranges.blocks[parameter] = Block.of(value)
        if given.get("criteria"):
            main = next(iter(ranges.blocks.values()))
            ranges.chosen = selection(given["criteria"], main)
        return ranges

    def values(self) -> dict[str, Any]:
        """Return what the KPI receives for each of its range arguments."""
        values = self.ready | {p.name: () for p in self.blocks if not p.is_optional}
        for table in dict.fromkeys(parameter.arg.table for parameter in self.blocks):
            values |= self._table(table)
        for parameter, block in self.blocks.items():
            alone = _ALONE.get(parameter.arg.role)
            if alone:
                values[parameter.name] = alone(self, parameter, block)
        return values

    def located(self, error: OffScale) -> CxError:
        """Return *error*, pointing at the first cell that holds its value."""
        for parameter, block in self.blocks.items():
            if parameter.name != error.argument:
                continue
            for index in self.chosen or range(len(block.cells)):
                if read.score(block.cells[index]) == error.facts["value"]:
                    return error.at(*block.place(index))
        return error

    def placed(self, error: CxError) -> CxError:
        """Return *error*, whose row counts values, pointing at the cell of that one."""
        if error.position is None or error.argument not in self.lists:
            return error
        column, kept = self.lists[error.argument]
        row = error.position[0] - 1
        index = row if kept is None else list(compress(range(len(kept)), kept))[row]
        return error.at(*column.place(index))

    def _table(self, table: str) -> dict[str, Any]:
        """Read the ranges of one table, row by row."""
        members = [p for p in self.blocks if p.arg.table == table]
        leads = [p for p in members if p.arg.role in COUNTED]
        beside = [p for role in BESIDE for p in members if p.arg.role is role]
        values: dict[str, Any] = {}
        for lead in leads:
            answers = self._items if lead.arg.role is Role.ITEMS else self._scores
            values[lead.name] = answers(lead, beside)
        if beside and not leads:
            values |= self._lists([p for p in members if p in beside])
        return values

    def _scores(self, lead: Parameter, beside: list[Parameter]) -> Any:
        """Return a tally of answers, or one per segment or day."""
        block = self.blocks[lead]
        if not beside and self.chosen is None:
            return _counted(lead, block)
        columns = self._single([lead, *beside], lead)
        table = count_rows(columns, self.spellings, self.chosen)
        if all(parameter.arg.role is Role.WEIGHTS for parameter in beside):
            return _tally(table.items())
        groups: dict[Any, list[tuple[Any, int]]] = {}
        for (score, group, *weight), n in table.items():
            groups.setdefault(group, []).append(((score, *weight), n))
        return {group: _tally(rows) for group, rows in groups.items()}

    def _items(self, lead: Parameter, beside: list[Parameter]) -> list[Tally]:
        """Return a tally per question; its missing answers leave out no other's."""
        tallies = []
        for column in split(lead, self.blocks[lead]):
            columns = [column, *self._single(beside, lead)]
            table = count_rows(columns, self.spellings, None)
            tallies.append(_tally(table.items()))
        return tallies

    def _lists(self, members: list[Parameter]) -> dict[str, Any]:
        """Return one list per range, or one per column of a wide range."""
        lead = members[0]
        columns = {p: self._columns(p, lead) for p in members}
        single_columns = [c for cs in columns.values() for c in cs]
        rows = iter(read_rows(single_columns, self.spellings))
        kept = kept_rows(single_columns)
        self.lists |= {p.name: (own[0], kept) for p, own in columns.items()}
        values: dict[str, Any] = {}
        for parameter, own in columns.items():
            lists = [next(rows) for _ in own]
            if parameter.arg.role is Role.MATRIX:
                values[parameter.name] = dict(
                    zip(_names(self.blocks[parameter]), lists, strict=True)
                )
            else:
                is_wide = parameter.arg.role in WIDE
                values[parameter.name] = lists if is_wide else lists[0]
        return values

    def _columns(self, parameter: Parameter, lead: Parameter) -> list[Column]:
        block, main = self.blocks[parameter], self.blocks[lead]
        if parameter.arg.role not in WIDE:
            return [single(parameter, block, lead, main)]
        size = main.rows if lead.arg.role in WIDE else len(main.cells)
        if block.rows != size:
            sizes = {"size": block.rows, "other_size": size}
            raise ShapesDiffer(f"{parameter.name} (rows)", other=lead.name, **sizes)
        return split(parameter, block)

    def _single(self, members: list[Parameter], lead: Parameter) -> list[Column]:
        main = self.blocks[lead]
        return [single(p, self.blocks[p], lead, main) for p in members]

    def _numbers(self, parameter: Parameter, block: Block) -> list[float]:
        """Read numbers as AVERAGE does, with those stored as text counted."""
        column = single(parameter, block, parameter, block)
        return read_rows([column], self.spellings)[0]

    def _targets(
        self, parameter: Parameter, block: Block
    ) -> list[tuple[Any, Any, float]]:
        """Read a table of factor, level and share."""
        if block.columns != len(TARGET_COLUMNS):
            sizes = {"size": block.columns, "other_size": len(TARGET_COLUMNS)}
            raise ShapesDiffer(
                f"{parameter.name} (columns)", other="factor, level, share", **sizes
            )
        width = block.columns
        columns = []
        for i, role in enumerate(TARGET_COLUMNS):
            own = replace(parameter, arg=replace(parameter.arg, role=role))
            cells = Block(block.cells[i::width])
            column = single(own, cells, own, cells)
            column.place = partial(_in_column, i + 1)
            columns.append(column)
        return list(zip(*read_rows(columns, self.spellings), strict=True))


def _in_column(column: int, row: int) -> tuple[int, int]:
    return row + 1, column


def _as_it_is(_: Ranges, __: Parameter, block: Block) -> Block:
    return block


_ALONE: Mapping[Role, Callable[[Ranges, Parameter, Block], Any]] = {
    Role.NUMBERS: Ranges._numbers,  # noqa: SLF001 - a table of its own methods
    Role.TARGETS: Ranges._targets,  # noqa: SLF001 - a table of its own methods
    Role.RAW: _as_it_is,
}


def _counted(parameter: Parameter, block: Block) -> Tally:
    """Count a range that stands alone."""
    counts = Counter(block.cells)
    for index in read.headers(block, read.number):
        counts[block.cells[index]] -= 1
    masses: dict[float, Mass] = {}
    for cell, n in counts.items():
        score = read.score(cell)
        if score is not None and n:
            mass = Mass(n, n, n)
            masses[score] = masses[score].plus(mass) if score in masses else mass
        if score is None or type(cell) is str:
            found = read_cell(parameter, cell)
            if isinstance(found, Failure) and n:
                index = block.cells.index(cell)
                raise found.error.at(*block.place(index))
    return Tally(masses)


def _tally(rows: Iterable[tuple[tuple[Any, ...], int]]) -> Tally:
    """Count answers, with or without a weight behind each."""
    pairs = Counter[tuple[float, float]]()
    for (score, *weight), n in rows:
        pairs[score, weight[0] if weight else 1] += n
    return Tally.of_pairs(pairs)


def _names(block: Block) -> list[str]:
    """Return what the header row calls each column; its number without one."""
    headers = read.headers(block, read.number)
    names: list[str] = []
    for column in range(block.columns):
        is_named = column in headers and not read.is_blank(block.cells[column])
        name = " ".join(block.cells[column].split()) if is_named else str(column + 1)
        names.append(f"{name} ({column + 1})" if name in names else name)
    return names
