"""A real cluster of Spark: a master and two workers count what cells count."""

import os
import time
import traceback
from datetime import UTC, date, datetime

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from pyspark.sql import SparkSession

import cx_xl
from cx_xl import histories, tallies
from cx_xl.commands import spark_submit
from cx_xl.errors import CxError
from cx_xl.warehouse import counts
from cx_xl.warehouse import spark as source
from cx_xl.warehouse.query import Query
from cx_xl.warehouse.sql import written
from tests.warehouse import cluster as clusters
from tests.warehouse.conftest import ENGINES
from tests.warehouse.test_histories import TABLE as INVOICES
from tests.warehouse.test_tallies import (
    BAD,
    NAMES,
    REFUSED,
    ROWS,
    TABLE,
    by_first_cell,
    column,
    equal,
)

pytestmark = [
    pytest.mark.filterwarnings("ignore::FutureWarning"),  # of pandas 3, in PySpark
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # its sockets
]

HISTORY = ("frequency", "recency", "age", "customers")
MADE = """
COPY (SELECT (hash(i) % 11)::TINYINT AS nps, 'S' || hash(i + 7) % 30 AS segment,
DATE '2024-01-01' + (hash(i + 13) % 730)::INTEGER AS answered,
0.5 + hash(i + 17) % 4 AS w FROM range(1000000) t(i)) TO '{path}'
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """Start a master and two workers, and stop them."""
    with clusters.cluster(tmp_path_factory.mktemp("cluster")) as own:
        yield own


@pytest.fixture(scope="module")
def spark(cluster):
    """Return a session on the cluster."""
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    builder = SparkSession.builder.master(cluster[0])
    for name, value in clusters.SETTINGS.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture(scope="module")
def frame(spark):
    """Return the answers of the other engines, spread over the workers."""
    return spark.createDataFrame(TABLE).repartition(4).cache()


@pytest.fixture(scope="module")
def parquet(tmp_path_factory):
    """Return a million answers in a file."""
    path = tmp_path_factory.mktemp("answers") / "answers.parquet"
    duckdb.execute(MADE.format(path=path))
    return path


def test_the_same_answers_through_every_engine(frame):
    """Cells, DuckDB, Polars, pandas, Arrow and Spark: the same doubles."""
    asked = {"by": ["segment"], "day": "when", "period": "D"}
    counted = tallies(frame, "text", **asked)
    scores, segments = column("text"), column("segment")

    for engine in ENGINES.values():
        other = tallies(engine(TABLE), "text", **asked)
        assert other.groups == counted.groups
        assert other.gaps == counted.gaps
    whole = tallies(frame, "text", by="segment")
    assert by_first_cell(cx_xl.nps_by(scores, segments)) == by_first_cell(
        cx_xl.nps_by(whole)
    )


@pytest.mark.parametrize("period", ["W", "Q", "Y"])
def test_periods_are_those_of_cells(frame, period):
    """Weeks begin on Monday for Spark, too."""
    counted = tallies(frame, "score", day="when", period=period)

    expected = cx_xl.nps_trend(column("score"), column("when"), period)
    assert expected == cx_xl.nps_trend(counted, period=period)


def test_weights_are_those_of_duckdb(frame):
    """Sums of doubles depend on their order: equal to 1e-12."""
    counted = tallies(frame, "score", by="segment", weight="weight")
    other = tallies(ENGINES["duckdb"](TABLE), "score", by="segment", weight="weight")

    assert other.keys() == counted.keys()
    for label, tally in other.items():
        assert tally.n == counted[label].n
        assert all(
            equal(one, two)
            for score, mass in tally.masses.items()
            for one, two in zip(mass, counted[label].masses[score], strict=True)
        )


@pytest.mark.parametrize("name", NAMES)
def test_names_are_names_whatever_is_in_them(spark, name):
    """Spark would read "Q1.score" as a field of a column Q1."""
    frame = spark.createDataFrame(pa.table({name: [9, 8], f"{name}.2": ["a", "b"]}))

    counted = tallies(frame, name, f"{name}.2", weight=name)

    assert ["a", "b"] == list(counted)


@pytest.mark.parametrize(("asked", "said"), REFUSED)
def test_wrong_columns_are_refused_in_one_sentence(frame, asked, said):
    """As by every engine."""
    with pytest.raises(CxError) as caught:
        tallies(frame, **asked)

    assert said in caught.value.say("en")


def test_what_a_cell_refuses_is_refused_with_its_number(spark):
    """All kinds of bad cells in one table, each with its number."""
    cells = [cell for cell, _ in BAD]
    frame = spark.createDataFrame(pa.table({"nps": ["9", *cells, *cells]}))

    with pytest.raises(CxError, match="of 11 rows 10 can not be counted"):
        tallies(frame, "nps")
    counted = tallies(frame, "nps", leave_out=True)
    assert [2] * len(BAD) == [refused.n for refused in counted.refused]


MIDNIGHT = datetime(2026, 1, 31, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize("session", ["UTC", "Asia/Tokyo", "America/New_York"])
def test_times_with_a_zone_fall_on_the_days_of_the_clock(spark, session):
    """23:30 in London is half past midnight in Rome, whatever zone Spark shows."""
    spark.conf.set("spark.sql.session.timeZone", session)
    moment = f"timestamp_seconds({MIDNIGHT.timestamp():.0f})"
    frame = spark.sql(f"SELECT 10 AS nps, {moment} AS when")

    with pytest.raises(CxError, match="have a time zone; say in time_zone"):
        tallies(frame, "nps", day="when")
    rome = tallies(frame, "nps", day="when", time_zone="Europe/Rome")
    assert [date(2026, 2, 1)] == list(rome)
    london = tallies(frame, "nps", day="when", time_zone="Europe/London")
    assert [date(2026, 1, 1)] == list(london)
    days = spark.sql("SELECT 10 AS nps, DATE '2026-03-31' AS when")
    assert [date(2026, 3, 1)] == list(tallies(days, "nps", day="when"))
    spark.conf.set("spark.sql.session.timeZone", "UTC")


def test_a_million_answers_in_parquet(spark, parquet):
    """What two workers count is what DuckDB counts."""
    asked = ("nps", "segment", "answered", "M", "w")
    counted = tallies(spark.read.parquet(str(parquet)), *asked)
    other = tallies(duckdb.read_parquet(str(parquet)), *asked)

    assert 1_000_000 == counted.total().n
    assert other.groups == counted.groups  # weights of halves add up exactly


@pytest.mark.parametrize("unit", ["D", "Q"])
def test_the_printed_query_counts_what_we_count(spark, parquet, unit):
    """Spark runs the text of `--sql spark`."""
    frame = spark.read.parquet(str(parquet)).where("segment < 'S13'")
    frame.createOrReplaceTempView("scores")
    query = Query("nps", ("segment",), "answered", unit, "w")

    rows = spark.sql(written(query, "scores", "spark")).collect()

    found = tallies(frame, "nps", "segment", "answered", unit, "w")
    assert {tuple(row)[:6] for row in rows} == {
        (*key, score, *mass)
        for key, tally in found.groups.items()
        for score, mass in tally.masses.items()
    }


def test_the_command_under_spark_submit(cluster, parquet, tmp_path):
    """The page's command: counts in a file, as those of DuckDB."""
    target, other = tmp_path / "spark.csv", tmp_path / "duckdb.csv"
    asked = ["--score", "nps", "--segment", "segment", "--period", "month"]

    ran = clusters.submitted(
        cluster[0], spark_submit.__file__, parquet, *asked, "-o", target
    )

    assert 0 == ran.returncode, ran.stderr
    assert "Counted 1,000,000 answers in 720 groups" in ran.stdout
    found = tallies(duckdb.read_parquet(str(parquet)), "nps", "segment", "answered")
    other.write_bytes(counts.content(other, found))
    assert other.read_text("utf-8") == target.read_text("utf-8")


