"""Tests of two scores or shares: published p-values and what must not change them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import CxError, call_function
from tests.refusals import error

TENS = st.lists(st.integers(0, 10), min_size=1, max_size=40)
FIVES = st.lists(st.integers(1, 5), min_size=1, max_size=40)
ONE = [3] * 15 + [7] * 25 + [10] * 60
OTHER = [0] * 20 + [8] * 30 + [9] * 50


class TestNpsTest:
    @pytest.mark.parametrize(
        ("method", "expected", "digits"),
        [("adjusted", "0.170193", 6), ("wald", "0.1632517", 7)],
    )
    def test_published(self, method, expected, digits):
        """R package NPS 2.x, 15/25/60 against 20/30/50."""
        actual = call_function("CX_NPS_TEST", ONE, OTHER, method)

        assert expected == f"{actual:.{digits}f}"

    @given(TENS, TENS)
    def test_order_and_sides(self, one, other):
        """Of two tails neither order nor sides matter."""
        actual = call_function("CX_NPS_TEST", one, other)

        assert 0 <= actual <= 1
        assert pytest.approx(actual) == call_function(
            "CX_NPS_TEST", sorted(other), sorted(one)
        )

    @given(TENS, TENS)
    def test_one_tail_asks_whether_the_first_is_higher(self, one, other):
        """
        The direction is asked for, not looked up: halving p in the direction seen
        would reject a true null hypothesis twice as often as promised.
        """
        both = call_function("CX_NPS_TEST", one, other)
        above = call_function("CX_NPS_TEST", one, other, None, 1)
        below = call_function("CX_NPS_TEST", other, one, None, 1)

        assert pytest.approx(1) == above + below
        assert pytest.approx(both / 2) == min(above, below)
        if call_function("CX_NPS", one) > call_function("CX_NPS", other) and (
            len(one) == len(other)
        ):
            assert above <= below

    def test_one_tail_without_spread(self):
        """
        Plain Wald has no error where all answered alike: certain one way or the other.
        """
        assert 0.0 == call_function("CX_NPS_TEST", [10, 9], [0] * 5, "wald", 1)
        assert 1.0 == call_function("CX_NPS_TEST", [0] * 5, [10, 9], "wald", 1)
        assert 0.5 == call_function("CX_NPS_TEST", [0] * 5, [0] * 3, "wald", 1)

    @given(TENS, TENS)
    def test_weights_of_one_change_nothing(self, one, other):
        """Each group has weights of its own, and any equal ones weigh nothing."""
        weighted = call_function(
            "CX_NPS_TEST", one, other, None, None, [1] * len(one), [3] * len(other)
        )

        assert pytest.approx(call_function("CX_NPS_TEST", one, other)) == weighted

    def test_groups_of_any_length(self):
        """The groups are two ranges, not pairs; their weights are."""
        assert call_function("CX_NPS_TEST", [10, 9, 8], [3])
        with pytest.raises(CxError, match="weights_2 and scores_2 differ") as caught:
            call_function("CX_NPS_TEST", [10, 9, 8], [3], None, None, None, [1, 1, 1])
        assert "#VALUE!" == caught.value.code

    @pytest.mark.parametrize(
        ("arguments", "code", "culprit"),
        [
            (([], [9]), "#DIV/0!", "scores_1"),
            (([9], [None]), "#DIV/0!", "scores_2"),
            (([9], [7, 11]), "#NUM!", "scores_2"),
            (([9], [7], "t"), "#VALUE!", "method"),
            (([9], [7], "wald", 3), "#NUM!", "tails"),
        ],
    )
    def test_refusals(self, arguments, code, culprit):
        """The culprit is named."""
        bad = error("CX_NPS_TEST", *arguments)
        assert (code, culprit) == (bad.code, bad.argument)

    def test_place_of_the_bad_answer(self):
        """An eleven in the second group is found there."""
        assert (2, 1) == error("CX_NPS_TEST", [9, 8], [[7], [11]]).position


class TestRateTest:
    @pytest.mark.parametrize(
        ("method", "expected"),
        [("n-1", "0.103333"), ("pooled", "0.102470"), ("fisher", "0.141207")],
    )
    def test_published(self, method, expected):
        """70 and 80 of 100: statsmodels' pooled z, its N-1 form, SciPy's Fisher."""
        actual = call_function("CX_RATE_TEST", 70, 100, 80, 100, method)

        assert expected == f"{actual:.6f}"

    def test_less_than_one_answer(self):
        """
        Bases of .01 leave nothing once one is taken off: no difference can be seen.
        """
        assert 1.0 == call_function("CX_RATE_TEST", 0.01, 0.01, 0, 0.01)
        assert 0.5 == call_function("CX_RATE_TEST", 0.01, 0.01, 0, 0.01, None, 1)

    @pytest.mark.parametrize(
        ("method", "one_higher", "other_higher"),
        [
            ("n-1", "0.051667", "0.948333"),
            ("pooled", "0.051235", "0.948765"),
            ("fisher", "0.070603", "0.964084"),
        ],
    )
    def test_one_tail(self, method, one_higher, other_higher):
        """
        80 of 100 against 70 of 100: half of the published two tails; Fisher's are those
        of SciPy's fisher_exact with alternative="greater".
        """
        above = call_function("CX_RATE_TEST", 80, 100, 70, 100, method, 1)
        below = call_function("CX_RATE_TEST", 70, 100, 80, 100, method, 1)

        assert (one_higher, other_higher) == (f"{above:.6f}", f"{below:.6f}")

    @given(*[st.integers(0, 50)] * 4)
    def test_rate_and_complement(self, hits_1, hits_2, misses_1, misses_2):
        """Whoever was not kept was lost: retention and churn differ alike."""
        n_1, n_2 = hits_1 + misses_1 + 1, hits_2 + misses_2 + 1
        for method in ("n-1", "pooled", "fisher"):
            kept = call_function("CX_RATE_TEST", hits_1, n_1, hits_2, n_2, method)
            lost = call_function(
                "CX_RATE_TEST", n_1 - hits_1, n_1, n_2 - hits_2, n_2, method
            )
            assert pytest.approx(kept) == lost

    @pytest.mark.parametrize(
        ("arguments", "code", "culprit"),
        [
            ((1, 0, 1, 2), "#DIV/0!", "n_1"),
            ((1, 2, 3, 2), "#NUM!", "successes_2"),
            ((-1, 2, 1, 2), "#NUM!", "successes_1"),
            ((1.5, 2, 1, 2, "fisher"), "#NUM!", "method"),
            ((True, 2, 1, 2), "#VALUE!", "successes_1"),
            (("many", 2, 1, 2), "#VALUE!", "successes_1"),
        ],
    )
    def test_refusals(self, arguments, code, culprit):
        """The culprit is named."""
        bad = error("CX_RATE_TEST", *arguments)
        assert (code, culprit) == (bad.code, bad.argument)


class TestCsatTest:
    @given(FIVES, FIVES, st.sampled_from(["n-1", "pooled", "fisher"]))
    def test_the_rate_test_of_its_counts(self, one, other, method):
        """Satisfied answers are the successes."""
        counts = [
            number
            for scores in (one, other)
            for number in (sum(score >= 4 for score in scores), len(scores))
        ]

        assert call_function("CX_RATE_TEST", *counts, method) == (
            call_function("CX_CSAT_TEST", one, other, 4, method)
        )

    @given(FIVES, FIVES, st.sampled_from(["n-1", "pooled", "fisher"]))
    def test_one_tail_is_that_of_the_counts(self, one, other, method):
        """Satisfaction of the first group above that of the second."""
        counts = [
            number
            for scores in (one, other)
            for number in (sum(score >= 4 for score in scores), len(scores))
        ]

        assert call_function("CX_RATE_TEST", *counts, method, 1) == (
            call_function("CX_CSAT_TEST", one, other, None, method, 1)
        )

    def test_fisher_takes_no_weights(self):
        """Weighted counts are not whole; the remedy is in the message."""
        with pytest.raises(CxError, match='use "n-1"') as caught:
            call_function(
                "CX_CSAT_TEST", [5, 4, 1], [2, 3], 4, "fisher", None, [1, 2, 3]
            )
        assert "#NUM!" == caught.value.code
