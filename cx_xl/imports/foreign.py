"""The reader of .xls and .ods, meant for a process of its own."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineError, CalamineWorkbook

if TYPE_CHECKING:
    from cx_xl.imports.contract import Row

MOST_CELLS = 20_000_000


def sheets(path: str) -> dict[str, list[Row]]:
    """
    Return the rows of each sheet by its name; cells above the first are blank.

    Raises:
        ValueError: the file cannot be read.
    """
    try:
        book = CalamineWorkbook.from_path(path)
        found: dict[str, list[Row]] = {}
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height * sheet.total_width > MOST_CELLS:
                raise ValueError(path)
            rows = sheet.to_python(skip_empty_area=False)
            found[name] = [[_cell(value) for value in row] for row in rows]
    except CalamineError as error:
        raise ValueError(path) from error
    return found


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time.min)
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None if value == "" else value
