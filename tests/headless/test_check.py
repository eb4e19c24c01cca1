"""`check`: our calls recomputed from what the file holds, against what it holds."""

import openpyxl
import pytest

from cx_xl import Code, open_workbook
from cx_xl.headless import Declared

ANSWERS = (10, 9, 8, 6)  # 2 promoters and 1 detractor of 4: NPS 25


def only(report):
    (cell,) = report.cells
    return cell


@pytest.mark.parametrize(
    "call",
    [
        "CX_NPS(A2:A5)",
        "cx_nps(A2:A5)",
        "CX.NPS(A2:A5)",
        "_xldudf_CX_NPS(A2:A5)",
        "_xldudf_ACME_CX_NPS(A2:A5)",
        "_xll.CX_NPS(A2:A5)",
        "[1]!CX_NPS(A2:A5)",
        "'C:\\a path\\cx.xlam'!CX_NPS(A2:A5)",
        "ORG.CXXL.CX.CXNPS(A2:A5)",
        "CX_NPS($A$2:$A$5)",
        "CX_NPS(A:A)",
        "CX_NPS(Data!A2:A5)",
        "CX_NPS('Data'!A:A)",
        "CX_NPS(tblAnswers[Score])",
        "CX_NPS(tblAnswers[[Score]:[Score]])",
        "CX_NPS(tblAnswers[])",
        "CX_NPS(tblAnswers)",
        "CX_NPS(tblAnswers[[#Data],[Score]])",
        "CX_NPS(tblAnswers[#All])",
        "CX_NPS(scores)",
        "CX_NPS(chained)",
        "CX_NPS(columned)",
        "CX_NPS(moving)",
        "CX_NPS((A2:A5))",
        "CX_NPS( A2:A5 )",
        "CX_NPS(A2:A5,,1)",
        "CX_NPS({10;9;8;6})",
        'CX_NPS(INDIRECT("Data!A2:A5"))',
        "CX_NPS(OFFSET(A1,1,0,4,1))",
        "CX_NPS_FROM_COUNTS(2,1,1)",
        'CX_NPS_FROM_COUNTS(COUNTIF(A2:A5,">=9"),1,1)',
        "IF(COUNT(A2:A5)=0,NA(),CX_NPS(A2:A5))",
        'IFERROR(CX_NPS(A2:A5),"")',
        "IFERROR(CX_NPS(ZZ1:ZZ9),25)",
        "ROUND(CX_NPS(tblAnswers[Score])/100,2)*100",
        "SUM(CX_NPS(A2:A5),CX_NPS(A2:A5))/2",
        "CX_NPS(A2:INDEX(A:A,5))",
        "CX_NPS(INDEX(A:A,2):A5)",
        "CX_NPS(A5:A2)",
        "INDEX(CX_NPS_SPLIT(A2:A5,,TRUE),1,1)*12.5",
        "_xlfn.LET(_xlpm.x,A2:A5,CX_NPS(_xlpm.x))",
        "_xlfn.LET(_xlpm.x,A2:A5,_xlpm.y,_xlpm.x,_xlpm.k,1,CX_NPS(_xlpm.y)*_xlpm.k)",
        "_xlfn.LET(_xlpm.n,CX_NPS(A2:A5),IF(_xlpm.n>0,_xlpm.n,0))",
        'CX_NPS(_xlfn._xlws.FILTER(A2:A9,A2:A9<>""))',
        "CX_NPS(IF(A2:A5>0,A2:A5))",
        "CX_NPS(INDEX(tblAnswers[Score],0))",
    ],
)
def test_each_way_to_write_it(call, opened, column, formula):
    """
    NPS 25 however the file spells the call, its argument and what stands around it.
    """
    book = opened(
        {"Data": column("A", *ANSWERS) | {"C1": formula(f"={call}", 25)}},
        tables=[("Data", "A1:A5", {"name": "tblAnswers", "columns": ["Score"]})],
        names=[
            ("scores", "=Data!$A$2:$A$5"),
            ("chained", "=scores"),
            ("columned", "=tblAnswers[Score]"),
            ("moving", "=OFFSET(Data!$A$1,1,0,4,1)"),
        ],
    )
    cell = only(book.check())
    assert ("equal", 25.0, None) == (cell.verdict, cell.fresh, cell.reason)
    assert "equal" == only(book.check(full=True)).verdict


