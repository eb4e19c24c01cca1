"""`cx-xl tally`: from files and databases to counts, or one sentence."""

import socket
import sqlite3

import duckdb
import openpyxl
import pytest

import cx_xl
from cx_xl import tallies
from cx_xl.errors import CxError
from cx_xl.warehouse import databases
from cx_xl.warehouse.query import Query
from cx_xl.warehouse.sources import opened
from cx_xl.warehouse.sql import DIALECTS, written
from tests.commands import typed

pytestmark = pytest.mark.slow

ANSWERS = """\
nps,segment,answered,w
9,Web,2026-01-02,1
10 - top,web,2026-01-30,2
"7,5",Shop,2026-02-01,0.5
,Shop,2026-02-01,1
3,007,2026-02-02,1.5
"""
COUNTS = """\
segment,period,score,n,weight,squares
007,2026-02-01,3.0,1,1.5,2.25
Shop,2026-02-01,7.5,1,0.5,0.25
Web,2026-01-01,9.0,1,1.0,1.0
Web,2026-01-01,10.0,1,2.0,4.0
"""
ASKED = ["--score", "nps", "--segment", "segment", "--period", "month"]


def run(*arguments, lang="en"):
    return typed.cx_xl("tally", *arguments, language=lang)


@pytest.fixture
def sources(tmp_path):
    """Return the same answers in every kind of source."""
    text = tmp_path / "answers.csv"
    text.write_text(ANSWERS, "utf-8")
    own = duckdb.connect(str(tmp_path / "answers.duckdb"))
    own.execute(
        "CREATE TABLE answers AS SELECT * FROM read_csv(?, types={'nps': 'VARCHAR', "
        "'segment': 'VARCHAR'})",
        [str(text)],
    )
    for year, condition in (
        (1, "answered < '2026-02-01'"),
        (2, "NOT answered < '2026-02-01'"),
    ):
        part = own.sql(f"FROM answers WHERE {condition}")
        part.write_parquet(str(tmp_path / f"part-{year}.parquet"))
    rows = own.sql("SELECT nps, segment, answered::VARCHAR, w FROM answers").fetchall()
    own.close()
    lite = sqlite3.connect(tmp_path / "answers.sqlite")
    lite.execute("CREATE TABLE answers (nps TEXT, segment TEXT, answered DATE, w REAL)")
    lite.executemany("INSERT INTO answers VALUES (?, ?, ?, ?)", rows)
    lite.commit()
    lite.close()
    return tmp_path


@pytest.mark.parametrize(
    "source", ["answers.csv", "part-*.parquet", "answers.duckdb", "answers.sqlite"]
)
def test_every_source_gives_the_same_counts(sources, source):
    """Text keeps its zeros and decimal commas, and two files are one table."""
    ran = run(sources / source, *ASKED, "--weight", "w")

    assert COUNTS == ran.stdout, ran.stderr
    assert "Counted 4 answers in 3 groups; rows with a gap: 1." in ran.stderr
    assert 0 == ran.returncode


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx"])
def test_counts_are_written_in_three_kinds(sources, ending):
    """A file of counts holds what the screen shows."""
    target = sources / f"counts.{ending}"

    ran = run(sources / "answers.csv", *ASKED, "--weight", "w", "-o", target)

    assert "" == ran.stdout
    assert 0 == ran.returncode, ran.stderr
    if ending == "xlsx":
        sheet = openpyxl.load_workbook(target)["Counts"]
        rows = list(sheet.values)
        assert ["tblCounts"] == list(sheet.tables)
        found = [(row[0], f"{row[1]:%Y-%m-%d}", *row[2:]) for row in rows[1:]]
    else:
        read = duckdb.connect()
        file = str(target)
        table = read.read_csv(file) if ending == "csv" else read.read_parquet(file)
        found = [(row[0], str(row[1]), *row[2:]) for row in table.fetchall()]
    _, *lines = COUNTS.splitlines()
    expected = [line.split(",") for line in lines]
    assert expected == [
        [one, day, *(str(float(n)) if i != 1 else str(n) for i, n in enumerate(rest))]
        for one, day, *rest in found
    ]


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_a_name_with_brackets_is_a_file(tmp_path, ending):
    """As browsers save what was downloaded before; as a pattern it would be another."""
    path = tmp_path / f"answers[1].{ending}"
    table = duckdb.sql("SELECT 9 AS nps, 3 AS nps_1")  # looks like a second nps
    (table.write_csv if ending == "csv" else table.write_parquet)(str(path))

    assert "9,1,1,1" in run(path, "--score", "nps").stdout


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_names_of_columns_are_compared_as_the_engine_does(tmp_path, ending):
    """DuckDB reads Score and score as one column, and keeps the zeros of both."""
    for name, value in (("Score", 9), ("score", 8)):
        table = duckdb.sql(f"SELECT {value} AS {name}, '00{value}' AS {name}_of")
        path = str(tmp_path / f"{name * 2}.{ending}")
        (table.write_csv if ending == "csv" else table.write_parquet)(path)

    ran = run(tmp_path / f"*.{ending}", "--score", "Score", "--segment", "Score_of")

    assert ran.stdout.endswith("\n008,8,1,1,1\n009,9,1,1,1\n"), ran.stderr


