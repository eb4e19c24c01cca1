"""A fresh template with all in it that an old book holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cx_xl.errors import Explained
from cx_xl.files import scan
from cx_xl.files.addresses import Area, address
from cx_xl.files.container import Container
from cx_xl.files.copy_writer import changed_parts
from cx_xl.files.formulas import SharedFormula
from cx_xl.files.graft import CannotMove, Move, grafted
from cx_xl.files.growth import grown
from cx_xl.files.limits import DEFAULT
from cx_xl.files.looks import Looks, joined_looks
from cx_xl.files.name_writer import NewName, with_names
from cx_xl.files.package import Package
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.files.table_writer import looks_of
from cx_xl.files.wider import (
    renamed,
    widened,
    with_cell_formulas,
    with_column_looks,
)
from cx_xl.headless import Message
from cx_xl.workbooks.build import drafted
from cx_xl.workbooks.filled import unquoted
from cx_xl.workbooks.history import HEADERS, SHEET, history_table
from cx_xl.workbooks.model import load_template
from cx_xl.workbooks.receive import SPARE
from cx_xl.workbooks.rows import Filling, Month
from cx_xl.workbooks.texts import load_texts
from cx_xl.workbooks.upgrades.content import (
    Carried,
    carried,
    own_columns,
    settings,
    typed_names,
)
from cx_xl.workbooks.upgrades.old import headers_of
from cx_xl.workbooks.upgrades.results import Left
from cx_xl.workbooks.upgrades.words import translator
from cx_xl.workbooks.writer import HEADER_KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cx_xl.errors import Language
    from cx_xl.files.formulas import Value
    from cx_xl.files.tables import Table
    from cx_xl.workbooks.upgrades.old import OldBook, OldTable
    from cx_xl.workbooks.writer import Results

WIDTH = 14.0  # characters, of a user's column


class NoRoomInList(Explained):
    """The list of the new template is shorter."""

    en = "the list has {room} places"
    it = "l'elenco ha {room} posti"


class NoSuchRow(Explained):
    """A row of the user's own among the KPIs."""

    en = "the table has a row for each KPI of the template only"
    it = "la tabella ha solo una riga per ogni KPI del modello"


class NotWorksheet(Explained):
    """A tab without cells."""

    en = "it is a chart sheet"
    it = "è un foglio grafico"


@dataclass(frozen=True)
class Wanted:
    """What the new book is to be."""

    language: Language
    edition: str
    names: bool
    first: date
    months: int
    shown: date | None


