"""The query that `cx-xl tally --sql` prints instead of counting."""

import re
from pathlib import Path
from typing import Any

from cx_xl.commands.tally_source import NoWarehouse
from cx_xl.errors import Explained

_ADDRESS = re.compile("[:=@]")


class NotInQuery(Explained):
    """An option that a printed query does not heed."""

    en = "{option} says nothing to --sql, which prints a query; leave it out."
    it = "{option} non vale con --sql, che stampa una query; toglila."


class NoTableName(Explained):
    """No table: an address may hold a password, and would be printed."""

    en = (
        "With --sql SOURCE (or --table) is the name of a table in the warehouse, such "
        "as sales.answers, not an address."
    )
    it = (
        "Con --sql SOURCE (o --table) è il nome di una tabella del database, come "
        "vendite.risposte, non un indirizzo."
    )


def refuse_beside_sql(
    output: Path | None,
    time_zone: str | None,
    scale: str | None,
    spark: str | None,
    *,
    leave_out: bool,
) -> None:
    """Refuse what a printed query would pass over."""
    said = {
        "--output": output,
        "--time-zone": time_zone,
        "--scale": scale,
        "--spark": spark,
        "--leave-out": leave_out,
    }
    for option_, value in said.items():
        if value:
            raise NotInQuery(option=option_)


def query(
    score: str,
    names: list[str],
    day: str | None,
    period: str | None,
    weight: str | None,
) -> Any:
    """Return what is asked, for the text of a query."""
    from cx_xl.edge.scalars import read_scalar  # noqa: PLC0415 - with the catalogue
    from cx_xl.warehouse.counting import UNIT  # noqa: PLC0415
    from cx_xl.warehouse.query import Query  # noqa: PLC0415
    from cx_xl.warehouse.source_refusals import WhichDate  # noqa: PLC0415

    if period and not day:
        raise WhichDate("--period", columns="--date answered")
    return Query(score, tuple(names), day, read_scalar(UNIT, period), weight)


def as_text(asked: Any, table: str, dialect: str) -> str:
    """Return the query; what may be an address is not repeated in it."""
    try:
        from sqlglot.errors import SqlglotError  # noqa: PLC0415 - for this option

        from cx_xl.warehouse.sql import written  # noqa: PLC0415 - loads sqlglot
    except ImportError:
        raise NoWarehouse from None
    if _ADDRESS.search(table):
        raise NoTableName
    try:
        return written(asked, table, dialect.lower())
    except SqlglotError:  # a name with half a pair of quotes
        raise NoTableName from None
