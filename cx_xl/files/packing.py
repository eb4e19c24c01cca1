"""Zip containers: a new one, and a copy of one with some parts replaced or added."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from cx_xl.files.limits import SMALL

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from cx_xl.files.container import Container

EPOCH = (1980, 1, 1, 0, 0, 0)  # zip's own zero
FAST, USUAL = 1, 6  # how hard to pack: what only a reader of ours sees, all else
_HEADER = 30  # bytes before the name in a local header
_LENGTHS = slice(26, 28), slice(28, 30)  # in it: of the name, of what follows the name
_DESCRIPTOR = 0x08  # flag: sizes stand behind the data


def packed(
    parts: Mapping[str, bytes], level: int = USUAL, *, plain: Collection[str] = ()
) -> bytes:
    """
    Return a new container; the same parts give the same bytes, on any system.

    Args:
        parts: in their order.
        level: how hard to pack.
        plain: the parts that stay as they are.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.create_system = 0
            how = zipfile.ZIP_STORED if name in plain else zipfile.ZIP_DEFLATED
            target.writestr(info, content, how, level)
    return stream.getvalue()


def repacked(container: Container, parts: Mapping[str, bytes]) -> bytes:
    """
    Return a copy with its parts in their order, with their times; copies are equal.

    The packed bytes of an unchanged part are copied: packed anew they might come out
    smaller than the limits for bombs allow.

    Args:
        container: the file to copy.
        parts: the new contents of those that change, and further parts.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as copy:
        for old in container.zip.infolist():
            content = parts.get(old.filename)
            if content is None:
                info = _like(old, old.file_size, old.CRC)
                info.flag_bits = old.flag_bits & ~_DESCRIPTOR
                _append(copy, info, _as_it_lies(container, old))
            else:
                info = _like(old, len(content), zlib.crc32(content))
                _append(copy, info, _pack(container, info, content))
        held = set(container.parts)
        for name, content in parts.items():
            if name not in held:
                info = zipfile.ZipInfo(name, EPOCH)
                copy.writestr(info, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _like(old: zipfile.ZipInfo, size: int, checksum: int) -> zipfile.ZipInfo:
    """Return an entry that is called and marked like *old*."""
    info = zipfile.ZipInfo(old.filename, old.date_time)
    info.compress_type = old.compress_type
    info.comment, info.extra = old.comment, old.extra
    info.create_system = old.create_system
    info.external_attr = old.external_attr
    info.file_size, info.CRC = size, checksum
    return info


def _as_it_lies(container: Container, old: zipfile.ZipInfo) -> bytes:
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
    deflated = packer.compress(content) + packer.flush()
    if len(content) > SMALL and len(content) > container.limits.ratio * len(deflated):
        info.compress_type = zipfile.ZIP_STORED
        return content
    info.compress_type = zipfile.ZIP_DEFLATED
    return deflated


def _append(copy: zipfile.ZipFile, info: zipfile.ZipInfo, content: bytes) -> None:
    """Append an entry whose bytes are packed already, which zipfile itself cannot."""
    if copy.fp is None:
        raise ValueError(info.filename)
    info.compress_size = len(content)
    info.header_offset = copy.fp.tell()
    copy.fp.write(info.FileHeader(zip64=False))
    copy.fp.write(content)
    copy.start_dir = copy.fp.tell()
    copy.filelist.append(info)
    copy.NameToInfo[info.filename] = info
    copy._didModify = True  # type: ignore[attr-defined] # noqa: SLF001 - private
