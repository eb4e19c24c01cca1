"""
One query for every engine: group by answer, labels and period.

Only the grouped rows leave the engine. What their cells say is read afterwards, once
per distinct value; weights alone are judged here, because they are summed here.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any
from zoneinfo import ZoneInfo

import narwhals as nw
from narwhals.exceptions import DuplicateError

from cx_xl.errors import CxError, whole
from cx_xl.tally import LARGEST_WEIGHT, LEAST_WEIGHT
from cx_xl.warehouse.engine_words import refusal
from cx_xl.warehouse.query import Query, Row, Weighing
from cx_xl.warehouse.source_refusals import ColumnTwice
from cx_xl.warehouse.warehouse_refusals import (
    NoColumn,
    NoDateText,
    NotAFrame,
    TooManyGroups,
    WrongType,
    ZoneInQuery,
    ZoneNeeded,
    ZoneUnknown,
    ZoneUnused,
)

MOST_GROUPS = 1_000_000  # rows that leave the engine: a sheet holds them
# Weeks are counted by day and pooled later: engines disagree where one begins.
TRUNCATED = {"D": "1d", "W": "1d", "M": "1mo", "Q": "1q", "Y": "1y"}
NESTED = {"List", "Array", "Struct", "Map", "Binary"}  # Map is of later versions


def grouped(native: Any, query: Query) -> list[Row]:
    """
    Return a row per group: score, labels, period, state of the weight, n and sums.

    The period is absent without dates. The sums are those of the weights, of their
    squares, and the smallest weight; all three are absent without weights.

    Raises:
        CxError: a column is missing or of the wrong type, or the engine stops.
    """
    frame = native_frame(native)
    with engine():
        schema = frame.collect_schema()
    _check(schema, query)
    with engine():
        frame, named = plainly_named(frame, query.columns)
        schema = frame.collect_schema() if named else schema
        plain = query.renamed(named)
        rows = fetched(_counted(frame, schema, plain).head(MOST_GROUPS + 1))
    if len(rows) > MOST_GROUPS:
        raise _too_many(rows, query)
    return rows


def dated(native: Any) -> tuple[list[str], list[str]]:
    """Return the names of all columns, and of those that hold dates."""
    with engine():
        schema = native_frame(native).collect_schema()
    found = [n for n, kind in schema.items() if isinstance(kind, nw.Date | nw.Datetime)]
    return list(schema), found


@contextmanager
def engine(argument: str = "frame") -> Iterator[None]:
    """
    Let an engine work; where it stops, say so without what it says itself.

    Raises:
        EngineFailed, BadLine, NotUtf8: it stops.
    """
    try:
        yield
    except CxError:
        raise
    except Exception as error:  # noqa: BLE001 - engines raise what they like
        failed = refusal(argument, error)
    else:
        return
    raise failed from None  # its words may be a password


def _counted(
    frame: nw.LazyFrame[Any], schema: nw.Schema, query: Query
) -> nw.LazyFrame[Any]:
    """Return the query, which no engine has run yet."""
    keys = [_key(schema, query.score).alias("score")]
    keys += [_key(schema, name).alias(f"by_{i}") for i, name in enumerate(query.by)]
    names = ["score", *(f"by_{i}" for i in range(len(query.by)))]
    if query.day is not None:
        frame = local(frame, query.day, query.zone) if query.zone else frame
        start = nw.col(query.day).dt.truncate(TRUNCATED[query.unit])
        if frame.implementation.is_pyspark():  # its times are shown by the local clock
            start = start.cast(nw.Date)
        keys.append(start.alias("period"))
        names.append("period")
    sums = [nw.len().alias("n")]
    if query.weight is not None:
        weight = nw.col(query.weight).cast(nw.Float64)
        usable = nw.when(_is_usable(weight)).then(weight)  # 1e200 has no square
        keys += [_state(weight), weight.alias("raw"), usable.alias("w")]
        keys.append((usable * usable).alias("ww"))
        names.append("state")
        sums += [nw.col("w", "ww").sum(), nw.col("raw").min()]
    return frame.select(*keys).group_by(*names).agg(*sums)


def native_frame(native: Any) -> nw.LazyFrame[Any]:
    """
    Return a table of an engine as narwhals sees it; pandas may name columns by number.

    Raises:
        NotAFrame: it is none.
        ColumnTwice: two of its columns have one name.
    """
    kind = type(native).__name__
    try:
        frame = nw.from_native(native)
        names = native.columns if frame.implementation.is_pandas_like() else ()
        if not all(isinstance(name, str) for name in names):
            frame = nw.from_native(native.set_axis(list(map(str, names)), axis=1))
        lazy: nw.LazyFrame[Any] = frame.lazy()
    except (TypeError, AttributeError):  # a series can not be lazy
        raise NotAFrame("frame", kind=kind) from None
    except DuplicateError:  # of pandas and Arrow
        held = getattr(native, "column_names", None) or native.columns
        ((column, _),) = Counter(map(str, held)).most_common(1)
        raise ColumnTwice("frame", name=kind, column=column) from None
    return lazy


def plainly_named(
    frame: nw.LazyFrame[Any], names: Sequence[str]
) -> tuple[nw.LazyFrame[Any], dict[str, str]]:
    """
    Return *frame* with a stand-in for each name in which its engine reads more.

    DuckDB takes "Q1.score" for a column of a table, Spark for a field of a column.

    Returns:
        The frame, and the stand-ins by the names they stand for.
    """
    odd = [name for name in dict.fromkeys(names) if not name.isidentifier()]
    named = {name: f"cx_column_{i}" for i, name in enumerate(odd)}
    kind = frame.implementation
    if named and kind is nw.Implementation.DUCKDB:
        own = ", ".join(f"{quoted(name)} AS {other}" for name, other in named.items())
        return native_frame(frame.to_native().project(f"*, {own}")), named
    if named and kind.is_pyspark():
        columns = (_in_backticks(name).alias(other) for name, other in named.items())
        return native_frame(frame.to_native().select("*", *columns)), named
    return frame, {}


def quoted(name: str) -> str:
    """Return a name as SQL means it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def _in_backticks(name: str) -> Any:
    """Return a column of Spark, whatever is in its name."""
    from pyspark.sql import functions  # noqa: PLC0415 - the frame is one of its own

    return functions.col(f"`{name.replace('`', '``')}`")


