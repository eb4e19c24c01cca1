"""A filled book that takes rows into one of its tables: answers, or counts."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from cx_xl.cells import is_number
from cx_xl.errors import LANGUAGES
from cx_xl.files.file_refusals import FileRefused
from cx_xl.imports import Scale
from cx_xl.workbooks.cell_values import month_in
from cx_xl.workbooks.keeping import BookFile
from cx_xl.workbooks.roll import Months
from cx_xl.workbooks.room_to_grow import bottom_for, require_days
from cx_xl.workbooks.rows import month_after
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.texts import load_texts
from cx_xl.workbooks.writer import HEADER_KEYS

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from cx_xl.files.package import Package
    from cx_xl.files.shared_formulas import Value
    from cx_xl.files.tables import Table
    from cx_xl.workbooks.keeping import Changes

RESPONSES, COUNTS = "tblResponses", "tblCounts"
LONGEST_GAP = 3  # months without an answer, after which earlier dates are strays
_KEYS = {
    RESPONSES: tuple(column.key for column in load_template().responses),
    COUNTS: tuple(column.key for column in load_template().counts),
}


class ColumnGone(FileRefused):
    """A column that has to be filled was renamed or deleted."""

    en = "{file} has no column {column!r} on {sheet!r} any more; give it its name back."
    it = "{file} non ha più la colonna {column!r} in {sheet!r}; ridalle il suo nome."


class Receiver(BookFile):
    """
    A filled workbook that takes rows.

    Attributes:
        TABLE: into which.
        DAY: the column of it that holds days.
        table, sheet: it, and the cells of its sheet.
        beginning: the cells of months that begin anew.

    Raises:
        NotOurBook, OpenDocumentBook, Locked, or another FileRefused.
    """

    TABLE: ClassVar[str]
    DAY: ClassVar[str]

    def __init__(self, path: str | os.PathLike[str]) -> None:
        super().__init__(path)
        self.table = self.table_called(self.TABLE)
        self.sheet = self.workbook.sheet(self.table.sheet)
        self.beginning: Changes = {}
        self._shown: date | None = None

    @cached_property
    def columns(self) -> dict[str, int]:
        """The sheet's columns by role, and those of the user by header."""
        return _columns(self.table)

    def column(self, key: str) -> int:
        """
        Return the column of a role.

        Raises:
            ColumnGone: the user renamed it, or deleted it.
        """
        if key not in self.columns:
            header = load_texts("en")[HEADER_KEYS[self.TABLE].format(key)]
            sheet = self.table.sheet
            raise ColumnGone(file=self.path.name, column=header, sheet=sheet)
        return self.columns[key]

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
        rows = self.workbook.values("lst_Months")
        return tuple(month for row in rows if (month := month_in(row[0])))

    @property
    def is_empty(self) -> bool:
        """Whether the book holds no answer yet, neither single nor counted."""
        both = (t for t in self.package.tables if t.name in _KEYS)
        return all(self._last_of(table) == table.area.top for table in both)

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
        self.beginning = held.beginning(first, self._shown)
        self.months = tuple(month_after(first, n) for n in range(len(held.months)))
        return first

    @property
    def shown_month(self) -> date | None:
        """The month that sheet KPI will show, None if it holds none."""
        if self._shown:
            return self._shown
        return month_in(self.workbook.value("sel_Month"))

    def listed(self, name: str) -> frozenset[str]:
        """Return the words of a list such as lst_Segments, without case."""
        words = (row[0] for row in self.workbook.values(name))
        return frozenset(str(word).strip().casefold() for word in words if word)

    @cached_property
    def last_row(self) -> int:
        """The last row that holds something; that of the header if none does."""
        return self._last_of(self.table)

    def single(self, months: Collection[date], question: str) -> int:
        """Return how many single answers to a question the book has in some months."""
        rows = self._rows(RESPONSES, "date", question)
        return sum(month_in(day) in months and is_number(score) for day, score in rows)

    def counted(self, months: Collection[date], question: str) -> int:
        """Return how many answers to a question it counts in some months."""
        rows = self._rows(COUNTS, "month", "question", "n")
        return sum(
            int(n)
            for day, asked, n in rows
            if month_in(day) in months
            and str(asked).casefold() == question
            and is_number(n)
        )

    def _rows(self, name: str, *keys: str) -> Iterator[tuple[Value, ...]]:
        """Yield the values of some columns of a table, none where one is lacking."""
        for table in self.package.tables:
            if table.name == name and set(keys) <= (held := _columns(table)).keys():
                sheet = self.workbook.sheet(table.sheet)
                top, last = table.area.top + 1, self._last_of(table)
                columns = (sheet.column(held[key], top, last) for key in keys)
                yield from zip(*columns, strict=True)

    def _last_of(self, table: Table) -> int:
        """Return the last row of a table in which a column of ours is filled."""
        top, bottom = table.area.top, table.area.bottom
        sheet = self.workbook.sheet(table.sheet)
        filled = (
            row
            for key, column in _columns(table).items()
            if key in _KEYS[table.name]
            for row, value in enumerate(sheet.column(column, top + 1, bottom), top + 1)
            if value not in {None, ""}
        )
        return max(filled, default=top)

    def bottom_for(self, last: int) -> int:
        """
        Return where the table ends if it grows to hold row *last*.

        Raises:
            TableCannotGrow, NoRoomBelow, FixedRange: it may not grow.
        """
        return bottom_for(self, self.table, last)

    def require_dates(self, filled: Package, row: int) -> None:
        """
        Refuse to leave a date that shows as a number.

        Raises:
            NoDateFormat: it would.
        """
        day = self.column(self.DAY)
        require_days(filled, self.path.name, self.table, row, day)


def _columns(table: Table) -> dict[str, int]:
    """Return the columns of a table by role, and those of the user by header."""
    keys = {
        load_texts(language)[HEADER_KEYS[table.name].format(key)]: key
        for language in LANGUAGES
        for key in _KEYS[table.name]
    }
    names = enumerate(table.columns, start=table.area.left)
    return {keys.get(name, name): column for column, name in names}


def _together(months: Iterable[date]) -> set[date]:
    """Return the last of *months*, and those before it without a long gap."""
    found: list[date] = []
    for month in sorted(set(months), reverse=True):
        if found and month_after(month, LONGEST_GAP) < found[-1]:
            break
        found.append(month)
    return set(found)