@pytest.mark.usefixtures("spark")
def test_text_is_read_as_by_duckdb(cluster, tmp_path):
    """Answers and labels of a CSV stay text; its days are ISO's or none."""
    path = tmp_path / "answers.csv"
    path.write_text(
        'nps,segment,answered\n"7,5",007,2026-02-01\n9 - x,7,2026-02-01\n', "utf-8"
    )

    read = source.opened(str(path), None, ["nps", "segment"], cluster[0])
    counted = tallies(read, "nps", "segment", "answered")

    assert [("007", date(2026, 2, 1)), ("7", date(2026, 2, 1))] == list(counted)
    path.write_text("nps,day\n9,01/02/2026\n8,13/02/2026\n", "utf-8")
    with pytest.raises(CxError, match="a date is needed"):
        tallies(source.opened(str(path), None, ["nps"], cluster[0]), "nps", day="day")


LOST = [
    ("./none-*.parquet", 'no file matches "none-*.parquet"'),
    ("sales", "name one of its tables"),
    ("./password=ab/hunter2 x.parquet", 'no file matches "password=…"'),
    ("s3a://key:hunter2@bucket/answers/*.parquet", "the engine stopped"),
]


@pytest.mark.parametrize(("path", "said"), LOST)
def test_sources_that_are_not_there(spark, cluster, capfd, path, said):
    """One sentence, and no word of what is between the colon and the at-sign."""
    spark.range(1).createOrReplaceTempView("numbers")
    with pytest.raises(CxError) as caught:
        source.opened(path, None, [], cluster[0])

    assert said in caught.value.say("en")
    shown = [*capfd.readouterr(), *traceback.format_exception(caught.value)]
    assert "hunter2" not in "".join(shown)


