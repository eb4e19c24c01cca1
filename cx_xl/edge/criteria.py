"""
Criteria in the manner of COUNTIFS.

A criterion is read once; then each distinct cell of its range is judged once.
"""

import operator
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from cx_xl import cells as read
from cx_xl.cells import Block, Logical
from cx_xl.dates import serial
from cx_xl.edge.chosen import Chosen
from cx_xl.errors import BadCriterion, ShapesDiffer

Judge = Callable[[Any], bool]

_OPERATOR = re.compile(r"(<>|<=|>=|=|<|>)?(.*)", re.DOTALL)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_OTHER_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}|\d{1,2}:\d{2}(:\d{2})?")
_TRUTH = {"true": True, "vero": True, "false": False, "falso": False}
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def selection(pairs: Sequence[tuple[Any, Any]], main: Block) -> list[int]:
    """Return the indices of the rows of *main* that meet every criterion."""
    chosen = Chosen.all_of(len(main.cells))
    for number, (cells, criterion) in enumerate(pairs, start=1):
        block = Block.of(cells)
        if (len(block.cells), block.columns) != (len(main.cells), main.columns):
            sizes = {"size": len(block.cells), "other_size": len(main.cells)}
            raise ShapesDiffer(f"range_{number}", other="scores", **sizes)
        meets = judge(criterion, f"criterion_{number}")
        chosen = chosen.kept(block, Block.of(criterion).cells[0], meets)
    return chosen.listed()


def judge(criterion: Any, argument: str) -> Judge:
    """Return what decides whether a cell meets *criterion*."""
    block = Block.of(criterion)
    if len(block.cells) != 1:
        raise BadCriterion(argument, value=f"{block.rows} x {block.columns}")
    cell = block.cells[0]
    if cell is None:
        return _equals(0.0)  # COUNTIFS takes an empty criterion cell for 0
    if not isinstance(cell, str):
        return _equals(cell if isinstance(cell, Logical) else read.number(cell))
    sign, text = _OPERATOR.fullmatch(cell).groups()  # type: ignore[union-attr]  # it matches all text
    if sign in _COMPARE and not text.strip():
        raise BadCriterion(argument, value=cell)
    if sign in _COMPARE:
        return _ordered(_COMPARE[sign], _operand(text, argument))
    if not text:
        return _blank(sign)
    equal = _equals(_operand(text, argument))
    return (lambda cell: not equal(cell)) if sign == "<>" else equal


def _operand(text: str, argument: str) -> Any:
    """Read what stands behind the operator; refuse dates that need guessing."""
    stripped = text.strip()
    if _ISO_DATE.fullmatch(stripped):
        return serial(date.fromisoformat(stripped))
    if _OTHER_DATE.fullmatch(stripped) or read.is_ambiguous(stripped):
        raise BadCriterion(argument, value=text)
    code = read.error_code(stripped)
    if code or stripped.lower() in _TRUTH:
        return code or Logical(_TRUTH[stripped.lower()])
    number = read.number(stripped.removesuffix("%"))
    if number is None:
        return text
    return number / 100 if stripped.endswith("%") else number


def _blank(sign: str | None) -> Judge:
    if sign == "<>":
        return lambda cell: cell is not None
    if sign == "=":
        return lambda cell: cell is None
    return lambda cell: cell is None or cell == ""


def _equals(operand: Any) -> Judge:
    if isinstance(operand, str) and not read.error_code(operand):
        pattern = _wildcards(operand)
        return lambda cell: (
            isinstance(cell, str)
            and not read.error_code(cell)
            and bool(pattern.fullmatch(cell))
        )
    if isinstance(operand, float | int):
        return lambda cell: read.number(cell) == operand
    return lambda cell: cell == operand


def _ordered(compare: Callable[[Any, Any], bool], operand: Any) -> Judge:
    """Compare numbers with numbers and text with text, as COUNTIFS does."""
    if isinstance(operand, float | int):
        return lambda cell: (
            not isinstance(cell, str)
            and (number := read.number(cell)) is not None
            and compare(number, operand)
        )
    if isinstance(operand, Logical):
        return lambda cell: (
            isinstance(cell, Logical) and compare(cell.value, operand.value)
        )
    folded = operand.casefold()
    return lambda cell: isinstance(cell, str) and compare(cell.casefold(), folded)


def _wildcards(text: str) -> re.Pattern[str]:
    """Translate * and ? (and ~ to escape them) into a regular expression."""
    parts = []
    for token in re.findall(r"~[*?~]|.", text, re.DOTALL):
        wild = {"*": ".*", "?": "."}.get(token)
        parts.append(wild or re.escape(token[-1] if len(token) > 1 else token))
    return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)
