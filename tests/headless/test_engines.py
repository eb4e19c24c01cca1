"""Two engines contradict each other: over many formulas, and over the template."""

import pytest

from cx_xl import open_workbook
from cx_xl.catalog import CATALOG
from cx_xl.headless.engine.grammar import localized
from cx_xl.reference import localised
from tests.headless.kpi_formulas import answers, formulas

pytestmark = pytest.mark.slow

BANDS = dict(
    zip(
        ["A1", "A2", "A3", "A4", "B1", "B2", "B3", "B4"],
        (0, 7, 9, 10, "red", "amber", "green", "star"),
        strict=True,
    )
)


@pytest.fixture(scope="module")
def texts():
    """Return the formulas."""
    return formulas()


@pytest.fixture
def book(opened, formula, texts):
    """Return a workbook with one formula per row, each stored with a wrong value."""
    cells = {}
    for row, text in enumerate(texts, start=1):
        area = f"A{row}" if "_xlpm." in text or "_xlws." in text else ""
        cells[f"A{row}"] = formula(f"={text}", -999, area)
    return opened({"KPI": cells, "Data": answers(), "Bands": BANDS})


def test_they_agree_on_the_formulas_of_kpi_workbooks(book, texts):
    """All of them; and ours leaves none out."""
    assert len(texts) > 300
    assert () == book.evaluate(region="en-US").problems
    assert () == book.second_opinion(region="en-US")


@pytest.mark.parametrize("language", ["en", "it"])
def test_they_agree_on_the_template(language, ready, tmp_path):
    """Every cell of the template, filled with the demo's answers."""
    path = ready(tmp_path / "demo.xlsx", language)
    assert () == open_workbook(path).second_opinion()


def test_a_contradiction_names_the_cell_and_both_values(opened, formula):
    """The second engine knows no criterion that is an empty cell: it counts blanks."""
    cells = {"A1": 0, "C1": formula("=COUNTIF(A1:A3,Z1)", 1)}
    (found,) = opened({"S": cells}).second_opinion()
    assert ("S", "C1", "COUNTIF(A1:A3,Z1)") == (
        found.sheet,
        found.address,
        found.formula,
    )
    assert (1, 2) == (found.fresh, found.second)


def test_formulas_in_the_notation_of_a_country():
    """By the engine's own tables: names, separators, decimals, truth values."""
    found = localized('=COUNTIFS(A1:A9,">=9",B:B,1.5)+CX_NPS(A:A,TRUE)', "it_IT")
    assert '=CONTA.PIÙ.SE(A1:A9;">=9";B:B;1,5)+CX_NPS(A:A;VERO)' == found


def test_array_constants_in_the_notation_of_italy():
    """
    A backslash between columns and a semicolon between rows, as in SOMMA({1\\2;3\\4}).
    """
    found = localized('=SUM({1.5,2;3,4})&"{1.5;2}"&INDEX({"a.b";"c"},1)', "it_IT")
    assert '=SOMMA({1,5\\2;3\\4})&"{1.5;2}"&INDICE({"a.b";"c"};1)' == found


def test_the_examples_of_the_help_are_written_as_the_engine_writes_them():
    """Help writes its examples itself, because it starts no engine."""
    examples = [spec.example for spec in CATALOG.values()]
    assert [localised(text, "it") for text in examples] == [
        localized(text, "it_IT") for text in examples
    ]
