"""
What runs in the process of its own: a foreign workbook in, an .xlsx of values out.

calamine reads the values. It gives blanks for error cells, and in an .ods 1 for TRUE
and texts for long times: wrong answers in silence, so those cells are read here.
"""

from __future__ import annotations

import io
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from cx_xl.dates import serial
from cx_xl.files.foreign import apart, ods, xls, xlsb
from cx_xl.files.limits import limit_memory
from cx_xl.files.minimal import Day, book_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cx_xl.files.foreign.marks import Marks
    from cx_xl.files.shared_formulas import Value

MOST_CELLS = 20_000_000
_DAY = timedelta(days=1)
_MARKS = {".xls": xls.marks, ".xlsb": xlsb.marks, ".ods": ods.marks}


def main() -> int:
    """Read argv: the format, the workbook, the .xlsx to write; return an exit code."""
    kind, source, target = sys.argv[1:]
    limit_memory("RLIMIT_AS", apart.MEMORY)
    try:
        Path(target).write_bytes(book_of(sheets(Path(source), kind)))
    except PasswordError:
        return apart.HAS_PASSWORD
    except (CalamineError, ValueError, LookupError, OSError, MemoryError):
        return 1
    return 0


def sheets(path: Path, kind: str) -> Mapping[str, list[list[Value]]]:
    """
    Return the rows of each sheet by its name; cells above the first are blank.

    Raises:
        CalamineError, ValueError, LookupError: the file cannot be read.
    """
    data = path.read_bytes()
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))  # whatever it is called
    marked = _MARKS[kind](data)
    found = {}
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height * sheet.total_width > MOST_CELLS:
            raise ValueError(name)
        rows = sheet.to_python(skip_empty_area=False)
        found[name] = list(_corrected(rows, marked.get(name, {})))
    return found


def _corrected(rows: list[list[Any]], marks: Marks) -> Iterator[list[Value]]:
    """Yield the rows with what is marked; errors at the end are not among *rows*."""
    for number in range(1, max([len(rows), *marks]) + 1):
        row = rows[number - 1] if number <= len(rows) else []
        cells: list[Value] = list(map(_cell, row))
        for column, value in marks.get(number, {}).items():
            cells += [None] * (column - len(cells))
            cells[column - 1] = value
        yield cells


def _cell(value: Any) -> Value:
    if isinstance(value, date | datetime):
        return Day(serial(value))
    if isinstance(value, time):
        since_midnight = timedelta(
            hours=value.hour, minutes=value.minute, seconds=value.second
        )
        return (since_midnight + value.microsecond * value.resolution) / _DAY
    if isinstance(value, timedelta):
        return value / _DAY
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None if value == "" else value


if __name__ == "__main__":
    sys.exit(main())
