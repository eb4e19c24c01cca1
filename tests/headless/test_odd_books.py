"""Books that the engine refuses as they are, and Excel opens: computed all the same."""

import io
import re
import zipfile
from datetime import date

import pytest
import xlsxwriter

from cx_xl import open_workbook
from cx_xl.errors import Code
from cx_xl.files.ooxml import STRICT

BOOK = "xl/workbook.xml"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
MAIN = {BOOK, SHEET, "xl/worksheets/sheet2.xml", STRINGS, "xl/styles.xml"}
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FAMILIES = re.compile(rb"http://schemas.openxmlformats.org/(\w+)/2006/(?=main|rel)")
END = b"</sheetData>"
WANTED = {
    "D1": 25.0,  # of 9, 10, 3, 8: two promoters, one detractor
    "D2": 30.0,
    "D3": "2x & <y>",
    "D4": 46028.0,  # 5 January 2026, plus 2
    "D5": 3.0,  # a column of a table
}


def parts():
    """A book with texts, dates, a table, a name, and formulas over all of them."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        data, other = book.add_worksheet("Data"), book.add_worksheet("My sheet")
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for row, score in enumerate([9, 10, 3, 8], start=1):
            data.write(row, 0, score)
            data.write_datetime(row, 1, date(2026, 1, row + 1), day)
        data.write("A1", "Score")
        data.write("C1", "x & <y>")
        data.write_formula("D1", "=CX_NPS(A2:A5)")
        data.write_formula("D2", "=SUM(A2:A5)*1")
        data.write_formula("D3", "=COUNTIF('My sheet'!A1:A3,\">1\")&C1")
        data.write_formula("D4", "=two+MAX(B2:B5)-1")
        data.write_formula("D5", "=SUM(T[q])")
        other.write_column("A1", [1, 2, 3])
        columns = [{"header": "p"}, {"header": "q"}]
        rows = [["a", 1], ["b", 2]]
        other.add_table("C1:D3", {"name": "T", "columns": columns, "data": rows})
        book.define_name("two", "='My sheet'!$A$2")
    with zipfile.ZipFile(stream) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def changed(change, *names):
    """The book with some parts changed, or all of them."""
    return {
        name: change(part) if not names or name in names else part
        for name, part in parts().items()
    }


def prefixed(part):
    """Every element under a prefix, as the Open XML SDK writes."""
    part = re.sub(rb"<(/?)([A-Za-z]\w*)(?=[\s/>])", rb"<\1x:\2", part)
    return re.sub(rb"(\s)xmlns=", rb"\1xmlns:x=", part)


def utf16(part):
    return part.decode().replace("UTF-8", "UTF-16").encode("utf-16")


def own_prefix(part):
    """Links by another prefix than r, declared on each sheet."""
    part = part.replace(f' xmlns:r="{LINKS}"'.encode(), b"").replace(b"r:id", b"q:id")
    return part.replace(b"<sheet ", f'<sheet xmlns:q="{LINKS}" '.encode())


def strict(part):
    return FAMILIES.sub(rf"{STRICT}\1/".encode(), part)


def with_cell(cell):
    return lambda part: part.replace(END, b'<row r="9">' + cell + b"</row>" + END)


def upper(name):
    return name.upper() if name.startswith("xl/") else name


ODD = {
    "links by another prefix": changed(own_prefix, BOOK),
    "elements under a prefix": changed(prefixed, *MAIN, "xl/tables/table1.xml"),
    "UTF-16": changed(utf16, *MAIN),
    "Strict": changed(strict),
    "upper case": {upper(name): part for name, part in parts().items()},
    "an escaped link": changed(
        lambda part: part.replace(b"sheet1.xml", b"sheet%31.xml"),
        "xl/_rels/workbook.xml.rels",
    ),
    "rows and cells without places": changed(
        lambda part: part.replace(END, b"<row><c><v>5</v></c></row>" + END), SHEET
    ),
    "a text without number": changed(with_cell(b'<c r="A9" t="s"/>'), SHEET),
    "a truth value in words": changed(
        with_cell(b'<c r="A9" t="b"><v>true</v></c>'), SHEET
    ),
    "an unknown error": changed(with_cell(b'<c r="A9" t="e"><v>#FOO!</v></c>'), SHEET),
    "no finite number": changed(with_cell(b'<c r="A9"><v>1e400</v></c>'), SHEET),
    "a number too small": changed(with_cell(b'<c r="A9"><v>1e-400</v></c>'), SHEET),
    "an address in lower case": changed(with_cell(b'<c r="a9"><v>1</v></c>'), SHEET),
    "the rest of a shared formula": changed(
        with_cell(b'<c r="A9"><f t="shared" si="7"/><v>2</v></c>'), SHEET
    ),
    "a text that is empty": changed(
        lambda part: part.replace(b"</sst>", b"<si/></sst>"), STRINGS
    ),
}


@pytest.fixture
def saved(tmp_path):
    """Writes the parts of a book; gives its path."""

    def write(book):
        path = tmp_path / "odd.xlsx"
        with zipfile.ZipFile(path, "w") as packed:
            for name, part in book.items():
                packed.writestr(name, part)
        return path

    return write


@pytest.mark.parametrize("oddity", ODD)
def test_odd_book_is_computed_like_the_plain_one(saved, oddity):
    """Each formula has the value that the same book without the oddity gives."""
    found = open_workbook(saved(ODD[oddity])).evaluate()
    assert WANTED == {cell.address: cell.value for cell in found.cells}
    assert () == found.problems


@pytest.mark.parametrize("oddity", ODD)
def test_copy_of_an_odd_book_passes_the_check(saved, oddity, tmp_path):
    """What was odd stays so in the copy, with the fresh results in it."""
    copy = tmp_path / "copy.xlsx"
    open_workbook(saved(ODD[oddity])).save(copy)
    assert open_workbook(copy).check(full=True).is_equal


def test_book_written_anew_keeps_hidden_rows_arrays_and_texts(saved):
    """SUBTOTAL leaves out a hidden row, an array fills its cells, escapes stay."""
    rows = (
        b'<row r="9" hidden="1"><c r="A9"><v>100</v></c></row>'
        b'<row r="10"><c r="A10"><v>1</v></c><c r="B10"><f>SUBTOTAL(109,A9:A10)</f></c>'
        b'<c r="C10"><f t="array" ref="C10:C11">A2:A3*2</f></c>'
        b'<c r="E10" t="str"><f>F10&amp;"!"</f></c>'
        b'<c r="F10" t="inlineStr"><is><t>a_x005F_x0041_ &lt;</t></is></c>'
        b'<c r="G10"><f>NOSUCH(1)</f></c><c r="H10" t="b"><v>true</v></c>'
        b'<c r="I10"><f>CODE(MID("a&#13;b",2,1))</f></c></row>'
    )
    book = changed(lambda part: part.replace(END, rows + END), SHEET)
    found = open_workbook(saved(book)).evaluate()
    values = {cell.address: cell.values or cell.value for cell in found.cells}
    assert 1 == values["B10"]
    assert ((18.0,), (20.0,)) == values["C10"]
    assert "a_x0041_ <!" == values["E10"]
    assert 25.0 == values["D1"]
    assert (
        13 == values["I10"]
    )  # a return stays one, where XML reads a bare one as a feed
    assert Code.NAME not in values.values()
    assert ["G10"] == [problem.address for problem in found.problems]
