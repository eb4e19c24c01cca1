"""Arrays of more cells than the engine takes, which it passes off as other values."""

import re
from collections.abc import Callable, Iterator
from math import prod

from cx_xl.errors import Code
from cx_xl.files.shared_formulas import Value
from cx_xl.headless.reasons import TooLarge, Unreadable
from cx_xl.headless.syntax.references import cells_of
from cx_xl.headless.syntax.tree import (
    Call,
    Expression,
    Operand,
    meaningful,
    nodes_of,
    parse,
    text_of,
)
from cx_xl.headless.syntax.words import words

SPILL = 1 << 20  # cells of a spill, or of what SEQUENCE makes; beyond it: #NUM!
RANGE = 10_000_000  # cells of a range; beyond it: #CALC!, and COUNTA counts one
GIVES_UP = 1 << 27  # cells of an array; beyond it the whole formula is 0

_MAKES: dict[str, tuple[int, int]] = {  # which arguments say how many rows and columns
    "SEQUENCE": (0, 1),
    "MAKEARRAY": (0, 1),
    "EXPAND": (1, 2),
    "MUNIT": (0, 0),
}
_MADE = re.compile(rf"\b(?:{'|'.join(_MAKES)})\(", re.IGNORECASE)
_LONG = re.compile(r":\$?[A-Z]{1,3}\$?\d{4,}", re.IGNORECASE)
_WIDE = re.compile(r":\$?[A-Z]{2}|\d:\$?\d", re.IGNORECASE)
_WHOLE = re.compile(r"[A-Z]{1,3}:\$?[A-Z]{1,3}$|!\$?\d+:|^\$?\d+:", re.IGNORECASE)
_PICK = {  # these look at some cells of a range
    *("VLOOKUP", "HLOOKUP", "XLOOKUP", "INDEX", "OFFSET"),
    *("ROW", "ROWS", "COLUMN", "COLUMNS"),
}


def too_large(formula: str) -> TooLarge | None:
    """Return why *formula* has no right value here, as far as its text tells."""
    is_made = bool(_MADE.search(formula))
    if not is_made and not _LONG.search(formula):
        return None
    try:
        tree = parse(formula)
    except Unreadable:  # has a reason of its own
        return None
    sizes = [prod(map(_literal, size)) for size in _made(tree)] if is_made else []
    if max(sizes, default=0) > SPILL:
        return TooLarge(area=f"{max(sizes):.0f}")
    largest = max(_worked_on(tree), default=0)
    return TooLarge(area=largest) if largest > RANGE else None


def may_be_given_up(formula: str, value: Value) -> bool:
    """Tell whether *value* may be what the engine says of too large an array."""
    if value is Code.NUM:
        return bool(_MADE.search(formula)) or prod(_box(formula)) > RANGE
    if type(value) is not float or value != 0:
        return False
    if _MADE.search(formula):
        return True
    return bool(_WIDE.search(formula)) and prod(_box(formula)) >= GIVES_UP


def given_up(
    formula: str, value: Value, evaluate: Callable[[str], Value]
) -> TooLarge | None:
    """
    Return why *value* is none; None if it is the value.

    Args:
        formula: what gave it.
        value: what it gave.
        evaluate: what another formula gives in the same place.
    """
    rows, columns = _box(formula)
    for high, wide in _made(parse(formula)):
        rows = max(rows, _number(evaluate(high)))
        columns = max(columns, _number(evaluate(wide)))
    spilt = _number(evaluate(f"ROWS({formula})*COLUMNS({formula})"))
    if value is Code.NUM:
        limit = SPILL if _MADE.search(formula) else RANGE
        is_given_up = spilt > SPILL or rows * columns > limit
    else:  # a formula that it gave up is 0 whatever stands around
        joined = evaluate(f'"x"&({formula})')
        is_given_up = not isinstance(joined, str) or isinstance(joined, Code)
    return TooLarge(area=f"{max(spilt, rows * columns):.0f}") if is_given_up else None


def _made(tree: Expression) -> Iterator[tuple[str, str]]:
    """Yield the formulas for the rows and columns of each array that is made."""
    for node in nodes_of(tree):
        places = _MAKES.get(node.name) if isinstance(node, Call) else None
        if isinstance(node, Call) and places:
            texts = [text_of(argument) for argument in node.arguments]
            high, wide = (texts[at] if at < len(texts) else "" for at in places)
            yield high.strip() or "1", wide.strip() or "1"


def _worked_on(expression: Expression) -> Iterator[int]:
    """Yield the sizes of the bounded ranges of which all cells are looked at."""
    for node in expression:
        if isinstance(node, Operand) and not _WHOLE.search(node.text):
            area = cells_of(node.text)
            yield area.size if area else 1
        elif isinstance(node, Call):
            picks = node.kpi or node.name in _PICK
            for argument in node.arguments:
                inner = meaningful(argument)
                if not (picks and len(inner) == 1 and isinstance(inner[0], Operand)):
                    yield from _worked_on(inner)


def _box(formula: str) -> tuple[float, float]:
    """Return the rows and columns of an array over all that *formula* names."""
    texts = (word.text for word in words(formula) if word.kind == "cells")
    shapes = [area.shape for area in map(cells_of, texts) if area]
    rows, columns = zip((1, 1), *shapes, strict=True)
    return max(rows), max(columns)


def _literal(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 1


def _number(value: Value) -> float:
    return float(value) if isinstance(value, int | float) else 0
