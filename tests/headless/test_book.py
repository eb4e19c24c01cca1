"""`open_workbook`: what a saved workbook holds, and a copy with fresh results."""

import zipfile

import pandas as pd
import pytest

from cx_xl import Code, open_workbook
from cx_xl.files.file_refusals import FileRefused
from cx_xl.headless import UnknownReference
from tests.archives import with_part

ANSWERS = (10, 9, 8, 6)  # 2 promoters and 1 detractor of 4: NPS 25


@pytest.fixture
def book(opened, column, formula):
    """Return a small workbook with a table, a name and a stale KPI."""
    table = {"name": "tblAnswers", "columns": ["Score", "Channel"]}
    return opened(
        {
            "Data": column("A", *ANSWERS)
            | column("B", "Web", "App", None, "Web", header="Channel"),
            "My KPI": {
                "A1": formula("=CX_NPS(tblAnswers[Score])", 0),
                "A2": formula("=NA()", "#N/A"),
                "A3": True,
            },
        },
        tables=[("Data", "A1:B5", table)],
        names=[("scores", "=Data!$A$2:$A$5")],
    )


def test_what_it_holds(book):
    """Sheets, tables, names, in the order of the file."""
    held = (book.file, book.sheets, book.tables, dict(book.names))
    names = {"scores": "Data!$A$2:$A$5"}
    assert ("book.xlsx", ("Data", "My KPI"), ("tblAnswers",), names) == held


@pytest.mark.parametrize(
    ("reference", "value"),
    [
        ("Data!A2", 10),
        ("A2", 10),
        ("$A$2", 10),
        ("'My KPI'!A1", 0),
        ("'My KPI'!A2", Code.NA),
        ("'My KPI'!A3", True),
        ("Data!Z99", None),
        ("scores", 10),
        ("tblAnswers[Channel]", "Web"),
    ],
)
def test_value(reference, value, book):
    """References are written as in Excel."""
    assert value == book.value(reference)


def test_values(book):
    """Rows; whole columns end where the data end."""
    assert [["Score"], [10], [9], [8], [6]] == book.values("A:A")
    assert [[10, "Web"], [9, "App"], [8, None], [6, "Web"]] == book.values("tblAnswers")


def test_values_are_a_copy(book):
    """Who changes them does not change the workbook."""
    book.values("scores")[0][0] = 0
    assert 10 == book.value("scores")


@pytest.mark.parametrize(
    "reference", ["nope", "Nope!A1", "tblNope[x]", "tblAnswers[x]", ""]
)
def test_references_that_name_nothing(reference, book):
    """An error, not an empty answer."""
    with pytest.raises(UnknownReference) as caught:
        book.values(reference)
    assert "book.xlsx" in caught.value.say("it")


def test_formulas(book):
    """As the file spells them."""
    formulas = {"My KPI!A1": "=CX_NPS(tblAnswers[Score])", "My KPI!A2": "=NA()"}
    assert formulas == book.formulas()
    assert "=CX_NPS(tblAnswers[Score])" == book.formula("'My KPI'!A1")
    assert book.formula("Data!A2") is None


def test_table_as_a_frame(book):
    """Columns by name, blanks missing."""
    frame = book.table("TBLANSWERS")
    assert ["Score", "Channel"] == list(frame.columns)
    assert [10, 9, 8, 6] == frame["Score"].tolist()
    assert [False, False, True, False] == frame["Channel"].isna().tolist()


def test_dates_in_a_frame(tmp_path):
    """Serial numbers that are formatted as dates become datetimes."""
    import xlsxwriter  # noqa: PLC0415 - formats are this test's own

    path = tmp_path / "dates.xlsx"
    made = xlsxwriter.Workbook(path)
    sheet, day = made.add_worksheet(), made.add_format({"num_format": "yyyy-mm-dd"})
    columns = [{"header": "Day"}, {"header": "Score"}]
    sheet.add_table("A1:B4", {"name": "t", "columns": columns})
    sheet.write_number("B3", 9)
    sheet.write_number("A2", 46053, day)
    sheet.write_number("A4", 46054, day)
    made.close()
    days = open_workbook(path).table("t")["Day"]
    assert days[0] == pd.Timestamp(2026, 1, 31)
    assert pd.isna(days[1])
    assert days[2] == pd.Timestamp(2026, 2, 1)


def test_rows_without_a_value_are_no_part_of_a_frame(opened, formula):
    """Templates keep rows ready, with formulas that show nothing yet."""
    cells = {"A1": "Score", "B1": "Month", "A3": 9, "B3": formula('="May"', "May")}
    ready = {f"B{row}": formula('=""', "") for row in (2, 4, 5)}
    table = ("S", "A1:B5", {"name": "t", "columns": ["Score", "Month"]})
    frame = opened({"S": cells | ready}, tables=[table]).table("t")
    assert [[9, "May"]] == frame.to_numpy().tolist()


