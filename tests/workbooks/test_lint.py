"""The formula lint: one bad example per rule, and what it must leave alone."""

import pytest

from cx_xl.workbooks.lint import Known, lint, lint_name

TABLES = Known(tables=frozenset({"tblMonthly"}))

BAD = {
    "=OFFSET(A1,1,0)": "OFFSET is volatile and hides what it reads",
    '=SUM(INDIRECT("A1"))': "INDIRECT is volatile and hides what it reads",
    "=IFNA(A1,0)": "IFNA must be stored as _xlfn.IFNA",
    "=xlookup(A1,B:B,C:C)": "XLOOKUP must be stored as _xlfn.XLOOKUP",
    "=_xlfn.FILTER(A:A,B:B=1)": "FILTER must be stored as _xlfn._xlws.FILTER",
    "=IF(A1,1,IF(A2,2,IF(A3,3,4)))": "IF nested more than one level",
    "=IF(A1;1;2)": "arguments are separated by commas in files, not by ;",
    "=SUM(@A1:A9)": "@ is not stored in files",
    "=@CX_NPS(A1:A9)": "@ is not stored in files",
    "=[@NPS]*2": "this-row reference without its table's name",
    "=[[#This Row],NPS]*2": "this-row reference without its table's name",
    "=SUM(tblMonthly)": "tblMonthly without a column means different things to engines",
    '=TEXT(A1,"mmm yyyy")': "TEXT with letters in its format breaks in other languages",
    "=_xlfn.LET(x,A1,x+1)": "x is a parameter: store it as _xlpm.x",
    "=_xlfn.LAMBDA(total,total+1)": "total is a parameter: store it as _xlpm.total",
    f"={'+'.join(['A1'] * 90)}": "longer than 255 characters",
}

GOOD = [
    '=IF(A1=0,"a;b @ [@x] OFFSET(",1)',
    "=IF(A1,1,IF(A2,2,3))",
    "=SUM(tblMonthly[NPS],{1;2})",
    "=tblMonthly[[#This Row],[NPS min]]",
    "=_xlfn.LET(_xlpm.x,A1,_xlpm.x+1)",
    "=_xlfn._xlws.SORT(_xlfn.UNIQUE(A1:A8))",
    '=TEXT(A1,"0.0")',
    "=[1]!CX_NPS(A:A)+_xll.CX_CSAT(B:B)+_xldudf_CX_CES(C:C)",
    "='it''s @ home'!A1",
    "=NORMSINV(0.975)",
    "=SUM(IF(A1,1,2),IF(A2,1,IF(A3,2,3)))",
]


@pytest.mark.parametrize(("formula", "problem"), BAD.items())
def test_bad_formulas_are_named(formula, problem):
    """Each of these breaks in some Excel, some language or some engine."""
    assert [problem] == lint(formula, TABLES)


@pytest.mark.parametrize("formula", GOOD)
def test_good_formulas_pass(formula):
    """Text in quotes, quoted sheets and one level of IF are nobody's problem."""
    assert [] == lint(formula, TABLES)


def test_several_problems_are_all_named():
    """One pass tells everything."""
    problems = lint("=IFNA(OFFSET(A1,1,0);0)")
    assert {"IFNA", "OFFSET", "arguments"} == {p.split()[0] for p in problems}


@pytest.mark.parametrize("name", ["NPS2", "CES1", "R1C1", "c", "xfd1"])
def test_names_that_read_as_cells(name):
    """Excel refuses them; columns go up to XFD."""
    assert [f"{name} reads as a cell address"] == lint_name(name)


@pytest.mark.parametrize("name", ["CX_NPS", "sel_Month", "XFE1", "Churn2026"])
def test_names_that_are_fine(name):
    """An underscore or a column beyond XFD is no address."""
    assert [] == lint_name(name)


def test_a_name_like_a_function():
    """A LAMBDA name and an add-in function of one name fight for the call."""
    problem = "cx_nps is also a function of the add-in"
    assert [problem] == lint_name("cx_nps", frozenset({"CX_NPS"}))
