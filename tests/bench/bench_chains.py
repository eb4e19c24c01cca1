"""
Calls that read one another: the time grows with their number, not with its square.

Run: python -m pytest tests/bench/bench_chains.py -s
Goal: 2,000 chained calls in ten seconds.
"""

from time import perf_counter

import pytest
import xlsxwriter

from cx_xl import open_workbook

CALLS = {"plain": "=CX_RATE(A{0},B{0})", "expression": "=CX_RATE(A{0}+0,B{0})"}


@pytest.mark.parametrize("kind", CALLS)
def test_a_chain(kind, tmp_path, capsys):
    """Seconds for 500, 1,000 and 2,000 calls."""
    seconds = [_seconds(CALLS[kind], n, tmp_path) for n in (500, 1000, 2000)]
    with capsys.disabled():
        print(f"\n{kind}: " + ", ".join(f"{s:.2f} s" for s in seconds), end="")  # noqa: T201 - the result
    assert seconds[-1] < 10


def _seconds(text, length, folder):
    path = folder / f"chain{length}.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("S")
        for row in range(1, length + 1):
            sheet.write_formula(f"A{row}", text.format(row + 1), None, 1)
            sheet.write_number(f"B{row + 1}", 1)
        sheet.write_number(f"A{length + 1}", 1)
    before = perf_counter()
    assert open_workbook(path).check(full=True).is_equal
    return perf_counter() - before
