"""Which formulas may depend on regional settings, at a glance."""

import re
from collections.abc import Iterable

_TURNS_TEXT = re.compile(
    r"""&|\b(?:TEXT|VALUE|DATEVALUE|TIMEVALUE|NUMBERVALUE|FIXED|DOLLAR|CONCAT
    |CONCATENATE|TEXTJOIN|ARRAYTOTEXT|VALUETOTEXT|LEFT|RIGHT|MID|LEN|FIND|SEARCH
    |SUBSTITUTE|REPLACE|TRIM|UPPER|LOWER|PROPER|REPT|EXACT|T|N|TEXTSPLIT|TEXTBEFORE
    |TEXTAFTER|CELL|INDIRECT|ADDRESS|HYPERLINK)\(""",
    re.VERBOSE | re.IGNORECASE,
)
_TEXT = re.compile(r'"((?:[^"]|"")*)"')
_NUMERAL = re.compile(r"\d\s*[.,:/%€$£-]|[.,€$£-]\s*\d|\d\s*[^\W\d]{3}")


def may_depend(formulas: Iterable[str], texts: Iterable[str]) -> bool:
    """
    Tell whether a formula may turn text into a number or a date, or the reverse.

    That is so if one has a function for it, or if there are texts, in formulas or in
    cells, that look like numbers or dates and so may be taken for some.

    Args:
        formulas: all of them.
        texts: what cells hold.
    """
    if any(map(_NUMERAL.search, texts)):
        return True
    return any(
        _TURNS_TEXT.search(text) or any(map(_NUMERAL.search, _TEXT.findall(text)))
        for text in set(formulas)
    )


def texts_in(formulas: Iterable[str]) -> set[str]:
    """Return the texts that formulas hold."""
    return {text for formula in formulas for text in _TEXT.findall(formula)}
