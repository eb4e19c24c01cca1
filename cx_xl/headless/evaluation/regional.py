"""Which formulas may depend on regional settings, at a glance."""

import re
from collections.abc import Iterable

from cx_xl.headless.locales import has_dates_as_text

_TURNS_TEXT = re.compile(
    r"""&|\b(?:TEXT|VALUE|DATEVALUE|TIMEVALUE|NUMBERVALUE|FIXED|DOLLAR|CONCAT
    |CONCATENATE|TEXTJOIN|ARRAYTOTEXT|VALUETOTEXT|LEFT|RIGHT|MID|LEN|FIND|SEARCH
    |SUBSTITUTE|REPLACE|TRIM|UPPER|LOWER|PROPER|REPT|EXACT|T|N|TEXTSPLIT|TEXTBEFORE
    |TEXTAFTER|CELL|INDIRECT|ADDRESS|HYPERLINK|FORMULATEXT)\(""",
    re.VERBOSE | re.IGNORECASE,
)
_TEXT = re.compile(r'"((?:[^"]|"")*)"')
_NUMERAL = re.compile(r"\d\s*[.,:/%€$£-]|[.,€$£-]\s*\d|\d\s*[^\W\d]{3}")
_MONTH = re.compile(  # what begins like one, before a number
    r"""\s*[=<>]*\s*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|gen|mag|giu|lug|ago|set
    |ott|dic|jän|mär|mai|okt|dez|fév|avr|jui|aoû|déc|ene|abr|fev|out|mrt|mei|maa
    |янв|фев|апр|май|мая|июн|июл|авг|сен|окт|ноя|дек)[^\W\d]*\.?,?\s*\d""",
    re.VERBOSE | re.IGNORECASE,
)
_TRUTHS = {  # a criterion or a condition takes them for TRUE and FALSE
    *("true", "false", "vero", "falso", "wahr", "falsch", "vrai", "faux"),
    *("verdadero", "verdadeiro", "waar", "onwaar", "истина", "ложь"),
}


_JOINS = re.compile(r"(?:^|\d)\s*[/.-]\s*(?:\d|$)")  # numbers into a date: "/2026"


def may_depend(formulas: Iterable[str], texts: Iterable[str]) -> bool:
    """
    Tell whether a formula may turn text into a number or a date, or the reverse.

    That is so if one has a function for it, or if there are texts, in formulas or in
    cells, that look like numbers, dates or truth values and so may be taken for some.

    Args:
        formulas: all of them.
        texts: what cells hold.
    """
    if any(map(_is_more, texts)):
        return True
    return any(
        _TURNS_TEXT.search(text) or any(map(_is_more, _TEXT.findall(text)))
        for text in set(formulas)
    )


def _is_more(text: str) -> bool:
    """Tell whether *text* may stand for something else in some country."""
    if _NUMERAL.search(text) or _MONTH.match(text):
        return True
    return text.lstrip("=<> ").rstrip().casefold() in _TRUTHS


def may_hold_dates(texts: Iterable[str], formulas: Iterable[str]) -> bool:
    """
    Tell whether texts may be read as dates, the day or the month first.

    Args:
        texts: what cells hold.
        formulas: and names; a text in one may be a date, or join numbers to one.
    """
    written = texts_in(formulas)
    return has_dates_as_text({*texts, *written}) or any(map(_JOINS.search, written))


def texts_in(formulas: Iterable[str]) -> set[str]:
    """Return the texts that formulas hold."""
    return {text for formula in formulas for text in _TEXT.findall(formula)}