def test_a_long_name_behind_a_scheme_is_no_file():
    """Systems refuse to look for it; it is a name like any other that is not there."""
    for source in ("sqlite:" + "x" * 300, "x" * 300):
        assert "no file matches" in run(source, "--score", "nps").stderr


def test_a_label_is_never_a_formula(sources):
    """A segment may begin with an equals sign; a sheet must not compute it."""
    (sources / "odd.csv").write_text("nps,segment\n9,=1+1\n", "utf-8")
    target = sources / "odd.xlsx"

    run(sources / "odd.csv", "--score", "nps", "--segment", "segment", "-o", target)

    cell = openpyxl.load_workbook(target, data_only=True)["Counts"]["A2"]
    assert "=1+1" == cell.value  # as a formula it would have no value yet


def test_labels_that_no_cell_holds(tmp_path):
    """An infinite one is text in a sheet; one that a cell would cut off is refused."""
    path, target = tmp_path / "odd.parquet", tmp_path / "odd.xlsx"
    asked = [path, "--score", "nps", "--segment", "label", "-o", target]

    duckdb.sql("SELECT 9 AS nps, 'inf'::DOUBLE AS label").write_parquet(str(path))
    assert 0 == run(*asked).returncode
    assert "inf" == openpyxl.load_workbook(target)["Counts"]["A2"].value
    target.unlink()
    duckdb.sql("SELECT 9 AS nps, repeat('x', 40000) AS label").write_parquet(str(path))
    assert "too long for a cell" in run(*asked).stderr
    assert not target.exists()


