"""Our own Python once more, in a process that may be ended without harm to this one."""

from __future__ import annotations

import os
import subprocess
import sys

COMMAND = (sys.executable, "-P", "-m")  # -P: no module of the folder we are in


def environment() -> dict[str, str]:
    """Return the variables with which it finds the modules that we find."""
    paths = os.pathsep.join(path or "." for path in sys.path)
    return {**os.environ, "PYTHONPATH": paths}


def run_apart(*words: str, seconds: float, given: bytes = b"") -> int | None:
    """
    Run a module and wait for its end, but not for ever; what it says is dropped.

    Args:
        words: its name and its arguments.
        seconds: after which it is ended.
        given: its standard input: no other program sees that, as it sees arguments.

    Returns:
        Its exit code; None if it took too long.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own words, no shell
            [*COMMAND, *words],
            check=False,
            input=given,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            env=environment(),
        )
    except subprocess.TimeoutExpired:
        return None
    return done.returncode
