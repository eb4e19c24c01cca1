"""What one cell of a range says, by the role of its range."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cx_xl import cells as read
from cx_xl import dates
from cx_xl.cells import Logical
from cx_xl.errors import (
    CxError,
    ErrorInRange,
    NotAFlag,
    NotANumber,
    OutOfRange,
)
from cx_xl.spec import Parameter, Role

NAMES = frozenset({Role.GROUPS, Role.FACTORS})
MONEY = frozenset({Role.NUMBERS, Role.AMOUNTS})  # text such as "€ 100" is no gap
NUMERIC = MONEY | {
    Role.SCORES,
    Role.ITEMS,
    Role.WEIGHTS,
    Role.ANSWERS,
    Role.MATRIX,
}
_DIGIT = re.compile(r"\d")
MARKS = dict.fromkeys(("true", "vero", "yes", "sì", "si", "y", "s", "x"), True) | (
    dict.fromkeys(("false", "falso", "no", "n"), False)
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A cell that is wrong, if its row is used at all."""

    error: CxError


def mark(cell: Any) -> bool | None:
    """Return the truth value in *cell*: TRUE, 1, "yes", "x" or their opposites."""
    if isinstance(cell, Logical):
        return bool(cell.value)
    if isinstance(cell, str):
        return MARKS.get(cell.strip().casefold())
    return bool(cell) if cell in {0, 1} else None


READERS: Mapping[Role, Callable[[Any], Any]] = {
    Role.SCORES: read.score,
    Role.ITEMS: read.score,
    Role.WEIGHTS: read.number,
    Role.NUMBERS: read.number,
    Role.ANSWERS: read.score,
    Role.AMOUNTS: read.number,
    Role.MATRIX: read.score,
    Role.GROUPS: read.label,
    Role.FACTORS: read.label,
    Role.DAYS: dates.day,
    Role.MOMENTS: dates.moment,
    Role.MARKS: mark,
}
# What to say of a cell that such a range cannot hold; others skip it.
_REFUSALS: Mapping[Role, Callable[[str, Any], CxError]] = {
    Role.DAYS: dates.refusal,
    Role.MOMENTS: dates.refusal,
    Role.MARKS: lambda argument, cell: NotAFlag(argument, value=read.plain(cell)),
}


def read_cell(parameter: Parameter, cell: Any) -> Any:
    """Return the value of *cell*, None for a gap, or what is wrong with it."""
    if read.is_blank(cell):
        return None
    code = read.error_code(cell)
    if code:
        return Failure(ErrorInRange(parameter.name, code))
    role = parameter.arg.role
    value = READERS[role](cell)
    if value is None and role in _REFUSALS:
        return Failure(_REFUSALS[role](parameter.name, cell))
    if value is None and role in NUMERIC and not isinstance(cell, str | Logical):
        return Failure(NotANumber(parameter.name, value=cell))  # a time, infinity
    return _checked(parameter, cell, value) if role in NUMERIC else value


def _checked(parameter: Parameter, cell: Any, number: float | None) -> Any:
    """Refuse numbers that need guessing and those outside the domain."""
    is_unread = number is None and isinstance(cell, str) and _DIGIT.search(cell)
    if read.is_ambiguous(cell) or (is_unread and parameter.arg.role in MONEY):
        return Failure(NotANumber(parameter.name, value=cell))
    if number is not None and number not in parameter.arg.domain:
        domain = parameter.arg.domain
        said = {"domain_en": domain.say("en"), "domain_it": domain.say("it")}
        return Failure(OutOfRange(parameter.name, value=number, **said))
    return number