@pytest.mark.parametrize("label", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-A1"])
def test_a_label_that_csv_would_compute_is_refused(sources, label):
    """CSV cannot say that a cell is text: the other two kinds can."""
    (sources / "odd.csv").write_text(f'nps,segment\n9,"{label}"\n', "utf-8")
    asked = [sources / "odd.csv", "--score", "nps", "--segment", "segment"]
    target = sources / "odd-counts.csv"

    for ran in (run(*asked), run(*asked, "-o", target)):
        assert (2, "") == (ran.returncode, ran.stdout)
        assert "write .parquet or .xlsx" in ran.stderr
    assert not target.exists()
    assert 0 == run(*asked, "-o", target.with_suffix(".parquet")).returncode


@pytest.mark.parametrize("label", ["-18", "+39", "18-24", "-5%", "a=b"])
def test_a_label_that_only_looks_odd_is_written(sources, label):
    """A number is none that computes."""
    (sources / "odd.csv").write_text(f"nps,segment\n9,{label}\n", "utf-8")

    ran = run(sources / "odd.csv", "--score", "nps", "--segment", "segment")

    assert f"{label},9" in ran.stdout


REFUSED = [
    (["none.csv", "--score", "nps"], 'no file matches "none.csv"'),
    (["none-*.csv", "--score", "nps"], "no file matches"),
    (["answers.csv", "--score", "nsp"], 'the nearest is "nps"'),
    (["answers.csv", "--score", "answered"], "a number is needed"),
    (["answers.csv", "--score", "nps", "--scale", "10"], "write it like 0-10"),
    (["answers.csv", "--score", "nps", "-o", "counts.doc"], "end it so"),
    (["answers.csv", "--score", "nps", "--segment", "n"], "rename the column"),
    (["part-*.parquet", "--score", "nps", "--period", "fortnight"], "fortnight"),
    (["answers.duckdb", "--score", "nps", "--table", "x"], "--table: answers"),
    (["answers.csv", "--score", "nps", "--sql", "cobol"], "no dialect"),
    (["broken.parquet", "--score", "nps"], "the engine stopped"),
    (["*.parquet", "--score", "nps", "-o", "counts.csv"], "the engine stopped"),
    (["", "--score", "nps"], "is a folder"),
    (["*", "--score", "nps"], "are no single table"),
    (["lacks-*.csv", "--score", "nps"], '"lacks-2.csv" lacks column "nps"'),
    (["lacks-*.csv", "--score", "nps", "--date", "day"], '"lacks-1.csv" lacks column'),
    (["fold-*.csv", "--score", "Città"], '"fold-2.csv" lacks column "Città"'),
    (["bare.duckdb", "--score", "nps"], "this database shows no table"),
    (["bare.duckdb", "--score", "nps", "--table", "x"], "shows no table"),
    (["x" * 300 + ".csv", "--score", "nps"], 'no file matches "xxx'),
    (["t'", "--score", "nps", "--sql", "duckdb"], "is the name of a table"),
    (["twice.csv", "--score", "nps"], 'several columns "nps"'),
    (["latin.csv", "--score", "nps"], '"latin.csv" is not in UTF-8'),
    (["late.csv", "--score", "nps", "--weight", "w"], 'line 30002 of "late.csv"'),
    (["ragged.csv", "--score", "nps"], 'line 30002 of "ragged.csv" is not like'),
    (["nothing.csv", "--score", "nps"], '"nothing.csv" is empty'),
    (["gaps.csv", "--score", "nps", "-o", "counts.csv"], "none of 2 rows is an answer"),
    (["t", "--score", "nps", "--sql", "spark", "-o", "counts.csv"], "--output says"),
    (["t", "--score", "nps", "--sql", "spark", "--scale", "0-10"], "--scale says"),
    (["answers.csv", "--score", "nps", "--scale", "nan-10"], "write it like 0-10"),
]
LONG = "nps,w\n" + 30_000 * "9,1.5\n"  # longer than DuckDB looks ahead
ODD = {
    "latin.csv": "nps,segment\n9,Caffè\n",
    "late.csv": LONG + "9,x\n",
    "ragged.csv": LONG + "9\n",
    "lacks-1.csv": "nps\n9\n",
    "lacks-2.csv": "score,day\n8,2026-01-02\n",
    "fold-1.csv": "Città\n9\n",
    "fold-2.csv": "CITTÀ\n8\n",  # to DuckDB another column
    "twice.csv": "nps,nps\n9,3\n",
    "nothing.csv": "",
    "gaps.csv": "nps\n\n\n",
}


@pytest.mark.parametrize(
    "source",
    [
        "postgres://eva:hunter2@127.0.0.1:{}/db",
        "mysql:host=127.0.0.1 port={} user=eva passwd=hunter2",
    ],
)
def test_a_server_that_says_nothing(source, monkeypatch):
    """A port behind which nobody speaks: a sentence, and no wait without an end."""
    monkeypatch.setattr(databases, "PATIENCE", 3.0)
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(CxError, match=r"the engine stopped \(TimeoutError\)") as said,
    ):
        opened(source.format(silent.getsockname()[1]), None, ["nps"])

    assert "hunter2" not in str(said.value)