def test_a_stored_value_that_is_wrong(opened, column, formula):
    """The report names the cell, what is stored and what should be."""
    book = opened({"Data": column("A", *ANSWERS) | {"C1": formula("=CX_NPS(A:A)", 24)}})
    cell = only(book.check())
    found = (cell.address, cell.stored, cell.fresh, cell.verdict)
    assert ("C1", 24, 25.0, "different") == found
    assert not book.check().is_equal


def test_fifteen_digits_are_equal(opened, column, formula):
    """Excel stores seventeen digits and compares fifteen."""
    near = 200 / 3 * (1 + 1e-15)
    cells = column("A", 10, 9, 8) | {"C1": formula("=CX_NPS(A:A)", near)}
    assert opened({"Data": cells}).check().is_equal


def test_the_sixth_digit_is_not(opened, column, formula):
    """A rounded value is another value."""
    cells = column("A", 10, 9, 8) | {"C1": formula("=CX_NPS(A:A)", 66.66667)}
    assert "different" == only(opened({"Data": cells}).check()).verdict


def test_sheet_names_with_quotes_and_names_of_one_sheet(opened, column, formula):
    """`Dati d'appoggio` is a sheet that Italians have."""
    book = opened(
        {
            "KPI": {
                "A1": formula("=CX_NPS('Dati d''appoggio'!A:A)", 25),
                "A2": formula("=CX_NPS('Dati d''appoggio'!answers)", 25),
                "A3": formula("=CX_NPS(answers)", 100),
            },
            "Dati d'appoggio": column("A", *ANSWERS),
        },
        names=[
            ("'Dati d'appoggio'!answers", "='Dati d''appoggio'!$A$2:$A$5"),
            ("answers", "='Dati d''appoggio'!$A$2:$A$3"),
        ],
    )
    assert ["equal"] * 3 == [cell.verdict for cell in book.check().cells]
    assert book.check(full=True).is_equal


def test_blanks_that_a_filter_passes_on_stay_blank(opened, column, formula):
    """
    Excel's own FILTER shows 0 for a blank; as an answer that would be a detractor.
    """
    channel = column("B", "Web", "Web", "App", "Web", header="Channel")
    call = '=CX_NPS(_xlfn._xlws.FILTER(A2:A5,B2:B5="Web"))'
    book = opened(
        {
            "Data": column("A", 10, None, 3, 8)
            | channel
            | {"D1": formula(call, 50, "D1")}
        }
    )
    assert "equal" == only(book.check()).verdict
    assert book.check(full=True).is_equal


def test_whole_columns_of_two_sheets_stay_pairs(opened, column, formula):
    """Each is cut to the data, both to the same length."""
    book = opened(
        {
            "A": column("A", 10, 9, 3),
            "B": column("A", "Web", "Web", header="Channel"),
            "K": {"A1": formula('=CX_NPS_IFS(A!A:A,B!A:A,"Web")', 100)},
        }
    )
    assert "equal" == only(book.check()).verdict


def test_ranges_of_different_shape_stay_different(opened, column, formula):
    """Cutting them to the data must not hide the mistake: COUNTIFS says #VALUE! too."""
    pairs = column("A", 10, 9) | column("B", "Web", "Web", header="Channel")
    call = formula('=CX_NPS_IFS(A2:A100,B2:B90,"Web")', "#VALUE!")
    cell = only(opened({"Data": pairs | {"D1": call}}).check())
    assert (Code.VALUE, "equal") == (cell.fresh, cell.verdict)


