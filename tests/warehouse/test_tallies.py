"""Engines count what cells count: the same answers both ways."""

import random
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from math import inf, nan
from traceback import format_exception

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pytest

import cx_xl
from cx_xl import Tally, tallies
from cx_xl.errors import CxError, OffScale, Undefined
from tests.refusals import error

pytestmark = pytest.mark.slow

SCORES = [
    "10",
    "9",
    "9 - Likely",
    "Per niente: 0",
    "10/10",
    "7,5",
    " 6.5 ",
    "8.0",
    None,
    "",
    "n/a",
    "boh",
]
SEGMENTS = ["Web", "Web", "Web", "WEB", " web", "Shop", "Caffè", None]


def sample(n=3000):
    """Return answers as a survey tool exports them, in the columns of a sheet."""
    draw = random.Random(11)
    start = datetime.fromisoformat("2024-12-20")
    rows = [
        {
            "text": draw.choice(SCORES),
            "score": draw.choice([*range(11), None]),
            "segment": draw.choice(SEGMENTS),
            "when": start + timedelta(minutes=draw.randrange(600_000)),
            "weight": draw.choice([0.0, 0.5, 1.0, 1.7, 2.25, None, nan]),
        }
        for _ in range(n)
    ]
    first = {"text": "9", "score": 9, "segment": "Web", "when": start, "weight": 1.0}
    return [first, *rows]


ROWS = sample()
TABLE = pa.Table.from_pylist(ROWS)


def column(name):
    return [row[name] for row in ROWS]


def by_first_cell(table):
    return {row[0]: row[1:] for row in table.rows}


def equal(one, other):
    if isinstance(one, float):
        return pytest.approx(one, rel=1e-12, abs=1e-12) == other
    return one == other


@pytest.fixture
def frame(engine):
    """Return the answers in the hands of one engine."""
    return engine(TABLE)


@pytest.mark.parametrize("score", ["score", "text"])
def test_the_whole_is_that_of_cells(frame, score):
    """Labels, decimal commas and blanks included: to the last bit."""
    counted = tallies(frame, score)

    assert cx_xl.nps(column(score)) == cx_xl.nps(counted)
    assert cx_xl.nps_ci(column(score)) == cx_xl.nps_ci(counted)
    assert cx_xl.nps_split(column(score)) == cx_xl.nps_split(counted)


@pytest.mark.parametrize("score", ["score", "text"])
def test_segments_are_those_of_cells(frame, score):
    """Case and blanks aside, in whatever order."""
    counted = tallies(frame, score, by="segment")

    expected = cx_xl.nps_by(column(score), column("segment"))
    assert by_first_cell(expected) == by_first_cell(cx_xl.nps_by(counted))


@pytest.mark.parametrize("period", ["D", "W", "M", "Q", "Y", "mese"])
def test_periods_are_those_of_cells(frame, period):
    """Weeks begin on Monday for every engine, and the year of a week is ISO's."""
    counted = tallies(frame, "score", day="when", period=period)

    expected = cx_xl.nps_trend(column("score"), column("when"), period)
    assert expected == cx_xl.nps_trend(counted, period=period)


def test_both_at_once_serve_either_table(frame):
    """One query, and the tables of segments and of months come from it."""
    counted = tallies(frame, "score", by=["segment"], day="when", period="M")
    rows = [row for row in ROWS if row["segment"]]
    scores, whens = ([row[name] for row in rows] for name in ("score", "when"))
    segments = [row["segment"] for row in rows]

    expected = by_first_cell(cx_xl.nps_by(scores, segments))
    assert expected == by_first_cell(cx_xl.nps_by(counted))
    assert cx_xl.nps_trend(scores, whens) == cx_xl.nps_trend(counted)
    assert ("Web", date(2024, 12, 1)) in counted


def test_weights_are_those_of_cells(frame):
    """Sums of doubles depend on their order: equal to 1e-12."""
    counted = tallies(frame, "score", by="segment", weight="weight")

    expected = by_first_cell(
        cx_xl.nps_by(column("score"), column("segment"), column("weight"))
    )
    found = by_first_cell(cx_xl.nps_by(counted))
    assert expected.keys() == found.keys()
    assert all(
        equal(one, other)
        for label, row in expected.items()
        for one, other in zip(row, found[label], strict=True)
    )


