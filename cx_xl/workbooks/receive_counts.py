"""Counts into a filled book: those of their months and question are replaced."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from cx_xl.dates import serial
from cx_xl.files.file_refusals import FileRefused
from cx_xl.files.growth import grown
from cx_xl.workbooks.receiver import COUNTS, Receiver
from cx_xl.workbooks.template_model import load_template

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cx_xl.files.shared_formulas import Value
    from cx_xl.files.tables import Table
    from cx_xl.imports import ReadCounts
    from cx_xl.workbooks.keeping import Changes, Rewritten

KEYS = tuple(column.key for column in load_template().counts)
Line = tuple[Any, ...]  # the cells of a row of the table, in the order of KEYS


class NoCountsTable(FileRefused):
    """A book of a template that had no counts."""

    en = "{file} has no sheet for counts: its template is older; run cx-xl upgrade."
    it = "{file} non ha il foglio dei conteggi: è vecchio; prima usa cx-xl upgrade."


class CountsBook(Receiver):
    """
    A filled workbook that takes counts.

    Raises:
        NotOurBook, NoCountsTable, OpenDocumentBook, Locked, or another FileRefused.
    """

    TABLE, DAY = COUNTS, "month"

    def table_called(self, name: str) -> Table:
        """
        Return the table of counts.

        Raises:
            NoCountsTable: the book has none.
        """
        if all(table.name != name for table in self.package.tables):
            raise NoCountsTable(file=self.path.name)
        return super().table_called(name)

    @cached_property
    def held(self) -> dict[int, Line]:
        """The rows that hold something, by their numbers."""
        top, last = self.table.area.top + 1, self.last_row
        columns = [self.sheet.column(self.column(key), top, last) for key in KEYS]
        lines = enumerate(zip(*columns, strict=True), start=top)
        return {
            row: line for row, line in lines if any(c not in {None, ""} for c in line)
        }

    def replaced(self, new: ReadCounts) -> list[int]:
        """Return the rows of the same months and question."""
        days = {int(serial(month)) for month in new.months}
        month, question = KEYS.index("month"), KEYS.index("question")
        return [
            row
            for row, line in self.held.items()
            if line[month] in days and str(line[question]).casefold() == new.question
        ]

    def receive(self, new: ReadCounts, today: date) -> Rewritten:
        """
        Write the counts in place of those of their months and question.

        Raises:
            TableCannotGrow, NoRoomBelow, FixedRange: they do not fit.
            FileRefused: ChangedMeanwhile, Locked, CannotWrite.
        """
        parts, changes = self.changed(new)
        row = max((row for row, _ in changes[self.table.sheet]), default=0)
        return self.rewrite(
            parts, changes, today, filled=lambda book: self.require_dates(book, row)
        )

    def changed(self, new: ReadCounts) -> tuple[dict[str, bytes], Changes]:
        """
        Return the parts and cells that are others with the counts in them.

        All other rows stay where they are, with what the user has written beside them.

        Raises:
            TableCannotGrow, NoRoomBelow, FixedRange: they do not fit.
        """
        gone, lines = self.replaced(new), list(_lines(new))
        free = [*gone, *range(self.last_row + 1, self.last_row + 1 + len(lines))]
        rows = free[: len(lines)]
        parts: dict[str, bytes] = {}
        if rows and max(rows) > self.table.area.bottom:
            parts = grown(self.package, self.table, self.bottom_for(max(rows)))
        cells: dict[tuple[int, int], Value] = {}
        for row in gone:
            cells |= dict.fromkeys(self._typed(row))
        for row, line in zip(rows, lines, strict=True):
            cells |= {
                (row, self.column(key)): value
                for key, value in zip(KEYS, line, strict=True)
            }
        return parts, {**self.beginning, self.table.sheet: cells}

    def _typed(self, row: int) -> Iterator[tuple[int, int]]:
        """Yield the cells of a row of the table that are no formulas."""
        area, formulas = self.table.area, self.sheet.formulas
        for column in range(area.left, area.right + 1):
            if (row, column) not in formulas:
                yield row, column


def _lines(new: ReadCounts) -> Iterator[Line]:
    """Yield the rows of the table; without weights those stay blank."""
    is_weighted = any(not m.n == m.weight == m.squares for m in new.masses.values())
    for (month, segment, channel, score), mass in new.masses.items():
        weights = (mass.weight, mass.squares) if is_weighted else (None, None)
        names = segment or None, channel or None, new.question.upper()
        yield (int(serial(month)), *names, score, mass.n, *weights)
