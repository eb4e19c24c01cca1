"""A KPI and the results that follow it."""

import random

import pytest
from scipy import stats

from cx_xl import CxError, call_function


def series(lag, n=24):
    """
    An outcome that follows the KPI two points for one, so many periods later.
    """
    draw = random.Random(3)
    kpi = [draw.randint(20, 60) for _ in range(n)]
    outcome = [100 + 2 * kpi[t - lag] + draw.gauss(0, 1) for t in range(n)]
    return kpi, outcome


class TestKpiLink:
    @pytest.mark.parametrize("lag", [0, 1, 3])
    def test_the_lag_is_found(self, lag):
        """
        The KPI comes first: a positive lag, and a slope of two.
        """
        table = call_function("CX_KPI_LINK", *series(lag))

        best = max(table[1:], key=lambda row: row[2])
        assert [lag, 24 - lag] == best[:2]
        assert pytest.approx(2, abs=0.1) == best[5]
        assert best[6] < best[5] < best[7]

    def test_rows_are_scipys(self):
        """
        linregress on the pairs that lie so far apart.
        """
        kpi, outcome = series(1)

        table = call_function("CX_KPI_LINK", kpi, outcome, 4, None, False)

        for k, row in enumerate(table):
            expected = stats.linregress(kpi[: 24 - k], outcome[k:])
            assert [k, 24 - k] == row[:2]
            assert pytest.approx(
                [expected.rvalue, expected.pvalue, expected.slope], abs=1e-9
            ) == [row[2], row[3], row[5]]

    def test_holm(self):
        """
        Five lags tried: the best of five p-values counts five times.
        """
        table = call_function("CX_KPI_LINK", *series(1), 4, None, False)

        smallest = min(row[3] for row in table)
        assert pytest.approx(5 * smallest) == min(row[4] for row in table)
        assert all(row[3] <= row[4] <= 1 for row in table)

    def test_a_missing_month_shifts_nothing(self):
        """
        It takes out its pairs, and the months behind it stay where they were.
        """
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
        """
        Until one compares their changes.
        """
        draw = random.Random(5)
        kpi = [10 + 3 * t + draw.gauss(0, 2) for t in range(30)]
        outcome = [900 + 50 * t + draw.gauss(0, 40) for t in range(30)]

        levels = call_function("CX_KPI_LINK", kpi, outcome, 0, None, False)[0]
        changes = call_function("CX_KPI_LINK", kpi, outcome, 0, True, False)[0]

        assert levels[2] > 0.95
        assert abs(changes[2]) < 0.4
        assert [30, 29] == [levels[1], changes[1]]

    def test_too_short_or_still(self):
        """
        Below eight pairs, and for a constant, there is only #N/A.
        """
        kpi, outcome = series(1, 9)

        table = call_function("CX_KPI_LINK", kpi, outcome, 2, None, False)

        assert [9, 8, 7] == [row[1] for row in table]
        assert ["#N/A"] * 6 == table[2][2:]
        assert "#N/A" != table[1][2]
        still = call_function("CX_KPI_LINK", [5] * 9, outcome, 0, None, False)
        assert [0, 9, *["#N/A"] * 6] == still[0]

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (([1, 2], [1]), "#VALUE!"),
            (([], []), "#DIV/0!"),
            (([1, None], [None, 2]), "#DIV/0!"),
            (([1], [1], -1), "#NUM!"),
            (([1], [1], 1.5), "#VALUE!"),
            (([1], [1], 1, "maybe"), "#VALUE!"),
            (([1, "#N/A"], [1, 2]), "#N/A"),
        ],
    )
    def test_refusals(self, arguments, code):
        """
        Series of two lengths, nothing in common, no such lag.
        """
        with pytest.raises(CxError) as caught:
            call_function("CX_KPI_LINK", *arguments)
        assert code == caught.value.code
