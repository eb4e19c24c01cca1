"""
Days of a workbook that counts from 1904, as the functions count them.

There DATE() and TODAY() give numbers that are 1,462 too small for the functions, while
cells with dates come as true dates. So numbers are moved where a day is asked for, and
in a criterion whose range holds dates: `">="&DATE(2026,1,1)`.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from cx_xl.cells import Block, is_number
from cx_xl.dates import FIRST_PLAIN, SHIFT_1904
from cx_xl.roles import DATED
from cx_xl.spec import Spec

# 1950 to 2419: below are typed years, above typed months and days (190001, 20260131),
# which must be refused as what they are.
DAYS = range(FIRST_PLAIN - SHIFT_1904, 190_001)

_COMPARED = re.compile(r"(\s*(?:<=|>=|<>|<|>|=)?\s*)(\d+)((?:[.,]\d+)?\s*)")


def from_1900(spec: Spec, arguments: Sequence[Any]) -> list[Any]:
    """Return *arguments*, cells and blocks, with their days counted from 1900."""
    own = [p for p in spec.parameters if not p.is_repeated]
    moved = [
        _moved(value) if parameter.role in DATED else value
        for parameter, value in zip(own, arguments, strict=False)
    ]
    if spec.filtered:
        moved += _criteria(arguments[len(own) :])
    else:
        moved += arguments[len(own) :]
    return moved


def _moved(value: Any) -> Any:
    if isinstance(value, Block):
        return Block([_moved(cell) for cell in value.cells], value.columns)
    return value + SHIFT_1904 if is_number(value) and int(value) in DAYS else value


def _criteria(pairs: Sequence[Any]) -> Iterator[Any]:
    """Yield pairs of range and criterion; a range of dates moves its criterion."""
    for values, criterion in zip(pairs[::2], pairs[1::2], strict=False):
        yield values
        has_dates = isinstance(values, Block) and any(
            isinstance(cell, date) for cell in values.cells
        )
        yield _compared(criterion) if has_dates else criterion
    if len(pairs) % 2:
        yield pairs[-1]


def _compared(criterion: Any) -> Any:
    if not isinstance(criterion, str):
        return _moved(criterion)
    found = _COMPARED.fullmatch(criterion)
    if not found:
        return criterion
    sign, day, clock = found.groups()
    return f"{sign}{_moved(int(day))}{clock}"
