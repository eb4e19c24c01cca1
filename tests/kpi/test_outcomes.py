"""A KPI and the results that follow it."""

import random
from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cx_xl import call_function
from tests.refusals import error


def series(lag, n=24):
    """An outcome that follows the KPI two points for one, so many periods later."""
    draw = random.Random(3)
    kpi = [draw.randint(20, 60) for _ in range(n)]
    outcome = [100 + 2 * kpi[t - lag] + draw.gauss(0, 1) for t in range(n)]
    return kpi, outcome


def drift(seed, n=24):
    """A series that follows itself (.6) and nothing else."""
    draw = random.Random(seed)
    values = [0.0]
    for _ in range(n + 50):
        values.append(0.6 * values[-1] + draw.gauss(0, 1))
    return values[-n:]


def pyper_peterman(x, y):
    """Equations 1 and 7 of Pyper and Peterman (1998), from NumPy's correlate."""
    n = len(x)

    def autocorrelations(values):
        centred = np.array(values) - np.mean(values)
        products = np.correlate(centred, centred, "full")[n - 1 :]
        return n / (n - np.arange(n)) * products / products[0]

    lags = np.arange(1, n // 5 + 1)
    both = autocorrelations(x)[lags] * autocorrelations(y)[lags]
    return 1 / max(1 / n, 1 / n + 2 / n * np.sum((n - lags) / n * both))


class TestKpiLink:
    @pytest.mark.parametrize("lag", [0, 1, 3])
    def test_the_lag_is_found(self, lag):
        """The KPI comes first: a positive lag, and a slope of two."""
        table = call_function("CX_KPI_LINK", *series(lag))

        best = max(table[1:], key=lambda row: row[2])
        assert [lag, 24 - lag] == best[:2]
        assert pytest.approx(2, abs=0.1) == best[5]
        assert best[6] < best[5] < best[7]

    @pytest.mark.parametrize("world", [series(1), (drift(1), drift(2))])
    def test_rows_are_scipys(self, world):
        """
        linregress on the pairs that lie so far apart; what is tested is its r, with as
        many degrees of freedom as there are effective pairs, less 2.
        """
        kpi, outcome = world
        share = pyper_peterman(kpi, outcome) / 24

        table = call_function("CX_KPI_LINK", kpi, outcome, 4, None, False)

        for k, row in enumerate(table):
            expected = stats.linregress(kpi[: 24 - k], outcome[k:])
            freedom = share * (24 - k) - 2
            error = expected.stderr * ((22 - k) / freedom) ** 0.5
            t = expected.slope / error
            half = stats.t.ppf(0.975, freedom) * error
            assert [k, 24 - k] == row[:2]
            assert pytest.approx([expected.rvalue, expected.slope], abs=1e-9) == (
                [row[2], row[5]]
            )
            assert pytest.approx(2 * stats.t.sf(abs(t), freedom), abs=1e-9) == row[3]
            assert (
                pytest.approx(
                    [expected.slope - half, expected.slope + half, freedom + 2]
                )
                == (row[6:9])
            )

    def test_holm(self):
        """Five lags tried: the best of five p-values counts five times."""
        table = call_function("CX_KPI_LINK", *series(1), 4, None, False)

        smallest = min(row[3] for row in table)
        assert pytest.approx(5 * smallest) == min(row[4] for row in table)
        assert all(row[3] <= row[4] <= 1 for row in table)

    def test_a_missing_month_shifts_nothing(self):
        """It takes out its pairs, and the months behind it stay where they were."""
        kpi, outcome = series(1)
        holes = [*kpi[:5], None, *kpi[6:], None]
        titled = (["NPS", *holes], ["Sales", *outcome, None])

        rows = call_function("CX_KPI_LINK", *titled, 1, None, False)

        expected = stats.linregress(
            [*kpi[:5], *kpi[6:23]], [*outcome[1:6], *outcome[7:]]
        )
        assert [23, 22] == [row[1] for row in rows]
        assert pytest.approx(expected.slope) == rows[1][5]

    def test_two_trends_always_agree(self):
        """Until one compares their changes."""
        draw = random.Random(5)
        kpi = [10 + 3 * t + draw.gauss(0, 2) for t in range(30)]
        outcome = [900 + 50 * t + draw.gauss(0, 40) for t in range(30)]

        levels = call_function("CX_KPI_LINK", kpi, outcome, 0, None, False)[0]
        changes = call_function("CX_KPI_LINK", kpi, outcome, 0, True, False)[0]

        assert levels[2] > 0.95
        assert abs(changes[2]) < 0.4
        assert [30, 29] == [levels[1], changes[1]]

    def test_too_short_or_still(self):
        """Below eight pairs, and for a constant, there is only #N/A."""
        kpi, outcome = series(1, 9)

        table = call_function("CX_KPI_LINK", kpi, outcome, 2, None, False)

        assert [9, 8, 7] == [row[1] for row in table]
        assert [*["#N/A"] * 7, "fewer than 8 pairs"] == table[2][2:]
        assert "#N/A" != table[1][2]
        still = call_function("CX_KPI_LINK", [5] * 9, outcome, 0, None, False)
        assert [0, 9, *["#N/A"] * 7, "no movement"] == still[0]

    def test_trends_have_no_p_value(self):
        """A series that grows goes with every other one that does; changes do not."""
        draw = random.Random(5)
        kpi = [10 + 3 * t + draw.gauss(0, 2) for t in range(30)]
        outcome = [900 + 50 * t + draw.gauss(0, 40) for t in range(30)]

        row = call_function("CX_KPI_LINK", kpi, outcome, 0, None, False)[0]
        changes = call_function("CX_KPI_LINK", kpi, outcome, 0, True, False)[0]

        assert ["#N/A"] * 4 == [row[3], row[4], row[6], row[7]]
        assert "trend in both: set difference to TRUE" == row[9]
        assert "" == changes[9]
        assert changes[4] > 0.05

    def test_seasons_have_no_p_value(self):
        """Two products that sell in December have nothing else in common."""
        draw = random.Random(8)
        kpi, outcome = (
            [100 + 80 * (t % 12 == 11) + draw.gauss(0, 9) for t in range(48)]
            for _ in range(2)
        )

        row = call_function("CX_KPI_LINK", kpi, outcome, 0, None, False)[0]
        years = call_function("CX_KPI_LINK", kpi, outcome, 0, None, False, 12)[0]

        assert row[2] > 0.8
        assert ["#N/A"] * 4 == [row[3], row[4], row[6], row[7]]
        assert "season of 12 in both: set season to 12" == row[9]
        assert [36, ""] == [years[1], years[9]]
        assert years[4] > 0.05

    def test_a_hint_takes_no_p_value_away(self):
        """Chance makes a season of .02 in this KPI, and what follows it has it too."""
        row = call_function("CX_KPI_LINK", *series(0), 0, None, False)[0]

        assert "perhaps season of 12 in both: set season to 12" == row[9]
        assert row[3] < 1e-9
        assert row[6] < row[5] < row[7]

    def test_the_transform_of_a_long_series(self):
        """Sums of products, one by one, give as many effective pairs."""
        draw = random.Random(9)
        kpi = [draw.gauss(0, 1) for _ in range(2000)]

        row = call_function("CX_KPI_LINK", kpi, kpi[::-1], 0, None, False)[0]

        assert pytest.approx(pyper_peterman(kpi, kpi[::-1])) == row[8]

    def test_differences_by_hand(self):
        """A season of 4 compares with four periods before, and then with one before."""
        kpi, outcome = series(0)

        def changes(values, step):
            return [b - a for a, b in zip(values, values[step:], strict=False)]

        yearly = changes(kpi, 4), changes(outcome, 4)
        both = [changes(side, 1) for side in yearly]

        for flag, taken in ((False, yearly), (True, both)):
            row = call_function("CX_KPI_LINK", kpi, outcome, 0, flag, False, 4)[0]
            expected = stats.linregress(*taken)
            assert len(taken[0]) == row[1]
            assert pytest.approx([expected.rvalue, expected.slope]) == [row[2], row[5]]

    def test_headers_keep_their_place(self):
        """Saved workbooks say FALSE in the fifth place."""
        table = call_function("CX_KPI_LINK", *series(0), 0, False, False)

        assert 0 == table[0][0]

    def test_a_random_walk_and_its_noise_have_no_link(self):
        """At any lag: what wanders counts as few independent pairs."""
        draw = random.Random(4)
        walks = [list(accumulate(draw.gauss(0, 1) for _ in range(24))) for _ in "xy"]

        rows = call_function("CX_KPI_LINK", *walks, 4, None, False)

        assert all(row[8] < row[1] / 2 for row in rows)
        assert all(row[4] == "#N/A" or row[4] > 0.05 for row in rows)

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (([1, 2], [1]), "#VALUE!"),
            (([], []), "#DIV/0!"),
            (([1, None], [None, 2]), "#DIV/0!"),
            (([1], [1], -1), "#NUM!"),
            (([1], [1], 1.5), "#VALUE!"),
            (([1], [1], 1, "maybe"), "#VALUE!"),
            (([1], [1], 1, None, None, -1), "#NUM!"),
            (([1], [1], 1, None, None, True), "#VALUE!"),
            (([1, "#N/A"], [1, 2]), "#N/A"),
        ],
    )
    def test_refusals(self, arguments, code):
        """Series of two lengths, nothing in common, no such lag."""
        assert code == error("CX_KPI_LINK", *arguments).code


