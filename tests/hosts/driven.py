"""A program that a driver of its own steers: one line of JSON there, one back."""

import json
import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from signal import SIGKILL
from threading import Timer
from typing import Any

PATIENCE = 300  # seconds; below the time after which pytest itself gives up


class Driven:
    """A program that does what it is told."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def do(self, name: str, **facts: Any) -> Any:
        """Have the driver do something."""
        assert self.process.stdin
        assert self.process.stdout
        late = Timer(PATIENCE, _end, (self.process,))
        late.start()
        try:
            self.process.stdin.write(json.dumps({"do": name, **facts}) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        finally:
            late.cancel()
        assert line, f"the program died, or hung, while it did {name} {facts}"
        answer, failure = json.loads(line)
        assert failure is None, failure
        return answer


@contextmanager
def started(command: Sequence[Any], **options: Any) -> Iterator[subprocess.Popen[str]]:
    """Start a driver; in the end, it ends with all that it has started."""
    with subprocess.Popen(  # noqa: S603 - our own drivers
        [*map(str, command)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **options,
    ) as process:
        try:
            yield process
            assert process.stdin
            process.stdin.close()
            process.wait(PATIENCE)
        finally:  # should that hang
            _end(process)


def _end(process: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, SIGKILL)
