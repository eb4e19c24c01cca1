"""Text to number and back, in the settings of the workbook; unknown, it is said."""

from datetime import date

import openpyxl
import pytest

from cx_xl import open_workbook
from cx_xl.headless.locales import UnknownRegion

DAY = 46056  # 2026-02-03
# As Excel computes them in Italian settings; the formulas as files hold them.
ITALIAN = {
    'DATEVALUE("03/02/2026")': DAY,
    'MONTH("03/02/2026")': 2,
    f'TEXT({DAY},"mmmm")': "febbraio",
    f'TEXT({DAY},"aaaa-mm")': "2026-02",
    'TEXT(0.256,"0,0%")': "25,6%",
    'VALUE("3,5")': 3.5,
    'VALUE("1.234")': 1234,
    '"x"&0.2': "x0,2",
    'COUNTIF(A1:A3,">0,15")': 2,
    '"0,5"+1': 1.5,
}


@pytest.fixture
def regional(opened, formula):
    """Return a workbook of the formulas above, one below the other in column C."""
    cells = {"A1": 0.1, "A2": 0.2, "A3": 0.3}
    texts = {f"C{n}": formula(f"={t}", "old") for n, t in enumerate(ITALIAN, start=1)}
    return opened({"S": cells | texts | {"D1": formula("=SUM(A1:A3)", 0.6)}})


@pytest.mark.parametrize("region", ["it", "it-IT", "IT_it"])
def test_an_italian_workbook(region, regional):
    """Day before month, comma before decimals, Italian letters for dates."""
    evaluation = regional.evaluate(region=region)
    found = {c.formula: c.value for c in evaluation.cells if c.address != "D1"}
    assert ITALIAN == found
    assert (evaluation.region, evaluation.regional) == ("it-IT", len(ITALIAN))


def test_the_same_in_the_united_states(regional):
    """Month before day, and what is Italian is no number."""
    evaluation = regional.evaluate(region="en-US")
    found = [evaluation.value(f"S!C{row}") for row in (1, 2, 3, 6, 7, 8)]
    assert [46083, 3, "February", "#VALUE!", 1.234, "x0.2"] == found


def test_a_british_workbook(opened, formula):
    """Numbers as in the United States, but the day comes first."""
    cells = {
        "A1": formula('=DATEVALUE("03/02/2026")', 0),
        "A2": formula('=VALUE("3.5")', 0),
        "A3": formula('="x"&0.2', ""),
    }
    evaluation = opened({"S": cells}).evaluate(region="en-GB")
    assert [DAY, 3.5, "x0.2"] == [evaluation.value(f"S!A{row}") for row in (1, 2, 3)]


JOINED = 'DATEVALUE(A1&"/"&B1&"/2026")'  # 1 February, and in America 2 January
FEBRUARY = 46054
BUILT = {
    JOINED: FEBRUARY,
    'DATEVALUE(TEXTJOIN("/",TRUE,A1,B1,2026))': FEBRUARY,
    'VALUE(A1&"-"&B1&"-2026")': FEBRUARY,
    'A1&"/"&B1&"/2026"+0': "#VALUE!",  # plus binds more than &: "1/2/" and 2026
    '(A1&"/"&B1&"/2026")+0': FEBRUARY,
    'DATEVALUE(B1&"/"&13&"/2026")': "#VALUE!",  # no thirteenth month
    'IF(MONTH(DATEVALUE(A1&"/"&B1&"/2026"))=2,"yes","no")': "RegionUnknown",
    "named+0": FEBRUARY,
    f"CX_NPS(IF({JOINED}={FEBRUARY},{{9;10}},{{1;2}}))": 100,
}


@pytest.mark.parametrize("text", BUILT)
def test_the_british_day_comes_first_in_dates_that_are_built(opened, formula, text):
    """No cell and no formula holds a date as text; a label that is none stands by."""
    cells = {"A1": 1, "B1": 2, "D1": formula(f"={text}", 0)}
    book = opened({"S": cells}, names=[("named", '="1/2/2026"')])

    full = book.evaluate(region="en-GB")

    assert BUILT[text] in {
        *(cell.value for cell in full.cells),
        *(problem.reason.code for problem in full.problems),
    }


def test_calls_over_dates_that_are_built_are_not_guessed(opened, formula):
    """At the level of calls, too: each is what Excel shows in Britain, or unknown."""
    text = f"CX_NPS(IF({JOINED}={FEBRUARY},{{9;10}},{{1;2}}))"
    book = opened({"S": {"A1": 1, "B1": 2, "D1": formula(f"={text}", 100)}})

    assert [("equal", 100)] == [
        (cell.verdict, cell.fresh) for cell in book.check(region="en-GB").cells
    ]


