"""Files that appear whole or not at all, and leave nothing behind."""

from __future__ import annotations

import os
import shutil
import socket
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from zlib import crc32

from cx_xl.files.refusals import CannotWrite, Locked, NotAFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ENDING = ".part"


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """
    Yield the name of a file to write, which then takes the place of *target*.

    It lies beside *target*; a link is followed. What runs that were killed have left
    in the folder is removed.

    Raises:
        NotAFile: *target* is a device, a pipe or a folder.
        Locked: another program holds it.
        CannotWrite: the folder is missing, full or closed to us.
    """
    refuse_special(target)
    try:
        real = target.resolve()
        prefix = f".cx_xl-{crc32(socket.gethostname().encode()):08x}-"
        _sweep(real.parent, prefix)
        temporary = real.parent / f"{prefix}{os.getpid()}{_ENDING}"
    except OSError as error:
        raise CannotWrite(file=target.name, reason=error.strerror) from error
    try:
        yield temporary
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        with suppress(OSError):  # a new file has no mode to keep
            shutil.copymode(real, temporary)
        _move(temporary, real)
    except OSError as error:
        raise CannotWrite(file=target.name, reason=error.strerror) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def refuse_special(target: Path) -> None:
    """
    Raise before a device, a pipe or a folder would be replaced.

    Raises:
        NotAFile: it is one.
    """
    with suppress(OSError):
        if target.exists() and not target.is_file():
            raise NotAFile(file=target.name)


def _move(temporary: Path, target: Path) -> None:
    try:
        temporary.replace(target)
    except PermissionError as error:  # Windows: another program holds the target
        raise Locked(file=target.name) from error


def _sweep(folder: Path, prefix: str) -> None:
    """Remove the files of runs on this computer that are no more."""
    if os.name != "posix":
        return  # there the system itself ends what asks after a process
    for left in folder.glob(f"{prefix}*{_ENDING}"):
        number = left.name.removeprefix(prefix).removesuffix(_ENDING)
        if number.isdecimal() and not is_running(int(number)):
            with suppress(OSError):
                left.unlink()


def is_running(process: int) -> bool:
    """Say whether a process of this computer is still there."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
