"""Workbooks built for one test each, with the cached values the test wants."""

from dataclasses import dataclass

import pytest
import xlsxwriter
from xlsxwriter.utility import xl_cell_to_rowcol

from cx_xl import open_workbook


@dataclass(frozen=True)
class F:
    """A formula as the file stores it: cached value, and its extent if it spills."""

    text: str
    cached: object = 0
    area: str = ""
    fixed: str = ""  # the extent of an array formula of the old kind


def _write(sheet, cell, value):
    row, column = xl_cell_to_rowcol(cell)
    if isinstance(value, F):
        area, cached = value.area or value.fixed, value.cached
        if value.area:
            sheet.write_dynamic_array_formula(area, value.text, None, cached)
        elif value.fixed:
            sheet.write_array_formula(area, value.text, None, cached)
        else:
            sheet.write_formula(row, column, value.text, None, cached)
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    else:
        sheet.write_number(row, column, value)


@pytest.fixture
def save(tmp_path):
    """Return a function that saves {sheet: {cell: value}} and returns the path."""

    def saved(sheets, names=(), tables=()):
        path = tmp_path / "book.xlsx"
        book = xlsxwriter.Workbook(path)
        made = {sheet: book.add_worksheet(sheet) for sheet in sheets}
        for sheet, area, table in tables:
            headers = [{"header": header} for header in table["columns"]]
            made[sheet].add_table(area, {"name": table["name"], "columns": headers})
        for sheet, cells in sheets.items():
            for cell, value in cells.items():
                _write(made[sheet], cell, value)
        for defined, text in names:
            book.define_name(defined, text)
        book.close()
        return path

    return saved


@pytest.fixture
def opened(save):
    """Return a function that saves a workbook and opens it."""
    return lambda *arguments, **named: open_workbook(save(*arguments, **named))


@pytest.fixture
def column():
    """
    Return a function that writes values down a column from row 2, blanks left out.
    """

    def cells(letter, *values, header="Score", top=2):
        found = {f"{letter}{top - 1}": header} if header else {}
        places = enumerate(values, start=top)
        return found | {f"{letter}{row}": v for row, v in places if v is not None}

    return cells


@pytest.fixture
def formula():
    """Return the class of formulas: text, cached value, extent."""
    return F


@pytest.fixture
def hidden(tmp_path):
    """
    Return a function that opens a workbook of 10, 9, 3, 8 whose 3 is filtered out.
    """

    def saved(**formulas):
        book = xlsxwriter.Workbook(tmp_path / "hidden.xlsx")
        sheet = book.add_worksheet("S")
        sheet.write_column("A1", ("NPS", 10, 9, 3, 8))
        sheet.autofilter("A1:A5")
        sheet.filter_column("A", "x > 5")
        sheet.set_row(3, options={"hidden": True})
        for cell, text in formulas.items():
            sheet.write_dynamic_array_formula(cell, text, None, 0)
        book.close()
        return open_workbook(tmp_path / "hidden.xlsx").evaluate()

    return saved
