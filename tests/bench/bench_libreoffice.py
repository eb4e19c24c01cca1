"""
Recalculation inside a real LibreOffice: our functions beside AVERAGEIFS.

    python -m pytest tests/bench/bench_libreoffice.py -s

1,000 formulas over 1,000 cells each, every formula over a range of its own. Prints
the seconds of one hard recalculation, and how often the time of AVERAGEIFS that is.
"""

import pytest

from cx_xl.errors import Code
from tests.hosts.cases import column

FORMULAS = CELLS = 1_000
WAYS = {
    "AVERAGEIFS": '=AVERAGEIFS({scores};{scores};">=0")',
    "AVERAGEIFS by channel": '=AVERAGEIFS({scores};{channels};"Web")',
    "SUMPRODUCT": "=SUMPRODUCT(({scores}>=9)-({scores}<=6))/COUNT({scores})",
    "CX_NPS": "=CX_NPS({scores})",
    "CX_NPS_IFS": '=CX_NPS_IFS({scores};{channels};"Web")',
    "CX_NPS of whole columns": "=CX_NPS($Data.$A:$A)",
}


def test_recalculation(bench_calc, capsys):
    """Every way gives numbers; the seconds are for people to read."""
    rows = FORMULAS + CELLS
    bench_calc.put(column(*(index * 7 % 11 for index in range(rows))))
    bench_calc.put(column(*("Web" if index % 3 else "Shop" for index in range(rows))))
    spans = [f"{top}:$Data.{{0}}{top + CELLS - 1}" for top in range(1, FORMULAS + 1)]
    seconds = {}
    for way, formula in WAYS.items():
        texts = [
            formula.format(
                scores="$Data.A" + span.format("A"),
                channels="$Data.B" + span.format("B"),
            )
            for span in spans
        ]
        seconds[way], (kind, last) = bench_calc.do("recalculate", formulas=texts)
        assert "number" == kind, (way, Code(last))
    with capsys.disabled():
        for way, taken in seconds.items():
            ratio = taken / seconds["AVERAGEIFS"]
            print(f"\n{way:24} {taken:7.3f} s   x {ratio:.1f}", end="")  # noqa: T201 - the result


@pytest.fixture
def bench_calc(tmp_path):
    from tests.hosts.calc import running  # noqa: PLC0415 - starts LibreOffice

    with running(tmp_path) as calc:
        yield calc
