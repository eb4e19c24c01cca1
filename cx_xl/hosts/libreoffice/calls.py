"""One call from a sheet: arguments in, cells out."""

import re
from collections.abc import Iterator, Sequence
from struct import pack, unpack
from typing import Any

from cx_xl.edge import call_function
from cx_xl.errors import Code, CxError, Language, NeedsLibrary
from cx_xl.hosts.libreoffice.methods import Returned, Sent, Slot, returned, slots
from cx_xl.hosts.libreoffice.ranges import ERRORS, Range, cut
from cx_xl.spec import Spec

QUIET_NAN = 0x7FF8_0000_0000_0000
NUMBERS = {code: number for number, code in ERRORS.items()}
LACKING: dict[Language, str] = {
    "en": "{name} needs NumPy and SciPy in LibreOffice's Python: cx-xl libreoffice "
    "doctor says how to get them.",
    "it": "{name} ha bisogno di NumPy e SciPy nel Python di LibreOffice: cx-xl "
    "libreoffice doctor spiega come averli.",
}
OPTIONAL = ("numpy", "scipy")


def answer(
    spec: Spec,
    document: Any,
    arguments: Sequence[Any],
    mark: str = ".",
    language: Language = "en",
) -> Any:
    """
    Return what the cell, or the cells of the array formula, show.

    Args:
        spec: the function.
        document: the document of the cell; it knows the number formats.
        arguments: what Calc sends, one for each slot.
        mark: the decimal mark in which Calc writes numbers as text.
        language: of what is said when a library is missing.
    """
    try:
        result = call_function(spec.name, *_given(spec, document, arguments, mark))
    except NeedsLibrary:
        result = LACKING[language].format(name=spec.name)
    except CxError as error:
        result = error.code
    except ImportError as lacking:  # UNO's import raises it without a name
        if not any(library in str(lacking) for library in OPTIONAL):
            raise
        result = LACKING[language].format(name=spec.name)
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


def _given(
    spec: Spec, document: Any, arguments: Sequence[Any], mark: str
) -> Iterator[Any]:
    """Yield the arguments as the core reads them."""
    pairs = list(zip(slots(spec), arguments, strict=True))
    ranges = {
        slot.name: Range(value, slot.role, document)
        for slot, value in pairs
        if slot.sent is Sent.CELLS
    }
    keep = cut(ranges.values())
    for slot, value in pairs:
        if slot.sent is Sent.REST:
            yield from (_value(cells, keep) for cells in value)
        elif slot.sent is Sent.CELLS:
            yield ranges[slot.name].block()
        else:
            yield _scalar(slot, value, keep, mark)


def _scalar(slot: Slot, value: Any, keep: int | None, mark: str) -> Any:
    return _read(value, mark) if slot.sent is Sent.TEXT else _value(value, keep)


def _value(value: Any, keep: int | None) -> Any:
    """Return what an `any` holds, its rows cut like those of the other ranges."""
    tall = keep is not None and isinstance(value, tuple) and len(value) > keep
    return value[:keep] if tall else value


def _read(text: str, mark: str) -> Any:
    """Return the number that Calc has written as text, or the text; None if empty."""
    number = rf"-?\d+(?:{re.escape(mark)}\d+)?(?:E[+-]\d+)?"
    if re.fullmatch(number, text):
        return float(text.replace(mark, "."))
    return text or None
