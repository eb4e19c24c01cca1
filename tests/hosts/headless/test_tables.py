"""Tables that the engine would not know: mended, or reported; never #NAME?."""

import openpyxl
import pytest
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table

from cx_xl import open_workbook
from cx_xl.hosts.headless.engine import Engine

ANSWERS = (10, 9, 8, 6)  # 2 promoters and 1 detractor of 4: NPS 25
FORMULAS = {
    "E1": "=CX_NPS(tbl[Score])",
    "E2": "=SUM(tbl[Score])",
    "E3": "=ROUND(CX_NPS(tbl[Score])+COUNT(tbl[Score]),0)",
    "E4": "=SUM(scores)",
    "E5": "=E2+1",
    "E6": '="tbl"',
    "E7": "=CX_NPS(A2:A5)",
}


@pytest.fixture
def shrunk(tmp_path):
    """
    Return a workbook whose table was shrunk by openpyxl: its filter kept 5,000 rows.
    """
    book = openpyxl.Workbook()
    for row, value in enumerate(["Score", *ANSWERS], start=1):
        book.active.cell(row, 1, value)
    table = Table(displayName="tbl", ref="A1:A5")
    table.autoFilter = AutoFilter(ref="A1:A5001")
    book.active.add_table(table)
    for cell, text in FORMULAS.items():
        book.active[cell] = text
    name = openpyxl.workbook.defined_name.DefinedName("scores", attr_text="tbl[Score]")
    book.defined_names["scores"] = name
    book.save(tmp_path / "shrunk.xlsx")
    return open_workbook(tmp_path / "shrunk.xlsx")


def test_a_filter_that_outgrew_its_table_does_no_harm(shrunk, tmp_path):
    """
    NPS 25, sum 33, count 4; the filter stays in the copy as it was.
    """
    evaluation = shrunk.save(tmp_path / "fresh.xlsx")
    assert evaluation.problems == ()
    values = [cell.value for cell in evaluation.cells]
    assert values == [25, 33, 29, 33, 34, "tbl", 25]
    assert open_workbook(tmp_path / "fresh.xlsx").check(full=True).is_equal


def test_a_table_that_the_engine_does_not_know_is_reported(shrunk, monkeypatch):
    """
    Whatever the cause: each formula that reads it, by its name; what it reads too.
    """
    monkeypatch.setattr(Engine, "tables", frozenset())
    evaluation = shrunk.evaluate()
    found = {problem.address: problem.reason.code for problem in evaluation.problems}
    tables = dict.fromkeys(("E2", "E3", "E4"), "MissingTable")
    assert found == tables | {"E5": "Upstream"}
    assert "tbl" in evaluation.problems[0].reason.say("it")
    assert {c.address: c.value for c in evaluation.cells} == {
        "E1": 25,
        "E6": "tbl",
        "E7": 25,
    }


def test_this_row_of_an_unknown_table_is_reported(opened, formula, monkeypatch):
    """
    `[@Start]` names no table: the one around the formula is meant.
    """
    cells = {"A1": "Start", "B1": "Twice", "A2": 2, "B2": formula("=[Start]*2", 4)}
    table = ("S", "A1:B2", {"name": "tbl", "columns": ["Start", "Twice"]})
    monkeypatch.setattr(Engine, "tables", frozenset())
    book = opened({"S": cells}, tables=[table])
    (problem,) = book.evaluate().problems
    assert (problem.address, problem.reason.code) == ("B2", "MissingTable")