@pytest.mark.parametrize(
    ("name", "arguments", "expected"), [("CX_ROCXI", (150_000, 100_000), "0.50000")]
)
def test_published_return(name, arguments, expected):
    """Half of what it cost comes on top."""
    assert expected == f"{call_function(name, *arguments):.5f}"


def test_a_discounted_benefit_month_by_month():
    """Twelve parts at the end of each month, written out."""
    parts = [10_000 / 1.1 ** (month / 12) for month in range(1, 13)]

    assert pytest.approx(sum(parts) / 100_000 - 1) == call_function(
        "CX_ROCXI", 120_000, 100_000, 12, 0.1
    )


@given(st.floats(-1e6, 1e6), st.floats(1, 1e6), st.integers(1, 60))
def test_months_matter_only_with_a_discount(benefit, cost, months):
    """(benefit - cost) / cost, in any currency."""
    actual = call_function("CX_ROCXI", benefit, cost, months)

    assert pytest.approx((benefit - cost) / cost) == actual
    assert pytest.approx(actual, abs=1e-9) == call_function(
        "CX_ROCXI", 100 * benefit, 100 * cost
    )


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("CX_ROCXI", (1, 0), "#NUM!"),
        ("CX_ROCXI", (1, 10, 0), "#NUM!"),
        ("CX_ROCXI", (1, 10, 12, -0.1), "#NUM!"),
    ],
)
def test_impossible_returns(name, arguments, code):
    """Nothing to divide by is #DIV/0!, the impossible #NUM!, the unreadable #VALUE!."""
    assert code == error(name, *arguments).code
