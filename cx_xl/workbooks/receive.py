"""Answers into a filled book: only the cells, the table and the ledger change."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cx_xl.dates import from_serial, serial
from cx_xl.files.addresses import ROWS, address
from cx_xl.files.copy_writer import changed_parts
from cx_xl.files.growth import grown, with_hidden_sheet
from cx_xl.files.locks import refuse_locked
from cx_xl.files.package import open_package
from cx_xl.files.refusals import FileRefused
from cx_xl.files.saving import save
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.files.snapshot import snapshot
from cx_xl.headless import Workbook
from cx_xl.imports import Scale
from cx_xl.workbooks.ledger import SHEET, Ledger, read_ledger
from cx_xl.workbooks.model import load_template
from cx_xl.workbooks.summary import is_template
from cx_xl.workbooks.texts import load_texts

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Sequence
    from datetime import date

    from cx_xl.errors import Language
    from cx_xl.files.formulas import Value
    from cx_xl.files.package import Package
    from cx_xl.headless import Evaluation
    from cx_xl.imports import Imported

TABLE = "tblResponses"
SPARE = 1_000  # rows that stay free below the answers of a table that had to grow
LANGUAGES: tuple[Language, ...] = ("en", "it")


class NotOurBook(FileRefused):
    """A workbook that was not made from our template."""

    en = "{file} is no workbook of cx_xl; make one with cx-xl new."
    it = "{file} non è una cartella di lavoro di cx_xl; creane una con cx-xl new."


class OpenDocumentBook(FileRefused):
    """An .ods cannot be filled without rewriting all of it."""

    en = "{file} is an .ods; import into the .xlsx edition (cx-xl new name.xlsx)."
    it = "{file} è un .ods; importa nell'edizione .xlsx (cx-xl new nome.xlsx)."


class NoRoomBelow(FileRefused):
    """Something stands where the table has to grow."""

    en = "{file}: {cell} of {sheet!r} stands below the answers; move it elsewhere."
    it = "{file}: {cell} di {sheet!r} sta sotto le risposte; spostala altrove."


class TableCannotGrow(FileRefused):
    """A table with totals or formulas of the user's own is full."""

    en = "{file}: table {table} is full; drag its corner down in Excel, then import."
    it = "{file}: la tabella {table} è piena; allungala in Excel, poi importa."


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


class ChangedMeanwhile(FileRefused):
    """Somebody saved the book while it was being filled."""

    en = "{file} was saved by someone else meanwhile; run the import again."
    it = "{file} è stato salvato da altri nel frattempo; ripeti l'importazione."


@dataclass(frozen=True)
class Received:
    """What became of the book: its backup, and all its fresh results."""

    backup: Path
    evaluation: Evaluation


class Book:
    """
    A filled workbook that takes answers.

    Raises:
        NotOurBook, OpenDocumentBook, Locked, or another FileRefused.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        if self.path.suffix.lower() == ".ods":
            raise OpenDocumentBook(file=self.path.name)
        refuse_locked(self.path)
        self.package = open_package(self.path)
        self.workbook = Workbook(self.package, self.path.name)
        tables = {table.name: table for table in self.package.tables}
        if TABLE not in tables or not is_template(self.workbook):
            raise NotOurBook(file=self.path.name)
        self.table = tables[TABLE]
        self.ledger: Ledger = read_ledger(self.package)
        self._sheet = read_sheet(self.package, self.table.sheet)

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
    def shown_month(self) -> date | None:
        """The month that sheet KPI shows, None if it holds none."""
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

    def receive(self, answers: Sequence[Imported], tool: str, today: date) -> Received:
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
            self.table.sheet: cells,
            SHEET: self.ledger.entries(marks, tool, today),
        }
        filled = self.package.with_parts(parts)
        filled = filled.with_parts(changed_parts(filled, changes))
        self._require_dates(filled, first)
        fresh = Workbook(filled, self.path.name)
        evaluation = fresh.evaluate(today)
        self._require_unchanged()
        backup = self._backed_up()
        fresh.save(self.path, today)
        return Received(backup, evaluation)

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
        for (row, column), value in self._sheet.cells():
            below = table.area.bottom < row <= bottom
            if below and table.area.left <= column <= table.area.right and value != "":
                raise NoRoomBelow(
                    file=file, sheet=table.sheet, cell=address(row, column)
                )
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

    def _backed_up(self) -> Path:
        """Copy the book as it was read to a dated file beside it."""
        from datetime import datetime  # noqa: PLC0415 - the clock, here only

        now = datetime.now().strftime("%Y-%m-%d-%H%M%S")  # noqa: DTZ005 - the user's
        backup = self.path.with_name(f"{self.path.stem}.backup-{now}{self.path.suffix}")
        save(backup, self.package.container.data)
        with suppress(OSError):
            shutil.copystat(self.path, backup)
        return backup

    def _require_unchanged(self) -> None:
        """Raise if someone opened or saved the book meanwhile."""
        refuse_locked(self.path)
        if (
            snapshot(self.path, self.package.container.limits)
            != self.package.container.data
        ):
            raise ChangedMeanwhile(file=self.path.name)
