"""The zip container of a workbook: a snapshot, unpacked with a meter running."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cx_xl.files.refusals import (
    BadPartName,
    BinaryXlsb,
    Encrypted,
    MissingFile,
    NotAFile,
    NotAWorkbook,
    OldXls,
    RenamedText,
    TooLarge,
    Truncated,
    Unreadable,
    ZipBomb,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

MB = 1_000_000
OLE = bytes.fromhex("D0CF11E0A1B11AE1")  # .xls, and the wrapping of encrypted .xlsx
ZIP = b"PK\x03\x04"
CHUNK = 1 << 16
# RuntimeError: an unknown compression method, or a password
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError)
SMALL = 1_000_000  # no ratio is suspect below this many bytes


@dataclass(frozen=True, slots=True)
class Limits:
    """
    What a workbook may need: bytes, parts, cells.

    Attributes:
        file: bytes of the file.
        parts: entries of the container.
        part: unpacked bytes of one part.
        unpacked: unpacked bytes of all parts.
        ratio: unpacked over packed bytes of a part above 1 MB.
        extent: rows times columns of one sheet.
        grid: the same, of all sheets together.
        cells: cell elements of one sheet, and of all together, blank ones included.
        merge: cells of one sheet that lie in merged areas.
        arrays: cells of one sheet that array formulas claim to fill.
    """

    file: int = 50 * MB
    parts: int = 20_000
    part: int = 400 * MB
    unpacked: int = 800 * MB
    ratio: int = 200
    extent: int = 20_000_000
    grid: int = 60_000_000
    cells: int = 20_000_000
    merge: int = 1_048_576
    arrays: int = 2_000_000


class Container:
    """
    The parts of one file as it was at one moment; the file itself is closed again.

    Attributes:
        data: the bytes of the whole file.
        parts: the names in its directory, in order.

    Raises:
        FileRefused: the file is missing, no zip container, or its directory is unsafe.
    """

    def __init__(self, path: str | PathLike[str], limits: Limits) -> None:
        self.path = Path(path)
        self.file = shown_name(self.path)
        self.limits = limits
        self.data = self._snapshot()
        self.size = len(self.data)
        self._refuse_other_formats(self.data)
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(self.data))
        # NotImplementedError is zipfile's word for a newer kind of zip.
        except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise Truncated(file=self.file) from error
        self.parts = tuple(self.zip.namelist())
        self._entries = {_folded(i.filename): i for i in self.zip.infolist()}
        self._refuse_unsafe_directory()

    def __contains__(self, part: str) -> bool:
        return _folded(part) in self._entries

    def entry(self, part: str) -> zipfile.ZipInfo:
        """Return what the directory says of *part*, however its name is written."""
        return self._entries[_folded(part)]

    def chunks(self, part: str) -> Iterator[bytes]:
        """
        Unpack one part piece by piece.

        Raises:
            ZipBomb: it grows past the limits, whatever size it declares.
            Truncated: the packed bytes or their checksum are wrong.
        """
        info = self.entry(part)
        most = self.limits.part
        if info.compress_size:
            most = min(most, max(SMALL, info.compress_size * self.limits.ratio))
        unpacked = 0
        try:
            with self.zip.open(info) as stream:
                while chunk := stream.read(CHUNK):
                    unpacked += len(chunk)
                    if unpacked > most:
                        raise ZipBomb(file=self.file)
                    yield chunk
        except UNREADABLE as error:
            raise Truncated(file=self.file) from error

    def read(self, part: str) -> bytes:
        """Unpack one part."""
        return b"".join(self.chunks(part))

    def _snapshot(self) -> bytes:
        try:
            if self.path.exists() and not self.path.is_file():
                raise NotAFile(file=self.file)  # a pipe would let us wait for ever
            with self.path.open("rb") as stream:
                data = stream.read(self.limits.file + 1)
                size = stream.seek(0, io.SEEK_END)
        except FileNotFoundError as error:
            raise MissingFile(file=self.file) from error
        except OSError as error:
            raise Unreadable(file=self.file, reason=error.strerror) from error
        if size > self.limits.file:
            limit = self.limits.file / MB
            raise TooLarge(file=self.file, size=size / MB, limit=limit)
        return data

    def _refuse_other_formats(self, data: bytes) -> None:
        if not data:
            raise Truncated(file=self.file)
        if data.startswith(OLE):
            hidden = "EncryptedPackage".encode("utf-16-le") in data
            raise (Encrypted if hidden else OldXls)(file=self.file)
        if not data.startswith(ZIP):
            raise (RenamedText if _is_text(data) else NotAWorkbook)(file=self.file)

    def _refuse_unsafe_directory(self) -> None:
        seen = set[str]()
        for name in self.parts:
            folded = _folded(name)
            outside = folded.startswith("/") or ".." in folded.split("/")
            if folded in seen or outside:
                raise BadPartName(file=self.file, part=name)
            seen.add(folded)
        infos = self.zip.infolist()
        if len(infos) > self.limits.parts:
            raise ZipBomb(file=self.file)
        if sum(info.file_size for info in infos) > self.limits.unpacked:
            raise ZipBomb(file=self.file)
        if "xl/workbook.bin" in self:
            raise BinaryXlsb(file=self.file)


def shown_name(path: Path) -> str:
    """Return the name of a file without folders, whatever bytes it is made of."""
    name = path.name or str(path)  # the folder "." has no name
    return name.encode(errors="surrogateescape").decode(errors="replace")


def _folded(part: str) -> str:
    """Return a part's name as names are compared: in any case, with either slash."""
    return part.replace("\\", "/").casefold()


def _is_text(data: bytes) -> bool:
    start = data[:CHUNK]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 32 and byte not in b"\t\n\r\f\x1a" for byte in start)
