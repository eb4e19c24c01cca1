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

from cx_xl import answers
from cx_xl import cells as read
from cx_xl.cells import Block, Logical
from cx_xl.edge.columns import Column, Spellings, kept_rows, read_rows, single, split
from cx_xl.edge.counted import counted_before, is_counted, of_base
from cx_xl.edge.criteria import selection
from cx_xl.edge.frequencies import count_rows, times_counts
from cx_xl.edge.headers import has_header, seen_header
from cx_xl.edge.readers import Failure, read_cell
from cx_xl.errors import (
    CxError,
    NotGiven,
    NoWeights,
    OffScale,
    OnlyWords,
    OtherScale,
    ShapesDiffer,
    SwappedRanges,
    Text,
    WrongColumns,
)
from cx_xl.grouped import Customers
from cx_xl.roles import BESIDE, COUNTED, NAMES, WIDE, Role
from cx_xl.spec import Parameter, Spec
from cx_xl.tally import Mass, Tally

TARGET_COLUMNS = (Role.GROUPS, Role.GROUPS, Role.AMOUNTS)
TARGETS = Text("factor, level, share", "fattore, livello, quota")


@dataclass(slots=True)
class Ranges:
    """The ranges of one call."""

    spec: Spec
    blocks: dict[Parameter, Block]
    chosen: list[int] | None = None
    has_header: bool | None = None  # what the user says
    ready: dict[str, Any] = field(default_factory=dict)
    whole: dict[Parameter, Block] = field(default_factory=dict)  # with their headers
    spellings: Spellings = field(default_factory=dict)
    # The column behind each list, and which of its rows the list holds (None: all).
    lists: dict[str, tuple[Column, list[bool] | None]] = field(default_factory=dict)

    @classmethod
    def of(
        cls, spec: Spec, given: Mapping[str, Any], *, has_header: bool | None = None
    ) -> "Ranges":
        """Take the ranges out of the arguments of a call."""
        ranges = cls(spec, {}, has_header=has_header)
        for parameter in spec.own_parameters:
            value = given.get(parameter.name)
            if parameter.name in ranges.ready:  # with the tallies of its answers
                continue
            if not parameter.is_range or (value is None and parameter.is_optional):
                continue
            if value is None and parameter.role in {*BESIDE, Role.TARGETS}:
                raise NotGiven(parameter.name)
            if isinstance(value, Customers):
                ranges.ready |= of_base(spec, value, given)
            elif is_counted(value):  # a Python caller who has already counted
                ranges.ready |= counted_before(spec, parameter, value, given)
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
            alone = _ALONE.get(parameter.role)
            if alone:
                values[parameter.name] = alone(self, parameter, block)
        return values

    def located(self, error: CxError) -> CxError:
        """Return *error*, pointing at the first cell that holds its value."""
        shows, parameter = _SHOWS.get(type(error)), self._named(error.argument)
        if shows is None or parameter is None:
            return error
        block = self.blocks[parameter]
        for index in self._indices(block):
            found = answers.read(block.cells[index])
            if found is not None and shows(found) == error.facts["value"]:
                return error.at(*block.place(index))
        return error

    def explained(self, error: CxError) -> CxError:
        """Return why nothing can be counted: only words, or weights of nothing."""
        for parameter, block in self.blocks.items():
            if parameter.role in {Role.WEIGHTS, Role.COUNTS}:
                numbers = map(read.number, block.cells)
                if not any(number is not None and number > 0 for number in numbers):
                    return NoWeights(parameter.name)
        named = self._named(error.argument)
        if named is None:
            return error
        block = self.whole.get(named, self.blocks[named])
        cells = [block.cells[index] for index in self._indices(block)]
        if any(answers.score(cell) is not None for cell in cells):
            return error
        texts = sum(isinstance(c, str) and not read.is_blank(c) for c in cells)
        truths = sum(isinstance(c, Logical) for c in cells)
        if not texts + truths:
            return error
        other = next(filter(self._are_numbers, self.blocks), None)
        if texts and other is not None:
            return SwappedRanges(error.argument, other=other.name)
        return OnlyWords(error.argument, texts=texts, truths=truths)

    def _are_numbers(self, parameter: Parameter) -> bool:
        """Say whether a range that is for labels holds numbers and nothing else."""
        cells = [c for c in self.blocks[parameter].cells if not read.is_blank(c)]
        is_number = (isinstance(cell, int | float) for cell in cells)
        return parameter.role in NAMES and bool(cells) and all(is_number)

    def _named(self, name: str) -> Parameter | None:
        return next((p for p in self.blocks if p.name == name), None)

    def _indices(self, block: Block) -> Iterable[int]:
        """Return which cells of *block* the criteria leave."""
        return range(len(block.cells)) if self.chosen is None else self.chosen

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
        leads = [p for p in members if p.role in COUNTED]
        beside = [p for role in BESIDE for p in members if p.role is role]
        names = self._without_headers([*leads, *beside])
        values: dict[str, Any] = {}
        for lead in leads:
            answered = self._items if lead.role is Role.ITEMS else self._scores
            values[lead.name] = answered(lead, beside)
        if beside and not leads:
            values |= self._lists([p for p in members if p in beside], names)
        return values

    def _without_headers(self, members: list[Parameter]) -> list[str]:
        """Blank the first row of ranges that begin with one; return what it says."""
        own = [p for p in members if p.role is not Role.FACTORS]
        if not has_header([(p, self.blocks[p]) for p in own], said=self.has_header):
            return []
        wide = [self.blocks[p] for p in own if p.role is Role.MATRIX]
        names = _names(wide[0]) if wide else []
        for parameter in own:
            self.whole[parameter] = self.blocks[parameter]
            self.blocks[parameter] = self.blocks[parameter].without_header()
        return names

    def _scores(self, lead: Parameter, beside: list[Parameter]) -> Any:
        """Return a tally of answers, or one per segment or day."""
        block = self.blocks[lead]
        if not beside and self.chosen is None:
            return _counted(lead, block)
        columns = self._single([lead, *beside], lead)
        table = count_rows(columns, self.spellings, self.chosen)
        if beside and beside[-1].role is Role.COUNTS:
            table, beside = times_counts(table), beside[:-1]
        ends = columns[0].ends
        if all(parameter.role is Role.WEIGHTS for parameter in beside):
            return _tally(table.items(), ends)
        groups: dict[Any, list[tuple[Any, int]]] = {}
        for (score, group, *weight), n in table.items():
            groups.setdefault(group, []).append(((score, *weight), n))
        return {group: _tally(rows, ends) for group, rows in groups.items()}

    def _items(self, lead: Parameter, beside: list[Parameter]) -> list[Tally]:
        """Return a tally per question; its missing answers leave out no other's."""
        tallies = []
        for column in split(lead, self.blocks[lead]):
            columns = [column, *self._single(beside, lead)]
            table = count_rows(columns, self.spellings, None)
            tallies.append(_tally(table.items(), column.ends))
        return tallies

    def _lists(self, members: list[Parameter], names: list[str]) -> dict[str, Any]:
        """Return one list per range, or one per column of a wide range."""
        lead = members[0]
        columns = {p: self._columns(p, lead) for p in members}
        every = [column for own in columns.values() for column in own]
        rows = iter(read_rows(every, self.spellings))
        kept = kept_rows(every)
        self.lists |= {p.name: (own[0], kept) for p, own in columns.items()}
        values: dict[str, Any] = {}
        for parameter, own in columns.items():
            lists = [next(rows) for _ in own]
            if parameter.role is Role.MATRIX:
                numbers = [str(number) for number, _ in enumerate(lists, start=1)]
                is_named = len(names) == len(lists)  # else the KPI says what is wrong
                heads = names if is_named else numbers
                values[parameter.name] = dict(zip(heads, lists, strict=True))
            else:
                is_wide = parameter.role in WIDE
                values[parameter.name] = lists if is_wide else lists[0]
        return values

    def _columns(self, parameter: Parameter, lead: Parameter) -> list[Column]:
        block, main = self.blocks[parameter], self.blocks[lead]
        if parameter.role not in WIDE:
            return [single(parameter, block, lead, main)]
        size = main.rows if lead.role in WIDE else len(main.cells)
        if block.rows != size:
            sizes = {"size": block.rows, "other_size": size}
            raise ShapesDiffer(f"{parameter.name} (rows)", other=lead.name, **sizes)
        return split(parameter, block)

    def _single(self, members: list[Parameter], lead: Parameter) -> list[Column]:
        main = self.blocks[lead]
        return [single(p, self.blocks[p], lead, main) for p in members]

    def _numbers(self, parameter: Parameter, block: Block) -> list[float]:
        """Read numbers as AVERAGE does, with those stored as text counted."""
        self._without_headers([parameter])
        block = self.blocks[parameter]
        column = single(parameter, block, parameter, block)
        return read_rows([column], self.spellings)[0]

    def _targets(
        self, parameter: Parameter, block: Block
    ) -> list[tuple[Any, Any, float]]:
        """Read a table of factor, level and share."""
        if block.columns != len(TARGET_COLUMNS):
            sizes = {"needed": len(TARGET_COLUMNS), "given": block.columns}
            raise WrongColumns(parameter.name, **sizes, columns=TARGETS)
        width, header = block.columns, block.header
        owns = [replace(parameter, role=role) for role in TARGET_COLUMNS]
        blocks = [Block(block.cells[i::width], header=header) for i in range(width)]
        if has_header(list(zip(owns, blocks, strict=True))):
            blocks = [cells.without_header() for cells in blocks]
        columns = []
        for i, (own, cells) in enumerate(zip(owns, blocks, strict=True), start=1):
            column = single(own, cells, own, cells)
            column.place = partial(_in_column, i)
            columns.append(column)
        return list(zip(*read_rows(columns, self.spellings), strict=True))


