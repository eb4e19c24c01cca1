"""Long chains come to an end; arrays that are too large are said to be."""

import pytest

from cx_xl.files.file_refusals import ArrayTooLarge
from cx_xl.headless import check
from cx_xl.headless.engine.adapter import TooManyFormulas
from cx_xl.headless.evaluation import harvest, in_full

CHAINS = {
    "plain": "=CX_RATE(A{0},B{0})",
    "around": "=1*CX_RATE(A{0},B{0})",
    "expression": "=CX_RATE(A{0}+0,B{0})",
    "ordinary": "=CX_RATE(C{0},B{0})",
    "offset": "=CX_RATE(OFFSET(A{0},0,0),B{0})",
    "text": '=CX_RATE(INDIRECT("S!A{0}"),B{0})',
}
LENGTH = 150


@pytest.mark.parametrize("kind", CHAINS)
def test_a_chain_of_calls(kind, opened, formula):
    """Each is the share of the one below it in 1, and the last cell holds 1."""
    cells = {f"B{row}": 1 for row in range(1, LENGTH + 2)} | {f"A{LENGTH + 1}": 1}
    cells |= {f"C{row}": formula(f"=A{row}+0") for row in range(1, LENGTH + 2)}
    chain = {
        f"A{row}": formula(CHAINS[kind].format(row + 1)) for row in range(1, LENGTH + 1)
    }
    evaluation = opened({"S": cells | chain}).evaluate(region="en-US")
    assert () == evaluation.problems
    assert [1, 1] == [evaluation.value(f"S!A{row}") for row in (1, LENGTH)]


TOO_LARGE = (
    # formulon says #NUM! where Excel computes
    "SUM(_xlfn.SEQUENCE(1048576,2))",
    "IFERROR(SUM(_xlfn.SEQUENCE(1048576,2)),0)",
    "SUM(_xlfn.SEQUENCE(1048576,A1+1))",
    "SUM(_xlfn.SEQUENCE(1048576)*_xlfn.SEQUENCE(1,19))",
    "SUM(_xlfn.MAKEARRAY(10000,200,_xlfn.LAMBDA(_xlpm.r,_xlpm.c,1)))",
    "SUM(_xlfn.EXPAND(1,1048576,2,1))",
    # 0, whatever stands around it
    "_xlfn.SEQUENCE(1048576,16384)",
    "1/SUM(_xlfn.SEQUENCE(1048576)*_xlfn.SEQUENCE(1,A1+2000))",
    "SUM(IF(D:XFD>0,1,2))",
    # #CALC!, and one cell to COUNTA
    "SUM(D2:Z1048576)",
    "COUNTA(D2:Z1048576)",
    'SUMPRODUCT(--(D2:Z1048576=""))',
    # inside our functions
    "CX_NPS(_xlfn.SEQUENCE(1048576,16384))",
    "CX_NPS(IF(D2:Z1048576>0,D2:Z1048576))",
    "CX_NPS(_xlfn.SEQUENCE(1048576)*_xlfn.SEQUENCE(1,A1+2000))",
)


@pytest.mark.parametrize("text", TOO_LARGE)
def test_what_the_engine_gives_up_is_reported(text, opened, formula):
    """It says so by a wrong number, in silence."""
    book = opened({"S": {"A1": 1, "B1": formula(f"={text}", 1, "B1")}})
    (problem,) = book.evaluate(region="en-US").problems
    assert "TooLarge" == problem.reason.code


NOT_TOO_LARGE = {
    "COUNTA(D1:Z1048576)": 2,  # whole columns, written as a range
    "SUM(D:XFD)": 16,
    'COUNTIF(D:XFD,"x")': 0,
    "SUM(1:1)-A1": 16,
    "IFERROR(VLOOKUP(9,D1:Z1048576,2,FALSE),0)": 7,
    "INDEX(D1:Z1048576,1,2)": 7,
    "SUM(_xlfn.SEQUENCE(1000))": 500_500,
    "SUM(_xlfn.SEQUENCE(3,1,0,0))": 0,
    "_xlfn.SEQUENCE(2,1,0)": 0,
    "SQRT(-SUM(_xlfn.SEQUENCE(3)))": "#NUM!",
    "CX_NPS(D1:Z1048576)": 50,
    "CX_NPS(D2:Z1048576)": "#DIV/0!",
}


