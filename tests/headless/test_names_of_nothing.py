"""Formulas that Excel never stores, and references to what is no longer there."""

import pytest

from cx_xl import Code

ANSWERS = {"A1": 9, "A2": 10, "A3": 3}
BOOK = {"S": ANSWERS, "Between": {"A1": 8}, "T": {"A1": 0, "A2": 1}}


@pytest.fixture
def both(opened, formula):
    """Return a function that checks one formula in S!C1, both ways."""

    def checked(text, names=()):
        sheets = BOOK | {"S": ANSWERS | {"C1": formula(text, 1)}}
        book = opened(sheets, names=names)
        return [
            cell
            for full in (False, True)
            for cell in book.check(full=full, region="en-US").cells
        ]

    return checked


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("=CX_NPS(A1;A3)", "Semicolons"),  # 100, were A3 taken as the weight of A1
        ("=CX_NPS(A1:A3;;)", "Semicolons"),
        ('=IFERROR(CX_NPS(A1;A3);"x")', "Semicolons"),
        ("=CX_NPS((A1:A2;A3))", "Semicolons"),
        ('=CX_NPS(CONTA.SE(A1:A3,">5"))', "OtherLanguage"),
        ("=WENN(A1>1,CX_NPS(A1:A3),0)", "OtherLanguage"),
        ("=CX_NPS(A1:A3", "Malformed"),
        ("=CX_NPS(A1:A3))", "Malformed"),
        ("=CX_NPS(A1:A3)+0,5", "Malformed"),
        ("=CX_NPS(Gone!A1:A3)", "UnknownSheet"),
        ("=CX_NPS('Gone too'!A1:A3)", "UnknownSheet"),
        ("=CX_NPS(S:Gone!A1)", "UnknownSheet"),
        ("=CX_NPS(IF(Gone!A1:A3>1,9,0))", "UnknownSheet"),
        ("=CX_NPS(A1:A3)+SUM(Gone!A1)", "UnknownSheet"),
        ("=CX_NPS(Gone!score)", "UnknownSheet"),
        ("=CX_NPS(S:T!A1:A3)", "SeveralRanges"),
    ],
)
def test_what_cannot_be_read_is_never_computed(text, code, both):
    """
    Whoever writes files by program meets these; Excel refuses or mends such a file.
    """
    found = [(cell.verdict, cell.reason.code) for cell in both(text)]
    assert found == [("not computable", code)] * 2


def test_the_missing_sheet_is_named(both):
    """Not another cell that happens to lack a value."""
    said = [cell.reason.en for cell in both("=CX_NPS(Gone!A1:A3)")]
    sentence = 'there is no sheet "Gone" in this workbook; check the spelling.'
    assert said == [sentence] * 2


def test_a_missing_sheet_stops_no_other_formula(opened, formula):
    """A sum over several sheets is told apart from one that may read any cell."""
    cells = {"C1": formula("=SUM(Gone!A1)"), "C2": formula("=SUM(S:T!A1)")}
    evaluation = opened(BOOK | {"S": ANSWERS | cells}).evaluate()
    assert [("C2", 17)] == [(cell.address, cell.value) for cell in evaluation.cells]


@pytest.mark.parametrize(
    "text", ["=CX_NPS(#REF!A1:A3)", "=CX_NPS(#REF!$A$1)", "=CX_NPS(lost)"]
)
def test_cells_of_a_deleted_sheet(text, both):
    """Excel keeps their addresses behind #REF!, and so shows #REF!."""
    names = [("lost", "=#REF!$A$1:$A$3")]
    assert [Code.REF] * 2 == [cell.fresh for cell in both(text, names)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("=CX_NPS(_xlfn.VSTACK(S:T!A1:A2))", 0),  # 9, 10, 8, blank, 0, 1: 2 of 5 each
        ("=CX_NPS(_xlfn.TOCOL(S:T!A1:A2))", 0),
        ("=CX_NPS(_xlfn.HSTACK(S:T!A1,S!A3))", 0 - 25),  # 9, 8, 0, 3: 1 and 2 of 4
    ],
)
def test_stacks_of_several_sheets(text, value, both):
    """Excel's way to put the months of a workbook together, by its page on VSTACK."""
    assert [value] * 2 == [cell.fresh for cell in both(text)]


def test_a_name_of_this_very_workbook(both):
    """
    [0]! asks for the workbook's own name where a sheet has one of the same spelling.
    """
    names = [("score", "=S!$A$1"), ("S!score", "=S!$A$3")]
    assert [100] * 2 == [c.fresh for c in both("=CX_NPS([0]!score)", names)]
    assert [-100] * 2 == [c.fresh for c in both("=CX_NPS(score)", names)]
    assert [109] * 2 == [c.fresh for c in both("=[0]!score+CX_NPS(A1)", names)]