def _in_column(column: int, row: int) -> tuple[int, int]:
    return row + 1, column


def _as_it_is(_: Ranges, parameter: Parameter, block: Block) -> Block:
    """Return the cells as they are, and whether answers would begin with a header."""
    if block.header is False:
        return block
    own = replace(parameter, role=Role.SCORES)
    return replace(block, header=seen_header(own, block))


_ALONE: Mapping[Role, Callable[[Ranges, Parameter, Block], Any]] = {
    Role.NUMBERS: Ranges._numbers,  # noqa: SLF001 - a table of its own methods
    Role.TARGETS: Ranges._targets,  # noqa: SLF001 - a table of its own methods
    Role.RAW: _as_it_is,
}
# What the value of an error is to the answer that it speaks of.
_SHOWS: Mapping[type[CxError], Callable[[answers.Answer], float | None]] = {
    OffScale: lambda answer: answer.score,
    OtherScale: lambda answer: answer.end,
}


def _counted(parameter: Parameter, block: Block) -> Tally:
    """Count a range that stands alone."""
    masses: dict[float, Mass] = {}
    ends = set[float]()
    for cell, n in Counter(block.cells).items():
        found = answers.read(cell)
        if found is not None:
            mass, score = Mass(n, n, n), found.score
            masses[score] = masses[score].plus(mass) if score in masses else mass
            ends.update(() if found.end is None else [found.end])
        if found is None or type(cell) is str:
            value = read_cell(parameter, cell)
            if isinstance(value, Failure):
                raise value.error.at(*block.place(block.cells.index(cell)))
    return Tally(masses, frozenset(ends))


def _tally(
    rows: Iterable[tuple[tuple[Any, ...], int]], ends: frozenset[float]
) -> Tally:
    """Count answers, with or without a weight behind each."""
    pairs = Counter[tuple[float, float]]()
    for (score, *weight), n in rows:
        pairs[score, weight[0] if weight else 1] += n
    return replace(Tally.of_pairs(pairs), ends=ends)


def _names(block: Block) -> list[str]:
    """Return what the header row calls each column; its number where it is silent."""
    names: list[str] = []
    for column, cell in enumerate(block.cells[: block.columns], start=1):
        name = str(column) if read.is_blank(cell) else " ".join(str(cell).split())
        names.append(f"{name} ({column})" if name in names else name)
    return names
