"""The columns that a user has added to a table of the template."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from cx_xl.files import scan
from cx_xl.files.addresses import address
from cx_xl.files.shared_formulas import SharedFormula
from cx_xl.files.table_writer import looks_of
from cx_xl.files.wider import (
    widened,
    with_cell_formulas,
    with_cell_looks,
    with_column_looks,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping

    from cx_xl.files.package import Package
    from cx_xl.files.shared_formulas import Value
    from cx_xl.files.tables import Table
    from cx_xl.workbooks.upgrades.old_book import OldBook, OldTable

WIDTH = 14.0  # characters


@dataclass
class UserColumns:
    """
    The user's columns of one table on their way.

    Attributes:
        old: the old book.
        table: the table there.
        new: the same table in the new book.
        change: how formulas read there.
        as_values: the columns of which only the values move, as "table[header]".
        formulas: the formulas of the new cells, once `cells` has been asked.
        origins: the column and the old cell behind each of them.
    """

    old: OldBook
    table: OldTable
    new: Table
    change: Callable[[str], str]
    as_values: Container[str]
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    origins: dict[str, tuple[str, str]] = field(default_factory=dict)

    @cached_property
    def places(self) -> dict[str, int]:
        """The new places of the columns, right of the template's, by old header."""
        sheet, rows = self.old.workbook.sheet(self.table.sheet), self.table.rows
        kept = [
            header
            for header, column in self.table.own.items()
            if any(
                v is not None for v in sheet.column(column, rows.start, rows.stop - 1)
            )
            or not header.casefold().startswith(("column", "colonna"))
        ]
        return {h: n for n, h in enumerate(kept, start=self.new.area.right + 1)}

    @property
    def names(self) -> list[str]:
        """The columns as "table[header]"."""
        return list(map(self._name, self.places))

    def widened(self, package: Package, looks: int) -> dict[str, bytes]:
        """
        Return the parts in which the table has the columns, still empty.

        Args:
            package: the new book.
            looks: how much higher the numbers of the old looks are there.
        """
        if not self.places:
            return {}
        held = next(t for t in self.old.package.tables if t.name == self.table.name)
        fills = dict(zip(held.columns, held.formulas, strict=True))
        columns = [
            (self._headers[header], self._fill(header, fills[header]))
            for header in self.places
        ]
        first = {h: (self.table.rows.start, self.table.own[h]) for h in self.places}
        numbers = looks_of(self.old.package, self.table.sheet, first.values())
        part = package.sheet(self.new.sheet).part
        shown = {
            self.places[header]: (numbers[place] + looks, WIDTH)
            for header, place in first.items()
        }
        text = with_column_looks(scan.readable(package.read(part)), shown)
        return widened(package, self.new, columns) | {part: text.encode()}

    def cells(self, rows: Mapping[int, int]) -> dict[tuple[int, int], Value]:
        """Return headers and values of the new cells; *rows* are new by old."""
        found: dict[tuple[int, int], Value] = {}
        held = self.old.workbook.sheet(self.table.sheet).formulas
        for header, into in self.places.items():
            found[self.new.area.top, into] = self._headers[header]
            column, name = self.table.own[header], self._name(header)
            for row, target in rows.items():
                found[target, into] = self.old.value(self.table.sheet, row, column)
                formula = held.get((row, column))
                if formula is None or name in self.as_values:
                    continue
                own = SharedFormula(row, column, formula.text).at(target, column)
                self.formulas[target, into] = self.change(own)
                origin = f"{self.table.sheet}!{address(row, column)}"
                self.origins[f"{self.new.sheet}!{address(target, into)}"] = name, origin
        return found

    def finished(
        self, package: Package, parts: Mapping[str, bytes]
    ) -> dict[str, bytes]:
        """Return *parts*, which hold the cells, with formulas and headers' looks."""
        part = package.sheet(self.new.sheet).part
        if not self.places or part not in parts:
            return dict(parts)
        top, left = self.new.area.top, self.new.area.left
        look = looks_of(package, self.new.sheet, [(top, left)])[top, left]
        heads = {(top, into): look for into in self.places.values()}
        text = with_cell_formulas(scan.readable(parts[part]), self.formulas)
        return {**parts, part: with_cell_looks(text, heads).encode()}

    @cached_property
    def _headers(self) -> dict[str, str]:
        """The headers of the columns; a number sets them apart from the template's."""
        taken = {header.casefold() for header in self.new.columns}
        found = {}
        for header in self.places:
            tries = (header, *(f"{header} {n}" for n in range(2, 100)))
            found[header] = next(h for h in tries if h.casefold() not in taken)
            taken.add(found[header].casefold())
        return found

    def _fill(self, header: str, formula: str | None) -> str | None:
        """Return what Excel fills a column with, if it still does."""
        is_kept = formula and self._name(header) not in self.as_values
        return self.change(formula) if formula and is_kept else None

    def _name(self, header: str) -> str:
        return f"{self.table.name}[{header}]"
