"""A program that a driver of its own steers: one line of JSON there, one back."""

import json
import subprocess
from typing import Any


class Driven:
    """A program that does what it is told."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def do(self, name: str, **facts: Any) -> Any:
        """Have the driver do something."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"do": name, **facts}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f"the program died while it did {name} {facts}"
        answer, failure = json.loads(line)
        assert failure is None, failure
        return answer
