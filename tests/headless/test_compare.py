"""Equality as Excel sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import Code
from cx_xl.headless.compare import equal

CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=3),
    st.sampled_from(Code),
)


@pytest.mark.parametrize(
    ("stored", "fresh"),
    [(None, ""), (25, 25.0), (0.1 + 0.2, 0.3), (0, 1e-13), ("#N/A", "#N/A")],
)
def test_equal(stored, fresh):
    """Blank and empty text are one; the sixteenth digit does not count."""
    assert equal(stored, fresh)


@pytest.mark.parametrize(
    ("stored", "fresh"),
    [
        (1, True),
        (0, None),
        (0, ""),
        (25, "25"),
        ("a", "A"),
        (Code.NA, Code.NUM),
        ("#N/A", Code.NA),
        (1, 1 + 1e-11),
        (None, 0),
        (False, None),
    ],
)
def test_different(stored, fresh):
    """A type is part of a value, and a blank is not a zero."""
    assert not equal(stored, fresh)


@given(CELLS, CELLS)
def test_order_does_not_matter(one, other):
    """Stored against fresh or the other way round."""
    assert equal(one, one)
    assert equal(one, other) == equal(other, one)
