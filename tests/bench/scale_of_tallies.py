"""
Time and memory of tallies beside a bare GROUP BY.

`python scale_of_tallies.py --rows 100000000` measures the ways in turn, several times;
`--growth FILE` measures growth with rows and with segments, as CSV. Answers are made
as parquet by DuckDB itself; each run has a process of its own, so that the peak of
memory is its own. Libraries are loaded before the clock starts.
"""

import argparse
import csv
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

MADE = """
COPY (SELECT (hash(i) % 11)::TINYINT AS nps, 'S' || hash(i + 7) % {segments} AS segment,
DATE '2024-01-01' + (hash(i + 13) % 730)::INTEGER AS answered,
0.5 + hash(i + 17) % 4 AS w FROM range({rows}) t(i)) TO '{path}'
"""
BARE = """
SELECT nps, segment, date_trunc('month', answered) AS month, count(*) FROM '{path}'
GROUP BY ALL
"""
MOST_IN_PANDAS = 10_000_000
SEGMENTS = 30
GROWTH = [(rows * 1_000_000, SEGMENTS) for rows in (1, 3, 10, 30)]
GROWTH += [(10_000_000, segments) for segments in (3, 300, 3_000)]


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

    frame = read_parquet(path)
    month = frame["answered"].astype("datetime64[s]").dt.to_period("M")
    return int(frame.groupby(["nps", "segment", month]).size().sum())


WAYS = {way.__name__: way for way in (bare, ours, weighted, pandas)}


def warm(way):
    """Load the libraries of a way on a handful of answers."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "few.parquet")
        duckdb.execute(MADE.format(rows=100, segments=2, path=path))
        WAYS[way](path)


def one(way, path):
    """Run a way once, here; print rows, wall and CPU seconds, and the peak in MB."""
    warm(way)
    begin, used = time.perf_counter(), time.process_time()
    n = WAYS[way](path)
    wall, cpu = time.perf_counter() - begin, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(n, wall, cpu, peak)  # noqa: T201


def measured(ways, path, times):
    """Run *ways* in turn; return wall, CPU and peak of each run of each."""
    found = {way: [] for way in ways}
    for _ in range(times):
        for way in ways:
            command = [sys.executable, __file__, "--way", way, "--path", str(path)]
            ran = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - our own command
            found[way].append(tuple(map(float, ran.stdout.split()))[1:])
    return found


def shown(found):
    """Print minimum and median of each way, and what it takes beside the bare one."""
    least = {way: min(cpu for _, cpu, _ in runs) for way, runs in found.items()}
    for way, runs in found.items():
        walls, cpus, peaks = zip(*runs, strict=True)
        print(  # noqa: T201
            f"{way:9} wall min {min(walls):7.2f} median {statistics.median(walls):7.2f}"
            f"  CPU min {min(cpus):7.2f} median {statistics.median(cpus):7.2f} s"
            f"  peak {max(peaks):6.0f} MB  x{least[way] / least['bare']:.2f}"
        )


def grown(target, times):
    """Write how time grows with rows and with segments."""
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("rows", "segments", "way", "cpu_s", "peak_mb"))
        for rows, segments in GROWTH:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "answers.parquet"
                made = MADE.format(rows=rows, segments=segments, path=path)
                duckdb.execute(made)
                own = rows <= MOST_IN_PANDAS and segments == SEGMENTS
                ways = ["bare", "ours", *(["pandas"] if own else [])]
                for way, runs in measured(ways, path, times).items():
                    cpu, peak = min(r[1] for r in runs), max(r[2] for r in runs)
                    cells = (rows, segments, way, f"{cpu:.3f}", f"{peak:.0f}")
                    writer.writerow(cells)
                    stream.flush()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--growth", type=Path)
    parser.add_argument("--way")
    parser.add_argument("--path")
    asked = parser.parse_args()
    if asked.way:
        one(asked.way, asked.path)
    elif asked.growth:
        grown(asked.growth, asked.times)
    else:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "answers.parquet"
            duckdb.execute(MADE.format(rows=asked.rows, segments=SEGMENTS, path=path))
            print(f"{asked.rows:,} rows, {path.stat().st_size / 1e6:,.0f} MB")  # noqa: T201
            ways = [w for w in WAYS if w != "pandas" or asked.rows <= MOST_IN_PANDAS]
            shown(measured(ways, path, asked.times))


if __name__ == "__main__":
    main()
