"""Whether a table of a filled book may take further rows, and what forbids it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cx_xl.files.addresses import ROWS, address
from cx_xl.files.file_refusals import FileRefused
from cx_xl.files.growth import TableCannotGrow, refuse_occupied
from cx_xl.files.sheet_reader import read_sheet

if TYPE_CHECKING:
    from cx_xl.files.package import Package
    from cx_xl.files.tables import Table
    from cx_xl.workbooks.keeping import BookFile

SPARE = 1_000  # rows that stay free below the last one of a table that had to grow
_RANGE = r"\$?[A-Z]{1,3}\$?\d+:\$?[A-Z]{1,3}\$?"


class FixedRange(FileRefused):
    """A formula of the user's own would not see the rows that are added."""

    en = "{file}: {cell} reads to row {row} only; write {table}[…] there."
    it = "{file}: {cell} legge solo fino alla riga {row}; usa lì {table}[…]."


class NoDateFormat(FileRefused):
    """A date would show as a number."""

    en = (
        "{file} would show the dates of {sheet!r} as numbers; format {cell} and the "
        "cells below it as dates, save, and import again."
    )
    it = (
        "{file} mostrerebbe come numeri le date di {sheet!r}; dai il formato data a "
        "{cell} e alle celle sotto, salva e ripeti l'importazione."
    )


def bottom_for(book: BookFile, table: Table, last: int) -> int:
    """
    Return where a table ends that grows to hold row *last*.

    Raises:
        TableCannotGrow, NoRoomBelow, FixedRange: it may not grow.
    """
    file = book.path.name
    if table.has_totals or any(table.formulas) or last > ROWS:
        raise TableCannotGrow(file=file, table=table.name)
    _refuse_fixed_ranges(book, table)
    bottom = min(last + SPARE, ROWS)
    refuse_occupied(book.package, table, book.workbook.sheet(table.sheet), bottom)
    return bottom


def _refuse_fixed_ranges(book: BookFile, table: Table) -> None:
    """Refuse to grow where a formula names the last row of the table."""
    row, home = table.area.bottom, re.escape(table.sheet.replace("'", "''"))
    named = re.compile(rf"(?:^|[^\w.])'?{home}'?!{_RANGE}{row}\b", re.IGNORECASE)
    # On the sheet itself its name may be left out.
    there = re.compile(rf"(?<![\w.$:!']){_RANGE}{row}\b", re.IGNORECASE)
    names = {name.name: name.text for name in book.package.names}
    for cell, text in {**book.workbook.formulas(), **names}.items():
        is_there = cell.rpartition("!")[0] == table.sheet
        if named.search(text) or (is_there and there.search(text)):
            raise FixedRange(file=book.path.name, cell=cell, row=row, table=table.name)


def require_days(filled: Package, file: str, table: Table, row: int, day: int) -> None:
    """
    Refuse to leave a date that shows as a number.

    Args:
        filled: the book with its new rows.
        file: its name.
        table: the table that took them.
        row: one of them.
        day: the column of days.

    Raises:
        NoDateFormat: it would.
    """
    if not read_sheet(filled, table.sheet).is_date(row, day):
        raise NoDateFormat(file=file, sheet=table.sheet, cell=address(row, day))
