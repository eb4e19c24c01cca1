import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl.kpi.loyalty_index import cli


@given(st.lists(st.integers(1, 6), min_size=1))
def test_turning_the_loyalty_scale_round_mirrors_the_index(answers):
    """
    What is best one way is worst the other way.
    """
    assert 100 == pytest.approx(cli(answers) + cli(answers, 6, first_is_best=False))
