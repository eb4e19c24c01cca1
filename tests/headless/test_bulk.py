"""Large sheets, whose values the engine gets in bulk: the same results."""

import pytest

from cx_xl import Code, open_workbook
from cx_xl.headless.engine import bulk

CELLS = {
    **{f"A{row}": row * 7 % 11 for row in range(2, 12)},
    **{f"B{row}": "Webé" if row % 3 else "Shop" for row in range(2, 12)},
    "A1": "Score",
    "B1": "Channel",
    "C2": True,
    "C4": 1.5,
    "E9": "in the way",
}
TEXTS = (
    "CX_NPS(A:A)",
    'CX_NPS_IFS(A2:A11,B2:B11,"Shop")',
    'CX_NPS(IF(B2:B11="Shop",A2:A11))',
    "CX_NPS(OFFSET(A1,1,0,10,1))",
    'COUNTIF(B:B,"webé")',
    "SUM(C2:C9)+N(C2)",
    'SUMIF(B2:B11,"Shop",A2:A11)',
    'SUM(INDIRECT("A2:A4"))',
    "SUBTOTAL(109,A2:A11)",
    "D2*2",
    "COUNTA(A1:D11)",
    "IF(COUNT(A2:A11)=0,NA(),CX_NPS(A2:A11))",
    "SUM(named)",
)


def test_the_same_as_from_the_file(monkeypatch, save, formula):
    """
    Numbers, texts, truth values, hidden rows, spills and what stands in their way.
    """
    texts = {f"G{row}": formula(f"={text}", 0) for row, text in enumerate(TEXTS, 1)}
    spills = {
        "D2": formula("=A2+1", 0),
        "E2": formula("=_xlfn.SEQUENCE(3)", 1, "E2:E4"),
        "E3": 2,
        "E4": 3,
        "E7": formula("=_xlfn.SEQUENCE(3)", "#SPILL!", "E7"),
    }
    path = save({"S": CELLS | texts | spills}, names=[("named", "=S!$A$2:$A$5")])
    plain = open_workbook(path)
    expected = plain.evaluate(region="en-US")
    assert () == expected.problems
    assert Code.SPILL == expected.value("S!E7")
    monkeypatch.setattr(bulk, "LARGE", -1)
    book = open_workbook(path)
    assert expected == book.evaluate(region="en-US")
    assert book.check() == plain.check()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("SUM(A1:last)", 45),
        ("SUM(INDEX(A1:A3,1):C3)", 45),
        ("SUM(S!A1:S!C3)", 45),
        ('SUMIF(A1:B3,">0",B1)', 33),  # adds up B1:C3
        ("CX_RATE(COUNT(A1:last),9)", 1),
        ("CX_RATE(twice,90)", 1),
        ("SUM(twice)/2", 45),
    ],
)
def test_columns_that_no_formula_names(text, value, monkeypatch, save, formula):
    """They are read all the same, and the engine has to get them."""
    monkeypatch.setattr(bulk, "LARGE", -1)
    cells = {f"{'ABC'[at % 3]}{at // 3 + 1}": at + 1 for at in range(9)}
    names = [("last", "=S!$C$3"), ("twice", "=SUM(S!$A$1:$C$3)*2")]
    path = save({"S": cells | {"E1": formula(f"={text}", 0)}}, names=names)
    assert value == open_workbook(path).evaluate().value("S!E1")


def test_a_hidden_row_stays_hidden(monkeypatch, hidden):
    """What is filtered out does not count."""
    monkeypatch.setattr(bulk, "LARGE", -1)
    assert 27 == hidden(C1="=SUBTOTAL(9,A2:A5)").value("S!C1")


ROWS = {  # the rows of a sheet, and what is kept of them
    '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>A2</f><v>1</v></c></row>': (
        '<row r="2"><c r="B2"><f>A2</f><v>1</v></c></row>'
    ),
    '<row r="3" hidden="1"><c r="A3"><v>1</v></c></row>': (
        '<row r="3" hidden="1"></row>'
    ),
    '<row r="1"><c r="A1"><is><r><rPr><family val="2"/></rPr></r></is></c></row>': "",
    '<row r="5"/><row><c/><c s="1"><f>1+1</f></c></row>': (  # does not say where
        '<row r="6"><c r="B6" s="1"><f>1+1</f></c></row>'
    ),
    '<row><c r="C1"/><c><f>1+1</f></c></row><row hidden="1"/>': (
        '<row r="1"><c r="D1"><f>1+1</f></c></row><row r="2" hidden="1"></row>'
    ),
    "<row r='3' hidden = 'true'><c\tr='C3' ><f>A2</f></c ></row>": (
        '<row r="3" hidden="1"><c\tr=\'C3\' ><f>A2</f></c ></row>'
    ),
    '<row r="4"><c r="A4" t="str"><v>hidden="1" &lt;f></v></c></row>': "",
}


@pytest.mark.parametrize("rows", ROWS)
def test_a_sheet_without_its_values(rows):
    """Formulas and hidden rows stay; cells without an address follow the one before."""
    assert bulk.without_values(sheet(rows)) == sheet(ROWS[rows])


def test_a_comment_holds_no_formulas():
    """Only what other readers see goes to the engine."""
    comment = '<!--<row r="1"><c r="A1"><f>1+1</f></c></row>-->'
    xml = bulk.without_values(sheet(f'{comment}<row r="2" hidden="1"/>'))
    assert xml.endswith(b'<sheetData><row r="2" hidden="1"></row></sheetData>' + END)


def test_another_dialect_stays_as_it_is():
    """Nothing is cut out of a sheet whose elements have a prefix."""
    assert bulk.without_values(b"<x:worksheet><x:sheetData/></x:worksheet>") is None


END = b"<x></x></worksheet>"


def sheet(rows):
    """Return the XML of a sheet."""
    return f"<worksheet><sheetData>{rows}</sheetData>".encode() + END
