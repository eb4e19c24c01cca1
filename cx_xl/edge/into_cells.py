"""Results on their way into cells."""

from collections.abc import Sequence
from datetime import date
from math import isfinite, isnan
from typing import Any

from cx_xl.dates import serial
from cx_xl.errors import Code, NoAnswers, Undefined
from cx_xl.spec import Table

AS_THEY_ARE = frozenset({int, str, Code})


def to_cells(result: Any, *, headers: bool = True) -> Any:
    """Return *result* as a cell or as a rectangular list of rows."""
    if isinstance(result, Table):
        rows = list(map(list, zip(*map(_column, result.columns), strict=True)))
        return [list(result.header), *rows] if headers else rows
    if isinstance(result, tuple):
        return [[_cell(value) for value in result]]
    if isinstance(result, list):
        if not result:  # a range without a row
            raise NoAnswers("range")
        return [[cell] for cell in _column(result)]
    return _cell(result)


def _column(values: Sequence[Any]) -> Sequence[Any]:
    """Return a column of cells; most hold one type, which is quickly checked."""
    types = set(map(type, values))
    if types == {float} and isfinite(sum(values)):
        return [value + 0.0 for value in values]  # no negative zero
    return values if types <= AS_THEY_ARE else list(map(_cell, values))


def too_large() -> Undefined:
    """Return the error of a result, or a step towards it, that no cell can hold."""
    return Undefined(
        "result",
        why_en="it is too large for a cell; check the size of the inputs.",
        why_it="è troppo grande per una cella; controlla i valori inseriti.",
    )


def no_number() -> Undefined:
    """Return the error of a computation that came to nothing: 0 divided by 0."""
    return Undefined(
        "result",
        why_en="the inputs lead to no number; look for values near 0 or beyond 1E300.",
        why_it="i valori non danno un numero; cerca valori vicini a 0 o oltre 1E300.",
    )


def _cell(value: Any) -> Any:
    if isinstance(value, float):
        if not isfinite(value):
            raise no_number() if isnan(value) else too_large()
        return float(value) + 0.0  # a plain float, and no negative zero
    return serial(value) if isinstance(value, date) else value