@pytest.mark.parametrize(("arguments", "said"), REFUSED)
def test_refusals_are_one_sentence_and_write_nothing(sources, arguments, said):
    """Exit code 2, no traceback, no file."""
    whole = (sources / "part-1.parquet").read_bytes()
    (sources / "broken.parquet").write_bytes(whole[:-40])
    for name, held in ODD.items():
        encoding = "latin-1" if name == "latin.csv" else "utf-8"
        (sources / name).write_text(held, encoding)
    duckdb.connect(str(sources / "bare.duckdb")).close()
    before = sorted(sources.iterdir())
    source, *rest = arguments

    ran = run(sources / source, *rest)

    assert 2 == ran.returncode, ran.stderr
    assert "Traceback" not in ran.stderr
    assert 1 == len(ran.stderr.strip().splitlines()), ran.stderr
    assert said in ran.stderr
    assert before == sorted(sources.iterdir())


def test_no_file_of_the_source_is_written_over(sources):
    """Counts in place of the answers of a month: the pattern names it, too."""
    held = (sources / "part-1.parquet").read_bytes()

    ran = run(
        sources / "part-*.parquet", "--score", "nps", "-o", sources / "part-1.parquet"
    )

    assert "part-1.parquet is the source itself" in ran.stderr
    assert held == (sources / "part-1.parquet").read_bytes()


def test_rows_that_a_cell_refuses_stop_the_run_unless_told(sources):
    """Nothing is written; with --leave-out the reasons stand beside the counts."""
    path, target = sources / "odd.csv", sources / "counts.csv"
    path.write_text("nps\n9\n85%\n99\n99\n", "utf-8")
    asked = [path, "--score", "nps", "--scale", "0-10", "-o", target]

    stopped = run(*asked)
    assert 2 == stopped.returncode
    assert "of 4 rows 3 can not be counted, first 2" in stopped.stderr
    assert not target.exists()
    reported = run(*asked, "--leave-out")
    assert 0 == reported.returncode
    assert "2 × score: 99 is off the 0-10 scale" in reported.stderr  # noqa: RUF001
    assert "score,n,weight,squares\n9.0,1,1,1\n" == target.read_text("utf-8")


def test_dates_are_never_guessed(sources):
    """01/02/2026 is January or February: text, and no date."""
    (sources / "odd.csv").write_text("nps,day\n9,01/02/2026\n8,13/02/2026\n", "utf-8")

    ran = run(sources / "odd.csv", "--score", "nps", "--date", "day", "--period", "M")

    assert 2 == ran.returncode
    assert "a date is needed" in ran.stderr


def test_text_of_iso_dates_is_dates(tmp_path):
    """SQLite has no other; one date written otherwise makes all of them text."""
    path = tmp_path / "answers.sqlite"
    lite = sqlite3.connect(path)
    lite.execute("CREATE TABLE answers (nps INTEGER, day TEXT)")
    rows = [(9, "2026-01-31"), (8, "2026-02-01T23:59:59"), (7, ""), (6, None)]
    lite.executemany("INSERT INTO answers VALUES (?, ?)", rows)
    lite.commit()
    asked = [path, "--score", "nps", "--date", "day", "--period", "month"]

    ran = run(*asked)
    lite.execute("INSERT INTO answers VALUES (5, '2026-02-30')")
    lite.commit()
    stopped = run(*asked)

    assert "2026-01-01,9,1,1,1\n2026-02-01,8,1,1,1\n" in ran.stdout
    assert "rows with a gap: 2." in ran.stderr
    assert 2 == stopped.returncode
    assert "a date is needed, such as 2026-01-31" in stopped.stderr
    lite.close()


SECRETS = [
    "postgres://me:hunter2@localhost:1/x",
    "postgres:host=localhost port=1 password=hunter2",
    "mysql://me:hunter2@localhost:1/x",
    "mysql:host=localhost port=1 password=hunter2",
]


