"""
The module that xlwings loads: one function per entry of the catalogue.

xlwings reads names, optional arguments and help from the function object, so each is
given a signature here. Off Windows its decorators do nothing and these stay plain
functions.
"""

import inspect
from collections.abc import Callable
from typing import Any

import xlwings

from cx_xl.catalog import CATALOG
from cx_xl.edge import OMITTED
from cx_xl.hosts.excel.variants import answer
from cx_xl.spec import Parameter, Spec

CATEGORY = "Customer experience"


def declared(spec: Spec, *, from_1904: bool = False) -> Callable[..., Any]:
    """Return *spec* as a function that xlwings can serve."""

    def function(*arguments: Any) -> Any:
        return answer(spec, arguments, from_1904=from_1904)

    function.__name__ = spec.name
    function.__doc__ = spec.help.en
    parameters = [_parameter(spec, p) for p in spec.parameters]
    vars(function)["__signature__"] = inspect.Signature(parameters)
    for p in spec.parameters:
        xlwings.arg(p.name, "raw", doc=p.arg.en)(function)
    # Last, because each argument sets the category back.
    served: Callable[..., Any] = xlwings.func(category=CATEGORY)(function)
    return served


def _parameter(spec: Spec, parameter: Parameter) -> inspect.Parameter:
    """Return *parameter* for xlwings, which bars defaults before repeated ones."""
    if parameter.is_repeated:
        return inspect.Parameter(parameter.name, inspect.Parameter.VAR_POSITIONAL)
    has_default = parameter.is_optional and not spec.filtered
    return inspect.Parameter(
        parameter.name,
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        default=OMITTED if has_default else inspect.Parameter.empty,
    )


globals().update({name: declared(spec) for name, spec in CATALOG.items()})
