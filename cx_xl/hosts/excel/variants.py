"""
What crosses between the VBA wrappers and `call_function`, both ways.

Arguments come through xlwings' "raw" converter: COM's own values, unchanged. The
usual one visits every cell in Python (1.4 s for a whole column); here the cells are
looked at by type, in C, and only odd ones are touched.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from cx_xl.cells import Block
from cx_xl.dates import MARCH_1900, elapsed
from cx_xl.edge import OMITTED, call_function
from cx_xl.errors import CODES, Code, CxError
from cx_xl.hosts.excel import journal
from cx_xl.hosts.excel.days_1904 import from_1900
from cx_xl.hosts.excel.error_cells import NUMBERS, OMITTED_ARGUMENT, arrived
from cx_xl.spec import Spec

# VBA turns such a text into an error value. It can not be mistaken for a text that
# somebody typed, and if it ever reaches a cell it does not look like a result.
ERROR = "cx-error:"

_BUG_EN = "cx_xl made a mistake, not you. It is written, without data, in {}."
_BUG_IT = "L'errore è di cx_xl, non tuo. È annotato, senza dati, in {}."


def answer(spec: Spec, arguments: Sequence[Any], *, from_1904: bool = False) -> Any:
    """
    Answer one call from Excel; refusals and our own mistakes become error cells.

    Args:
        spec: the function.
        arguments: as COM gives them.
        from_1904: whether the workbook that asks counts its days from 1904.

    Returns:
        A cell or rows of cells: float, text, bool; an error is `cx-error:` with its
        number, then, behind tabs, what to do about it in English and in Italian.
    """
    try:
        given = [_argument(value) for value in arguments]
        if from_1904:
            given = from_1900(spec, given)
        return _leaving(call_function(spec.name, *given))
    except CxError as error:
        return told(error.code, error.say("en"), error.say("it"))
    except Exception as bug:  # noqa: BLE001 - Excel would show its text as a result
        path = journal.record(spec.name, arguments, bug)
        return told(Code.VALUE, _BUG_EN.format(path), _BUG_IT.format(path))


def told(code: Code, en: str, it: str) -> str:
    """Return the text that becomes the error *code*, with its reason."""
    said = (text.replace("\t", " ") for text in (en, it))  # they may quote a cell
    return "\t".join([_error(code), *said])


def _argument(value: Any) -> Any:
    if isinstance(value, list | tuple):
        rows = value if value and isinstance(value[0], list | tuple) else [value]
        return _block(Block.of(rows))
    return _cell(value)


def _block(block: Block) -> Block:
    """Return *block* with the values of COM translated, if there are any."""
    types = set(map(type, block.cells))
    has_typed_error = str in types and any(map(CODES.__contains__, block.cells))
    if has_typed_error or int in types or any(issubclass(t, datetime) for t in types):
        return Block([_cell(cell) for cell in block.cells], block.columns)
    return block


def _cell(value: Any) -> Any:
    """Translate a gap, an error, a date, or a text that only looks like an error."""
    if type(value) is int:
        if value == OMITTED_ARGUMENT:
            return OMITTED
        return arrived(value) or value
    if isinstance(value, datetime):  # COM's dates claim a time zone they do not have
        return _moment(datetime.combine(value.date(), value.time()))
    if type(value) is str and value in CODES:
        return f" {value}"  # typed: Excel takes it for text, and so must we
    return value


def _moment(value: datetime) -> datetime | float:
    """Return the number of a cell before March 1900, where COM counts otherwise."""
    if value.date() >= MARCH_1900:
        return value
    return elapsed(value)


def _leaving(result: Any) -> Any:
    if isinstance(result, list):
        return [_leaving(value) for value in result]
    if isinstance(result, Code):
        return _error(result)
    if result is None:
        return ""
    if isinstance(result, int) and not isinstance(result, bool):
        return float(result)  # what Excel's own cells hold
    return result


def _error(code: Code) -> str:
    return f"{ERROR}{NUMBERS.get(code, NUMBERS[Code.VALUE])}"
