"""One cell, one value: numbers, flags, options and days."""

from collections.abc import Callable, Mapping
from typing import Any

from cx_xl import cells as read
from cx_xl import dates
from cx_xl.cells import Block, Logical
from cx_xl.errors import (
    AmbiguousNumber,
    ErrorInRange,
    MeantAsPercent,
    Missing,
    NotAFlag,
    NotANumber,
    NotOneCell,
    NotWhole,
    OutOfRange,
    ScaleReversed,
    UnknownOption,
)
from cx_xl.spec import Parameter, Role

# What people type for a period, in both languages, beside its letter.
PERIODS = {
    "D": "day days daily g giorno giorni giornaliero",
    "W": "week weeks weekly s settimana settimane settimanale",
    "M": "month months monthly mese mesi mensile",
    "Q": "quarter quarters quarterly t trimestre trimestri trimestrale",
    "Y": "year years yearly annual a anno anni annuale",
}
_PERIOD_OF = {
    word: letter for letter, words in PERIODS.items() for word in words.split()
}
SHARES = {1, 2}  # where domains of shares end: the whole, or twice a target


def read_scalar(parameter: Parameter, value: Any) -> Any:
    """Return the value of a scalar argument, or None where its default applies."""
    cell = _one_cell(parameter, value)
    code = read.error_code(cell)
    if code:
        raise ErrorInRange(parameter.name, code)
    if read.is_blank(cell):
        if parameter.is_optional:
            return parameter.default
        raise Missing(parameter.name)
    return _READERS[parameter.role](parameter, cell)


def refuse_reversed_scale(values: Mapping[str, Any]) -> None:
    """Refuse a scale whose lowest answer is above its highest."""
    low, high = values.get("scale_min"), values.get("scale_max")
    if low is not None and high is not None and low > high:
        raise ScaleReversed("scale_min", low=low, other="scale_max", high=high)


def _one_cell(parameter: Parameter, value: Any) -> Any:
    if value is None or type(value) in {int, float, str}:
        return value  # the common case, without a block around it
    block = Block.of(value, parameter.name)
    if len(block.cells) != 1:
        size = {"rows": block.rows, "columns": block.columns}
        raise NotOneCell(parameter.name, **size)
    return block.cells[0]


def _number(parameter: Parameter, cell: Any) -> float:
    value = _read_number(parameter, cell)
    domain = parameter.arg.domain
    if value in domain:
        return value
    facts = {"value": value, "domain": domain}
    if value > domain.high and domain.high in SHARES and value / 100 in domain:
        raise MeantAsPercent(parameter.name, share=value / 100, **facts)
    raise OutOfRange(parameter.name, **facts)


def _read_number(parameter: Parameter, cell: Any) -> float:
    """Return the number in *cell*; as text, it may end in a percent sign."""
    is_percent = isinstance(cell, str) and cell.rstrip().endswith("%")
    plain = cell.rstrip().removesuffix("%").rstrip() if is_percent else cell
    if read.is_ambiguous(plain):
        raise AmbiguousNumber.of(parameter.name, plain.strip())
    value = read.number(plain) if isinstance(plain, int | float | str) else None
    if value is None:
        raise NotANumber(parameter.name, value=cell)
    return value / 100 if is_percent else value


def _whole(parameter: Parameter, cell: Any) -> int:
    value = _number(parameter, cell)
    if not float(value).is_integer():
        raise NotWhole(parameter.name, value=value)
    return int(value)


def _flag(parameter: Parameter, cell: Any) -> bool:
    if isinstance(cell, Logical):
        return bool(cell.value)
    known = read.truth(cell) if isinstance(cell, str) else None
    if known is None and isinstance(cell, int | float) and cell in {0, 1}:
        known = bool(cell)
    if known is None:
        raise NotAFlag(parameter.name, value=cell)
    return known


def _option(parameter: Parameter, cell: Any) -> str:
    """Accept the first letters of an option, in any case, if they tell which."""
    text = cell.strip().casefold() if isinstance(cell, str) else ""
    if PERIODS.keys() >= set(parameter.choices):
        text = _PERIOD_OF.get(text, text).casefold()
    exact = [c for c in parameter.choices if c.lower() == text]
    found = exact or [
        c for c in parameter.choices if text and c.lower().startswith(text)
    ]
    if len(found) != 1:
        choices = ", ".join(parameter.choices)
        raise UnknownOption(parameter.name, choices=choices, value=cell)
    return found[0]


def _day(parameter: Parameter, cell: Any) -> Any:
    day = dates.day(cell)
    if day is None:
        raise dates.refusal(parameter.name, cell)
    return day


_READERS: Mapping[Role, Callable[[Parameter, Any], Any]] = {
    Role.NUMBER: _number,
    Role.WHOLE: _whole,
    Role.FLAG: _flag,
    Role.OPTION: _option,
    Role.DAY: _day,
}
