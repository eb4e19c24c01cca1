"""Answers into a filled book: only the cells, the table and the ledger change."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from cx_xl.dates import from_serial, serial
from cx_xl.files.addresses import ROWS, address
from cx_xl.files.file_refusals import FileRefused
from cx_xl.files.growth import TableCannotGrow, grown, refuse_occupied
from cx_xl.files.new_sheet import with_hidden_sheet
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.imports import Scale
from cx_xl.workbooks.keeping import BookFile
from cx_xl.workbooks.ledger import SHEET, Ledger, read_ledger
from cx_xl.workbooks.roll import Months
from cx_xl.workbooks.rows import month_after
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.texts import load_texts

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Sequence
    from datetime import date

    from cx_xl.errors import Language
    from cx_xl.files.package import Package
    from cx_xl.files.shared_formulas import Value
    from cx_xl.imports import Imported
    from cx_xl.workbooks.keeping import Changes, Rewritten

TABLE = "tblResponses"
LONGEST_GAP = 3  # months without an answer, after which earlier dates are strays
SPARE = 1_000  # rows that stay free below the answers of a table that had to grow
LANGUAGES: tuple[Language, ...] = ("en", "it")


class FixedRange(FileRefused):
    """A formula of the user's own would not see the answers that are added."""

    en = "{file}: {cell} reads answers to row {row} only; write tblResponses[…] there."
    it = "{file}: {cell} legge solo fino alla riga {row}; usa lì tblResponses[…]."


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


class NoBookColumn(FileRefused):
    """The table of answers has no column of that name."""

    en = "{file} has no column {column!r} among its answers; it has {columns}."
    it = "{file} non ha una colonna {column!r} tra le risposte; ha {columns}."


