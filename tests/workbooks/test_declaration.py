"""
`calc --check` of a workbook that holds no calls: the core computes what it declares.
"""

import re

import openpyxl
import pytest

from cx_xl import open_workbook
from cx_xl.errors import LANGUAGES
from cx_xl.files.copy_writer import write_copy
from cx_xl.files.package import open_package
from cx_xl.headless.declared import same_formula
from cx_xl.workbooks import declaration_of
from cx_xl.workbooks.declaration import declared
from cx_xl.workbooks.layout import SHEET_ORDER
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.texts import load_texts
from tests.archives import with_part
from tests.workbooks.books import read
from tests.workbooks.libreoffice import convert

FORMULAS = 2459
NPS, CSAT, CES = "K17", "N17", "O17"  # of October, on Monthly
DETRACTORS = "X"
LONG = pytest.mark.long


def checked(path, *, full=False):
    return open_workbook(path).check(full=full)


def wrong(path, **options):
    report = checked(path, **options)
    found = (*report.different, *report.not_computable)
    return {f"{cell.sheet}!{cell.address}": cell for cell in found}


@pytest.mark.parametrize("full", [False, True])
def test_every_formula_is_compared(book, full):
    """At both levels, each cell once."""
    report = checked(book, full=full)
    assert (True, FORMULAS) == (report.is_equal, len(report.cells))


def test_errors_are_right_where_answers_are_bad(ready, tmp_path):
    """
    A month with a score stored as text shows an error, and that is what it should show.
    """
    path = ready(tmp_path / "mistakes.xlsx", "it", "mistakes")
    assert checked(path).is_equal


@pytest.fixture
def edited(books, tmp_path):
    """The English demo after an edit that leaves stored results alone."""

    def edit(sheet, cells):
        path = tmp_path / "edited.xlsx"
        write_copy(books["demo", "en"], path, {sheet: cells})
        return path

    return edit


@pytest.fixture(scope="module")
def typed(books, tmp_path_factory):
    """The sheet's XML is changed, not saved anew: openpyxl would drop results."""
    folder, demo = tmp_path_factory.mktemp("typed"), books["demo", "en"]
    value = open_workbook(demo).value
    more = "IF($Y16=0,NA(),100*($V16-$X16)/$Y16)+2"
    edits = [
        ("Monthly", NPS, 70, None),
        ("Monthly", CSAT, value(f"Monthly!{CSAT}"), None),
        ("Monthly", "K16", value("Monthly!K16") + 2, more),
        ("Monthly", CES, value(f"Monthly!{CES}"), "$AD17/$AC17"),
        ("KPI", "I13", 0.95, None),
        ("Monthly", "V15", 100, None),
    ]
    paths = [demo, *(folder / f"{number}.xlsx" for number in range(len(edits)))]
    for source, target, edit in zip(paths, paths[1:], edits, strict=False):
        rewrite(source, target, *edit)
    return paths[-1]


@pytest.fixture(scope="module")
def found(typed):
    return wrong(typed)


class TestTypedOver:
    """A number typed over a formula, or another formula; results stay as they were."""

    def test_a_kpi(self, found):
        """70 is outside its own interval, and no formula any more."""
        cell = found[f"Monthly!{NPS}"]
        assert ("different", "TypedOver") == (cell.verdict, cell.reason.code)
        assert (70, pytest.approx(53.846, abs=0.001)) == (cell.stored, cell.fresh)

    @pytest.mark.long
    def test_a_kpi_in_full(self, typed):
        """The same, where every formula is evaluated."""
        cell = wrong(typed, full=True)[f"Monthly!{NPS}"]
        assert ("different", "TypedOver") == (cell.verdict, cell.reason.code)
        assert (70, pytest.approx(53.846, abs=0.001)) == (cell.stored, cell.fresh)

    def test_with_the_right_number(self, found):
        """Right today, and wrong with the next answer."""
        assert "TypedOver" == found[f"Monthly!{CSAT}"].reason.code

    def test_an_altered_formula(self, found):
        """Two points more than there are, and the same value by another formula."""
        assert "FormulaChanged" == found["Monthly!K16"].reason.code
        assert "FormulaChanged" == found[f"Monthly!{CES}"].reason.code

    def test_the_limit_of_an_interval(self, found):
        """A lower one above its score."""
        assert "TypedOver" == found["KPI!I13"].reason.code

    def test_a_count(self, found):
        """One promoter less: what reads it differs too, for the core counts answers."""
        assert "TypedOver" == found["Monthly!V15"].reason.code
        assert any(found[cell].reason is None for cell in found if cell.endswith("15"))


