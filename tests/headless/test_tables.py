"""Tables: whatever form a formula names them in, and in whatever state they are."""

import openpyxl
import pytest
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table

from cx_xl import open_workbook

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
    """NPS 25, sum 33, count 4; the filter stays in the copy as it was."""
    evaluation = shrunk.save(tmp_path / "fresh.xlsx")
    assert () == evaluation.problems
    values = [cell.value for cell in evaluation.cells]
    assert [25, 33, 29, 33, 34, "tbl", 25] == values
    assert open_workbook(tmp_path / "fresh.xlsx").check(full=True).is_equal
