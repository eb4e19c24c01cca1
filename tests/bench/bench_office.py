"""
How long the Office add-in takes in Chromium: `python -m tests.bench.bench_office`.

From opening the page to the first result, with a browser that has nothing; then NPS of
100,000 cells, without a 0 (nothing is asked of Excel) and with zeros and gaps.
"""

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from cx_xl.hosts.office.web_folder import OFFICE_JS, policy
from tests.hosts.browser import build, running

FOUR = {"cells": [[10], [9], [8], [6]]}
MANY = """async (low) => {
  const cell = (i) => (low ? i % 11 || (i % 2 ? 0 : null) : 1 + (i % 10));
  const cells = Array.from({ length: 100000 }, (_, i) => [cell(i)]);
  const start = performance.now();
  await cxCall("CX_NPS", [{ cells }], 0);
  return performance.now() - start;
}"""


def main() -> None:
    """Measure and print."""
    with TemporaryDirectory() as name:
        build(Path(name))
        with running(Path(name), policy(OFFICE_JS)) as browser:
            firsts = []
            for _ in range(3):
                start = perf_counter()
                browser.open()
                browser.call("CX_NPS", [FOUR])
                firsts.append(perf_counter() - start)
            print(f"first result: {median(firsts):.1f} s")  # noqa: T201
            for what, low in {"no zeros": False, "zeros and gaps": True}.items():
                times = [browser.run(MANY, low) for _ in range(5)]
                print(f"100,000 cells, {what}: {median(times):.0f} ms")  # noqa: T201


if __name__ == "__main__":
    main()
