"""A command as its user types it: in a process of its own, or in one that stays."""

import io
import multiprocessing
import os
import signal
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from contextlib import chdir, contextmanager
from functools import cache
from threading import Thread
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
    Run cx-xl as `started` does, but where it has been started before.

    A start takes a second. Which language is preferred is read once per process, so
    that each language has a process that stays.
    """
    typed = (tuple(map(str, arguments)), _environment(language), folder or ".")
    if _preferred() == language:
        return _run(*typed)
    return _kept(language).submit(_run, *typed).result()


@cache
def _kept(language):  # noqa: ARG001 - one process for each
    """Return the process of a language: what is typed there first decides it."""
    spawn = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(1, spawn, initializer=_end_with_parent)


def _end_with_parent():
    """End this process when the one that started it is killed, as a hang is."""

    def wait():
        multiprocessing.parent_process().join()
        os._exit(1)

    Thread(target=wait, daemon=True).start()


def _preferred():
    with _environment_of(_environment("en")):
        from cx_xl.commands.language import PREFERRED  # noqa: PLC0415 - reads it

        return PREFERRED


def _run(arguments, environment, folder):
    with _own_streams() as (out, err), _environment_of(environment):
        from cx_xl.commands import main  # noqa: PLC0415 - by our streams

        with _arguments(arguments), chdir(folder):
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
def _environment_of(environment):
    held = dict(os.environ)
    os.environ.update(environment)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(held)


@contextmanager
def _arguments(arguments):
    held = sys.argv
    sys.argv = ["cx-xl", *arguments]
    try:
        yield
    finally:
        sys.argv = held
