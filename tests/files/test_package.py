"""Names, tables and sheets as XlsxWriter and hand-written parts declare them."""

import openpyxl
import pytest
import xlsxwriter

from cx_xl.files.addresses import Area
from cx_xl.files.file_refusals import MalformedXml, TangledNames
from cx_xl.files.package import DefinedName, open_package
from tests.files import hostile


def opened(folder, data):
    path = folder / "book.xlsx"
    path.write_bytes(data)
    return open_package(path)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("books") / "names.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("KPI data")
        book.define_name("Goal", "='KPI data'!$A$1")
        book.define_name("'KPI data'!Local", '="a"&"<b"')
        formula = "=Answers[[#This Row],[Score]]*2"
        columns = [{"header": "Score"}, {"header": "Twice", "formula": formula}]
        options = {"name": "Answers", "columns": columns, "total_row": True}
        sheet.add_table("B2:C6", options)
        bare = {"name": "Bare", "header_row": False}
        book.add_worksheet("Other").add_table("A1:A3", bare)
    return path


def test_defined_names(path):
    """Names of the book and of one sheet, their formulas without escapes."""
    names = {name.name: name for name in open_package(path).names}
    assert {
        "Goal": DefinedName("Goal", "'KPI data'!$A$1", None, False, ""),
        "Local": DefinedName("Local", '"a"&"<b"', "KPI data", False, ""),
    } == names


def test_tables(path):
    """Columns, formulas, header and totals; the body leaves the last two out."""
    answers, bare = open_package(path).tables
    assert ("Answers", "KPI data") == (answers.name, answers.sheet)
    assert ("Score", "Twice") == answers.columns
    assert (None, "Answers[[#This Row],[Score]]*2") == answers.formulas
    assert (True, True) == (answers.has_header, answers.has_totals)
    assert (answers.area, answers.body) == (Area.of("B2:C6"), Area.of("B3:C5"))
    assert (bare.has_header, bare.body) == (False, Area.of("A1:A3"))


def test_tables_agree_with_openpyxl(path):
    """Names, extents and columns are those that openpyxl reads."""
    book = openpyxl.load_workbook(path)
    theirs = [
        (table.name, table.ref, tuple(column.name for column in table.tableColumns))
        for sheet in book
        for table in sheet.tables.values()
    ]
    tables = open_package(path).tables
    assert theirs == [(t.name, str(t.area), t.columns) for t in tables]


def test_hidden_name_with_comment(tmp_path):
    """What the name manager hides or shows beside a name."""
    names = (
        '<definedNames><definedName name="f" hidden="1" comment="a&amp;b">'
        "_xlfn.LAMBDA(_xlpm.x,_xlpm.x)</definedName></definedNames>"
    )
    data = hostile.book(workbook=hostile.workbook(names=names))
    text = "_xlfn.LAMBDA(_xlpm.x,_xlpm.x)"
    assert (DefinedName("f", text, None, True, "a&b"),) == opened(tmp_path, data).names


def test_name_of_a_sheet_that_is_not_there(tmp_path):
    """A scope out of range is a damaged part, not a crash."""
    name = '<definedName name="f" localSheetId="4">1</definedName>'
    book = hostile.workbook(names=f"<definedNames>{name}</definedNames>")
    package = opened(tmp_path, hostile.book(workbook=book))
    with pytest.raises(MalformedXml, match=r"workbook\.xml"):
        _ = package.names


def in_a_row(count, text):
    """Names that each stand for *text* of the next one, the last for a cell."""
    names = [(f"n.{row}", text.format(f"n.{row + 1}")) for row in range(count)]
    names.append((f"n.{count}", "Data!$A$1"))
    return "".join(f'<definedName name="{n}">{t}</definedName>' for n, t in names)


@pytest.mark.parametrize(("count", "text"), [(100, "{0}"), (16, "{0}+{0}")])
def test_names_that_lead_too_far_are_refused(tmp_path, count, text):
    """One after the other without an end, or twice as many at every step."""
    books = [
        hostile.book(
            workbook=hostile.workbook(names=f"<definedNames>{names}</definedNames>")
        )
        for names in (in_a_row(count - 1, text), in_a_row(count, text))
    ]
    assert count == len(opened(tmp_path, books[0]).names)
    package = opened(tmp_path, books[1])
    with pytest.raises(TangledNames, match=r"n\.\d"):
        _ = package.names


def test_book_without_texts_styles_metadata(tmp_path):
    """Parts that a small book leaves out are empty, not missing."""
    package = opened(tmp_path, hostile.book())
    assert [] == package.strings
    assert frozenset() == package.date_styles
    assert frozenset() == package.dynamic_marks
    assert () == package.tables


def test_package_is_a_snapshot(tmp_path):
    """The file may change or go once it is open."""
    package = opened(tmp_path, hostile.book())
    package.path.unlink()
    assert package.read(hostile.SHEET).decode() == hostile.sheet("")
