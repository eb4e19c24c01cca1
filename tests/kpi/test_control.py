"""Tests of control charts: the worked examples of the NIST/SEMATECH e-Handbook."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import CxError, call_function, control
from tests.refusals import error

FLOW_RATE = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
DEFECTIVE = [12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22]
DEFECTIVE += [8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7, 13, 9, 6]
SERIES = st.lists(st.integers(-100, 100), min_size=2, max_size=40)
SHARES = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=2, max_size=30
)


def column(table, name):
    place = table.header.index(name)
    return [row[place] for row in table.rows]


class TestIndividuals:
    def test_published(self):
        """
        NIST e-Handbook 6.3.2.2, flow rates of ten batches: centre 50.81, mean moving
        range 1.8778, limits 45.8159 and 55.8041; no point is beyond them.
        """
        table = control(FLOW_RATE)
        first, second = table.rows[:2]

        assert ["50.8100", "45.8159", "55.8041"] == [f"{x:.4f}" for x in first[2:5]]
        assert ["2.0000", "1.8778"] == [f"{x:.4f}" for x in second[6:8]]
        assert [""] * 10 == column(table, "signal")
        assert [""] * 10 == column(table, "range signal")

    def test_high_limit_of_the_ranges(self):
        """D4 for two values is 3.267 (NIST e-Handbook 6.3.2.1): 3.267 * 16.9 / 9."""
        highs = column(control(FLOW_RATE), "range high")

        assert {"6.1347"} == {f"{high:.4f}" for high in highs}

    def test_signals(self):
        """
        Ten ordinary months and one that stands out, by its value and by the step to
        it and back; so does its opposite.
        """
        months = [42, 44, 41, 43, 45, 42, 44, 70, 43, 42, 44]
        low = [-month for month in months]
        signals = ["above limit" if month == 70 else "" for month in months]

        assert signals == column(control(months), "signal")
        assert [s.replace("above", "below") for s in signals] == column(
            control(low), "signal"
        )
        for series in (months, low):
            ranges = column(control(series), "range signal")
            assert [7, 8] == [i for i, s in enumerate(ranges) if s == "above limit"]

    @given(st.floats(-1e9, 1e9), st.integers(2, 30))
    def test_a_constant_has_no_signals(self, value, size):
        """Not even by the last bit of its mean."""
        table = control([value] * size, run=2)

        assert [""] * size == column(table, "signal")

    @given(SERIES)
    def test_limits_lie_around_the_centre(self, values):
        """As far apart on either side: 3 / 1.128 mean moving ranges."""
        for _, _, centre, low, high, _, _, mean, *_ in control(values).rows:
            assert pytest.approx(sum(values) / len(values)) == centre
            assert pytest.approx(3 * mean / 1.128) == high - centre
            assert pytest.approx(3 * mean / 1.128) == centre - low

    def test_a_blank_label_is_no_gap(self):
        """Some name the year at its first month only."""
        table = call_function("CX_CONTROL", [30, 36, 33], None, [2025, None, None])

        assert [2025, "", ""] == [row[0] for row in table[1:]]

    def test_rows_with_a_gap_are_left_out(self):
        """The range then leads from the point before the gap to that behind it."""
        with_gap = [["NPS"], [30], [None], [36], [33]]
        labels = [["Month"], ["Jan"], ["Feb"], ["Mar"], ["Apr"]]

        table = call_function("CX_CONTROL", with_gap, None, labels)

        assert ["Jan", "Mar", "Apr"] == [row[0] for row in table[1:]]
        assert ["", 6, 3] == [row[6] for row in table[1:]]
        without = call_function("CX_CONTROL", [30, 36, 33])
        assert [row[1:] for row in without] == [row[1:] for row in table]


class TestRuns:
    def test_the_eighth_point_completes_a_run(self):
        """
        Western Electric: eight in a row on one side; the ninth continues it. They
        are no signal where nobody asked.
        """
        values = [6, 8] * 4 + [6] + [4, 2] * 4 + [4]
        shift = ["run above"] * 2 + [""] * 7 + ["run below"] * 2

        assert [""] * 7 + shift == column(control(values, run=8), "signal")
        assert [""] * 18 == column(control(values), "signal")

    def test_a_point_on_the_line_ends_a_run(self):
        """It lies on neither side."""
        values = [6, 6, 5, 6, 4, 4, 5, 4]

        assert ["", "run above", "", "", "", "run below", "", ""] == column(
            control(values, run=2), "signal"
        )

    def test_a_point_beyond_a_limit_says_so_first(self):
        """Both would be true of the last one."""
        values = [1, 2] * 10 + [2.1, 2.2, 30]

        assert "above limit" == column(control(values, run=2), "signal")[-1]


class TestProportions:
    def test_published(self):
        """
        NIST e-Handbook 6.3.3.2, defective chips of 50 on each of 30 wafers: centre
        .2313, limits .0524 and .4102 (Montgomery's trial limits for the same counts,
        "Introduction to Statistical Quality Control", table 7.1); wafers 15 and 23
        are beyond them.
        """
        table = control([count / 50 for count in DEFECTIVE], [50] * 30)

        limits = [f"{x:.4f}" for x in table.rows[0][2:5]]
        assert ["0.2313", "0.0524", "0.4102"] == limits
        beyond = [row[0] for row in table.rows if row[5] == "above limit"]
        assert [15, 23] == beyond
        assert not any(row[5] for row in table.rows if row[0] not in beyond)

    def test_limits_vary_with_the_base(self):
        """
        By hand: 80 of 100 and 300 of 400 are 76 % of 500; 3 * sqrt(.76 * .24 / n) is
        .128125 for 100 and .064062 for 400.
        """
        first, second = control([0.8, 0.75], [100, 400]).rows

        assert ["0.7600", "0.6319", "0.8881"] == [f"{x:.4f}" for x in first[2:5]]
        assert ["0.7600", "0.6959", "0.8241"] == [f"{x:.4f}" for x in second[2:5]]
        assert (100, 400) == (first[6], second[6])

    @given(SHARES)
    def test_limits_are_shares(self, counts):
        """Within [0, 1], around a centre that lies among the shares."""
        shares = [hits / (hits + misses) for hits, misses in counts]
        table = control(shares, [hits + misses + 0.5 for hits, misses in counts])

        for _, _, centre, low, high, *_ in table.rows:
            assert 0 <= low <= centre <= high <= 1
            assert min(shares) - 1e-12 <= centre <= max(shares) + 1e-12


class TestRefusals:
    @pytest.mark.parametrize(
        ("arguments", "code", "culprit"),
        [
            (([],), "#DIV/0!", "values"),
            (([None, "NPS"],), "#DIV/0!", "values"),
            (([30],), "#NUM!", "values"),
            (([12, 15], [50, 50]), "#NUM!", "values"),
            (([0, 1, 1], [50, 50, 50]), "#NUM!", "values"),
            (([0.2, 0.3], [50, 0]), "#NUM!", "n"),
            (([0.2, 0.3], [50]), "#VALUE!", "n"),
            (([30, 31], None, ["Jan", "Feb", "Mar"]), "#VALUE!", "labels"),
            (([30, 31], None, None, 1), "#NUM!", "run"),
            (([30, 31], None, None, -8), "#NUM!", "run"),
            (([30, "31,5 pts"],), "#VALUE!", "values"),
        ],
    )
    def test_the_culprit_is_named(self, arguments, code, culprit):
        bad = error("CX_CONTROL", *arguments)
        assert (code, culprit) == (bad.code, bad.argument)

    def test_counts_say_what_to_do(self):
        """Whoever hands over counts learns to divide them."""
        with pytest.raises(CxError, match="divide") as caught:
            call_function("CX_CONTROL", [12, 15], [50, 50])
        assert "dividi" in caught.value.say("it")
