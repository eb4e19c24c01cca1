"""Where answers lie: files, a database file, a database that DuckDB attaches."""

import re
from collections.abc import Sequence
from os.path import exists
from typing import Any

import duckdb

from cx_xl.warehouse.answer_files import (
    iso_dated,
    kind_of,
    matching,
    pattern_of,
    refuse_lacking,
)
from cx_xl.warehouse.databases import (
    EXTENSIONS,
    SERVERS,
    attach,
    load_extension,
    require_answer,
)
from cx_xl.warehouse.frames import engine, quoted
from cx_xl.warehouse.source_places import ISO_DATE, SOURCE, no_table
from cx_xl.warehouse.source_refusals import UnknownScheme

SCHEMES = {
    "postgres": "postgres",
    "postgresql": "postgres",
    "mysql": "mysql",
    "sqlite": "sqlite",
}
_SCHEME = re.compile(rf"({'|'.join(SCHEMES)}):", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):", re.IGNORECASE)  # C: is a drive


def opened(
    source: str,
    table: str | None,
    texts: Sequence[str],
    *,
    day: str | None = None,
    weight: str | None = None,
) -> Any:
    """
    Return what is to be counted as a relation of DuckDB.

    Args:
        source: a file, a pattern of files, or postgres:, mysql: or sqlite: with what
            that database needs to connect.
        table: of a database.
        texts: columns that are read from CSV as they stand: answers and labels.
        day: a further column that every file must have: text there may be dates.
        weight: another one.

    Raises:
        CxError: there is nothing of that name, or nothing that can be read.
        EngineFailed: the connection breaks.
    """
    connection = duckdb.connect()
    scheme = _SCHEME.match(source)
    if scheme:
        kind = SCHEMES[scheme[1].lower()]
        is_url = source[scheme.end() :].startswith("//") and kind != "sqlite"
        address = source if is_url else source[scheme.end() :]
        if kind == "sqlite":
            kind_of(address)  # refuses a file that is not there
        return iso_dated(_attached(connection, kind, address, table), day)
    other = _OTHER_SCHEME.match(source)
    if other and not exists(source):  # noqa: PTH110 - false for names too long
        schemes = ", ".join(f"{name}:" for name in EXTENSIONS)
        raise UnknownScheme(SOURCE, scheme=other[1], schemes=schemes)
    kind = kind_of(source)
    if kind in {"sqlite", "duckdb"}:
        address = str(matching(source)[0])
        return iso_dated(_attached(connection, kind, address, table), day)
    with engine(SOURCE):
        if kind == "parquet":
            found = connection.read_parquet(pattern_of(source), union_by_name=True)
        else:
            found = _text(connection, pattern_of(source), texts)
    needed = [name for name in (*texts, day, weight) if name is not None]
    refuse_lacking(connection, kind, source, needed, found)
    return iso_dated(found, day) if kind == "parquet" else found


def _text(connection: Any, source: str, texts: Sequence[str]) -> Any:
    """Read text: answers and labels stay text, dates are ISO's or none."""
    iso = {"date_format": ISO_DATE, "union_by_name": True}
    found = connection.read_csv(source, **iso)
    kept = {name: "VARCHAR" for name in texts if name in found.columns}
    return connection.read_csv(source, **iso, dtype=kept) if kept else found


def _attached(connection: Any, kind: str, address: str, table: str | None) -> Any:
    """Return a table of a database, which is opened for reading only."""
    if kind != "duckdb":
        load_extension(connection, kind)
    with engine(SOURCE):
        if kind in SERVERS:
            require_answer(kind, address)
        attach(connection, kind, address)
        found = connection.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() "
            "WHERE database_name = 'source' UNION ALL "
            "SELECT schema_name, view_name FROM duckdb_views() "
            "WHERE database_name = 'source' AND NOT internal ORDER BY ALL"
        ).fetchall()
    names = {name: (schema, name) for schema, name in reversed(found)}
    names |= {f"{schema}.{name}": (schema, name) for schema, name in found}
    chosen = names.get(table) if table else (found[0] if len(found) == 1 else None)
    if chosen is None:
        raise no_table(name for _, name in found)
    schema, name = map(quoted, chosen)
    with engine(SOURCE):
        return connection.sql(f"FROM source.{schema}.{name}")
