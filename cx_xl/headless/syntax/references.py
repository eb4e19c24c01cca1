"""What the names in a formula point at: ranges, defined names, tables, spills."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from cx_xl.files.addresses import COLUMNS, ROWS, Area, column_number, quoted
from cx_xl.files.package import DefinedName, Package
from cx_xl.files.shared_formulas import SharedFormula
from cx_xl.files.tables import Table
from cx_xl.headless.reasons import OtherWorkbook, UnknownSheet, Unreadable
from cx_xl.headless.syntax.tree import Operand, is_union, meaningful, parse

_PREFIX = re.compile(r"(?:'((?:[^']|'')+)'|([^'!\[\]]+))!(.+)", re.DOTALL)
_CELLS = re.compile(
    r"(\$?)[A-Z]{1,3}(\$?)[1-9]\d*(?::(\$?)[A-Z]{1,3}(\$?)[1-9]\d*)?", re.IGNORECASE
)
_COLUMNS = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})", re.IGNORECASE)
_ROWS = re.compile(r"\$?([1-9]\d*):\$?([1-9]\d*)")
_STRUCTURED = re.compile(r"([^\[\]'!]*)\[(.*)\]", re.DOTALL)
_ELSEWHERE = re.compile(r"'?(?:[^'\[]*\\)?\[(?!0\])[^\[\]#@]+\][^'\]]*'?!")
_HERE = "[0]!"  # this workbook, where a name of the sheet would come first
_ITEM = re.compile(r"\[((?:'.|[^\[\]'])*)\]")
_SPECIALS = {"#all", "#data", "#headers", "#totals", "#this row"}


Place = tuple[str, int, int]  # sheet, row, column: a cell by value, as keys have it


class Home(NamedTuple):
    """The cell a formula stands in."""

    sheet: str
    row: int
    column: int


class Range(NamedTuple):
    """A rectangle of one sheet, spelled as a formula spells it."""

    sheet: str
    area: Area

    def __str__(self) -> str:
        first, _, last = str(self.area).partition(":")
        corners = [_absolute(corner) for corner in (first, last) if corner]
        return f"{quoted(self.sheet)}!{':'.join(corners)}"

    @property
    def is_open(self) -> bool:
        """Whole columns or whole rows."""
        return self.area.is_whole


class References:
    """Resolves the references of one workbook."""

    def __init__(self, package: Package) -> None:
        self._sheets = {sheet.name.casefold(): sheet.name for sheet in package.sheets}
        self._cells = {s.name for s in package.sheets if s.kind == "worksheet"}
        self._names = {_key(name.sheet, name.name): name for name in package.names}
        self._tables = {table.name.casefold(): table for table in package.tables}
        self._asked: list[DefinedName] = []  # names being looked up

    def range(self, text: str, home: Home) -> Range | None:
        """
        Return the one rectangle that *text* names; None if it names something else.

        Raises:
            OtherWorkbook: it lies in another file.
            UnknownSheet: there is no such sheet.
        """
        if _CELLS.fullmatch(text):  # most of them
            return self._on_sheet(text, home.sheet, home)
        if lies_elsewhere(text):
            raise OtherWorkbook(text=text)
        if text.startswith(_HERE):
            return self._on_sheet(text.removeprefix(_HERE), "", home)
        prefix = _PREFIX.fullmatch(text)
        if prefix:
            first, last = self._between(prefix)
            return self._on_sheet(prefix[3], first, home) if first == last else None
        structured = _STRUCTURED.fullmatch(text)
        if structured:
            return self._of_table(structured[1], structured[2], home)
        return self._on_sheet(text, home.sheet, home)

    def across(self, text: str) -> tuple[Range, ...]:
        """
        Return the rectangles of *text* if it names several sheets: S1:S3!A1:A9.

        Raises:
            UnknownSheet: there is no such sheet.
        """
        prefix = _PREFIX.fullmatch(text)
        area = _area(prefix[3]) if prefix and ":" in text.rpartition("!")[0] else None
        if prefix is None or area is None or lies_elsewhere(text):
            return ()
        sheets = list(self._sheets.values())
        first, last = sorted(map(sheets.index, self._between(prefix)))
        between = (name for name in sheets[first : last + 1] if name in self._cells)
        return tuple(Range(sheet, area) for sheet in between)

    def _between(self, prefix: re.Match[str]) -> tuple[str, str]:
        """Return the first and the last sheet before the `!` of a reference."""
        named = (prefix[1] or prefix[2]).replace("''", "'")
        first, _, last = named.partition(":")
        for sheet in (first, last or first):
            if sheet.casefold() not in self._sheets:
                raise UnknownSheet(name=sheet)
        return self._sheets[first.casefold()], self._sheets[(last or first).casefold()]

    def name(self, text: str, sheet: str) -> DefinedName | None:
        """Return the defined name that *text* calls from *sheet*."""
        return self._names.get(_key(sheet, text)) or self._names.get(_key(None, text))

    def here(self, name: DefinedName, home: Home) -> str:
        """Return the formula of *name* as the cell *home* sees it: kept as from A1."""
        if not is_relative(name.text):
            return name.text
        return SharedFormula(1, 1, name.text).at(home.row, home.column)

    def qualified(self, text: str, home: Home) -> str:
        """Return *text* such that it means the same on every sheet."""
        range_ = self.range(text, home)
        if range_:
            return str(range_)
        name = self.name(text, home.sheet)
        if name and name.sheet:
            return f"{quoted(name.sheet)}!{name.name}"
        return text

    def _on_sheet(self, text: str, sheet: str, home: Home) -> Range | None:
        area = _area(text)
        if area:
            return Range(sheet, area)
        table = self._tables.get(text.casefold())
        if table and table.body:
            return Range(table.sheet, table.body)
        name = self.name(text, sheet)
        return self._of_name(name, home) if name else None

    def _of_name(self, name: DefinedName, home: Home) -> Range | None:
        if name in self._asked:
            return None  # the names go in a circle
        self._asked.append(name)
        try:
            nodes = meaningful(parse(self.here(name, home)))
            match nodes:
                case (Operand(kind="RANGE", text=text),):
                    return self.range(text, home)
                case _:
                    return None
        except Unreadable:
            return None
        finally:
            self._asked.pop()

    def _of_table(self, name: str, inner: str, home: Home) -> Range | None:
        table = self._tables.get(name.casefold()) if name else self._around(home)
        if table is None:
            return None
        items, columns = _items(inner)
        numbers = [self._column(table, column) for column in columns]
        rows = _rows_of(table, items, home)
        if rows is None or None in numbers:
            return None
        left, right = table.area.left, table.area.right
        if numbers:
            found = [number for number in numbers if number is not None]
            left, right = left + min(found), left + max(found)
        return Range(table.sheet, Area(rows[0], left, rows[1], right))

    def _around(self, home: Home) -> Table | None:
        """Return the table that the formula itself stands in."""
        for table in self._tables.values():
            if table.sheet == home.sheet and table.area.holds(home.row, home.column):
                return table
        return None

    @staticmethod
    def _column(table: Table, column: str) -> int | None:
        wanted = column.casefold()
        places = [i for i, c in enumerate(table.columns) if c.casefold() == wanted]
        return places[0] if places else None


def _key(sheet: str | None, name: str) -> tuple[str | None, str]:
    return (sheet.casefold() if sheet else None, name.casefold())


def _absolute(corner: str) -> str:
    letters = corner.rstrip("0123456789")
    return f"${letters}${corner[len(letters) :]}"


def lies_elsewhere(text: str) -> bool:
    """Tell whether *text* begins with the name of another workbook."""
    return _ELSEWHERE.match(text) is not None


@cache
def is_relative(text: str) -> bool:
    """Tell whether the formula of a name means other cells in other places."""
    return SharedFormula(1, 1, text).at(ROWS // 2, COLUMNS // 2) != text


@cache
def is_several(text: str) -> bool:
    """Tell whether the formula of a name is several ranges: S!A1:A9,S!C1:C9."""
    try:
        return "," in text and is_union(parse(f"({text})"))
    except Unreadable:
        return False


def cells_of(text: str) -> Area | None:
    """Return the rectangle that *text* spells out, whatever its sheet."""
    return _area(text.rpartition("!")[2])


def _area(text: str) -> Area | None:
    if _CELLS.fullmatch(text):
        try:
            return Area.of(text)
        except ValueError:  # a name such as ABCD1 reads like a cell, but is none
            return None
    columns = _COLUMNS.fullmatch(text)
    if columns:
        left, right = sorted((column_number(columns[1]), column_number(columns[2])))
        return Area(1, left, ROWS, right) if right <= COLUMNS else None
    rows = _ROWS.fullmatch(text)
    if rows:
        top, bottom = sorted((int(rows[1]), int(rows[2])))
        return Area(top, 1, bottom, COLUMNS) if bottom <= ROWS else None
    return None


def _items(inner: str) -> tuple[set[str], list[str]]:
    """Return the #items and the column names between a table's brackets."""
    at_row = inner.startswith("@")
    inner = inner.removeprefix("@")
    words = _ITEM.findall(inner) if inner.startswith("[") else [inner] if inner else []
    items = {word.casefold() for word in words if word.casefold() in _SPECIALS}
    columns = [
        re.sub(r"'(.)", r"\1", w) for w in words if w.casefold() not in _SPECIALS
    ]
    return items | ({"#this row"} if at_row else set()), columns


def _rows_of(table: Table, items: Iterable[str], home: Home) -> tuple[int, int] | None:
    """Return the first and last row that the #items select, if they adjoin."""
    body = table.body
    spans = {
        "#all": (table.area.top, table.area.bottom),
        "#data": (body.top, body.bottom) if body else None,
        "#headers": (table.area.top, table.area.top) if table.has_header else None,
        "#totals": (table.area.bottom, table.area.bottom) if table.has_totals else None,
        "#this row": (home.row, home.row) if body and _beside(body, home) else None,
    }
    chosen = [spans[item] for item in items] or [spans["#data"]]
    found = [span for span in chosen if span]
    if len(found) < len(chosen):
        return None
    return min(span[0] for span in found), max(span[1] for span in found)


def _beside(body: Area, home: Home) -> bool:
    return body.top <= home.row <= body.bottom
