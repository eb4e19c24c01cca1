"""Response times by hand, beside NumPy, and in any unit."""

from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import CxError, call_function
from tests.refusals import error

NINE = datetime(2026, 3, 2, 9)  # noqa: DTZ001 - cells have no time zone
MINUTES = st.lists(st.integers(0, 5000), min_size=1, max_size=30)


def replies(minutes):
    return [None if m is None else NINE + timedelta(minutes=m) for m in minutes]


class TestResponseTime:
    @pytest.mark.parametrize(
        ("stat", "expected"),
        [
            ("median", 12.5),
            ("mean", 31.25),
            ("p90", 71),
            ("max", 95),
            ("share", 0.75),
            ("unanswered", 2),
        ],
    )
    def test_by_hand(self, stat, expected):
        """Waits of 5, 10, 15 and 95 minutes; one open case, one automatic reply."""
        created = [NINE] * 6
        answered = replies([10, 5, None, 95, 15, 0])
        automatic = [None, None, None, None, False, True]

        actual = call_function(
            "CX_RESPONSE_TIME", created, answered, stat, "min", automatic, 15
        )

        assert pytest.approx(expected) == actual

    @given(MINUTES)
    def test_percentile_is_numpys(self, minutes):
        """Linear between ranks, as PERCENTILE.INC."""
        actual = call_function(
            "CX_RESPONSE_TIME", [NINE] * len(minutes), replies(minutes), "p90"
        )

        assert pytest.approx(np.percentile(minutes, 90)) == actual

    @given(MINUTES, st.sampled_from(["median", "mean", "p90", "max"]))
    def test_units_and_serial_numbers(self, minutes, stat):
        """An hour is sixty minutes, and a serial number is the date it stands for."""
        start = 46083.375  # 2026-03-02 09:00
        serials = [start + m / 1440 for m in minutes]
        created = [NINE] * len(minutes)

        hours = call_function("CX_RESPONSE_TIME", created, replies(minutes), stat, "h")
        actual = call_function(
            "CX_RESPONSE_TIME", [start] * len(minutes), serials, stat
        )

        assert pytest.approx(60 * hours) == actual

    def test_a_reply_before_its_case(self):
        """The row is named, counted as the sheet counts it."""
        created = ["Created", NINE, None, NINE]
        answered = ["Replied", NINE, NINE, NINE - timedelta(minutes=1)]

        with pytest.raises(CxError, match="earlier than its case") as caught:
            call_function("CX_RESPONSE_TIME", created, answered)

        assert ("#NUM!", (4, 1)) == (caught.value.code, caught.value.position)
        assert "precede il suo caso" in caught.value.say("it")

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (([NINE], [None]), "#DIV/0!"),
            (([None], [None]), "#DIV/0!"),
            (([NINE], ["2026-03-02 09:10"]), "#VALUE!"),
            (([NINE], [NINE, NINE]), "#VALUE!"),
            (([NINE], [NINE], "share"), "#VALUE!"),
            (([NINE], [NINE], "m"), "#VALUE!"),
            (([NINE], [NINE], "mean", "weeks"), "#VALUE!"),
            (([NINE], [NINE], "mean", "h", ["auto?"]), "#VALUE!"),
            (([NINE], ["#VALUE!"]), "#VALUE!"),
        ],
    )
    def test_refusals(self, arguments, code):
        """No answer, no date, no pair, no target, no such option, no flag."""
        assert code == error("CX_RESPONSE_TIME", *arguments).code
