"""The sheet reader against openpyxl and calamine, and on what only files can hold."""

import string
from datetime import date, datetime, time

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from cx_xl.dates import serial
from cx_xl.errors import Code
from cx_xl.files.addresses import Area
from cx_xl.files.file_refusals import ArrayTooLarge, BadCell, LostText, NoSuchSheet
from cx_xl.files.package import open_package
from cx_xl.files.sheet_reader import read_sheet
from tests.files import hostile

STRANGE = [
    "",
    " lead",
    "a\nb",
    "a\tb",
    "<&>",
    "è €",
    "_x0041_",
    "\u00a03,8",
    "=1+1",
    "😀",
]
NUMBERS = [0, 9, -5, 9.5, 0.1, 1e-300, 9.99e307, 123456789012345]


def read(folder, data):
    path = folder / "book.xlsx"
    path.write_bytes(data)
    package = open_package(path)
    return read_sheet(package, package.sheets[0].name)


def cells_of(sheet):
    return dict(sheet.cells())


def row(*cells, number=1):
    return f'<row r="{number}">{"".join(cells)}</row>'


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """A book by XlsxWriter: texts, numbers, truth values, dates, errors, formulas."""
    path = tmp_path_factory.mktemp("books") / "answers.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Answers")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        clock = book.add_format({"num_format": "hh:mm"})
        sheet.write_column("B3", NUMBERS)
        for index, text in enumerate(STRANGE):
            sheet.write_string(index, 3, text)
        sheet.write_boolean("E1", True)
        sheet.write_datetime("F1", datetime.fromisoformat("2026-10-01T06:00"), day)
        sheet.write_datetime("F2", time(6), clock)
        sheet.write_formula("G1", "=1/0", None, "#DIV/0!")
        sheet.write_formula("G2", '="a"&"<b"', None, "a<b")
        sheet.write_formula("G3", "=B3+1", None, 1)
        sheet.write_array_formula("H1:H2", "{=B3:B4*2}", None, 0)
        sheet.write_dynamic_array_formula("I1:I3", "=_xlfn.SEQUENCE(3)", None, 1)
        sheet.write_rich_string("J1", "ri", book.add_format({"bold": True}), "ch")
    return path


@pytest.fixture(scope="module")
def copied(answers, tmp_path_factory):
    """The same book as openpyxl writes it: inline texts, no cached results."""
    path = tmp_path_factory.mktemp("books") / "copied.xlsx"
    book = openpyxl.load_workbook(answers, data_only=True)
    for row in book["Answers"].iter_rows():
        for cell in row:
            if cell.value in ("", "_x0041_"):  # it loses the one, alters the other
                cell.value = None
    book.save(path)
    return path


def as_openpyxl(path):
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    return {
        (cell.row, cell.column): cell.value
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def as_calamine(path):
    sheet = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0)
    rows = sheet.to_python(skip_empty_area=False)
    return {
        (r, c): value
        for r, row in enumerate(rows, start=1)
        for c, value in enumerate(row, start=1)
        if value != ""
    }


def comparable(value):
    """Dates as serial numbers, error codes as text: what all readers agree on."""
    if isinstance(value, date):
        return serial(value)
    if isinstance(value, time):
        return (value.hour * 60 + value.minute) / 1440
    return str(value) if isinstance(value, Code) else value


@pytest.mark.parametrize("book", ["answers", "copied"])
def test_values_agree_with_openpyxl(book, request):
    """Each cell is what openpyxl reads, a 9 an int and a 9.5 a float."""
    path = request.getfixturevalue(book)
    package = open_package(path)
    ours = cells_of(read_sheet(package, "answers"))
    theirs = as_openpyxl(path)
    assert {p: comparable(v) for p, v in ours.items()} == {
        p: comparable(v) for p, v in theirs.items()
    }
    numbers = {p: type(v) for p, v in theirs.items() if type(v) in (bool, int, float)}
    assert numbers == {place: type(ours[place]) for place in numbers}


def test_values_agree_with_calamine(answers):
    """Each cell is what calamine reads; it has no error codes for comparison."""
    ours = cells_of(read_sheet(open_package(answers), "Answers"))
    kept = {
        place: comparable(value)
        for place, value in ours.items()
        if value != "" and not isinstance(value, Code)
    }
    theirs = {p: comparable(v) for p, v in as_calamine(answers).items() if p in kept}
    assert theirs == kept


def test_formulas_of_a_book(answers):
    """Formulas with their kind, extent and cached result, as XlsxWriter wrote them."""
    formulas = read_sheet(open_package(answers), "Answers").formulas
    found = {
        cell.address: (cell.text, cell.value, str(cell.area or ""), cell.is_dynamic)
        for cell in formulas.values()
    }
    assert {
        "G1": ("1/0", Code.DIV, "", False),
        "G2": ('"a"&"<b"', "a<b", "", False),
        "G3": ("B3+1", 1, "", False),
        "H1": ("B3:B4*2", 0, "H1:H2", False),
        "I1": ("_xlfn.SEQUENCE(3)", 1, "I1:I3", True),
    } == found


