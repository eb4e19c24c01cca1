"""When two cells are equal: as Excel sees it, fifteen digits of a number."""

from math import isclose

from cx_xl.errors import Code
from cx_xl.files.shared_formulas import Value

TOLERANCE = 1e-12


def equal(stored: Value, fresh: Value) -> bool:
    """
    Tell whether two cells are equal; blank and empty text are the same.

    Files hold #CALC! and #SPILL! as #VALUE! with a mark that we do not read.

    >>> equal(0.1 + 0.2, 0.3), equal(1, True), equal(None, ""), equal("a", "A")
    (True, False, True, False)
    """
    if is_blank(stored) or is_blank(fresh):
        return is_blank(stored) and is_blank(fresh)
    if Code.VALUE in {stored, fresh} and {stored, fresh} & {Code.CALC, Code.SPILL}:
        return isinstance(stored, Code) and isinstance(fresh, Code)
    kinds = {_kind(stored), _kind(fresh)}
    if len(kinds) > 1:
        return False
    if kinds == {float}:
        numbers = float(stored or 0), float(fresh or 0)
        return isclose(*numbers, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return stored == fresh


def is_blank(value: Value) -> bool:
    """Tell whether a cell shows nothing."""
    return value is None or value == ""


def is_text(value: Value) -> bool:
    """Tell whether *value* is a text, not an error."""
    return isinstance(value, str) and not isinstance(value, Code)


def _kind(value: Value) -> type:
    if isinstance(value, bool | Code):
        return type(value)
    return str if isinstance(value, str) else float
