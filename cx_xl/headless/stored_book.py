"""A saved workbook as its file holds it: values, formulas, tables."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from cx_xl.dates import from_serial
from cx_xl.errors import Explained
from cx_xl.files.file_refusals import FileRefused
from cx_xl.files.package import Package
from cx_xl.files.shared_formulas import Value
from cx_xl.files.sheet_cells import Sheet
from cx_xl.headless.compare import is_blank
from cx_xl.headless.reasons import NotComputable
from cx_xl.headless.stored import Rows, StoredCells
from cx_xl.headless.syntax.references import Home, Range, References

if TYPE_CHECKING:
    import pandas as pd

    from cx_xl.files.tables import Table


class UnknownReference(Explained, LookupError):
    """A reference that names no cells of this workbook."""

    en = "{file}: {reference} names no cells; write it like KPI!D12 or a name."
    it = "{file}: {reference} non indica celle; scrivi ad esempio KPI!D12 o un nome."


class StoredBook:
    """What the file of a workbook holds; `Workbook` adds what it should hold."""

    def __init__(
        self, package: Package, file: str, no_formulas: FileRefused | None = None
    ) -> None:
        self.file = file  # the name without folders
        self.package = package  # the parts of the file
        self._no_formulas = no_formulas  # what to raise where they are needed
        self._cells = StoredCells(package)
        self._references = References(package)

    @property
    def sheets(self) -> tuple[str, ...]:
        """The worksheets, in order."""
        return self._cells.names

    @property
    def names(self) -> Mapping[str, str]:
        """The visible defined names of the workbook, with what they stand for."""
        names = self._cells.package.names
        return {n.name: n.text for n in names if n.sheet is None and not n.is_hidden}

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the Excel tables."""
        return tuple(table.name for table in self._cells.package.tables)

    def sheet(self, name: str) -> Sheet:
        """Return the cells of a sheet."""
        return self._cells.sheet(name)

    def sheet_of(self, name: str) -> str:
        """
        Return the sheet on which an Excel table lies.

        Raises:
            UnknownReference: there is no such table.
        """
        return self._table(name).sheet

    def columns(self, name: str) -> tuple[str, ...]:
        """
        Return the headers of an Excel table.

        Raises:
            UnknownReference: there is no such table.
        """
        return self._table(name).columns

    def value(self, reference: str) -> Value:
        """
        Return the value that the file holds in the first cell of *reference*.

        Raises:
            UnknownReference: it names no cells.
        """
        return self.values(reference)[0][0]

    def values(self, reference: str) -> Rows:
        """
        Return the rows that the file holds; whole columns end where the data end.

        Raises:
            UnknownReference: *reference* names no cells.
        """
        return [list(row) for row in self._cells.block(self._range(reference))]

    def formula(self, reference: str) -> str | None:
        """
        Return the formula in the first cell of *reference*, None if it is typed.

        Raises:
            UnknownReference: it names no cells.
            FileRefused: only the values of the file are read.
        """
        self._require_formulas()
        range_ = self._range(reference)
        place = range_.area.top, range_.area.left
        cell = self._cells.sheet(range_.sheet).formulas.get(place)
        return f"={cell.text}" if cell else None

    def formulas(self) -> Mapping[str, str]:
        """
        Return all formulas by address ("KPI!D12"), as the file spells them.

        Raises:
            FileRefused: only the values of the file are read.
        """
        self._require_formulas()
        return {
            f"{sheet.name}!{cell.address}": f"={cell.text}"
            for sheet, cell in self._cells.formulas()
        }

    def table(self, name: str) -> "pd.DataFrame":
        """
        Return an Excel table as a frame; columns of dates become datetimes.

        Rows without any value are left out: templates keep hundreds of them ready.

        Raises:
            UnknownReference: there is no such table.
        """
        import pandas as pd  # noqa: PLC0415 - only frames need it

        table = self._table(name)
        block = self._cells.block(Range(table.sheet, table.body)) if table.body else []
        top = table.body.top if table.body else 0
        held = [
            (n, row) for n, row in enumerate(block, top) if not all(map(is_blank, row))
        ]
        rows = [row for _, row in held]
        frame = pd.DataFrame(rows, columns=list(table.columns), dtype=object)
        sheet = self._cells.sheet(table.sheet)
        for place, column in enumerate(table.columns):
            filled = [n for n, row in held if row[place] is not None]
            at = table.area.left + place
            if filled and all(sheet.is_date(n, at) for n in filled):
                days = [_day(row[place]) for row in rows]
                frame[column] = pd.Series(days, dtype=object)
        return frame.infer_objects()

    def _require_formulas(self) -> None:
        if self._no_formulas:
            raise self._no_formulas

    def _table(self, name: str) -> "Table":
        tables = {t.name.casefold(): t for t in self._cells.package.tables}
        table = tables.get(name.casefold())
        if table is None:
            raise UnknownReference(file=self.file, reference=name)
        return table

    def _range(self, reference: str) -> Range:
        home = Home(self.sheets[0], 1, 1)
        try:
            range_ = self._references.range(reference, home)
        except NotComputable:  # in another workbook, on no sheet
            range_ = None
        if range_ is None:
            raise UnknownReference(file=self.file, reference=reference)
        return range_


def _day(value: Value) -> object:
    """Return a moment; a number that is none stays what it is, for all to see."""
    if not isinstance(value, int | float):
        return None
    try:
        return from_serial(value)
    except ValueError:
        return value
