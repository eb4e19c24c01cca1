"""Results on their way into cells."""

from datetime import date
from math import isfinite
from typing import Any

from cx_xl.cells import serial
from cx_xl.errors import Undefined
from cx_xl.spec import Table


def to_cells(result: Any, *, headers: bool = True) -> Any:
    """Return *result* as a cell or as a rectangular list of rows."""
    if isinstance(result, Table):
        rows = [result.header, *result.rows] if headers else result.rows
        return [[_cell(value) for value in row] for row in rows]
    if isinstance(result, tuple):
        return [[_cell(value) for value in result]]
    if isinstance(result, list):
        return [[_cell(value)] for value in result]
    return _cell(result)


def _cell(value: Any) -> Any:
    if isinstance(value, float):
        if not isfinite(value):
            raise Undefined(
                "result",
                why_en="it is too large for a cell; check the size of the inputs.",
                why_it="è troppo grande per una cella; controlla i valori inseriti.",
            )
        return float(value) + 0.0  # a plain float, and no negative zero
    return serial(value) if isinstance(value, date) else value
