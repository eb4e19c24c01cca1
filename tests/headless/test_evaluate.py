"""`evaluate`: every formula fresh, ours answered around the engine."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
import xlwings

from cx_xl import Code, open_workbook

ANSWERS = (10, 9, 8, 6)  # 2 promoters and 1 detractor of 4: NPS 25


def values(book, *addresses):
    evaluation = book.evaluate(today=date(2026, 3, 31))
    assert () == evaluation.problems
    return [evaluation.value(address) for address in addresses]


def test_calls_that_read_what_calls_gave(opened, column, formula):
    """Answers, monthly KPI, dashboard, status: the chain of the template."""
    book = opened(
        {
            "Data": column("A", *ANSWERS),
            "Monthly": {"A2": formula("=CX_NPS(Data!A:A)"), "A3": formula("=A2*2")},
            "KPI": {
                "A1": formula("=INDEX(Monthly!A:A,2)"),
                "A2": formula("=CX_KPI_STATUS(A1,20,0)"),
                "A3": formula('=IF(A2="","?",A2&"!")'),
                "A4": formula("=SUM(Monthly!A2:A3)"),
                "A5": formula("=CX_RATE(A1,A4)"),
            },
        }
    )
    status = open_and_call("CX_KPI_STATUS", 25.0, 20.0, 0.0)
    found = values(book, *(f"KPI!A{row}" for row in range(1, 6)))
    assert [25.0, status, f"{status}!", 75.0, pytest.approx(1 / 3)] == found


def open_and_call(name, *arguments):
    from cx_xl import call_function  # noqa: PLC0415 - one helper

    return call_function(name, *arguments)


def test_a_table_inside_ordinary_functions(opened, column, formula):
    """The block has its real shape: rows, columns, lookups by position."""
    segments = column("B", "Gold", "Basic", "Gold", "Gold", header="Segment")
    call = "CX_NPS_BY(A2:A5,B2:B5,,,1)"
    book = opened(
        {
            "Data": column("A", *ANSWERS)
            | segments
            | {
                "D1": formula(f"=INDEX({call},3,1)"),
                "D2": formula(f"=ROWS({call})"),
                "D3": formula(f'=IFERROR(INDEX({call},9,1),"none")'),
                "D4": formula(
                    f"=_xlfn.LET(_xlpm.t,{call},INDEX(_xlpm.t,2,2))", 0, "D4"
                ),
                "D5": formula(
                    f'=_xlfn.XLOOKUP("Basic",INDEX({call},0,1),INDEX({call},0,2))'
                ),
                "F1": formula(f"=_xlfn._xlws.SORT(_xlfn.DROP({call},1))", "", "F1"),
            }
        }
    )
    cells = ("D1", "D2", "D3", "D4", "D5", "F1", "F2", "G1")
    found = values(book, *(f"Data!{cell}" for cell in cells))
    assert ["Basic", 3, "none", 3, 1, "Basic", "Gold", 1] == found


@pytest.mark.parametrize("area", ["D1", "D1:D2", "D1:D9"])
def test_a_spill_takes_the_extent_it_needs(area, opened, column, formula):
    """It may have grown or shrunk since the file was saved."""
    old = {f"D{row}": "old" for row in range(2, 10)} if area == "D1:D9" else {}
    cells = column("A", "c", "a", "b") | {
        "D1": formula("=_xlfn._xlws.SORT(A2:A4)", 0, area)
    }
    book = opened({"S": cells | old})
    (cell,) = book.evaluate().cells
    assert ("D1:D3", (("a",), ("b",), ("c",))) == (cell.area, cell.values)


def test_a_spill_in_its_way(opened, column, formula):
    """A typed cell blocks it, as in Excel."""
    spill = formula("=CX_NPS_SPLIT(A2:A5)", 0.5, "C1")
    book = opened({"S": column("A", *ANSWERS) | {"C1": spill, "E1": "mine"}})
    assert [Code.SPILL] == values(book, "S!C1")
    (cell,) = book.check().cells
    assert (Code.SPILL, "different") == (cell.fresh, cell.verdict)


def test_a_call_that_reads_a_spill_that_grew(opened, column, formula):
    """Whole column, old extent of one cell: the new cells count."""
    book = opened(
        {
            "Data": column("A", *ANSWERS),
            "F": {
                "A1": formula("=_xlfn._xlws.FILTER(Data!A2:A5,Data!A2:A5>0)", 6, "A1")
            },
            "K": {"A1": formula("=CX_NPS(F!A:A)"), "A2": formula("=CX_NPS(F!A1:A9)")},
        }
    )
    assert [25.0, 25.0] == values(book, "K!A1", "K!A2")


def test_whole_columns_of_two_sheets_stay_pairs(opened, column, formula):
    """Also where formulas fill one of them."""
    calls = {"A1": formula('=CX_NPS_IFS(A!A:A,B!A:A,"Web")')}
    channels = column("A", "Web", formula('="Web"', ""), header="Channel")
    book = opened({"A": column("A", 10, 9, 3), "B": channels, "K": calls})
    assert [100] == values(book, "K!A1")


def test_names_that_are_lambdas_belong_to_the_workbook(opened, column, formula):
    """The LAMBDA edition: the same call, defined in the file itself."""
    net = '100*(COUNTIF(_xlpm.a,">=9")-COUNTIF(_xlpm.a,"<=6"))/COUNT(_xlpm.a)'
    text = f"=_xlfn.LAMBDA(_xlpm.a,{net})"
    cells = column("A", *ANSWERS) | {"C1": formula("=CX_NPS(A2:A5)", 25, "C1")}
    book = opened({"Data": cells}, names=[("CX_NPS", text)])
    assert [25.0] == values(book, "Data!C1")
    assert book.check().is_equal


def test_today_is_what_the_caller_says(opened, formula):
    """A check must give the same tomorrow."""
    book = opened({"S": {"A1": formula("=TODAY()"), "A2": formula("=YEAR(NOW())")}})
    assert [46112, 2026] == values(book, "S!A1", "S!A2")


def test_random_numbers_are_reported(opened, formula):
    """They cannot be reproduced, nor can what depends on them."""
    book = opened({"S": {"A1": formula("=RAND()", 0.5), "A2": formula("=A1+1", 1.5)}})
    first, second = book.evaluate().problems
    assert ("NotReproducible", "Upstream") == (first.reason.code, second.reason.code)
    assert "S!A1" in second.reason.say("it")


def test_what_stands_before_a_cell_is_named_in_whole_columns_too(opened, formula):
    """The first cell without a value, not the range around it."""
    cells = {"A1": 1, "A2": formula("=RAND()"), "C1": formula("=SUM(A:A)")}
    problems = opened({"S": cells}).evaluate().problems
    reasons = {problem.address: problem.reason.say("en") for problem in problems}
    assert "S!A2" in reasons["C1"]


def test_circular_references_are_reported_cell_by_cell(opened, column, formula):
    """Also those that run through our calls; the rest of the workbook is fine."""
    book = opened(
        {
            "S": column("A", *ANSWERS)
            | {
                "C1": formula("=CX_NPS(C2:C3)"),
                "C2": formula("=C1+1"),
                "D1": formula("=D1+1"),
                "E1": formula("=CX_NPS(A:A)"),
            }
        }
    )
    evaluation = book.evaluate()
    found = {problem.address: problem.reason.code for problem in evaluation.problems}
    assert {"C1": "Circular", "C2": "Circular", "D1": "Circular"} == found
    assert 25.0 == evaluation.value("S!E1")


def test_the_engine_says_what_it_cannot_do(opened, formula):
    """The cell, what it reads and our call behind it: all reported, all by name."""
    book = opened(
        {
            "S": {
                "A1": formula('=WEBSERVICE("x")', "10"),
                "A2": formula("=A1&1", "101"),
                "A3": formula("=CX_NPS(A1:A2)", 100),
                "A4": formula("=A3", 100),
                "A5": formula("=CX_NPS(A2)", 100),
                "A6": formula("=CX_NPS(A2*1)", 100),
                "A7": formula("=CX_KPI_STATUS(CX_NPS(A4),1)", 100),
            }
        }
    )
    reasons = {p.address: p.reason.say("en") for p in book.evaluate().problems}
    assert [f"A{row}" for row in range(1, 8)] == list(reasons)
    assert "WEBSERVICE" in reasons["A1"]
    assert "S!A1" in reasons["A2"]
    assert "S!A1" in reasons["A3"]
    assert "S!A3" in reasons["A4"]
    assert "S!A2" in reasons["A5"]
    assert "S!A2" in reasons["A6"]
    assert "S!A4" in reasons["A7"]


def test_dates_of_a_1904_workbook(tmp_path):
    """
    The same day is the same day: 2026-01-31 is 46053 in the 1900 system, 44591 in it.
    """
    path = tmp_path / "mac.xlsx"
    book = xlsxwriter.Workbook(path, {"date_1904": True})
    sheet, day = book.add_worksheet("S"), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_column("A1", (10, 9))
    sheet.write_number("B1", 44591, day)
    sheet.write_formula("B2", "=B1+1", day, 44592)
    sheet.write_formula("C1", "=YEAR(B2)", None, 2026)
    sheet.write_formula("C2", '=CX_NPS_IFS(A1:A2,B1:B2,">"&DATE(2026,1,31))', None, 100)
    sheet.write_formula("C3", "=INDEX(CX_NPS_TREND(A1:A2,B1:B2,,,,,1),2,1)", None, 0)
    book.close()
    mac = open_workbook(path)
    trend = open_and_call("CX_NPS_TREND", [10, 9], [46053, 46054], *[None] * 4, 1)
    assert [46054, 2026, 100, trend[1][0]] == values(
        mac, "S!B2", "S!C1", "S!C2", "S!C3"
    )
    mac.save(tmp_path / "fresh.xlsx")
    assert open_workbook(tmp_path / "fresh.xlsx").check(full=True).is_equal


MAC = {  # what Excel shows in a 1904 workbook, where 2026-01-31 is 44591
    "C1": ("=B1", 44591),
    "C2": ("=DATE(2026,1,31)", 44591),
    "C3": ("=B1*2", 89182),
    "C4": ("=MOD(B1,7)", 1),
    "C5": ("=TODAY()-B1", 59),
    "C6": ("=TODAY()", 44650),
    "C7": ("=IF(CX_NPS(A1:A2)=100,B1,0)", 44591),
    "C8": ('=CX_NPS_IFS(A1:A2,B1:B2,">"&DATE(2026,1,31))', 100),
    "C9": ("=MAX(B1:B2)-CX_NPS(A1:A2)", 44492),
}


def test_numbers_of_a_1904_workbook_count_as_it_does(tmp_path):
    """
    Only a date format tells a date: a plain number is what Excel would show there.
    """
    path, today = tmp_path / "mac.xlsx", date(2026, 3, 31)
    book = xlsxwriter.Workbook(path, {"date_1904": True})
    sheet, day = book.add_worksheet("S"), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_column("A1", (10, 9))
    sheet.write_column("B1", (44591, 44592), day)
    sheet.write_formula("D1", "=TODAY()", day, 44650)
    for cell, (text, shown) in MAC.items():
        sheet.write_formula(cell, text, None, shown)
    book.close()
    mac = open_workbook(path)
    evaluation = mac.evaluate(today)
    assert {c.address: c.value for c in evaluation.cells if c.address != "D1"} == {
        cell: shown for cell, (_, shown) in MAC.items()
    }
    assert 46112 == evaluation.value("S!D1")
    assert mac.check(full=True, today=today).is_equal
    mac.save(tmp_path / "fresh.xlsx", today)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(tmp_path / "fresh.xlsx") as new:
        part = "xl/worksheets/sheet1.xml"
        assert old.read(part) == new.read(part)


def test_dates_of_a_1904_workbook_that_was_never_calculated(tmp_path):
    """openpyxl stores no results, only the format of the cell that will hold one."""
    import openpyxl  # noqa: PLC0415 - this test alone

    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.MAC_EPOCH
    for cell, value in {"A1": datetime(2026, 1, 31), "A2": "=A1", "A3": "=A1"}.items():  # noqa: DTZ001 - cells have no zone
        book.active[cell] = value
    book.active["A2"].number_format = "yyyy-mm-dd"
    book.save(tmp_path / "mac.xlsx")
    open_workbook(tmp_path / "mac.xlsx").save(tmp_path / "fresh.xlsx")
    fresh = openpyxl.load_workbook(tmp_path / "fresh.xlsx", data_only=True).active
    assert (datetime(2026, 1, 31), 44591) == (fresh["A2"].value, fresh["A3"].value)  # noqa: DTZ001 - as above


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("=SUM(A1", "Malformed", ("is a bracket or a", "manca una parentesi")),
        ("=SUM(A1;A2)", "Semicolons", ("write commas", "usa la virgola")),
        ('=CONTA.SE(A2,">1")', "OtherLanguage", ("hold COUNTIF", "è COUNTIF")),
        ("=SUM(Gone!A1)", "UnknownSheet", ('no sheet "Gone"', "il foglio «Gone»")),
        ("=nosuch+1", "UnknownName", ('no name "nosuch"', "il nome «nosuch»")),
        ("=S!inner+1", "Unsupported", (" inner;", " inner;")),
        ("=[1]Other!A1", "OtherWorkbook", ("another workbook", "altro file")),
        ('=_xlfn.STOCKHISTORY("x",1)', "Unsupported", (" STOCKH", " STOCKH")),
    ],
)
def test_reasons_are_said_in_words(text, code, words, opened, formula):
    """The engine's own terms stay out, but for its code at the end."""
    names = [("Other!inner", "=Other!$A$1")]
    sheets = {"S": {"A1": formula(text, 0)}, "Other": {"A1": 1}}
    (problem,) = opened(sheets, names=names).evaluate().problems
    reason = problem.reason
    assert reason.code == code
    assert words[0] in reason.say("en")
    assert words[1] in reason.say("it")
    assert "bytes" not in reason.say("en") + reason.say("it")