def test_rows_left_out_are_counted(frame):
    """What counts and what does not make up all rows."""
    counted = tallies(frame, "text", by="segment", weight="weight")
    weightless = sum(
        row["weight"] == 0
        and row["segment"] is not None
        and row["text"] not in {None, "", "n/a", "boh"}
        for row in ROWS
    )

    assert len(ROWS) == counted.total().n + counted.gaps + weightless


def test_groups_are_sorted(frame):
    """A table has no first row: labels come in the order of a dictionary."""
    assert ["Caffè", "Shop", "Web"] == list(tallies(frame, "score", by="segment"))


BAD = [
    ("7-8 - Likely", "covers several answers"),
    ("85%", "can not be read"),
    ("1.234", "1.234"),
    ("Promoter", "in words"),
    ("#N/A", "#N/A"),
]


@pytest.mark.parametrize(("cell", "said"), BAD)
def test_what_a_cell_refuses_is_refused_with_its_number(engine, cell, said):
    """By the words of the cell, and never dropped in silence."""
    table = pa.table({"nps": ["9", cell, cell, "10", None]})

    bad = error(tallies, engine(table), "nps")

    assert "of 5 rows 2 can not be counted" in bad.say("en")
    assert said in bad.say("en")
    with pytest.raises(CxError):
        cx_xl.nps(["9", cell, cell, "10", None])


def test_numbers_of_rows_are_written_as_each_language_does():
    """1.300 rows in Italian are not one row and a bit in English."""
    said = error(tallies, pa.table({"nps": ["9", *["85%"] * 1300]}), "nps")

    assert "of 1,301 rows 1,300 can not" in said.say("en")
    assert "su 1.301 righe 1.300 non" in said.say("it")


def test_left_out_rows_are_reported(frame):
    """By reason, the most frequent first."""
    table = pa.table({"nps": ["9", "85%", "85%", "7-8 - x", None]})

    counted = tallies(table, "nps", leave_out=True)

    assert 1 == counted.total().n
    assert 1 == counted.gaps
    assert [2, 1] == [refused.n for refused in counted.refused]
    assert 0 == len(tallies(frame, "score").refused)


def test_answers_off_the_scale(engine):
    """The KPI refuses a 99 as it refuses the cell; a scale counts and names it."""
    frame = engine(pa.table({"nps": [10, 99, 99, 3]}))

    with pytest.raises(OffScale):
        cx_xl.nps(tallies(frame, "nps"))
    with pytest.raises(CxError, match=r"of 4 rows 2 .* 99 is off the 0-10 scale"):
        tallies(frame, "nps", scale=(0, 10))
    assert 0 == cx_xl.nps(tallies(frame, "nps", scale=(0, 10), leave_out=True))


@pytest.mark.parametrize("weight", [-1.0, inf, 1e-120, 1e200])
def test_weights_that_a_cell_refuses(engine, weight):
    """Negative ones, and those whose squares would vanish or overflow."""
    frame = engine(pa.table({"nps": [10, 9, 3], "w": [1.0, weight, 2.0]}))

    with pytest.raises(CxError, match="of 3 rows 1 can not be counted"):
        tallies(frame, "nps", weight="w")
    with pytest.raises(CxError):
        cx_xl.nps([10, 9, 3], [1.0, weight, 2.0])


def test_a_day_before_sheets_count_is_refused(engine):
    """As a cell is: 1900-01-01 is what a blank date looks like."""
    days = list(map(datetime.fromisoformat, ["2026-01-05", "1900-01-01"]))

    with pytest.raises(CxError, match="before 1906"):
        tallies(engine(pa.table({"nps": [10, 9], "day": days})), "nps", day="day")


@pytest.mark.parametrize("kind", ["date", "timestamp"])
@pytest.mark.parametrize("period", ["D", "W", "M"])
def test_days_without_end_are_no_days(kind, period):
    """Postgres and DuckDB have them; Python would be handed 9999-12-31."""
    days = ", ".join(
        f"({kind} '{day}')" for day in ("infinity", "-infinity", "2026-01-05")
    )
    frame = duckdb.sql(f"SELECT 9 AS nps, day FROM (VALUES {days}) t(day)")  # noqa: S608 - no input

    counted = tallies(frame, "nps", day="day", period=period, leave_out=True)

    assert (1, 1) == (len(counted), counted.total().n)
    said = " ".join(refused.error.say("en") for refused in counted.refused)
    assert "infinity" in said
    assert "before 1906" in said