def _check(schema: nw.Schema, query: Query) -> None:
    """Refuse columns that are not there, or can not be what they are used for."""
    uses = [("score", query.score), *(("by", name) for name in query.by)]
    day = ("day", query.day) if query.day is not None else None
    weight = ("weight", query.weight) if query.weight is not None else None
    uses += [use for use in (day, weight) if use]
    refuse_columns(schema, uses, day=day, number=weight, zone=query.zone)
    if isinstance(schema[query.score], nw.Date | nw.Datetime | nw.Duration | nw.Time):
        raise _wrong("score", query.score, schema, "a number", "un numero")


Use = tuple[str, str]  # the argument, and the column that it names


def refuse_columns(
    schema: nw.Schema,
    uses: Sequence[Use],
    *,
    day: Use | None,
    number: Use | None,
    zone: str | None,
) -> None:
    """
    Refuse what the frame does not have, or cannot be a *day* or a *number*.

    Raises:
        NoColumn: with the nearest name.
        WrongType, ZoneNeeded, ZoneUnused, ZoneUnknown: it is of another type.
    """
    for argument, name in uses:
        if name not in schema:
            near = get_close_matches(name, list(schema), n=1, cutoff=0)
            facts = {"column": name, "nearest": near[0] if near else ""}
            raise NoColumn(argument, **facts)
    for argument, name in uses:
        if _kind(schema, name) in NESTED:
            needed = ("a value per row", "un valore per riga")
            raise _wrong(argument, name, schema, *needed)
    if number and not schema[number[1]].is_numeric():
        raise _wrong(*number, schema, "a number", "un numero")
    if day:
        _check_day(schema, day[1], zone)


