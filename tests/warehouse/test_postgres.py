"""A real Postgres server, started and stopped here: counts, secrets, broken lines."""

import os
import pwd
import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path
from traceback import format_exception

import duckdb
import pytest

from cx_xl import tallies
from cx_xl.errors import CxError
from cx_xl.warehouse import databases, sources
from cx_xl.warehouse.query import Query
from cx_xl.warehouse.sql import written
from tests.warehouse.cluster import free_port
from tests.warehouse.test_tally_command import ASKED, COUNTS, run

TOOLS = max(Path("/usr/lib/postgresql").glob("*/bin"))
SECRET = "hunter2"  # noqa: S105 - of a server that lives for a minute
MADE = """
CREATE TABLE answers (nps text, segment text, answered date, w double precision);
INSERT INTO answers VALUES ('9', 'Web', '2026-01-02', 1),
('10 - top', 'web', '2026-01-30', 2), ('7,5', 'Shop', '2026-02-01', 0.5),
(NULL, 'Shop', '2026-02-01', 1), ('3', '007', '2026-02-02', 1.5);
CREATE TABLE scores AS SELECT i * 7919 % 11 AS nps, 'S' || i % 3 AS "Segmento di chi",
DATE '2025-11-20' + i % 400 AS answered, (i % 5) / 2.0 AS w
FROM generate_series(1, 5000) i;
"""


def of_server(*command, **options):
    """Run a tool as the user of the server, which is never root."""
    as_other = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    name, *arguments = map(str, command)
    subprocess.run(  # noqa: S603 - our own command
        [*as_other, str(TOOLS / name), *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
        **options,
    )


@pytest.fixture(scope="module")
def server():
    """Start a server that asks for a password; give its port and how to stop it."""
    folder = Path(tempfile.mkdtemp(prefix="cx"))
    password = folder / "password"
    password.write_text(SECRET, "utf-8")
    if os.getuid() == 0:
        owner = pwd.getpwnam("postgres")
        for path in (folder, password):
            os.chown(path, owner.pw_uid, owner.pw_gid)
    data, port = folder / "data", free_port()
    asked = ("-A", "scram-sha-256", "-U", "cx", f"--pwfile={password}", "-E", "UTF8")
    of_server("initdb", "-D", data, "--no-sync", *asked)
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    control = ("pg_ctl", "-D", data, "-w", "-l", folder / "log")
    of_server(*control, "-o", options, "start")

    def stop():
        of_server(*control, "-m", "immediate", "stop")

    psql = [str(TOOLS / "psql"), "-q", "-h", "127.0.0.1", "-p", str(port), "-U", "cx"]
    own = {**os.environ, "PGPASSWORD": SECRET}
    subprocess.run(  # noqa: S603 - our own command
        [*psql, "postgres"], input=MADE, text=True, check=True, env=own
    )
    yield port, stop
    if (data / "postmaster.pid").exists():
        stop()
    shutil.rmtree(folder)


def address(port, password=SECRET):
    return f"postgres://cx:{password}@127.0.0.1:{port}/postgres"


def test_the_counts_are_those_of_other_sources(server):
    """Labels, decimal commas, zeros in front: as from files."""
    asked = ["--table", "answers", *ASKED, "--weight", "w"]

    ran = run(address(server[0]), *asked)

    assert COUNTS == ran.stdout, ran.stderr
    assert SECRET not in ran.stderr


def test_a_password_of_the_environment_needs_no_word(server, monkeypatch):
    """As Postgres's own tools take it."""
    monkeypatch.setenv("PGPASSWORD", SECRET)
    source = f"postgres:host=127.0.0.1 port={server[0]} user=cx dbname=postgres"

    ran = run(source, "--table", "public.answers", *ASKED, "--weight", "w")

    assert COUNTS == ran.stdout, ran.stderr


@pytest.mark.parametrize(
    "place",
    ["postgres://cx:{}@127.0.0.1:{}/x", "postgres:host=127.0.0.1 password={} port={}"],
)
def test_a_refused_password_is_never_shown(server, tmp_path, place):
    """The server names user and base, the driver its connection; we name neither."""
    source = place.format("wrong-pass-word", server[0])

    ran = run(source, "--score", "nps", "-o", tmp_path / "counts.csv")

    assert 2 == ran.returncode
    assert "the engine stopped" in ran.stderr
    assert 1 == len(ran.stderr.strip().splitlines())
    assert "wrong-pass-word" not in ran.stdout + ran.stderr
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize("unit", ["D", "M", "Q", "Y"])
def test_the_printed_query_counts_what_we_count(server, unit):
    """Postgres runs the text of `--sql postgres`."""
    query = Query("nps", ("Segmento di chi",), "answered", unit, "w")
    text = written(query, "scores", "postgres").replace("'", "''")
    relation = sources.opened(address(server[0]), "scores", [])
    names = ("nps", "Segmento di chi", "answered", unit, "w")

    found = tallies(relation, *names)

    connection = duckdb.connect()
    databases.load_extension(connection, "postgres")
    place = address(server[0])
    connection.execute(f"ATTACH '{place}' AS own (TYPE postgres, READ_ONLY)")
    rows = connection.execute(f"FROM postgres_query('own', '{text}')").fetchall()
    assert {row[:6] for row in rows} == {
        (*key, score, *mass)
        for key, tally in found.groups.items()
        for score, mass in tally.masses.items()
    }


def test_ibis_reads_it(server):
    """Through ibis Postgres itself groups."""
    import ibis  # noqa: PLC0415 - an extra that the lane installs

    own = {"host": "127.0.0.1", "port": server[0], "user": "cx", "password": SECRET}
    connection = ibis.postgres.connect(**own, database="postgres")

    counted = tallies(
        connection.table("answers"), "nps", "segment", "answered", weight="w"
    )

    connection.disconnect()
    shop = ("Shop", date(2026, 2, 1))
    assert [("007", date(2026, 2, 1)), shop, ("Web", date(2026, 1, 1))] == list(counted)
    assert 0.5 == counted[shop].weight


def test_a_server_that_is_gone(server):
    """The connection breaks between opening and counting: one sentence, no secret."""
    relation = sources.opened(address(server[0]), "scores", [])
    server[1]()

    with pytest.raises(CxError, match="the engine stopped") as caught:
        tallies(relation, "nps")

    assert SECRET not in "".join(format_exception(caught.value))