MIDNIGHT = [datetime(2026, 1, 31, 23, 30, tzinfo=UTC)]
ZONED = pa.table({"nps": [10], "when": pa.array(MIDNIGHT, pa.timestamp("us", "UTC"))})


def test_times_with_a_zone_need_a_clock(engine):
    """23:30 in London is half past midnight in Rome, and another month."""
    frame = engine(ZONED)

    with pytest.raises(CxError, match="have a time zone; say in time_zone"):
        tallies(frame, "nps", day="when")
    rome = tallies(frame, "nps", day="when", time_zone="Europe/Rome")
    assert [date(2026, 2, 1)] == list(rome)
    london = tallies(frame, "nps", day="when", time_zone="Europe/London")
    assert [date(2026, 1, 1)] == list(london)
    with pytest.raises(CxError, match="there is no time zone"):
        tallies(frame, "nps", day="when", time_zone="Europe/Roma")


NAMES = ["Q1.score", 'How "likely"?', '"nps"', "a`b", "o'clock", "select", "Città è"]


@pytest.mark.parametrize("name", NAMES)
def test_names_are_names_whatever_is_in_them(engine, name):
    """DuckDB would read "Q1.score" as a column of a table Q1."""
    day = datetime.fromisoformat("2026-01-05")
    frame = engine(pa.table({name: [9, 8, 9], f"{name}.2": ["a", "b", "a"]}))
    dated = engine(pa.table({name: [day], "nps": [9]}))

    counted = tallies(frame, name, f"{name}.2", weight=name)

    assert {"a": 2, "b": 1} == {label: tally.n for label, tally in counted.items()}
    assert (f"{name}.2",) == counted.names
    assert [date(2026, 1, 1)] == list(tallies(dated, "nps", day=name))
    history = cx_xl.histories(dated, "nps", name)
    assert [1] == history.customers.tolist()


REFUSED = [
    ({"score": "scor"}, 'no column "scor"; the nearest is "score"'),
    ({"score": "score", "by": "segmnt"}, 'the nearest is "segment"'),
    ({"score": "segment"}, "holds words such as"),
    ({"score": "when"}, "a number is needed"),
    ({"score": "score", "day": "segment"}, "a date is needed"),
    ({"score": "score", "weight": "segment"}, "a number is needed"),
    ({"score": "score", "day": "when", "period": "fortnight"}, "fortnight"),
    (
        {"score": "score", "day": "when", "time_zone": "Europe/Rome"},
        "no time zone to convert from",
    ),
    ({"score": "score", "by": ["segment", "segment"]}, "is named twice"),
]


@pytest.mark.parametrize(("asked", "said"), REFUSED)
def test_wrong_columns_are_refused_in_one_sentence(frame, asked, said):
    """Before the engine counts; with the nearest name where there is one."""
    bad = error(tallies, frame, **asked)

    assert said in bad.say("en")
    assert bad.say("it") != bad.say("en")


ODD = ["map{'a': 1}", "union_value(a := {'b': 1})", "uuid()", "'POINT(1 1)'::geometry"]


@pytest.mark.parametrize("cell", ODD)
def test_what_no_cell_holds_is_refused_by_the_name_of_its_column(cell):
    """Engines hand over dictionaries, bytes and UUIDs, and not all say so before."""
    frame = duckdb.sql(f"select 9 as score, {cell} as kind")

    with pytest.raises(CxError, match=r'by: column "kind" holds .* cast it'):
        tallies(frame, "score", "kind")
    with pytest.raises(CxError, match=r'score: column "kind" holds .* cast it'):
        tallies(frame, "kind")


def test_columns_of_pandas_may_be_numbers():
    """As those of a frame without a header are."""
    days = pd.to_datetime(["2026-01-05", "2026-01-06"])
    frame = pd.DataFrame({0: [9, 8], 1: ["a", "b"], 2: days})

    assert {("a",): 1, ("b",): 1} == {
        key: tally.n for key, tally in tallies(frame, 0, (1,)).groups.items()
    }
    assert 2 == tallies(frame, 0, 1, 2, weight=0).total().n
    assert [1] == cx_xl.histories(frame.head(1), 1, 2, 0).customers.tolist()
    for asked in ((0, 3), (0, None), (5,)):
        with pytest.raises(CxError, match="there is no column"):
            tallies(frame, *asked)


