"""What the operating system says when it refuses, in every language we serve."""

import errno
import os
from collections.abc import Mapping

from cx_xl.errors import Text

_NO_RIGHT = Text("you may not", "permesso negato")
_IN_USE = Text("another program uses it", "lo sta usando un altro programma")
_TOO_MANY = Text("too many files are open", "ci sono troppi file aperti")
_SAID: Mapping[str, Text] = {
    "ENOENT": Text("there is no such folder", "la cartella non esiste"),
    "EACCES": _NO_RIGHT,
    "EPERM": _NO_RIGHT,
    "EROFS": Text("the disk is read-only", "il disco è di sola lettura"),
    "ENOSPC": Text("the disk is full", "il disco è pieno"),
    "EDQUOT": Text("your disk quota is full", "la tua quota di disco è esaurita"),
    "EFBIG": Text("too large for that disk", "troppo grande per quel disco"),
    "ENAMETOOLONG": Text("the name is too long", "il nome è troppo lungo"),
    "ELOOP": Text("its links go in a circle", "i collegamenti vanno in circolo"),
    "ENOTDIR": Text("a file is no folder", "un file non è una cartella"),
    "EISDIR": Text("it is a folder", "è una cartella"),
    "EINVAL": Text("not possible there", "lì non è possibile"),
    "EBUSY": _IN_USE,
    "ETXTBSY": _IN_USE,
    "EMFILE": _TOO_MANY,
    "ENFILE": _TOO_MANY,
    "EIO": Text("the disk has a fault", "il disco ha un guasto"),
    "ETIMEDOUT": Text("the network does not answer", "la rete non risponde"),
}


def said_of(error: OSError | RuntimeError) -> Text:
    """
    Return why the operating system refused.

    pathlib itself finds links in a circle, and raises a RuntimeError then. What is rare
    keeps the system's own words in English; elsewhere its number must do.
    """
    if isinstance(error, RuntimeError):
        return _SAID["ELOOP"]
    number = error.errno or 0
    words = os.strerror(number) if number else type(error).__name__
    return _SAID.get(errno.errorcode.get(number, "")) or Text(
        words, f"errore {number} del sistema"
    )
