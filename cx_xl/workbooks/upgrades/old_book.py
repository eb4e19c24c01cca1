"""A filled book of any version, language or edition, by the template's own keys."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cx_xl.errors import LANGUAGES, Language
from cx_xl.files.addresses import address
from cx_xl.files.locks import refuse_locked
from cx_xl.hosts.registry import EDITION_OF, PORTABLE
from cx_xl.workbooks.declaration import refuse_newer, sheets_of
from cx_xl.workbooks.history import history_table
from cx_xl.workbooks.keeping import NotOurBook
from cx_xl.workbooks.opening import open_workbook
from cx_xl.workbooks.properties import template_version
from cx_xl.workbooks.roll import months_of
from cx_xl.workbooks.summary import is_template
from cx_xl.workbooks.texts import load_texts
from cx_xl.workbooks.upgrades.former_headers import keys_of, language_of
from cx_xl.workbooks.writer import HEADER_KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from os import PathLike

    from cx_xl.files.shared_formulas import Value
    from cx_xl.files.tables import Table
    from cx_xl.headless import Evaluation
    from cx_xl.workbooks.template_model import SheetKey


@dataclass(frozen=True)
class OldTable:
    """
    A table of the template as the book has it.

    Attributes:
        name: as formulas call it.
        sheet: where it lies.
        rows: the numbers of its rows in the sheet.
        columns: the numbers of the template's columns in the sheet, by key.
        own: those of the user's columns, by header.
    """

    name: str
    sheet: str
    rows: range
    columns: Mapping[str, int]
    own: Mapping[str, int]


class OldBook:
    """
    A filled book as it is: read once, with the fresh value of each formula.

    Raises:
        NotOurBook, NewerBook, MonthsUnclear, Locked, or another FileRefused.
    """

    def __init__(
        self, path: str | PathLike[str], today: date, region: str | None = None
    ) -> None:
        self.path = Path(path)
        self.file = self.path.name
        refuse_locked(self.path)
        self.workbook = open_workbook(path, name=self.file, tells_region=False)
        self.package = self.workbook.package
        if not is_template(self.workbook):
            raise NotOurBook(file=self.file)
        refuse_newer(self.workbook)
        self.version = template_version(self.package)
        self.fresh: Evaluation = self.workbook.evaluate(today, region)

    @property
    def edition(self) -> str:
        """For whom it was made, as far as its name tells."""
        return EDITION_OF.get(self.path.suffix.lower(), PORTABLE)

    @property
    def has_names(self) -> bool:
        """Whether it defines our functions as names."""
        return "CX_NPS" in self.workbook.names

    @cached_property
    def language(self) -> Language:
        """The language whose headers most of its columns have."""
        return language_of(h for table in self._known_tables for h in table.columns)

    @cached_property
    def tables(self) -> dict[str, OldTable]:
        """Its tables by name, as far as the template knows them."""
        return {table.name: self._table(table) for table in self._known_tables}

    @cached_property
    def months(self) -> dict[date, int]:
        """
        The rows of its months.

        Raises:
            MonthsUnclear: they do not follow one another.
        """
        table = self.tables["tblMonthly"]
        if "month" not in table.columns:
            raise NotOurBook(file=self.file)
        column = table.columns["month"]
        held = {row: self.value(table.sheet, row, column) for row in table.rows}
        months = months_of(held, self.file, table.sheet, column)
        return dict(zip(months, held, strict=True))

    @cached_property
    def template_sheets(self) -> dict[SheetKey, str]:
        """The names of the sheets that the template has made, by key."""
        found = sheets_of(self.workbook)
        found["responses"] = self.tables["tblResponses"].sheet
        if "tblCounts" in self.tables:  # not in older versions
            found["counts"] = self.tables["tblCounts"].sheet
        called = {load_texts(language)["sheets.start"] for language in LANGUAGES}
        for start in called & set(self.workbook.sheets):
            found["start"] = start
        return found

    @property
    def history(self) -> Table | None:
        """Its table of closed months."""
        return history_table(self.package)

    @property
    def own_sheets(self) -> list[str]:
        """The tabs that the template has not made, in their order."""
        tables = {table.sheet for table in self.tables.values()}
        ours = {*self.template_sheets.values(), *tables}
        return [info.name for info in self.package.sheets if info.name not in ours]

    def value(self, sheet: str, row: int, column: int) -> Value:
        """Return what a cell shows: fresh, where a formula gives it."""
        stored = self.workbook.sheet(sheet)[row, column]
        held: Value = self.fresh.get(f"{sheet}!{address(row, column)}", stored)
        return held

    def last_row(self, table: OldTable) -> int:
        """Return the last row of a table that holds anything, 0 if none does."""
        return max(self.filled_rows(table), default=0)

    def filled_rows(self, table: OldTable) -> set[int]:
        """Return the rows of a table that hold anything but the user's formulas."""
        sheet, first = self.workbook.sheet(table.sheet), table.rows.start
        own = set(table.own.values())
        found = set()
        for column in (*table.columns.values(), *own):
            values = sheet.column(column, first, table.rows.stop - 1)
            found |= {
                row
                for row, value in enumerate(values, start=first)
                if value not in {None, ""}
                and not (column in own and (row, column) in sheet.formulas)
            }
        return found

    @cached_property
    def _known_tables(self) -> list[Table]:
        return [table for table in self.package.tables if table.name in HEADER_KEYS]

    def _table(self, table: Table) -> OldTable:
        keys = keys_of(self.language, table.name)
        own: dict[str, int] = {}
        columns: dict[str, int] = {}
        for number, header in enumerate(table.columns, start=table.area.left):
            key = keys.get(header)
            if key is None or key in columns:
                own[header] = number
            else:
                columns[key] = number
        return OldTable(table.name, table.sheet, table.rows, columns, own)
