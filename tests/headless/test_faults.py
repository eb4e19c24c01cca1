"""Formulas that an engine once computed wrongly, in silence: the value Excel stores."""

import pytest
import xlsxwriter

from cx_xl import Code, open_workbook

pytestmark = pytest.mark.slow

CELLS = {
    **{f"B{row}": "y" if row % 2 == 0 else "x" for row in range(1, 7)},
    **{f"C{row}": 10 * row for row in range(1, 7)},
    "A1": "Score",
    "A2": 9,
    "A4": 7,
    "A5": "n/a",
    "A6": 8,  # A3 is blank
    "D1": 46000,
    "D2": 46001,
    "D3": 46001,
    "D4": 46001,
    "D5": 46003,
    "E1": 1,
    "E2": 2,
    "E3": 3,
    "E4": 4,
    "E5": 5,
    "G1": 3,
    "G3": 1,  # G2 and G4 are blank
    "H1": 0,
    "H3": 0,
}
# Values by Microsoft's documentation of the function, or by hand.
VALUES = {
    "YEARFRAC(DATE(2024,1,1),DATE(2022,1,1))": 2,  # the order does not matter
    "VALUE(Z1)": 0,
    "INDEX(ROW(A1:A3),2)": 2,
    "COUNTIF(H1:H9,Z1)": 2,  # an empty criterion cell means 0
    "MATCH(1E+99,A:A)": 6,  # the last number; text does not count
    "INDEX(A:A,MATCH(1E+99,A:A))": 8,
    "LOOKUP(9.99E+307,A:A)": 8,
    'MATCH("zzz",A:A)': 5,
    "LOOKUP(2,1/(A1:A6<>0),A1:A6)": 8,
    "VLOOKUP(46002,D1:E5,2)": 4,  # of equal keys the last
    "INDEX(E1:E5,MATCH(46001,D1:D5,1))": 4,
    "LOOKUP(46001,D1:D5,E1:E5)": 4,
    "_xlfn.XMATCH(46001,D1:D5,-1)": 2,  # of equal keys the first
    '_xlfn.TEXTJOIN(",",FALSE,_xlfn._xlws.SORT(G1:G4))': "1,3,,",
    "CEILING(5,0)": 0,
    "VLOOKUP(1,#REF!,2)": "#REF!",
    "SUM(_xlfn.BYROW(E1:E5,_xlfn.LAMBDA(_xlpm.x,SUM(_xlpm.x))))": 15,
    "_xlfn.SHEETS()": 1,  # our own scratch sheets do not count
    # Arrays that ordinary cells evaluate whole, without Ctrl+Shift+Enter:
    'LOOKUP(2,1/((B1:B6="y")*(C1:C6<50)),C1:C6)': 40,
    'AGGREGATE(14,6,C1:C6/(B1:B6="x"),1)': 50,
    'AGGREGATE(15,6,C1:C6/(B1:B6="y"),2)': 40,
    'MATCH(1,INDEX((B1:B6="y")*(C1:C6>30),0),0)': 4,
    'SUM(INDEX((B1:B6="y")*C1:C6,0))': 120,
    "SUM(LARGE(C1:C6,{1,2}))": 110,
    'SUM(COUNTIF(B1:B6,{"x","y"}))': 6,
    'SUM(SUMIFS(C1:C6,B1:B6,{"x","y"}))': 210,
    'LOOKUP(9E9,SEARCH({"x","y"},B2),{"ex","why"})': "why",
    "LOOKUP(2,1/(COUNTIF(Y1:Y2,B1:B6)=0),B1:B6)": "y",
    'SUMPRODUCT(SMALL(C1:C6,ROW(INDIRECT("1:2"))))': 30,
    'SUMPRODUCT(--(MID("abcb",ROW(INDIRECT("1:"&4)),1)="b"))': 2,
    '_xlfn.MAXIFS(C1:C6,B1:B6,"y",C1:C6,"<50")': 40,
    '_xlfn.MINIFS(C1:C6,C1:C6,">20",B1:B6,"y",C1:C6,"<50")': 40,
    # Microsoft: the first cell to add counts, and the cells compared tell how many.
    'SUMIF(B1:B6,"y",C1:C3)': 120,
    'SUMIF(B1:B6,"y",C1:D1)': 120,
    'AVERAGEIF(B1:B6,"y",C2:C2)': 40,  # C3, C5 and the blank C7
    'SUMIF(B:B,"y",C1)': 120,
    "SUM(C1:C6*2)": "#VALUE!",  # this one does want Ctrl+Shift+Enter
}


@pytest.mark.parametrize("text", VALUES)
def test_the_value_that_excel_stores(text, opened, formula):
    """Each was another value in one engine or the other."""
    area = "J9" if "TEXTJOIN" in text else ""
    book = opened({"S": CELLS | {"J9": formula(f"={text}", -1, area)}})
    assert VALUES[text] == book.evaluate(region="en-US").value("S!J9")


