"""Why the operating system refuses, without English words in an Italian sentence."""

import errno
import os

import pytest

from cx_xl.files.file_refusals import CannotWrite
from cx_xl.files.system_words import said_of


@pytest.mark.parametrize(
    ("error", "english", "italian"),
    [
        (OSError(errno.ENOENT, "No such file"), "no such folder", "non esiste"),
        (PermissionError(errno.EACCES, "denied"), "you may not", "permesso negato"),
        (RuntimeError("Symlink loop"), "links go in a circle", "collegamenti"),
        (
            OSError(errno.EPIPE, "?"),
            os.strerror(errno.EPIPE),
            f"errore {errno.EPIPE} del sistema",
        ),
        (OSError(), "OSError", "errore 0 del sistema"),
    ],
)
def test_reason(error, english, italian):
    """In each language; what is rare by the system's own words, or its number."""
    refusal = CannotWrite(file="a.xlsx", reason=said_of(error))
    assert english in refusal.say("en")
    assert italian in refusal.say("it")
