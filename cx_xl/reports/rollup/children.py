"""A few processes that answer lines with lines, and may die of one without harm."""

from __future__ import annotations

import subprocess
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from queue import SimpleQueue
from threading import Event, Timer
from typing import TYPE_CHECKING, NamedTuple

from cx_xl.files.own_python import COMMAND, environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LAST = b"!"  # in front of the last answer of a process


class Answer(NamedTuple):
    """
    What became of a line.

    Attributes:
        asked: the line.
        said: the answer; None if the process ended without one.
        is_late: it was ended, because it took too long.
    """

    asked: bytes
    said: bytes | None
    is_late: bool


class Child:
    """One process, started when the first line is asked, and again when it died."""

    def __init__(self, module: str, seconds: float) -> None:
        self.module, self.seconds = module, seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._is_over = False

    def ask(self, line: bytes) -> Answer:
        """Return the answer to one line."""
        process = self._running()
        if process is None or process.stdin is None or process.stdout is None:
            return Answer(line, None, is_late=False)
        is_late = Event()

        def end() -> None:
            is_late.set()  # first: what it kills may answer at this moment
            process.kill()

        late = Timer(self.seconds, end)
        late.start()
        try:
            with suppress(OSError):  # it died before it read the line
                process.stdin.write(line + b"\n")
                process.stdin.flush()
            said = process.stdout.readline()
        finally:
            late.cancel()
            late.join()
        if not said.endswith(b"\n"):
            self.forget()
            return Answer(line, None, is_late.is_set())
        if said.startswith(LAST) or is_late.is_set():
            self.forget()  # it answers no further line
        return Answer(line, said.removeprefix(LAST), is_late=False)

    def end(self) -> None:
        """End the process for good, whatever it is doing."""
        self._is_over = True
        if self._process:
            self._process.kill()

    def _running(self) -> subprocess.Popen[bytes] | None:
        if self._process is None and not self._is_over:
            self._process = subprocess.Popen(  # noqa: S603 - our own words, no shell
                [*COMMAND, self.module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
            )
        return self._process

    def forget(self) -> None:
        """Let go of a process that ends; the next line gets a new one."""
        process, self._process = self._process, None
        if process:
            process.kill()
            with process, suppress(OSError):  # what it never read cannot be flushed
                process.communicate()


def answers(
    lines: Iterable[bytes], module: str, processes: int, seconds: float
) -> Iterator[Answer]:
    """
    Yield the answer to each line, in the order in which they come.

    Args:
        lines: without line ends.
        module: what to run; it answers each line of standard input with one.
        processes: how many at a time.
        seconds: after which a process is ended.
    """
    children = [Child(module, seconds) for _ in range(processes)]
    idle: SimpleQueue[Child] = SimpleQueue()
    for child in children:
        idle.put(child)

    def ask(line: bytes) -> Answer:
        child = idle.get()
        try:
            return child.ask(line)
        finally:
            idle.put(child)

    pool = ThreadPoolExecutor(processes)
    try:
        for done in as_completed([pool.submit(ask, line) for line in lines]):
            yield done.result()
    finally:
        for child in children:
            child.end()
        pool.shutdown(cancel_futures=True)
        for child in children:
            child.forget()
