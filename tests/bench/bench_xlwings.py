"""
CX_NPS through xlwings, beside the same KPI as a usual xlwings function with pandas.

Run: python -m pytest tests/bench/bench_xlwings.py --benchmark-group-by=group
Goal: at least 3 times faster with 1,000,000 cells.

Both go through xlwings' own `CallUDF` with the values that COM hands over; what COM
itself costs is not in it, and is the same for both.
"""

import random
import sys
from types import ModuleType

import pandas as pd
import pytest
import xlwings

from tests.hosts import excel_stand_in
from tests.hosts.excel_stand_in import OMITTED, UDFS

USUAL = "usual_functions"


def usual_nps(scores):
    """The KPI as the documentation of xlwings would have it written."""
    answers = pd.to_numeric(scores[0], errors="coerce").dropna()
    return 100 * ((answers >= 9).mean() - (answers <= 6).mean())


@pytest.fixture(scope="module", name="ways")
def fixture_ways():
    with excel_stand_in.running() as call, pytest.MonkeyPatch.context() as patch:
        module = ModuleType(USUAL)
        module.__file__ = __file__
        as_frame = xlwings.arg("scores", pd.DataFrame, index=False, header=False)
        module.usual_nps = xlwings.func(as_frame(usual_nps))
        patch.setitem(sys.modules, USUAL, module)
        yield {
            "cx_xl": lambda cells: call(UDFS, "CX_NPS", (cells, OMITTED, OMITTED)),
            "pandas": lambda cells: call(USUAL, "usual_nps", (cells,)),
        }


@pytest.mark.parametrize("way", ["cx_xl", "pandas"])
@pytest.mark.parametrize("cells", [1, 10_000, 1_000_000])
def test_one_call(benchmark, ways, way, cells):
    draw = random.Random(cells)
    column = tuple((float(draw.randint(0, 10)),) for _ in range(cells))
    expected = 100 * sum((s >= 9) - (s <= 6) for (s,) in column) / cells
    benchmark.group = f"{cells:,} cells"

    answered = benchmark.pedantic(ways[way], args=(column,), rounds=5, warmup_rounds=1)

    assert expected == pytest.approx(answered, abs=1e-9)