def rewrite(  # noqa: PLR0913, PLR0917 - a cell and what it holds
    source, target, sheet, address, value, formula
):
    """Replace a cell's formula and value in the sheet's XML; everything else stays."""
    part = open_package(source).sheet(sheet).part
    text = f"<f>{formula}</f>" if formula else ""

    def rewritten(content):
        cell = re.compile(rf'(<c r="{address}"[^>]*?)(?: t="\w+")?><f>.*?</v>')
        xml, times = cell.subn(rf"\g<1>>{text}<v>{value}</v>", content.decode())
        assert 1 == times
        return xml.encode()

    with_part(source, target, part, rewritten)


def test_an_answer_that_nobody_recalculated(edited):
    """
    An answer changed by a program that does not calculate: its month's counts are old.

    NPS itself is what the stored counts give, until a full evaluation.
    """
    found = wrong(edited("Responses", {(2500, 4): 0}))
    assert any(place.startswith(f"Monthly!{DETRACTORS}") for place in found)


def test_a_renamed_sheet(books, tmp_path):
    """Defined names and tables find each sheet, whatever it is called."""
    book = read(books["demo", "en"])
    book["Monthly"].title, book["Responses"].title = "Month's end", "Answers"
    book["Counts"].title = "Counted"
    path = tmp_path / "renamed.xlsx"
    book.save(path)
    found = declaration_of(open_workbook(path))
    stored = " ".join(cell.stored for cell in found.values())
    assert FORMULAS == len(found)
    assert "Answers!$A" in stored
    assert "Responses!" not in stored
    assert "Counts!" not in stored


@pytest.mark.parametrize("language", LANGUAGES)
def test_sheets_with_the_longest_names(language):
    """
    31 characters, apostrophes among them: the formulas are as many, and none refused.
    """
    texts = load_texts(language)
    names = {
        f"sheets.{key}": f"{number} dell'anno, com'è (o come dovrebbe)"[:31]
        for number, key in enumerate(SHEET_ORDER)
    }
    assert FORMULAS == len(declared(texts.with_changes(names), load_template().months))


def test_another_workbook(tmp_path):
    """Nothing is declared about a file that was not made from the template."""
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"
    book.save(tmp_path / "own.xlsx")
    assert {} == declaration_of(open_workbook(tmp_path / "own.xlsx"))


@pytest.mark.usefixtures("soffice")
@pytest.mark.parametrize("language", LANGUAGES)
def test_saved_by_libreoffice(books, language, tmp_path):
    """Opened and saved there: every cell still is what the template declares."""
    convert(books["demo", language], tmp_path / "saved", "xlsx")
    report = checked(tmp_path / "saved" / books["demo", language].name)
    assert (True, FORMULAS) == (report.is_equal, len(report.cells))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("sum( A1 )", "SUM(A1)", True),
        ("_xlfn.IFNA(A1,0)", "IFNA(A1,0)", True),
        ("ORG.CXXL.CX.CXNPS(A1:A9)", "CX_NPS(A1:A9)", True),
        ("A1+1E-9", "A1+0.000000001", True),
        ('A1&"x"', 'A1&"X"', False),
        ("A1+1", "A1+2", False),
        ("A1+", "A1", False),
    ],
)
def test_same_formula(one, other, same):
    """Case, blanks, prefixes and the host's spelling do not matter; texts do."""
    assert same == same_formula(one, other)
