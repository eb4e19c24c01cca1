"""
A filled book goes on into further months: each input stays under its month.

The months that are there keep their rows, so that nothing which names their cells has
to move; further ones are added below. Only an earlier first month moves rows, with all
that is typed in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cx_xl.dates import month_number, serial
from cx_xl.files.addresses import address, parted, position
from cx_xl.files.file_refusals import FileRefused
from cx_xl.files.filling_down import continued
from cx_xl.files.formula_writer import with_formulas
from cx_xl.headless.compare import equal
from cx_xl.workbooks.cell_values import day_in, month_in
from cx_xl.workbooks.declaration import declared, is_older, refuse_newer, texts_of
from cx_xl.workbooks.keeping import NotOurBook
from cx_xl.workbooks.rows import month_after
from cx_xl.workbooks.table_references import growing
from cx_xl.workbooks.writer import HEADER_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from cx_xl.files.shared_formulas import Value
    from cx_xl.headless import Evaluation
    from cx_xl.workbooks.keeping import BookFile, Changes, Rewritten

TABLE = "tblMonthly"
DAYS = {"tblResponses": "date", "tblCounts": "month"}  # the column of days


class MonthsUnclear(FileRefused):
    """The months of the book do not follow one another."""

    en = "{file}: {cell} of {sheet!r} is not the month after the row above; mend it."
    it = "{file}: {cell} di {sheet!r} non è il mese dopo la riga sopra; correggila."


class MonthWouldGo(FileRefused):
    """A later first month would drop months that hold inputs, answers or counts."""

    en = "{file}: {month} holds data, so the book cannot begin later; keep it."
    it = "{file}: {month} contiene dati: il file non può iniziare dopo; tienilo."


class FormulaTyped(FileRefused):
    """An input that is a formula cannot move with its month."""

    en = "{file}: {cell} of {sheet!r} holds a formula; type its value, then try again."
    it = "{file}: {cell} di {sheet!r} contiene una formula; scrivi il valore e riprova."


class FormulaMissing(FileRefused):
    """The last month lacks a formula that the new ones need."""

    en = "{file}: {cell} of {sheet!r} lacks its formula; copy it from the row above."
    it = "{file}: {cell} di {sheet!r} non ha la formula; copiala dalla riga sopra."


class OlderTemplate(FileRefused):
    """Months are filled down with formulas that are no longer the template's."""

    en = "{file} is of an older template; bring it to the current one: cx-xl upgrade."
    it = "{file} è di un modello precedente; portalo a quello attuale: cx-xl upgrade."


class FigureChanged(FileRefused):
    """A figure of a month that was there would not stay what it is."""

    en = "{file}: {cell} of {sheet!r} would change; nothing was written. Mend it first."
    it = "{file}: {cell} di {sheet!r} cambierebbe; nulla è stato scritto. Correggila."


class NothingToRoll(FileRefused):
    """The book has these months already."""

    en = "{file} goes from {first} to {last} already; say how many --months to add."
    it = "{file} va già da {first} a {last}; indica con --months quanti aggiungerne."


@dataclass(frozen=True)
class Roll:
    """
    What a roll does.

    Attributes:
        before: the months of the book, first and last.
        after: the months it will have.
        inputs: how many inputs are kept under their months.
        moved: by how many rows they move.
    """

    before: tuple[date, date]
    after: tuple[date, date]
    inputs: int
    moved: int


