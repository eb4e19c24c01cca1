"""Tests of differences: published intervals, and what every interval must keep."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest
from statsmodels.stats.weightstats import DescrStatsW

from cx_xl import call_function, nps_diff, rate_diff
from tests.refusals import error

TENS = st.lists(st.integers(0, 10), min_size=1, max_size=40)
LEVELS = st.sampled_from([0.5, 0.8, 0.95, 0.999])
METHODS = st.sampled_from(["adjusted", "wald"])
SHARES = st.tuples(*[st.integers(0, 60)] * 4).map(
    lambda cells: (cells[0], cells[0] + cells[1] + 1, cells[2], cells[2] + cells[3] + 1)
)
ONE = [3] * 15 + [7] * 25 + [10] * 60
OTHER = [0] * 20 + [8] * 30 + [9] * 50


class TestNpsDiff:
    def test_plain_wald_by_hand(self):
        """
        45 - 30 points, +- 1.959964 * sqrt(.5475 / 100 + .61 / 100) = 21.0867; the
        p-value is that of R's package NPS 2.x.
        """
        row = nps_diff(ONE, OTHER, 0.95, "wald")

        assert ["15.0000", "-6.0867", "36.0867", "0.1633"] == [
            f"{x:.4f}" for x in row[:4]
        ]
        assert (100, 100) == (row.n_1, row.n_2)

    def test_adjusted_wald_by_hand(self):
        """
        With 3/4, 3/2 and 3/4 added the scores are 45/103 and 30/103, the variances
        .551842 and .609341: 14.5631 +- 1.959964 * 10.6177. R's package NPS 2.x has
        the p-value.
        """
        row = nps_diff(ONE, OTHER)

        assert ["15.0000", "-6.2473", "35.3735", "0.170193"] == [
            *(f"{x:.4f}" for x in row[:3]),
            f"{row.p:.6f}",
        ]

    @given(TENS, TENS, METHODS, LEVELS)
    def test_interval_contains_the_difference(self, one, other, method, confidence):
        """In points from -200 to 200, for one answer as for many."""
        row = nps_diff(one, other, confidence, method)

        assert -200 <= row.low <= row.difference <= row.high <= 200
        assert 0 <= row.p <= 1

    @given(TENS, TENS, METHODS, LEVELS)
    def test_swapped_groups_mirror(self, one, other, method, confidence):
        """
        The other way round the difference is its opposite, and so is its interval.
        """
        row = nps_diff(one, other, confidence, method)
        swapped = nps_diff(other, one, confidence, method)

        assert pytest.approx((-row.difference, -row.high, -row.low)) == swapped[:3]
        assert pytest.approx(row.p) == swapped.p

    @given(TENS, TENS, METHODS)
    def test_tails(self, one, other, method):
        """
        Two tails are those of CX_NPS_TEST; one asks whether the first is above, so
        that the two orders share all probability.
        """
        both = nps_diff(one, other, 0.95, method).p
        above = nps_diff(one, other, 0.95, method, 1).p
        below = nps_diff(other, one, 0.95, method, 1).p

        assert both == call_function("CX_NPS_TEST", one, other, method)
        assert pytest.approx(1) == above + below
        assert pytest.approx(both) == 2 * min(above, below)

    def test_one_tail_asks_for_the_first_group(self):
        """45 is above 30, and 30 is not above 45."""
        assert nps_diff(ONE, OTHER, 0.95, "wald", 1).p < 0.1
        assert nps_diff(OTHER, ONE, 0.95, "wald", 1).p > 0.9

    def test_weights_enter_by_kish(self):
        """
        Weights 1, 1, 2, 2, 4 are worth 100/26 answers (Kish 1965); equal weights are
        no weights.
        """
        one, other, weights = [10, 9, 8, 3, 10], [7, 8, 9], [1, 1, 2, 2, 4]
        worth = 100 / 26
        counts = worth * 0.6, worth * 0.2
        score, base = (counts[0] - counts[1]) / (worth + 3), worth + 3
        variance = (sum(counts) + 1.5) / base - score**2
        others = 1 / 6, (1 + 1.5) / 6 - (1 / 6) ** 2  # 1.75, 3.5 and .75 of 6
        error = (variance / base + others[1] / 6) ** 0.5

        row = nps_diff(one, other, 0.95, "adjusted", 2, weights)

        assert pytest.approx(100 * (0.4 - 1 / 3)) == row.difference
        assert pytest.approx(2 * stats.norm.sf(abs(score - others[0]) / error)) == row.p
        assert (5, 3) == (row.n_1, row.n_2)
        assert nps_diff(one, other, 0.95, "adjusted", 2, [2] * 5) == nps_diff(
            one, other
        )

    @pytest.mark.parametrize(
        ("arguments", "code", "culprit"),
        [
            (([], [9]), "#DIV/0!", "scores_1"),
            (([9], [None]), "#DIV/0!", "scores_2"),
            (([9], [7, 11]), "#NUM!", "scores_2"),
            (([9], [7], 1), "#NUM!", "confidence"),
            (([9], [7], 0.95, "t"), "#VALUE!", "method"),
            (([9], [7], 0.95, "wald", 3), "#NUM!", "tails"),
        ],
    )
    def test_refusals(self, arguments, code, culprit):
        """The culprit is named."""
        bad = error("CX_NPS_DIFF", *arguments)
        assert (code, culprit) == (bad.code, bad.argument)


class TestRateDiff:
    @pytest.mark.parametrize(
        ("counts", "low", "high"),
        [
            ((56, 70, 48, 80), "0.0524", "0.3339"),
            ((9, 10, 3, 10), "0.1705", "0.8090"),
            ((6, 7, 2, 7), "0.0582", "0.8062"),
            ((5, 56, 0, 29), "-0.0381", "0.1926"),
            ((0, 10, 0, 20), "-0.1611", "0.2775"),
            ((0, 10, 0, 10), "-0.2775", "0.2775"),
            ((10, 10, 0, 20), "0.6791", "1.0000"),
            ((10, 10, 0, 10), "0.6075", "1.0000"),
        ],
    )
    def test_published(self, counts, low, high):
        """Newcombe (1998), table II, method 10, all eight contrasts."""
        row = rate_diff(*counts)

        assert [low, high] == [f"{x:.4f}" for x in row[1:3]]

    @given(SHARES, LEVELS)
    def test_interval_is_statsmodels(self, counts, confidence):
        """Its method "newcomb"."""
        expected = confint_proportions_2indep(
            *counts, method="newcomb", compare="diff", alpha=1 - confidence
        )

        assert pytest.approx(expected, abs=1e-9) == rate_diff(*counts, confidence)[1:3]

    @given(SHARES)
    def test_p_is_the_n_minus_1_test(self, counts):
        """
        statsmodels' pooled z times sqrt((n - 1) / n), Campbell (2007); one tail asks
        whether the first share is above.
        """
        k_1, n_1, k_2, n_2 = counts
        assume(0 < k_1 + k_2 < n_1 + n_2)
        z, _ = proportions_ztest([k_1, k_2], [n_1, n_2])
        z *= ((n_1 + n_2 - 1) / (n_1 + n_2)) ** 0.5

        assert pytest.approx(2 * stats.norm.sf(abs(z))) == rate_diff(*counts).p
        assert pytest.approx(stats.norm.sf(z)) == rate_diff(*counts, 0.95, 1).p

    @given(SHARES, LEVELS)
    def test_contained_and_mirrored(self, counts, confidence):
        """
        The difference lies inside, within [-1, 1]; swapped groups mirror it, and so
        does counting the lost instead of the kept.
        """
        k_1, n_1, k_2, n_2 = counts
        row = rate_diff(*counts, confidence)
        mirrored = -row.difference, -row.high, -row.low, row.p

        assert -1 <= row.low <= row.difference <= row.high <= 1
        assert pytest.approx(mirrored) == rate_diff(k_2, n_2, k_1, n_1, confidence)
        assert pytest.approx(mirrored, abs=1e-12) == rate_diff(
            n_1 - k_1, n_1, n_2 - k_2, n_2, confidence
        )

    @pytest.mark.parametrize(
        ("arguments", "code", "culprit"),
        [
            ((1, 0, 1, 2), "#DIV/0!", "n_1"),
            ((1, 2, 3, 2), "#NUM!", "successes_2"),
            ((-1, 2, 1, 2), "#NUM!", "successes_1"),
            ((0.1, 0.5, 0.2, 0.4), "#NUM!", "n_1"),
            ((1, 2, 1, 2, 0), "#NUM!", "confidence"),
            ((True, 2, 1, 2), "#VALUE!", "successes_1"),
        ],
    )
    def test_refusals(self, arguments, code, culprit):
        """The culprit is named."""
        bad = error("CX_RATE_DIFF", *arguments)
        assert (code, culprit) == (bad.code, bad.argument)


class TestNpsTargetTest:
    @pytest.mark.parametrize(
        ("method", "added"), [("adjusted", (0.75, 1.5, 0.75)), ("wald", (0, 0, 0))]
    )
    def test_statistic_of_statsmodels(self, method, added):
        """
        60/25/15 against 30 points: mean and standard deviation of the codes 1, 0 and
        -1 from statsmodels, with three answers added for the adjusted method.
        """
        counts = [n + more for n, more in zip((60, 25, 15), added, strict=True)]
        codes = DescrStatsW([1, 0, -1], counts, ddof=0)
        z = (codes.mean - 0.3) / (codes.std / sum(counts) ** 0.5)

        two, one = (
            call_function("CX_NPS_TARGET_TEST", ONE, 30, method, tails)
            for tails in (2, 1)
        )

        assert pytest.approx(2 * stats.norm.sf(z)) == two
        assert pytest.approx(stats.norm.sf(z)) == one

    @given(TENS, LEVELS, st.sampled_from(["wald", "score"]))
    def test_a_target_at_the_end_of_the_interval(self, scores, confidence, method):
        """
        There the p-value is what the confidence leaves: the interval is the test
        turned round (the adjusted one but where it was extended to the score).
        """
        low, high = call_function("CX_NPS_CI", scores, confidence, method)[0]
        assume(-99 < low < high < 99)
        for target in (low, high):
            assert pytest.approx(1 - confidence, rel=1e-6) == call_function(
                "CX_NPS_TARGET_TEST", scores, target, method
            )

    @given(TENS, st.integers(-100, 100), st.sampled_from(["adjusted", "score", "wald"]))
    def test_one_tail_asks_whether_the_target_is_passed(self, scores, target, method):
        """
        Turned round (promoters for detractors, the target for its opposite) the two
        tails share all probability.
        """
        turned = [0 if x >= 9 else 8 if x >= 7 else 10 for x in scores]
        above, below = (
            call_function("CX_NPS_TARGET_TEST", answers, goal, method, 1)
            for answers, goal in ((scores, target), (turned, -target))
        )

        assert pytest.approx(1) == above + below

    def test_everybody_alike(self):
        """Plain Wald has no error there: certain beside the target, nothing on it."""
        answers = [[9], [10]]
        p_values = [
            call_function("CX_NPS_TARGET_TEST", answers, target, "wald", tails)
            for target, tails in ((100, 2), (50, 2), (50, 1), (100, 1))
        ]

        assert [1.0, 0.0, 0.0, 0.5] == p_values

    @pytest.mark.parametrize(
        ("arguments", "code", "culprit"),
        [
            (([], 30), "#DIV/0!", "scores"),
            (([9, 11], 30), "#NUM!", "scores"),
            (([9], 101), "#NUM!", "target"),
            (([9], None), "#VALUE!", "target"),
            (([9], 30, "t"), "#VALUE!", "method"),
        ],
    )
    def test_refusals(self, arguments, code, culprit):
        """The culprit is named."""
        bad = error("CX_NPS_TARGET_TEST", *arguments)
        assert (code, culprit) == (bad.code, bad.argument)


def test_impossible_counts():
    """No interval would be exact."""
    assert "#NUM!" == error("CX_RATE_DIFF", 1e159, 1e160, 1, 2).code