def test_no_such_table(book):
    """Its name is in the message."""
    with pytest.raises(UnknownReference, match="nope"):
        book.table("nope")


@pytest.mark.parametrize("sheet", ["US$", "Mario's", "A!B"])
def test_a_fresh_value_is_found_on_a_sheet_of_any_name(sheet, opened, formula):
    """Or what the file holds would be taken for it, in silence."""
    fresh = opened({sheet: {"A1": formula("=1+1", 7)}}).evaluate()
    quoted = sheet.replace("'", "''")
    assert 2 == fresh.value(f"{sheet}!A1") == fresh.value(f"'{quoted}'!$A$1")


def test_a_copy_has_fresh_results(book, tmp_path):
    """The stale KPI becomes 25; the file itself keeps every byte."""
    before = (tmp_path / "book.xlsx").read_bytes()
    evaluation = book.save(tmp_path / "fresh.xlsx")
    fresh = open_workbook(tmp_path / "fresh.xlsx")
    assert evaluation.is_complete
    assert 25 == fresh.value("'My KPI'!A1")
    assert fresh.check(full=True).is_equal
    assert before == (tmp_path / "book.xlsx").read_bytes()


def test_a_copy_changes_only_the_sheets_with_other_results(book, tmp_path):
    """Whatever else is in the file survives byte for byte."""
    book.save(tmp_path / "fresh.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "book.xlsx") as old,
        zipfile.ZipFile(tmp_path / "fresh.xlsx") as new,
    ):
        assert old.namelist() == new.namelist()
        changed = [n for n in old.namelist() if old.read(n) != new.read(n)]
    # The main part says that Excel need not calculate on opening.
    assert {"xl/workbook.xml", "xl/worksheets/sheet2.xml"} == set(changed)


@pytest.mark.parametrize("area", ["C1", "C1:G1"])
def test_a_copy_has_the_new_extent_of_spills(area, opened, column, formula, tmp_path):
    """Grown or shrunk, the copy is consistent in itself."""
    spill = formula("=CX_NPS_SPLIT(A2:A5)", 0.5, area)
    old = {} if area == "C1" else {"D1": 0, "E1": 0, "F1": 0, "G1": 0}
    book = opened({"S": column("A", *ANSWERS) | {"C1": spill} | old})
    book.save(tmp_path / "fresh.xlsx")
    fresh = open_workbook(tmp_path / "fresh.xlsx")
    assert [[0.5, 0.25, 0.25, 4, None, None]] == fresh.values("C1:H1")
    assert fresh.check().is_equal
    assert fresh.check(full=True).is_equal


def test_a_copy_keeps_what_could_not_be_evaluated(opened, formula, tmp_path):
    """And the evaluation says so."""
    book = opened({"S": {"A1": formula('=WEBSERVICE("x")', "kept")}})
    evaluation = book.save(tmp_path / "fresh.xlsx")
    assert ["A1"] == [problem.address for problem in evaluation.problems]
    assert "kept" == open_workbook(tmp_path / "fresh.xlsx").value("A1")


def test_the_file_itself_is_never_the_target(book, tmp_path):
    """A check of someone's workbook must not change it."""
    with pytest.raises(FileRefused):
        book.save(tmp_path / "book.xlsx")


def test_one_changed_answer_changes_the_cells_that_depend_on_it(
    opened, column, formula, tmp_path
):
    """Another program edits the file: the check names exactly those cells."""
    cells = column("A", *ANSWERS) | column("B", 5, 4, 3, header="CSAT")
    kpis = {
        "A1": formula("=CX_NPS(Data!A:A)"),
        "A2": formula("=CX_CSAT(Data!B:B)"),
        "A3": formula("=IFERROR(CX_NPS(Data!A2:A3),0)"),
        "A4": formula("=A1/100"),
    }
    opened({"Data": cells, "KPI": kpis}).save(tmp_path / "fresh.xlsx")
    assert open_workbook(tmp_path / "fresh.xlsx").check(full=True).is_equal
    edited = tmp_path / "edited.xlsx"
    part, answer = "xl/worksheets/sheet1.xml", (b'r="A5"><v>6<', b'r="A5"><v>10<')
    fresh = tmp_path / "fresh.xlsx"
    with_part(fresh, edited, part, lambda content: content.replace(*answer))
    book = open_workbook(edited)
    assert ["A1"] == [cell.address for cell in book.check().different]
    assert ["A1", "A4"] == [c.address for c in book.check(full=True).different]
