"""Places in the template's tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cx_xl.checks.examination import Place
from cx_xl.errors import Code
from cx_xl.files.addresses import address
from cx_xl.workbooks.cell_values import day_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cx_xl.checks.subject import Subject
    from cx_xl.files.shared_formulas import Value
    from cx_xl.workbooks.filled import FilledTable

DAYS = {"date", "month"}  # the columns whose numbers are days
LONGEST = 40  # characters shown of what a cell holds
_CELLS = re.compile(rb"<(?:\w+:)?sheetData\b.*</(?:\w+:)?sheetData\s*>", re.DOTALL)


def held(value: Value) -> str | None:
    """
    Return what a cell holds as text, cut short.

    >>> held(11), held("ten"), held(None)
    ('11', '"ten"', None)
    """
    if value is None:
        return None
    if isinstance(value, Code):
        return value.value
    if isinstance(value, str):
        cut = value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"
        return f'"{cut}"'
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def at(table: FilledTable, key: str, row: int) -> Place:
    """Return a cell of *table* as a place."""
    value = table.value(row, table.columns[key])
    day = day_in(value) if key in DAYS else None
    cell = table.address(key, row)
    return Place(
        sheet=table.sheet, cell=cell, held=day.isoformat() if day else held(value)
    )


def below(table: FilledTable, name: str, subject: Subject) -> Iterator[Place]:
    """Yield the cells that were filled below *table*, which is called *name*."""
    tables = subject.book.package.tables
    bottom = next(each.area.bottom for each in tables if each.name == name)
    columns = {*table.columns.values()}
    for (row, column), value in subject.book.sheet(table.sheet).cells():
        if row > bottom and column in columns and value != "":
            yield Place(sheet=table.sheet, cell=address(row, column), held=held(value))


def outside_cells(sheet: bytes) -> bytes:
    """Return the XML of a sheet without its cells: rules, headers, sparklines."""
    return _CELLS.sub(b"", sheet, count=1)


def unlisted(
    table: FilledTable, key: str, name: str, subject: Subject
) -> Iterator[Place]:
    """Yield the words of a column that the list *name* does not know."""
    known = {word.casefold() for word in subject.filled.listed(name)}
    return where(
        table,
        key,
        lambda value: (
            value not in {None, ""}
            and not isinstance(value, Code)
            and str(value).casefold() not in known
        ),
    )


def where(
    table: FilledTable, key: str, is_wrong: Callable[[Value], bool]
) -> Iterator[Place]:
    """Yield the cells of a column that are wrong."""
    for row, value in zip(table.rows, table[key], strict=True):
        if is_wrong(value):
            yield at(table, key, row)
