"""A table that goes on: its formulas are filled down, all around it stays."""

import zipfile

import pytest
import xlsxwriter

from cx_xl.files.filling_down import continued
from cx_xl.files.formula_writer import with_formulas
from cx_xl.files.growth import NoRoomBelow, TableCannotGrow
from cx_xl.files.package import open_package
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.files.table_writer import with_rows

CHAIN = "xl/calcChain.xml"
ENTRIES = (
    '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    '<c r="B3" i="1"/></calcChain>'
)


@pytest.fixture
def build(tmp_path):
    """Write a book with the table A1:C3 and what a test adds to its sheet."""

    def make(add=lambda _sheet: None, *, total=False):
        path = tmp_path / "book.xlsx"
        book = xlsxwriter.Workbook(path)
        sheet = book.add_worksheet("Data & more")
        columns = [{"header": name} for name in ("Day", "Twice", "Note")]
        area = "A1:C4" if total else "A1:C3"
        sheet.add_table(
            area, {"name": "tblDays", "columns": columns, "total_row": total}
        )
        for row in (2, 3):
            sheet.write(f"A{row}", row)
            sheet.write_formula(f"B{row}", f"=2*A{row}+$A$2", None, 2 * row + 2)
        sheet.write("C3", "typed")
        add(sheet)
        book.close()
        return open_package(path)

    return make


def test_formulas_are_filled_down_and_what_is_typed_is_not(build):
    """=2*A3+$A$2 becomes =2*A5+$A$2 two rows below; texts and results stay away."""
    package = build()
    parts = continued(package, package.tables[0], 5)
    after = package.with_parts(parts)
    sheet = read_sheet(after, "Data & more")
    formulas = {place: cell.text for place, cell in sheet.formulas.items()}

    assert "A1:C5" == str(after.tables[0].area)
    assert {(4, 2): "2*A4+$A$2", (5, 2): "2*A5+$A$2"}.items() <= formulas.items()
    assert [None] * 6 == [sheet[row, column] for row in (4, 5) for column in (1, 2, 3)]


def test_what_stands_beside_and_below_stays(build):
    """A note at the right of the new rows, and one under them."""

    def add(sheet):
        sheet.write("E4", "beside")
        sheet.write("A9", "below")

    package = build(add)
    parts = continued(package, package.tables[0], 5)
    sheet = read_sheet(package.with_parts(parts), "Data & more")

    assert ("beside", "below") == (sheet[4, 5], sheet[9, 1])
    assert "2*A4+$A$2" == sheet.formulas[4, 2].text


def test_what_stands_in_the_way_is_named(build):
    package = build(lambda sheet: sheet.write("B5", 1))

    with pytest.raises(NoRoomBelow, match="B5"):
        continued(package, package.tables[0], 5)


def test_a_formula_that_shows_nothing_is_in_the_way(build):
    """Excel would compute it again, under the value that was put there."""
    package = build(lambda sheet: sheet.write_formula("B5", '=""', None, ""))

    with pytest.raises(NoRoomBelow, match="B5"):
        continued(package, package.tables[0], 5)
    with pytest.raises(NoRoomBelow, match="B5"):
        with_rows(package, package.tables[0], [[0, 0, 0]] * 2)


def test_blank_rows_leave_what_stands_beside_them(build):
    """Only the table's own columns are in its way, however its rows are made."""
    package = build(lambda sheet: sheet.write("E4", "beside"))
    parts = with_rows(package, package.tables[0], [[0, 0, 0]] * 2)
    after = package.with_parts(parts)

    assert "A1:C5" == str(after.tables[0].area)
    assert "beside" == read_sheet(after, "Data & more")[4, 5]


def test_totals_stay_where_they_are(build):
    package = build(total=True)

    with pytest.raises(TableCannotGrow, match="tblDays"):
        continued(package, package.tables[0], 9)


def test_excels_list_of_formulas_names_the_new_ones(build, tmp_path):
    """Excel repairs a book whose list names cells without a formula; not so here."""
    package = build()
    path = tmp_path / "chained.xlsx"
    path.write_bytes(package.path.read_bytes())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(CHAIN, ENTRIES)
    chained = open_package(path)
    parts = continued(chained, chained.tables[0], 5)
    listed = parts[CHAIN].decode()

    assert '<c r="B3" i="1"/><c r="B4" i="1"/><c r="B5" i="1"/>' in listed
    assert "A4" not in listed


def test_formulas_names_and_rules_read_as_they_are_told(build):
    """Cells, conditions and validation; text in XML is escaped as before."""

    def add(sheet):
        sheet.write_formula("E1", '=SUM(A2:A3)&"<&>"', None, "5<&>")
        rule = {"type": "formula", "criteria": "=SUM(A2:A3)>1"}
        sheet.conditional_format("E1", rule)
        sheet.data_validation("E2", {"validate": "list", "source": "=$A$2:$A$3"})

    package = build(add)
    told = []

    def change(sheet, cell, text):
        told.append((sheet, cell, text))
        return text.replace("A3", "A9").replace("$A$3", "$A$9")

    parts = with_formulas(package, {}, change)
    after = package.with_parts(parts)
    sheet = read_sheet(after, "Data & more")
    xml = parts[package.sheet("Data & more").part].decode()

    assert 'SUM(A2:A9)&"<&>"' == sheet.formulas[1, 5].text
    assert "<formula>SUM(A2:A9)&gt;1</formula>" in xml
    assert "<formula1>$A$2:$A$9</formula1>" in xml
    assert ("Data & more", "E1", 'SUM(A2:A3)&"<&>"') in told


def test_a_formula_that_is_told_to_go_leaves_its_value(build):
    package = build()
    parts = with_formulas(package, {}, lambda _sheet, _cell, _text: "")
    sheet = read_sheet(package.with_parts(parts), "Data & more")

    assert {} == sheet.formulas
    assert (6, 8) == (sheet[2, 2], sheet[3, 2])
