"""Formulas and values as people of each language write them."""

import pytest

from cx_xl.errors import Code
from cx_xl.reference import localised, shown, typed


def test_formulas_as_italian_excel_wants_them():
    """Semicolons between arguments, commas in numbers, \\ between columns, VERO."""
    english = '=CX_CSI({8,7;"a",0.5},,TRUE,-1.5)'

    assert '=CX_CSI({8\\7;"a"\\0,5};;VERO;-1,5)' == localised(english, "it")
    assert english == localised(english, "en")


@pytest.mark.parametrize(
    ("value", "english", "italian"),
    [(0.5, "0.5", "0,5"), (Code.NA, "#N/A", "#N/D"), (25.0, "25", "25"), (3, "3", "3")],
)
def test_values_as_people_read_them(value, english, italian):
    assert (english, italian) == (shown(value, "en"), shown(value, "it"))


@pytest.mark.parametrize(
    ("value", "english", "italian"),
    [
        (0.95, "0.95", "0,95"),
        (True, "TRUE", "VERO"),
        ("M", '"M"', '"M"'),
        (1e-8, "0.00000001", "0,00000001"),
        (30, "30", "30"),
        (-100, "-100", "-100"),
        (None, "", ""),
    ],
)
def test_values_as_people_type_them(value, english, italian):
    """No power of ten, which a spreadsheet shows but nobody types."""
    assert (english, italian) == (typed(value, "en"), typed(value, "it"))
