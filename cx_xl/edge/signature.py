"""How the Python function of a worksheet function is called."""

from inspect import Parameter, Signature, signature
from typing import get_args

from cx_xl.spec import HAS_HEADER, Spec


def python_signature(spec: Spec) -> Signature:
    """
    Return the arguments as Python takes them: plain types, options by name at the end.

    Ranges have no type here: whatever holds cells will do.
    """
    kpi = signature(spec.kpi, eval_str=True)
    ranges = {p.name for p in spec.own_parameters if p.is_range}
    by_place: list[Parameter] = []
    by_name: list[Parameter] = []
    for parameter in kpi.parameters.values():
        hint, _ = get_args(parameter.annotation)
        is_range = parameter.name in ranges
        own = parameter.replace(annotation=Parameter.empty if is_range else hint)
        (by_name if own.kind is Parameter.KEYWORD_ONLY else by_place).append(own)
    if spec.filtered:
        by_place.append(Parameter("criteria", Parameter.VAR_POSITIONAL))
    if HAS_HEADER in spec.parameters:
        header = Parameter(HAS_HEADER.name, Parameter.KEYWORD_ONLY, default=None)
        by_name.append(header.replace(annotation=bool | None))
    return Signature([*by_place, *by_name], return_annotation=kpi.return_annotation)
