"""Sample sizes: published ones, and samples of that size."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import CxError, call_function
from cx_xl.stats import net_score
from cx_xl.stats.normal import quantile

SHARES = st.floats(0.05, 0.95)


class TestNpsSampleSize:
    @pytest.mark.parametrize(
        ("arguments", "needed"),
        [
            ((10,), 385),
            ((5,), 1537),
            ((3,), 4269),
            ((10, 0.95, 0.5, 0.2), 235),
            ((5, 0.95, 0.5, 0.2), 938),
            ((3, 0.95, 0.5, 0.2), 2604),
            ((5, 0.95, 0.5, 0.2, 1000), 485),
        ],
    )
    def test_published(self, arguments, needed):
        """
        reference-values of the design: n = z^2 Var / E^2, finite n / (1 + (n-1)/N).
        """
        assert needed == call_function("CX_NPS_SAMPLE_SIZE", *arguments)

    @given(st.floats(2, 40), st.sampled_from([0.8, 0.95, 0.99]))
    def test_so_many_answers_suffice_and_one_less_does_not(self, margin, confidence):
        """
        The plain interval of the worst case is just narrow enough.
        """
        n = call_function("CX_NPS_SAMPLE_SIZE", margin, confidence)

        assert 100 * quantile(confidence) / sqrt(n) <= margin * (1 + 1e-9)
        assert 100 * quantile(confidence) / sqrt(max(1, n - 1)) > margin or n == 1

    @given(st.integers(1, 3000), st.floats(1, 20))
    def test_never_more_than_there_are(self, population, margin):
        """
        Asking everybody is always enough.
        """
        actual = call_function(
            "CX_NPS_SAMPLE_SIZE", margin, None, None, None, population
        )

        assert 1 <= actual <= population

    def test_more_than_everybody(self):
        """
        70 % promoters and 40 % detractors cannot be.
        """
        with pytest.raises(CxError, match="of all people") as caught:
            call_function("CX_NPS_SAMPLE_SIZE", 5, 0.95, 0.7, 0.4)
        assert "#NUM!" == caught.value.code

    def test_no_margin(self):
        """
        An exact score takes everybody.
        """
        with pytest.raises(CxError) as caught:
            call_function("CX_NPS_SAMPLE_SIZE", 0)
        assert "#NUM!" == caught.value.code


class TestRateSampleSize:
    @pytest.mark.parametrize(
        ("arguments", "needed"),
        [((0.05,), 385), ((0.05, 0.95, 0.7), 323), ((0.03,), 1068), ((0.1,), 97)],
    )
    def test_published(self, arguments, needed):
        """
        Cochran's n = z^2 p (1 - p) / E^2.
        """
        assert needed == call_function("CX_RATE_SAMPLE_SIZE", *arguments)

    @given(SHARES, st.floats(0.01, 0.2))
    def test_rate_and_complement(self, expected, margin):
        """
        Churn takes as many answers as retention.
        """
        one, other = (
            call_function("CX_RATE_SAMPLE_SIZE", margin, 0.95, share)
            for share in (expected, 1 - expected)
        )

        assert abs(one - other) <= 1  # 1 - x differs from its double's neighbour


def test_variance_behind_the_sample_size():
    """
    A sample of the size asked for has the margin asked for.
    """
    n = call_function("CX_NPS_SAMPLE_SIZE", 5, 0.95, 0.5, 0.2)
    counts = net_score.Counts(0.5 * n, 0.3 * n, 0.2 * n)

    low, high = net_score.interval(counts, 0.95, "wald")

    assert pytest.approx(0.1, abs=1e-4) == high - low
