"""Every function, every argument: cells that no KPI can use."""

from math import isfinite

import pytest

from cx_xl import CATALOG
from cx_xl.reference import constants
from cx_xl.spec import Role
from tests.refusals import error, shown

SCALARS = {Role.NUMBER, Role.WHOLE, Role.FLAG, Role.OPTION, Role.DAY}
RANGES = set(Role) - SCALARS
NUMERIC = {Role.NUMBER, Role.WHOLE, Role.DAY}
# Fitted models answer in their own way, and CX_DATACHECK reports what others refuse.
REFUSING = {
    name: spec
    for name, spec in CATALOG.items()
    if ".customers." not in spec.kpi.__module__ and name != "CX_DATACHECK"
}
RANGE_FIRST = {n: s for n, s in REFUSING.items() if s.own_parameters[0].is_range}


def used_arguments(roles):
    """The arguments that the examples fill in, with their place."""
    found = []
    for spec in REFUSING.values():
        given = constants(spec.example)
        by_place = [p for p in spec.parameters if not p.is_repeated]
        for place, (parameter, value) in enumerate(zip(by_place, given, strict=False)):
            if parameter.role in roles and value is not None:
                name = f"{spec.name}-{parameter.name}"
                found.append(pytest.param(spec.name, given, place, id=name))
    return found


def refusal(name, given, place, value):
    arguments = [*given[:place], value, *given[place + 1 :]]
    bad = error(name, *arguments)
    assert bad.say("en") != bad.say("it")
    return bad


@pytest.mark.parametrize(("name", "given", "place"), used_arguments(RANGES))
def test_an_error_cell_propagates(name, given, place):
    """From the last row of any range, with its position."""
    rows = [list(row) for row in given[place]]
    rows[-1][-1] = "#REF!"

    error = refusal(name, given, place, rows)

    assert "#REF!" == error.code
    assert (len(rows), len(rows[0])) == error.position


@pytest.mark.parametrize(("name", "given", "place"), used_arguments(SCALARS))
def test_an_error_in_a_scalar_propagates(name, given, place):
    """The same error, in the same place of the formula."""
    assert "#N/A" == refusal(name, given, place, "#N/A").code


@pytest.mark.parametrize(("name", "given", "place"), used_arguments(NUMERIC))
@pytest.mark.parametrize("value", ["many", True, [[1], [2]]])
def test_text_logical_or_a_range_is_no_number(name, given, place, value):
    """Nothing is guessed."""
    assert "#VALUE!" == refusal(name, given, place, value).code


@pytest.mark.parametrize("spec", REFUSING.values(), ids=REFUSING)
def test_a_required_scalar_may_not_be_blank(spec):
    """A blank is not a zero."""
    given = constants(spec.example)
    for place, parameter in enumerate(spec.own_parameters):
        if parameter.role in SCALARS and not parameter.is_optional:
            assert "#VALUE!" == refusal(spec.name, given, place, None).code


@pytest.mark.parametrize("spec", RANGE_FIRST.values(), ids=RANGE_FIRST)
def test_ranges_without_a_usable_cell(spec):
    """Empty, blank, or text alone: an error that says so, never a number."""
    given = constants(spec.example)
    for blank in (None, "", " "):
        rows = [[blank] * len(row) for row in given[0]]
        assert refusal(spec.name, given, 0, rows).code in {"#DIV/0!", "#NUM!"}


@pytest.mark.parametrize(("name", "given", "place"), used_arguments(NUMERIC | RANGES))
@pytest.mark.parametrize("value", [1e308, -1e308, 1e200, 1e-308, 5e-324, 0])
def test_extreme_numbers_are_answered_or_refused(name, given, place, value):
    """
    Whatever a cell can hold: a result that a cell can hold, or an error that explains.
    """
    is_range = isinstance(given[place], list)
    cells = [[value] * len(row) for row in given[place][:-1]] if is_range else []
    extreme = [*cells, given[place][-1]] if is_range else value
    arguments = [*given[:place], extreme, *given[place + 1 :]]

    answer = shown(name, *arguments)

    rows = answer if isinstance(answer, list) else [[answer]]
    assert all(isfinite(x) for row in rows for x in row if isinstance(x, float))
