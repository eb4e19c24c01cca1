"""
CX_NPS over a million cells, beside the bare count and beside the usual pandas way.

Run: python -m pytest tests/bench/bench_nps.py --benchmark-group-by=group
Goal: at most 1.3 times the bare count, and faster than pandas.
"""

import random
from collections import Counter
from itertools import chain

import pandas as pd
import pytest

from cx_xl import call_function

CELLS = 1_000_000


def rows(columns, kind):
    scores = random.Random(1).choices(range(11), k=CELLS)
    cells = [kind(score) for score in scores]
    return [cells[i : i + columns] for i in range(0, CELLS, columns)]


@pytest.fixture(params=[(1, float), (1, int), (10, float)], ids=["A:A", "ints", "A:J"])
def block(request):
    return rows(*request.param)


def bare_count(block):
    return Counter(chain.from_iterable(block))


def cx_nps(block):
    return call_function("CX_NPS", block)


def pandas_way(block):
    scores = pd.to_numeric(pd.DataFrame(block).stack(), errors="coerce")  # noqa: PD013 - as people write it
    return 100 * ((scores >= 9).mean() - (scores <= 6).mean())


@pytest.mark.parametrize("way", [bare_count, cx_nps, pandas_way])
def test_a_million_cells(benchmark, block, way):
    benchmark.group = f"{len(block)} rows"
    assert benchmark(way, block)
