"""Serial numbers against openpyxl, which converts them independently."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import from_excel, to_excel

from cx_xl.files.serials import from_iso, to_datetime, to_serial

MARCH_1900 = date(1900, 3, 1)


@given(st.dates(MARCH_1900))
def test_days_agree_with_openpyxl(day):
    """Every day since March 1900 has the number that openpyxl gives it."""
    assert to_serial(day) == to_excel(day)
    assert to_datetime(to_serial(day)).date() == day


@given(st.datetimes(datetime.combine(MARCH_1900, time.min)))
def test_moments_return_to_the_millisecond(moment):
    """A float of five digits before the point keeps well under a millisecond."""
    assert abs(to_datetime(to_serial(moment)) - moment) < timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("serial", "day"),
    [
        (1, (1900, 1, 1)),
        (59, (1900, 2, 28)),
        (61, (1900, 3, 1)),
        (46296, (2026, 10, 1)),
    ],
)
def test_known_days(serial, day):
    """Excel's first days, around its 29 February 1900, and a day of the 1904 tests."""
    assert to_datetime(serial) == datetime.combine(date(*day), time.min)
    assert to_serial(date(*day)) == serial
    assert to_datetime(serial) == from_excel(serial)


@pytest.mark.parametrize("serial", [-1, 60, 60.5, 2_958_466])
def test_no_date(serial):
    """29 February 1900 never was; nor is there a day before 1900 or after 9999."""
    with pytest.raises(ValueError, match=str(serial)):
        to_datetime(serial)


def test_iso_text_of_date_cells():
    """The three forms in which Strict books hold dates; a zone is taken to UTC."""
    assert from_iso("2026-10-01") == 46296
    assert from_iso("2026-10-01T12:00:00") == 46296.5
    assert from_iso("2026-10-01T12:00:00Z") == to_serial(
        datetime(2026, 10, 1, 12, tzinfo=UTC)
    )
