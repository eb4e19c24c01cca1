"""A call as people type it: its arguments are columns and cells of a sheet."""

import inspect
from collections.abc import Iterator
from itertools import count, islice

from cx_xl.catalog import CATALOG
from cx_xl.spec import Parameter, Spec

EXACTLY = {  # columns that a function asks for
    ("CX_ESI", "answers"): 3,
    ("CX_PILLARS", "pillars"): 6,
    ("CX_SERVQUAL", "perceptions"): 22,
    ("CX_SERVQUAL", "expectations"): 22,
}
HEADED = frozenset({"CX_DRIVERS"})  # its table names the drivers by the header row
FITS = ("CX_SBG", "CX_GG", "CX_BGBB")  # whose parameters those functions take
SPILLED = 13  # column M: where a fit may have spilled its row


def typical_call(spec: Spec, separator: str) -> str:
    """
    Return a call on columns and cells, as one types it into a sheet.

    Args:
        spec: the function.
        separator: between the arguments.
    """
    columns, cells, fits = map(_letters, count(1)), count(2), count(2)
    first = 1 if spec.name in HEADED else 2
    arguments: list[str] = []
    for parameter in spec.parameters:
        usual = parameter.role.value.columns
        width = EXACTLY.get((spec.name, parameter.name), usual)
        if parameter.is_repeated:
            arguments += [_column(columns, 1, first), '"Online"']
        elif parameter.is_optional:
            if spec.filtered:  # or the criteria would stand in its place
                arguments.append("")
        elif parameter.name.endswith("params"):
            arguments.append(_fitted(spec, parameter, next(fits)))
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


def _fitted(spec: Spec, parameter: Parameter, row: int) -> str:
    """Return the whole row of the fit whose parameters are asked for."""
    family = next((fit for fit in FITS if spec.name.startswith(fit)), "CX_BGNBD")
    fit = "CX_GG" if parameter.name == "spend_params" else family
    kpi = CATALOG[f"{fit}_FIT"].kpi
    row_of_fit = inspect.signature(kpi, eval_str=True).return_annotation
    width = len(row_of_fit._fields)
    last = _letters(SPILLED + width - 1)
    return f"${_letters(SPILLED)}${row}:${last}${row}"


def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - not inside Calc

    return str(get_column_letter(column))
