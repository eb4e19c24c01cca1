"""
The error cells of an .xls.

References:
    Microsoft, [MS-XLS], 2.4.28 BoundSheet8, 2.4.24 BoolErr, 2.4.127 Formula.
"""

from __future__ import annotations

from struct import unpack_from
from typing import TYPE_CHECKING

from pyopenvba.cfb import CFB  # type: ignore[import-untyped]  # ships no py.typed

from cx_xl.files.foreign.marks import Marks, code

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORMULA, _EOF, _SHEET, _BOOL_OR_ERROR, _START = 0x06, 0x0A, 0x85, 0x205, 0x809
_ERROR = 2  # of a formula's result that is no number


def marks(data: bytes) -> dict[str, Marks]:
    """Return the error cells by sheet."""
    file = CFB.from_bytes(data)
    names = {name.casefold() for name in file.list_streams()}
    stream = file.get_stream("Workbook" if "workbook" in names else "Book")
    is_unicode = unpack_from("<H", stream, 4)[0] == 0x600  # BIFF8
    found = {}
    for kind, body in _records(stream, 0):
        if kind == _SHEET:
            found[_name(body, is_unicode=is_unicode)] = _errors(
                stream, unpack_from("<I", body)[0]
            )
    return found


def _name(body: bytes, *, is_unicode: bool) -> str:
    length, text = body[6], body[7:]
    if not is_unicode:
        return text[:length].decode("cp1252", "replace")
    if text[0] & 1:
        return text[1 : 1 + 2 * length].decode("utf-16-le", "replace")
    return text[1 : 1 + length].decode("latin-1")


def _errors(stream: bytes, start: int) -> Marks:
    found: Marks = {}
    for kind, body in _records(stream, start):
        if kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == _ERROR:
            byte = body[8]
        elif kind == _BOOL_OR_ERROR and body[7]:
            byte = body[6]
        else:
            continue
        row, column = unpack_from("<HH", body)
        found.setdefault(row + 1, {})[column + 1] = code(byte)
    return found


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of one sheet, or of the workbook; charts inside are skipped."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, at)
        at += 4
        depth += (kind == _START) - (kind == _EOF)
        if not depth:
            return
        if depth == 1:
            yield kind, stream[at : at + length]
        at += length
