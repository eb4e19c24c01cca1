"""Shared formulas against openpyxl's Translator, an independent implementation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from cx_xl.files.addresses import Area, address, column_letters, column_number, position
from cx_xl.files.shared_formulas import SharedFormula

FORMULAS = [
    "SUM($A2:B2)",
    'IF(\'My A1 sheet\'!B3>Sheet1!$C4,"A1 ""B2""",A:A)',
    "SUM(1:3)+SUM($1:3)+SUM(A:$C)",
    "Table1[[#This Row],[A1]]*B2",
    "[1]Sheet1!A1+LOG10(B2)*1E5",
    'SUMIFS(A$1:$B$9,A:C,">="&TRUE)',
    "_xlfn.LET(_xlpm.x,B2,_xlpm.x+NPS_Q1)",
    "_xldudf_CX_NPS(Responses!$D$2:D9)",
    "{1,2;3,4}*A1-#REF!",
    "NOT(A1)&'it''s A1'!B2",
]


@pytest.mark.parametrize("formula", FORMULAS)
@given(rows=st.integers(0, 900), columns=st.integers(0, 300))
def test_shared_formula_agrees_with_openpyxl(formula, rows, columns):
    """The formula of any cell of the group is the one that openpyxl writes out."""
    translator = Translator(f"={formula}", origin="C2")
    expected = translator.translate_formula(address(2 + rows, 3 + columns))[1:]
    assert expected == SharedFormula(2, 3, formula).at(2 + rows, 3 + columns)


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A1:INDEX(A:A,3)", "B2:INDEX(B:B,3)"),
        ("Sheet1!A1:Sheet1!B2", "Sheet1!B2:Sheet1!C3"),
    ],
)
def test_both_ends_of_a_range_move(formula, moved):
    """A range moves at both ends, as in Excel; openpyxl leaves the first one behind."""
    assert moved == SharedFormula(1, 2, formula).at(2, 3)


def test_name_that_lies_off_the_sheet_stays():
    """XFE1 is a legal name, because the last column is XFD."""
    assert "XFE1+XFD2" == SharedFormula(1, 1, "XFE1+XFD1").at(2, 1)


@given(st.integers(1, 1_048_576), st.integers(1, 16_384))
def test_addresses_return(row, column):
    """An address read is the address written."""
    assert (row, column) == position(address(row, column))
    assert column == column_number(column_letters(column))


@pytest.mark.parametrize("text", ["A", "1", "A0", "XFE1", "A1048577", "A1B", "É1"])
def test_no_address(text):
    """Nothing off the sheet passes for a cell."""
    with pytest.raises(ValueError, match=text):
        position(text)


def test_area_reads_either_diagonal():
    """B9:A1 is A1:B9; one cell is an area too."""
    assert Area(1, 1, 9, 2) == Area.of("B9:$A$1")
    assert ("C3", 1) == (str(Area.of("C3")), Area.of("C3").size)
