"""
Time and memory of tallies beside a bare GROUP BY: `python scale_of_tallies.py [rows]`.

Answers are made once as parquet by DuckDB itself; each way runs in a process of its
own, so that the peak of memory is its own.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

MADE = """
COPY (SELECT (hash(i) % 11)::TINYINT AS nps, 'S' || hash(i + 7) % 30 AS segment,
DATE '2024-01-01' + (hash(i + 13) % 730)::INTEGER AS answered,
0.5 + hash(i + 17) % 4 AS w FROM range({rows}) t(i)) TO '{path}'
"""
BARE = """
SELECT nps, segment, date_trunc('month', answered) AS month, count(*) FROM '{path}'
GROUP BY ALL
"""


def bare(path):
    return sum(row[-1] for row in duckdb.sql(BARE.format(path=path)).fetchall())


def ours(path):
    from cx_xl import tallies  # noqa: PLC0415 - loaded in its own process

    frame = duckdb.read_parquet(path)
    return tallies(frame, "nps", "segment", "answered").total().n


def weighted(path):
    from cx_xl import tallies  # noqa: PLC0415 - loaded in its own process

    frame = duckdb.read_parquet(path)
    return tallies(frame, "nps", "segment", "answered", weight="w").total().n


def pandas(path):
    from pandas import read_parquet  # noqa: PLC0415 - loaded in its own process

    from cx_xl import tallies  # noqa: PLC0415 - loaded in its own process

    frame = read_parquet(path)
    frame["answered"] = frame["answered"].astype("datetime64[s]")
    return tallies(frame, "nps", "segment", "answered").total().n


WAYS = {way.__name__: way for way in (bare, ours, weighted, pandas)}


def main():
    if sys.argv[1:2] == ["--way"]:
        way, path = sys.argv[2:]
        begin = time.perf_counter()
        n = WAYS[way](path)
        seconds = time.perf_counter() - begin
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{way:9} n={n:,} {seconds:6.2f} s {peak:7.0f} MB")  # noqa: T201
        return
    rows = int(sys.argv[1]) if sys.argv[1:] else 10_000_000
    ways = [way for way in WAYS if way != "pandas" or rows <= 10_000_000]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.parquet"
        duckdb.execute(MADE.format(rows=rows, path=path))
        for way in [*ways, *ways[:2]]:
            command = [sys.executable, __file__, "--way", way, str(path)]
            subprocess.run(command, check=True)  # noqa: S603 - our own command


if __name__ == "__main__":
    main()
