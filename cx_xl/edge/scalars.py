"""One cell, one value: numbers, flags, options and days."""

from collections.abc import Callable, Mapping
from typing import Any

from cx_xl import cells as read
from cx_xl import dates
from cx_xl.cells import Block, Logical
from cx_xl.errors import (
    ErrorInRange,
    Missing,
    NotAFlag,
    NotANumber,
    NotOneCell,
    NotWhole,
    OutOfRange,
    UnknownOption,
)
from cx_xl.spec import Parameter, Role

FLAGS = {"true": True, "vero": True, "false": False, "falso": False}


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
    return _READERS[parameter.arg.role](parameter, cell)


def _one_cell(parameter: Parameter, value: Any) -> Any:
    if value is None or type(value) in {int, float, str}:
        return value  # the common case, without a block around it
    block = Block.of(value, parameter.name)
    if len(block.cells) != 1:
        size = {"rows": block.rows, "columns": block.columns}
        raise NotOneCell(parameter.name, **size)
    return block.cells[0]


def _number(parameter: Parameter, cell: Any) -> float:
    is_text_or_number = isinstance(cell, int | float | str)
    value = read.number(cell) if is_text_or_number else None
    if value is None or read.is_ambiguous(cell):
        raise NotANumber(parameter.name, value=read.plain(cell))
    domain = parameter.arg.domain
    if value not in domain:
        said = {"domain_en": domain.say("en"), "domain_it": domain.say("it")}
        raise OutOfRange(parameter.name, value=value, **said)
    return value


def _whole(parameter: Parameter, cell: Any) -> int:
    value = _number(parameter, cell)
    if not float(value).is_integer():
        raise NotWhole(parameter.name, value=value)
    return int(value)


def _flag(parameter: Parameter, cell: Any) -> bool:
    if isinstance(cell, Logical):
        return bool(cell.value)
    known = FLAGS.get(cell.strip().lower()) if isinstance(cell, str) else None
    if known is None and isinstance(cell, int | float) and cell in {0, 1}:
        known = bool(cell)
    if known is None:
        raise NotAFlag(parameter.name, value=read.plain(cell))
    return known


def _option(parameter: Parameter, cell: Any) -> str:
    """Accept the first letters of an option, in any case, if they tell which."""
    text = cell.strip().lower() if isinstance(cell, str) else None
    exact = [c for c in parameter.choices if c.lower() == text]
    found = exact or [
        c for c in parameter.choices if text and c.lower().startswith(text)
    ]
    if len(found) != 1:
        choices = ", ".join(parameter.choices)
        raise UnknownOption(parameter.name, choices=choices, value=read.plain(cell))
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
