"""
Ranges on their way into KPIs.

Count first, in C; then read the few distinct cells only. Ranges that travel together
(answers with weights, segments or dates) are counted as tuples, row by row.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import Any

from cx_xl import cells as read
from cx_xl.cells import Block
from cx_xl.edge.criteria import selection
from cx_xl.errors import (
    CxError,
    ErrorInRange,
    Missing,
    NotADate,
    NotANumber,
    OffScale,
    OutOfRange,
    ShapesDiffer,
)
from cx_xl.spec import Parameter, Role, Spec
from cx_xl.tally import Mass, Tally

READERS: Mapping[Role, Callable[[Any], Any]] = {
    Role.SCORES: read.score,
    Role.ITEMS: read.score,
    Role.WEIGHTS: read.number,
    Role.NUMBERS: read.number,
    Role.GROUPS: read.label,
    Role.DAYS: read.day,
}
PAIRED = (Role.SCORES, Role.GROUPS, Role.DAYS, Role.WEIGHTS)
COMPANIONS = frozenset(PAIRED[1:])  # behind answers; groups may also stand alone


@dataclass(slots=True)
class Ranges:
    """The ranges of one call."""

    spec: Spec
    blocks: dict[Parameter, Block]
    chosen: list[int] | None = None
    ready: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, spec: Spec, given: Mapping[str, Any]) -> "Ranges":
        """Take the ranges out of the arguments of a call."""
        ranges = cls(spec, {})
        for parameter in spec.own_parameters:
            value = given.get(parameter.name)
            if not parameter.is_range or (value is None and parameter.is_optional):
                continue
            if value is None and parameter.arg.role in COMPANIONS:
                raise Missing(parameter.name)
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
        roles = {parameter.arg.role for parameter in self.blocks}
        if Role.SCORES in roles:
            values |= self._tallied(roles)
        elif Role.ITEMS in roles:
            values |= self._items()
        elif Role.GROUPS in roles:
            values |= self._aligned()
        for parameter, block in self.blocks.items():
            if parameter.arg.role is Role.RAW:
                values[parameter.name] = block
            if parameter.arg.role is Role.NUMBERS:
                values[parameter.name] = _numbers(parameter, block)
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

    def _columns(self, *roles: Role) -> list[tuple[Parameter, Block]]:
        """Return the blocks of *roles* in that order, all as long as the first."""
        found = [
            (parameter, block)
            for role in roles
            for parameter, block in self.blocks.items()
            if parameter.arg.role is role
        ]
        main = found[0]
        return [main, *((p, _stretched(p, b, *main)) for p, b in found[1:])]

    def _tallied(self, roles: set[Role]) -> dict[str, Any]:
        columns = self._columns(*PAIRED)
        name = columns[0][0].name
        if len(columns) == 1 and self.chosen is None:
            return {name: _counted(*columns[0])}
        table = _tabulated(columns, self.chosen)
        if Role.GROUPS not in roles and Role.DAYS not in roles:
            return {name: _tally(table.items())}
        groups: dict[Any, list[tuple[Any, int]]] = {}
        for (score, group, *weight), n in table.items():
            groups.setdefault(group, []).append(((score, *weight), n))
        return {name: {group: _tally(rows) for group, rows in groups.items()}}

    def _items(self) -> dict[str, Any]:
        items, *weights = self._columns_of_items()
        parameter, block = items
        tallies = []
        for column in range(block.columns):
            single = Block(block.cells[column :: block.columns])
            table = _tabulated([(parameter, single), *weights], None)
            tallies.append(_tally(table.items()))
        return {parameter.name: tallies}

    def _columns_of_items(self) -> list[tuple[Parameter, Block]]:
        found = [
            (parameter, block)
            for role in (Role.ITEMS, Role.WEIGHTS)
            for parameter, block in self.blocks.items()
            if parameter.arg.role is role
        ]
        items, *others = found
        for parameter, block in others:
            if len(block.cells) != items[1].rows:
                sizes = {"size": len(block.cells), "other_size": items[1].rows}
                raise ShapesDiffer(parameter.name, other="items (rows)", **sizes)
        return found

    def _aligned(self) -> dict[str, Any]:
        """Return one list per range, without the rows where a cell is missing."""
        columns = self._columns(*PAIRED)
        rows = list(_tabulated(columns, None).elements())
        return {p.name: [row[i] for row in rows] for i, (p, _) in enumerate(columns)}


def _stretched(
    parameter: Parameter, block: Block, main_parameter: Parameter, main: Block
) -> Block:
    """Return *block* with a cell for each of *main*; one per row will do."""
    if len(block.cells) == len(main.cells):
        return block
    if len(block.cells) == main.rows:
        spread = chain.from_iterable(repeat(c, main.columns) for c in block.cells)
        return Block(list(spread), main.columns)
    sizes = {"size": len(block.cells), "other_size": len(main.cells)}
    raise ShapesDiffer(parameter.name, other=main_parameter.name, **sizes)


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
        elif score is None and (code := read.error_code(cell)):
            index = block.cells.index(cell)
            raise ErrorInRange(parameter.name, code).at(*block.place(index))
    return Tally(masses)


def _tabulated(
    columns: list[tuple[Parameter, Block]], chosen: list[int] | None
) -> Counter[tuple[Any, ...]]:
    """Count the rows of ranges that travel together; rows with a gap are dropped."""
    lists = [_without_headers(parameter, block) for parameter, block in columns]
    if chosen is not None:
        lists = [[cells[index] for index in chosen] for cells in lists]
    raw = Counter(zip(*lists, strict=True))
    readers = [_Reader(parameter, block) for parameter, block in columns]
    table = Counter[tuple[Any, ...]]()
    for row, n in raw.items():
        values = [reader.read(cell) for reader, cell in zip(readers, row, strict=True)]
        if any(value is None for value in values):
            continue
        for reader, value in zip(readers, values, strict=True):
            reader.refuse(value)
        table[tuple(values)] += n
    return table


@dataclass(slots=True)
class _Failure:
    """A cell that is wrong, if its row is used at all."""

    cell: Any


@dataclass(slots=True)
class _Reader:
    """Reads the cells of one range, each distinct one once."""

    parameter: Parameter
    block: Block
    known: dict[Any, Any] = field(default_factory=dict)
    names: dict[str, Any] = field(default_factory=dict)

    def read(self, cell: Any) -> Any:
        """Return the value of *cell*, None for a gap, or what is wrong with it."""
        if cell not in self.known:
            self.known[cell] = self._fresh(cell)
        return self.known[cell]

    def _fresh(self, cell: Any) -> Any:
        if read.is_blank(cell):
            return None
        if read.error_code(cell):
            return _Failure(cell)
        role = self.parameter.arg.role
        value = READERS[role](cell)
        if role is Role.DAYS and value is None:
            return _Failure(cell)
        if role is Role.GROUPS:
            shown = cell if isinstance(cell, int | float) else value
            return self.names.setdefault(value.casefold(), shown)
        return value

    def refuse(self, value: Any) -> None:
        """Raise what is wrong with a cell of a row that is used."""
        if not isinstance(value, _Failure):
            return
        place = self.block.place(self.block.cells.index(value.cell))
        code = read.error_code(value.cell)
        name = self.parameter.name
        if code:
            raise ErrorInRange(name, code).at(*place)
        raise NotADate(name, value=value.cell).at(*place)


def _without_headers(parameter: Parameter, block: Block) -> list[Any]:
    """Return the cells, with None for the texts of the first row that are headers."""
    reader = READERS[parameter.arg.role]
    if parameter.arg.role is Role.GROUPS:
        headers = _lone_text(block)
    else:
        headers = read.headers(block, read.number if reader is read.score else reader)
    if not headers:
        return block.cells
    return [None if i in headers else cell for i, cell in enumerate(block.cells)]


def _lone_text(block: Block) -> set[int]:
    """Return the first cell if it is the only text: the header of numbered groups."""
    texts = {i for i, c in enumerate(block.cells) if isinstance(c, str) and c.strip()}
    return texts if texts == {0} and len(block.cells) > 1 else set()


def _tally(rows: Iterable[tuple[tuple[Any, ...], int]]) -> Tally:
    """Count answers, with or without a weight behind each."""
    pairs = Counter[tuple[float, float]]()
    for (score, *weight), n in rows:
        pairs[score, weight[0] if weight else 1] += n
    return Tally.of_pairs(pairs)


def _numbers(parameter: Parameter, block: Block) -> list[float]:
    """Read numbers as AVERAGE does, with those stored as text counted."""
    headers = read.headers(block, read.number)
    numbers = []
    for index, cell in enumerate(block.cells):
        if index in headers:
            continue
        code = read.error_code(cell)
        if code:
            raise ErrorInRange(parameter.name, code).at(*block.place(index))
        if read.is_ambiguous(cell):
            raise NotANumber(parameter.name, value=cell).at(*block.place(index))
        number = read.number(cell)
        if number is None:
            continue
        if number not in parameter.arg.domain:
            domain = parameter.arg.domain
            said = {"domain_en": domain.say("en"), "domain_it": domain.say("it")}
            raise OutOfRange(parameter.name, value=number, **said).at(
                *block.place(index)
            )
        numbers.append(number)
    return numbers
