"""A command as its user types it: in a process of its own, or within this one."""

import io
import os
import signal
import subprocess
import sys
from contextlib import chdir, contextmanager
from types import SimpleNamespace

COMMAND = (sys.executable, "-c", "from cx_xl.commands import main; main()")
PLAIN = {"COLUMNS": "200", "NO_COLOR": "1"}
SIGNALS = signal.SIGINT, signal.SIGTERM


def started(*arguments, language="en", folder=None):
    """Run cx-xl in a process of its own, as a terminal would."""
    return subprocess.run(  # noqa: S603 - our own command
        [*COMMAND, *map(str, arguments)],
        cwd=folder,
        env=_environment(language) | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def cx_xl(*arguments, language="en", folder=None):
    """
    Run cx-xl as `started` does, within this process where it speaks that language.

    Which language is preferred is read once per process, and a start takes a second.
    """
    with _own_streams() as (out, err), _own_environment():
        from cx_xl.commands import language as spoken  # noqa: PLC0415 - by our streams
        from cx_xl.commands import main  # noqa: PLC0415

        if spoken.PREFERRED != language:
            return started(*arguments, language=language, folder=folder)
        with _arguments(arguments), chdir(folder or "."):
            try:
                main()
            except SystemExit as end:
                code = end.code
    return SimpleNamespace(returncode=code, stdout=_text(out), stderr=_text(err))


def _environment(language):
    return os.environ | PLAIN | {"CX_XL_LANG": language}


def _text(stream):
    stream.flush()
    return stream.buffer.getvalue().decode("utf-8")


@contextmanager
def _own_streams():
    """Let standard output and errors be streams of bytes, as those of a process."""
    held, handlers = (sys.stdout, sys.stderr), map(signal.getsignal, SIGNALS)
    ours = [io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in held]
    before = list(zip(SIGNALS, handlers, strict=True))
    sys.stdout, sys.stderr = ours
    try:
        yield ours
    finally:
        sys.stdout, sys.stderr = held
        for number, handler in before:
            signal.signal(number, handler)


@contextmanager
def _own_environment():
    held = dict(os.environ)
    os.environ.update(_environment("en"))
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(held)


@contextmanager
def _arguments(arguments):
    held = sys.argv
    sys.argv = ["cx-xl", *map(str, arguments)]
    try:
        yield
    finally:
        sys.argv = held
