"""The bytes of a file at one moment, and what kind of file they are."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from cx_xl.files.file_refusals import (
    Encrypted,
    MissingFile,
    NotAFile,
    NotAWorkbook,
    OldXls,
    RenamedText,
    TooLarge,
    Truncated,
    Unreadable,
)
from cx_xl.files.limits import MB
from cx_xl.files.system_words import said_of

if TYPE_CHECKING:
    from pathlib import Path

    from cx_xl.files.limits import Limits

OLE = bytes.fromhex("D0CF11E0A1B11AE1")  # .xls, and the wrapping of encrypted .xlsx
ZIP = b"PK\x03\x04"
SECRET = "EncryptedPackage".encode("utf-16-le")  # in an OLE file: an .xlsx in it
SAMPLE = 1 << 16  # bytes that show whether a file is text


def shown_name(path: Path) -> str:
    """Return the name of a file without folders, whatever bytes it is made of."""
    name = path.name or str(path)  # the folder "." has no name
    return name.encode(errors="surrogateescape").decode(errors="replace")


def snapshot(path: Path, limits: Limits) -> bytes:
    """
    Return the bytes of a file, which is closed again.

    Raises:
        MissingFile, NotAFile, Unreadable, TooLarge.
    """
    file = shown_name(path)
    try:
        if path.exists() and not path.is_file():
            raise NotAFile(file=file)  # a pipe would let us wait for ever
        with path.open("rb") as stream:
            data = stream.read(limits.file + 1)
            size = stream.seek(0, io.SEEK_END)
    except FileNotFoundError as error:
        raise MissingFile(file=file) from error
    except OSError as error:
        raise Unreadable(file=file, reason=said_of(error)) from error
    if size > limits.file:
        raise TooLarge(file=file, size=size / MB, limit=limits.file / MB)
    return data


def refuse_other_formats(data: bytes, file: str) -> None:
    """
    Raise unless *data* begin like a zip container.

    Raises:
        Truncated, Encrypted, OldXls, RenamedText, NotAWorkbook.
    """
    if not data:
        raise Truncated(file=file)
    if data.startswith(OLE):
        raise (Encrypted if SECRET in data else OldXls)(file=file)
    if not data.startswith(ZIP):
        raise (RenamedText if _is_text(data) else NotAWorkbook)(file=file)


def _is_text(data: bytes) -> bool:
    start = data[:SAMPLE]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 32 and byte not in b"\t\n\r\f\x1a" for byte in start)
