"""Close a month: its KPIs are frozen in the book, and later changes are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from cx_xl.checks.examine import examined
from cx_xl.checks.subject import Subject
from cx_xl.dates import SHIFT_1904
from cx_xl.errors import Explained
from cx_xl.files.table_writer import (
    NewTable,
    looks_of,
    with_day_look,
    with_rows,
    with_table,
)
from cx_xl.record import Record
from cx_xl.workbooks.declaration import refuse_newer
from cx_xl.workbooks.frozen import Difference, differences, frozen
from cx_xl.workbooks.history import (
    COLUMNS,
    HEADERS,
    PART,
    SHEET,
    TABLE,
    WIDTHS,
    Closed,
    history_table,
    keys_of,
    latest,
    read_history,
)
from cx_xl.workbooks.keeping import BookFile, NotOurBook
from cx_xl.workbooks.month import month_of
from cx_xl.workbooks.properties import template_version
from cx_xl.workbooks.rows import month_after
from cx_xl.workbooks.template_model import load_template

if TYPE_CHECKING:
    from datetime import date
    from os import PathLike

    from cx_xl.files.shared_formulas import Value
    from cx_xl.workbooks.keeping import Rewritten

CHECK = "closed_month"  # of `cx-xl check`: what it finds stops no second closing


class MonthNotOver(Explained):
    """Answers of the month may still come."""

    en = "{month} is not over; close it from {first} on."
    it = "{month} non è finito; chiudilo dal {first} in poi."


class NothingToClose(Explained):
    """The month has no KPI."""

    en = "{file} has no KPI in {month}; import its answers first."
    it = "{file} non ha KPI in {month}; importa prima le risposte."


class BookHasErrors(Explained):
    """A wrong number would be frozen."""

    en = (
        "cx-xl check finds errors in {file}, first: {first}. Mend them, or add "
        "--despite-errors."
    )
    it = (
        "cx-xl check trova errori in {file}, il primo: {first}. Correggili, o "
        "aggiungi --despite-errors."
    )


@dataclass(frozen=True)
class Closing:
    """
    What closing a month means.

    Attributes:
        month: its first day.
        rows: what it would freeze.
        before: what was frozen, empty if it was not closed yet.
        differences: where the two differ.
    """

    month: date
    rows: tuple[Closed, ...]
    before: tuple[Closed, ...]
    differences: tuple[Difference, ...]


class CloseResult(Record):
    """What `cx-xl close --json` says."""

    format: Literal[1] = Field(default=1, description="Version of this format.")
    file: str = Field(description="The book, without folders.")
    month: str = Field(description="The month, such as 2026-10.")
    rows: tuple[Closed, ...] = Field(
        description="What the KPIs are now: frozen if written, else what would be."
    )
    closed_before: tuple[Closed, ...] = Field(
        description="The last revision that was frozen; empty before the first."
    )
    differences: tuple[Difference, ...] = Field(
        description="Where the month is no longer what was frozen."
    )
    written: bool = Field(description="Whether the rows are in the book now.")
    backup: str | None = Field(description="The book as it was; none if not written.")

    @classmethod
    def of(cls, file: str, planned: Closing, done: Rewritten | None) -> CloseResult:
        """Return what was planned, and what became of it."""
        return cls(
            file=file,
            month=f"{planned.month:%Y-%m}",
            rows=planned.rows,
            closed_before=planned.before,
            differences=planned.differences,
            written=done is not None,
            backup=done.backup.name if done else None,
        )


class ClosingBook:
    """
    A filled book whose months can be closed.

    Raises:
        NotOurBook, OpenDocumentBook, Locked, or another FileRefused.
    """

    def __init__(
        self, path: str | PathLike[str], today: date, region: str | None = None
    ) -> None:
        self.book = BookFile(path)
        self.today = today
        self.subject = Subject(self.book.workbook, today, region)
        self.history = read_history(self.book.package)

    def plan(
        self, month: date, *, again: bool = False, despite_errors: bool = False
    ) -> Closing:
        """
        Return what closing *month* would freeze, and what is no longer as it was.

        Args:
            month: any day of it.
            again: it may be frozen a second time, so its errors count, too.
            despite_errors: what `cx-xl check` finds is no reason to refuse.

        Raises:
            NewerBook, NoSuchMonth, MonthNotOver, NothingToClose, BookHasErrors.
        """
        if self.subject.template is None:
            raise NotOurBook(file=self.book.path.name)
        refuse_newer(self.book.workbook)
        chosen = month_of(self.subject.template, month)
        end = month_after(chosen.month, 1)
        file, name = self.book.path.name, f"{chosen.month:%Y-%m}"
        if self.today < end:
            raise MonthNotOver(month=name, first=end.isoformat())
        before = latest(self.history, chosen.month)
        revision = before[0].revision + 1 if before else 1
        version = template_version(self.book.package)
        rows = frozen(chosen, self.today, version, revision)
        if all(row.value is None for row in rows) and not before:
            raise NothingToClose(file=file, month=name)
        if not despite_errors and (again or not before):
            self._require_no_errors()
        return Closing(chosen.month, rows, before, tuple(differences(before, rows)))

    def close(self, planned: Closing) -> Rewritten:
        """
        Write the rows of a month into the history, and the book anew.

        Raises:
            FileRefused: NoRoomBelow, ChangedMeanwhile, Locked, CannotWrite.
        """
        package = self.book.package
        day_parts, day = with_day_look(package)
        looks = [self._looks(row, day) for row in planned.rows]
        table = history_table(package)
        # What is written as it stands counts its days as the book does.
        as_it_is = table is None and package.date1904
        cells = [row.cells(SHIFT_1904 if as_it_is else 0) for row in planned.rows]
        if table is None:
            lines = [
                [(line[key], look[key]) for key in COLUMNS]
                for line, look in zip(cells, looks, strict=True)
            ]
            parts = with_table(package, self._new_table(), lines)
            return self.book.rewrite(day_parts | parts, {}, self.today)
        keys = keys_of(table.columns)
        numbers = [[look.get(key, 0) for key in keys] for look in looks]
        parts = with_rows(package, table, numbers)
        first, left = table.area.bottom + 1, table.area.left
        changes: dict[tuple[int, int], Value] = {
            (row, column): line[key]
            for row, line in enumerate(cells, start=first)
            for column, key in enumerate(keys, start=left)
            if key in line
        }
        return self.book.rewrite(day_parts | parts, {table.sheet: changes}, self.today)

    def _require_no_errors(self) -> None:
        for finding in examined(self.subject).of("error"):
            if finding.check != CHECK:
                raise BookHasErrors(file=self.book.path.name, first=finding.what)

    def _looks(self, row: Closed, day: int) -> dict[str, int]:
        """Return the looks of a row: those that its numbers have on sheet Monthly."""
        template, filled = load_template(), self.subject.filled
        codes = {filled.texts[f"kpis.{kpi.key}.code"]: kpi for kpi in template.kpis}
        kpi = codes[row.kpi]
        months, line = filled.monthly, filled.months[row.month]
        keys = {"month": "month", "base": "responses", "confidence": "csat"}
        keys |= dict.fromkeys(("value", "low", "high"), kpi.key)
        places = {key: (line, months.columns[own]) for key, own in keys.items()}
        held = looks_of(self.book.package, months.sheet, places.values())
        looks = dict.fromkeys(COLUMNS, 0)
        looks |= {key: held[place] for key, place in places.items()}
        return looks | {"closed": day}

    def _new_table(self) -> NewTable:
        package, filled = self.book.package, self.subject.filled
        head = filled.monthly.rows.start - 1, filled.monthly.columns["month"]
        taken = {sheet.name.casefold() for sheet in package.sheets}
        name = SHEET[filled.language]
        names = (name, *(f"{name} {number}" for number in range(2, 1_000)))
        return NewTable(
            name=TABLE,
            sheet=next(name for name in names if name.casefold() not in taken),
            part=PART,
            headers=HEADERS[filled.language],
            header_look=looks_of(package, filled.monthly.sheet, [head])[head],
            widths=WIDTHS,
        )