def test_an_error_says_why(opened, column, formula):
    """The code is in the cell; the sentence is in the report, in both languages."""
    book = opened(
        {"Data": column("A", 10, 11) | {"C1": formula("=CX_NPS(A:A)", "#NUM!")}}
    )
    cell = only(book.check())
    assert (Code.NUM, "equal", "OffScale") == (
        cell.fresh,
        cell.verdict,
        cell.reason.code,
    )
    assert cell.reason.say("en").startswith("Data!A3: scores: 11 is off")
    assert cell.reason.say("it").startswith("Data!A3: scores: 11 è fuori")


def test_an_error_cell_propagates(opened, column, formula):
    """As in every function of Excel."""
    cells = column("A", 10, formula("=NA()", "#N/A"))
    book = opened({"Data": cells | {"C1": formula("=CX_NPS(A:A)", "#N/A")}})
    assert "equal" == only(book.check()).verdict
    assert book.check(full=True).is_equal


def test_a_function_that_does_not_exist(opened, column, formula):
    """#NAME?, with the nearest name."""
    book = opened({"Data": column("A", 10) | {"C1": formula("=CX_NSP(A:A)", 100)}})
    cell = only(book.check())
    assert (Code.NAME, "different") == (cell.fresh, cell.verdict)
    assert "CX_NPS" in cell.reason.say("en")


@pytest.mark.parametrize("full", [False, True])
def test_a_circular_reference_is_reported(full, opened, column, formula):
    """No crash, no value, never equal."""
    book = opened({"Data": column("A", 10, 9, formula("=CX_NPS(A2:A9)"))})
    cell = only(book.check(full=full))
    assert ("not computable", "Circular") == (cell.verdict, cell.reason.code)


def test_another_workbook_is_out_of_reach(opened, formula):
    """Its cells are not in this file."""
    book = opened({"Data": {"A1": formula("=CX_NPS([1]Sheet1!A1:A9)")}})
    cell = only(book.check())
    assert ("not computable", "OtherWorkbook") == (cell.verdict, cell.reason.code)
    assert "OtherWorkbook" == only(book.check(full=True)).reason.code


def test_several_ranges_in_one_argument_are_reported(opened, column, formula):
    """Some hosts pass the first only, so there is no answer to compare with."""
    call = formula("=CX_NPS((A2:A3,A4:A5))", 25)
    book = opened({"Data": column("A", *ANSWERS) | {"C1": call}})
    for full in (False, True):
        cell = only(book.check(full=full))
        assert ("not computable", "SeveralRanges") == (cell.verdict, cell.reason.code)


def test_lambda_variables_are_out_of_reach(opened, column, formula):
    """They have no cells; the report says so, and says what to do."""
    call = "=_xlfn.BYROW(A2:B3,_xlfn.LAMBDA(_xlpm.r,CX_NPS(_xlpm.r)))"
    cells = column("A", 10, 9) | {"D1": formula(call, 100, "D1:D2")}
    cell = only(opened({"Data": cells}).check())
    assert ("not computable", "LambdaVariable") == (cell.verdict, cell.reason.code)


def test_what_the_engine_cannot_do_is_never_equal(opened, column, formula):
    """The cached value matches by chance; that proves nothing."""
    call = '=IF(WEBSERVICE("x")="",0,CX_NPS(A:A))'
    book = opened({"Data": column("A", 10) | {"C1": formula(call, 100)}})
    for report in (book.check(), book.check(full=True)):
        assert "not computable" == only(report).verdict
        assert "WEBSERVICE" in only(report).reason.say("en")


def test_a_file_that_was_never_calculated(tmp_path):
    """
    openpyxl stores no results: a call that reads one cannot be checked from the file.
    """
    import openpyxl  # noqa: PLC0415 - this test alone

    from cx_xl import open_workbook  # noqa: PLC0415

    book = openpyxl.Workbook()
    for row, value in enumerate([10, 9, "=4+4", 6], start=1):
        book.active.cell(row, 1, value)
    book.active["C1"] = "=CX_NPS(A1:A4)"
    book.save(tmp_path / "never.xlsx")
    never = open_workbook(tmp_path / "never.xlsx")
    cell = only(never.check())
    assert ("not computable", "NoStoredValue") == (cell.verdict, cell.reason.code)
    assert 25.0 == never.evaluate().value("Sheet!C1")


