"""Grouped rows as tallies, their cells read as those of a sheet."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from cx_xl import answers, dates
from cx_xl.catalog import CATALOG
from cx_xl.cells import Block, is_blank, plain
from cx_xl.edge.readers import Failure, read_cell
from cx_xl.edge.scalars import read_scalar
from cx_xl.errors import CxError, OffScale
from cx_xl.grouped import PERIOD, Key, Refused, Tallies
from cx_xl.spec import Arg, Parameter, Role, Scale
from cx_xl.tally import Mass, Tally
from cx_xl.warehouse.query import Query, Row, Weighing
from cx_xl.warehouse.warehouse_refusals import (
    NameTaken,
    NeedsExtra,
    WordsOnly,
    WrongType,
    rows_refused,
)

UNIT = next(p for p in CATALOG["CX_NPS_TREND"].parameters if p.name == PERIOD)

Readings = Mapping[Any, Any]


def tallies(  # noqa: PLR0913, PLR0917 - one per fact of the query
    frame: Any,
    score: str,
    by: str | Sequence[str] = (),
    day: str | None = None,
    period: str = "M",
    weight: str | None = None,
    *,
    time_zone: str | None = None,
    scale: tuple[float, float] | None = None,
    leave_out: bool = False,
) -> Tallies:
    """
    Count answers where they lie; only the grouped rows leave the engine.

    Cells are read as those of a sheet: labels, numbers stored as text, blanks. Groups
    come sorted, each by its most frequent spelling: a table has no first row.

    Args:
        frame: a DuckDB relation, a Polars, pandas or Spark frame, an Arrow table.
        score: the column of the answers.
        by: the columns of the segments.
        day: the column of dates; a period is then part of the key.
        period: day, ISO week, month, quarter or year.
        weight: the column of what each answer weighs.
        time_zone: by whose clock times with a zone fall on a day: Europe/Rome.
        scale: the lowest and the highest answer; others are refused here with their
            number, not by the KPI.
        leave_out: leave out rows that a cell would refuse; they stay in `refused`.

    Returns:
        A tally per group: what `nps`, `nps_by`, `nps_trend` and their kind take.

    Raises:
        CxError: a column is missing or of the wrong type, the engine stops, or rows
            cannot be counted and *leave_out* is not asked for.
    """
    names = (by,) if isinstance(by, str) else tuple(by)
    for i, name in enumerate(names):
        if name in names[:i] or (name == PERIOD and day is not None):
            raise NameTaken("by", column=name)
    unit = read_scalar(UNIT, period)
    query = Query(score, names, day, unit, weight, time_zone)
    rows = _grouped(frame, query)
    found = of_rows(rows, query, Scale(*scale) if scale else None)
    if found.refused and not leave_out:
        counted = found.total().n + found.gaps
        raise rows_refused("score", counted, found.refused)
    return found


def _grouped(frame: Any, query: Query) -> list[Row]:
    try:
        from cx_xl.warehouse.frames import grouped  # noqa: PLC0415 - loads narwhals
    except ImportError:
        raise NeedsExtra("cx_xl.tallies", extra="warehouse") from None
    return grouped(frame, query)


def of_rows(rows: Sequence[Row], query: Query, scale: Scale | None = None) -> Tallies:
    """Return the tallies of grouped rows, with what was left out and why."""
    readings = _readings(rows, query)
    keys = slice(1, len(readings))
    masses: defaultdict[Key, dict[float, Mass]] = defaultdict(dict)
    ends: defaultdict[Key, set[float]] = defaultdict(set)
    gaps, refused = 0, Counter[tuple[Any, ...]]()
    errors: dict[tuple[Any, ...], CxError] = {}
    for row in rows:
        values = [read[_key(cell)] for read, cell in zip(readings, row, strict=False)]
        n, mass, fault = _mass(row[len(readings) :])
        if None in values or mass is None:
            gaps += n
            continue
        fault = next((v.error for v in values if type(v) is Failure), fault)
        if fault is None and scale and values[0].score not in scale:
            fault = OffScale("score", value=values[0].score, scale=scale)
        if fault is not None:
            reason = type(fault), *map(str, fault.facts.values())
            errors.setdefault(reason, fault)
            refused[reason] += n
            continue
        group, answer = tuple(values[keys]), values[0]
        own = masses[group]
        if mass.n:
            score = answer.score
            own[score] = own[score].plus(mass) if score in own else mass
            ends[group].update(() if answer.end is None else (answer.end,))
    names = (*query.by, *((PERIOD,) if query.day is not None else ()))
    groups = {
        key: Tally(dict(sorted(masses[key].items())), frozenset(ends[key]))
        for key in sorted(masses, key=lambda key: list(map(_rank, key)))
    }
    reasons = [Refused(n, errors[reason]) for reason, n in refused.most_common()]
    unit = query.unit if query.day is not None else None
    return Tallies(groups, names, unit=unit, gaps=gaps, refused=reasons)


def _mass(rest: Row) -> tuple[int, Mass | None, CxError | None]:
    """Return the rows of a group, their mass (none for a gap), and what is wrong."""
    if len(rest) == 1:
        n = int(rest[0])
        return n, Mass(n, n, n), None
    state, number, weight, squares, least = rest
    n = int(number)
    if state == Weighing.GAP:
        return n, None, None
    if state == Weighing.COUNTS:
        return n, Mass(n, float(weight), float(squares)), None
    return n, Mass(0, 0, 0), _weight_fault(least) if state == Weighing.WRONG else None


def _weight_fault(weight: float) -> CxError:
    """Return what a tally says of a weight that it refuses."""
    try:
        Tally.of([0], [float(weight)])
    except CxError as error:
        return error
    raise AssertionError(weight)


def _readings(rows: Sequence[Row], query: Query) -> list[Readings]:
    """Return per column what each distinct cell says."""
    width = 1 + len(query.by) + (query.day is not None)
    n_at = width + (query.weight is not None)
    columns = []
    for index in range(width):
        counts = Counter[Any]()
        for row in rows:
            counts[_key(row[index])] += int(row[n_at])
        columns.append(counts)
    scores, *labels = columns
    found = [_scores(scores, query.score)]
    found += [
        _labels(counts, name) for counts, name in zip(labels, query.by, strict=False)
    ]
    if query.day is not None:
        found.append(_periods(labels[-1], query.unit))
    return found


def _key(cell: Any) -> Any:
    """Return *cell* as a key: NaN differs even from itself, 1 is not TRUE."""
    kind = type(cell)
    if kind is str or kind is int or kind is date:  # most cells, and never missing
        return kind, cell
    return (type(cell), None if is_missing(cell) else cell)


def is_missing(cell: Any) -> bool:
    """Say whether *cell* is NULL, NaN or pandas' NA, which compares with nothing."""
    return type(cell).__name__ in {"NAType", "NaTType"} or cell is None or cell != cell  # noqa: PLR0124 - only NaN differs from itself


