"""
What Python callers hand over for a range: lists, arrays, columns and frames.

Libraries are known by what their objects can do, so that none has to be imported.
Anything whose rows differ in length, or whose order is chance, is no rectangle.
"""

from collections.abc import Iterable, Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from itertools import chain
from numbers import Number
from types import NoneType
from typing import Any, NamedTuple

from cx_xl.errors import NotARectangle

# What needs no look inside: cells, and rows of them.
_KNOWN = (NoneType, Number, Decimal, str, bytes, date, time, timedelta, Enum)
_ROWS = (list, tuple)


class Rectangle(NamedTuple):
    """
    Cells in their places.

    Attributes:
        cells: row by row.
        columns: how many of them make a row.
        is_body: whether they are a list or a frame, which hold no header.
        kinds: the types of the cells; to find them takes a look at each.
    """

    cells: list[Any]
    columns: int
    is_body: bool
    kinds: set[type]


def rectangle(given: Any, argument: str) -> Rectangle:
    """
    Return the cells of what a caller hands over.

    Raises:
        NotARectangle: a set, a mapping, rows of unequal length, or cells among rows.

    >>> rectangle([[1, 2], [3, 4]], "scores")[:3]
    ([1, 2, 3, 4], 2, False)
    """
    value = as_python(given)
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        return Rectangle([value], 1, is_body=False, kinds={type(value)})
    if isinstance(value, Mapping | set | frozenset):
        raise NotARectangle(argument)
    rows = value if isinstance(value, list) else list(value)
    kinds = set(map(type, rows))
    odd = {kind for kind in kinds if not issubclass(kind, _KNOWN + _ROWS)}
    if odd:
        rows = [as_python(row) if type(row) in odd else row for row in rows]
        kinds = set(map(type, rows))
    are_rows = {issubclass(kind, _ROWS) for kind in kinds}
    if True not in are_rows:
        return Rectangle(rows, 1, is_body=True, kinds=kinds)
    if False in are_rows:
        raise NotARectangle(argument)
    cells, columns = _cells(rows, argument)
    is_frame = hasattr(given, "columns")
    return Rectangle(cells, columns, is_body=is_frame, kinds=set(map(type, cells)))


def _cells(rows: list[Any], argument: str) -> tuple[list[Any], int]:
    """Return the cells of *rows* and their number of columns."""
    width = len(rows[0])
    try:
        if width == 1:  # a whole column of a sheet: looked through once
            return [cell for (cell,) in rows], 1
    except ValueError:
        raise NotARectangle(argument) from None
    if set(map(len, rows)) != {width}:
        raise NotARectangle(argument)
    return list(chain.from_iterable(rows)), width or 1


def as_python(value: Any) -> Any:
    """Return the objects of NumPy, pandas, Polars and Arrow as Python's own."""
    kind = type(value)
    if hasattr(kind, "dtype") and hasattr(kind, "strides"):
        return _from_numpy(value)
    is_index = hasattr(kind, "levels")  # of several columns, which can not say notna
    if hasattr(kind, "notna") and hasattr(kind, "where") and not is_index:  # of pandas
        return value.astype(object).where(value.notna(), None).to_numpy().tolist()
    for name in ("to_pylist", "as_py", "rows", "to_list"):  # of Arrow, then of Polars
        if hasattr(kind, name):
            return getattr(value, name)()
    return value


def _from_numpy(value: Any) -> Any:
    """Return an array as lists, a scalar as itself; None for NaN."""
    kind = value.dtype.kind
    if kind in "Mm":  # nanoseconds would come out as whole numbers
        value = value.astype(f"{kind}8[us]")
    elif kind == "f":  # a long double would stay one
        value = value.astype("float64")
    if not value.ndim:
        return value.item()
    if kind != "f" or hasattr(value, "mask"):
        return value.tolist()
    missing = value != value  # noqa: PLR0124 - only NaN differs from itself
    if not missing.any():
        return value.tolist()
    objects = value.astype(object)
    objects[missing] = None
    return objects.tolist()
