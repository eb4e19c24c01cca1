"""Customer Lifetime Value: published tables, and by hand."""

import pytest

from cx_xl import call_function
from tests.refusals import error


def test_starbucks():
    """Kissmetrics: 24.30 x 52 x 20 = 25,272; with margin 5,489."""
    assert 25272 == pytest.approx(call_function("CX_CLV", 24.3, 52, 20))
    margin = call_function("CX_CLV", 5.9, 52 * 4.2, 20, 0.213)
    assert 5489 == round(margin)


@pytest.mark.parametrize(
    ("retention", "multiples"),
    [
        (0.6, (1.20, 1.15, 1.11, 1.07)),
        (0.7, (1.75, 1.67, 1.59, 1.52)),
        (0.8, (2.67, 2.50, 2.35, 2.22)),
        (0.9, (4.50, 4.09, 3.75, 3.46)),
    ],
)
def test_margin_multiples(retention, multiples):
    """Gupta and Lehmann's table for discount rates of 10, 12, 14 and 16 %."""
    found = [
        round(call_function("CX_CLV_RETENTION", 1, retention, discount), 2)
        for discount in (0.10, 0.12, 0.14, 0.16)
    ]

    assert list(multiples) == found


@pytest.mark.parametrize(
    ("timing", "expected"), [("now", 292.063384), ("retained", 212.409734)]
)
def test_five_terms(timing, expected):
    """m = 100, r = .8, d = .1, added up term by term."""
    value = call_function("CX_CLV_RETENTION", 100, 0.8, 0.1, 5, timing)

    first = 0 if timing == "now" else 1
    by_hand = sum(100 * (0.8 / 1.1) ** t for t in range(first, first + 5))
    assert expected == round(value, 6)
    assert pytest.approx(value) == by_hand


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("CX_CLV", (-1, 1, 1)),
        ("CX_CLV", (10, 1, 1, 20)),
        ("CX_CLV_RETENTION", (100, 1, 0)),
        ("CX_CLV_RETENTION", (100, 0.8, 1.2)),
    ],
)
def test_units_that_are_wrong(name, arguments):
    """A margin of 20 is 20 %, typed as a percentage; nobody is retained for ever."""
    assert "#NUM!" == error(name, *arguments).code
