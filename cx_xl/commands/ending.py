"""How a run ends that does not end well: one sentence, and an exit code of its kind."""

import os
import signal
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from types import FrameType

from cx_xl.errors import Explained
from cx_xl.files.system_words import said_of

DIFFERENT = 1  # something is not what it should be
REFUSED = 2
BUG = 70  # sysexits' EX_SOFTWARE
INTERRUPTED = 130  # 128 and the number of the signal, as shells count


class Interrupted(BaseException):
    """Somebody wants us to stop; typer would call it an error like any other."""


class Stopped(Explained):
    """Ctrl+C, or a polite kill."""

    en = "Stopped before the end; nothing was written."
    it = "Interrotto prima della fine; non è stato scritto nulla."


class OutputClosed(Explained):
    """The program that was to read what we print is gone, as `head` soon is."""

    en = "Nobody reads the output any more; write it to a file with --json."
    it = "Il risultato non arriva più a nessuno; scrivilo in un file con --json."


class SystemRefused(Explained):
    """The operating system says no: disk full, folder gone."""

    en = "The computer refuses ({reason}); check the disk space and the folder."
    it = "Il computer rifiuta ({reason}); controlla lo spazio su disco e la cartella."


class OutOfMemory(Explained):
    """More memory than there is."""

    en = "There is not enough memory; close other programs, or split the workbook."
    it = "La memoria non basta; chiudi altri programmi o dividi la cartella di lavoro."


class Bug(Explained):
    """Whatever nobody thought of."""

    en = "This is a fault of cx-xl ({kind}), not yours; please report the lines above."
    it = "È un errore di cx-xl ({kind}), non tuo; segnalaci le righe qui sopra."


def of(error: BaseException) -> tuple[Explained, int]:
    """Return what to say of *error*, and the exit code."""
    if isinstance(error, Explained):
        return error, REFUSED
    if isinstance(error, Interrupted | KeyboardInterrupt):
        return Stopped(), INTERRUPTED
    if isinstance(error, BrokenPipeError | SystemExit):  # rich and typer exit at once
        _forget_output()
        return OutputClosed(), REFUSED
    if isinstance(error, OSError):
        _forget_output()
        return SystemRefused(reason=said_of(error)), REFUSED
    if isinstance(error, MemoryError):
        return OutOfMemory(), REFUSED
    traceback.print_exception(error)
    return Bug(kind=type(error).__name__), BUG


@contextmanager
def quiet_streams() -> Iterator[None]:
    """Let closed streams swallow what they get, and signals end the run in order."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed before we started
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115 - to the end
        elif isinstance(stream, TextIOWrapper):  # a pipe may know no ✓: show a ?
            stream.reconfigure(errors="replace")
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(ValueError):  # not in the main thread
            signal.signal(number, _interrupt)
    yield


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise Interrupted


def _forget_output() -> None:
    """Drop what could not be printed; Python would try again at the very end."""
    with suppress(OSError, ValueError):
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, sys.stdout.fileno())
