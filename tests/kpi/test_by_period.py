"""Tables by period."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import CxError, call_function
from cx_xl.stats.regression import holm


class TestByPeriod:
    def test_a_gap_is_shown_not_closed(self):
        """February without answers is a row with n = 0."""
        days = [date(2026, 1, 5)] * 40 + [date(2026, 3, 5)] * 40

        table = call_function("CX_NPS_TREND", [9] * 40 + [3] * 40, days)

        assert [["2026-01", 40], ["2026-02", 0], ["2026-03", 40]] == [
            row[:2] for row in table[1:]
        ]
        assert ["#N/A"] * 5 == table[2][2:7]

    def test_a_rolling_metric_pools_answers_not_scores(self):
        """
        40 promoters and 120 detractors are -50 together, not the average of +-100.
        """
        days = [date(2026, 1, 5)] * 40 + [date(2026, 2, 5)] * 120

        table = call_function("CX_NPS_TREND", [9] * 40 + [3] * 120, days, "M", 2)

        assert "window not full" == table[1][7]
        assert (160, -50.0) == (table[2][1], table[2][2])

    def test_overlapping_windows_are_not_compared(self):
        """The change of a two-month window looks two months back."""
        scores = [9] * 40 + [3] * 40 + [9] * 40 + [9] * 40
        days = [date(2026, month, 5) for month in (1, 2, 3, 4) for _ in range(40)]

        table = call_function("CX_NPS_TREND", scores, days, "M", 2)

        assert ["#N/A", "#N/A", 100.0] == [row[5] for row in table[2:]]

    @pytest.mark.parametrize(
        ("period", "labels"),
        [
            ("D", ["2026-12-31", "2027-01-01"]),
            ("W", ["2026-W53"]),
            ("M", ["2026-12", "2027-01"]),
            ("Q", ["2026-Q4", "2027-Q1"]),
            ("Y", ["2026", "2027"]),
        ],
    )
    def test_periods(self, period, labels):
        """ISO 8601: 1 January 2027, a Friday, belongs to week 53 of 2026."""
        days = [date(2026, 12, 31), date(2027, 1, 1)]

        table = call_function(
            "CX_CSAT_TREND", [5, 5], days, period, 1, 4, None, None, 1
        )

        assert labels == [row[0] for row in table[1:]]

    def test_serial_numbers_are_dates(self):
        """46023 is 1 January 2026 in the 1900 system."""
        table = call_function("CX_NPS_TREND", [9], [46023.75], "D", 1, None, None, 1)

        assert "2026-01-01" == table[1][0]

    def test_a_date_stored_as_text_is_an_error_with_its_place(self):
        """Half of the months would otherwise vanish in silence."""
        days = [["Date"], [46023], ["05/03/2026"]]

        with pytest.raises(
            CxError, match='row 3, column 1: dates: "05/03/2026"'
        ) as bad:
            call_function("CX_NPS_TREND", [["NPS"], [9], [8]], days)
        assert "#VALUE!" == bad.value.code

    def test_a_wrong_year_does_not_fill_the_sheet(self):
        """9026 for 2026 would be 2,557,000 days."""
        days = [date(9026, 1, 5), date(2026, 1, 5)]

        with pytest.raises(CxError, match="wrong year"):
            call_function("CX_NPS_TREND", [9, 9], days, "D")

    @pytest.mark.parametrize("period", ["D", "W", "M", "Q", "Y"])
    @pytest.mark.parametrize("year", [2300, 9999])
    def test_no_survey_spans_centuries(self, period, year):
        """By years 9999 would be but 7,974 rows, each a window of 365."""
        days = [date(2026, 1, 5), date(year, 1, 5)]

        with pytest.raises(CxError, match="wrong year") as caught:
            call_function("CX_NPS_TREND", [9, 9], days, period, 365)
        assert "#NUM!" == caught.value.code

    def test_the_whole_series_is_one_search(self):
        """
        Three changes are three looks: each row's p adjusted is Holm's of all three.
        """
        months = [1, 2, 3, 4]
        scores = [x for k in (30, 40, 35, 45) for x in [9] * k + [3] * (60 - k)]
        days = [date(2026, month, 5) for month in months for _ in range(60)]

        header, first, *rows = call_function("CX_NPS_TREND", scores, days)

        assert ["p vs previous", "note", "p adjusted"] == header[-3:]
        assert ["#N/A", "#N/A"] == [first[6], first[-1]]
        assert holm([row[6] for row in rows]) == [row[-1] for row in rows]

    @given(
        st.lists(st.tuples(st.integers(0, 10), st.integers(1, 12)), min_size=1),
        st.integers(1, 13),
        st.sampled_from([None, 0.1]),
    )
    def test_a_window_is_the_score_of_its_answers(self, rows, window, weight):
        """
        Every rolling NPS is CX_NPS of the answers of its months, and so is its base.
        """
        scores = [score for score, _ in rows]
        days = [date(2026, month, 5) for _, month in rows]
        weights = weight and [weight * (1 + score % 3) for score in scores]

        table = call_function(
            "CX_NPS_TREND", scores, days, "M", window, weights, None, 0, False
        )

        for label, n, nps, *_ in table:
            last = int(label[-2:])
            own = [last - window < month <= last for _, month in rows]
            chosen = [
                score for score, is_own in zip(scores, own, strict=True) if is_own
            ]
            assert len(chosen) == n
            if nps != "#N/A":
                own_weights = weights and [
                    w for w, is_own in zip(weights, own, strict=True) if is_own
                ]
                expected = call_function("CX_NPS", chosen, own_weights)
                assert pytest.approx(expected, abs=1e-12) == nps
                assert weights or expected == nps
