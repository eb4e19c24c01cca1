"""The one query as text, for those who keep it in their warehouse or in dbt."""

from functools import cache
from typing import Any

import sqlglot
from sqlglot import exp
from sqlglot.dialects.dialect import Dialect

from cx_xl.warehouse.query import Query
from cx_xl.warehouse.warehouse_refusals import NoDialect

# Those whose text was looked at; sqlglot writes others without their functions.
DIALECTS = (
    "bigquery",
    "clickhouse",
    "databricks",
    "duckdb",
    "postgres",
    "redshift",
    "snowflake",
    "spark",
    "tsql",
)
# Days and weeks are counted by day: warehouses disagree where a week begins.
UNITS = {"M": "MONTH", "Q": "QUARTER", "Y": "YEAR"}


def written(query: Query, table: str, dialect: str) -> str:
    """
    Return the query that groups *table*, in *dialect*.

    Its columns are those of a file of counts. A weight of 0 does not count; the least
    of each group is given, because a negative one must not hide in a sum.

    Raises:
        NoDialect: it is none of ours.
    """
    if dialect not in DIALECTS:
        raise NoDialect("--sql", name=dialect, names=", ".join(DIALECTS))
    keys: dict[str, exp.Expression] = {
        name: exp.column(_name(name, dialect)) for name in query.by
    }
    if query.day is not None:
        keys["period"] = _start(query, dialect)
    keys["score"] = exp.column(_name(query.score, dialect))
    shown = [
        key if key.name == name else exp.alias_(key, _name(name, dialect))
        for name, key in keys.items()
    ]
    asked = exp.select(*shown, exp.alias_(exp.Count(this=exp.Star()), "n"))
    if query.weight is not None:
        weight = exp.cast(exp.column(_name(query.weight, dialect)), "DOUBLE")
        asked = asked.select(
            exp.alias_(exp.Sum(this=weight.copy()), "weight"),
            exp.alias_(exp.Sum(this=weight.copy() * weight.copy()), "squares"),
            exp.alias_(exp.Min(this=weight.copy()), "least_weight"),
        ).where(weight.copy().neq(0))
    asked = asked.from_(sqlglot.to_table(table)).group_by(
        *(key.copy() for key in keys.values())
    )
    return asked.sql(dialect=dialect, pretty=True)


def _name(name: str, dialect: str) -> exp.Identifier:
    """Return a name, in quotes only if it needs them: those would fix its case."""
    is_reserved = name.lower() in _reserved(dialect)
    return exp.to_identifier(name, quoted=True if is_reserved else None)


@cache
def _reserved(dialect: str) -> frozenset[str]:
    """Return the words that are no names: sqlglot lists those of three dialects."""
    lists = [
        frozenset(Dialect.get_or_raise(known).generator_class.RESERVED_KEYWORDS)
        for known in ("bigquery", "duckdb", "redshift")
    ]
    if dialect == "snowflake":  # where quotes would ask for a name in lower case
        return frozenset.intersection(*lists)
    return frozenset.union(*lists)


def _start(query: Query, dialect: str) -> exp.Expression:
    """Return the first day of the period of an answer."""
    day = exp.cast(exp.column(_name(str(query.day), dialect)), "DATE")
    if query.unit not in UNITS:
        return day
    unit = UNITS[query.unit]
    start: Any = exp.func("DATE_TRUNC", exp.Literal.string(unit), day)
    if dialect == "tsql":  # for which sqlglot knows but this one
        start = exp.TimestampTrunc(this=day, unit=exp.var(unit))
    return exp.cast(start, "DATE")