@pytest.fixture
def nobody(monkeypatch):
    """Make the user's own settings unknown."""
    for variable in ("LC_ALL", "LC_NUMERIC"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.mark.usefixtures("nobody")
def test_without_a_region_nothing_is_guessed(regional, tmp_path):
    """Each such cell is not computable and keeps its value; the others are computed."""
    evaluation = regional.save(tmp_path / "fresh.xlsx")
    assert {"RegionUnknown"} == {p.reason.code for p in evaluation.problems}
    assert len(evaluation.problems) == len(ITALIAN)
    assert "--region" in evaluation.problems[0].reason.say("it")
    assert pytest.approx(0.6) == evaluation.value("S!D1")
    fresh = open_workbook(tmp_path / "fresh.xlsx")
    assert fresh.values("S!C1:C10") == [["old"]] * len(ITALIAN)


@pytest.mark.usefixtures("nobody")
@pytest.mark.parametrize(
    ("text", "italian"),
    [
        ('COUNTIF(A1:A3,"VERO")', 2),
        ('SUMIF(A1:A3,"<>true",B1:B3)', 6),
        ('IF("falso",1,2)', 2),
        ('"marzo 2026"+0', 46082),
        ("COUNTIF(B1:B3,D1)", 1),
        ("_xlfn.FORMULATEXT(E1)", "=SOMMA(B1:B3)"),
    ],
)
def test_the_only_text_in_a_workbook(text, italian, opened, formula):
    """
    A truth value, a month or a formula in words, and nothing else that tells of it.
    """
    cells = {"A1": True, "A2": False, "A3": True, "B1": 1, "B2": 2, "B3": 3}
    cells |= {"B2": 46082, "D1": "marzo 2026"} if "D1" in text else {}
    cells |= {"E1": formula("=SUM(B1:B3)", 6)} if "E1" in text else {}
    book = opened({"S": cells | {"C1": formula(f"={text}", 0)}})
    assert ["C1"] == [p.address for p in book.evaluate().problems]
    assert italian == book.evaluate(region="it").value("S!C1")


@pytest.mark.usefixtures("nobody")
def test_calls_that_read_such_a_cell_are_not_guessed_either(opened, formula):
    """Ten and nine in one country, text in another."""
    cells = {"A1": formula('=VALUE("9,5")+0.5', 10), "A2": 9}
    book = opened({"S": cells | {"C1": formula("=CX_NPS(A1:A2)", 100)}})
    assert ["A1", "C1"] == [p.address for p in book.evaluate().problems]
    assert 100 == book.evaluate(region="it").value("S!C1")


@pytest.mark.parametrize(("region", "fresh"), [("it", 100), ("en-US", "#VALUE!")])
def test_arguments_of_a_check_follow_the_region(region, fresh, opened, formula):
    """At the first level too, where only our calls are computed."""
    call = formula('=CX_NPS(A1:A2*VALUE("1,0"))', 100)
    (cell,) = opened({"S": {"A1": 10, "A2": 9, "C1": call}}).check(region=region).cells
    assert cell.fresh == fresh


@pytest.mark.usefixtures("nobody")
def test_a_check_without_a_region(opened, formula):
    """Not computable, as in a full evaluation."""
    call = formula('=CX_NPS(A1:A2*VALUE("1,0"))', 100)
    (cell,) = opened({"S": {"A1": 10, "A2": 9, "C1": call}}).check().cells
    assert ("not computable", "RegionUnknown") == (cell.verdict, cell.reason.code)


def test_the_language_of_the_document_comes_before_the_users(monkeypatch, tmp_path):
    """Our templates say theirs; other programs may."""
    book = openpyxl.Workbook()
    book.active["A1"] = '=VALUE("3,5")'
    book.properties.language = "it-IT"
    book.save(tmp_path / "book.xlsx")
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    evaluation = open_workbook(tmp_path / "book.xlsx").evaluate()
    assert ("it-IT", 3.5) == (evaluation.region, evaluation.value("Sheet!A1"))


def test_the_users_own_settings_come_last(monkeypatch, opened, formula):
    """As on the computer where the workbook lies."""
    monkeypatch.setenv("LC_ALL", "it_IT.UTF-8")
    evaluation = opened({"S": {"A1": formula('=VALUE("3,5")', 0)}}).evaluate()
    assert ("it-IT", 3.5) == (evaluation.region, evaluation.value("S!A1"))


@pytest.mark.usefixtures("nobody")
def test_a_workbook_that_turns_no_text_into_numbers_does_not_care(opened, formula):
    """Dates as serial numbers, text as text."""
    cells = {
        "A1": formula("=DATE(2026,2,3)", 0),
        "A2": formula('=IF(A1>0,"a","b")', ""),
    }
    evaluation = opened({"S": cells}).evaluate(date(2026, 1, 1))
    assert ((), "", 0) == (evaluation.problems, evaluation.region, evaluation.regional)


def test_a_region_that_nobody_has_measured(regional):
    """The refusal names those that there are."""
    with pytest.raises(UnknownRegion) as refused:
        regional.evaluate(region="de-CH")
    assert "en-GB" in refused.value.say("it")
