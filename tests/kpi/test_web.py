"""Web and social: published examples and identities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import call_function
from tests.refusals import error


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("CX_ENGAGEMENT_RATE", (693, 1810), "0.38287"),
        ("CX_BOUNCE_RATE", (1810, 693), "0.61713"),
        ("CX_AUDIENCE_GROWTH", (1000, 1100), "0.10000"),
        ("CX_AUDIENCE_GROWTH", (1000, 1210, 2), "0.10000"),
    ],
)
def test_published(name, arguments, expected):
    """GA4's 693 of 1810 sessions; 10 % a period."""
    assert expected == f"{call_function(name, *arguments):.5f}"


@given(st.integers(1, 9999), st.data())
def test_bounce_is_the_rest_of_engagement(sessions, data):
    """Google Analytics 4 defines it so."""
    engaged = data.draw(st.integers(0, sessions))

    bounced = call_function("CX_BOUNCE_RATE", sessions, engaged)

    assert pytest.approx(1.0) == bounced + call_function(
        "CX_ENGAGEMENT_RATE", engaged, sessions
    )


@given(st.floats(1, 1e6), st.floats(1, 1e6), st.integers(1, 24))
def test_growth_compounds(start, end, periods):
    """So many steps of the mean growth lead from start to end."""
    growth = call_function("CX_AUDIENCE_GROWTH", start, end, periods)

    assert pytest.approx(end) == start * (1 + growth) ** periods


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("CX_ENGAGEMENT_RATE", (5, 0), "#DIV/0!"),
        ("CX_ENGAGEMENT_RATE", (-5, 10), "#NUM!"),
        ("CX_BOUNCE_RATE", (0, 0), "#DIV/0!"),
        ("CX_BOUNCE_RATE", (10, 11), "#NUM!"),
        ("CX_AUDIENCE_GROWTH", (0, 11), "#NUM!"),
        ("CX_AUDIENCE_GROWTH", (5, 11, 0), "#NUM!"),
    ],
)
def test_refusals(name, arguments, code):
    """Nothing to divide by is #DIV/0!, the impossible #NUM!, the unreadable #VALUE!."""
    assert code == error(name, *arguments).code
