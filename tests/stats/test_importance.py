"""Importance of drivers, beside R and beside the definition."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.api import OLS, add_constant

from cx_xl.errors import TooFew, TooManyDrivers, Undefined
from cx_xl.stats.importance import importance

# Chatterjee, Price, "Regression Analysis by Example": 30 departments (R's attitude).
NAMES = [
    "rating",
    "complaints",
    "privileges",
    "learning",
    "raises",
    "critical",
    "advance",
]
ATTITUDE = [
    [43, 51, 30, 39, 61, 92, 45],
    [63, 64, 51, 54, 63, 73, 47],
    [71, 70, 68, 69, 76, 86, 48],
    [61, 63, 45, 47, 54, 84, 35],
    [81, 78, 56, 66, 71, 83, 47],
    [43, 55, 49, 44, 54, 49, 34],
    [58, 67, 42, 56, 66, 68, 35],
    [71, 75, 50, 55, 70, 66, 41],
    [72, 82, 72, 67, 71, 83, 31],
    [67, 61, 45, 47, 62, 80, 41],
    [64, 53, 53, 58, 58, 67, 34],
    [67, 60, 47, 39, 59, 74, 41],
    [69, 62, 57, 42, 55, 63, 25],
    [68, 83, 83, 45, 59, 77, 35],
    [77, 77, 54, 72, 79, 77, 46],
    [81, 90, 50, 72, 60, 54, 36],
    [74, 85, 64, 69, 79, 79, 63],
    [65, 60, 65, 75, 55, 80, 60],
    [65, 70, 46, 57, 75, 85, 46],
    [50, 58, 68, 54, 64, 78, 52],
    [50, 40, 33, 34, 43, 64, 33],
    [64, 61, 52, 62, 66, 80, 41],
    [53, 66, 52, 50, 63, 80, 37],
    [40, 37, 42, 58, 50, 57, 49],
    [63, 54, 42, 48, 66, 75, 33],
    [66, 77, 66, 63, 88, 76, 72],
    [78, 75, 58, 74, 80, 78, 49],
    [48, 57, 44, 45, 51, 83, 38],
    [85, 85, 71, 71, 77, 74, 55],
    [82, 82, 39, 59, 64, 78, 39],
]
LMG = {
    "complaints": 0.370816194,
    "privileges": 0.050903793,
    "learning": 0.155765990,
    "raises": 0.120345079,
    "critical": 0.006588723,
    "advance": 0.028182213,
}
JOHNSON = {
    "complaints": 0.3627601997,
    "privileges": 0.0560022788,
    "learning": 0.1636109108,
    "raises": 0.1217803997,
    "critical": 0.0082554665,
    "advance": 0.0201927372,
}
FIRST = {
    "complaints": 0.68131416,
    "privileges": 0.18157559,
    "learning": 0.38897445,
    "raises": 0.34826403,
    "critical": 0.02447321,
    "advance": 0.02405175,
}


def attitude(**options):
    outcome, *drivers = zip(*ATTITUDE, strict=True)
    return importance(outcome, dict(zip(NAMES[1:], drivers, strict=True)), **options)


@pytest.mark.parametrize(
    ("method", "published", "digits"),
    [("shapley", LMG, 9), ("relative", JOHNSON, 10), ("correlation", FIRST, 8)],
)
def test_published_weights(method, published, digits):
    """R's relaimpo 2.2-7 (LMG, first) and iopsych (relative weights)."""
    actual = dict(zip(NAMES[1:], attitude(method=method).raw, strict=True))

    assert {name: f"{x:.{digits}f}" for name, x in published.items()} == {
        name: f"{x:.{digits}f}" for name, x in actual.items()
    }


def test_published_r_squared():
    """
    R's lm: rating on all six explains .7326019925; both methods share just that out.
    """
    assert "0.7326019925" == f"{attitude().r_squared:.10f}"
    for method in ("relative", "shapley"):
        assert pytest.approx(0.7326019925, abs=1e-10) == sum(
            attitude(method=method).raw
        )


