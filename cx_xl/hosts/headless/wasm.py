"""The WebAssembly under the engine: compiled once, bounded, read in bulk."""

# ruff: noqa: SLF001 - formulon 0.18.0 has no public door to its instance

from __future__ import annotations

import ctypes
import struct
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, cast

import wasmtime
from formulon import Workbook as Book
from formulon._c import LIB

from cx_xl.errors import Code
from cx_xl.hosts.headless.bare import packed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cx_xl.files.formulas import Value

MEMORY = 2 << 30  # bytes that all workbooks together may fill

BLANK, NUMBER, BOOL, TEXT, ERROR = range(5)
CELL = 16  # bytes of one value: its kind, then a number, a code or a place of text
_NUMBERS = struct.Struct("<i4xd")
_ENTRY = struct.Struct("<4I")
_CODES = struct.Struct("<8xI4x")

_NUMBER = struct.Struct("<4Id")
_OTHER = struct.Struct("<4IIxxxx")
_KINDS = ("number", "bool", "text", "error")
_NO_ROOM = -1

# A call from Python costs 50 microseconds, a call inside WebAssembly next to nothing.
# The engine lends each text until the next call only, so texts are copied aside.
_LOOPS = """
(module
  (import "engine" "memory" (memory 0))
  (import "engine" "cell" (func $cell (param i32 i32 i32 i32 i32) (result i32)))
  (import "engine" "formula" (func $formula (param i32 i32 i32 i32 i32) (result i32)))
  (import "engine" "write" (func $write (param i32 i32 i32 i32 i32) (result i32)))
  (import "engine" "number" (func $number (param i32 i32 i32 i32 f64) (result i32)))
  (import "engine" "flag" (func $flag (param i32 i32 i32 i32 i32) (result i32)))
  (import "engine" "words" (func $words (param i32 i32 i32 i32 i32) (result i32)))
  (import "engine" "error" (func $error (param i32 i32 i32 i32 i32) (result i32)))
  (global $text (mut i32) (i32.const 0))
  (global $end (mut i32) (i32.const 0))
  (func (export "room") (param $from i32) (param $bytes i32)
    (global.set $text (local.get $from))
    (global.set $end (i32.add (local.get $from) (local.get $bytes))))
  (func $keep (param $value i32) (param $status i32) (result i32)
    (local $from i32) (local $size i32)
    (if (local.get $status) (then (return (local.get $status))))
    (if (i32.ne (i32.load (local.get $value)) (i32.const 3))
      (then (return (i32.const 0))))
    (local.set $from (i32.load offset=8 (local.get $value)))
    (loop $more
      (if (i32.load8_u (i32.add (local.get $from) (local.get $size)))
        (then
          (local.set $size (i32.add (local.get $size) (i32.const 1)))
          (br $more))))
    (local.set $size (i32.add (local.get $size) (i32.const 1)))
    (if (i32.gt_u (i32.add (global.get $text) (local.get $size)) (global.get $end))
      (then (return (i32.const -1))))
    (memory.copy (global.get $text) (local.get $from) (local.get $size))
    (i32.store offset=8 (local.get $value) (global.get $text))
    (global.set $text (i32.add (global.get $text) (local.get $size)))
    (i32.const 0))
  (func (export "cells")
    (param $book i32) (param $sheet i32) (param $row i32) (param $column i32)
    (param $rows i32) (param $columns i32) (param $to i32) (result i32)
    (local $down i32) (local $across i32) (local $status i32)
    (loop $next_row
      (local.set $across (i32.const 0))
      (loop $next_column
        (local.set $status
          (call $keep (local.get $to)
            (call $cell (local.get $book) (local.get $sheet)
              (i32.add (local.get $row) (local.get $down))
              (i32.add (local.get $column) (local.get $across)) (local.get $to))))
        (if (local.get $status) (then (return (local.get $status))))
        (local.set $to (i32.add (local.get $to) (i32.const 16)))
        (local.set $across (i32.add (local.get $across) (i32.const 1)))
        (br_if $next_column (i32.lt_u (local.get $across) (local.get $columns))))
      (local.set $down (i32.add (local.get $down) (i32.const 1)))
      (br_if $next_row (i32.lt_u (local.get $down) (local.get $rows))))
    (i32.const 0))
  (func (export "formulas")
    (param $book i32) (param $rows i32) (param $to i32) (result i32)
    (local $down i32) (local $status i32)
    (loop $next_row
      (local.set $status
        (call $formula (local.get $book) (i32.const 0) (local.get $down)
          (i32.const 0) (i32.add (local.get $to) (i32.const 8))))
      (i32.store (local.get $to) (i32.const 3))
      (local.set $status (call $keep (local.get $to) (local.get $status)))
      (if (local.get $status) (then (return (local.get $status))))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (local.set $down (i32.add (local.get $down) (i32.const 1)))
      (br_if $next_row (i32.lt_u (local.get $down) (local.get $rows))))
    (i32.const 0))
  (func (export "write")
    (param $book i32) (param $at i32) (param $end i32) (result i32)
    (block $refused
      (loop $next
        (br_if $refused (i32.ge_u (local.get $at) (local.get $end)))
        (br_if $refused
          (call $write (local.get $book) (i32.load (local.get $at))
            (i32.load offset=4 (local.get $at)) (i32.load offset=8 (local.get $at))
            (i32.load offset=12 (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $next)))
    (local.get $at))
  (func (export "put")
    (param $book i32) (param $at i32) (param $end i32) (result i32)
    (local $kind i32) (local $sheet i32) (local $row i32) (local $column i32)
    (local $status i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $kind (i32.load (local.get $at)))
        (local.set $sheet (i32.load offset=4 (local.get $at)))
        (local.set $row (i32.load offset=8 (local.get $at)))
        (local.set $column (i32.load offset=12 (local.get $at)))
        (if (i32.eq (local.get $kind) (i32.const 1))
          (then (local.set $status
            (call $number (local.get $book) (local.get $sheet) (local.get $row)
              (local.get $column) (f64.load offset=16 (local.get $at))))))
        (if (i32.eq (local.get $kind) (i32.const 2))
          (then (local.set $status
            (call $flag (local.get $book) (local.get $sheet) (local.get $row)
              (local.get $column) (i32.load offset=16 (local.get $at))))))
        (if (i32.eq (local.get $kind) (i32.const 3))
          (then (local.set $status
            (call $words (local.get $book) (local.get $sheet) (local.get $row)
              (local.get $column) (i32.load offset=16 (local.get $at))))))
        (if (i32.eq (local.get $kind) (i32.const 4))
          (then (local.set $status
            (call $error (local.get $book) (local.get $sheet) (local.get $row)
              (local.get $column) (i32.load offset=16 (local.get $at))))))
        (br_if $done (local.get $status))
        (local.set $at (i32.add (local.get $at) (i32.const 24)))
        (br $next)))
    (local.get $status)))
"""


