"""Number formats that show dates, against ECMA-376 18.8.30 and Excel's own codes."""

import pytest

from cx_xl.files.date_styles import shows_date

DATES = [
    "mm-dd-yy",
    "d-mmm",
    "mmm",
    "dd/mm/yyyy hh:mm",
    "[$-410]d mmmm yyyy;@",
    "[Red]yyyy",
    '"Q" m',
]
NO_DATES = [
    "General",
    "0.00",
    "h:mm AM/PM",
    "mm:ss",
    "[h]:mm:ss",
    "[mm]",
    '0 "days"',
    r"0\d",
    "[Red]0;[Blue]-0",
    "0.00E+00",
    "@",
    "_-* #,##0.00 _€",
    '#,##0;"dd/mm"',
]


@pytest.mark.parametrize("code", DATES)
def test_date(code):
    """A day, month or year is shown."""
    assert shows_date(code) is True


@pytest.mark.parametrize("code", NO_DATES)
def test_no_date(code):
    """Times of day, durations and literals are not dates."""
    assert shows_date(code) is False
