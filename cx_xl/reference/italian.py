"""
The Italian of what only docstrings say: why errors appear, and notes on sources.

It stands beside the docstring, in the declaration; what several docstrings say in the
same words stands in one of them.
"""

import re
from functools import cache

from cx_xl.catalog import CATALOG
from cx_xl.errors import CxError
from cx_xl.reference.text import entries

CITED = (  # what any source may say beside its title
    (r", section ", ", sezione "),
    (r", chapter ", ", capitolo "),
    (r", part ", ", parte "),
    (r"\beq\. (\d+) and (\d+)", r"eq. \1 e \2"),
    (r"\bfor the weights\b", "per i pesi"),
)


def italian_cause(error: type[CxError], cause: str) -> str:
    """Return the Italian of *cause*, one that the docstring gives for *error*."""
    return f"{_causes().get((error.__name__, cause), error.cause_it)}."


def italian_source(source: str) -> str:
    """Return *source* with what we say of it in Italian; titles stay as printed."""
    for spec in CATALOG.values():
        for english, italian in spec.sources_it.items():
            source = source.replace(english, italian)
    for pattern, italian in CITED:
        source = re.sub(pattern, italian, source)
    return source


@cache
def _causes() -> dict[tuple[str, str], str]:
    """Return what the declarations say, by the error and its English cause."""
    return {
        (name, cause): spec.raises_it[name]
        for spec in CATALOG.values()
        for name, cause in entries(spec, "Raises")
        if name in spec.raises_it
    }
