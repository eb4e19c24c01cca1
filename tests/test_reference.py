"""The pages of documentation are those of today's catalogue."""

from pathlib import Path

import pytest

from cx_xl.catalog import CATALOG
from cx_xl.errors import LANGUAGES, Code
from cx_xl.reference import localised, markdown, shown

DOCS = Path(__file__).parents[1] / "docs"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_committed_pages_are_those_of_today(language):
    """
    Run .ci/generate after a change of the catalogue, and read the difference.
    """
    committed = (DOCS / f"functions.{language}.md").read_text("utf-8")

    assert committed == markdown(CATALOG, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_function_has_its_section(language):
    text = markdown(CATALOG, language)

    assert len(CATALOG) == text.count("\n### CX_")


def test_formulas_as_italian_excel_wants_them():
    """
    Semicolons between arguments, commas in numbers, \\ between columns, VERO.
    """
    english = '=CX_CSI({8,7;"a",0.5},,TRUE,-1.5)'

    assert '=CX_CSI({8\\7;"a"\\0,5};;VERO;-1,5)' == localised(english, "it")
    assert english == localised(english, "en")


@pytest.mark.parametrize(
    ("value", "english", "italian"),
    [(0.5, "0.5", "0,5"), (Code.NA, "#N/A", "#N/D"), (25.0, "25", "25"), (3, "3", "3")],
)
def test_values_as_people_read_them(value, english, italian):
    assert (english, italian) == (shown(value, "en"), shown(value, "it"))