@pytest.mark.parametrize("names", [("a", "a"), (0, "0")])
def test_two_columns_of_one_name_are_refused(names):
    """Which one is meant? Frames of pandas and tables of Arrow may hold both."""
    frames = [pd.DataFrame([[9, 8]], columns=names)]
    frames.append(pa.Table.from_arrays([[9], [8]], names=list(map(str, names))))

    for frame in frames:
        with pytest.raises(CxError, match=f'several columns "{names[1]}"'):
            tallies(frame, names[0])


def test_no_table_is_refused():
    """Neither a list nor a series has columns."""
    for nothing in ([1, 2], pd.Series([1, 2]), None, 7):
        with pytest.raises(CxError, match="is no table"):
            tallies(nothing, "score")


def test_a_column_of_ids_is_no_group():
    """A million groups are no table that anybody reads."""
    frame = duckdb.connect().sql("select 9 as nps, i as id from range(1000001) t(i)")

    with pytest.raises(CxError, match='"id" looks like'):
        tallies(frame, "nps", by="id")


def test_an_engine_that_stops_says_no_secret(tmp_path):
    """The file is gone when the query runs: one sentence, without what engines say."""
    path = tmp_path / "hunter2.parquet"
    pl.DataFrame({"nps": [9]}).write_parquet(path)
    frames = [pl.scan_parquet(path), duckdb.connect().read_parquet(str(path))]
    path.unlink()

    for frame in frames:
        with pytest.raises(CxError, match="the engine stopped") as caught:
            tallies(frame, "nps")
        assert "hunter2" not in "".join(format_exception(caught.value))


def test_tallies_that_do_not_make_up_the_period():
    """A week may lie in two months, and a month has no days."""
    weeks = tallies(TABLE, "score", day="when", period="W")
    months = tallies(TABLE, "score", day="when", period="M")

    with pytest.raises(Undefined, match='"W" do not make up "M"'):
        cx_xl.nps_trend(weeks)
    with pytest.raises(Undefined, match='"M" do not make up "D"'):
        cx_xl.nps_trend(months, period="D")
    with pytest.raises(Undefined, match="have no dates"):
        cx_xl.nps_trend(tallies(TABLE, "score", by="segment"))
    with pytest.raises(Undefined, match="choose the segment"):
        cx_xl.nps_by(months)
    with pytest.raises(Undefined, match="leave it out"):
        cx_xl.nps_by(tallies(TABLE, "score", by="segment"), column("segment"))


def test_names_can_be_pooled():
    """Two names in one query, and each as if it had been asked for alone."""
    counted = tallies(TABLE, "score", by=["segment", "text"])
    alone = tallies(TABLE.filter(pc.is_valid(TABLE["text"])), "score", by="segment")

    assert ("segment", "text") == counted.names
    assert alone.keys() == counted.by("segment").keys()
    assert counted.total() == counted.by("segment").total()
    with pytest.raises(Undefined, match="counted by it"):
        counted.by("channel")


def test_a_mapping_of_tallies_needs_no_engine():
    """Months that somebody has counted elsewhere."""
    months = {date(2026, 1, 1): Tally.of([10, 9]), date(2026, 2, 1): Tally.of([3])}

    assert cx_xl.nps([10, 9, 3]) == cx_xl.nps(months)
    expected = cx_xl.nps_trend([10, 9, 3], [*[date(2026, 1, 1)] * 2, date(2026, 2, 1)])
    assert expected == cx_xl.nps_trend(months)


def test_other_kpis_take_them():
    """Every KPI that counts answers: the whole for those without groups."""
    counted = tallies(TABLE, "score", by="segment")
    scores = [row["score"] for row in ROWS if row["segment"]]

    assert cx_xl.csat(scores, scale_min=0, scale_max=10) == cx_xl.csat(
        counted, scale_min=0, scale_max=10
    )
    assert cx_xl.nps_test(scores, [9, 3]) == cx_xl.nps_test(counted, [9, 3])


def test_without_narwhals_the_extra_is_named():
    """An optional library, and whoever has none of it loses nothing else."""
    code = (
        "import sys; sys.modules['narwhals'] = None\n"
        "from cx_xl import *\n"
        "try: tallies(7, 'nps')\n"
        "except CxError as error: print(error)"
    )

    said = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert "pip install cx-xl[warehouse]" in said.stdout