@pytest.mark.parametrize("text", ["INDEX(_xlpm.a,2)", "index( _xlpm.a,2)"])
def test_index_of_a_variable_that_holds_an_array(text, opened, column, formula):
    """Twice the second answer; one engine gives #VALUE!."""
    let = formula(f"=_xlfn.LET(_xlpm.a,A2:A5*2,{text})", 18, "C1")
    assert [18] == values(opened({"S": column("A", *ANSWERS) | {"C1": let}}), "S!C1")


def test_a_workbook_saved_by_openpyxl(tmp_path):
    """No cached values at all: everything is fresh, nothing is guessed."""
    import openpyxl  # noqa: PLC0415 - this test alone

    book = openpyxl.Workbook()
    for row, value in enumerate(["Score", *ANSWERS], start=1):
        book.active.cell(row, 1, value)
    book.active["B1"] = datetime(2026, 1, 31)  # noqa: DTZ001 - cells have no zone
    book.active["C1"] = "=IF(COUNT(A:A)=0,NA(),CX_NPS(A:A))"
    book.active["C2"] = "=YEAR(B1)+C1"
    book.save(tmp_path / "saved.xlsx")
    fresh = open_workbook(tmp_path / "saved.xlsx").evaluate()
    assert (25.0, 2051) == (fresh.value("Sheet!C1"), fresh.value("Sheet!C2"))


