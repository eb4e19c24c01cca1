"""The engines in one process: each is handed the same tables."""

import duckdb
import polars as pl
import pytest

ENGINES = {
    "duckdb": lambda table: duckdb.connect().from_arrow(table),
    "polars": lambda table: pl.from_arrow(table).lazy(),
    "pandas": lambda table: table.to_pandas(),
    "pyarrow": lambda table: table,
}


@pytest.fixture(params=ENGINES)
def engine(request):
    """Return what hands a table to one engine."""
    return ENGINES[request.param]