ARRAYS = {  # formula, extent, rows
    "ROW(A1:A3)": ("J1:J3", ((1,), (2,), (3,))),
    "COLUMN(A1:C1)": ("J1:L1", ((1, 2, 3),)),
    "E1:E2*2": ("J1:J2", ((2,), (4,))),
    "D1:E1+D2:E2": ("J1:L3", ((92001, 3, Code.NA),) * 3),
    "TRANSPOSE(E1:E2)": ("J1:K1", ((1, 2),)),
}


@pytest.mark.parametrize("text", ARRAYS)
def test_arrays_of_fixed_extent(text, opened, formula):
    """Each cell its own value; single rows repeat, and there is #N/A beyond."""
    area, rows = ARRAYS[text]
    book = opened({"S": CELLS | {"J1": formula(f"={text}", 0, fixed=area)}})
    (cell,) = book.evaluate().cells
    assert (cell.area, cell.values) == (area, rows)


IDIOM = "SUBTOTAL({0},OFFSET(A2,ROW(A2:A5)-ROW(A2),0))"
EACH = "_xlfn.BYROW(A2:A5,_xlfn.LAMBDA(_xlpm.x,SUBTOTAL(103,_xlpm.x)))"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("SUBTOTAL(9,A2:A5)", 27),  # a filtered row is out, hidden by hand or not
        ("SUBTOTAL(109,A2:A5)", 27),
        ("AGGREGATE(3,5,A2:A5)", 3),
        (f"SUM({EACH})", 3),
        (f"SUMPRODUCT({IDIOM.format(103)})", 3),
        (f"SUMPRODUCT({IDIOM.format(109)})", 27),
        ("SUMPRODUCT(SUBTOTAL(103,OFFSET(A1,ROW(A2:A5)-ROW(A1),0)))", 3),
        (f"CX_NPS(IF({IDIOM.format(103)},A2:A5))", 200 / 3),  # 10, 9, 8
        (f"CX_NPS(_xlfn._xlws.FILTER(A2:A5,{EACH}))", 200 / 3),
    ],
)
def test_only_visible_rows_count(text, value, hidden):
    """As Excel does it, inside our functions too."""
    assert pytest.approx(value) == hidden(C1=f"={text}").value("S!C1")


@pytest.mark.parametrize(
    "text",
    [
        'SUM(SUMIF(OFFSET(A1,ROW(A2:A5)-ROW(A1),0),">0"))',
        "SUMPRODUCT(SUBTOTAL(9,OFFSET(A1,{1;2},0)))",
        "SUM(OFFSET(A1,_xlfn.SEQUENCE(3),0))",
    ],
)
def test_several_distances_at_once_are_reported(text, hidden):
    """The engine takes the first distance only, which would be a wrong number."""
    (problem,) = hidden(C1=f"={text}").problems
    assert "Unsupported" == problem.reason.code
    assert "OFFSET" in problem.reason.say("it")


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("RANK(9,(A2:A3,A4:A5))", "RANK"),
        ("_xlfn.RANK.EQ(9,(A2:A3,A4:A5),1)", "RANK.EQ"),
        ("IRR((A2:A3,A4:A5),0.1)", "IRR"),
    ],
)
def test_several_ranges_for_one_are_reported(text, function, hidden):
    """Excel takes them together there; the engine would give #VALUE!."""
    (problem,) = hidden(C1=f"={text}").problems
    assert "Unsupported" == problem.reason.code
    assert f"{function}((…))" in problem.reason.say("it")


@pytest.mark.parametrize(
    "text", ["SUM((A2:A3,A4:A5))", "RANK(9,A2:A5)", "RANK(9,(A2:A5))"]
)
def test_where_several_ranges_are_right_they_are_computed(text, hidden):
    """Sums take them, and brackets around a range change nothing."""
    assert () == hidden(C1=f"={text}").problems


