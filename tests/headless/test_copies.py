"""Copies that `calc -o` writes pass --check, whoever saved the source."""

from datetime import datetime

import openpyxl
import pandas as pd
import python_calamine

from cx_xl import open_workbook
from tests.files import hostile


def test_copy_of_an_openpyxl_book_passes_the_check(tmp_path):
    """openpyxl stores no results; an empty text is a result, too, and has a type."""
    source, copy = tmp_path / "source.xlsx", tmp_path / "copy.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "S"
    for row in range(1, 11):
        sheet[f"A{row}"] = row
        sheet[f"B{row}"] = f'=IF(A{row}>5,A{row},"")'
    sheet["C1"], sheet["C2"] = "=CX_NPS(B1:B10)", '=IF(C1>900,"great","")'
    book.save(source)
    open_workbook(source).save(copy)
    checked = open_workbook(copy)
    assert checked.check().is_equal
    assert checked.check(full=True).is_equal
    assert ["", "", "", "", "", 6] == [row[0] for row in checked.values("S!B1:B6")]
    theirs = python_calamine.CalamineWorkbook.from_path(copy)
    assert 6 == theirs.get_sheet_by_name("S").to_python()[5][1]


def test_number_that_is_no_day_stays_a_number_in_the_frame(tmp_path):
    """99999999 under a date format is typed by mistake; it must be seen, not lost."""
    parts = hostile.full_parts()
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>b</t></is></c></row>'
        '<row r="2"><c r="A2" s="0"><v>46023</v></c></row>'
        '<row r="3"><c r="A3" s="0"><v>99999999</v></c></row>'
    )
    parts[hostile.SHEET] = hostile.sheet(rows)
    path = tmp_path / "book.xlsx"
    path.write_bytes(hostile.zipped(parts))
    frame = open_workbook(path).table("T")
    day = datetime(2026, 1, 1)  # noqa: DTZ001 - cells know no zone
    assert [pd.Timestamp(day), 99_999_999] == list(frame["a"])


def test_ranges_far_below_their_data_cost_nothing_and_keep_their_lengths(tmp_path):
    """Equally long ranges are cut alike; unequal ones are refused as they are."""
    path = tmp_path / "book.xlsx"
    cells = (
        '<row r="1"><c r="A1"><v>9</v></c><c r="B1"><v>1</v></c>'
        '<c r="D1"><f>CX_NPS_IFS(A1:A900000,B1:B900000,1)</f><v>100</v></c>'
        '<c r="E1"><f>CX_NPS_IFS(A1:A900000,B1:B800000,1)</f><v>0</v></c></row>'
    )
    path.write_bytes(hostile.book(cells))
    found = open_workbook(path).check().cells
    assert ["100.0", "#VALUE!"] == [str(cell.fresh) for cell in found]
