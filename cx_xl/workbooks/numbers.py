"""Numbers and months as people write them, in each language."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from cx_xl.errors import Language
from cx_xl.workbooks.template_model import Unit

NONE = "-"
MINUS = "\N{MINUS SIGN}"
MOST_DECIMALS = 4
IN_POINTS = {"share", "rate"}  # their differences are percentage points
MONTHS: dict[Language, tuple[str, ...]] = {
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    "it": (
        "gennaio",
        "febbraio",
        "marzo",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "agosto",
        "settembre",
        "ottobre",
        "novembre",
        "dicembre",
    ),
}


class Form(NamedTuple):
    """How the numbers of a unit are written."""

    factor: int
    decimals: int
    sign: str
    mark: str  # behind; a currency stands in front in English


FORMS: dict[Unit, Form] = {
    "points": Form(1, 1, "+", ""),
    "share": Form(100, 1, "", "%"),
    "rate": Form(100, 2, "", "%"),
    "money": Form(1, 0, "", "€"),
    "cents": Form(1, 2, "", "€"),
}
PERCENTAGE_POINTS: dict[Language, str] = {"en": "pp", "it": "p.p."}


def shown(
    value: float | None, unit: Unit, language: Language, decimals: int | None = None
) -> str:
    r"""
    Return a value with as many decimals as its unit has.

    >>> shown(0.1234, "share", "it"), shown(1234.5, "cents", "en")
    ('12,3\xa0%', '€1,234.50')
    """
    if value is None:
        return NONE
    factor, usual, sign, mark = FORMS[unit]
    places = usual if decimals is None else decimals
    return _local(
        f"{_rounded(factor * value, places):{sign}z,.{places}f}", mark, language
    )


def told_apart(
    value: float | None, target: float | None, unit: Unit, language: Language
) -> tuple[str, str]:
    r"""
    Return a value and its target with the decimal that tells them apart.

    >>> told_apart(0.01204, 0.012, "rate", "en")
    ('1.204\xa0%', '1.200\xa0%')
    """
    usual = FORMS[unit].decimals
    for places in range(usual, MOST_DECIMALS + 1):
        pair = (
            shown(value, unit, language, places),
            shown(target, unit, language, places),
        )
        if pair[0] != pair[1] or value == target:
            return pair
    return shown(value, unit, language), shown(target, unit, language)


def difference(value: float | None, unit: Unit, language: Language) -> str:
    r"""
    Return a difference with its sign; of shares in percentage points.

    >>> difference(-0.0844, "share", "en"), difference(-0.0844, "share", "it")
    ('-8.4\xa0pp', '-8,4\xa0p.p.')
    """
    if value is None:
        return NONE
    form = FORMS[unit]
    mark = PERCENTAGE_POINTS[language] if unit in IN_POINTS else form.mark
    number = _rounded(form.factor * value, form.decimals)
    return _local(f"{number:+z,.{form.decimals}f}", mark, language)


def interval(
    low: float | None, high: float | None, unit: Unit, language: Language
) -> str:
    """Return both limits of a value."""
    if low is None or high is None:
        return NONE
    return f"{shown(low, unit, language)} … {shown(high, unit, language)}"


def interval_of_difference(
    low: float | None, high: float | None, unit: Unit, language: Language
) -> str:
    """Return both limits of a difference."""
    if low is None or high is None:
        return NONE
    ends = difference(low, unit, language), difference(high, unit, language)
    return f"{ends[0]} … {ends[1]}"


def count(value: float | None, language: Language) -> str:
    """
    Return a whole number with its thousands marked.

    >>> count(9186, "it")
    '9.186'
    """
    return NONE if value is None else _local(f"{value:,.0f}", "", language)


def percent(share: float, language: Language) -> str:
    """Return a share of 1 as a whole percentage, or with the decimals that it has."""
    return _local(f"{100 * share:.4g}", "%", language)


def month(day: date, language: Language) -> str:
    """
    Return a month in words.

    >>> month(date(2026, 10, 1), "it")
    'ottobre 2026'
    """
    return f"{MONTHS[language][day.month - 1]} {day.year}"


def in_words(day: date, language: Language) -> str:
    """
    Return a day in words.

    >>> in_words(date(2026, 10, 1), "it")
    '1 ottobre 2026'
    """
    return f"{day.day} {month(day, language)}"


def short_month(day: date, language: Language) -> str:
    """
    Return a month for an axis.

    >>> short_month(date(2026, 10, 1), "it")
    'ott 26'
    """
    return f"{MONTHS[language][day.month - 1][:3]} {day:%y}"


def _rounded(value: float, places: int) -> Decimal:
    """Round a half away from zero, as spreadsheets show it: 56.25 is 56.3."""
    exact = Decimal(f"{value:.12g}")  # without the dust of binary fractions
    return exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def _local(number: str, mark: str, language: Language) -> str:
    """Write the separators of the language, and the mark where it has its place."""
    if language == "it":
        number = number.translate(str.maketrans(",.", ".,"))
    elif mark == "€":
        sign = number[0] if number[0] in "+-" else ""
        return f"{sign}€{number.removeprefix(sign)}"
    return f"{number}\u00a0{mark}" if mark else number
