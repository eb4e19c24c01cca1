"""Answers into a filled book: only the cells, the table and the ledger change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.dates import serial
from cx_xl.files.file_refusals import FileRefused
from cx_xl.files.growth import grown
from cx_xl.files.new_sheet import with_hidden_sheet
from cx_xl.workbooks.cell_values import month_in
from cx_xl.workbooks.ledger import SHEET, Ledger, read_ledger
from cx_xl.workbooks.receiver import RESPONSES, Receiver

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Sequence
    from datetime import date

    from cx_xl.files.shared_formulas import Value
    from cx_xl.imports import Imported
    from cx_xl.workbooks.keeping import Rewritten


class NoBookColumn(FileRefused):
    """The table of answers has no column of that name."""

    en = "{file} has no column {column!r} among its answers; it has {columns}."
    it = "{file} non ha una colonna {column!r} tra le risposte; ha {columns}."


class Book(Receiver):
    """
    A filled workbook that takes answers.

    Raises:
        NotOurBook, OpenDocumentBook, Locked, or another FileRefused.
    """

    TABLE, DAY = RESPONSES, "date"

    def __init__(self, path: str | os.PathLike[str]) -> None:
        super().__init__(path)
        self.ledger: Ledger = read_ledger(self.package)

    def answers_in(self, months: Iterable[date]) -> int:
        """Return how many answers the book has already in these months."""
        wanted = set(months)
        top, last = self.table.area.top + 1, max(self.last_row, 1)
        values = self.sheet.column(self.column("date"), top, last)
        return sum(month_in(value) in wanted for value in values)

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
            parts |= grown(self.package, self.table, self.bottom_for(last))
        if self.ledger.is_new:
            parts |= with_hidden_sheet(self.package, SHEET)
        cells = self._cells(answers, first)
        marks = (answer.mark for answer in answers)
        changes = {
            **self.beginning,
            self.table.sheet: cells,
            SHEET: self.ledger.entries(marks, tool, today),
        }
        return self.rewrite(
            parts, changes, today, filled=lambda book: self.require_dates(book, first)
        )

    def _cells(
        self, answers: Sequence[Imported], first: int
    ) -> dict[tuple[int, int], Value]:
        cells: dict[tuple[int, int], Value] = {}
        for row, answer in enumerate(answers, start=first):
            cells[row, self.column("date")] = int(serial(answer.day))
            for key, value in {**answer.values, **answer.also}.items():
                cells[row, self.column(key)] = value
        return cells