def test_dates_are_known_by_their_format(answers):
    """A day is a date, a time of day or a plain number is none."""
    sheet = read_sheet(open_package(answers), "Answers")
    assert [True, False, False, False] == [
        sheet.is_date(*place) for place in [(1, 6), (2, 6), (3, 2), (9, 99)]
    ]


def test_1904_dates_count_from_1900(tmp_path):
    """A date of a 1904 book is the same serial number; a time of day stays."""
    path = tmp_path / "mac.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", date(2026, 10, 1), book.add_format({"num_format": 14}))
        sheet.write("A2", 0.25, book.add_format({"num_format": 20}))
        sheet.write("A3", 44834)
        sheet.write("A4", True, book.add_format({"num_format": 14}))
    package = open_package(path)
    sheet = read_sheet(package, "Sheet1")
    assert [46296, 0.25, 44834, True] == sheet.column(1, 1, 4)
    assert date(2026, 10, 1) == as_openpyxl(path)[1, 1].date()


def test_strict_book_with_iso_dates(tmp_path):
    """Strict OOXML may hold dates as text; its 1904 flag does not move those."""
    cells = row(
        '<c r="A1" t="d"><v>2026-10-01</v></c>', '<c r="B1" s="0"><v>44834</v></c>'
    )
    strict = {"main": hostile.STRICT_MAIN, "base": hostile.STRICT_LINKS}
    book = hostile.workbook(properties='<workbookPr date1904="1"/>', **strict)
    data = hostile.book(cells, workbook=book, styles=hostile.styles(14), **strict)
    sheet = read(tmp_path, data)
    assert {(1, 1): 46296, (1, 2): 46296} == cells_of(sheet)
    assert (True, True) == (sheet.is_date(1, 1), sheet.is_date(1, 2))


@pytest.mark.parametrize("code", Code)
def test_error_cells_are_codes(tmp_path, code):
    """Every error code, the modern ones too, is read as itself."""
    sheet = read(tmp_path, hostile.book(row(f'<c r="A1" t="e"><v>{code}</v></c>')))
    assert sheet[1, 1] is code


CELLS = [
    ('<c r="A1" t="e"><v>#NEWS!</v></c>', Code.UNKNOWN),
    ("<c r='A1'><v>NaN</v></c>", Code.NUM),
    ('<c r="A1"><v>-INF</v></c>', Code.NUM),
    ('<c r="A1"><v>1E2</v></c>', 100.0),
    ('<c r="A1"><v>9.0</v></c>', 9.0),
    ('<c r="A1"><v>12345678901234567890</v></c>', 1.2345678901234567e19),
    ('<c r="A1" t="str"><v></v></c>', ""),
    ('<c r="A1" t="str"><v xml:space="preserve"> a </v></c>', " a "),
    ('<c r="A1" t="str"><f>B1</f><v>a&amp;b_x000D_</v></c>', "a&b\r"),
    ('<c r="A1" t="inlineStr"><is><t>a&lt;b</t></is></c>', "a<b"),
    ('<c r="A1" t="inlineStr"><is><r><t>a</t></r><r><t> b</t></r></is></c>', "a b"),
    ('<c r="A1" t="inlineStr"><is><t>東</t><rPh><t>ト</t></rPh></is></c>', "東"),
    ('<c t="b" r="A1"><v>1</v></c>', True),
    ('<c r="A1" t="b"><v>false</v></c>', False),
    ('<c r="A1" t="n"><v> 7 </v></c>', 7.0),
    ('<c r="A1"><!-- no --><v><![CDATA[8]]></v><?pi x?></c>', 8),
    ('<c r="A1"/>', None),
    ('<c r="A1"><f>X()</f><v/></c>', None),
    ('<c r="A1"><f>X()</f><v></v></c>', None),
]


@pytest.mark.parametrize(("cell", "value"), CELLS)
def test_cell_as_files_hold_it(tmp_path, cell, value):
    """One cell in each form that programs write, and its typed value."""
    sheet = read(tmp_path, hostile.book(row(cell)))
    assert (sheet[1, 1], type(sheet[1, 1])) == (value, type(value))


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1"><v>nine</v></c>',
        '<c r="A1"><v>1_0</v></c>',
        '<c r="A1" t="s"><v>3</v></c>',
        '<c r="A1" t="d"><v>yesterday</v></c>',
        '<c r="A1" t="zz"><v>1</v></c>',
        '<c r="A1"><f>1</f><v>nine</v></c>',
        '<c r="A1"><f t="array" ref="A:A">1</f></c>',
    ],
)
def test_impossible_cell_is_named(tmp_path, cell):
    """A cell that no spreadsheet writes is refused with its address, not guessed."""
    with pytest.raises(BadCell, match="A1"):
        read(tmp_path, hostile.book(row(cell)))


