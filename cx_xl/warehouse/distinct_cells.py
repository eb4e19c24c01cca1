"""What the cells of grouped rows say: each distinct one is read once, as in a sheet."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from cx_xl import answers, dates
from cx_xl.cells import Block, is_blank, plain
from cx_xl.edge.readers import Failure, read_cell
from cx_xl.errors import NotACell, NotADate, OffScale
from cx_xl.grouped import Key
from cx_xl.spec import Arg, Parameter, Role, Scale
from cx_xl.warehouse.query import Query, Row
from cx_xl.warehouse.warehouse_refusals import WordsOnly, WrongType

PLAIN = {str, int, date, datetime}  # cells of one of these types are keys as they are

Readings = Mapping[Any, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """
    A column of grouped rows.

    Attributes:
        cells: what each row's says: a label, a day, an answer; None for a gap, a
            `Failure` for what a cell would refuse.
        is_doubtful: whether any is a gap or a failure.
    """

    cells: Sequence[Any]
    is_doubtful: bool

    @classmethod
    def of(cls, keys: Sequence[Any], readings: Readings) -> "Column":
        """Return what *keys* say."""
        odd = any(v is None or type(v) is Failure for v in readings.values())
        return cls([readings[key] for key in keys], odd)


def read_columns(
    rows: Sequence[Row], query: Query, scale: Scale | None
) -> list[Column]:
    """Return the columns by which the rows are grouped: answers, labels, periods."""
    width = 1 + len(query.by) + (query.day is not None)
    columns = list(zip(*rows, strict=True)) or [()] * (width + 2)
    numbers = columns[width + (query.weight is not None)]
    found = []
    named = [("score", query.score), *(("by", name) for name in query.by)]
    named.append(("day", str(query.day)))
    for index in range(width):
        keys, cells = _keyed(columns[index], *named[index])
        if index == 0:
            read = _scores(cells, query.score, scale)
        elif index <= len(query.by):
            read = _labels(cells, _added(keys, numbers), query.by[index - 1])
        else:
            read = _periods(cells, query.unit)
        found.append(Column.of(keys, read))
    return found


def in_order(keys: Iterable[Key]) -> list[Key]:
    """Return keys in the order of their labels, of which each is looked at once."""
    held = list(keys)
    ranks = [
        {label: _rank(label) for label in set(labels)}
        for labels in zip(*held, strict=True)
    ]
    return sorted(
        held,
        key=lambda key: [rank[label] for rank, label in zip(ranks, key, strict=True)],
    )


def is_missing(cell: Any) -> bool:
    """Say whether *cell* is NULL, NaN or pandas' NA, which compares with nothing."""
    return type(cell).__name__ in {"NAType", "NaTType"} or cell is None or cell != cell  # noqa: PLR0124 - only NaN differs from itself


def _keyed(
    column: Sequence[Any], argument: str, name: str
) -> tuple[Sequence[Any], dict[Any, Any]]:
    """
    Return cells as keys, and by them the distinct cells as a sheet holds them.

    NaN differs even from itself, and 1 is not TRUE: where types meet, they are in the
    key.

    Raises:
        WrongType: they are of a kind that no cell holds.
    """
    kinds = set(map(type, column)) - {type(None)}
    if len(kinds) <= 1 and kinds <= PLAIN:
        keys, found = column, dict(zip(column, column, strict=True))
    else:
        keys = [(type(cell), None if is_missing(cell) else cell) for cell in column]
        odd = [kind.__name__ for kind in kinds if kind.__hash__ is None]
        if odd:
            raise _wrong(argument, name, min(odd))
        found = {key: key[1] for key in keys}
    try:
        cells = Block.of(list(found.values())).cells
    except NotACell as error:
        raise _wrong(argument, name, str(error.facts["kind"])) from None
    return keys, dict(zip(found, cells, strict=True))


def _wrong(argument: str, name: str, kind: str) -> WrongType:
    en, it = "text, a number or a date", "un testo, un numero o una data"
    return WrongType(argument, column=name, kind=kind, needed_en=en, needed_it=it)


def _added(keys: Sequence[Any], numbers: Sequence[int]) -> Mapping[Any, int]:
    """Return how many answers each key has."""
    counts: defaultdict[Any, int] = defaultdict(int)
    for key, n in zip(keys, numbers, strict=True):
        counts[key] += int(n)
    return counts


def _scores(cells: Mapping[Any, Any], name: str, scale: Scale | None) -> Readings:
    parameter = _parameter("score", Role.SCORES)
    found: dict[Any, Any] = {}
    words = []
    for key, cell in cells.items():
        if isinstance(cell, date):  # DuckDB may call dates of a CSV text
            needed = {"needed_en": "a number", "needed_it": "un numero"}
            raise WrongType("score", column=name, kind="Date", **needed)
        value = read_cell(parameter, cell)
        if isinstance(value, float | int):
            found[key] = answers.read(cell)
        else:
            found[key] = value
            words += [cell] if isinstance(cell, str) and not is_blank(cell) else []
    read = {key: v for key, v in found.items() if isinstance(v, answers.Answer)}
    if words and not read:
        raise WordsOnly("score", column=name, value=plain(min(words)))
    for key, answer in read.items():
        if scale and answer.score not in scale:
            off = OffScale("score", value=answer.score, scale=scale)
            found[key] = Failure(off)
    return found


def _labels(cells: Mapping[Any, Any], counts: Mapping[Any, int], name: str) -> Readings:
    """Read labels; those that differ in case only get their most frequent spelling."""
    parameter = _parameter(name, Role.GROUPS)
    values = {key: read_cell(parameter, cell) for key, cell in cells.items()}
    spellings: defaultdict[str, Counter[Any]] = defaultdict(Counter)
    for key, value in values.items():
        if isinstance(value, str):
            is_number = isinstance(cells[key], int | float)
            shown = cells[key] if is_number else value
            spellings[value.casefold()][shown] += counts[key]
    best = {
        folded: min(found, key=lambda shown: (-found[shown], _rank(shown)))
        for folded, found in spellings.items()
    }
    return {
        key: best[value.casefold()] if isinstance(value, str) else value
        for key, value in values.items()
    }


def _periods(cells: Mapping[Any, Any], unit: str) -> Readings:
    """Read the first days of periods; weeks come as days."""
    found: dict[Any, Any] = {}
    for key, held in cells.items():
        cell = held.date() if isinstance(held, datetime) else held
        day = None if is_blank(cell) else dates.day(cell)
        if cell == date.max:  # as Python is handed what engines call infinity
            found[key] = Failure(NotADate("day", value="infinity"))
        elif day is None and not is_blank(cell):
            found[key] = Failure(dates.refusal("day", cell))
        elif day is not None and unit == "W":
            found[key] = day - timedelta(days=day.weekday())
        else:
            found[key] = day
    return found


def _rank(label: Any) -> tuple[int, Any, str]:
    """Order labels: numbers, then dates, then text without regard to case."""
    if isinstance(label, str):
        return 2, label.casefold(), label
    if isinstance(label, date):
        day = label.date() if isinstance(label, datetime) else label
        return 1, day.toordinal(), ""
    return 0, label, ""


def _parameter(name: str, role: Role) -> Parameter:
    return Parameter(name, Arg(en=name, it=name), role, default=None)
