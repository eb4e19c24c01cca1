"""The cells as the file holds them, read once and handed out in blocks."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property

from cx_xl.cells import Block
from cx_xl.files.addresses import Area, address
from cx_xl.files.name_chains import WORD
from cx_xl.files.package import Package
from cx_xl.files.shared_formulas import FormulaCell, Value
from cx_xl.files.sheet_cells import Sheet
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.headless.reasons import NoStoredValue
from cx_xl.headless.syntax.references import Range

Rows = list[list[Value]]
Used = Callable[[str], tuple[int, int]]

_LAMBDA = re.compile(r"\s*(?:_xlfn\.)?LAMBDA\(", re.IGNORECASE)

SPARE = 10_000  # blank rows below the data that are not worth the cutting
MEMORY = 20_000_000  # cells of the ranges that are kept at a time


class StoredCells:
    """All worksheets of one package, each read when it is first asked for."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._sheets: dict[str, Sheet] = {}
        self._formula_rows: dict[str, dict[int, list[int]]] = {}
        self._anchors: dict[str, list[FormulaCell]] = {}
        self._blocks: dict[tuple[str, Area], Rows] = {}
        self._given: dict[Range, Block] = {}
        self._room = MEMORY

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The worksheets, in the order of the file."""
        sheets = self.package.sheets
        return tuple(sheet.name for sheet in sheets if sheet.kind == "worksheet")

    @cached_property
    def unused_functions(self) -> tuple[str, ...]:
        """The names of the workbook that are functions (LAMBDA) and never used."""
        names = self.package.names
        own = [n for n in names if n.sheet is None and _LAMBDA.match(n.text)]
        if not own:
            return ()
        others = (name.text for name in names if name not in own)
        formulas = (cell.text for _, cell in self.formulas())
        used = _words([*others, *formulas])
        while found := [name for name in own if name.name.casefold() in used]:
            own = [name for name in own if name not in found]
            used = _words(name.text for name in found)
        return tuple(name.name for name in own)

    @cached_property
    def texts(self) -> frozenset[str]:
        """Every text that a cell holds."""
        columns = (c for sheet in self.sheets.values() for c in sheet.columns.values())
        held = (value for column in columns for value in set(column.values))
        return frozenset(value for value in held if isinstance(value, str))

    @property
    def sheets(self) -> dict[str, Sheet]:
        """Every worksheet by name."""
        return {name: self.sheet(name) for name in self.names}

    def sheet(self, name: str) -> Sheet:
        """Return one worksheet."""
        if name not in self._sheets:
            self._sheets[name] = read_sheet(self.package, name)
        return self._sheets[name]

    def formulas(self) -> Iterator[tuple[Sheet, FormulaCell]]:
        """Yield every formula cell."""
        for sheet in self.sheets.values():
            for cell in sheet.formulas.values():
                yield sheet, cell

    def used(self, sheet: str) -> tuple[int, int]:
        """Return the last row and column of a sheet that hold anything."""
        return self.sheet(sheet).used

    def trimmed(self, range_: Range) -> Range:
        """Return *range_* cut to the used range."""
        rows, columns = self.used(range_.sheet)
        return _trimmed(range_, rows, columns)

    def block(self, range_: Range) -> Rows:
        """Return the cells of *range_*; whole columns are cut as `trimmed` does."""
        if range_.is_open:
            range_ = self.trimmed(range_)
        if range_ not in self._blocks:
            # In full, because paired ranges must keep their shapes.
            self._blocks[range_] = self.sheet(range_.sheet).rows(range_.area)
        return self._blocks[range_]

    def cut(
        self, ranges: Iterable[Range], used: Used | None = None
    ) -> dict[Range, Range]:
        """
        Return the ranges of one call without the blank rows far below their data.

        Whole columns, and ranges to the end of the sheet, end alike. Others are cut
        only if all are equally long: different ranges must stay different.

        Args:
            ranges: the ranges.
            used: the last row and column of a sheet; by default, in the file.
        """
        used = used or self.used
        ranges = [range_ for range_ in ranges if range_.area.size > 1]
        ends = [r for r in ranges if r.is_open or r.area.is_endless]
        if ends:
            last = max(used(range_.sheet)[0] for range_ in ends)
            return {r: _trimmed(r, last, used(r.sheet)[1]) for r in ends}
        lengths = {r.area.shape[0] for r in ranges}
        needed = (used(r.sheet)[0] - r.area.top + 1 for r in ranges)
        longest = max([1, *needed])
        if len(lengths) != 1 or lengths.pop() < longest + SPARE:
            return {}
        return {
            Range(sheet, area): Range(
                sheet, area._replace(bottom=area.top + longest - 1)
            )
            for sheet, area in ranges
        }

    def given(self, range_: Range) -> Value | Block:
        """Return *range_* as our functions take it; the same range is one block."""
        area = range_.area
        if area.size == 1:
            return self.sheet(range_.sheet)[area.top, area.left]
        if range_ not in self._given:
            if self._room < area.size:
                self._given.clear()
                self._room = MEMORY
            self._room -= area.size
            cells = Block.of(self.sheet(range_.sheet).cells_in(area)).cells
            header = self._header(range_)
            self._given[range_] = Block(cells, area.shape[1], header=header)
        return self._given[range_]

    def told(self, range_: Range, rows: Rows) -> Value | Block:
        """Return *rows*, which *range_* holds by now, as our functions take them."""
        if len(rows) == len(rows[0]) == 1:
            return rows[0][0]
        return replace(Block.of(rows), header=self._header(range_))

    def _header(self, range_: Range) -> bool | None:
        """Say that a range which begins in the body of a table has no header."""
        corner = range_.area.top, range_.area.left
        bodies = (
            table.body for table in self.package.tables if table.sheet == range_.sheet
        )
        is_body = any(body is not None and body.holds(*corner) for body in bodies)
        return False if is_body else None

    def require_values(self, range_: Range) -> None:
        """
        Make sure that each formula in *range_* has a stored value.

        Raises:
            NoStoredValue: naming the first that has none.
        """
        sheet = self.sheet(range_.sheet)
        for row, column in self.formula_cells(range_):
            if sheet.formulas[row, column].value is None:
                raise NoStoredValue(cell=f"{sheet.name}!{address(row, column)}")

    def formula_cells(self, range_: Range) -> Iterator[tuple[int, int]]:
        """Yield the places of the formulas in *range_*."""
        area = range_.area
        for column, rows in self._rows_by_column(range_.sheet).items():
            if area.left <= column <= area.right:
                for row in rows[bisect_left(rows, area.top) :]:
                    if row > area.bottom:
                        break
                    yield row, column

    def is_typed(self, range_: Range) -> bool:
        """Tell whether all of *range_* is typed: no formula fills or may fill it."""
        if next(self.formula_cells(range_), None):
            return False
        area = range_.area
        anchors = self.anchors(range_.sheet)
        return not any(a.row <= area.bottom and a.column <= area.right for a in anchors)

    def anchors(self, name: str) -> list[FormulaCell]:
        """Return the formulas of one sheet that fill cells beside their own."""
        if name not in self._anchors:
            formulas = self.sheet(name).formulas.values()
            found = [cell for cell in formulas if cell.is_dynamic or cell.area]
            self._anchors[name] = found
        return self._anchors[name]

    def spill(self, range_: Range) -> Range:
        """Return what the formula at the first cell of *range_* fills in the file."""
        place = range_.area.top, range_.area.left
        cell = self.sheet(range_.sheet).formulas.get(place)
        return Range(range_.sheet, (cell and cell.area) or range_.area)

    def _rows_by_column(self, name: str) -> dict[int, list[int]]:
        if name not in self._formula_rows:
            rows = defaultdict(list)
            for row, column in sorted(self.sheet(name).formulas):
                rows[column].append(row)
            self._formula_rows[name] = dict(rows)
        return self._formula_rows[name]


def _trimmed(range_: Range, rows: int, columns: int) -> Range:
    """Return *range_* without what lies below and, if it is open, beside the data."""
    right = columns if range_.is_open else range_.area.right
    return Range(range_.sheet, range_.area.within(rows, right))


def _words(texts: Iterable[str]) -> set[str]:
    """Return every word that could be a name."""
    return {word.casefold() for text in texts for word in WORD.findall(text)}
