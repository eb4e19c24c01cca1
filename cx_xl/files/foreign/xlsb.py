"""
The error cells of an .xlsb.

References:
    Microsoft, [MS-XLSB], 2.1.4 Record, 2.4.309 BrtBundleSh, 2.4.313 BrtCellError,
    2.4.667 BrtFmlaError, 2.4.739 BrtRowHdr.
"""

from __future__ import annotations

import io
import posixpath
import re
from struct import unpack_from
from typing import TYPE_CHECKING
from zipfile import ZipFile

from cx_xl.files.foreign.marks import Marks, code

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROW, _ERROR, _FORMULA_ERROR, _SHEET = 0, 3, 11, 156
_LINK = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_GIVEN = re.compile(rb"""\b(Id|Target)\s*=\s*["']([^"']*)["']""")


def marks(data: bytes) -> dict[str, Marks]:
    """Return the error cells by sheet."""
    with ZipFile(io.BytesIO(data)) as book:
        links = dict(_links(book.read("xl/_rels/workbook.bin.rels")))
        parts = set(book.namelist())
        found = {}
        for kind, body in _records(book.read("xl/workbook.bin")):
            if kind == _SHEET:
                link, end = _text(body, 8)
                name, _ = _text(body, end)
                target = posixpath.join("/xl", links.get(link, ""))
                part = posixpath.normpath(target).lstrip("/")
                if part in parts:
                    found[name] = _errors(book.read(part))
    return found


def _links(xml: bytes) -> Iterator[tuple[str, str]]:
    for element in _LINK.findall(xml):
        given = dict(_GIVEN.findall(element))
        yield given[b"Id"].decode(), given[b"Target"].decode()


def _text(body: bytes, at: int) -> tuple[str, int]:
    """Return a text and where it ends."""
    start = at + 4
    end = start + 2 * int(unpack_from("<I", body, at)[0])
    return body[start:end].decode("utf-16-le"), end


def _errors(stream: bytes) -> Marks:
    found: Marks = {}
    row = 0
    for kind, body in _records(stream):
        if kind == _ROW:
            row = unpack_from("<I", body)[0] + 1
        elif kind in {_ERROR, _FORMULA_ERROR}:
            column = unpack_from("<I", body)[0] + 1
            found.setdefault(row, {})[column] = code(body[8])
    return found


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(stream):
        kind, at = _number(stream, at, longest=2)
        length, at = _number(stream, at, longest=4)
        yield kind, stream[at : at + length]
        at += length


def _number(stream: bytes, at: int, longest: int) -> tuple[int, int]:
    """Return a number written in groups of seven bits, and where it ends."""
    number = 0
    for group in range(longest):
        byte = stream[at + group]
        number |= (byte & 0x7F) << 7 * group
        if byte < 0x80:
            return number, at + group + 1
    return number, at + longest
