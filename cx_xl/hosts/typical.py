"""A call as people type it: its arguments are columns and cells of a sheet."""

from collections.abc import Iterator
from itertools import count, islice

from cx_xl.spec import Spec

SPILLED = 13  # column M: where another function may have spilled its row


def typical_call(spec: Spec, separator: str) -> str:
    """
    Return a call on columns and cells, as one types it into a sheet.

    Args:
        spec: the function.
        separator: between the arguments.
    """
    columns, cells, spilled = map(_letters, count(1)), count(2), count(2)
    is_headed = any(parameter.arg.headed for parameter in spec.own_parameters)
    first = 1 if is_headed else 2
    arguments: list[str] = []
    for parameter in spec.parameters:
        width = parameter.arg.columns or parameter.role.value.columns
        if parameter.is_repeated:
            arguments += [_column(columns, 1, first), '"Online"']
        elif parameter.is_optional:
            if spec.filtered:  # or the criteria would stand in its place
                arguments.append("")
        elif parameter.arg.spilled:
            arguments.append(_row(width, next(spilled)))
        elif parameter.is_range:
            arguments.append(_column(columns, width, first))
        elif parameter.choices:
            arguments.append(f'"{parameter.choices[0]}"')
        else:
            arguments.append(f"K{next(cells)}")
    return f"={spec.name}({separator.join(arguments)})"


def _column(columns: Iterator[str], width: int, first: int) -> str:
    left, *others = islice(columns, width)
    return f"{left}{first}:{others[-1] if others else left}500"


def _row(width: int, row: int) -> str:
    last = _letters(SPILLED + width - 1)
    return f"${_letters(SPILLED)}${row}:${last}${row}"


def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - not inside Calc

    return str(get_column_letter(column))
