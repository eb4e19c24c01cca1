"""A fresh template with all in it that an old book holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cx_xl.errors import Explained
from cx_xl.files.container import Container
from cx_xl.files.copy_writer import changed_parts
from cx_xl.files.growth import grown
from cx_xl.files.limits import DEFAULT
from cx_xl.files.looks import Looks, joined_looks
from cx_xl.files.package import Package
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.headless import Message
from cx_xl.workbooks.build import xlsx_of
from cx_xl.workbooks.room_to_grow import SPARE
from cx_xl.workbooks.rows import Filling, Month
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.upgrades.carrying import carried
from cx_xl.workbooks.upgrades.composed import Composed
from cx_xl.workbooks.upgrades.former_headers import headers_of
from cx_xl.workbooks.upgrades.translating import translator
from cx_xl.workbooks.upgrades.upgrade_report import Left
from cx_xl.workbooks.upgrades.user_columns import UserColumns
from cx_xl.workbooks.upgrades.user_names import put_names, put_settings
from cx_xl.workbooks.upgrades.user_sheets import UserSheets
from cx_xl.workbooks.writer import HEADER_KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cx_xl.files.tables import Table
    from cx_xl.workbooks.upgrades.old_book import OldBook, OldTable
    from cx_xl.workbooks.upgrades.wanted import Wanted
    from cx_xl.workbooks.writer import Results

WIDTH = 14.0  # characters, of a user's column


class NoSuchRow(Explained):
    """A row of the user's own among the KPIs."""

    en = "the table has a row for each KPI of the template only"
    it = "la tabella ha solo una riga per ogni KPI del modello"


class Composer:
    """
    Puts the content of *old* into a fresh template.

    Args:
        old: the filled book.
        wanted: what is to become of it.
        as_values: the user's columns whose formulas do not give what they gave.
        without: the user's sheets that do not show what they showed, and why.
    """

    def __init__(
        self,
        old: OldBook,
        wanted: Wanted,
        as_values: frozenset[str],
        without: Mapping[str, Message],
    ) -> None:
        self.old, self.wanted = old, wanted
        self.as_values, self.without = as_values, without
        self.sheets = UserSheets(old, wanted.language)
        self.change = translator(
            old, wanted.language, wanted.edition, self.sheets.names
        )

    def compose(self, results: Results) -> Composed:
        """
        Return the new book; the template's formulas show *results*.

        Raises:
            FileRefused: a table cannot grow, or the new book would pass no preflight.
        """
        wanted = self.wanted
        template = load_template().model_copy(update={"months": wanted.months})
        filling = Filling(
            months=[Month()] if self.old.last_row(self._old("tblResponses")) else (),
            first_month=wanted.first,
            chosen_month=wanted.shown or wanted.first,
        )
        content = xlsx_of(
            template,
            wanted.language,
            filling,
            results=results,
            edition=wanted.edition,
            names=wanted.names,
        )
        path = Path(f"{self.old.path.stem}.xlsx")
        done = Composed(Package(Container(path, DEFAULT, content)))
        self.has_own = bool(
            self.old.own_sheets or any(t.own for t in self.old.tables.values())
        )
        self.looks = (
            joined_looks(done.package, self.old.package) if self.has_own else Looks({})
        )
        done.put(self.looks.parts)
        for name in HEADER_KEYS:
            if name in self.old.tables:
                self._table(done, self.old.tables[name])
        put_settings(self.old, done)
        self.sheets.put(done, self.change, self.looks, self.without)
        put_names(self.old, done, self.change)
        return done

    def _old(self, name: str) -> OldTable:
        return self.old.tables[name]

    def _table(self, done: Composed, table: OldTable) -> None:
        """Put the rows of a table into the new one, with the user's columns."""
        new = _new(done, table.name)
        needed = self.old.last_row(table) - table.rows.start + 1
        room = new.area.bottom - new.area.top
        if table.name not in {"tblMonthly", "tblTargets"} and needed > room:
            bottom = new.area.top + needed + SPARE
            done.put(grown(done.package, new, bottom))
            new = _new(done, table.name)
        sheet = read_sheet(done.package, new.sheet)
        keys = headers_of(self.wanted.language, table.name)
        columns = {
            keys[header]: place
            for place, header in enumerate(new.columns, start=new.area.left)
            if header in keys
        }
        language = self.wanted.language
        moved = carried(self.old, table, new, sheet, columns, language)
        done.tables[table.name] = moved
        own = UserColumns(self.old, table, new, self.change, self.as_values)
        done.put(own.widened(done.package, self.looks.cells))
        cells = moved.cells | own.cells(moved.rows)
        parts = changed_parts(done.package, {new.sheet: cells}) if cells else {}
        done.put(own.finished(done.package, parts))
        done.columns += own.names
        done.formulas |= own.origins
        if moved.lost:
            self._lost(done, table, moved.lost)

    @staticmethod
    def _lost(done: Composed, table: OldTable, rows: list[int]) -> None:
        listed = ", ".join(f"{table.sheet}!{row}:{row}" for row in rows)
        reason = Message.of(NoSuchRow())
        done.left.append(Left(kind="rows", name=listed, reason=reason))


def _new(done: Composed, name: str) -> Table:
    return next(table for table in done.package.tables if table.name == name)