def test_array_that_claims_a_whole_sheet(tmp_path):
    """Nothing fills so many cells; nobody is to make room for them."""
    cell = '<c r="A1"><f t="array" ref="A1:XFD1048576">CX_NPS(B1:B3)</f></c>'
    with pytest.raises(ArrayTooLarge, match="A1"):
        read(tmp_path, hostile.book(row(cell)))


@pytest.mark.parametrize("number", ["3", "-1"])
def test_lost_text_is_not_for_retyping(tmp_path, number):
    """The number that points at a text tells nobody anything."""
    cell = f'<c r="A1" t="s"><v>{number}</v></c>'
    with pytest.raises(LostText, match="the text of cell A1") as refusal:
        read(tmp_path, hostile.book(row(cell)))
    assert number not in refusal.value.say("it")


def test_unnamed_cells_follow_one_another(tmp_path):
    """Rows and cells may leave their addresses out."""
    rows = (
        "<row><c><v>1</v></c><c/><c><v>3</v></c></row>"
        '<row r="5"><c r="B5"><v>4</v></c><c><v>5</v></c><c><f>1</f><v>6</v></c></row>'
        "<row><c><v>7</v></c></row>"
    )
    sheet = read(tmp_path, hostile.book(rows))
    assert {
        (1, 1): 1,
        (1, 3): 3,
        (5, 2): 4,
        (5, 3): 5,
        (5, 4): 6,
        (6, 1): 7,
    } == cells_of(sheet)


def test_prefixed_namespace_and_other_encoding(tmp_path):
    """Elements may bear a prefix, and the part may be UTF-16."""
    xml = (
        f'<?xml version="1.0" encoding="UTF-16"?><x:worksheet xmlns:x="{hostile.MAIN}">'
        '<x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:f>B1</x:f><x:v>è</x:v></x:c>'
        '<x:c r="B1"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    for sheet_xml in (xml.encode("utf-16"), xml.replace("UTF-16", "UTF-8")):
        sheet = read(tmp_path, hostile.book(sheet=sheet_xml))
        assert {(1, 1): "è", (1, 2): 2} == cells_of(sheet)
        assert "B1" == sheet.formulas[1, 1].text


def test_shared_formula_reaches_every_cell(tmp_path):
    """Cells that only point at a shared formula get its text, moved to their place."""
    rows = "".join(
        (
            row('<c r="C1"><f t="shared" ref="C1:C3" si="0">A1+$B$1</f><v>1</v></c>'),
            row('<c r="C2"><f t="shared" si="0"/><v>2</v></c>', number=2),
            row('<c r="C3"><f t="shared" si="0"></f></c>', number=3),
            row(
                '<c r="D4"><f t="dataTable" ref="D4:E5" r1="A1"/><v>3</v></c>', number=4
            ),
        )
    )
    formulas = read(tmp_path, hostile.book(rows)).formulas
    assert ["A1+$B$1", "A2+$B$1", "A3+$B$1", "TABLE(A1,)"] == [
        cell.text for cell in formulas.values()
    ]
    assert "dataTable" == formulas[4, 4].kind


def test_blocks_are_cut_to_the_used_range(tmp_path):
    """A whole column is as long as its sheet's data; blanks inside stay None."""
    rows = row('<c r="A1"><v>1</v></c>') + row('<c r="C3"><v>2</v></c>', number=3)
    sheet = read(tmp_path, hostile.book(rows))
    assert (3, 3) == sheet.used
    assert [[1], [None], [None]] == sheet.block(Area.of("A1:A1048576"))
    assert [[None, None], [None, 2]] == sheet.block(Area.of("B2:XFD3"))
    assert [[None]] == sheet.block(Area.of("F9:G20"))
    assert sheet[1, 99] is None
    assert sheet[99, 1] is None


def test_unknown_sheet_names_the_others(tmp_path):
    """The refusal lists the sheets that there are."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(hostile.book())
    with pytest.raises(NoSuchSheet, match="'Data'"):
        read_sheet(open_package(path), "Dati")


CELL_VALUES = (
    st.booleans()
    | st.integers(-(10**15) + 1, 10**15 - 1)
    | st.floats(-9.99e307, 9.99e307)  # Excel's largest
    | st.text(string.printable + "è€😀_", max_size=40)
)


@settings(max_examples=40)  # each writes a file
@given(values=st.lists(CELL_VALUES, min_size=1, max_size=8))
def test_what_xlsxwriter_writes_is_read(values, tmp_path_factory):
    """Any value that a cell can hold comes back, numbers to the digits written."""
    path = tmp_path_factory.mktemp("any") / "any.xlsx"
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet()
        for index, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(index, 0, value)
            else:
                sheet.write(index, 0, value)
    read_back = read_sheet(open_package(path), "Sheet1").column(1, 1, len(values))
    expected = [
        pytest.approx(value, rel=1e-15) if isinstance(value, float) else value
        for value in values
    ]
    assert expected == ["" if value is None else value for value in read_back]
