"""Files that appear whole or not at all, and leave nothing behind."""

from __future__ import annotations

import os
import shutil
import socket
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from zlib import crc32

from cx_xl.files.file_refusals import CannotWrite, Locked, NotAFile
from cx_xl.files.locks import refuse_locked
from cx_xl.files.snapshot import shown_name
from cx_xl.files.system_words import said_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ENDING = ".part"


def save(target: Path, content: bytes, like: Path | None = None) -> None:
    """
    Write *content* to *target*, whole or not at all.

    A link is followed. What runs that were killed have left in the folder is removed.

    Args:
        target: the file to write, or to replace.
        content: its bytes.
        like: whose rights it gets if it is new.

    Raises:
        NotAFile: *target* is a device, a pipe or a folder.
        Locked: it is open in a spreadsheet program.
        CannotWrite: the folder is missing, full or closed to us.
    """
    refuse_special(target)
    refuse_locked(target)
    with _replacing(target) as temporary:
        temporary.write_bytes(content)
        model = target if target.exists() else like
        with suppress(OSError):  # it may be gone by now
            shutil.copymode(model or target, temporary)


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """Yield the name of a file beside *target* that then takes its place."""
    try:
        real = target.resolve()
        prefix = f".cx_xl-{crc32(socket.gethostname().encode()):08x}-"
        _sweep(real.parent, prefix)
        temporary = real.parent / f"{prefix}{os.getpid()}{_ENDING}"
    except (OSError, RuntimeError) as error:  # a lost folder, links in a circle
        raise CannotWrite(file=shown_name(target), reason=said_of(error)) from error
    try:
        yield temporary
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        _move(temporary, real)
    except OSError as error:
        raise CannotWrite(file=shown_name(target), reason=said_of(error)) from error
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
            raise NotAFile(file=shown_name(target))


def is_same(one: Path, other: Path) -> bool:
    """Tell whether two names lead to one file, whether or not it exists."""
    try:
        if one.resolve() == other.resolve():
            return True
        return one.exists() and other.exists() and one.samefile(other)
    except (OSError, RuntimeError):  # a lost folder, links in a circle
        return False  # whoever opens them says why


def _move(temporary: Path, target: Path) -> None:
    try:
        temporary.replace(target)
    except PermissionError as error:  # Windows: another program holds the target
        raise Locked(file=shown_name(target)) from error


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
