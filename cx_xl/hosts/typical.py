"""A call as people type it: its arguments are columns and cells of a sheet."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import count, islice
from string import ascii_uppercase

from cx_xl.spec import Role, Spec

MANY = defaultdict(  # columns of a typical range
    lambda: 1, {Role.ITEMS: 4, Role.MATRIX: 4, Role.FACTORS: 2, Role.TARGETS: 3}
)
FITTED = "$M$2:$AF$2"  # where a fit may have spilled its row


def typical_call(spec: Spec, separator: str) -> str:
    """
    Return a call on columns and cells, as one types it into a sheet.

    Args:
        spec: the function.
        separator: between the arguments.
    """
    columns, cells = iter(ascii_uppercase), count(2)
    arguments: list[str] = []
    for parameter in spec.parameters:
        if parameter.is_repeated:
            arguments += [_column(columns, 1), '"Online"']
        elif not parameter.is_optional and parameter.name.endswith("params"):
            arguments.append(FITTED)
        elif not parameter.is_optional and parameter.is_range:
            arguments.append(_column(columns, MANY[parameter.arg.role]))
        elif not parameter.is_optional:
            arguments.append(f"K{next(cells)}")
    return f"={spec.name}({separator.join(arguments)})"


def _column(columns: Iterator[str], width: int) -> str:
    first, *others = islice(columns, width)
    return f"{first}2:{others[-1] if others else first}500"
