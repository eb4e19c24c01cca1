"""The types of the Python API, for editors: `cx_xl/__init__.pyi`, generated."""

from collections.abc import Iterator, Mapping
from inspect import Parameter, Signature, formatannotation
from typing import Any

import cx_xl
from cx_xl.edge.signature import python_signature
from cx_xl.spec import Spec

HEAD = '''\
"""
Customer-experience KPIs for spreadsheets.

Generated from the catalogue by .ci/generate; do not edit.
"""

import datetime
from typing import Any, Literal, TypeAlias

from cx_xl.catalog import CATALOG as CATALOG
from cx_xl.edge import OMITTED as OMITTED
from cx_xl.edge import call_function as call_function
from cx_xl.errors import Code as Code
from cx_xl.errors import CxError as CxError
from cx_xl.errors import Explained as Explained
from cx_xl.grouped import Tallies as Tallies
from cx_xl.tally import Tally as Tally
from cx_xl.warehouse import histories as histories
from cx_xl.warehouse import tallies as tallies
'''
CELLS = """
__version__: str
_Cells: TypeAlias = Any  # a list, rows, an array, a column of a data frame, one cell
"""


def stub(catalog: Mapping[str, Spec]) -> str:
    """Return the text of the stub."""
    signatures = {spec: python_signature(spec) for spec in catalog.values()}
    opening = f"{cx_xl.open_workbook.__module__} import open_workbook as open_workbook"
    imports = {f"from {opening}\n"}
    for signature in signatures.values():
        imports.update(_imports(signature.return_annotation))
    parts = [HEAD, *sorted(imports), CELLS]
    parts += [_function(spec, found) for spec, found in signatures.items()]
    return "".join(parts)


def _imports(returned: Any) -> Iterator[str]:
    if getattr(returned, "__module__", "").startswith("cx_xl."):
        yield f"from {returned.__module__} import {returned.__name__}\n"


def _function(spec: Spec, signature: Signature) -> str:
    parameters = list(map(_parameter, signature.parameters.values()))
    kinds = [parameter.kind for parameter in signature.parameters.values()]
    if Parameter.KEYWORD_ONLY in kinds and not spec.filtered:
        parameters.insert(kinds.index(Parameter.KEYWORD_ONLY), "*")
    returned = _type(signature.return_annotation)
    declared = f"def {spec.python_name}({', '.join(parameters)}) -> {returned}:"
    return f'\n{declared}\n    """{spec.help.en}"""\n'


def _parameter(parameter: Parameter) -> str:
    if parameter.kind is Parameter.VAR_POSITIONAL:
        return f"*{parameter.name}: _Cells"
    is_range = parameter.annotation is Parameter.empty
    typed = "_Cells" if is_range else _type(parameter.annotation)
    is_required = parameter.default is Parameter.empty
    default = "" if is_required else f" = {parameter.default!r}"
    return f"{parameter.name}: {typed}{default}"


def _type(hint: Any) -> str:
    is_ours = getattr(hint, "__module__", "").startswith("cx_xl.")
    name: str = hint.__name__ if is_ours else formatannotation(hint)
    return name.replace("typing.", "")