class Book(BookFile):
    """
    A filled workbook that takes answers.

    Raises:
        NotOurBook, OpenDocumentBook, Locked, or another FileRefused.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        super().__init__(path)
        self.table = self.table_called(TABLE)
        self.ledger: Ledger = read_ledger(self.package)
        self._sheet = read_sheet(self.package, self.table.sheet)
        self._beginning: Changes = {}
        self._shown: date | None = None

    @cached_property
    def columns(self) -> dict[str, int]:
        """The sheet's columns by role, and those of the user by header."""
        keys = {
            load_texts(language)[f"responses.{column.key}.header"]: column.key
            for language in LANGUAGES
            for column in load_template().responses
        }
        names = enumerate(self.table.columns, start=self.table.area.left)
        return {keys.get(name, name): column for column, name in names}

    @cached_property
    def scales(self) -> dict[str, Scale]:
        """The scales of the scores, by KPI."""
        return {
            column.key: Scale(column.key, column.low, column.high)
            for column in load_template().responses
            if column.low is not None and column.high is not None
        }

    @cached_property
    def months(self) -> tuple[date, ...]:
        """The months of the book, as far as it holds their dates."""
        days = [row[0] for row in self.workbook.values("lst_Months")]
        return tuple(
            from_serial(day).date().replace(day=1)
            for day in days
            if isinstance(day, int | float) and not isinstance(day, bool)
        )

    @property
    def is_empty(self) -> bool:
        """Whether the book holds no answer yet."""
        return self.last_row == self.table.area.top

    def begin_with(self, months: Iterable[date]) -> date | None:
        """
        Let a book that holds nothing yet begin with the first of *months*.

        Its months reach at least to the last of them; a stray date far before the
        others does not count. Return its first month if that is another one now.
        """
        wanted = _together(months)
        if not self.is_empty or wanted <= set(self.months):
            return None
        try:
            held = Months(self)
        except FileRefused:  # the months are the user's own
            return None
        if not held.is_untouched:
            return None
        earliest = month_after(max(wanted), 1 - len(held.months))
        first = max(min(wanted), earliest)
        self._shown = max(wanted)
        self._beginning = held.beginning(first, self._shown)
        self.months = tuple(month_after(first, n) for n in range(len(held.months)))
        return first

    @property
    def shown_month(self) -> date | None:
        """The month that sheet KPI will show, None if it holds none."""
        if self._shown:
            return self._shown
        month = self.workbook.value("sel_Month")
        if isinstance(month, bool) or not isinstance(month, int | float):
            return None
        return from_serial(month).date().replace(day=1)

    def listed(self, name: str) -> frozenset[str]:
        """Return the words of a list such as lst_Segments, without case."""
        words = (row[0] for row in self.workbook.values(name))
        return frozenset(str(word).strip().casefold() for word in words if word)

    @cached_property
    def last_row(self) -> int:
        """The last row that holds an answer; that of the header if none does."""
        top, bottom = self.table.area.top, self.table.area.bottom
        typed = [self.columns[key] for key in self._typed()]
        columns = (self._sheet.column(number, top + 1, bottom) for number in typed)
        filled = (
            number
            for values in columns
            for number, value in enumerate(values, start=top + 1)
            if value not in {None, ""}
        )
        return max(filled, default=top)

    def answers_in(self, months: Iterable[date]) -> int:
        """Return how many answers the book has already in these months."""
        wanted = set(months)
        values = self._sheet.column(
            self.columns["date"], self.table.area.top + 1, max(self.last_row, 1)
        )
        days = (
            from_serial(value).date().replace(day=1)
            for value in values
            if isinstance(value, int | float) and value > 366
        )
        return sum(day in wanted for day in days)

    def require(self, headers: Iterable[str]) -> None:
        """
        Raise unless the table has these columns of the user.

        Raises:
            NoBookColumn: it has not.
        """
        for header in headers:
            if header not in self.columns:
                known = ", ".join(map(repr, self.table.columns))
                raise NoBookColumn(file=self.path.name, column=header, columns=known)

    def receive(self, answers: Sequence[Imported], tool: str, today: date) -> Rewritten:
        """
        Write answers below those that are there, and compute the book anew.

        A dated backup lies beside the book; the book itself is the old one until the
        new one is whole.

        Raises:
            FileRefused: NoRoomBelow, TableCannotGrow, ChangedMeanwhile, Locked,
                CannotWrite.
        """
        first = self.last_row + 1
        last = first + len(answers) - 1
        parts: dict[str, bytes] = {}
        if last > self.table.area.bottom:
            parts |= grown(self.package, self.table, self._bottom(last))
        if self.ledger.is_new:
            parts |= with_hidden_sheet(self.package, SHEET)
        cells = self._cells(answers, first)
        marks = (answer.mark for answer in answers)
        changes = {
            **self._beginning,
            self.table.sheet: cells,
            SHEET: self.ledger.entries(marks, tool, today),
        }
        return self.rewrite(
            parts, changes, today, filled=lambda book: self._require_dates(book, first)
        )

    def _typed(self) -> list[str]:
        return [
            column.key
            for column in load_template().responses
            if column.key in self.columns
        ]

    def _bottom(self, last: int) -> int:
        """Return where the grown table ends; refuse where it may not grow."""
        table, file = self.table, self.path.name
        if table.has_totals or any(table.formulas):
            raise TableCannotGrow(file=file, table=table.name)
        self._refuse_fixed_ranges()
        bottom = min(last + SPARE, ROWS)
        if last > ROWS:
            raise TableCannotGrow(file=file, table=table.name)
        refuse_occupied(self.package, table, self._sheet, bottom)
        return bottom

    def _refuse_fixed_ranges(self) -> None:
        """Refuse to grow where a formula names the last row of the table."""
        row, sheet = self.table.area.bottom, re.escape(self.table.sheet)
        fixed = re.compile(
            rf"(?:^|[^\w.])'?{sheet}'?!\$?[A-Z]{{1,3}}\$?\d+:\$?[A-Z]{{1,3}}\$?{row}\b",
            re.IGNORECASE,
        )
        named = {name.name: name.text for name in self.package.names}
        for cell, text in {**self.workbook.formulas(), **named}.items():
            if fixed.search(text):
                raise FixedRange(file=self.path.name, cell=cell, row=row)

    def _require_dates(self, filled: Package, row: int) -> None:
        """Refuse to leave a date that shows as a number."""
        sheet, column = self.table.sheet, self.columns["date"]
        if not read_sheet(filled, sheet).is_date(row, column):
            cell = address(row, column)
            raise NoDateFormat(file=self.path.name, sheet=sheet, cell=cell)

    def _cells(
        self, answers: Sequence[Imported], first: int
    ) -> dict[tuple[int, int], Value]:
        cells: dict[tuple[int, int], Value] = {}
        for row, answer in enumerate(answers, start=first):
            cells[row, self.columns["date"]] = int(serial(answer.day))
            for key, value in {**answer.values, **answer.also}.items():
                cells[row, self.columns[key]] = value
        return cells


def _together(months: Iterable[date]) -> set[date]:
    """Return the last of *months*, and those before it without a long gap."""
    found: list[date] = []
    for month in sorted(set(months), reverse=True):
        if found and month_after(month, LONGEST_GAP) < found[-1]:
            break
        found.append(month)
    return set(found)
