"""Tables of ibis: what its engines count is what cells count."""

import sqlite3

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import cx_xl
from cx_xl import histories, tallies
from cx_xl.errors import CxError
from tests.warehouse.test_histories import TABLE as INVOICES
from tests.warehouse.test_tallies import ROWS, TABLE, ZONED, column

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def on_duckdb(tmp_path_factory):
    """Hand a table to ibis's DuckDB, through a file: its uploads lag behind."""
    folder = tmp_path_factory.mktemp("ibis")
    connection = ibis.duckdb.connect()

    def read(table, name):
        pq.write_table(table, folder / f"{name}.parquet")
        return connection.read_parquet(str(folder / f"{name}.parquet"))

    yield read
    connection.disconnect()


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory):
    """Return the answers in a file of SQLite, as ibis sees it."""
    path = tmp_path_factory.mktemp("ibis") / "answers.sqlite"
    own = sqlite3.connect(path)
    own.execute('CREATE TABLE answers (text TEXT, segment TEXT, "when" TIMESTAMP)')
    rows = [(row["text"], row["segment"], str(row["when"])) for row in ROWS]
    own.executemany("INSERT INTO answers VALUES (?, ?, ?)", rows)
    own.commit()
    own.close()
    connection = ibis.sqlite.connect(path)
    yield connection.table("answers")
    connection.disconnect()


def test_duckdb_counts_the_same(on_duckdb):
    """Every period, weights, labels: as the table in memory."""
    table = on_duckdb(TABLE, "answers")

    for unit in "DWMQY":
        asked = ("text", ["segment"], "when", unit)
        assert tallies(TABLE, *asked).groups == tallies(table, *asked).groups
    weighted = tallies(table, "score", "segment", weight="weight")
    other = tallies(TABLE, "score", "segment", weight="weight")
    assert other.total().n == weighted.total().n
    assert cx_xl.nps(column("score")) == cx_xl.nps(tallies(table, "score"))


@pytest.mark.parametrize("unit", ["D", "W", "M", "Y"])
def test_sqlite_counts_the_same(on_sqlite, unit):
    """Its ibis knows neither quarters nor weights: count months, or let DuckDB."""
    asked = ("text", ["segment"], "when", unit)

    assert tallies(TABLE, *asked).groups == tallies(on_sqlite, *asked).groups
    with pytest.raises(CxError, match="the engine stopped"):
        tallies(on_sqlite, "text", day="when", period="Q")


def test_histories_are_the_same(on_duckdb):
    """Days, names and returns as DuckDB's own."""
    asked = ("who", "when", "money")

    base, other = (
        histories(on_duckdb(INVOICES, "invoices"), *asked),
        histories(INVOICES, *asked),
    )

    assert other.frequency.tolist() == base.frequency.tolist()
    assert other.age.tolist() == base.age.tolist()
    assert other.cohort("W", "customers") == base.cohort("W", "customers")


def test_its_times_stay_where_they_are(on_duckdb):
    """narwhals moves no times of ibis to another clock: refused, never guessed."""
    table = on_duckdb(ZONED, "zoned")

    with pytest.raises(CxError, match="through ibis the times"):
        tallies(table, "nps", day="when", time_zone="Europe/Rome")
    with pytest.raises(CxError, match='the nearest is "nps"'):
        tallies(on_duckdb(pa.table({"nps": [9]}), "one"), "nsp")
