"""Means, medians and their intervals."""

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cx_xl.errors import NoSpread
from cx_xl.stats import mean, quantiles
from cx_xl.tally import Tally

NUMBERS = st.lists(st.integers(-99, 99), min_size=2, max_size=40)
DELIGHTED = [1] * 14 + [2] * 9 + [3] * 10 + [4] * 32 + [5] * 42


class TestMean:
    def test_published_scores(self):
        """Delighted's 107 answers: mean 3.738318, t interval 3.470690 to 4.005946."""
        tally = Tally.of(DELIGHTED)

        assert "3.738318" == f"{tally.mean:.6f}"
        assert ["3.470690", "4.005946"] == [f"{x:.6f}" for x in mean.interval(tally)]

    def test_weighted_error(self):
        """
        y = 1 1 0 -1 1 with w = 1 1 2 2 4: mean .4, sum w (y - mean)^2 / sum w = .64,
        Kish's base 100 / 26; the error is sqrt(.64 / (100 / 26 - 1)), by hand.
        """
        tally = Tally.of([1, 1, 0, -1, 1], [1, 1, 2, 2, 4])
        error = (0.64 / (100 / 26 - 1)) ** 0.5

        low, high = mean.interval(tally)

        half = stats.t.ppf(0.975, 100 / 26 - 1) * error
        assert pytest.approx(error) == mean.standard_error(tally)
        assert pytest.approx((0.4 - half, 0.4 + half)) == (low, high)

    @given(NUMBERS, st.floats(0.01, 100))
    def test_equal_weights_are_none(self, numbers, weight):
        """Only ratios of weights matter."""
        weighted = Tally.of(numbers, [weight] * len(numbers))

        assert pytest.approx(mean.interval(Tally.of(numbers)), abs=1e-9) == (
            mean.interval(weighted)
        )

    def test_one_answer_outweighs_all_others(self):
        """Then there is one answer in effect, and one has no spread."""
        with pytest.raises(NoSpread):
            mean.interval(Tally.of([1, 2, 3], [1, 1, 1e9]))

    @given(NUMBERS, st.sampled_from([0.5, 0.9, 0.95, 0.99]))
    def test_interval_is_scipys(self, numbers, confidence):
        """Student's t with n - 1 degrees of freedom."""
        n, centre = len(numbers), sum(numbers) / len(numbers)
        error = stats.sem(numbers)
        half = stats.t.ppf((1 + confidence) / 2, n - 1) * error

        low, high = mean.interval(Tally.of(numbers), confidence)

        assert pytest.approx(centre - half, abs=1e-9) == low
        assert pytest.approx(centre + half, abs=1e-9) == high

    def test_one_answer(self):
        """It has no spread, and Excel's CONFIDENCE.T shows #DIV/0! too."""
        with pytest.raises(NoSpread) as caught:
            mean.interval(Tally.of([4]))
        assert "#DIV/0!" == caught.value.code


class TestMedian:
    @given(NUMBERS)
    def test_without_weights_it_is_the_plain_one(self, numbers):
        """The standard library's median."""
        assert median(numbers) == quantiles.median(Tally.of(numbers))

    @given(NUMBERS, st.data())
    def test_whole_weights_repeat_answers(self, numbers, data):
        """A weight of 3 is an answer given three times."""
        times = data.draw(
            st.lists(st.integers(1, 4), min_size=len(numbers), max_size=len(numbers))
        )
        repeated = [x for x, k in zip(numbers, times, strict=True) for _ in range(k)]

        assert median(repeated) == quantiles.median(Tally.of(numbers, times))

    def test_interval(self):
        """Woodruff: of 1 to 100, ranks 100 (.5 -+ 1.96 / 20), so 41 and 60."""
        assert (41, 60) == quantiles.median_interval(Tally.of(range(1, 101)))
        assert quantiles.median_interval(Tally.of([1, 2, 3])) is None
