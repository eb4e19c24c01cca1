"""Tests of two scores or shares: published p-values and what must not change them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import CxError, call_function

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
        """
        R package NPS 2.x, 15/25/60 against 20/30/50.
        """
        actual = call_function("CX_NPS_TEST", ONE, OTHER, method)

        assert expected == f"{actual:.{digits}f}"

    @given(TENS, TENS)
    def test_order_sides_and_tails(self, one, other):
        """
        Neither order nor sides matter; one tail is half of two.
        """
        actual = call_function("CX_NPS_TEST", one, other)

        assert 0 <= actual <= 1
        assert pytest.approx(actual) == call_function(
            "CX_NPS_TEST", sorted(other), sorted(one)
        )
        assert pytest.approx(actual / 2) == call_function(
            "CX_NPS_TEST", one, other, None, 1
        )

    @given(TENS, TENS)
    def test_weights_of_one_change_nothing(self, one, other):
        """
        Each group has weights of its own, and any equal ones weigh nothing.
        """
        weighted = call_function(
            "CX_NPS_TEST", one, other, None, None, [1] * len(one), [3] * len(other)
        )

        assert pytest.approx(call_function("CX_NPS_TEST", one, other)) == weighted

    def test_groups_of_any_length(self):
        """
        The groups are two ranges, not pairs; their weights are.
        """
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
        """
        The culprit is named.
        """
        with pytest.raises(CxError) as caught:
            call_function("CX_NPS_TEST", *arguments)
        assert (code, culprit) == (caught.value.code, caught.value.argument)

    def test_place_of_the_bad_answer(self):
        """
        An eleven in the second group is found there.
        """
        with pytest.raises(CxError) as caught:
            call_function("CX_NPS_TEST", [9, 8], [[7], [11]])
        assert (2, 1) == caught.value.position


class TestRateTest:
    @pytest.mark.parametrize(
        ("method", "expected"),
        [("n-1", "0.103333"), ("pooled", "0.102470"), ("fisher", "0.141207")],
    )
    def test_published(self, method, expected):
        """
        70 and 80 of 100: statsmodels' pooled z, its N-1 form, SciPy's Fisher.
        """
        actual = call_function("CX_RATE_TEST", 70, 100, 80, 100, method)

        assert expected == f"{actual:.6f}"

    @given(*[st.integers(0, 50)] * 4)
    def test_rate_and_complement(self, hits_1, hits_2, misses_1, misses_2):
        """
        Whoever was not kept was lost: retention and churn differ alike.
        """
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
        """
        The culprit is named.
        """
        with pytest.raises(CxError) as caught:
            call_function("CX_RATE_TEST", *arguments)
        assert (code, culprit) == (caught.value.code, caught.value.argument)


class TestCsatTest:
    @given(FIVES, FIVES, st.sampled_from(["n-1", "pooled", "fisher"]))
    def test_the_rate_test_of_its_counts(self, one, other, method):
        """
        Satisfied answers are the successes.
        """
        counts = [
            number
            for scores in (one, other)
            for number in (sum(score >= 4 for score in scores), len(scores))
        ]

        assert call_function("CX_RATE_TEST", *counts, method) == (
            call_function("CX_CSAT_TEST", one, other, 4, method)
        )

    def test_fisher_takes_no_weights(self):
        """
        Weighted counts are not whole; the remedy is in the message.
        """
        with pytest.raises(CxError, match='use "n-1"') as caught:
            call_function(
                "CX_CSAT_TEST", [5, 4, 1], [2, 3], 4, "fisher", None, [1, 2, 3]
            )
        assert "#NUM!" == caught.value.code
