"""Months as the command line takes and shows them."""

import re
from datetime import date

from cx_xl.errors import Explained

_MONTH = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])")


class BadMonth(Explained):
    """Not a month."""

    en = "{text!r} is no month; write it like 2026-10."
    it = "{text!r} non è un mese; scrivilo come 2026-10."


def month_of(text: str) -> date:
    """
    Return the first day of a month.

    Raises:
        BadMonth: it is none.

    >>> month_of("2026-10")
    datetime.date(2026, 10, 1)
    """
    found = _MONTH.fullmatch(text.strip())
    if not found:
        raise BadMonth(text=text)
    return date(int(found[1]), int(found[2]), 1)


def this_month() -> date:
    """Return the first day of the user's current month."""
    return date.today().replace(day=1)  # noqa: DTZ011 - the user's own day