class Machine:
    """
    The one WebAssembly instance of this process.

    formulon 0.18.0 compiles its module anew in every process, which takes seconds, and
    reads a result cell by cell. Here the compiled code is kept in the user's cache
    folder, and results are read in bulk.
    """

    def __init__(self) -> None:
        self._loops: dict[str, wasmtime.Func] = {}

    def start(self) -> None:
        """Make sure that the instance runs; after a trap, a new one."""
        if self._loops and LIB._poison_message is None:
            return
        if LIB._poison_message is not None:
            LIB.__init__()  # type: ignore[misc] # the books in it are lost anyway
        _ensure_cached()
        LIB.store.set_limits(memory_size=MEMORY)
        exports = LIB._exports
        imports = [
            exports["memory"],
            exports["fm_workbook_get_value"],
            exports["fm_workbook_get_formula"],
            exports["fm_workbook_set_formula"],
            *(exports[f"fm_workbook_set_{kind}"] for kind in _KINDS),
        ]
        engine = cast("wasmtime.Engine", LIB._engine)
        instance = wasmtime.Instance(
            LIB.store, wasmtime.Module(engine, _LOOPS), imports
        )
        self._loops = cast(
            "dict[str, wasmtime.Func]", dict(instance.exports(LIB.store).items())
        )

    def cells(
        self, book: int, sheet: int, corner: tuple[int, int], shape: tuple[int, int]
    ) -> list[Value]:
        """Return the values of cells, row by row."""
        return self._kept("cells", shape[0] * shape[1], book, sheet, *corner, *shape)

    def formulas(self, book: int, rows: int) -> list[str]:
        """Return the formulas down the first column of the first sheet."""
        return [str(text) for text in self._kept("formulas", rows, book, rows)]

    def write(self, book: int, formulas: Sequence[tuple[int, int, int, str]]) -> int:
        """
        Write formulas into cells given as (sheet, row, column), counted from 0.

        Returns:
            How many were written before the first that is none.
        """
        texts = [text.encode() + b"\0" for _, _, _, text in formulas]
        starts = accumulate(map(len, texts), initial=CELL * len(texts))
        cells = [at for *at, _ in formulas]
        buffer = LIB.alloc(CELL * len(texts) + sum(map(len, texts)))
        try:
            pairs = zip(cells, starts, strict=False)  # one start more than texts
            packed = (_ENTRY.pack(*at, start + buffer) for at, start in pairs)
            LIB.write_bytes(buffer, b"".join([*packed, *texts]))
            end = buffer + CELL * len(texts)
            stopped = self._run("write", book, buffer, end)
            return (stopped - buffer) // CELL
        finally:
            LIB.free(buffer)

    def put(self, book: int, cells: Sequence[tuple[int, int, int, Value]]) -> None:
        """Write values (no blanks) into cells given as (sheet, row, column)."""
        size = _NUMBER.size * len(cells)
        texts = {v for *_, v in cells if _is_text(v)}
        encoded = {text: str(text).encode() + b"\0" for text in texts}
        buffer = LIB.alloc(size + sum(map(len, encoded.values())))
        ends = accumulate(map(len, encoded.values()), initial=buffer + size)
        starts = dict(zip(encoded, ends, strict=False))
        try:
            packed = (_packed(at, v, starts) for *at, v in cells)
            LIB.write_bytes(buffer, b"".join([*packed, *encoded.values()]))
            status = self._run("put", book, buffer, buffer + size)
            if status:
                raise RuntimeError(f"put: {status}")
        finally:
            LIB.free(buffer)

    def put_column(
        self, book: int, sheet: int, column: int, values: Sequence[Value]
    ) -> None:
        """Write the numbers and texts of a column, from its first row on."""
        texts = {value for value in values if type(value) is str}
        encoded = {text: text.encode() + b"\0" for text in texts}
        buffer = LIB.alloc(sum(map(len, encoded.values())) or 1)
        try:
            LIB.write_bytes(buffer, b"".join(encoded.values()))
            ends = accumulate(map(len, encoded.values()), initial=buffer)
            starts = dict(zip(encoded, ends, strict=False))
            self._put(book, packed(sheet, column, values, starts).tobytes())
        finally:
            LIB.free(buffer)

    def _put(self, book: int, cells: bytes) -> None:
        if not cells:
            return
        buffer = LIB.alloc(len(cells))
        try:
            LIB.write_bytes(buffer, cells)
            status = self._run("put", book, buffer, buffer + len(cells))
            if status:
                raise RuntimeError(f"put: {status}")
        finally:
            LIB.free(buffer)

    def _kept(self, loop: str, count: int, *arguments: int) -> list[Value]:
        """Return what *loop* writes down, its texts too."""
        size = CELL * count
        texts = 1 << 16
        while True:
            buffer = LIB.alloc(size + texts)
            try:
                self._run("room", buffer + size, texts)
                status = self._run(loop, *arguments, buffer)
                if status == 0:
                    raw = ctypes.string_at(self._base() + buffer, size + texts)
                    return list(_decoded(raw, size, buffer))
            finally:
                LIB.free(buffer)
            if status != _NO_ROOM:
                raise RuntimeError(f"{loop}: {status}")
            texts *= 8

    def _run(self, loop: str, *arguments: int) -> int:
        """
        Run a loop inside the instance.

        Raises:
            MemoryError: the instance broke; the books in it are lost.
        """
        try:
            return cast("int", self._loops[loop](LIB.store, *arguments))
        except wasmtime.Trap as trap:
            LIB._poison_message = str(trap)
            raise MemoryError from trap

    def _base(self) -> int:
        pointer = LIB.memory.data_ptr(LIB.store)
        return ctypes.cast(pointer, ctypes.c_void_p).value or 0


