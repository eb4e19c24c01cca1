"""Revenue retention and conversion of rates: published examples and identities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import call_function
from tests.refusals import error

PERIODS = st.sampled_from(["D", "W", "M", "Q", "Y"])


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("CX_REVENUE_RETENTION", (500_000, 65_000, 0, 50_000), "1.03000"),
        ("CX_REVENUE_RETENTION", (500_000, 65_000, 0, 50_000, True), "0.90000"),
        ("CX_RATE_CONVERT", (0.03,), "0.30616"),
        ("CX_RATE_CONVERT", (0.05, "Y", "M"), "0.00427"),
    ],
)
def test_published(name, arguments, expected):
    """Net MRR churn of -3 %; 3 % a month."""
    assert expected == f"{call_function(name, *arguments):.5f}"


@given(st.floats(0.001, 0.02), PERIODS, PERIODS, st.sampled_from(["churn", "growth"]))
def test_there_and_back(rate, period, into, kind):
    """A converted rate converts back into itself."""
    there = call_function("CX_RATE_CONVERT", rate, period, into, kind)

    assert pytest.approx(rate, rel=1e-6) == call_function(
        "CX_RATE_CONVERT", there, into, period, kind
    )


@given(st.floats(0.01, 0.99), PERIODS, PERIODS)
def test_churn_and_retention_are_all(rate, period, into):
    """Who has not left is still there, in any unit of time."""
    churn = call_function("CX_RATE_CONVERT", rate, period, into, "churn")
    kept = call_function("CX_RATE_CONVERT", 1 - rate, period, into, "retention")

    assert pytest.approx(1.0) == churn + kept


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("CX_REVENUE_RETENTION", (0, 0, 0, 0), "#DIV/0!"),
        ("CX_REVENUE_RETENTION", (10, 0, 6, 5), "#NUM!"),
        ("CX_REVENUE_RETENTION", (10, 0, None, 5), "#VALUE!"),
        ("CX_RATE_CONVERT", (1.1,), "#NUM!"),
        ("CX_RATE_CONVERT", (-0.1, "M", "Y", "retention"), "#NUM!"),
        ("CX_RATE_CONVERT", (-1.5, "M", "Y", "growth"), "#NUM!"),
        ("CX_RATE_CONVERT", (0.1, "decade"), "#VALUE!"),
        ("CX_RATE_CONVERT", ("3 pct",), "#VALUE!"),
    ],
)
def test_refusals(name, arguments, code):
    """Nothing to divide by is #DIV/0!, the impossible #NUM!, the unreadable #VALUE!."""
    assert code == error(name, *arguments).code
