"""One call from a sheet: arguments in, cells out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from struct import pack, unpack
from typing import Any

from cx_xl.edge import call_function
from cx_xl.errors import Code, CxError, NeedsLibrary
from cx_xl.hosts.libreoffice.calc_ranges import ERRORS, Range, cut
from cx_xl.hosts.libreoffice.call_refusals import keep
from cx_xl.hosts.libreoffice.methods import (
    MethodArgument,
    Returned,
    Sent,
    method_arguments,
    returned,
)
from cx_xl.spec import Spec

QUIET_NAN = 0x7FF8_0000_0000_0000
NUMBERS = {code: number for number, code in ERRORS.items()}
OPTIONAL = ("numpy", "scipy")


class LacksLibraries(NeedsLibrary):
    """LibreOffice's Python has no NumPy or SciPy."""

    en = (
        "{argument} needs NumPy and SciPy in LibreOffice's Python: cx-xl libreoffice "
        "doctor says how to get them."
    )
    it = (
        "{argument} ha bisogno di NumPy e SciPy nel Python di LibreOffice: cx-xl "
        "libreoffice doctor spiega come averli."
    )


def answer(spec: Spec, document: Any, arguments: Sequence[Any], mark: str = ".") -> Any:
    """
    Return what the cell, or the cells of the array formula, show.

    Args:
        spec: the function.
        document: the document of the cell; it knows the number formats.
        arguments: what Calc sends, one for each of the method.
        mark: the decimal mark in which Calc writes numbers as text.
    """
    pairs = list(zip(method_arguments(spec), arguments, strict=True))
    ranges = {
        argument.name: Range(value, argument.role, document)
        for argument, value in pairs
        if argument.sent is Sent.CELLS
    }
    try:
        result = call_function(spec.name, *_given(pairs, ranges, mark))
    except NeedsLibrary:
        result = _refused(spec, LacksLibraries(spec.name), ranges)
    except CxError as error:
        result = _refused(spec, error, ranges)
    if returned(spec) is Returned.CELL:
        return sent_cell(result)
    rows = result if isinstance(result, list) else [[result]]
    return tuple(tuple(map(sent_cell, row)) for row in rows)


def sent_cell(cell: Any) -> Any:
    """Return *cell* as Calc takes it; an error is a NaN that carries its number."""
    if isinstance(cell, Code):
        bits = QUIET_NAN | NUMBERS.get(cell, NUMBERS[Code.VALUE])
        return unpack("<d", pack("<Q", bits))[0]
    if cell is None:
        return ""
    return cell if isinstance(cell, str) else float(cell)  # Calc takes TRUE for 0


def _refused(spec: Spec, error: CxError, ranges: Mapping[str, Range]) -> Code:
    keep(spec.name, error, ranges)
    return error.code


def _given(
    pairs: Sequence[tuple[MethodArgument, Any]], ranges: Mapping[str, Range], mark: str
) -> Iterator[Any]:
    """Yield the arguments as the core reads them."""
    rows = cut(ranges.values())
    for argument, value in pairs:
        if argument.sent is Sent.REST:
            yield from (_value(cells, rows) for cells in value)
        elif argument.sent is Sent.CELLS:
            yield ranges[argument.name].block()
        else:
            yield _scalar(argument, value, rows, mark)


def _scalar(argument: MethodArgument, value: Any, rows: int | None, mark: str) -> Any:
    return _read(value, mark) if argument.sent is Sent.TEXT else _value(value, rows)


def _value(value: Any, rows: int | None) -> Any:
    """Return what an `any` holds, its rows cut like those of the other ranges."""
    tall = rows is not None and isinstance(value, tuple) and len(value) > rows
    return value[:rows] if tall else value


def _read(text: str, mark: str) -> Any:
    """Return the number that Calc has written as text, or the text; None if empty."""
    number = rf"-?\d+(?:{re.escape(mark)}\d+)?(?:E[+-]\d+)?"
    if re.fullmatch(number, text):
        return float(text.replace(mark, "."))
    return text or None
