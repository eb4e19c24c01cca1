"""What one cell of a range says, by the role of its range."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cx_xl import answers, dates, wording
from cx_xl import cells as read
from cx_xl.cells import Logical
from cx_xl.errors import (
    AmbiguousNumber,
    ClassOfAnswers,
    CxError,
    ErrorInRange,
    NotAFlag,
    NotANumber,
    OutOfRange,
    UnreadAnswer,
    WordAmongAnswers,
)
from cx_xl.roles import ANSWERS, NUMERIC, RANGES, Holds
from cx_xl.spec import Parameter

MARKS = dict.fromkeys(("yes", "sì", "si", "y", "s", "x"), True) | (
    dict.fromkeys(("no", "n"), False)
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
        said = read.truth(cell)
        return MARKS.get(cell.strip().casefold()) if said is None else said
    return bool(cell) if cell in {0, 1} else None


def _count(cell: Any) -> float | None:
    """Return the number in *cell*; a date is no number of people."""
    return None if isinstance(cell, date) else read.number(cell)


_READERS: Mapping[Holds, Callable[[Any], Any]] = {
    Holds.ANSWER: answers.score,
    Holds.NUMBER: read.number,
    Holds.COUNT: _count,
    Holds.NAME: read.label,
    Holds.DAY: dates.day,
    Holds.MOMENT: dates.moment,
    Holds.TRUTH: mark,
}
READERS = {r: _READERS[r.value.holds] for r in RANGES if r.value.holds in _READERS}


def _no_count(argument: str, cell: Any) -> CxError:
    """Return why *cell* is no count: to skip it would lose as many answers."""
    if isinstance(cell, str) and read.is_ambiguous(cell):
        return AmbiguousNumber.of(argument, read.plain(cell))
    return NotANumber(argument, value=read.plain(cell))


# What to say of a cell that such a range cannot hold; others skip it.
_REFUSALS: Mapping[Holds, Callable[[str, Any], CxError]] = {
    Holds.DAY: dates.refusal,
    Holds.MOMENT: dates.refusal,
    Holds.TRUTH: lambda argument, cell: NotAFlag(argument, value=read.plain(cell)),
    Holds.COUNT: _no_count,
}


def read_cell(parameter: Parameter, cell: Any) -> Any:
    """Return the value of *cell*, None for a gap, or what is wrong with it."""
    if read.is_blank(cell):
        return None
    code = read.error_code(cell)
    if code:
        return Failure(ErrorInRange(parameter.name, code))
    role = parameter.role
    value = READERS[role](cell)
    if value is None and role.value.holds in _REFUSALS:
        return Failure(_REFUSALS[role.value.holds](parameter.name, cell))
    if value is None and role in NUMERIC and not isinstance(cell, str | Logical):
        return Failure(NotANumber(parameter.name, value=cell))  # a time, infinity
    return _checked(parameter, cell, value) if role in NUMERIC else value


def _checked(parameter: Parameter, cell: Any, number: float | None) -> Any:
    """Refuse text that needs guessing, and numbers outside the domain."""
    if isinstance(cell, str) and (number is None or read.is_ambiguous(cell)):
        unread = _unread(parameter, cell)
        return Failure(unread) if unread else None
    if number is not None and number not in parameter.arg.domain:
        domain = parameter.arg.domain
        return Failure(OutOfRange(parameter.name, value=number, domain=domain))
    return number


def _unread(parameter: Parameter, text: str) -> CxError | None:
    """Return what is wrong with a text that is no number; None for a mere gap."""
    is_answer = parameter.role in ANSWERS
    if is_answer and wording.is_point(text):
        return WordAmongAnswers(parameter.name, value=read.plain(text))
    if read.is_ambiguous(text):
        return AmbiguousNumber.of(parameter.name, read.plain(text))
    if not answers.has_numeral(text):
        return None
    if not is_answer:
        return NotANumber(parameter.name, value=text)
    fault = ClassOfAnswers if answers.is_class(text) else UnreadAnswer
    return fault(parameter.name, value=read.plain(text))
