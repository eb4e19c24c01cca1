"""CSAT: its definition, its domains and their meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import CxError, call_function

FIVES = st.lists(st.integers(1, 5), min_size=1)


class TestCsat:
    @given(FIVES)
    def test_satisfied_and_others_are_all(self, answers):
        """The share from 4 up on the scale turned round is the share up to 2."""
        turned = [6 - answer for answer in answers]
        satisfied = call_function("CX_CSAT", answers)
        unhappy = call_function("CX_CSAT", turned)
        neutral = answers.count(3) / len(answers)

        assert 1.0 == pytest.approx(satisfied + unhappy + neutral)

    @pytest.mark.parametrize("threshold", [0, 1, 6])
    def test_a_threshold_that_divides_nothing(self, threshold):
        """From 1 up everybody would be satisfied, from 6 up nobody."""
        with pytest.raises(CxError, match="threshold") as caught:
            call_function("CX_CSAT", [5, 4], threshold)
        assert "#NUM!" == caught.value.code

    def test_scale_of_ten(self):
        """Top-2-box of 1-10 is 9 and 10."""
        assert 0.5 == call_function("CX_CSAT", [10, 9, 8, 1], 9, None, 1, 10)

    def test_low_base(self):
        """The user's own minimum."""
        with pytest.raises(CxError, match="2 answers are fewer") as caught:
            call_function("CX_CSAT", [5, 4], 4, None, None, None, 30)
        assert "#N/A" == caught.value.code
