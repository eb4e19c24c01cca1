"""
Time and memory of purchase histories: `python scale_of_histories.py [customers]`.

Three invoices per customer on average, made as parquet by DuckDB: the more a customer
buys, the longer; some leave early; two in a hundred are returns. Each question runs in
a process of its own, so that the peak of memory is its own.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

MADE = """
COPY (WITH buying AS (
  SELECT i AS customer, 0.0 AS place, i AS key FROM range({n}) t(i) UNION ALL
  SELECT (pow(hash(i + 5) / 18446744073709551616.0, 2) * {n})::BIGINT % {n} AS customer,
  hash(i + 11) / 18446744073709551616.0 AS place, i + {n} AS key
  FROM range(2 * {n}) t(i))
SELECT customer, DATE '2024-01-01' + (hash(customer) % 365 + place *
  (730 - hash(customer) % 365) * pow(hash(customer + 3) / 18446744073709551616.0, 2)
  )::INTEGER AS day, CASE WHEN place > 0 AND hash(key + 23) % 50 = 0 THEN -1 ELSE 1 END
  * (5 + hash(key + 19) % 9500 / 100) AS amount FROM buying) TO '{path}'
"""


def fit(base, cx_xl):
    return cx_xl.bgnbd_fit(base), len(base.frequency)


def pareto(base, cx_xl):
    return cx_xl.bgnbd_fit(base, model="pnbd"), len(base.frequency)


def spend(base, cx_xl):
    return cx_xl.gg_fit(base), len(base.spending.frequency)


def cohorts(base, _):
    table = base.cohort("M", "revenue")
    return table.rows[0][:4], len(table.rows)


def scores(base, _):
    table = base.rfm_score()
    return table.rows[0], len(table.rows)


QUESTIONS = {each.__name__: each for each in (fit, pareto, spend, cohorts, scores)}


def one(question, path):
    import cx_xl  # noqa: PLC0415 - in its own process

    begin, used = time.perf_counter(), time.process_time()
    base = cx_xl.histories(duckdb.read_parquet(path), "customer", "day", "amount")
    found, rows = QUESTIONS[question](base, cx_xl)
    wall, cpu = time.perf_counter() - begin, time.process_time() - used
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(  # noqa: T201
        f"{question:8} wall {wall:7.1f} CPU {cpu:7.1f} s  peak {peak:6.0f} MB  "
        f"{rows:,} rows: {str(found)[:120]}",
        flush=True,
    )


def main():
    if sys.argv[1:2] == ["--question"]:
        one(*sys.argv[2:])
        return
    customers = int(sys.argv[1]) if sys.argv[1:] else 10_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "invoices.parquet"
        duckdb.execute(MADE.format(n=customers, path=path))
        for question in QUESTIONS:
            command = [sys.executable, __file__, "--question", question, str(path)]
            subprocess.run(command, check=True)  # noqa: S603 - our own command


if __name__ == "__main__":
    main()
