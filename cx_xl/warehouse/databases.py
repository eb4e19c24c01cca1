"""
Databases that DuckDB attaches.

Run as a module, it tries to attach one: the clients of servers wait for a silent server
for ever, and nothing interrupts them but the end of their process.
"""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from pathlib import Path

import duckdb

from cx_xl.files.own_python import run_apart
from cx_xl.warehouse.source_places import SOURCE
from cx_xl.warehouse.source_refusals import NeedsExtension

SERVERS = ("postgres", "mysql")
# Of DuckDB, which it fetches from its own place; the packages hold the same on PyPI.
EXTENSIONS = {kind: f"{kind}_scanner" for kind in ("postgres", "mysql", "sqlite")}
PATIENCE = 60.0  # seconds in which a server must answer


def main() -> None:
    """Read kind and address from standard input, and attach that database."""
    kind, address = json.load(sys.stdin)
    connection = duckdb.connect()
    load_extension(connection, kind)
    attach(connection, kind, address)


def require_answer(kind: str, address: str) -> None:
    """
    Return once a server has answered, be it with a refusal.

    Raises:
        TimeoutError: it says nothing.
    """
    given = json.dumps([kind, address]).encode()  # an argument would show a password
    if run_apart(__name__, seconds=PATIENCE, given=given) is None:
        raise TimeoutError


def attach(connection: duckdb.DuckDBPyConnection, kind: str, address: str) -> None:
    """Attach a database as `source`, for reading only."""
    connection.execute(f"ATTACH {_literal(address)} AS source (TYPE {kind}, READ_ONLY)")


def load_extension(connection: duckdb.DuckDBPyConnection, kind: str) -> None:
    """
    Load the extension for a database: from its package, else as DuckDB does.

    Raises:
        NeedsExtension: it is neither here nor to be had.
    """
    name = EXTENSIONS[kind]
    package = find_spec(f"duckdb_extension_{name}")
    file = f"extensions/v{duckdb.__version__}/{name}.duckdb_extension"
    places = package.submodule_search_locations if package else None
    own = [path for folder in places or () if (path := Path(folder) / file).exists()]
    try:
        if own:
            connection.load_extension(str(own[0]))
            return
        connection.install_extension(name)
        connection.load_extension(name)
    except duckdb.Error:
        facts = {"kind": kind, "extension": name}
    else:
        return
    raise NeedsExtension(SOURCE, **facts)


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


if __name__ == "__main__":
    main()
