"""What other programs save: values are read as they are, formulas never guessed."""

import io
import shutil
from datetime import date

import pytest
import xlsxwriter

from cx_xl import open_workbook
from cx_xl.errors import LANGUAGES, Code
from cx_xl.files import foreign
from cx_xl.files.file_refusals import (
    BinaryXlsb,
    Encrypted,
    LargerThanSheet,
    NoFormulas,
    OldXls,
    UnreadOds,
    ValuesOnly,
)
from cx_xl.files.foreign.delimited import text_as_xlsx
from cx_xl.files.minimal import Day, book_of
from cx_xl.files.package import open_package
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.imports import read_source
from tests.files import hostile, xlsb
from tests.needs import lacking
from tests.workbooks.libreoffice import convert

# openpyxl says that styles as short as these are not all it would like.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:Workbook contains no:UserWarning"),
]

ROWS = [
    ["Score", "When", "Time", "Elapsed", "Error"],
    [9, 46024.5, 0.5, 1.5, Code.DIV],
    [None, "perché <&>", None, None, None],
    [2.5, None, None, None, Code.NA],
]


def saved(folder, data, name):
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """The rows above as LibreOffice saves them in older and open formats."""
    if not shutil.which("soffice"):
        lacking("LibreOffice is missing: apt install libreoffice-calc")
    folder = tmp_path_factory.mktemp("converted") / "books"
    folder.mkdir()
    with xlsxwriter.Workbook(folder / "book.xlsx") as book:
        sheet = book.add_worksheet("Città")
        for name, place, value in (
            ("yyyy-mm-dd hh:mm", "B2", 46024.5),  # noon of 2 January 2026
            ("hh:mm:ss", "C2", 0.5),
            ("[h]:mm", "D2", 1.5),
        ):
            sheet.write(place, value, book.add_format({"num_format": name}))
        sheet.write_row("A1", ROWS[0])
        sheet.write("A2", 9)
        sheet.write("B3", "perché <&>")
        sheet.write("A4", 2.5)
        sheet.write_formula("E2", "=1/0", None, "#DIV/0!")
        sheet.write_formula("E4", "=NA()", None, "#N/A")
    for kind in ("xls", "ods"):
        convert(folder / "book.xlsx", folder, kind)
    return folder


def values(path, kind, folder):
    """What is read of the first sheet, as rows."""
    assert kind == foreign.kind_of(path)
    made = saved(folder, foreign.values_as_xlsx(path, kind), "made.xlsx")
    package = open_package(made, foreign.LIMITS)
    sheet = read_sheet(package, package.sheets[0].name)
    return [
        [sheet[row, column] for column in range(1, sheet.used[1] + 1)]
        for row in range(1, sheet.used[0] + 1)
    ]


@pytest.mark.parametrize("suffix", [".xls", ".ods"])
def test_older_and_open_formats(converted, tmp_path, suffix):
    """Errors stay errors, also behind all values; dates and times are numbers."""
    assert ROWS == values(converted / f"book{suffix}", suffix, tmp_path)


def test_binary_workbook(tmp_path):
    """Errors typed and computed, a truth value, numbers in both forms, blank rows."""
    path = saved(tmp_path, xlsb.book(), "book.xlsb")
    assert [
        ["Score", 9.5, True, Code.DIV],
        *[[None] * 4] * 3,
        [10, Code.NA, 33, None],
    ] == values(path, ".xlsb", tmp_path)