def _check_day(schema: nw.Schema, day: str, zone: str | None) -> None:
    kind = schema[day]
    if not isinstance(kind, nw.Date | nw.Datetime):
        if isinstance(kind, nw.String):
            raise NoDateText("day", column=day)
        raise _wrong("day", day, schema, "a date", "una data")
    has_zone = isinstance(kind, nw.Datetime) and kind.time_zone is not None
    if has_zone and not zone:
        raise ZoneNeeded("day", column=day)
    if zone and not has_zone:
        raise ZoneUnused("time_zone", column=day)
    if zone:
        try:
            ZoneInfo(zone)
        except (ValueError, OSError, LookupError):
            raise ZoneUnknown("time_zone", zone=zone) from None


def _wrong(
    argument: str, name: str, schema: nw.Schema, needed_en: str, needed_it: str
) -> WrongType:
    needed = {"needed_en": needed_en, "needed_it": needed_it}
    return WrongType(argument, column=name, kind=_kind(schema, name), **needed)


def _kind(schema: nw.Schema, name: str) -> str:
    """Return the type of a column without its parts: List(Int64) is a List."""
    return str(schema[name]).partition("(")[0]


def local(frame: nw.LazyFrame[Any], day: str, zone: str) -> nw.LazyFrame[Any]:
    """Return the times of *day* as the clocks of *zone* show them."""
    kind = frame.implementation
    if kind is nw.Implementation.DUCKDB:  # narwhals knows but the engine's own zone
        return native_frame(_in_duckdb(frame.to_native(), day, zone))
    if kind.is_pyspark():
        return native_frame(_in_spark(frame.to_native(), day, zone))
    if kind.is_ibis():
        raise ZoneInQuery("time_zone", kind="ibis", column=day)
    there = nw.col(day).dt.convert_time_zone(zone).dt.replace_time_zone(None)
    return frame.with_columns(there.alias(day))


def _in_duckdb(native: Any, day: str, zone: str) -> Any:
    import duckdb  # noqa: PLC0415 - the frame is one of its own

    moment = duckdb.ColumnExpression(day)
    local = duckdb.FunctionExpression(
        "timezone", duckdb.ConstantExpression(zone), moment
    )
    return native.select(duckdb.StarExpression(exclude=[day]), local.alias(day))


def _in_spark(native: Any, day: str, zone: str) -> Any:
    from pyspark.sql import functions  # noqa: PLC0415 - the frame is one of its own

    there = functions.convert_timezone(
        None, functions.lit(zone), _in_backticks(day).cast("timestamp_ntz")
    )
    return native.withColumn(day, there)


def _key(schema: nw.Schema, name: str) -> nw.Expr:
    """Return a column to group by; categories as the texts that they show."""
    is_category = isinstance(schema[name], nw.Categorical | nw.Enum)
    return nw.col(name).cast(nw.String) if is_category else nw.col(name)


def _is_usable(weight: nw.Expr) -> nw.Expr:
    return (weight >= LEAST_WEIGHT) & (weight <= LARGEST_WEIGHT)


def _state(weight: nw.Expr) -> nw.Expr:
    state = nw.when(weight == 0).then(nw.lit(int(Weighing.ZERO)))
    usable = nw.when(_is_usable(weight)).then(nw.lit(int(Weighing.COUNTS)))
    wrong = usable.otherwise(nw.lit(int(Weighing.WRONG)))
    is_gap = weight.is_null() | weight.is_nan()
    gap = nw.when(is_gap).then(nw.lit(int(Weighing.GAP)))
    return gap.otherwise(state.otherwise(wrong)).alias("state")


def fetched(lazy: nw.LazyFrame[Any]) -> list[Row]:
    """Return the rows as Python's own values, without a further library between."""
    native = lazy.to_native()
    if lazy.implementation is nw.Implementation.DUCKDB:
        rows: list[Row] = native.fetchall()
        return rows
    if lazy.implementation.is_pyspark():
        return [tuple(row) for row in native.collect()]
    return lazy.collect().rows()


def _too_many(rows: Sequence[Row], query: Query) -> TooManyGroups:
    """Return the refusal, naming the column with most values."""
    names = [query.score, *query.by, *([query.day] if query.day is not None else [])]
    sizes = [len({row[i] for row in rows}) for i in range(len(names))]
    column = names[sizes.index(max(sizes))]
    return TooManyGroups("by", most=whole(MOST_GROUPS), column=column)
