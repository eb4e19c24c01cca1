"""
`calc --check` and `--full` beside calamine's reading and the engine's own work.

    python -m pytest tests/bench/bench_files.py -s

48 CX_NPS_IFS with three pairs of criteria and one CX_NPS of a whole column, over
answers with blanks, dates, texts and ids; for --full, ten ordinary COUNTIFS beside
them. Each runs in a process of its own. Goals: --check at 50,000 and 500,000 rows at
most three times the reading plus 0.1 s per ten calls, and under 0.6 GB at 500,000;
--full no slower than the engine alone plus that; a million rows pass. formulon alone
refuses sheets of more than 100 MB, some 450,000 rows, so beyond that --full is measured
without a goal.
"""

import subprocess
import sys
from itertools import product

import pytest
import xlsxwriter

CHANNELS, COUNTRIES, PRODUCTS = ("Web", "Shop", "Phone", "App"), "IT DE FR ES", "ABC"
CALLS = 49
_MEASURED = """
import sys, time
{imports}
before = time.process_time()
{work}
seconds = time.process_time() - before
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(seconds, int(status["VmHWM"].split()[0]) / 1e6)  # ru_maxrss is also the parent's
"""
READING = {
    "imports": "import python_calamine",
    "work": "book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])\n"
    "rows = [book.get_sheet_by_name(s).to_python() for s in book.sheet_names]",
}
ENGINE = {  # the engine alone, which answers none of our calls
    "imports": "from formulon import Workbook\n"
    "from cx_xl.headless.engine.wasm import MACHINE\n"
    "MACHINE.start()",
    "work": "book = Workbook.load(open(sys.argv[1], 'rb').read())\nbook.recalc()",
}
FULL = {
    "imports": "from cx_xl import open_workbook\n"
    "from cx_xl.headless.engine.wasm import MACHINE\n"
    "MACHINE.start()",
    "work": "report = open_workbook(sys.argv[1]).check(full=True, region='en-US')\n"
    "assert not report.not_computable",
}
CHECKING = {
    "imports": "from cx_xl import open_workbook",
    "work": "report = open_workbook(sys.argv[1]).check()\n"
    f"assert len(report.cells) == {CALLS}",
}


@pytest.mark.parametrize("rows", [50_000, 500_000, 1_000_000])
def test_check_beside_reading(tmp_path, rows, capsys):
    """Both numbers side by side, and the goal."""
    path = tmp_path / "book.xlsx"
    build(path, rows)
    reading, _ = measured(READING, path)
    checking, memory = measured(CHECKING, path)
    goal = 3 * reading + 0.1 * CALLS / 10
    with capsys.disabled():
        print(  # noqa: T201 - the result
            f"\n{rows:9,} rows: calamine reads in {reading:.2f} s, --check takes "
            f"{checking:.2f} s (goal {goal:.2f}) and {memory:.2f} GB",
            end="",
        )
    assert checking < goal
    assert rows > 500_000 or memory < 0.6


@pytest.mark.parametrize("rows", [50_000, 400_000, 500_000, 1_000_000])
def test_full_beside_the_engine(tmp_path, rows, capsys):
    """The engine loads and calculates the same file; it answers none of our calls."""
    path = tmp_path / "book.xlsx"
    build(path, rows, ordinary=10)
    reading, _ = measured(READING, path)
    full, memory = measured(FULL, path)
    goal = None
    if rows <= 400_000:
        engine, _ = measured(ENGINE, path)
        goal = engine + 3 * reading + 0.1 * CALLS / 10
    with capsys.disabled():
        print(  # noqa: T201 - the result
            f"\n{rows:9,} rows: --full takes {full:.2f} s (goal {goal or 0:.2f}) and "
            f"{memory:.2f} GB",
            end="",
        )
    assert goal is None or full < goal


def measured(task, path):
    """CPU seconds and gigabytes of one task in a new process."""
    script = _MEASURED.format(**task)
    command = [sys.executable, "-c", script, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    return list(map(float, done.stdout.split()))


def build(path, rows, ordinary=0):
    """Write the answers and, on a sheet of their own, calls and ordinary formulas."""
    options = {"constant_memory": rows > 500_000}  # texts then lie in their cells
    with xlsxwriter.Workbook(path, options) as book:
        data, kpi = book.add_worksheet("Data"), book.add_worksheet("KPI")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        data.write_row(0, 0, ["day", "score", "channel", "country", "product", "id"])
        for row in range(1, rows + 1):
            data.write_number(row, 0, 45_000 + row % 700, day)
            if row % 17:
                data.write_number(row, 1, row * 7 % 11)
            data.write_string(row, 2, CHANNELS[row % 4])
            data.write_string(row, 3, COUNTRIES.split()[row // 4 % 4])
            data.write_string(row, 4, PRODUCTS[row // 16 % 3])
            data.write_number(row, 5, row)
        kpi.write_formula(0, 0, "=CX_NPS(Data!B:B)", None, 1)
        ranges = [f"Data!${c}$2:${c}${rows + 1}" for c in "BCDE"]
        segments = product(CHANNELS, COUNTRIES.split(), PRODUCTS)
        for line, names in enumerate(segments, start=1):
            pairs = zip(ranges[1:], names, strict=True)
            criteria = ",".join(f'{cells},"{name}"' for cells, name in pairs)
            kpi.write_formula(line, 0, f"=CX_NPS_IFS({ranges[0]},{criteria})", None, 1)
        for line in range(ordinary):
            text = f'=COUNTIFS(Data!B:B,">={line}",Data!C:C,"{CHANNELS[line % 4]}")'
            kpi.write_formula(line, 2, text, None, 1)
