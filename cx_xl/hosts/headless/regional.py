"""Which formulas may depend on regional settings, at a glance."""

import re
from collections.abc import Iterable

from cx_xl.files.package import Package

_TURNS_TEXT = re.compile(
    r"""&|\b(?:TEXT|VALUE|DATEVALUE|TIMEVALUE|NUMBERVALUE|FIXED|DOLLAR|CONCAT
    |CONCATENATE|TEXTJOIN|ARRAYTOTEXT|VALUETOTEXT|LEFT|RIGHT|MID|LEN|FIND|SEARCH
    |SUBSTITUTE|REPLACE|TRIM|UPPER|LOWER|PROPER|REPT|EXACT|T|N|TEXTSPLIT|TEXTBEFORE
    |TEXTAFTER|CELL|INDIRECT|ADDRESS|HYPERLINK)\(""",
    re.VERBOSE | re.IGNORECASE,
)
_TEXT = re.compile(r'"((?:[^"]|"")*)"')
_NUMERAL = re.compile(r"\d\s*[.,:/%€$£-]|[.,€$£-]\s*\d|\d\s*[^\W\d]{3}")


def may_depend(formulas: Iterable[str], package: Package) -> bool:
    """
    Tell whether a formula may turn text into a number or a date, or the reverse.

    That is so if one has a function for it, or if there are texts, in formulas or in
    cells, that look like numbers or dates and so may be taken for some.
    """
    if any(map(_NUMERAL.search, package.strings)):
        return True
    return any(
        _TURNS_TEXT.search(text) or any(map(_NUMERAL.search, _TEXT.findall(text)))
        for text in set(formulas)
    )


def texts_in(formulas: Iterable[str], package: Package) -> list[str]:
    """Return the texts that cells and formulas hold."""
    return [*package.strings, *(t for f in formulas for t in _TEXT.findall(f))]
