"""
What runs in a process of its own: a line asks for a book, a line says what it gives.

A file that ends this process, or needs all its memory, takes nothing else along.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import date

from cx_xl.files.limits import limit_memory
from cx_xl.reports.rollup.book_reading import read
from cx_xl.reports.rollup.extract import Outcome
from cx_xl.reports.rollup.why_left_out import ReaderFault, left_out

MEMORY = 2 << 30  # bytes of data; books need a tenth
WORN = 400 << 20  # bytes after which a new process takes over: memory is not given back
LAST = "!"  # in front of the last answer of a process


def main() -> None:
    """Answer each line of standard input on what was standard output."""
    limit_memory("RLIMIT_DATA", MEMORY)
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # whatever libraries print must not look like an answer
    for line in sys.stdin.buffer:
        asked = json.loads(line)
        days = (date.fromisoformat(asked[key]) for key in ("month", "today"))
        try:
            outcome = read(asked["path"], asked["book"], *days)
        except Exception as fault:  # noqa: BLE001 - one book must not stop the others
            why = ReaderFault(kind=type(fault).__name__)
            outcome = Outcome(left_out=left_out(asked["book"], why))
        worn = LAST if _peak() > WORN else ""
        text = json.dumps(outcome.model_dump(mode="json"))
        print(f"{worn}{text}", file=answers, flush=True)
        if worn:
            return


def _peak() -> int:
    """Return how many bytes this process ever held; 0 where nobody tells."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak << 10


if __name__ == "__main__":
    main()