@dataclass
class Composed:
    """
    The new book in memory, and what became of the old one.

    Attributes:
        package: the new book.
        tables: the rows on their way, by table.
        columns: the user's columns that are kept, as "table[header]".
        formulas: cells of the new book with a formula of the user's columns, each with
            the column and the old cell that it comes from.
        sheets: the user's sheets that are kept: their new names by the old ones.
        left: what is not kept.
    """

    package: Package
    tables: dict[str, Carried] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)
    formulas: dict[str, tuple[str, str]] = field(default_factory=dict)
    sheets: dict[str, str] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)


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
        self._put(done, self.looks.parts)
        for name in HEADER_KEYS:
            if name in self.old.tables:
                self._table(done, self.old.tables[name])
        self._settings(done)
        self._sheets(done)
        self._names(done)
        return done

    @staticmethod
    def _put(done: Composed, parts: Mapping[str, bytes]) -> None:
        if parts:
            done.package = done.package.with_parts(parts)

    def _old(self, name: str) -> OldTable:
        return self.old.tables[name]

    def _table(self, done: Composed, table: OldTable) -> None:
        """Put the rows of a table into the new one, with the user's columns."""
        new = _new(done, table.name)
        needed = self.old.last_row(table) - table.rows.start + 1
        room = new.area.bottom - new.area.top
        if table.name not in {"tblMonthly", "tblTargets"} and needed > room:
            bottom = new.area.top + needed + SPARE
            self._put(done, grown(done.package, new, bottom))
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
        cells = dict(moved.cells)
        formulas: dict[tuple[int, int], str] = {}
        own = self._own(table, new)
        if own:
            self._put(done, self._wider(done, table, new, own))
            for header, into in own.items():
                cells[new.area.top, into] = header
                more, computed = self._column(done, table, new, header, into, moved)
                cells |= more
                formulas |= computed
        parts = changed_parts(done.package, {new.sheet: cells}) if cells else {}
        if formulas:
            part = done.package.sheet(new.sheet).part
            text = scan.readable(parts[part])
            parts[part] = with_cell_formulas(text, formulas).encode()
        self._put(done, parts)
        if moved.lost:
            self._lost(done, table, moved.lost)

    def _own(self, table: OldTable, new: Table) -> dict[str, int]:
        """Return the user's columns with their new places, right of the template's."""
        kept = own_columns(self.old, table)
        taken = {header.casefold() for header in new.columns}
        headers = [header for header in kept if header.casefold() not in taken]
        return {h: n for n, h in enumerate(headers, start=new.area.right + 1)}

    def _wider(
        self, done: Composed, table: OldTable, new: Table, own: Mapping[str, int]
    ) -> dict[str, bytes]:
        """Return the parts in which a table has the user's columns, still empty."""
        held = next(t for t in self.old.package.tables if t.name == table.name)
        fills = dict(zip(held.columns, held.formulas, strict=True))
        columns = [
            (
                header,
                self.change(text)
                if (text := fills[header])
                and self._name(table, header) not in (self.as_values)
                else None,
            )
            for header in own
        ]
        parts = widened(done.package, new, columns)
        first = table.rows.start
        places = {h: (first, table.own[h]) for h in own}
        looks = looks_of(self.old.package, table.sheet, places.values())
        part = done.package.sheet(new.sheet).part
        text = scan.readable(done.package.read(part))
        shown = {
            own[h]: (looks[place] + self.looks.cells, WIDTH)
            for h, place in places.items()
        }
        return parts | {part: with_column_looks(text, shown).encode()}

    def _column(  # noqa: PLR0913, PLR0917 - a column, and where it goes
        self,
        done: Composed,
        table: OldTable,
        new: Table,
        header: str,
        into: int,
        moved: Carried,
    ) -> tuple[dict[tuple[int, int], Value], dict[tuple[int, int], str]]:
        """Return the values and the formulas of a user's column."""
        column, name = table.own[header], self._name(table, header)
        held = self.old.sheet(table.sheet).formulas
        cells: dict[tuple[int, int], Value] = {}
        formulas: dict[tuple[int, int], str] = {}
        for row, target in moved.rows.items():
            value = self.old.value(table.sheet, row, column)
            cells[target, into] = value
            formula = held.get((row, column))
            if formula is None or name in self.as_values:
                continue
            own = SharedFormula(row, column, formula.text).at(target, column)
            formulas[target, into] = self.change(own)
            place = f"{new.sheet}!{address(target, into)}"
            done.formulas[place] = name, f"{table.sheet}!{address(row, column)}"
        done.columns.append(name)
        return cells, formulas

    @staticmethod
    def _name(table: OldTable, header: str) -> str:
        return f"{table.name}[{header}]"

    @staticmethod
    def _lost(done: Composed, table: OldTable, rows: list[int]) -> None:
        listed = ", ".join(f"{table.sheet}!{row}:{row}" for row in rows)
        reason = Message.of(NoSuchRow())
        done.left.append(Left(kind="rows", name=listed, reason=reason))

    def _settings(self, done: Composed) -> None:
        """Put settings and lists under their names."""
        names = {name.name: name.text for name in done.package.names}
        typed = [n for n in names if n.startswith("set_")]
        wanted = {n: names[n] for n in (*typed, *typed_names())}
        changes: dict[str, dict[tuple[int, int], Value]] = {}
        for name, values in settings(self.old, wanted).items():
            sheet, _, text = names[name].rpartition("!")
            places = list(Area.of(text.replace("$", "")).places())
            cells = read_sheet(done.package, unquoted(sheet))
            if places[0] in cells.formulas:
                continue
            filled: list[Value] = [value for value in values if value is not None]
            is_longer = len(values) > len(places)
            fitting = filled if is_longer else values  # without the gaps between them
            if more := fitting[len(places) :]:
                listed = f"{name}: {', '.join(map(str, more))}"
                reason = Message.of(NoRoomInList(room=len(places)))
                done.left.append(Left(kind="cells", name=listed, reason=reason))
            padded = [*fitting, *[None] * len(places)]
            into = changes.setdefault(unquoted(sheet), {})
            into |= dict(zip(places, padded, strict=False))
        self._put(done, changed_parts(done.package, changes))

    def _sheets(self, done: Composed) -> None:
        """Put the user's sheets behind the others, the history among them."""
        for number, name in enumerate(self.old.own_sheets, start=1):
            reason = self.without.get(name) or self._sheet(done, name, number)
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
            self._put(done, parts | renamed(done.package, new, words))

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
        self._put(done, parts)
        return None

    def _names(self, done: Composed) -> None:
        """Define the user's names; those of sheets that stay behind stay, too."""
        held = {name.name.casefold() for name in done.package.names}
        behind = {left.name.casefold() for left in done.left if left.kind == "sheet"}
        kept = []
        for name in self.old.package.names:
            is_own = name.name.casefold() not in held and not name.is_hidden
            if not is_own or name.sheet or name.name.startswith(("_xl", "CX_")):
                continue
            read = (unquoted(s).casefold() for s in name.text.split("!")[:-1])
            if any(sheet in behind for sheet in read) or "[" in name.text[:2]:
                continue
            kept.append(NewName(name.name, self.change(name.text), name.comment))
        if kept:
            main = done.package.report.main
            text = scan.readable(done.package.read(main))
            self._put(done, {main: with_names(text, kept).encode()})

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
