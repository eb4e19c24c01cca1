"""
The first formula of a new process, once the compiled engine lies in the cache.

Run: python -m pytest tests/bench/bench_engine.py -s
Goal: at most half a second, imports not counted; seconds without the cache.
"""

import subprocess
import sys
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
FIRST = """
from time import perf_counter
from cx_xl.headless.engine.grammar import is_malformed
start = perf_counter()
is_malformed("1+1")
print(perf_counter() - start)
"""


def seconds():
    """Return how long the first formula of a process took."""
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", FIRST],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def test_the_first_formula(capsys):
    """The median of five processes."""
    seconds()  # fills the cache
    taken = median(seconds() for _ in range(5))
    with capsys.disabled():
        print(f"\nfirst formula: {taken:.3f} s", end="")  # noqa: T201 - the result
    assert taken < 0.5
