"""Dates and their serial numbers against openpyxl, which converts independently."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import from_excel, to_excel

from cx_xl import call_function
from cx_xl.cells import Logical
from cx_xl.dates import day, from_iso, from_serial, moment, serial
from tests.refusals import error

MARCH_1900 = date(1900, 3, 1)
DAY = datetime(2026, 3, 2)  # noqa: DTZ001 - cells have no time zone


@given(st.dates(MARCH_1900))
def test_days_agree_with_openpyxl(day):
    """Every day since March 1900 has the number that openpyxl gives it."""
    assert serial(day) == to_excel(day)
    assert day == from_serial(serial(day)).date()


@given(st.datetimes(datetime.combine(MARCH_1900, time.min)))
def test_moments_return_to_the_millisecond(moment):
    """A float of five digits before the point keeps well under a millisecond."""
    assert abs(from_serial(serial(moment)) - moment) < timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("number", "when"),
    [
        (1, (1900, 1, 1)),
        (59, (1900, 2, 28)),
        (61, (1900, 3, 1)),
        (46296, (2026, 10, 1)),
    ],
)
def test_known_days(number, when):
    """Excel's first days, around its 29 February 1900, and a day of the 1904 tests."""
    assert from_serial(number) == datetime.combine(date(*when), time.min)
    assert number == serial(date(*when))
    assert from_serial(number) == from_excel(number)


@pytest.mark.parametrize("number", [-1, 60, 60.5, 2_958_466])
def test_no_date(number):
    """29 February 1900 never was; nor is there a day before 1900 or after 9999."""
    with pytest.raises(ValueError, match=str(number)):
        from_serial(number)


def test_the_last_millisecond():
    """It does not round into the year 10000, which has no dates."""
    assert date(9999, 12, 31) == from_serial(2_958_465.999_999_999_5).date()


def test_iso_text_of_date_cells():
    """The three forms in which Strict books hold dates; a zone is taken to UTC."""
    assert 46296 == from_iso("2026-10-01")
    assert 46296.5 == from_iso("2026-10-01T12:00:00")
    assert 46296.5 == from_iso("2026-10-01T14:00:00+02:00")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (46083.375, datetime(2026, 3, 2, 9)),  # noqa: DTZ001 - a sheet's clock
        (46082.999_999_999, DAY),  # a day that a formula built from 24 hours
        (DAY.date(), DAY),
        (DAY, DAY),
        (datetime(2026, 3, 2, tzinfo=UTC), DAY),
        (18264, datetime(1950, 1, 1)),  # noqa: DTZ001 - a sheet's clock
        (date(1920, 5, 1), datetime(1920, 5, 1)),  # noqa: DTZ001 - a sheet's clock
        (2_958_465, datetime(9999, 12, 31)),  # noqa: DTZ001 - "never ends"
        ("2026-03-02", None),
        (Logical.TRUE, None),
        (None, None),
    ],
)
def test_a_day_and_a_moment_agree(cell, expected):
    """A date, its time, or the serial number of both; never text."""
    assert expected == moment(cell)
    assert (expected and expected.date()) == day(cell)


REFUSED = [
    (2026, "2026 looks like a year, not a date"),
    (202601, "202601 looks like a year and a month"),
    (20260131, "20260131 looks like a day written as one number"),
    (9, "9 looks like a plain number"),
    (60, "60 looks like a plain number"),
    (-1, "-1 looks like a plain number"),
    (0.375, "09:00:00 is a time without a day; add the date to it"),
    (time(9), "09:00:00 is a time without a day"),
    (timedelta(hours=9), "9:00:00 is a time without a day"),
    (datetime(1899, 12, 30, 9), "09:00:00 is a time without a day"),  # noqa: DTZ001 - as hosts give a time
    (date(1850, 1, 1), "1850-01-01 looks like a day before 1906"),
    (date(1905, 7, 18), "2026 looks like a year, not a date"),
    ("31/01/2026", "convert the text into a real date"),
]


@pytest.mark.parametrize(("cell", "said"), REFUSED)
@pytest.mark.parametrize(
    "call",
    [
        lambda cell: call_function("CX_NPS_TREND", [[9], [8]], [[46023], [cell]]),
        lambda cell: call_function(
            "CX_RESPONSE_TIME", [[46023], [46023]], [[46024], [cell]]
        ),
        lambda cell: call_function("CX_REPEAT_RATE", ["a"], [46023], cell),
        lambda cell: call_function("CX_RFM", ["a", "b"], [DAY, cell]),
    ],
)
def test_what_can_not_be_meant_is_refused_everywhere(call, cell, said):
    """As serial numbers, 202601 is a day of 2454 and 2026 one of 1905."""
    bad = error(call, cell)
    assert "#VALUE!" == bad.code
    assert said in bad.say("en")


def test_the_refusal_speaks_italian():
    """With the date as an Italian types it."""
    bad = error("CX_REPEAT_RATE", ["a"], [202601])
    assert "202601 sembra anno e mese, non una data; scrivi una data vera" in (
        bad.say("it")
    )