def test_what_reads_a_computed_column_of_a_table_comes_after_it(opened, formula):
    """
    The column follows a typed cell; its sums, before and behind, follow the column.
    """
    table = ("S", "A1:B3", {"name": "tbl", "columns": ["Start", "Twice"]})
    cells = {
        "A1": "Start",
        "B1": "Twice",
        "A2": 1,
        "A3": 2,
        "H1": 5,
        "B2": formula("=tbl[[#This Row],[Start]]*F1", 0),
        "B3": formula("=[Start]*F1", 0),
        "D1": formula("=SUM(tbl[Twice])", 0),
        "D2": formula("=SUM(named)", 0),
        "D3": formula("=CX_RATE(SUM(tbl[Twice]),30)", 0),
        "F1": formula("=H1+0", 0),
        "Z9": formula("=SUM(tbl[Twice])", 0),
    }
    book = opened({"S": cells}, tables=[table], names=[("named", "=tbl[Twice]")])
    evaluation = book.evaluate()
    found = [evaluation.value(f"S!{cell}") for cell in ("B2", "D1", "D2", "D3", "Z9")]
    assert [5, 15, 15, 0.5, 15] == found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('COUNTIFS(one,">=1",one,"<=9")', 0),
        ('SUMIF(one,">1")', 0),
        ("IFERROR(MATCH(1,one,0),0)", 0),
        ("ROWS(one)", 1),
        ("AGGREGATE(9,6,one)", 0),
        ("SUBTOTAL(3,one)", 1),
    ],
)
def test_a_name_of_one_cell_is_a_range_like_any_other(text, value, opened, formula):
    """It holds #N/A, which criteria do not match and AGGREGATE leaves out."""
    cells = {"A1": formula("=NA()", "#N/A"), "B1": formula(f"={text}", -1)}
    evaluation = opened({"S": cells}, names=[("one", "=S!$A$1")]).evaluate()
    assert value == evaluation.value("S!B1")


TOTALS = {
    "SUM(T[score])": 6,
    "T[[#Totals],[score]]": 6,
    "ROWS(T[#All])": 4,
    "COUNT(T[#All])": 3,
    "ROWS(T)": 2,
    "SUM(T)": 6,
    "SUM(T[])": 6,
    "SUM(T[[score]:[score]])": 6,
}


def test_tables_with_a_row_of_totals(tmp_path):
    """XlsxWriter writes `SUBTOTAL(109,[score])` there, without the table's name."""
    book = xlsxwriter.Workbook(tmp_path / "totals.xlsx")
    sheet = book.add_worksheet("S")
    columns = [
        {"header": "a", "total_string": "Total"},
        {"header": "score", "total_function": "sum", "total_value": 0},
    ]
    data = [["x", 1], ["y", 5]]
    options = {"name": "T", "total_row": True, "columns": columns, "data": data}
    sheet.add_table("A1:B4", options)
    for row, text in enumerate(TOTALS):
        sheet.write_formula(row, 4, f"={text}", None, -1)
    book.close()
    evaluation = open_workbook(tmp_path / "totals.xlsx").evaluate()
    assert 6 == evaluation.value("S!B4")
    found = {c.formula: c.value for c in evaluation.cells if c.address != "B4"}
    assert TOTALS == found


COLUMNS = {
    "SUM(T[[Score ]])": 5,
    "SUM(T[it''s])": 7,
    "SUM(T[Due '[days']])": 9,
    "SUM(T[two\nlines])": 11,
    "SUM(T[[ lead]])": 13,
    "COUNT(T[#All])": 10,
}


def test_columns_with_odd_names(tmp_path):
    """Blanks at the ends, quotes, brackets, a line break: people have them all."""
    book = xlsxwriter.Workbook(tmp_path / "odd.xlsx")
    sheet = book.add_worksheet("S")
    headers = ("Score ", "it's", "Due [days]", "two\nlines", " lead")
    columns = [{"header": header} for header in headers]
    data = [[1, 2, 3, 4, 5], [4, 5, 6, 7, 8]]
    sheet.add_table("A1:E3", {"name": "T", "columns": columns, "data": data})
    for row, text in enumerate(COLUMNS):
        sheet.write_formula(row, 6, f"={text}", None, -1)
    book.close()
    evaluation = open_workbook(tmp_path / "odd.xlsx").evaluate()
    assert COLUMNS == {c.formula: c.value for c in evaluation.cells}


def test_a_relative_name_is_another_cell_in_every_place(opened, formula):
    """Files keep it as seen from A1: the cell to the left of it is XFD1."""
    scores = {f"A{row}": score for row, score in enumerate((10, 9, 8, 3), start=1)}
    cells = {}
    for row in range(1, 5):
        cells[f"B{row}"] = formula("=left", 0)
        cells[f"D{row}"] = formula("=row_a*2", 0)
    cells["B6"] = formula("=CX_NPS(above)", 0)
    names = [
        ("left", "=S!XFD1"),
        ("row_a", "=S!$A1"),
        ("above", "=S!XFD1048572:XFD1048575"),
    ]
    evaluation = opened({"S": scores | cells}, names=names).evaluate()
    assert [10, 9, 8, 3] == [evaluation.value(f"S!B{row}") for row in range(1, 5)]
    assert [20, 18, 16, 6] == [evaluation.value(f"S!D{row}") for row in range(1, 5)]
    assert 25 == evaluation.value("S!B6")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("=CX_NPS(S!$B$1:$B$2)", "CallInName"),
        ("=SUM(1;2)", "Semicolons"),
        ("=SUM(1", "Malformed"),
        ("=" + "IF(1," * 2000 + "3" + ")" * 2000, "Unreadable"),
    ],
)
def test_names_that_stand_for_what_nobody_computes(name, reason, opened, formula):
    """
    #NAME? in silence, and 0 to IFERROR; one broke the engine for the whole workbook.
    """
    texts = ("named+1", "IFERROR(named,0)", "CX_NPS(named)", "SUM(B1:B2)")
    cells = {f"A{row}": formula(f"={text}", 1) for row, text in enumerate(texts, 1)}
    book = opened({"S": cells | {"B1": 9, "B2": 10}}, names=[("named", name)])
    evaluation = book.evaluate()
    assert [reason] * 3 == [p.reason.code for p in evaluation.problems]
    assert 19 == evaluation.value("S!A4")
    assert [reason] == [cell.reason.code for cell in book.check().cells]


