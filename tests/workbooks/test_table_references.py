"""Which references go on with a table: those over whole columns, and no others."""

import pytest

from cx_xl.files.addresses import Area
from cx_xl.files.tables import Table
from cx_xl.workbooks.table_references import growing

COLUMNS = ("Month", "In", "Out")
TABLE = Table(
    "tblMonthly", "Month's end", Area(5, 1, 29, 3), COLUMNS, (None,) * 3, True, False
)
OURS = {("Checks", "B20")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SUM('Month''s end'!$B$6:$B$29)", "SUM('Month''s end'!$B$6:$B$41)"),
        ("SUM('MONTH''S END'!B5:C29)", "SUM('MONTH''S END'!B5:C41)"),
        ("SUM('Month''s end'!$B$18:$B$29)", None),  # a part of a column
        ("SUM('Month''s end'!$B$6:$B$28)", None),  # not to its end
        ("SUM('Month''s end'!$B$6:$D$29)", None),  # more than the table
        ("SUM(Other!$B$6:$B$29)", None),
        ("SUM($B$6:$B$29)", None),  # of the sheet that the formula stands on
        ("\"'Month''s end'!$B$6:$B$29\"", None),  # text
        ("SUM(tblMonthly[In])", None),  # goes on by itself
    ],
)
def test_a_formula_of_the_user(text, expected):
    """Twelve rows more: Excel extends the same references when a table grows."""
    change = growing(TABLE, 12, OURS)
    assert (expected or text) == change("Own", "A1", text)


def test_the_area_to_print_goes_on():
    """A name from above the table to its last row; not a formula, as in Excel."""
    change, text = growing(TABLE, 12, OURS), "'Month''s end'!$A$1:$B$29"
    assert "'Month''s end'!$A$1:$B$41" == change("Month's end", "", text)
    assert text == change("Own", "A1", text)


def test_on_the_sheet_of_the_table_its_name_may_be_left_out():
    change = growing(TABLE, 12, OURS)
    assert "SUM(B6:B41)" == change("Month's end", "F2", "SUM(B6:B29)")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'Month''s end'!$B$7:$B$29", "'Month''s end'!$B$7:$B$41"),
        ("'Month''s end'!$B$6:$B$28", "'Month''s end'!$B$6:$B$40"),
    ],
)
def test_the_template_compares_each_month_with_the_one_before(text, expected):
    """Without the first month, or without the last; nobody else may mean that."""
    change = growing(TABLE, 12, OURS)
    assert (expected, text) == (
        change("Checks", "B20", text),
        change("Own", "B20", text),
    )


def test_months_are_no_formulas_any_more():
    """A book of the first version: each month followed the one above it."""
    change = growing(TABLE, 0, OURS)
    assert "" == change("Month's end", "A7", "EDATE($A6,1)")
