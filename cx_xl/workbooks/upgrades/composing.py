"""A fresh template with all in it that an old book holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cx_xl.errors import Explained
from cx_xl.files.container import Container
from cx_xl.files.copy_writer import changed_parts
from cx_xl.files.file_refusals import FileRefused
from cx_xl.files.graft import CannotMove, Move, grafted
from cx_xl.files.growth import grown
from cx_xl.files.limits import DEFAULT
from cx_xl.files.looks import Looks, joined_looks
from cx_xl.files.package import Package
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.files.wider import renamed
from cx_xl.headless import Message
from cx_xl.workbooks.build import drafted
from cx_xl.workbooks.history import HEADERS, SHEET, history_table
from cx_xl.workbooks.ledger import SHEET as LEDGER
from cx_xl.workbooks.receiver import SPARE
from cx_xl.workbooks.rows import Filling, Month
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.texts import load_texts
from cx_xl.workbooks.upgrades.carrying import carried
from cx_xl.workbooks.upgrades.composed import Composed, Wanted
from cx_xl.workbooks.upgrades.old_book import headers_of
from cx_xl.workbooks.upgrades.translating import translator
from cx_xl.workbooks.upgrades.upgrade_report import Left
from cx_xl.workbooks.upgrades.user_columns import UserColumns
from cx_xl.workbooks.upgrades.user_names import put_names, put_settings
from cx_xl.workbooks.writer import HEADER_KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cx_xl.files.shared_formulas import Value
    from cx_xl.files.tables import Table
    from cx_xl.workbooks.upgrades.old_book import OldBook, OldTable
    from cx_xl.workbooks.writer import Results

WIDTH = 14.0  # characters, of a user's column


class NoSuchRow(Explained):
    """A row of the user's own among the KPIs."""

    en = "the table has a row for each KPI of the template only"
    it = "la tabella ha solo una riga per ogni KPI del modello"


class NotWorksheet(Explained):
    """A tab without cells."""

    en = "it is a chart sheet"
    it = "è un foglio grafico"


class HistoryStays(FileRefused):
    """Closed months or imported ids that would not be in the new book."""

    en = "{file}: sheet {sheet!r} has to move and cannot: {reason}; mend it first."
    it = "{file}: il foglio {sheet!r} deve passare e non può: {reason}; sistemalo."


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
        self.texts = load_texts(wanted.language)
        names = {
            sheet: self.texts[f"sheets.{key}"]
            for key, sheet in old.template_sheets.items()
        }
        history = old.history
        self.names = names | {
            sheet: self._free(sheet, names) for sheet in old.own_sheets
        }
        if history:
            self.names[history.sheet] = SHEET[wanted.language]
        self.change = translator(old, wanted.language, wanted.edition, self.names)

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
        draft = drafted(
            template,
            wanted.language,
            filling,
            results=results,
            edition=wanted.edition,
            names=wanted.names,
        )
        path = Path(f"{self.old.path.stem}.xlsx")
        done = Composed(Package(Container(path, DEFAULT, draft)))
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
        self._sheets(done)
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
        moved = carried(self.old, table, new, sheet, columns)
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

    def _sheets(self, done: Composed) -> None:
        """Put the user's sheets behind the others, the history among them."""
        for number, name in enumerate(self.old.own_sheets, start=1):
            reason = self.without.get(name) or self._sheet(done, name, number)
            if reason and name in {LEDGER, self.old.history and self.old.history.sheet}:
                raise HistoryStays(file=self.old.file, sheet=name, reason=reason.en)
            if reason:
                done.left.append(Left(kind="sheet", name=name, reason=reason))
            else:
                done.sheets[name] = self.names[name]
        history = self.old.history
        new = history_table(done.package)
        if history and new:
            words = dict(
                pair
                for headers in HEADERS.values()
                for pair in zip(headers, HEADERS[self.wanted.language], strict=True)
            )
            cells: dict[tuple[int, int], Value] = {
                (new.area.top, place): words.get(header, header)
                for place, header in enumerate(new.columns, start=new.area.left)
            }
            parts = changed_parts(done.package, {new.sheet: cells})
            done.put(parts | renamed(done.package, new, words))

    def _sheet(self, done: Composed, name: str, number: int) -> Message | None:
        """Put one sheet of the user behind the others; return why not."""
        info = next(i for i in self.old.package.sheets if i.name == name)
        if info.kind != "worksheet":
            return Message.of(NotWorksheet())
        move = Move(name, self.names[name], f"cx_xl_kept{number}", self.change)
        try:
            parts = grafted(done.package, self.old.package, move, self.looks)
        except CannotMove as error:
            return Message.of(error)
        done.put(parts)
        return None

    def _free(self, sheet: str, names: Mapping[str, str]) -> str:
        """Return a name for a user's sheet that no sheet of the template has."""
        taken = {name.casefold() for name in names.values()}
        taken |= {self.texts[f"sheets.{key}"].casefold() for key in _sheet_keys()}
        taken.add(SHEET[self.wanted.language].casefold())
        tries = (sheet, *(f"{sheet[:28]} {n}" for n in range(2, 100)))
        return next(name for name in tries if name.casefold() not in taken)


def _new(done: Composed, name: str) -> Table:
    return next(table for table in done.package.tables if table.name == name)


def _sheet_keys() -> tuple[str, ...]:
    texts = load_texts("en")
    return tuple(
        key.removeprefix("sheets.") for key in texts if key.startswith("sheets.")
    )