def test_a_name_of_several_ranges(opened, formula):
    """Adds up as in Excel; our functions take one range."""
    texts = ("SUM(named)", "COUNT(named)", "MAX(named,2)", "CX_NPS(named)")
    cells = {f"A{row}": formula(f"={text}", 1) for row, text in enumerate(texts, 1)}
    cells |= {"B1": 9, "B2": 4, "B3": 10}
    names = [("named", "=S!$B$1,S!$B$3")]
    evaluation = opened({"S": cells}, names=names).evaluate()
    assert [19, 2, 10] == [cell.value for cell in evaluation.cells]
    assert ["SeveralRanges"] == [p.reason.code for p in evaluation.problems]


@pytest.mark.parametrize("text", ["CX_NPS(aa)", "aa+1", "CX_NPS(aa+1)", "SUM(bb)"])
def test_names_that_go_in_a_circle(text, opened, formula):
    """aa is bb and bb is aa."""
    book = opened(
        {"S": {"A1": formula(f"={text}")}}, names=[("aa", "=bb"), ("bb", "=aa")]
    )
    (problem,) = book.evaluate().problems
    assert "Circular" == problem.reason.code
    assert all(cell.verdict == "not computable" for cell in book.check().cells)


DEEP = {
    "around": "IF(1," * 2000 + "CX_NPS(B1:B2)" + ")" * 2000,
    "brackets": "(" * 2000 + "CX_NPS(B1:B2)" + ")" * 2000,
    "inside": "CX_NPS(" + "IF(1," * 2000 + "B1:B2" + ")" * 2001,
    "ordinary": "IF(1," * 2000 + "3" + ")" * 2000,
}


@pytest.mark.parametrize("kind", DEEP)
def test_formulas_nested_too_deeply(kind, opened, formula):
    """No program wrote them; the cell is reported, and the others are computed."""
    cells = {"A1": formula(f"={DEEP[kind]}"), "B1": 10, "B2": 9}
    book = opened({"S": cells | {"A2": formula("=CX_NPS(B1:B2)", 100)}})
    (problem,) = book.evaluate().problems
    assert ("A1", "Unreadable") == (problem.address, problem.reason.code)
    assert 100 == book.evaluate().value("S!A2")
    assert ["equal"] == [c.verdict for c in book.check().cells if c.address == "A2"]


def test_more_than_a_hundred_thousand_edits(opened, column, formula):
    """A block of 12,000 segments is more than one engine took at once."""
    names = [f"s{number % 12_000}" for number in range(12_000)]
    block = formula("=CX_NPS_BY(A2:A12001,B2:B12001,,,1)", "", "D1")
    count = formula("=COUNTA(_xlfn.ANCHORARRAY(D1))", 0)
    cells = column("A", *[9] * 12_000) | column("B", *names, header="Segment")
    evaluation = opened({"S": cells | {"D1": block, "P1": count}}).evaluate()
    assert () == evaluation.problems
    assert evaluation.value("S!P1") > 100_000


@pytest.mark.parametrize(
    "text",
    ["_xlfn.SEQUENCE(1000000,4)", "ROWS(CX_NPS_SPLIT(_xlfn.SEQUENCE(1000000,2)))"],
)
def test_a_spill_that_is_too_large_is_reported(text, opened, formula):
    """The engine says #NUM!, which Excel would not."""
    book = opened({"S": {"A1": formula(f"={text}", 1, "A1")}})
    (problem,) = book.evaluate().problems
    assert "TooLarge" == problem.reason.code


def test_a_number_error_of_an_array_is_one(opened, formula):
    """Nobody asks how large it would have been."""
    spill = formula("=_xlfn.SEQUENCE(2)*SQRT(-1)", "#NUM!", "A1")
    assert Code.NUM == opened({"S": {"A1": spill}}).evaluate().value("S!A1")
