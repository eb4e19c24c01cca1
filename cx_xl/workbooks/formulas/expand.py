"""The one place where a call of the template becomes an ordinary formula."""

import re
from collections.abc import Mapping
from inspect import signature

from cx_xl.catalog import CATALOG
from cx_xl.headless.syntax.tree import (
    Call,
    Expression,
    Operand,
    meaningful,
    nodes_of,
    parse,
    text_of,
)
from cx_xl.roles import NUMBER_CELLS
from cx_xl.spec import Domain, Parameter
from cx_xl.workbooks.formulas.formula import Formula, NotExpandable, constant, outside
from cx_xl.workbooks.formulas.inference import INTERVALS, METHODS
from cx_xl.workbooks.formulas.rates import RATES
from cx_xl.workbooks.formulas.survey_scores import SCORES_IFS

_BARE = re.compile(r'[\w.$!\'\[\]]+|".*"')  # needs no brackets around it


def expand(formula: str, known: Mapping[str, str]) -> str:
    """
    Return *formula* with ordinary functions in place of our calls.

    Args:
        formula: without its "=", calls spelt as in the catalogue.
        known: formulas that stand in cells of their own, and where. A part of an
            expansion that is one of them becomes a reference to its cell.

    Raises:
        NotExpandable: no ordinary formula is declared for one of its calls.

    >>> expand("IF(A1=0,NA(),CX_ROI(A1,A2))", {})
    'IF(A1=0,NA(),IF(A2<0,EXP(999),(A1-A2)/A2))'
    """
    nodes = parse(formula)
    if not any(isinstance(n, Call) and n.name in CATALOG for n in nodes_of(nodes)):
        return formula
    return referring(_expanded(nodes), known)


def referring(formula: str, known: Mapping[str, str]) -> str:
    """Return *formula* with each part that is known replaced by its place."""
    before = None
    while before != formula:
        before = formula
        for text, place in known.items():
            formula = formula.replace(text, place)
    return formula


def _expanded(nodes: Expression) -> str:
    return "".join(
        _call(node) if isinstance(node, Call) else node.text for node in nodes
    )


def _call(call: Call) -> str:
    if call.name in CATALOG:
        return _formula(call).cell()
    if call.name == "INDEX" and len(call.arguments) == 3:
        rows, *place = call.arguments
        inner = meaningful(rows)
        if len(inner) == 1 and isinstance(inner[0], Call) and inner[0].name in CATALOG:
            return _formula(inner[0]).cell(_column(*place))
    arguments = ",".join(map(_expanded, call.arguments))
    return f"{call.head}({arguments})"


def _column(row: Expression, column: Expression) -> int:
    """Return the place, from 0, that INDEX takes of a row of results."""
    try:
        if text_of(row) == "1":
            return int(text_of(column)) - 1
    except ValueError:
        pass
    raise NotExpandable(f"INDEX(…,{text_of(row)},{text_of(column)})")


def _formula(call: Call) -> Formula:
    given = [_argument(argument) for argument in call.arguments]
    try:
        if call.name in SCORES_IFS:
            parameters = CATALOG[call.name].parameters
            own = sum(not parameter.is_repeated for parameter in parameters)
            return SCORES_IFS[call.name](*given[:own], ",".join(given[own:]))
        if call.name in RATES or call.name in INTERVALS:
            return _of_numbers(call.name, given)
    except (NotExpandable, TypeError) as error:
        raise NotExpandable(text_of((call,))) from error
    raise NotExpandable(call.name)


def _argument(argument: Expression) -> str:
    text = _expanded(argument)
    nodes = meaningful(argument)
    is_single = len(nodes) == 1 and isinstance(nodes[0], Operand | Call)
    is_criterion = "&" in text
    return text if is_single or is_criterion or _BARE.fullmatch(text) else f"({text})"


def _of_numbers(name: str, given: list[str]) -> Formula:
    """Return the formula of single numbers, guarded by the domains of the catalogue."""
    body = (RATES | INTERVALS)[name]  # type: ignore[operator]
    parameters = CATALOG[name].parameters[: len(signature(body).parameters)]
    if len(given) > len(parameters):
        raise NotExpandable(given[len(parameters)])
    texts = [
        given[place] if place < len(given) and given[place] else _default(parameter)
        for place, parameter in enumerate(parameters)
    ]
    _refuse_methods(name, dict(zip((p.name for p in parameters), texts, strict=True)))
    formula = body(*texts)
    domains = {
        text: parameter.arg.domain
        for text, parameter in zip(texts, parameters, strict=True)
        if parameter.role in NUMBER_CELLS and not _is_constant(text, parameter)
    }
    return Formula(formula.values, (*outside(domains), *formula.wrong))


def _is_constant(text: str, parameter: Parameter) -> bool:
    """Say whether *text* needs no guard: a number inside its domain, a confidence."""
    if parameter.name == "confidence":  # NORMSINV refuses what is none
        return True
    try:
        return float(text) in parameter.arg.domain
    except ValueError:
        return text == '""' or parameter.arg.domain == Domain()


def _default(parameter: Parameter) -> str:
    """Return the default as a formula writes it."""
    if not parameter.is_optional:
        raise NotExpandable(parameter.name)
    return constant(parameter.default)


def _refuse_methods(name: str, texts: Mapping[str, str]) -> None:
    allowed = [f'"{method}"' for method in METHODS.get(name, ())]
    if allowed and texts["method"].casefold() not in allowed:
        raise NotExpandable(texts["method"])
