"""Churn, retention and repeat purchases: domains and their meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import call_function
from tests.refusals import error


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.data())
def test_churn_and_retention_are_one(start, new, data):
    """Whoever was there at the start stayed or left."""
    lost = data.draw(st.integers(0, start))
    end = start + new - lost

    churn = call_function("CX_CHURN_RATE", start, lost)
    assert 1.0 == pytest.approx(
        churn + call_function("CX_RETENTION_RATE", start, end, new)
    )
    assert pytest.approx(call_function("CX_ATTRITION", start, new, end)) == churn


def test_published_rates():
    """500 to 450 without new ones: 10 %; 3,245 of 52,430: 6.19 %."""
    assert 0.1 == call_function("CX_CHURN_RATE", 500, 50)
    assert 0.061892 == round(call_function("CX_CHURN_RATE", 52430, 3245), 6)


def test_numbered_customers_with_a_header():
    """The only text above numbers is the name of the column."""
    ids = [["Customer"], [17], [18], [17]]

    assert 0.5 == call_function("CX_REPEAT_RATE", ids)


@pytest.mark.parametrize("days", [None, [46023, 46024, 46025, 46026]])
def test_a_return_is_no_purchase(days):
    """Anna bought and returned, Bruno bought twice, Carla (a return only) is nobody."""
    ids, amounts = ["Anna", "Anna", "Bruno", "Bruno"], [20, -20, 5, 0]
    if days:
        days = [*days, 46027]
    given = ([*ids, "Carla"], days, None, None, [*amounts, -3])

    assert 0.5 == call_function("CX_REPEAT_RATE", *given)


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("CX_CHURN_RATE", (0, 0), "#DIV/0!"),
        ("CX_CHURN_RATE", (10, 11), "#NUM!"),
        ("CX_CHURN_RATE", (10, -1), "#NUM!"),
        ("CX_CHURN_RATE", (10, None), "#VALUE!"),
        ("CX_ATTRITION", (100, 10, 111), "#NUM!"),
        ("CX_ATTRITION", (100, 50, 20), "#NUM!"),
        ("CX_RETENTION_RATE", (100, 10, 20), "#NUM!"),
        ("CX_REPEAT_RATE", ([None],), "#DIV/0!"),
        ("CX_REPEAT_RATE", (["a"], None, 46023), "#NUM!"),
    ],
)
def test_domains(name, arguments, code):
    """More lost than there were is a mistake, not a rate above one."""
    assert code == error(name, *arguments).code
