"""
Time and memory of adding many books up: `python scale_of_rollups.py [books] [answers]`.

The books are made once, in a folder for temporary files; each roll-up runs as its user
runs it, and the peak of memory of the command and of its readers is told by the system.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from cx_xl.files.saving import save
from tests.reports.rollup_books import book

SMALL = 0.1  # of all books, to see whether memory grows with their number


def stores(folder, count, size):
    """Write so many stores with so many answers each, no two alike."""
    folder.mkdir()
    for number in range(count):
        drawn = random.Random(number)
        share = drawn.uniform(0.3, 0.5)
        scores = [
            (10 if drawn.random() < share else drawn.randrange(10), 4, 6)
            for _ in range(size)
        ]
        start, invited = drawn.randrange(500, 5000), drawn.randrange(size, 4 * size)
        inputs = {"start": start, "lost": drawn.randrange(50), "invited": invited}
        package = book(scores, **inputs)
        save(folder / f"store {number:05}.xlsx", package.container.data)


def run(folder, target):
    """Roll a folder up; return seconds, CPU seconds and the peaks in MB."""
    words = ("rollup", folder, "-o", target, "--month", "2026-10", "--replace")
    code = (
        "import resource, sys\n"
        "from cx_xl.commands import main\n"
        "try:\n    main()\n"
        "finally:\n"
        "    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):\n"
        "        used = resource.getrusage(who)\n"
        "        print(used.ru_maxrss >> 10, file=sys.stderr)\n"
    )
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", code, *map(str, words)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    seconds, after = (
        time.perf_counter() - started,
        resource.getrusage(resource.RUSAGE_CHILDREN),
    )
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    command, reader = map(int, done.stderr.split()[-2:])
    return seconds, cpu, command, reader


def main():
    count, size = (int(n) for n in (*sys.argv[1:], 1000, 300)[:2])
    with tempfile.TemporaryDirectory() as place:
        for books in (int(SMALL * count), count):
            folder = Path(place, f"{books}")
            stores(folder, books, size)
            seconds, cpu, command, reader = run(folder, Path(place, f"{books}.xlsx"))
            sys.stdout.write(
                f"{books} books of {size} answers: {seconds:.0f} s, {cpu:.0f} s CPU; "
                f"at most {command} MB, and {reader} MB per reader\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main()
