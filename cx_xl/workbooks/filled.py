"""A filled template as data: its tables by column key, with fresh values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cx_xl.cells import is_number
from cx_xl.files.addresses import address, position, quoted
from cx_xl.workbooks.cell_values import month_in
from cx_xl.workbooks.declaration import texts_of
from cx_xl.workbooks.former import FORMER
from cx_xl.workbooks.summary import is_template
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.writer import HEADER_KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from cx_xl.errors import Language
    from cx_xl.files.shared_formulas import Value
    from cx_xl.files.tables import Table
    from cx_xl.headless import Evaluation, Workbook
    from cx_xl.workbooks.texts import Texts


@dataclass(frozen=True)
class FilledTable:
    """
    The body of a table, by the keys of the template's columns.

    Attributes:
        sheet: where it lies.
        rows: the numbers of its rows in the sheet.
        columns: the numbers of its columns in the sheet, by key.
        value: what stands in (row, column): fresh, where a formula gives it.
    """

    sheet: str
    rows: range
    columns: Mapping[str, int]
    value: Callable[[int, int], Value]

    def __getitem__(self, key: str) -> list[Value]:
        """Return the values of a column, row by row."""
        return [self.value(row, self.columns[key]) for row in self.rows]

    def address(self, key: str, row: int) -> str:
        """Return the address of a cell, without its sheet."""
        return address(row, self.columns[key])

    def records(self, *keys: str) -> list[tuple[Value, ...]]:
        """Return the values of some columns, one tuple per row."""
        return list(zip(*(self[key] for key in keys), strict=True))


class FilledBook:
    """What a workbook made from our template holds, each value fresh."""

    def __init__(self, book: Workbook, fresh: Evaluation, texts: Texts) -> None:
        self.book = book
        self.fresh = fresh
        self.texts = texts

    @property
    def language(self) -> Language:
        """The language of its sheets."""
        return self.texts.language

    @cached_property
    def responses(self) -> FilledTable:
        """The answers, down to the last row of the table that holds one."""
        return _down_to_the_last(self._table("tblResponses"))

    @cached_property
    def counts(self) -> FilledTable:
        """The counts, likewise; none in a book of an older version."""
        if all(table.name != "tblCounts" for table in self.book.package.tables):
            columns = {column.key: 0 for column in load_template().counts}
            return FilledTable("", range(0), columns, lambda _row, _column: None)
        return _down_to_the_last(self._table("tblCounts"))

    @cached_property
    def monthly(self) -> FilledTable:
        """The months: inputs, KPIs and counts."""
        return self._table("tblMonthly")

    @cached_property
    def targets(self) -> FilledTable:
        """The KPIs with their targets."""
        return self._table("tblTargets")

    @cached_property
    def months(self) -> dict[date, int]:
        """The rows of the months, by their first day, as far as they have dates."""
        return {
            month: row
            for row, value in zip(self.monthly.rows, self.monthly["month"], strict=True)
            if is_number(value) and value > 366 and (month := month_in(value))
        }

    def named(self, name: str) -> Value:
        """Return the value of a named cell such as set_Confidence."""
        held: Value = self.fresh.get(self.book.names[name], self.book.value(name))
        return held

    def setting(self, name: str, default: float) -> float:
        """Return a setting, the template's own where it is no number."""
        value = self.named(name)
        return float(value) if is_number(value) else default

    def listed(self, name: str) -> list[str]:
        """Return the words of a list such as lst_Segments."""
        return [str(row[0]) for row in self.book.values(name) if row[0] is not None]

    @property
    def directions(self) -> tuple[Value, Value]:
        """The words for "higher is better" and "lower is better"."""
        names = ("dir_Higher", "dir_Lower")
        if all(name in self.book.names for name in names):
            return self.named(names[0]), self.named(names[1])
        higher, lower, *_ = (
            *self.listed("lst_Directions"),
            None,
            None,
        )  # first release
        return higher, lower

    @property
    def questions(self) -> list[str]:
        """The questions of counts; none in a book of an older version."""
        known = "lst_Questions" in self.book.names
        return self.listed("lst_Questions") if known else []

    def _table(self, name: str) -> FilledTable:
        table = next(t for t in self.book.package.tables if t.name == name)
        before, after = HEADER_KEYS[name].split("{}")
        keys = {
            header: key.removeprefix(before).removesuffix(after)
            for key, text in self.texts.items()
            if key.startswith(before) and key.endswith(after)
            for header in (text, *FORMER.get(key, ()))
        }
        columns = {
            keys[header]: column
            for column, header in enumerate(table.columns, table.area.left)
            if header in keys
        }
        return FilledTable(table.sheet, table.rows, columns, self._values(table))

    def _values(self, table: Table) -> Callable[[int, int], Value]:
        """Return a look-up of the cells of *table*."""
        area = table.area
        rows = [
            list(row) for row in self.book.values(f"{quoted(table.sheet)}!{table.area}")
        ]
        for cell in self.fresh.cells:
            if cell.sheet != table.sheet:
                continue
            top, left = position(cell.address)
            for row, values in enumerate(cell.values or ((cell.value,),), top):
                for column, value in enumerate(values, left):
                    if area.holds(row, column):
                        rows[row - area.top][column - area.left] = value
        return lambda row, column: rows[row - area.top][column - area.left]


def _down_to_the_last(table: FilledTable) -> FilledTable:
    """Return *table* without its last rows, if they are blank."""
    first, last = table.rows.start, table.rows.start
    for key in table.columns:
        for row, value in zip(table.rows, table[key], strict=True):
            if value is not None and row >= last:
                last = row + 1
    return FilledTable(table.sheet, range(first, last), table.columns, table.value)


def filled(book: Workbook, fresh: Evaluation) -> FilledBook | None:
    """Return *book* as a filled template, None if it was not made from ours."""
    texts = texts_of(book) if is_template(book) else None
    return FilledBook(book, fresh, texts) if texts else None
