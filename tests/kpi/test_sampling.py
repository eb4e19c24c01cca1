"""Sample sizes: published ones, and samples of that size."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import CxError, call_function
from cx_xl.stats import net_score
from cx_xl.stats.normal import quantile
from tests.refusals import error

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

    @pytest.mark.parametrize("margin", [0.05, 0.0999, 1e-9])
    def test_a_fraction_is_no_margin_in_points(self, margin):
        """0.05 points would take 15 million answers; 5 points were meant."""
        with pytest.raises(CxError, match="the margin is in points") as caught:
            call_function("CX_NPS_SAMPLE_SIZE", margin)
        assert "#NUM!" == caught.value.code
        typed = f"{100 * margin:g}".replace(".", ",")
        assert f"scrivi {typed} per" in caught.value.say("it")

    def test_the_least_margin(self):
        """
        A tenth of a point: 1.96^2 100^2 / .1^2 answers, still a plan for a census.
        """
        assert 3841459 == call_function("CX_NPS_SAMPLE_SIZE", 0.1)

    @given(st.floats(2, 40), st.sampled_from([0.8, 0.95, 0.99]))
    def test_so_many_answers_suffice_and_one_less_does_not(self, margin, confidence):
        """The plain interval of the worst case is just narrow enough."""
        n = call_function("CX_NPS_SAMPLE_SIZE", margin, confidence)

        assert 100 * quantile(confidence) / sqrt(n) <= margin * (1 + 1e-9)
        assert 100 * quantile(confidence) / sqrt(max(1, n - 1)) > margin or n == 1

    @given(st.integers(1, 3000), st.floats(1, 20))
    def test_never_more_than_there_are(self, population, margin):
        """Asking everybody is always enough."""
        actual = call_function(
            "CX_NPS_SAMPLE_SIZE", margin, None, None, None, population
        )

        assert 1 <= actual <= population

    def test_more_than_everybody(self):
        """70 % promoters and 40 % detractors cannot be."""
        with pytest.raises(CxError, match="of all people") as caught:
            call_function("CX_NPS_SAMPLE_SIZE", 5, 0.95, 0.7, 0.4)
        assert "#NUM!" == caught.value.code

    def test_no_margin(self):
        """An exact score takes everybody."""
        assert "#NUM!" == error("CX_NPS_SAMPLE_SIZE", 0).code


class TestRateSampleSize:
    @pytest.mark.parametrize(
        ("arguments", "needed"),
        [((0.05,), 385), ((0.05, 0.95, 0.7), 323), ((0.03,), 1068), ((0.1,), 97)],
    )
    def test_published(self, arguments, needed):
        """Cochran's n = z^2 p (1 - p) / E^2."""
        assert needed == call_function("CX_RATE_SAMPLE_SIZE", *arguments)

    def test_a_hundredth_of_the_margin_that_was_meant(self):
        """.0005 is .05 %: a cell that was formatted as a percentage twice."""
        with pytest.raises(CxError, match=r"write 0\.05 \(or 5%\)") as caught:
            call_function("CX_RATE_SAMPLE_SIZE", 0.0005)
        assert "#NUM!" == caught.value.code
        assert 960365 == call_function("CX_RATE_SAMPLE_SIZE", 0.001)

    @given(SHARES, st.floats(0.01, 0.2))
    def test_rate_and_complement(self, expected, margin):
        """Churn takes as many answers as retention."""
        one, other = (
            call_function("CX_RATE_SAMPLE_SIZE", margin, 0.95, share)
            for share in (expected, 1 - expected)
        )

        assert abs(one - other) <= 1  # 1 - x differs from its double's neighbour


def test_variance_behind_the_sample_size():
    """A sample of the size asked for has the margin asked for."""
    n = call_function("CX_NPS_SAMPLE_SIZE", 5, 0.95, 0.5, 0.2)
    counts = net_score.Counts(0.5 * n, 0.3 * n, 0.2 * n)

    low, high = net_score.interval(counts, 0.95, "wald")

    assert pytest.approx(0.1, abs=1e-4) == high - low
