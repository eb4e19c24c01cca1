"""The reader of one sheet: typed values and formulas, fast at any size."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cx_xl.files import scan
from cx_xl.files.addresses import Area, address, column_letters, column_number, position
from cx_xl.files.file_refusals import ArrayTooLarge, BadCell, LostText
from cx_xl.files.plain_rows import TEXTS, PlainRows
from cx_xl.files.shared_formulas import FormulaCell, SharedFormula
from cx_xl.files.sheet_cells import Column, Sheet
from cx_xl.files.values import ISO_STYLE, Decoder
from cx_xl.files.xml_texts import from_xml, unescape

if TYPE_CHECKING:
    import re

    from cx_xl.files.package import Package
    from cx_xl.files.shared_formulas import Value

    Found = tuple[str, ...]  # the groups of `scan.CELL`

BATCH = 1 << 20  # characters scanned at a time


def read_sheet(package: Package, name: str) -> Sheet:
    """
    Read the cells of one worksheet.

    Numbers are int or float as the file spells them, dates are serial numbers of the
    1900 system (also from 1904 books), error cells are `Code`, blank cells are absent.

    Args:
        package: the open workbook.
        name: the worksheet, whatever its case.

    Raises:
        NoSuchSheet: the workbook has no such worksheet.
        BadCell: a cell holds what its type forbids.
        ArrayTooLarge: array formulas claim more cells than they can ever fill.
    """
    info = package.sheet(name)
    is_plain = info.extent.is_plain
    text = scan.readable(package.read(info.part), is_plain=is_plain)
    reader = Reader(package, info.name)
    is_able = is_plain and not reader.decoder.shift
    plain = PlainRows(reader.decoder, reader.columns, is_able=is_able)
    start, end = scan.data_span(text)
    with package.container.damage(info.part):
        while start < end:
            row_end = scan.ROW_END.search(text, min(start + BATCH, end), end)
            stop = row_end.end() if row_end else end
            if not plain.take(text, start, stop):
                reader.take(scan.CELL.findall(text, start, stop))
                plain.last = reader.last_row
            reader.row = max(reader.row, plain.last)
            start = stop
    return reader.sheet()


def stored_value(decoder: Decoder, kind: str, style: str, body: str) -> Value:
    """
    Return the value that the inside of a cell element holds, None if none.

    Raises:
        ValueError, LookupError: its type forbids it.
    """
    if kind == "inlineStr":
        return scan.inline_text(body)
    stored = scan.STORED.search(body)
    return decoder.value(kind, stored[2] or "", style) if stored else None


class Reader:
    """What is needed to read the cells of one sheet, one batch after the other."""

    def __init__(self, package: Package, name: str) -> None:
        self.file, self.name = package.container.file, name
        self.limits, self.arrays = package.container.limits, 0
        self.decoder = Decoder(package)
        self.dynamic_marks = package.dynamic_marks
        self.columns = defaultdict[str, Column](Column)
        self.formulas = dict[tuple[int, int], FormulaCell]()
        self.shared = dict[str, SharedFormula]()
        self.row = self.last_column = 0

    @property
    def last_row(self) -> int:
        """The last row so far, in whatever order they come."""
        filled = (len(column.values) for column in self.columns.values())
        return max(self.row, *filled, 0)

    def sheet(self) -> Sheet:
        """Return all that was taken."""
        columns = {
            column_number(letters): column
            for letters, column in self.columns.items()
            if column.values
        }
        return Sheet(self.name, columns, self.formulas)

    def take(self, found: list[Found]) -> None:
        """Take the cells of one batch; a large sheet's time is spent in this loop."""
        columns, decoder = self.columns, self.decoder
        numbers, dates = decoder.numbers, decoder.dates
        for index, (letters, digits, style, kind, text, *_rest) in enumerate(found):
            if not letters:
                self._take_special(found, index)
                continue
            if not text and kind not in TEXTS:
                continue
            column, row = columns[letters], int(digits)
            try:
                is_number = not kind and not decoder.shift
                value: Value = (
                    numbers[text] if is_number else decoder.value(kind, text, style)
                )
            except (ValueError, LookupError) as error:
                raise self._bad(f"{letters}{digits}", text, kind) from error
            if value is None:
                continue
            if kind == "d" and "-" in text:
                style = ISO_STYLE  # noqa: PLW2901 - its own style may show no date
            if style != column.style:
                column.turn(row, style, is_date=style in dates)
            column.put(row, value)

    def _take_special(self, found: list[Found], index: int) -> None:
        """Take a row's start, or a cell with a formula, runs or rare attributes."""
        *_plain, row_tag, row_attributes, cell_attributes, body = found[index]
        if row_tag:
            number = scan.attributes(row_attributes).get("r")
            self.row = int(number) if number else self.row + 1
            self.last_column = 0
            return
        given = scan.attributes(cell_attributes)
        row, column = self._place(given.get("r"), found[index - 1])
        self.row, self.last_column = row, column
        kind, style = given.get("t", ""), given.get("s", "")
        try:
            value = stored_value(self.decoder, kind, style, body)
        except (ValueError, LookupError) as error:
            raise self._bad(address(row, column), body, kind) from error
        if formula := scan.FORMULA.search(body):
            self._take_formula(
                formula,
                value,
                is_dynamic=given.get("cm") in self.dynamic_marks,
                is_date=style in self.decoder.dates,
            )
        if value is not None:
            target = self.columns[column_letters(column)]
            style = ISO_STYLE if kind == "d" and "-" in body else style
            if style != target.style:
                target.turn(row, style, is_date=style in self.decoder.dates)
            target.put(row, value)

    def _take_formula(
        self, formula: re.Match[str], value: Value, *, is_dynamic: bool, is_date: bool
    ) -> None:
        row, column = self.row, self.last_column
        given = scan.attributes(formula[1])
        text = unescape(from_xml(formula[2] or ""))
        kind, number = given.get("t", "normal"), given.get("si", "")
        if kind == "shared" and text:
            self.shared[number] = SharedFormula(row, column, text)
        elif kind == "shared" and number in self.shared:
            text = self.shared[number].at(row, column)
        elif kind == "dataTable":
            text = f"TABLE({given.get('r1', '')},{given.get('r2', '')})"
        if not text:
            return  # some writers mark the cells of an array so
        is_area = kind in {"array", "dataTable"} and "ref" in given
        try:
            area = Area.of(given["ref"]) if is_area else None
        except ValueError as error:
            raise self._bad(address(row, column), given["ref"]) from error
        self.arrays += area.size if area else 0
        if self.arrays > self.limits.arrays:
            at = address(row, column)
            raise ArrayTooLarge(file=self.file, sheet=self.name, cell=at)
        kind = kind if is_area else "normal"
        cell = FormulaCell(row, column, text, value, area, is_dynamic, kind, is_date)
        self.formulas[row, column] = cell

    def _place(self, given: str | None, before: Found) -> tuple[int, int]:
        """Return the place of a cell; one without address follows the one before."""
        if given:
            return position(given)
        letters, digits = before[:2]
        if letters:
            return int(digits), column_number(letters) + 1
        return self.row, self.last_column + 1

    def _bad(self, cell: str, text: str, kind: str = "") -> BadCell:
        if kind == "s":
            return LostText(file=self.file, sheet=self.name, cell=cell)
        return BadCell(file=self.file, sheet=self.name, cell=cell, text=text[:80])
