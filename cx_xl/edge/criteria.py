"""
Criteria in the manner of COUNTIFS.

A criterion is read once; then each distinct cell of its range is judged once. Text in
a cell is read as the same text in a criterion would be, so a cell always meets its own
text. Names are compared as those of segments are: without regard to case, to blanks
around them and to no-break spaces. Text that would need guessing meets nothing but
an error as a criterion: "1.200" is 1200 here and 1.2 there.
"""

import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any

from cx_xl import cells as read
from cx_xl.cells import Block, Logical
from cx_xl.dates import serial
from cx_xl.edge import collation, wildcards
from cx_xl.edge.chosen import Chosen
from cx_xl.errors import (
    AmbiguousNumber,
    BadCriterion,
    Code,
    CriterionIsRange,
    CxError,
    NoRowMeets,
    NotANumber,
    NothingToCompare,
    ShapesDiffer,
    SwappedCriterion,
)

Judge = Callable[[Any], bool]

SHOWN = 3  # names of a range that a message lists

_OPERATOR = re.compile(r"\s*(<>|<=|>=|=|<|>)?(.*)", re.DOTALL)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ t]\d{2}:\d{2}(?::\d{2})?)?")
_OTHER_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2}:\d{2}(:\d{2})?")
_NUMERIC = re.compile(r"[+-]?[$£€]? ?\d[\d.,' ]*[$£€%]?")
_COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def selection(pairs: Sequence[tuple[Any, Any]], main: Block) -> list[int]:
    """Return the indices of the rows of *main* that meet every criterion."""
    chosen = Chosen.all_of(len(main.cells))
    for number, (cells, criterion) in enumerate(pairs, start=1):
        block = Block.of(cells, f"range_{number}")
        _refuse_swapped(block, criterion, number)
        if (len(block.cells), block.columns) != (len(main.cells), main.columns):
            sizes = {"size": len(block.cells), "other_size": len(main.cells)}
            raise ShapesDiffer(f"range_{number}", other="scores", **sizes)
        meets = judge(criterion, f"criterion_{number}")
        cell = Block.of(criterion).cells[0]
        before, chosen = chosen, chosen.kept(block, cell, meets)
        if not chosen and before:
            held = map(block.cells.__getitem__, before)
            raise _no_row(f"criterion_{number}", criterion, held)
    return chosen.listed()


def judge(criterion: Any, argument: str) -> Judge:
    """Return what decides whether a cell meets *criterion*."""
    cell = _one_cell(criterion, argument)
    if cell is None:
        return _equals(0.0)  # COUNTIFS takes an empty criterion cell for 0
    if not isinstance(cell, str):
        return _equals(_known(cell, argument))
    sign, behind = _OPERATOR.fullmatch(cell).groups()  # type: ignore[union-attr]  # it matches all text
    text = _folded(behind)
    if sign in _COMPARE:
        return _ordered(_COMPARE[sign], _operand(text, argument, cell))
    if not text:
        return _blank(sign)
    value = _value(text, argument)
    meets = _like(text, argument) if _is_text(value) else _equals(value)
    return (lambda cell: not meets(cell)) if sign == "<>" else meets


def _one_cell(criterion: Any, argument: str) -> Any:
    block = Block.of(criterion, argument)
    if len(block.cells) != 1:
        size = {"rows": block.rows, "columns": block.columns}
        raise CriterionIsRange(argument, **size)
    return block.cells[0]


def _refuse_swapped(block: Block, criterion: Any, number: int) -> None:
    if len(block.cells) == 1 and len(Block.of(criterion).cells) > 1:
        raise SwappedCriterion(f"range_{number}", other=f"criterion_{number}")


def _no_row(argument: str, criterion: Any, cells: Iterable[Any]) -> NoRowMeets:
    """Return the error of a criterion that leaves nothing; say what there is."""
    names = dict.fromkeys(map(read.label, cells))
    names.pop(None, None)
    first = ", ".join(name[:40] for name in islice(filter(None, names), SHOWN))
    more = ", ..." if len(names) > SHOWN else ""
    shown = read.label(Block.of(criterion).cells[0]) or ""
    return NoRowMeets(argument, value=shown, held=f"{first}{more}" or "-")


def _folded(text: str) -> str:
    """Return *text* as names are compared."""
    return " ".join(text.split()).casefold()


def _known(cell: Any, argument: str) -> Any:
    """Return a criterion that is no text: a number, a date, or TRUE."""
    value = cell if isinstance(cell, Logical) else read.number(cell)
    if value is None:
        raise NotANumber(argument, value=cell)
    return value


def _operand(text: str, argument: str, criterion: str) -> Any:
    """Read what stands behind < or >."""
    if not text:
        raise NothingToCompare(argument, value=criterion)
    value = _value(text, argument)
    if isinstance(value, Code) or (
        isinstance(value, str) and _NUMERIC.fullmatch(value)
    ):
        raise NotANumber(argument, value=criterion)
    return value


def _value(text: str, argument: str = "") -> Any:
    """
    Read folded text: a number, a date, TRUE or an error; other text stays itself.

    Raises:
        CxError: it needs guessing.
    """
    truth = read.truth(text)
    if truth is not None:
        return Logical(truth)
    if _ISO_DATE.fullmatch(text) or _OTHER_DATE.fullmatch(text):
        return _iso_serial(text, argument)
    plain = text.removesuffix("%").rstrip()
    if read.is_ambiguous(plain):
        raise AmbiguousNumber.of(argument, plain)
    number = read.number(plain)
    if number is None:
        return read.error_code(text.upper()) or text
    return number if plain == text else number / 100


def _iso_serial(text: str, argument: str) -> float:
    """Return the serial number of an ISO date; refuse dates that need guessing."""
    try:
        return serial(datetime.fromisoformat(text.upper()))
    except ValueError:  # the order of its day and month, or which day it is
        raise BadCriterion(argument, value=text) from None


def _blank(sign: str | None) -> Judge:
    if sign == "<>":
        return lambda cell: cell is not None
    if sign == "=":
        return lambda cell: cell is None
    return read.is_blank


def _equals(value: Any) -> Judge:
    """Judge by a number, a date, TRUE or an error; text is read as a criterion is."""
    if isinstance(value, Code):
        return lambda cell: read.error_code(cell) == value

    def meets(cell: Any) -> bool:
        if isinstance(cell, str):
            found = _text_value(cell)
        else:
            found = cell if isinstance(cell, Logical) else read.number(cell)
        return bool(found == value)

    return meets


def _text_value(cell: str) -> Any:
    """Return the value of a text cell; None for one that needs guessing."""
    try:
        return _value(_folded(cell))
    except CxError:
        return None


def _like(text: str, argument: str) -> Judge:
    """Judge text cells by text, with its wildcards."""
    fits = wildcards.matcher(text, argument)
    return lambda cell: _is_text(cell) and fits(_folded(cell))


def _is_text(cell: Any) -> bool:
    return isinstance(cell, str) and not read.error_code(cell)


def _ordered(compare: Callable[[Any, Any], bool], value: Any) -> Judge:
    """Compare numbers with numbers and text with text, as COUNTIFS does."""
    if isinstance(value, float | int):
        return lambda cell: (
            not isinstance(cell, str)
            and (number := read.number(cell)) is not None
            and compare(number, value)
        )
    if isinstance(value, Logical):
        return lambda cell: (
            isinstance(cell, Logical) and compare(cell.value, value.value)
        )
    key = collation.key(value)
    return lambda cell: _is_text(cell) and compare(collation.key(_folded(cell)), key)