def table(rng, p, n=40):
    common = rng.normal(size=n)
    drivers = {f"d{i}": common + rng.normal(size=n) for i in range(p)}
    return sum(drivers.values()) + rng.normal(size=n), drivers


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 4))
def test_shapley_is_the_mean_over_all_orders(seed, p):
    """The definition: what a driver adds to R squared, over all orders of entry."""
    outcome, drivers = table(np.random.default_rng(seed), p)
    columns = list(drivers.values())

    def r_squared(chosen):
        design = np.column_stack([np.ones(len(outcome)), *(columns[i] for i in chosen)])
        rest = outcome - design @ np.linalg.lstsq(design, outcome)[0]
        return 1 - rest @ rest / ((outcome - outcome.mean()) ** 2).sum()

    orders = list(permutations(range(p)))
    expected = [
        np.mean(
            [
                r_squared(order[: order.index(i) + 1])
                - r_squared(order[: order.index(i)])
                for order in orders
            ]
        )
        for i in range(p)
    ]

    assert (
        pytest.approx(expected, abs=1e-9) == importance(outcome, drivers, "shapley").raw
    )


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["relative", "shapley", "correlation"]))
def test_units_do_not_matter(seed, method):
    """Minutes or hours, points or stars: importance stays the same."""
    outcome, drivers = table(np.random.default_rng(seed), 3)
    other = {name: 60 * column - 5 for name, column in drivers.items()}

    assert (
        pytest.approx(importance(outcome, drivers, method).shares)
        == importance(10 * outcome + 3, other, method).shares
    )


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["relative", "shapley", "correlation"]))
def test_whole_weights_repeat_rows(seed, method):
    """A weight of 2 is a person asked twice, and weights of one change nothing."""
    rng = np.random.default_rng(seed)
    outcome, drivers = table(rng, 3)
    weights = rng.integers(1, 3, size=len(outcome))
    repeated = {name: np.repeat(column, weights) for name, column in drivers.items()}
    plain = importance(outcome, drivers, method)

    assert (
        pytest.approx(importance(np.repeat(outcome, weights), repeated, method).shares)
        == importance(outcome, drivers, method, weights).shares
    )
    assert pytest.approx(plain.raw) == (
        importance(outcome, drivers, method, [7] * len(outcome)).raw
    )


