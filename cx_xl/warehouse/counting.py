"""Grouped rows as tallies, their cells read as those of a sheet."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any

from cx_xl.catalog import CATALOG
from cx_xl.edge.readers import Failure
from cx_xl.edge.scalars import read_scalar
from cx_xl.errors import CxError
from cx_xl.grouped import PERIOD, Key, Refused, Tallies
from cx_xl.spec import Scale
from cx_xl.tally import Mass, Tally
from cx_xl.warehouse.distinct_cells import Column, in_order, read_columns
from cx_xl.warehouse.query import Query, Row, Weighing, name_of
from cx_xl.warehouse.warehouse_refusals import (
    NameTaken,
    NeedsExtra,
    TwiceNamed,
    rows_refused,
)

UNIT = next(p for p in CATALOG["CX_NPS_TREND"].parameters if p.name == PERIOD)


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
    several = by if isinstance(by, Iterable) and not isinstance(by, str) else (by,)
    names = tuple(map(str, several))
    for i, name in enumerate(names):
        if name in names[:i]:
            raise TwiceNamed("by", column=name)
        if name == PERIOD and day is not None:
            raise NameTaken("by", column=name)
    unit = read_scalar(UNIT, period)
    query = Query(str(score), names, name_of(day), unit, name_of(weight), time_zone)
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
    scores, *labels = columns = read_columns(rows, query, scale)
    masses: defaultdict[Key, dict[float, Mass]] = defaultdict(dict)
    ends: defaultdict[Key, set[float]] = defaultdict(set)
    gaps, refused = 0, Counter[tuple[Any, ...]]()
    errors: dict[tuple[Any, ...], CxError] = {}
    keys = _side_by_side(labels)
    doubts = _side_by_side([column for column in columns if column.is_doubtful])
    weighed = _weighed([row[len(columns) :] for row in rows])
    # What is asked in here is asked a million times.
    each = zip(scores.cells, keys, doubts, weighed, strict=False)
    for answer, key, doubt, (n, mass, fault) in each:
        if mass is None or None in doubt:
            gaps += n
            continue
        wrong = next((v.error for v in doubt if type(v) is Failure), fault)
        if wrong is not None:
            reason = type(wrong), *map(str, wrong.facts.values())
            errors.setdefault(reason, wrong)
            refused[reason] += n
            continue
        own = masses[key]
        if mass.n:
            score = answer.score
            own[score] = own[score].plus(mass) if score in own else mass
            if answer.end is not None:
                ends[key].add(answer.end)
    names = (*query.by, *((PERIOD,) if query.day is not None else ()))
    groups = {
        key: Tally(dict(sorted(masses[key].items())), frozenset(ends[key]))
        for key in in_order(masses)
    }
    reasons = [Refused(n, errors[reason]) for reason, n in refused.most_common()]
    unit = query.unit if query.day is not None else None
    return Tallies(groups, names, unit=unit, gaps=gaps, refused=reasons)


def _side_by_side(columns: Sequence[Column]) -> Iterable[tuple[Any, ...]]:
    """Return the rows of some columns; empty ones, as many as needed, of none."""
    cells = [column.cells for column in columns]
    return zip(*cells, strict=True) if cells else repeat(())


def _weighed(rests: Sequence[Row]) -> Iterable[tuple[int, Mass | None, CxError | None]]:
    """Return the rows of each group, their mass (none for a gap), and what is wrong."""
    if rests and len(rests[0]) == 1:
        numbers = [int(n) for (n,) in rests]
        found = {n: (n, Mass(n, n, n), None) for n in set(numbers)}
        return map(found.__getitem__, numbers)
    return map(_weighted, rests)


def _weighted(rest: Row) -> tuple[int, Mass | None, CxError | None]:
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