class Months:
    """
    The months of a filled workbook, with what is typed beside them.

    Raises:
        NotOurBook: its columns are no longer those of the template.
        MonthsUnclear: they do not follow one another.
    """

    def __init__(self, book: BookFile) -> None:
        self.book, self.file = book, book.path.name
        self.package, self.workbook = book.package, book.workbook
        self.table = book.table_called(TABLE)
        self.sheet = self.workbook.sheet(self.table.sheet)
        texts = texts_of(self.workbook)
        if texts is None or self.table.body is None:
            raise NotOurBook(file=self.file)
        self.texts = texts
        self.top, self.bottom = self.table.body.top, self.table.body.bottom
        column = self.table.area.left
        held = {row: self.sheet[row, column] for row in self.table.rows}
        self.months = tuple(months_of(held, self.file, self.table.sheet, column))

    def plan(self, months: int = 0, start: date | None = None) -> Roll:
        """
        Return what adding *months*, and beginning with *start*, would do.

        Raises:
            NewerBook, OlderTemplate: its formulas are those of another template.
            MonthWouldGo: a month that holds inputs or answers would be dropped.
            FormulaTyped: an input is a formula and would have to move.
            NothingToRoll: the book has these months already.
        """
        refuse_newer(self.workbook)
        if is_older(self.workbook, self.texts):
            raise OlderTemplate(file=self.file)
        first, last = self.months[0], self.months[-1]
        begin = start or first
        down = month_number(first) - month_number(begin)
        rows = max(len(self.months), len(self.months) + down) + months
        if not down and not months:
            raise NothingToRoll(
                file=self.file, first=f"{first:%Y-%m}", last=f"{last:%Y-%m}"
            )
        for row, column in self.inputs:
            if row + down < self.top:
                month = self.months[row - self.top]
                raise MonthWouldGo(file=self.file, month=f"{month:%Y-%m}")
            if down and (row, column) in self.sheet.formulas:
                raise self._refusal(FormulaTyped, row, column)
        lost = self._answered & set(self.months[: max(0, -down)])
        if lost:
            raise MonthWouldGo(file=self.file, month=f"{min(lost):%Y-%m}")
        after = begin, month_after(begin, rows - 1)
        return Roll((first, last), after, len(self.inputs), down)

    @cached_property
    def inputs(self) -> Mapping[tuple[int, int], Value]:
        """What is typed beside the months, by row and column."""
        return {
            (row, column): self.sheet[row, column]
            for row in range(self.top, self.bottom + 1)
            for column in self._typed
            if self.sheet[row, column] not in {None, ""}
        }

    @property
    def is_untouched(self) -> bool:
        """Whether nothing is typed under any month."""
        return not self.inputs

    def roll(self, roll: Roll, today: date) -> Rewritten:
        """
        Write the book with the months of *roll*.

        Raises:
            FigureChanged: a figure of a month that was there would change.
            FileRefused: whatever else refuses the book, or its new self.
        """
        begin, end = map(month_number, roll.after)
        bottom = self.top + end - begin
        parts: dict[str, bytes] = {}
        if bottom > self.bottom:
            self._require_formulas()
            parts = continued(self.package, self.table, bottom)
        change = growing(self.table, bottom - self.bottom, self._ours)
        parts = with_formulas(self.package, parts, change)
        before = _results(self.workbook.evaluate(today))

        def unchanged(evaluation: Evaluation) -> None:
            self._require_same(before, _results(evaluation), roll.moved)

        changes = self._changes(roll, bottom)
        return self.book.rewrite(parts, changes, today, computed=unchanged)

    def beginning(self, first: date, shown: date) -> Changes:
        """Return the cells of a book without inputs that begins with another month."""
        last = month_after(first, len(self.months) - 1)
        span = self.months[0], self.months[-1]
        roll = Roll(span, (first, last), 0, 0)
        return self._changes(roll, self.bottom, shown)

    @cached_property
    def _answered(self) -> set[date]:
        """The months of all answers, single and counted."""
        found = set()
        for table in self.package.tables:
            if table.name not in DAYS:
                continue
            header = self.texts[HEADER_KEYS[table.name].format(DAYS[table.name])]
            if header in table.columns:
                column = table.area.left + table.columns.index(header)
                sheet, area = self.workbook.sheet(table.sheet), table.area
                days = sheet.column(column, area.top + 1, area.bottom)
                found |= set(map(month_in, days))
        return {month for month in found if month}

    @cached_property
    def _typed(self) -> tuple[int, ...]:
        """The columns that nobody computes: inputs, and what the user has added."""
        area = self.table.area
        ours = {place for place in self._declared if place[0] == self.bottom}
        return tuple(
            column
            for column in range(area.left + 1, area.right + 1)
            if (self.bottom, column) not in ours
        )

    @cached_property
    def _ours(self) -> frozenset[tuple[str, str]]:
        """The cells that hold formulas of the template, by sheet and address."""
        return frozenset(declared(self.texts, len(self.months)))

    @cached_property
    def _declared(self) -> frozenset[tuple[int, int]]:
        """Those of them that lie in the table."""
        places = (cell for sheet, cell in self._ours if sheet == self.table.sheet)
        return frozenset(map(position, places))

    def _require_formulas(self) -> None:
        """Raise if a formula that is to be filled down was typed over."""
        for row, column in sorted(self._declared):
            if row == self.bottom and (row, column) not in self.sheet.formulas:
                raise self._refusal(FormulaMissing, row, column)

    def _changes(
        self, roll: Roll, bottom: int, show: date | None = None
    ) -> dict[str, dict[tuple[int, int], Value]]:
        """Return the new months, and the inputs where they move."""
        rows = range(self.top, bottom + 1)
        cells: dict[tuple[int, int], Value] = {
            (row, self.table.area.left): int(
                serial(month_after(roll.after[0], row - self.top))
            )
            for row in rows
        }
        if roll.moved:
            cells |= dict.fromkeys(self.inputs)
            cells |= {
                (row + roll.moved, column): value
                for (row, column), value in self.inputs.items()
            }
        changes = {self.table.sheet: cells}
        shown = self.workbook.value("sel_Month")
        first, last = (int(serial(month)) for month in roll.after)
        is_there = isinstance(shown, int | float) and first <= shown <= last
        if show or not is_there:
            sheet, cell = parted(self.workbook.names["sel_Month"])
            changes[sheet] = {position(cell): int(serial(show)) if show else first}
        return changes

    def _require_same(
        self,
        before: Mapping[tuple[str, int, int], Value],
        after: Mapping[tuple[str, int, int], Value],
        down: int,
    ) -> None:
        """Raise if a figure of a month is not what it was."""
        sheet = self.table.sheet
        for row, column in sorted(self._declared):
            if row + down < self.top:
                continue
            old = before.get((sheet, row, column))
            if not equal(old, after.get((sheet, row + down, column))):
                raise self._refusal(FigureChanged, row, column)

    def _refusal(self, kind: type[FileRefused], row: int, column: int) -> FileRefused:
        cell = address(row, column)
        return kind(file=self.file, sheet=self.table.sheet, cell=cell)


def months_of(
    held: Mapping[int, Value], file: str, sheet: str, column: int
) -> Iterator[date]:
    """
    Yield the month of each row of a column; all but the first come after one another.

    Args:
        held: what its cells hold, by row.
        file: where they lie.
        sheet: where they lie.
        column: its number.

    Raises:
        MonthsUnclear: a cell does not hold the first day of the month that comes next.
    """
    before = None
    for row, value in held.items():
        month = day_in(value)
        follows = before is None or month == month_after(before, 1)
        if month is None or month.day != 1 or not follows:
            raise MonthsUnclear(file=file, sheet=sheet, cell=address(row, column))
        yield month
        before = month


def _results(evaluation: Evaluation) -> dict[tuple[str, int, int], Value]:
    return {
        (cell.sheet, *position(cell.address)): cell.value for cell in evaluation.cells
    }