def test_a_table_spills_and_is_compared_cell_by_cell(opened, column, formula):
    """The split of 10, 9, 8, 6 is half promoters, a quarter passives and detractors."""
    split = formula("=CX_NPS_SPLIT(A2:A5)", 0.5, "C1:F1")
    stored = {"D1": 0.25, "E1": 0.25, "F1": 4}
    assert (
        opened({"Data": column("A", *ANSWERS) | {"C1": split} | stored})
        .check()
        .is_equal
    )
    wrong = column("A", *ANSWERS) | {"C1": split} | stored | {"E1": 0.3}
    cell = only(opened({"Data": wrong}).check())
    (difference,) = cell.differences
    assert ("E1", 0.3, 0.25) == (
        difference.address,
        difference.stored,
        difference.fresh,
    )


@pytest.mark.parametrize("area", ["C1:G1", "C1:E1"])
def test_a_spill_that_grew_or_shrank_differs(area, opened, column, formula):
    """The extent belongs to the value."""
    cells = column("A", *ANSWERS) | {"C1": formula("=CX_NPS_SPLIT(A2:A5)", 0.5, area)}
    rest = {"D1": 0.25, "E1": 0.25} | ({"G1": 9, "F1": 4} if area == "C1:G1" else {})
    for full in (False, True):
        cell = only(opened({"Data": cells | rest}).check(full=full))
        assert "different" == cell.verdict
        assert [d.address for d in cell.differences] == ["G1" if "G" in area else "F1"]


def test_an_ordinary_cell_shows_the_first_of_a_table(opened, column, formula):
    """Implicit intersection, as Excel does with @."""
    call = formula("=CX_NPS_SPLIT(A2:A5)", 0.5)
    book = opened({"Data": column("A", *ANSWERS) | {"C1": call}})
    assert book.check().is_equal
    assert book.check(full=True).is_equal


def test_an_array_of_fixed_extent(opened, column, formula):
    """LibreOffice and old Excel: a single row repeats, #N/A beyond the columns."""
    call = formula("=CX_NPS_SPLIT(A2:A5)", 0.5, fixed="C1:G2")
    row = dict(zip("DEF", (0.25, 0.25, 4), strict=True))
    stored = {f"{c}{r}": v for c, v in row.items() for r in (1, 2)} | {"C2": 0.5}
    cells = column("A", *ANSWERS) | {"C1": call} | stored
    book = opened({"Data": cells})
    for report in (book.check(), book.check(full=True)):
        found = {(d.address, d.fresh) for d in only(report).differences}
        assert {("G1", Code.NA), ("G2", Code.NA)} == found


def test_this_row_of_a_table(opened, formula):
    """A calculated column: each row reads its own cells."""
    rates = {"A1": "Start", "B1": "Lost", "C1": "Churn", "A2": 200, "B2": 10, "A3": 50}
    call = "=CX_CHURN_RATE(tbl[[#This Row],[Start]],tbl[[#This Row],[Lost]])"
    cells = rates | {"B3": 1, "C2": formula(call, 0.05), "C3": formula(call, 0.02)}
    table = ("Data", "A1:C3", {"name": "tbl", "columns": ["Start", "Lost", "Churn"]})
    book = opened({"Data": cells}, tables=[table])
    assert book.check().is_equal
    assert book.check(full=True).is_equal


def test_a_spilled_range_as_argument(opened, column, formula):
    """`D1#` is stored as ANCHORARRAY; the file knows its extent."""
    spill = formula("=_xlfn._xlws.SORT(A2:A5)", 6, "D1:D4")
    call = formula("=CX_NPS(_xlfn.ANCHORARRAY(D1))", 25)
    cells = column("A", *ANSWERS) | {
        "D1": spill,
        "D2": 8,
        "D3": 9,
        "D4": 10,
        "F1": call,
    }
    book = opened({"Data": cells})
    assert book.check().is_equal
    assert book.check(full=True).is_equal


