"""Tests of paired differences: published tables, and SciPy beside them."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from cx_xl import call_function, nps_diff_paired, rate_diff_paired
from tests.refusals import error

TABLES = st.tuples(*[st.integers(0, 60)] * 4).filter(sum)
LEVELS = st.sampled_from([0.5, 0.8, 0.95, 0.999])
ANSWER = st.integers(0, 10)
WAVES = st.lists(st.tuples(ANSWER, ANSWER), min_size=2, max_size=40)


def code(answer):
    return 1 if answer >= 9 else 0 if answer >= 7 else -1


class TestRateDiffPaired:
    @pytest.mark.parametrize(
        ("table", "difference", "low", "high"),
        [
            ((36, 12, 2, 0), "0.2000", "0.0569", "0.3404"),
            ((59, 6, 16, 80), "-0.0621", "-0.1186", "-0.0046"),
            ((1, 1, 7, 12), "-0.2857", "-0.5069", "-0.0256"),
        ],
    )
    def test_published_intervals(self, table, difference, low, high):
        """
        Newcombe (1998b), table III, method 10; then the tables of Cavo et al. and
        Bentur et al. as in R's contingencytables 3.0 (square-and-add).
        """
        row = rate_diff_paired(*table)

        assert [difference, low, high] == [f"{x:.4f}" for x in row[:3]]
        assert sum(table) == row.n

    @pytest.mark.parametrize(
        ("table", "expected"), [((1, 1, 7, 12), "0.0391"), ((59, 6, 16, 80), "0.0347")]
    )
    def test_published_mid_p(self, table, expected):
        """Fagerland, Lydersen, Laake (2013), tables 1 and 2."""
        assert expected == f"{rate_diff_paired(*table).p:.4f}"

    @given(TABLES)
    def test_mid_p_is_scipys(self, table):
        """
        The exact binomial p-value, less the probability of what was seen; half of it
        where as many changed either way, and 1 where nobody did.
        """
        _, only_1, only_2, _ = table
        changed = only_1 + only_2
        expected = 1.0
        if changed:
            seen = stats.binom.pmf(only_1, changed, 0.5)
            exact = stats.binomtest(only_1, changed).pvalue
            expected = exact - (seen / 2 if only_1 == only_2 else seen)

        assert pytest.approx(expected) == rate_diff_paired(*table).p

    @given(TABLES)
    def test_one_tail_asks_for_the_first_share(self, table):
        """
        P(as many or more succeed the first time only), less half of what was seen.
        """
        _, only_1, only_2, _ = table
        binomial = stats.binom(only_1 + only_2, 0.5)
        expected = binomial.sf(only_1) + binomial.pmf(only_1) / 2

        assert pytest.approx(expected) == rate_diff_paired(*table, 0.95, 1).p

    @given(TABLES, LEVELS)
    def test_contained_and_mirrored(self, table, confidence):
        """
        The difference lies inside, within [-1, 1]; swapped waves mirror it, and so
        does counting those who failed.
        """
        both, only_1, only_2, neither = table
        row = rate_diff_paired(*table, confidence)
        mirrored = -row.difference, -row.high, -row.low, row.p, row.n

        assert -1 <= row.low <= row.difference <= row.high <= 1
        assert pytest.approx(mirrored) == rate_diff_paired(
            both, only_2, only_1, neither, confidence
        )
        assert pytest.approx(mirrored) == rate_diff_paired(
            neither, only_2, only_1, both, confidence
        )

    def test_pairs_that_go_together_are_surer(self):
        """80 % and 60 % of the same 100 people, who keep their opinion but for 20."""
        paired = rate_diff_paired(60, 20, 0, 20)
        strangers = call_function("CX_RATE_DIFF", 80, 100, 60, 100)[0]

        assert pytest.approx(strangers[0]) == paired.difference
        assert paired.high - paired.low < strangers[2] - strangers[1]

    @pytest.mark.parametrize(
        ("arguments", "code", "culprit"),
        [
            ((0, 0, 0, 0), "#DIV/0!", "both, only_1, only_2, neither"),
            ((1, -1, 1, 1), "#NUM!", "only_1"),
            ((1, 1, 1.5, 1), "#VALUE!", "only_2"),
            ((1, 1, 1, None), "#VALUE!", "neither"),
            ((1, 1, 1, 1, 0.95, 3), "#NUM!", "tails"),
        ],
    )
    def test_refusals(self, arguments, code, culprit):
        """The culprit is named."""
        bad = error("CX_RATE_DIFF_PAIRED", *arguments)
        assert (code, culprit) == (bad.code, bad.argument)


class TestNpsDiffPaired:
    @given(WAVES, LEVELS)
    def test_it_is_scipys_paired_t(self, waves, confidence):
        """ttest_rel on the codes -1, 0 and 1, with its interval and either tail."""
        one, other = zip(*waves, strict=True)
        codes = list(map(code, one)), list(map(code, other))
        assume(len({a - b for a, b in zip(*codes, strict=True)}) > 1)
        expected = stats.ttest_rel(*codes)
        limits = expected.confidence_interval(confidence)

        row = nps_diff_paired(one, other, confidence)

        assert pytest.approx(100 * sum(map(int.__sub__, *codes)) / len(one)) == (
            row.difference
        )
        assert pytest.approx(max(-200, 100 * limits.low), abs=1e-6) == row.low
        assert pytest.approx(min(200, 100 * limits.high), abs=1e-6) == row.high
        assert pytest.approx(expected.pvalue, abs=1e-9) == row.p
        assert len(one) == row.n
        assert -200 <= row.low <= row.difference <= row.high <= 200
        above = stats.ttest_rel(*codes, alternative="greater").pvalue
        assert pytest.approx(above, abs=1e-9) == nps_diff_paired(one, other, 0.95, 1).p

    def test_rows_with_a_gap_are_left_out(self):
        """Customers who answered once tell nothing of change, headers even less."""
        first = [["First wave"], [10], [9], [None], [8], [""], [6]]
        second = [["Second wave"], [9], [3], [7], [8], [2], [None]]

        actual = call_function("CX_NPS_DIFF_PAIRED", first, second)

        assert call_function("CX_NPS_DIFF_PAIRED", [10, 9, 8], [9, 3, 8]) == actual
        assert 3 == actual[0][4]

    @pytest.mark.parametrize(
        ("arguments", "code", "culprit"),
        [
            (([], []), "#DIV/0!", "scores_1, scores_2"),
            (([9, None], [None, 8]), "#DIV/0!", "scores_1, scores_2"),
            (([9], [7]), "#NUM!", "scores_1, scores_2"),
            (([9, 9, 8], [9, 8, 11]), "#NUM!", "scores_2"),
            (([9, 9, 8], [9, 8]), "#VALUE!", "scores_2"),
            (([9, 9, 8], [10, 9, 7]), "#NUM!", "scores_1, scores_2"),
        ],
    )
    def test_refusals(self, arguments, code, culprit):
        """The culprit is named; where nobody changed there is no spread to judge by."""
        bad = error("CX_NPS_DIFF_PAIRED", *arguments)
        assert (code, culprit) == (bad.code, bad.argument)

    def test_place_of_the_bad_answer(self):
        """An eleven in the second wave is found there."""
        assert (2, 1) == error("CX_NPS_DIFF_PAIRED", [[9], [8]], [[7], [11]]).position


def test_impossible_counts():
    """No interval would be exact."""
    assert "#NUM!" == error("CX_RATE_DIFF_PAIRED", 1e18, 1, 1, 1).code
