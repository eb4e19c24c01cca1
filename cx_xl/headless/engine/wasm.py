"""The WebAssembly under the engine: compiled once, bounded, read in bulk."""

# ruff: noqa: SLF001 - formulon 0.18.0 has no public door to its instance

from __future__ import annotations

import ctypes
import struct
from contextlib import contextmanager
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any, cast

import wasmtime
from formulon import Workbook as Book
from formulon._c import LIB

from cx_xl.errors import Code
from cx_xl.headless.compare import is_text
from cx_xl.headless.engine.bulk import packed
from cx_xl.headless.engine.loops import LOOPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from cx_xl.files.shared_formulas import Value

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
        instance = wasmtime.Instance(LIB.store, wasmtime.Module(engine, LOOPS), imports)
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
        texts = {str(v) for *_, v in cells if is_text(v)}
        with _texts(texts) as starts:
            self._put(book, b"".join(_packed(at, v, starts) for *at, v in cells))

    def put_column(
        self, book: int, sheet: int, column: int, values: Sequence[Value]
    ) -> None:
        """Write the numbers and texts of a column, from its first row on."""
        texts = {value for value in values if type(value) is str}
        with _texts(texts) as starts:
            self._put(book, packed(sheet, column, values, starts).tobytes())

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


@contextmanager
def _texts(texts: Iterable[str]) -> Iterator[dict[str, int]]:
    """Keep texts in the memory of the instance; give where each begins."""
    encoded = {text: text.encode() + b"\0" for text in texts}
    buffer = LIB.alloc(sum(map(len, encoded.values())) or 1)
    try:
        LIB.write_bytes(buffer, b"".join(encoded.values()))
        ends = accumulate(map(len, encoded.values()), initial=buffer)
        yield dict(zip(encoded, ends, strict=False))
    finally:
        LIB.free(buffer)


def _packed(at: Sequence[int], value: Value, starts: Mapping[str, int]) -> bytes:
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
    except wasmtime.WasmtimeError as error:  # no addresses left to keep it in
        raise MemoryError from error
    finally:
        wasmtime.Engine = plain  # type: ignore[misc]


MACHINE = Machine()