def test_an_error_is_told_from_a_text_that_reads_like_one(opened, formula):
    """JSON has no error cells: "#N/A" typed by hand and #N/A look the same in it."""
    stored = formula('="#N/A"', "#N/A")  # stored as an error cell: a stale file
    cells = {"A1": formula("=NA()", 0), "A2": stored}
    book = opened({"S": cells})
    evaluated = book.evaluate().model_dump(mode="json")["cells"]
    checked = book.check(full=True).model_dump(mode="json")["cells"]
    told = [(cell["value"], cell["is_error"]) for cell in evaluated]
    assert [("#N/A", True), ("#N/A", False)] == told
    assert [True, False] == [cell["fresh_is_error"] for cell in checked]
    assert [False, True] == [cell["stored_is_error"] for cell in checked]


def test_an_error_inside_a_spill_is_told_too(opened, formula):
    """Each difference says it of itself."""
    spill = formula('=IF({1,0},"#N/A",NA())', "#N/A", "A1:B1")
    cell = only(opened({"S": {"A1": spill, "B1": 3}}).check(full=True))
    (found,) = cell.differences
    assert ("B1", False, True) == (
        found.address,
        found.stored_is_error,
        found.fresh_is_error,
    )


def test_the_report_is_the_same_json_every_time(opened, column, formula):
    """A team's CI compares it."""
    book = opened({"Data": column("A", *ANSWERS) | {"C1": formula("=CX_NPS(A:A)", 24)}})
    assert {
        "file": "book.xlsx",
        "level": "calls",
        "cells": [
            {
                "sheet": "Data",
                "address": "C1",
                "formula": "CX_NPS(A:A)",
                "stored": 24,
                "fresh": 25.0,
                "stored_is_error": False,
                "fresh_is_error": False,
                "verdict": "different",
                "differences": [],
                "reason": None,
            }
        ],
    } == book.check().model_dump(mode="json")


@pytest.mark.parametrize("call", ["CX_NPS(tblNps[NPS])", "CX_NPS(A2:A5)"])
def test_a_table_has_no_header_below_its_own(opened, call, formula):
    """
    The first answer of a table carries its label, and is one: however it is named.

    Two promoters, a passive and a detractor: 25. From a range that is no table the
    function would have to ask.
    """
    cells = {"A1": "NPS", "A2": "10 - Sure", "A3": 9, "A4": 8, "A5": 0}
    table = ("Data", "A1:A5", {"name": "tblNps", "columns": ["NPS"]})
    call = {"C1": formula(f"={call}", 25)}

    book = opened({"Data": cells | call}, tables=[table])
    assert book.check().is_equal
    assert book.check(full=True).is_equal

    (cell,) = (
        opened({"Data": cells | call | {"C1": formula("=CX_NPS(A2:A5)", 0)}})
        .check()
        .cells
    )
    assert "MaybeHeader" == cell.reason.code


def test_full_is_not_advised_to_who_asked_for_it(tmp_path):
    """
    A program that does not calculate saved it; the declared cell is computed all the
    same, and differs from nothing at all.
    """
    saved = openpyxl.Workbook()
    saved.active.append(["=9+0", "=CX_NPS(A1:A1)"])
    saved.save(tmp_path / "book.xlsx")
    book = open_workbook(tmp_path / "book.xlsx")
    declared = {("Sheet", "B1"): Declared("CX_NPS(A1:A1)", "CX_NPS(A1:A1)")}
    (calls,) = book.check(declaration=declared).cells
    assert "NoStoredValue" == calls.reason.code
    found = {c.address: c for c in book.check(full=True, declaration=declared).cells}
    assert ("different", 100) == (found["B1"].verdict, found["B1"].fresh)
