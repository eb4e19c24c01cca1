"""The core answers the table of calls that all hosts share."""

import pytest

from cx_xl import call_function
from cx_xl.errors import Code, CxError
from tests.hosts.cases import AGREED, STATED, WholeColumns, same


def in_python(call):
    """Return the arguments of *call* as Python hands them over."""
    return [a.in_full() if isinstance(a, WholeColumns) else a for a in call.arguments]


def from_core(call):
    """Return what a cell shows, as the core says it."""
    try:
        return call_function(call.name, *in_python(call))
    except CxError as error:
        return error.code


@pytest.mark.parametrize("call", STATED, ids=lambda call: f"{call.name}: {call.why}")
def test_stated(call):
    """The answers follow from the definitions, by hand."""
    answer = from_core(call)
    if isinstance(answer, Code) and isinstance(call.expected, list):
        answer = [[answer] * len(call.expected[0])]  # an error fills the cells

    assert same(call.expected, answer), answer


@pytest.mark.parametrize("call", AGREED, ids=lambda call: f"{call.name}: {call.why}")
def test_agreed(call):
    """Calls that other hosts compare with the core have an answer, not a bug."""
    assert from_core(call) is not None
