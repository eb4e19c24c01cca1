"""Counts into a filled book: what they take the place of, and the rows they become."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cx_xl.cells import is_number
from cx_xl.dates import serial
from cx_xl.files.file_refusals import FileRefused
from cx_xl.files.growth import grown
from cx_xl.imports.reading import plain
from cx_xl.workbooks.receiver import COUNTS, Receiver
from cx_xl.workbooks.template_model import load_template

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cx_xl.files.shared_formulas import Value
    from cx_xl.files.tables import Table
    from cx_xl.imports import ReadCounts
    from cx_xl.workbooks.keeping import Changes, Rewritten

KEYS = tuple(column.key for column in load_template().counts)
MONTH, SEGMENT, CHANNEL, QUESTION, PEOPLE = map(
    KEYS.index, ("month", "segment", "channel", "question", "n")
)
Line = tuple[Any, ...]  # the cells of a row of the table, in the order of KEYS
Group = tuple[date, str, str]  # month, segment and channel


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

    def rivals(self, new: ReadCounts) -> dict[int, Group]:
        """Return the rows of the same months and question, each with its group."""
        days = {int(serial(month)): month for month in new.months}
        return {
            row: (days[line[MONTH]], _word(line[SEGMENT]), _word(line[CHANNEL]))
            for row, line in self.held.items()
            if line[MONTH] in days and _folded(line[QUESTION]) == new.question
        }

    def replaced(self, new: ReadCounts) -> list[int]:
        """Return the rows that the counts take the place of."""
        rivals, own = self.rivals(new), _groups(new)
        is_whole = new.replace == "month"
        return [row for row, group in rivals.items() if is_whole or _key(group) in own]

    def lacking(self, new: ReadCounts) -> Counter[Group]:
        """Return the groups of the same months that *new* has not, and their people."""
        rivals, own = self.rivals(new), _groups(new)
        lost = {row: group for row, group in rivals.items() if _key(group) not in own}
        return self._people(lost)

    def in_place_of(self, new: ReadCounts) -> Counter[date]:
        """Return how many people the counts take the place of, by month."""
        rivals, found = self.rivals(new), Counter[date]()
        gone = {row: rivals[row] for row in self.replaced(new)}
        for (month, *_), n in self._people(gone).items():
            found[month] += n
        return found

    def _people(self, rows: Mapping[int, Group]) -> Counter[Group]:
        found = Counter[Group]()
        for row, group in rows.items():
            n = self.held[row][PEOPLE]
            found[group] += int(n) if is_number(n) else 0
        return found

    def receive(self, new: ReadCounts, today: date) -> Rewritten:
        """
        Write the counts in place of those that `replaced` returns.

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


def _groups(new: ReadCounts) -> set[Group]:
    """Return the groups of *new* as segments are compared: without case and blanks."""
    return {_key((month, one, other)) for month, one, other, _ in new.masses}


def _key(group: Group) -> Group:
    month, segment, channel = group
    return month, _folded(segment), _folded(channel)


def _word(cell: Any) -> str:
    return "" if cell is None else " ".join(plain(cell).split())


def _folded(cell: Any) -> str:
    return _word(cell).casefold()


def _lines(new: ReadCounts) -> Iterator[Line]:
    """Yield the rows of the table; without weights those stay blank."""
    is_weighted = any(not m.n == m.weight == m.squares for m in new.masses.values())
    for (month, segment, channel, score), mass in new.masses.items():
        weights = (mass.weight, mass.squares) if is_weighted else (None, None)
        names = segment or None, channel or None, new.question.upper()
        yield (int(serial(month)), *names, score, mass.n, *weights)