class TestLimits:
    def test_a_draw_counts_some_people_twice(self):
        """
        The bootstrap by hand: r squared of repeated rows, percentiles, and Student's
        interval where it reaches further.
        """
        rows = np.array(ATTITUDE, dtype=float)
        counts = np.random.default_rng(0).multinomial(30, np.full(30, 1 / 30), 1000)
        squares = [
            np.corrcoef(np.repeat(rows, n, axis=0).T)[0, 1:] ** 2 for n in counts
        ]
        drawn = np.array([row / row.sum() for row in squares])
        found = attitude(method="correlation")
        reach = stats.t.ppf(0.975, 30 - 7) * drawn.std(axis=0, ddof=1)
        low, high = np.quantile(drawn, [0.025, 0.975], axis=0)

        expected = [
            np.minimum(low, np.maximum(found.shares - reach, 0)),
            np.maximum(high, np.minimum(found.shares + reach, 1)),
        ]

        assert pytest.approx(np.transpose(expected), abs=1e-9) == np.array(found.limits)

    @pytest.mark.parametrize("method", ["relative", "shapley", "correlation"])
    def test_they_hold_the_share_and_stay(self, method):
        """The same data give the same limits, on both sides of the share."""
        found = attitude(method=method)

        assert found.limits == attitude(method=method).limits
        for share, limits in zip(found.shares, found.limits, strict=True):
            assert 0 <= limits.low <= share <= limits.high <= 1

    def test_methods_that_agree_have_limits_that_agree(self):
        """
        Johnson's weights and LMG differ by .01 in these data, their limits by .02.
        """
        one, other = (attitude(method=name).limits for name in ("relative", "shapley"))

        assert pytest.approx(np.array(one), abs=0.02) == np.array(other)

    def test_more_than_ten_shapley_drivers_have_none(self):
        """
        A thousand draws of two to the eleventh regressions would freeze the sheet.
        """
        outcome, drivers = table(np.random.default_rng(0), 11)

        assert importance(outcome, drivers, "shapley").limits is None
        assert importance(outcome, drivers, "relative").limits is not None

    def test_rows_above_a_thousand_are_drawn_in_groups(self):
        """The limits of 4,000 rows are half as wide as those of every fourth row."""
        outcome, drivers = table(np.random.default_rng(1), 3, 4000)
        quarter = {name: column[::4] for name, column in drivers.items()}

        def width(*data):
            return np.mean([b - a for a, b in importance(*data).limits])

        all_rows, some = width(outcome, drivers), width(outcome[::4], quarter)
        assert 1.7 < some / all_rows < 2.3

    def test_means_have_those_of_student(self):
        """scipy.stats.t about each mean."""
        columns = np.transpose(ATTITUDE)[1:]
        for answers, limits in zip(columns, attitude().mean_limits, strict=True):
            around = {"loc": np.mean(answers), "scale": stats.sem(answers)}
            expected = stats.t.interval(0.95, 29, **around)
            assert pytest.approx(expected) == tuple(limits)

    def test_adjusted_r_squared(self):
        """statsmodels OLS; weights that repeat rows count by Kish's base."""
        outcome, *drivers = np.transpose(ATTITUDE).astype(float)
        fit = OLS(outcome, add_constant(np.transpose(drivers))).fit()

        assert pytest.approx(fit.rsquared_adj) == attitude().adjusted_r_squared
        assert 30 == attitude(weights=[2] * 30).base
        assert pytest.approx(40**2 / 60) == attitude(weights=[1, 1, 2] * 10).base


class TestRefusals:
    def test_too_few_rows(self):
        """With as many coefficients as rows the fit is perfect and means nothing."""
        with pytest.raises(TooFew, match="at least 4"):
            importance([1, 2, 4], {"a": [1, 5, 2], "b": [3, 1, 1]})

    def test_a_constant(self):
        """The column is named, and what to do about it."""
        a = [1, 5, 2, 2, 7]
        with pytest.raises(Undefined) as caught:
            importance([1, 2, 4, 3, 6], {"a": a, "Price": [3] * 5})
        assert (
            'drivers: every row of column "Price" holds the same value, so nothing can '
            "depend on it; check the column, or leave it out." == str(caught.value)
        )
        with pytest.raises(Undefined, match="outcome: every row") as caught:
            importance([3] * 5, {"a": a})
        assert "scegli un risultato" in caught.value.say("it")

    @pytest.mark.parametrize("method", ["relative", "shapley", "correlation"])
    def test_a_driver_that_follows_from_others(self, method):
        """Two columns that say the same cannot be told apart."""
        one = [1, 5, 2, 2, 7]
        drivers = {"a": one, "b": [2 * x for x in one], "c": [1, 2, 2, 3, 9]}
        with pytest.raises(Undefined, match=r'"a", "b" follows .* leave it out'):
            importance([1, 2, 4, 3, 6], drivers, method)

    def test_too_many_for_shapley(self):
        """Sixteen drivers would take 65,536 regressions."""
        outcome, drivers = table(np.random.default_rng(0), 16)
        with pytest.raises(TooManyDrivers) as caught:
            importance(outcome, drivers, "shapley")
        assert "#VALUE!" == caught.value.code

    def test_weights_that_add_up_to_nothing(self):
        """Nobody is left to learn from."""
        with pytest.raises(Undefined, match="add up to 0"):
            importance([1, 2, 4, 3], {"a": [1, 5, 2, 2]}, "relative", [0] * 4)
