"""Intervals from counts and of means, the effective base."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import call_function
from tests.refusals import error


class TestNpsCiCounts:
    @pytest.mark.parametrize(
        ("counts", "method", "limits"),
        [
            ((50, 30, 20), "wald", (14.6922, 45.3078)),
            ((50, 30, 20), "adjusted", (14.0511, 44.2013)),
            ((50, 30, 20), "score", (13.9551, 44.3393)),
            ((60, 25, 15), "adjusted", (29.3431, 58.0355)),
            ((2, 3, 5), "score", (-67.5278, 21.6592)),
            ((10, 0, 0), "adjusted", (47.5036, 100)),
        ],
    )
    def test_published(self, counts, method, limits):
        """R package NPS 2.x, clipped to the scale."""
        [actual] = call_function("CX_NPS_CI_COUNTS", *counts, 0.95, method)

        assert pytest.approx(limits, abs=5e-5) == tuple(actual)

    @given(st.tuples(*[st.integers(0, 40)] * 3).filter(sum))
    def test_the_same_as_from_answers(self, counts):
        """Ten, eight and three stand for the three groups."""
        answers = [x for x, n in zip((10, 8, 3), counts, strict=True) for _ in range(n)]

        assert call_function("CX_NPS_CI", answers) == (
            call_function("CX_NPS_CI_COUNTS", *counts)
        )

    @given(st.tuples(*[st.integers(1, 40)] * 3))
    def test_doubling_the_sample_narrows_the_interval(self, counts):
        """Twice the answers, the same shares."""
        [one] = call_function("CX_NPS_CI_COUNTS", *counts)
        [twice] = call_function("CX_NPS_CI_COUNTS", *(2 * n for n in counts))

        assert twice[1] - twice[0] < one[1] - one[0]

    def test_nobody(self):
        """Three zeros leave nothing to measure."""
        assert "#DIV/0!" == error("CX_NPS_CI_COUNTS", 0, 0, 0).code


class TestMeanCi:
    def test_published(self):
        """Delighted's 107 answers: 3.470690 to 4.005946."""
        answers = [1] * 14 + [2] * 9 + [3] * 10 + [4] * 32 + [5] * 42

        [actual] = call_function("CX_MEAN_CI", answers)

        assert ["3.470690", "4.005946"] == [f"{limit:.6f}" for limit in actual]

    @given(
        st.lists(st.integers(0, 100), min_size=2, max_size=30).filter(
            lambda numbers: len(set(numbers)) > 1
        )
    )
    def test_weights_of_one_and_units(self, numbers):
        """Equal weights change nothing; minutes are sixty times hours."""
        [plain] = call_function("CX_MEAN_CI", numbers)
        [weighted] = call_function("CX_MEAN_CI", numbers, None, [1] * len(numbers))
        [minutes] = call_function("CX_MEAN_CI", [60 * x for x in numbers])
        [twice] = call_function("CX_MEAN_CI", numbers * 2)

        assert pytest.approx(plain) == weighted
        assert pytest.approx([60 * limit for limit in plain], abs=1e-9) == minutes
        assert twice[1] - twice[0] < plain[1] - plain[0]

    @pytest.mark.parametrize("values", [[], ["n/a"], [True], [4]])
    def test_nothing_to_tell(self, values):
        """No number, or one alone."""
        assert "#DIV/0!" == error("CX_MEAN_CI", values).code


class TestEffectiveN:
    def test_published(self):
        """PracTools: weights 1 1 2 2 4 are worth 3.846154 answers."""
        actual = call_function("CX_EFFECTIVE_N", [1, 1, 2, 2, 4])

        assert "3.846154" == f"{actual:.6f}"

    @given(st.lists(st.floats(0.01, 100), min_size=1, max_size=30), st.floats(0.1, 10))
    def test_bounds_and_units(self, weights, factor):
        """From 1 to n, n for equal weights, and the unit of weights does not matter."""
        actual = call_function("CX_EFFECTIVE_N", weights)

        assert 1 - 1e-9 <= actual <= len(weights) + 1e-9
        assert pytest.approx(actual) == call_function(
            "CX_EFFECTIVE_N", [factor * weight for weight in weights]
        )
        assert pytest.approx(len(weights)) == call_function(
            "CX_EFFECTIVE_N", [factor] * len(weights)
        )

    @pytest.mark.parametrize(
        ("weights", "code"), [([], "#DIV/0!"), ([0, 0], "#DIV/0!"), ([1, -1], "#NUM!")]
    )
    def test_refusals(self, weights, code):
        """Nothing, nothing in sum, or less than nothing."""
        assert code == error("CX_EFFECTIVE_N", weights).code
