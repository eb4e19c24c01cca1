"""Nothing but results and explained errors comes out of the whole catalogue."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cx_xl import CATALOG
from tests.fuzz.calls import fault, random_call

EACH = 40  # calls of every function; tests/slow/slow_fuzz.py makes as many as you want


@pytest.mark.parametrize("name", CATALOG)
def test_any_call(name):
    """A result that cells can hold or a CxError, within two seconds, every time."""

    @settings(max_examples=EACH, database=None)
    @given(st.integers(0, 2**32))
    def try_one(number):
        assert fault(random_call(number, [name])) is None

    try_one()
