"""A zip container with some parts replaced; the others are copied as they lie."""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING

from cx_xl.files.limits import SMALL

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import IO

    from cx_xl.files.container import Container

_HEADER = 30  # bytes before the name in a local header
_LENGTHS = slice(26, 28), slice(28, 30)  # in it: of the name, of what follows the name
_DESCRIPTOR = 0x08  # flag: sizes stand behind the data


def repack(container: Container, parts: Mapping[str, bytes], stream: IO[bytes]) -> None:
    """
    Write all parts in their order, with their times, so that copies are equal.

    The packed bytes of an unchanged part are copied: packed anew they might come out
    smaller than the limits for bombs allow.

    Args:
        container: the file to copy.
        parts: the new contents of those that change.
        stream: where to write.
    """
    with zipfile.ZipFile(stream, "w") as copy:
        for old in container.zip.infolist():
            content = parts.get(old.filename)
            if content is None:
                info = _like(old, old.file_size, old.CRC)
                info.flag_bits = old.flag_bits & ~_DESCRIPTOR
                _append(copy, info, _packed(container, old))
            else:
                info = _like(old, len(content), zlib.crc32(content))
                _append(copy, info, _pack(container, info, content))


def _like(old: zipfile.ZipInfo, size: int, checksum: int) -> zipfile.ZipInfo:
    """Return an entry that is called and marked like *old*."""
    info = zipfile.ZipInfo(old.filename, old.date_time)
    info.compress_type = old.compress_type
    info.comment, info.extra = old.comment, old.extra
    info.create_system = old.create_system
    info.external_attr = old.external_attr
    info.file_size, info.CRC = size, checksum
    return info


def _packed(container: Container, old: zipfile.ZipInfo) -> bytes:
    """Return the packed bytes of an entry; they were read by the preflight."""
    data, start = container.data, old.header_offset
    header = data[start : start + _HEADER]
    lengths = (int.from_bytes(header[part], "little") for part in _LENGTHS)
    start += _HEADER + sum(lengths)
    return data[start : start + old.compress_size]


def _pack(container: Container, info: zipfile.ZipInfo, content: bytes) -> bytes:
    """Return changed contents packed, but never so well that they look like a bomb."""
    if info.compress_type == zipfile.ZIP_STORED:
        return content
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush()
    if len(content) > SMALL and len(content) > container.limits.ratio * len(packed):
        info.compress_type = zipfile.ZIP_STORED
        return content
    info.compress_type = zipfile.ZIP_DEFLATED
    return packed


def _append(copy: zipfile.ZipFile, info: zipfile.ZipInfo, packed: bytes) -> None:
    """Append an entry whose bytes are packed already, which zipfile itself cannot."""
    if copy.fp is None:
        raise ValueError(info.filename)
    info.compress_size = len(packed)
    info.header_offset = copy.fp.tell()
    copy.fp.write(info.FileHeader(zip64=False))
    copy.fp.write(packed)
    copy.start_dir = copy.fp.tell()
    copy.filelist.append(info)
    copy.NameToInfo[info.filename] = info
    copy._didModify = True  # type: ignore[attr-defined] # noqa: SLF001 - private
