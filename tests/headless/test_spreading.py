"""What cannot be computed spreads to all that reads it, and keeps its stored values."""

import pytest
import xlsxwriter

from cx_xl import open_workbook

# A3 holds a function that only another program has; each formula reads it.
READERS = (
    "VLOOKUP(3,A1:B4,2,FALSE)",
    'IF(ISNA(VLOOKUP(3,A:B,2,FALSE)),"none",1)',
    "HLOOKUP(3,A3:B4,2,FALSE)",
    "LOOKUP(3,A1:A4,B1:B4)",
    '_xlfn.XLOOKUP(3,A1:A4,B1:B4,"none")',
    "MATCH(3,A1:A4,0)",
    "COUNT(A1:A4)",
    "COUNTA(A1:A4)",
    "COUNTBLANK(A1:A4)",
    "COUNTIF(A1:A4,3)",
    'COUNTIFS(A1:A4,">=3",B1:B4,">0")',
    "SUMIF(A1:A4,3,B1:B4)",
    'SUMIF(B1:B4,">0",A1)',  # adds up A1:A4
    'AVERAGEIF(A1:A4,">1")',
    "SUMPRODUCT((A1:A4=3)*B1:B4)",
    "AGGREGATE(9,6,A1:A4)",
    "SUBTOTAL(9,A1:A4)",
    'IFERROR(A3,"err")',
    "ISERROR(A3)",
    "ISNUMBER(A3)",
    "ISBLANK(A3)",
    "TYPE(A3)",
    "N(A3)",
    "OR(TRUE,A3)",
    "OFFSET(A1,2,0)",
    'INDIRECT("A3")',
    "SUM(named)",
    "COUNT(first:last)",
    "COUNT(A2:last)",
    "COUNT(S!A2:S!A4)",
    "COUNT(INDEX(A1:A4,2):A4)",
    "COUNT((A2):(A4))",
    "COUNT(tbl[Value]:tbl[Key])",
    "SUM(tbl[Key])",
    "A1:INDEX(A1:A4,4)",
    "DSUM(A1:B4,1,A1:B2)",
    "RANK(4,A1:A4)",
    'IF(CX_NPS(A3:A4)>0,"good","bad")',
    "CX_NPS(A1:A4)",
    "CX_NPS(IF(A1:A4>0,A1:A4))",
)


@pytest.mark.parametrize("text", READERS)
def test_no_reader_takes_it_for_a_missing_answer(text, opened, formula):
    """COUNTIF, MATCH and the like would say "no match", without a word."""
    cells = {f"B{row}": row for row in range(2, 5)} | {"A1": "Key", "B1": "Value"}
    cells |= {"A2": 2, "A3": formula("=OTHERADDIN(1)", 3), "A4": 4}
    book = opened(
        {"S": cells | {"D1": formula(f"={text}", 3)}},
        tables=[("S", "A1:B4", {"name": "tbl", "columns": ["Key", "Value"]})],
        names=[("named", "=S!$A$1:$A$4"), ("first", "=S!$A$2"), ("last", "=S!$A$4")],
    )
    problems = {p.address: p.reason for p in book.evaluate().problems}
    assert {"A3", "D1"} == problems.keys()
    assert "S!A3" in problems["D1"].say("en")


@pytest.mark.parametrize(
    "text",
    ["ROWS(A1:A4)", "ROW(A3)", "COLUMNS(A3:B3)", "SUM(A4,B1:B4)", "OFFSET(A3,1,0)"],
)
def test_what_does_not_read_it_is_computed(text, opened, formula):
    """Its place is no value; but OFFSET may look anywhere on that sheet."""
    cells = {"A3": formula("=OTHERADDIN(1)", 3), "A4": 4, "D1": formula(f"={text}", 0)}
    problems = {p.address for p in opened({"S": cells}).evaluate().problems}
    assert problems == ({"A3", "D1"} if "OFFSET" in text else {"A3"})


def test_calls_that_cannot_be_computed_spread_too(opened, formula):
    """Ours over another workbook, under everything that a dashboard does with it."""
    texts = (
        'COUNTIF(B1:B2,">30")',
        'IFERROR(VLOOKUP("N",A1:B2,2,FALSE),"?")',
        'AVERAGEIF(B1:B2,">0")',
        'SUMIF(A1:A2,"N",B1:B2)',
        "MATCH(40,B1:B2,0)",
    )
    cells = {
        "A1": "N",
        "A2": "S",
        "B1": formula("=CX_NPS([1]Other!A1:A9)", 40),
        "B2": 33,
    }
    readers = {f"E{row}": formula(f"={text}", 1) for row, text in enumerate(texts, 1)}
    problems = opened({"S": cells | readers}).evaluate().problems
    assert [p.address for p in problems] == ["B1", *readers]
    assert {"Upstream"} == {p.reason.code for p in problems[1:]}


def test_followers_of_a_spill_that_was_not_computed_are_unknown(opened, formula):
    """A2 and A3 hold values that the file keeps; none of them is blank."""
    spill = formula("=OTHERADDIN(3)", 9, "A1:A3")
    texts = ("SUM(A2:A3)", "A2+1", "COUNTA(A2:A3)", "CX_NPS(A2:A3)", "A3&1")
    readers = {f"C{row}": formula(f"={text}", 9) for row, text in enumerate(texts, 1)}
    book = opened({"S": {"A1": spill, "A2": 9, "A3": 0} | readers})
    assert ["A1", *readers] == [p.address for p in book.evaluate().problems]


@pytest.mark.parametrize("kind", ["dynamic", "fixed"])
@pytest.mark.parametrize(
    "text", ["OTHERADDIN(3)", "RANDARRAY(3)", "SORT(OTHERADDIN(1))"]
)
def test_a_copy_keeps_all_values_of_an_array(kind, text, tmp_path):
    """All of them, and the extent: not only the first."""
    book = xlsxwriter.Workbook(tmp_path / "arrays.xlsx")
    sheet = book.add_worksheet("S")
    if kind == "dynamic":
        sheet.write_dynamic_array_formula("A1:A3", f"={text}", None, 0.1)
    else:
        sheet.write_array_formula("A1:A3", f"{{={text}}}", None, 0.1)
    sheet.write_column("A2", (0.2, 0.3))
    sheet.write_formula("C1", "=1+1", None, 0)
    book.close()
    stored = open_workbook(tmp_path / "arrays.xlsx")
    assert ["A1"] == [p.address for p in stored.save(tmp_path / "fresh.xlsx").problems]
    fresh = open_workbook(tmp_path / "fresh.xlsx")
    assert [[0.1], [0.2], [0.3]] == fresh.values("S!A1:A3")
    assert 2 == fresh.value("S!C1")
    (array, _) = fresh.check(full=True).cells
    assert (1, 1, 3, 1) == fresh._cells.sheet("S").formulas[1, 1].area  # noqa: SLF001 - the stored extent
    assert "not computable" == array.verdict


def test_an_unknown_word_is_an_error_to_those_who_read_it(opened, formula):
    """#NAME? in Excel as well: the word is reported, and its readers are computed."""
    cells = {"A1": formula("=nosuch", "#NAME?"), "A2": formula('=IFERROR(A1,"-")', "-")}
    evaluation = opened({"S": cells}).evaluate()
    assert ["A1"] == [p.address for p in evaluation.problems]
    assert "-" == evaluation.value("S!A2")
