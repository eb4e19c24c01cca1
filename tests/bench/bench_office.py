"""
How long the Office add-in takes in Chromium: `python -m tests.bench.bench_office`.

From opening the page to the first result, with a browser that has nothing; then NPS of
100,000 cells, without a 0 (nothing is asked of Excel) and with zeros and gaps; last the
first fit of a model, which loads NumPy and SciPy, and the next one. Beside the time on
the clock, the CPU time of all processes of the browser: the first result uses two
cores, and on a busy computer only the CPU time says something.
"""

import os
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from cx_xl.hosts.office.page_files import OFFICE_JS, policy
from tests.hosts.browser import FULL, build, running

TICKS = os.sysconf("SC_CLK_TCK")
FOUR = {"cells": [[10], [9], [8], [6]]}
MANY = """async (low) => {
  const cell = (i) => (low ? i % 11 || (i % 2 ? 0 : null) : 1 + (i % 10));
  const cells = Array.from({ length: 100000 }, (_, i) => [cell(i)]);
  await cxCall("CX_NPS", [{ cells }], 0);
}"""


FIT = """async (seed) => {
  const rows = Array.from({ length: 1000 }, (_, i) => i);
  const column = (value) => ({ cells: rows.map((i) => [value(i)]) });
  const x = (i) => (i * seed) % 7;
  const tx = (i) => (x(i) ? 1 + ((i * 13) % 30) : 0);
  await cxCall("CX_BGNBD_FIT", [column(x), column(tx), column((i) => 31 + (i % 9))]);
}"""


def main() -> None:
    """Measure and print."""
    with TemporaryDirectory() as name:
        build(Path(name))
        with running(Path(name), policy(OFFICE_JS)) as browser:

            def first() -> None:
                browser.open()
                browser.call("CX_NPS", [FOUR])

            top = browser.process.pid
            report("first result", top, first, 3)
            for what, low in {"no zeros": False, "zeros and gaps": True}.items():
                one = lambda low=low: browser.run(MANY, low)  # noqa: E731
                report(f"100,000 cells, {what}", top, one, 5)
    with TemporaryDirectory() as name:
        build(Path(name), FULL)
        with running(Path(name), policy(OFFICE_JS)) as browser:
            browser.open()
            browser.ready()
            for what in ("first fit", "next fit"):
                fit = lambda what=what: browser.run(FIT, len(what))  # noqa: E731
                report(what, browser.process.pid, fit, 1)


def report(what: str, top: int, work: Callable[[], None], times: int) -> None:
    """Do *work* some times; print the median, and the least CPU time."""
    clocks, cpus = [], []
    for _ in range(times):
        began, used = perf_counter(), cpu(top)
        work()
        clocks.append(perf_counter() - began)
        cpus.append(cpu(top) - used)
    print(f"{what}: {median(clocks):.2f} s, CPU {min(cpus):.2f} s")  # noqa: T201


def cpu(top: int) -> float:
    """Return the CPU seconds of a process and of all below it, as Linux counts them."""
    children, used = defaultdict(list), {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, _, facts = path.read_text().rpartition(")")
        except OSError:
            continue  # it has ended
        _, parent, *rest = facts.split()
        pid = int(path.parent.name)
        children[int(parent)].append(pid)
        used[pid] = sum(map(int, rest[9:13]))  # its own, and of those that have ended
    waiting, ticks = [top], 0
    while waiting:
        pid = waiting.pop()
        ticks += used.get(pid, 0)
        waiting += children[pid]
    return ticks / TICKS


if __name__ == "__main__":
    main()
