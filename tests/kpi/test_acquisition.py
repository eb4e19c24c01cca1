"""What a customer costs."""

import pytest

from cx_xl import call_function
from tests.refusals import error


@pytest.mark.parametrize(
    ("name", "arguments", "expected"), [("CX_CAC_PAYBACK", (400, 100), "4.00000")]
)
def test_published(name, arguments, expected):
    """mktcalc.io's CAC."""
    assert expected == f"{call_function(name, *arguments):.5f}"


def test_acquisition():
    """10,000 for 500 customers are 20 each."""
    assert 20 == call_function("CX_CAC", 4000, 6000, 500)
    assert 20 == call_function("CX_CPL", 10000, 500)
    assert 0.5 == call_function("CX_ROI", 15000, 10000)


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("CX_CAC_PAYBACK", (400, 100, 0), "#DIV/0!"),
        ("CX_CAC_PAYBACK", (400, 100, 1.5), "#NUM!"),
    ],
)
def test_refusals(name, arguments, code):
    """Nothing to divide by is #DIV/0!, the impossible #NUM!, the unreadable #VALUE!."""
    assert code == error(name, *arguments).code