@pytest.mark.parametrize("text", NOT_TOO_LARGE)
def test_large_ranges_that_are_computed(text, opened, formula):
    """A 9 and a 7 in the first row; zero and #NUM! may be what a formula gives."""
    book = opened(
        {"S": {"A1": 1, "D1": 9, "E1": 7, "A9": formula(f"={text}", 1, "A9")}}
    )
    assert NOT_TOO_LARGE[text] == book.evaluate(region="en-US").value("S!A9")


def test_an_ordinary_cell_takes_one_of_many(opened, formula):
    """A whole column in place of one value is the cell beside: Excel stored 0 there."""
    book = opened({"S": {"A9": formula("=CEILING(H:H,22:22)", 0)}})
    assert book.check(full=True, region="en-US").is_equal


def test_more_formulas_than_there_is_memory_for(monkeypatch, opened, formula):
    """Refused before the engine is loaded; a check of the calls needs none."""
    monkeypatch.setattr(in_full, "FORMULAS", 2)
    cells = {f"A{row}": formula("=CX_NPS(B1:B2)", 100) for row in range(1, 4)}
    book = opened({"S": cells | {"B1": 9, "B2": 10}})
    with pytest.raises(TooManyFormulas) as refused:
        book.evaluate()
    assert "3 formule" in refused.value.say("it")
    assert book.check().is_equal


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("_xlfn.SEQUENCE(3)", "area"),
        ("ROW(A1:A3)", "fixed"),
        ("CX_NPS(F1:F2)", "fixed"),
    ],
)
def test_arrays_that_are_too_large_together(text, kind, monkeypatch, opened, formula):
    """Two of three cells fit into five; what reads the second is not known either."""
    for module in (check, harvest, in_full):
        monkeypatch.setattr(module, "LARGEST", 5)
    extent = {kind: "A1:A3" if kind == "fixed" else "A1"}
    cells = {"A1": formula(f"={text}", 1, **extent), "F1": 9, "F2": 10}
    extent = {kind: "C1:C3" if kind == "fixed" else "C1"}
    cells |= {"C1": formula(f"={text}", 1, **extent), "E1": formula("=C1+1", 2)}
    book = opened({"S": cells})
    problems = {p.address: p.reason.code for p in book.evaluate().problems}
    assert {"C1": "TooLarge", "E1": "Upstream"} == problems
    if "CX_" in text:
        assert [None, "TooLarge"] == [
            c.reason and c.reason.code for c in book.check().cells
        ]


def test_an_array_of_fixed_extent_that_takes_too_long(monkeypatch, opened, formula):
    """The engine gets it cell by cell where our calls are in it."""
    monkeypatch.setattr(in_full, "PLACED", 2)
    cells = {"A1": formula("=CX_NPS(F1:F2)+{1;2;3}", 1, fixed="A1:A3"), "F1": 9}
    (problem,) = opened({"S": cells}).evaluate().problems
    assert "TooLarge" == problem.reason.code


def test_arrays_that_claim_more_than_the_engine_holds(monkeypatch, opened, formula):
    """It makes room for them when it loads; a check of the calls needs none."""
    monkeypatch.setattr(in_full, "CLAIMED", 2)
    cells = {"A1": formula("=ROW(A1:A3)", 1, fixed="A1:A3"), "F1": 9}
    book = opened({"S": cells | {"C1": formula("=CX_NPS(F1:F2)", 100)}})
    with pytest.raises(ArrayTooLarge, match="A1"):
        book.evaluate()
    assert book.check().is_equal


def test_a_spill_beyond_what_is_read_is_no_blank(monkeypatch, opened, formula):
    """It was, in silence."""
    monkeypatch.setattr(harvest, "LARGEST", 2)
    cells = {"A1": formula("=D1:F1*2", 1, "A1"), "D1": 1}
    (problem,) = opened({"S": cells}).evaluate().problems
    assert "TooLarge" == problem.reason.code