def test_truth_values_of_open_documents(tmp_path):
    """TRUE is no 1; a repeated cell and a repeated row are as many as they say."""
    spaces = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text")
    )
    cells = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell '
        'table:number-columns-repeated="2" office:value-type="boolean" '
        'office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>'
        '<table:table-cell office:value-type="float" office:value="9"/>'
        "</table:table-row>"
    )
    content = (
        f"<office:document-content{spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="S">{cells}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = f'<manifest:manifest xmlns:manifest="{space}"/>'
    parts = {
        "mimetype": kind,
        "META-INF/manifest.xml": manifest,
        "content.xml": content,
    }
    path = saved(tmp_path, hostile.zipped(parts), "book.ods")
    assert [[True, True, 9]] * 2 == values(path, ".ods", tmp_path)


@pytest.mark.parametrize(
    ("data", "kind", "cause"),
    [
        (hostile.OLE + b"\1" * 900, ".xls", OldXls),
        (xlsb.book()[:-300] + b"\1" * 300, None, None),
        (
            hostile.zipped({"xl/workbook.bin": b"\x9c\x01\xff", "a.bin": b""}),
            ".xlsb",
            BinaryXlsb,
        ),
        (
            hostile.zipped(
                {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}
            ),
            ".ods",
            UnreadOds,
        ),
    ],
)
def test_what_the_library_cannot_read_is_refused(tmp_path, data, kind, cause):
    """The sentence says how to save it; another name hides nothing."""
    path = saved(tmp_path, data, "book.xlsx")
    assert kind == foreign.kind_of(path)
    if kind:
        with pytest.raises(cause):
            foreign.values_as_xlsx(path, kind)


def test_a_reader_that_dies_or_hangs_is_a_refusal(tmp_path, monkeypatch):
    """It has a process of its own; too little time is like no end."""
    monkeypatch.setattr(foreign.apart, "SECONDS", 0.01)
    path = saved(tmp_path, xlsb.book(), "book.xlsb")
    with pytest.raises(BinaryXlsb):
        foreign.values_as_xlsx(path, ".xlsb")


def test_files_beside_the_workbook_are_not_run(tmp_path, monkeypatch):
    """The reader loads its modules from where we load ours."""
    saved(tmp_path, b"raise SystemExit(9)", "struct.py")
    monkeypatch.chdir(tmp_path)
    path = saved(tmp_path, xlsb.book(), "book.xlsb")
    assert foreign.values_as_xlsx(path, ".xlsb").startswith(b"PK")


def test_values_without_formulas(tmp_path):
    """Values are given; whatever needs a formula says what to do, in each language."""
    path = saved(tmp_path, xlsb.book(), "book.xlsb")
    book = open_workbook(path)
    assert "book.xlsb" == book.file
    assert [["Score", 9.5]] == book.values("A1:B1")
    for use in (
        book.evaluate,
        book.check,
        book.formulas,
        book.second_opinion,
        lambda: book.formula("C5"),
        lambda: book.save(tmp_path / "copy.xlsx"),
    ):
        with pytest.raises(ValuesOnly) as refusal:
            use()
        for language in LANGUAGES:
            assert ".xlsx" in refusal.value.say(language)
    assert [path] == list(tmp_path.iterdir())


def test_table_of_text(tmp_path):
    """Whole numbers are numbers; what each country reads in its way stays text."""
    data = "Quando;NPS;Nota\n01/02/2026;9;1.234\n02/02/2026;010;così\n;;\n"
    path = saved(tmp_path, data.encode("cp1252"), "risposte [1].csv")
    book = open_workbook(path)
    assert ("risposte _1_",) == book.sheets
    assert [
        ["Quando", "NPS", "Nota"],
        ["01/02/2026", 9, "1.234"],
        ["02/02/2026", "010", "così"],
    ] == book.values("A:C")
    with pytest.raises(NoFormulas, match="cx-xl import"):
        book.check()


def test_text_that_no_sheet_holds(tmp_path):
    """Excel would cut it off in silence."""
    with pytest.raises(LargerThanSheet):
        open_workbook(saved(tmp_path, b"9\n" * 1_048_577, "long.csv"))
    with pytest.raises(LargerThanSheet):
        open_workbook(saved(tmp_path, b"9;" * 16_384 + b"9\n", "wide.csv"))


def test_text_under_another_name_is_still_refused(tmp_path):
    """Only a file that calls itself a table of text is read as one."""
    assert foreign.kind_of(saved(tmp_path, b"a;b\n1;2\n", "book.xlsx")) is None
    assert foreign.kind_of(tmp_path / "missing.csv") is None
    assert foreign.kind_of(tmp_path) is None


def test_workbook_behind_a_password_is_told_apart(tmp_path):
    """It is an OLE file, too."""
    data, cause = hostile.RUINS["password"]
    with pytest.raises(Encrypted):
        open_workbook(saved(tmp_path, data, "book.xls"))
    assert "Encrypted" == cause


def test_binary_export_is_imported(tmp_path):
    """Error cells are blank in an import, as those of an .xlsx are."""
    source = read_source(saved(tmp_path, xlsb.book(), "export.xlsb"))
    assert ("export.xlsb", "Città") == (source.file, source.sheet)
    assert ["Score", 9.5, True, None] == source.rows[0]
    assert [10, None, 33, None] == source.rows[4]


def test_plain_values_are_read_back(tmp_path):
    """A day shows as a date; names and texts are escaped."""
    rows = [["a<b", 1, 2.5, None, False, Code.NAME], [Day(46000.0)]]
    made = saved(tmp_path, book_of({'R&D "x"': rows, "2": []}), "made.xlsx")
    package = open_package(made)
    assert ['R&D "x"', "2"] == [sheet.name for sheet in package.sheets]
    sheet = read_sheet(package, 'R&D "x"')
    assert rows[0] == [sheet[1, n] for n in range(1, 7)]
    assert (46000.0, True) == (sheet[2, 1], sheet.is_date(2, 1))
    assert not sheet.is_date(1, 2)


def test_other_libraries_open_what_is_made(tmp_path):
    """openpyxl reads the .xlsx of plain values."""
    import openpyxl  # noqa: PLC0415 - here only

    path = saved(tmp_path, b"a,b\n1,x\n", "t.csv")
    book = openpyxl.load_workbook(io.BytesIO(text_as_xlsx(path)))
    assert [["a", "b"], [1, "x"]] == [[c.value for c in row] for row in book["t"]]
    made = book_of({"S": [[Day(46023.0)]]})
    cell = openpyxl.load_workbook(io.BytesIO(made))["S"]["A1"]
    assert date(2026, 1, 1) == cell.value.date()