def _columns(base):
    return {name: column.tolist() for name, column in base.columns(HISTORY).items()}


def test_purchase_histories_are_those_of_duckdb(spark):
    """Histories, amounts, cohorts and scores of one table through both engines."""
    frame = spark.createDataFrame(INVOICES).repartition(4).cache()
    asked = ("who", "when", "money")
    base, other = histories(frame, *asked), histories(INVOICES, *asked)

    assert _columns(other) == _columns(base)
    assert np.allclose(other.spending, base.spending, rtol=1e-12)
    assert other.cohort("M", "customers") == base.cohort("M", "customers")
    assert len(other.rfm_score().rows) == len(base.rfm_score().rows)
    assert other.gaps == base.gaps


def _wait_for_executors(spark, n):
    """Wait until the driver has noticed that *n* are left: itself is one of them."""
    context = spark.sparkContext._jsc.sc()  # noqa: SLF001 - Python has no other way
    for _ in range(600):
        if context.getExecutorMemoryStatus().size() == n + 1:
            return
        time.sleep(0.1)
    raise TimeoutError(n)


def test_a_lost_worker_and_then_all(spark, cluster, frame, parquet):
    """
    Another takes over; without any, the count ends in a sentence.

    So does a look at what columns there are: that is work of the workers, too.

    A computer that is lost takes its executors along. Killed alone, a worker may leave
    one that was just starting in place of another: it lives on, and counts.
    """
    whole = tallies(frame, "score").total()
    first, second = cluster[1]
    clusters.lost(first)
    _wait_for_executors(spark, 1)

    assert whole == tallies(frame, "score").total()
    clusters.lost(second)
    _wait_for_executors(spark, 0)
    fresh = spark.createDataFrame(TABLE).repartition(4)
    with (
        pytest.raises(CxError, match="has run nothing for 5 seconds"),
        source.attended(spark, patience=5),
    ):
        tallies(fresh, "score")
    with pytest.raises(CxError, match="has run nothing for 2 seconds"):
        source.opened(str(parquet), None, [], cluster[0], patience=2)
    spark.stop()
    with pytest.raises(CxError, match="the engine stopped"):
        tallies(fresh, "score")
    answered = len([row for row in ROWS if row["score"] is not None])
    assert pytest.approx(answered, rel=1e-9, abs=0) == whole.n
