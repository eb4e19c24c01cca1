"""Purchases counted row by row, and with NumPy, as many rows are: the same numbers."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cx_xl import CxError, call_function
from cx_xl.kpi.shared import purchases

pytestmark = pytest.mark.slow

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Anna", "Bruno", "Carla", 1, 2, 2.5]),
        st.dates(date(2025, 12, 20), date(2026, 3, 5)),
        st.one_of(st.integers(-30, 99), st.floats(-30, 99)),
    ),
    min_size=1,
    max_size=40,
)


def answered(name, *arguments):
    """The cells, or what the error says."""
    try:
        return call_function(name, *arguments)
    except CxError as error:
        return error.say("en")


def close(cell):
    """A number that may differ in the last bits, or text."""
    is_number = isinstance(cell, int | float)
    return pytest.approx(cell, rel=1e-12, abs=1e-12) if is_number else cell


def test_the_limit():
    """Short columns do not wait for NumPy, long ones are counted with it."""
    assert not purchases.has_arrays(purchases.LONG - 1)
    assert purchases.has_arrays(purchases.LONG)


@pytest.mark.parametrize(
    ("name", "options", "has_money"),
    [
        ("CX_COHORT", (), False),
        ("CX_COHORT", ("W", "customers"), True),
        ("CX_COHORT", ("M", "retention"), True),
        ("CX_COHORT", ("Q", "revenue"), True),
        ("CX_COHORT", ("D", "revenue"), True),
        ("CX_RFM_SCORE", (), True),
        ("CX_RFM", (), False),
        ("CX_RFM", (46100, "D", "D"), True),
        ("CX_RFM", (46100, "M", "W"), True),
        ("CX_RFM", (46100, "Y", "M"), True),
    ],
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(rows=ROWS)
def test_both_ways(monkeypatch, name, options, has_money, rows):
    """Sums of the same amounts in another order may differ in the last bits."""
    ids, days, amounts = (list(column) for column in zip(*rows, strict=True))
    given_amounts = amounts if has_money else None
    if name == "CX_COHORT":
        arguments = (ids, days, *options, *([given_amounts] if has_money else []))
    else:
        arguments = (ids, days, given_amounts, *options)

    found = []
    for least in (10**9, 0):
        monkeypatch.setattr(purchases, "LONG", least)
        found.append(answered(name, *arguments))
    few, many = found

    if isinstance(few, str):
        assert few == many
    else:
        assert len(few) == len(many)
        for one, other in zip(few, many, strict=True):
            assert list(map(close, one)) == other