def _is_text(value: Value) -> bool:
    return isinstance(value, str) and not isinstance(value, Code)


def _packed(at: Sequence[int], value: Value, starts: Mapping[Value, int]) -> bytes:
    if isinstance(value, bool):
        return _OTHER.pack(BOOL, *at, value)
    if isinstance(value, Code):
        return _OTHER.pack(ERROR, *at, error_names().index(value.value))
    if isinstance(value, str):
        return _OTHER.pack(TEXT, *at, starts[value])
    return _NUMBER.pack(NUMBER, *at, float(value or 0))


def handle_of(book: Book) -> int:
    """Return the number by which the instance knows *book*."""
    return cast("int", cast("Any", book)._require())


def profile(settings: str) -> Any:
    """Return what formulon calls the regional settings of Excel for Windows."""
    return f"win-365-{settings}"


def _decoded(raw: bytes, size: int, buffer: int) -> Iterator[Value]:
    """Yield the values in *raw*; texts lie in it, behind *size*."""
    cells = memoryview(raw)[:size]
    for (kind, number), (code,) in zip(
        _NUMBERS.iter_unpack(cells), _CODES.iter_unpack(cells), strict=True
    ):
        if kind == NUMBER:
            yield number
        elif kind == TEXT:
            start = code - buffer
            yield raw[start : raw.index(0, start)].decode("utf-8", "replace")
        elif kind == BLANK:
            yield None
        elif kind == BOOL:
            yield bool(code)
        else:  # a LAMBDA in a cell is #CALC!
            yield error_code(code) if kind == ERROR else Code.CALC


@cache
def error_code(number: int) -> Code:
    """Return the error that the engine counts as *number*."""
    try:
        return Code(error_names()[number])
    except ValueError:  # #EXTERNAL!, which no file can hold
        return Code.UNKNOWN


@cache
def error_names() -> tuple[str, ...]:
    """The error codes, in the order in which the engine counts them."""
    names = Book.locale_facts(profile("en_US")).error_names
    return tuple(name.canonical for name in names)


def _ensure_cached() -> None:
    """Start formulon with an engine that keeps its compiled code."""
    plain = wasmtime.Engine

    def cached() -> wasmtime.Engine:
        config = wasmtime.Config()
        try:
            config.cache = True
        except wasmtime.WasmtimeError:  # no folder to keep it in: it only costs time
            return plain()
        return plain(config)

    wasmtime.Engine = cached  # type: ignore[misc, assignment]
    try:
        LIB._ensure()
    finally:
        wasmtime.Engine = plain  # type: ignore[misc]


MACHINE = Machine()
