"""Dates as Excel's serial numbers of the 1900 system."""

from datetime import UTC, date, datetime, timedelta

SHIFT_1904 = 1462  # days from day 0 of the 1900 system to day 0 of the 1904 system
MIDNIGHT = datetime.min.time()
LEAP_DAY = 60  # Excel's 29 February 1900, which never was

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - cells know no time zone


def to_datetime(serial: float) -> datetime:
    """
    Return the moment that a serial number stands for, to the microsecond.

    Raises:
        ValueError: day 60, which is no date, or a day before 1900 or after 9999.

    >>> to_datetime(46023.5)
    datetime.datetime(2026, 1, 1, 12, 0)
    """
    if not 0 <= serial < 2_958_466 or LEAP_DAY <= serial < LEAP_DAY + 1:
        raise ValueError(serial)
    before_march = serial < LEAP_DAY
    days = timedelta(days=int(serial) + before_march)
    seconds = round((serial % 1) * 86_400, 6)
    return _EPOCH + days + timedelta(seconds=seconds)


def to_serial(moment: date) -> float:
    """
    Return the serial number of a date (a whole number) or of a moment.

    >>> to_serial(date(2026, 1, 1))
    46023
    """
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, MIDNIGHT)
    moment = moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    passed = moment - _EPOCH
    days = passed.days - (passed.days <= LEAP_DAY)
    seconds = passed.seconds + passed.microseconds / 1_000_000
    return days + seconds / 86_400 if seconds else days


def from_iso(text: str) -> float:
    """
    Return the serial number of a date cell that holds ISO 8601 text.

    Raises:
        ValueError: other text.
    """
    return to_serial(datetime.fromisoformat(text))
