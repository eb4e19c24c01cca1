"""Tests of differences, beside statsmodels and SciPy."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportions_ztest

from cx_xl.stats import net_score, proportion
from cx_xl.stats.net_score import Counts
from cx_xl.stats.regression import holm, line

TABLES = st.tuples(*[st.integers(0, 60)] * 4).filter(
    lambda cells: cells[0] + cells[1] and cells[2] + cells[3]
)


class TestShares:
    @given(TABLES)
    def test_fisher_is_scipys(self, cells):
        """Both add up the tables that are no more probable than the one seen."""
        hits_1, misses_1, hits_2, misses_2 = cells
        table = [[hits_1, misses_1], [hits_2, misses_2]]
        groups = (hits_1, hits_1 + misses_1, hits_2, hits_2 + misses_2)

        assert pytest.approx(
            stats.fisher_exact(table).pvalue, rel=1e-9
        ) == proportion.fisher_p_value(*groups)

    @given(TABLES)
    def test_one_tail_of_fisher_asks_whether_the_first_is_higher(self, cells):
        """SciPy's "greater", whatever the shares."""
        hits_1, misses_1, hits_2, misses_2 = cells
        n_1, n_2 = hits_1 + misses_1, hits_2 + misses_2
        expected = stats.fisher_exact(
            [[hits_1, misses_1], [hits_2, misses_2]], alternative="greater"
        ).pvalue

        actual = proportion.fisher_p_value(hits_1, n_1, hits_2, n_2, 1)

        assert pytest.approx(expected, rel=1e-9) == actual

    @given(TABLES)
    def test_pooled_is_statsmodels(self, cells):
        """The plain two-proportion z-test."""
        hits_1, misses_1, hits_2, misses_2 = cells
        assume(0 < hits_1 + hits_2 < sum(cells))
        n = [hits_1 + misses_1, hits_2 + misses_2]

        assert pytest.approx(
            proportions_ztest([hits_1, hits_2], n)[1], abs=1e-12
        ) == proportion.pooled_p_value(hits_1, n[0], hits_2, n[1])

    @given(TABLES)
    def test_rate_and_complement(self, cells):
        """Comparing failures is comparing successes."""
        hits_1, misses_1, hits_2, misses_2 = cells
        n_1, n_2 = hits_1 + misses_1, hits_2 + misses_2
        for test in (proportion.p_value, proportion.fisher_p_value):
            assert pytest.approx(test(hits_1, n_1, hits_2, n_2)) == test(
                misses_1, n_1, misses_2, n_2
            )


class TestNetScores:
    def test_published_wald(self):
        """R package NPS 2.x: 15/25/60 against 20/30/50 gives p = .1632517."""
        actual = net_score.p_value(Counts(60, 25, 15), Counts(50, 30, 20), "wald")

        assert pytest.approx(0.1632517, abs=5e-8) == actual

    def test_groups_without_spread(self):
        """
        Plain Wald has no error there: certain if they differ, nothing if they agree.
        """
        promoters, detractors = Counts(5, 0, 0), Counts(0, 0, 5)

        assert 1.0 == net_score.p_value(promoters, promoters, "wald")
        assert 0.0 == net_score.p_value(promoters, detractors, "wald")


SERIES = st.lists(
    st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=4, max_size=30
)


class TestLine:
    @given(SERIES)
    def test_line_is_scipys(self, pairs):
        """Slope, r, p and the interval from linregress and its standard error."""
        x, y = zip(*pairs, strict=True)
        assume(len(set(x)) > 1 and len(set(y)) > 1)
        expected = stats.linregress(x, y)
        half = stats.t.ppf(0.975, len(x) - 2) * expected.stderr

        actual = line(x, y)

        assert pytest.approx(expected.slope, abs=1e-9) == actual.slope
        assert pytest.approx(expected.rvalue, abs=1e-9) == actual.r
        assert pytest.approx(expected.pvalue, abs=1e-6) == actual.p
        assert pytest.approx(expected.slope - half, abs=1e-6) == actual.low
        assert pytest.approx(expected.slope + half, abs=1e-6) == actual.high

    def test_a_series_that_does_not_move(self):
        """Nothing can follow from a constant."""
        assert line([3, 3, 3], [1, 2, 3]) is None
        assert line([1, 2, 3], [0.1, 0.1, 0.1]) is None

    @given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
    def test_holm(self, p_values):
        """The definition: the k-th smallest is multiplied, and none falls again."""
        ordered = sorted(p_values)
        expected = [
            max(min(1, (len(ordered) - j) * p) for j, p in enumerate(ordered[: k + 1]))
            for k in range(len(ordered))
        ]

        assert expected == sorted(holm(p_values))
