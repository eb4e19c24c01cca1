"""Tests of survival curves: Freireich's remissions, statsmodels, and the calendar."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from cx_xl import CxError, call_function, survival
from tests.refusals import error

AS_OF = date(2026, 6, 30)
RELAPSED = [6, 6, 6, 7, 10, 13, 16, 22, 23]
IN_REMISSION = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
HISTORIES = st.lists(
    st.tuples(st.integers(0, 60), st.booleans()), min_size=1, max_size=60
)


def customers(stays, days=1):
    """Starts and ends of customers who left after so many units, or are still there."""
    rows = []
    for units, has_left in stays:
        start = AS_OF - timedelta(days=days * (units + (30 if has_left else 0)))
        rows.append((start, start + timedelta(days=days * units) if has_left else None))
    starts, ends = zip(*rows, strict=True)
    return list(starts), list(ends)


def freireich():
    stays = [(t, True) for t in RELAPSED] + [(t, False) for t in IN_REMISSION]
    return customers(stays, days=7)


class TestPublished:
    @pytest.mark.parametrize(
        ("week", "at_risk", "lost", "expected"),
        [
            (6, 21, 3, ["0.8571", "0.6197", "0.9516"]),
            (7, 17, 1, ["0.8067", "0.5631", "0.9228"]),
            (10, 15, 1, ["0.7529", "0.5032", "0.8894"]),
            (13, 12, 1, ["0.6902", "0.4316", "0.8491"]),
            (16, 11, 1, ["0.6275", "0.3675", "0.8049"]),
            (22, 7, 1, ["0.5378", "0.2678", "0.7468"]),
            (23, 6, 1, ["0.4482", "0.1881", "0.6801"]),
        ],
    )
    def test_freireich(self, week, at_risk, lost, expected):
        """
        Freireich et al. (1963), 6-MP: weeks of remission of 21 patients, of whom 9
        relapsed; survival and log-log interval as Stata's sts list shows them
        (Rodriguez, Princeton, "Kaplan-Meier Survival", group Treated).
        """
        row = survival(*freireich(), AS_OF, "W").rows[week]

        assert (week, at_risk, lost) == row[:3]
        assert expected == [f"{x:.4f}" for x in row[3:]]

    def test_rows_of_freireich(self):
        """
        Every week from 0 to 35, the longest that anybody was observed; all relapses
        are in them.
        """
        rows = survival(*freireich(), AS_OF, "W").rows

        assert list(range(36)) == [row[0] for row in rows]
        assert 9 == sum(row[2] for row in rows)


class TestEstimate:
    @given(HISTORIES)
    def test_it_is_that_of_statsmodels(self, stays):
        """SurvfuncRight at each time at which somebody left; between them S stays."""
        times, events = zip(*stays, strict=True)
        rows = survival(*customers(stays), AS_OF, "D").rows
        if any(events):
            expected = SurvfuncRight(times, events)
            for time, at_risk, lost, share in zip(
                expected.surv_times,
                expected.n_risk,
                expected.n_events,
                expected.surv_prob,
                strict=True,
            ):
                assert (time, at_risk, lost) == rows[int(time)][:3]
                assert pytest.approx(share, abs=1e-12) == rows[int(time)][3]

        for before, row in pairwise(rows):
            assert row[3] == before[3] or row[2]

    @given(HISTORIES, st.sampled_from([0.5, 0.9, 0.95, 0.999]))
    def test_shares_fall_within_their_intervals(self, stays, confidence):
        """From at most 1 towards 0, and no interval leaves [0, 1] or its share."""
        rows = survival(*customers(stays), AS_OF, "D", confidence).rows

        shares = [row[3] for row in rows]
        assert sorted(shares, reverse=True) == shares
        for *_, share, low, high in rows:
            assert 0 <= low <= share <= high <= 1

    @given(st.lists(st.integers(0, 20), min_size=1, max_size=40))
    def test_without_censoring_it_is_the_share_left(self, times):
        """When all have gone the curve counts who stayed longer."""
        rows = survival(*customers([(t, True) for t in times]), AS_OF, "D").rows

        for time, _, _, share, *_ in rows:
            assert pytest.approx(sum(t > time for t in times) / len(times)) == share
        assert 0 == rows[-1][3]

    def test_nobody_left(self):
        """
        All are there, and the interval is Wilson's (1927) for those observed so long:
        4 / (4 + 1.959964^2) for four, 1 / (1 + 1.959964^2) for one.
        """
        rows = survival(*customers([(t, False) for t in (1, 1, 1, 2)]), AS_OF, "D").rows

        assert [4, 4, 1] == [row[1] for row in rows]
        assert [1, 1, 1] == [row[3] for row in rows]
        assert ["0.5101", "0.5101", "0.2065"] == [f"{row[4]:.4f}" for row in rows]
        assert [1, 1, 1] == [row[5] for row in rows]


class TestTime:
    @pytest.mark.parametrize(
        ("start", "end", "unit", "row"),
        [
            (date(2026, 1, 15), date(2026, 3, 15), "M", 2),
            (date(2026, 1, 15), date(2026, 3, 16), "M", 3),
            (date(2026, 1, 31), date(2026, 2, 28), "M", 1),
            (date(2026, 2, 28), date(2026, 3, 28), "M", 1),
            (date(2024, 2, 29), date(2025, 2, 28), "Y", 1),
            (date(2024, 3, 1), date(2025, 3, 2), "Y", 2),
            (date(2026, 1, 1), date(2026, 1, 8), "W", 1),
            (date(2026, 1, 1), date(2026, 1, 9), "D", 8),
            (date(2026, 1, 1), date(2026, 1, 1), "M", 0),
        ],
    )
    def test_units(self, start, end, unit, row):
        """
        A customer counts as lost in the row of the unit that is over by then: months
        end on the same day of the month, or on its last one (EDATE).
        """
        early = date(2020, 1, 1)  # somebody who stays makes the table long enough

        rows = survival([start, early], [end, None], AS_OF, unit).rows

        assert [row] == [time for time, _, lost, *_ in rows if lost]

    def test_the_exact_days_count(self):
        """
        By hand: of three, one is observed for a month and ten days; then another
        leaves on day 45, so the risk of the second month is 1 of 2, not 1 of 3.
        """
        starts = [date(2026, 5, 20), date(2026, 4, 1), date(2026, 4, 1)]
        ends = [None, date(2026, 5, 16), None]

        rows = survival(starts, ends, AS_OF).rows

        assert [(0, 3, 0, 1), (1, 3, 0, 1), (2, 3, 1, 0.5)] == [row[:4] for row in rows]

    def test_what_comes_after_the_last_day(self):
        """
        An end later than as_of has not happened: until then the customer is there.
        """
        table = survival([date(2026, 1, 1)], [date(2026, 7, 31)], date(2026, 3, 1))

        assert table == survival([date(2026, 1, 1)], [None], date(2026, 3, 1))

    def test_the_last_day_of_all(self):
        """Dates end with the year 9999; the month after it is needed to count."""
        day = date(9999, 12, 31)

        assert [(0, 1, 0)] == [row[:3] for row in survival([day], [None], day).rows]


class TestCells:
    def test_headers_blanks_and_rows_without_a_start(self):
        """
        A header is no date, a blank end is no end, and without a start nobody counts.
        """
        start = [["Start"], [date(2026, 1, 1)], [None], [date(2026, 2, 1)]]
        end = [["End"], [""], [date(2026, 3, 1)], [date(2026, 3, 5)]]

        table = call_function("CX_SURVIVAL", start, end, AS_OF)

        assert ["time", "at risk", "lost", "survival", "low", "high"] == table[0]
        assert table[1:] == call_function(
            "CX_SURVIVAL",
            [date(2026, 1, 1), date(2026, 2, 1)],
            [None, date(2026, 3, 5)],
            AS_OF,
            None,
            None,
            False,
        )

    @pytest.mark.parametrize(
        ("start", "end", "as_of", "code", "culprit", "position"),
        [
            ([None], [None], AS_OF, "#DIV/0!", "start", None),
            (
                ["Start", date(2026, 1, 2)],
                ["End", date(2026, 1, 1)],
                AS_OF,
                "#NUM!",
                "end",
                (2, 1),
            ),
            (
                [date(2026, 1, 2), date(2026, 7, 1)],
                [None, None],
                AS_OF,
                "#NUM!",
                "start",
                (2, 1),
            ),
            ([date(2026, 1, 2)], ["active"], AS_OF, "#VALUE!", "end", (1, 1)),
            ([date(2026, 1, 2)], [None, None], AS_OF, "#VALUE!", "end", None),
            ([date(2026, 1, 2)], [None], None, "#VALUE!", "as_of", None),
            ([date(2026, 1, 2)], [None], "30/06/2026", "#VALUE!", "as_of", None),
        ],
    )
    def test_refusals(self, start, end, as_of, code, culprit, position):  # noqa: PLR0913, PLR0917 - one table
        """The culprit is named, with its row in the range."""
        found = error("CX_SURVIVAL", start, end, as_of)
        assert (code, culprit, position) == (found.code, found.argument, found.position)

    def test_too_many_rows(self):
        """A century of days is a wrong year; as months it is 1,212 rows."""
        arguments = [date(1925, 6, 30)], [None], AS_OF

        assert 1213 == len(survival(*arguments).rows)
        with pytest.raises(CxError, match="wrong year"):
            survival(*arguments, "D")