@pytest.mark.parametrize("source", SECRETS)
def test_credentials_are_never_shown(source, tmp_path):
    """Neither in the sentence nor in a file, whatever the engine says of them."""
    target = tmp_path / "counts.csv"  # in a process: engines also write by themselves

    ran = typed.started("tally", source, "--score", "nps", "-o", target)

    assert 2 == ran.returncode, ran.stderr
    assert "hunter2" not in ran.stdout + ran.stderr
    assert [] == list(tmp_path.iterdir())


MISTYPED = [
    ["md:cx?motherduck_token=hunter2"],
    ["jdbc:postgresql://localhost/x?password=hunter2"],
    ["host=localhost password='hunter2' dbname=x"],  # postgres: is missing
    ["me:hunter2@localhost"],
    ["postgres:host=localhost", "password=hunter2"],  # without quotes
    ["postgres://me:hunter2@localhost/x", "--sql", "spark"],
    ["host=localhost password=hunter2", "--sql", "duckdb"],
    ["answers", "--table", "u@hunter2", "--sql", "duckdb"],
    ["host=localhost password=ab/cdhunter2 dbname=x"],
    [r"host=localhost password='it\'s hunter2'"],
    ["host=localhost password=a,b;c&hunter2"],
    ["./me:ab/c hunter2@localhost"],
]


@pytest.mark.parametrize("typed_", MISTYPED)
@pytest.mark.parametrize("lang", ["en", "it"])
def test_nor_are_those_that_were_typed_in_the_wrong_place(typed_, lang):
    """What cannot be read is not repeated as it was typed."""
    ran = run(*typed_, "--score", "nps", lang=lang)

    assert 2 == ran.returncode, ran.stderr
    assert "hunter2" not in ran.stdout + ran.stderr


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_query_is_written_for_each_dialect(dialect):
    """One SELECT, and no function that a warehouse lacks."""
    query = Query("nps", ("segment", "Lingua parlata"), "answered", "M", "w")
    text = written(query, "sales.answers", dialect)

    assert text.startswith("SELECT")
    assert 1 == text.count("GROUP BY")
    assert "TIMESTAMP_TRUNC" not in text
    assert "Lingua parlata" in text


def test_reserved_words_are_quoted_in_the_query():
    """And no others: quotes would fix the case of a name."""
    query = Query("select", ("Group", "Web"), "from", "M")

    postgres = written(query, "answers", "postgres")
    assert '"Group"' in postgres
    assert '"select" AS score' in postgres
    assert 'CAST("from" AS DATE)' in postgres
    assert "  Web,\n" in postgres
    duck = duckdb.connect()
    duck.execute('CREATE TABLE answers ("select" INT, "Group" TEXT, Web TEXT)')
    duck.execute(written(Query("select", ("Group", "Web")), "answers", "duckdb"))


@pytest.mark.parametrize("unit", ["D", "M", "Q", "Y"])
def test_the_query_counts_what_the_frame_counts(unit):
    """DuckDB runs the text; its counts are those of the other way."""
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE answers AS SELECT (i * 7919) % 11 AS nps, ['A', 'B'][1 + i % 2] "
        "AS segment, DATE '2025-11-20' + (i % 400)::INTEGER AS answered, "
        "(i % 5) / 2 AS w FROM range(5000) t(i)"
    )
    query = Query("nps", ("segment",), "answered", unit, "w")
    found = tallies(
        connection.table("answers"), "nps", "segment", "answered", unit, "w"
    )

    rows = connection.execute(written(query, "answers", "duckdb")).fetchall()
    assert {row[:6] for row in rows} == {
        (*key, score, *mass)
        for key, tally in found.groups.items()
        for score, mass in tally.masses.items()
    }


def test_weeks_are_written_as_days():
    """BigQuery's week begins on Sunday: days are pooled by who knows ISO's."""
    days = written(Query("nps", (), "answered", "D"), "answers", "bigquery")

    assert days == written(Query("nps", (), "answered", "W"), "answers", "bigquery")


def test_the_help_speaks_both_languages():
    """As every command does."""
    assert "Conta le risposte" in run("--help", lang="it").stdout
    assert cx_xl.__version__
