"""
Net Promoter Scores and intervals against the R package NPS 2.x (R 4.2.2).

Each row: detractors, passives, promoters; the score; Wald, adjusted Wald and score
intervals in points, not clipped, as that package prints them.
"""

import pytest

from cx_xl import call_function
from cx_xl.kpi.shared.promoters import counts
from cx_xl.stats import net_score
from cx_xl.tally import Tally

TABLE = [
    ((20, 30, 50), 30, (14.6922, 45.3078), (14.0511, 44.2013), (13.9551, 44.3393)),
    ((15, 25, 60), 45, (30.4976, 59.5024), (29.3431, 58.0355), (29.2569, 58.1257)),
    ((5, 3, 2), -30, (-78.4075, 18.4075), (-65.2045, 19.0506), (-67.5278, 21.6592)),
    ((0, 0, 10), 100, (100, 100), (47.5036, 106.3426), (44.4934, 100)),
    ((10, 0, 0), -100, (-100, -100), (-106.3426, -47.5036), (-100, -44.4934)),
    ((0, 10, 0), 0, (0, 0), (-18.4650, 18.4650), (-27.7533, 27.7533)),
    ((1, 1, 1), 0, (-92.3936, 92.3936), (-61.1126, 61.1126), (-69.2405, 69.2405)),
]


def column(detractors, passives, promoters):
    return [[3]] * detractors + [[8]] * passives + [[10]] * promoters


@pytest.mark.parametrize("row", TABLE, ids=lambda row: str(row[0]))
class TestAgainstR:
    def test_score(self, row):
        assert pytest.approx(call_function("CX_NPS", column(*row[0]))) == row[1]

    @pytest.mark.parametrize(
        ("method", "index"), [("wald", 2), ("adjusted", 3), ("score", 4)]
    )
    def test_interval(self, row, method, index):
        """The statistics agree to the digits that R prints."""
        detractors, passives, promoters = row[0]
        three = net_score.Counts(promoters, passives, detractors)

        limits = net_score.interval(three, 0.95, method).times(100)

        assert pytest.approx(limits, abs=5e-5) == row[index]

    @pytest.mark.parametrize(
        ("method", "index"), [("wald", 2), ("adjusted", 3), ("score", 4)]
    )
    def test_the_cell_stays_on_the_scale(self, row, method, index):
        """No score lies beyond 100 points, so no interval says so."""
        clipped = [max(-100, min(100, limit)) for limit in row[index]]

        (cells,) = call_function("CX_NPS_CI", column(*row[0]), 0.95, method)

        assert pytest.approx(cells, abs=5e-5) == clipped


def test_variance_of_20_30_50():
    """CRAN NPS 1.1: npvar = .61, nps.se = .0781025."""
    three = net_score.Counts(50, 30, 20)

    assert 0.61 == pytest.approx(three.variance)
    assert 0.0781025 == pytest.approx((three.variance / three.n) ** 0.5, abs=5e-8)


@pytest.mark.parametrize(
    ("scores", "variance"),
    [([0, 7, 7, 9, 9, 9], 5 / 9), ([1, 9], 1), ([7, 9], 0.25), ([0, 7, 9], 2 / 3)],
)
def test_variances_of_the_unit_tests_of_r(scores, variance):
    """brendan-r/NPS, tests/testthat: nps_var."""
    assert pytest.approx(counts(Tally.of(scores)).variance) == variance


def test_score_from_three_counts():
    """120/45/30 of 195: 46.153846; a vendor prints 46.16 from rounded shares."""
    assert 46.153846 == round(call_function("CX_NPS_FROM_COUNTS", 120, 45, 30), 6)


def test_weighted_score_and_its_standard_error():
    """
    R survey, svymean: y = (1, 1, 0, -1, 1), w = (1, 1, 2, 2, 4): 40, SE 43.243497.
    """
    scores, weights = [10, 9, 8, 3, 9], [1, 1, 2, 2, 4]
    confidence = 0.6826894921370859  # one standard error to each side

    ((low, high),) = call_function("CX_NPS_CI", scores, confidence, "wald", weights)

    assert 40.0 == pytest.approx(call_function("CX_NPS", scores, weights))
    assert 43.243497 == pytest.approx((high - low) / 2, abs=2e-6)


def test_effective_sample_size():
    """Kish: w = (1, 1, 2, 2, 4) count as 3.846154 answers."""
    tally = Tally.of([10, 9, 8, 3, 9], [1, 1, 2, 2, 4])

    assert 3.846154 == round(tally.effective_n, 6)


def test_two_sample_comparison_is_the_adjusted_one():
    """
    15/25/60 against 20/30/50: R NPS 2.x gives p = .163 unadjusted, .170193 adjusted.
    """
    one, other = net_score.Counts(60, 25, 15), net_score.Counts(50, 30, 20)

    assert 0.170193 == round(net_score.p_value(one, other), 6)