def test_the_evaluation_is_the_same_json_every_time(opened, column, formula):
    """It is an interface: other programs read it."""
    cells = column("A", *ANSWERS, 11) | {"C1": formula("=CX_NPS(A:A)")}
    dump = opened({"S": cells}).evaluate(today=date(2026, 1, 1)).model_dump(mode="json")
    (cell,) = dump["cells"]
    assert ["file", "today", "cells", "problems"] == list(dump)
    assert ("book.xlsx", "2026-01-01") == (dump["file"], dump["today"])
    assert ("S", "C1", "#NUM!") == (cell["sheet"], cell["address"], cell["value"])
    assert ["code", "en", "it"] == sorted(cell["message"])


def test_a_book_that_excel_saved_keeps_its_macros(tmp_path):
    """The .xlsm that ships with xlwings: it opens, and a copy keeps the VBA project."""
    source = Path(xlwings.__file__).with_name("quickstart_standalone.xlsm")
    book = open_workbook(source)
    assert book.save(tmp_path / "copy.xlsm").is_complete
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(tmp_path / "copy.xlsm") as new:
        part = "xl/vbaProject.bin"
        assert old.read(part) == new.read(part)


def test_functions_that_nothing_uses_are_left_out(opened, formula):
    """
    The engine reads every name again for each formula; those in use stay, whoever
    uses them: a formula, a name, a function.
    """
    names = [
        ("Twice", "=_xlfn.LAMBDA(_xlpm.x,2*_xlpm.x)"),
        ("Four", "=_xlfn.LAMBDA(_xlpm.x,Twice(Twice(_xlpm.x)))"),
        ("Ten", "=Five(2)"),
        ("Five", "=_xlfn.LAMBDA(_xlpm.x,5*_xlpm.x)"),
        ("Idle", "=_xlfn.LAMBDA(_xlpm.x,_xlpm.x)"),
        ("Idler", "=_xlfn.LAMBDA(_xlpm.x,Idle(_xlpm.x))"),
    ]
    book = opened({"Data": {"A1": formula("=four(3)"), "A2": formula("=Ten+1")}}, names)

    assert {"Idle", "Idler"} == set(book._cells.unused_functions)  # noqa: SLF001
    fresh = book.evaluate()
    assert (12.0, 11.0) == (fresh.value("Data!A1"), fresh.value("Data!A2"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SUM(T)+nosuch", "nosuch"),  # not T, which is a table
        ("CX_NPS(nosuch)", "nosuch"),  # not "the cell shows #NAME?"
        ("CX_NPS(U[Score])", "U"),
        ("SUM(U[Score])", "U"),
    ],
)
def test_the_word_that_names_nothing_is_the_one_that_is_said(
    text, name, opened, formula
):
    """At both levels."""
    table = ("S", "A1:A3", {"name": "T", "columns": ["Score"]})
    cells = {"A1": "Score", "A2": 9, "A3": 10, "C1": formula(f"={text}", 0)}
    book = opened({"S": cells}, tables=[table])
    (problem,) = book.evaluate().problems
    assert f'"{name}"' in problem.reason.say("en")
    assert all(cell.reason == problem.reason for cell in book.check().cells)