def _tidy(counts: Iterable[Any]) -> dict[Any, Any]:
    """Return for each key the cell as a sheet holds it."""
    keys = list(counts)
    cells = Block.of([cell for _, cell in keys]).cells
    return dict(zip(keys, cells, strict=True))


def _scores(counts: Mapping[Any, int], name: str) -> Readings:
    parameter = _parameter("score", Role.SCORES)
    found: dict[Any, Any] = {}
    words = []
    for key, cell in _tidy(counts).items():
        if isinstance(cell, date):  # DuckDB may call dates of a CSV text
            needed = {"needed_en": "a number", "needed_it": "un numero"}
            raise WrongType("score", column=name, kind="Date", **needed)
        value = read_cell(parameter, cell)
        if isinstance(value, float | int):
            found[key] = answers.read(cell)
        else:
            found[key] = value
            words += [cell] if isinstance(cell, str) and not is_blank(cell) else []
    if words and not any(isinstance(v, answers.Answer) for v in found.values()):
        raise WordsOnly("score", column=name, value=plain(min(words)))
    return found


def _labels(counts: Mapping[Any, int], name: str) -> Readings:
    """Read labels; those that differ in case only get their most frequent spelling."""
    parameter = _parameter(name, Role.GROUPS)
    cells = _tidy(counts)
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


def _periods(counts: Mapping[Any, int], unit: str) -> Readings:
    """Read the first days of periods; weeks come as days."""
    found: dict[Any, Any] = {}
    for key, cell in _tidy(counts).items():
        day = None if is_blank(cell) else dates.day(cell)
        if day is not None and unit == "W":
            day -= timedelta(days=day.weekday())
        is_wrong = day is None and not is_blank(cell)
        found[key] = Failure(dates.refusal("day", cell)) if is_wrong else day
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
