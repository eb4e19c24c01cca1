"""Which number formats show a date: files store dates as plain numbers."""

import re

from lxml import etree

BUILT_IN = frozenset({14, 15, 16, 17, 22, *range(27, 32), 36, *range(50, 55), 57, 58})

_NO_CODE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')  # literals, padding, conditions

_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)


def shows_date(code: str) -> bool:
    """
    Tell whether a number format shows a day, month or year.

    A time of day or a duration alone is no date: 1904 books count it the same way.

    >>> shows_date("yyyy-mm-dd"), shows_date("[h]:mm"), shows_date('0.0 "days"')
    (True, False, False)
    """
    if _ELAPSED.search(code):
        return False
    letters = _NO_CODE.sub("", code.partition(";")[0]).lower()
    if letters.strip() == "general":
        return False
    has_time = "h" in letters or "s" in letters
    return "y" in letters or "d" in letters or ("m" in letters and not has_time)


def date_styles(styles: etree._Element) -> frozenset[int]:
    """Return the cell styles, by index, that show a date."""
    custom = {
        int(code.get("numFmtId", "0")): shows_date(code.get("formatCode", ""))
        for code in styles.iterfind("{*}numFmts/{*}numFmt")
    }
    formats = styles.iterfind("{*}cellXfs/{*}xf")
    numbers = (int(cell_format.get("numFmtId", "0")) for cell_format in formats)
    return frozenset(
        index
        for index, number in enumerate(numbers)
        if custom.get(number, number in BUILT_IN)
    )
