"""Lights and benchmarks: worked by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import CxError, call_function
from tests.refusals import error


class TestBenchmark:
    def test_by_hand(self):
        """35 against 20, 30, 35, 55: two worse, one equal (half)."""
        [row] = call_function("CX_BENCHMARK", 35, [20, 30, 35, 55], True, False)

        assert [0.625, 0.0, 2.5, -20.0, 4] == row

    @given(st.integers(-50, 50), st.lists(st.integers(-50, 50), min_size=1))
    def test_both_directions_are_all(self, value, others):
        """Who beats me when high is good loses to me when low is good."""
        [high] = call_function("CX_BENCHMARK", value, others, True, False)
        [low] = call_function("CX_BENCHMARK", value, others, False, False)

        assert pytest.approx(1.0) == high[0] + low[0]
        assert high[1:3] == low[1:3]
        assert 0 <= high[0] <= 1


class TestStatus:
    @pytest.mark.parametrize(
        ("arguments", "light"),
        [
            ((35, 35), 1),
            ((28, 35), 0),
            ((27, 35), -1),
            ((-10, 35, -100), -1),
            ((8, 35, -100), 0),
            ((0.012, 0.015, 0, 0.8, 1, False), 1),
            ((0.018, 0.015, 0, 0.8, 1, False), 0),
            ((0.020, 0.015, 0, 0.8, 1, False), -1),
            ((0, 0.015, 0, 0.8, 1, False), 1),
            # floor = the amber limit: both directions come out of the numbers
            ((33, 35, 30, 0, 1), 0),
            ((0.017, 0.015, 0.018, 0, 1), 0),
            ((0.019, 0.015, 0.018, 0, 1), -1),
            # a floor above the target, said or not that lower is better
            ((0.10, 0.05, 0.20, None, None, False), -1),
            ((0.03, 0.05, 0.20, None, None, False), 1),
            ((0.25, 0.05, 0.20, None, None, False), -1),
            # exactly 80 % of the target
            ((0.04, 0.05), 0),
            ((0.05, 0.04, None, None, None, False), 0),
            ((8, 10), 0),
        ],
    )
    def test_lights(self, arguments, light):
        """Worked by hand: the share of the way from the floor to the target."""
        assert light == call_function("CX_KPI_STATUS", *arguments)

    def test_a_negative_target_needs_a_floor(self):
        """From 0 down to -10 "more" would be "less"."""
        with pytest.raises(CxError, match="floor: the target is negative"):
            call_function("CX_KPI_STATUS", -20, -10)
        assert -1 == call_function("CX_KPI_STATUS", -20, -10, -100, 0.95)

    def test_no_way_to_go(self):
        """Target and floor are the same."""
        assert "#NUM!" == error("CX_KPI_STATUS", 1, 0).code


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("CX_BENCHMARK", (1, []), "#DIV/0!"),
        ("CX_BENCHMARK", (1, ["a"]), "#DIV/0!"),
        ("CX_BENCHMARK", (True, [1]), "#VALUE!"),
    ],
)
def test_refusals(name, arguments, code):
    """Nothing to divide by is #DIV/0!, the impossible #NUM!, the unreadable #VALUE!."""
    assert code == error(name, *arguments).code
