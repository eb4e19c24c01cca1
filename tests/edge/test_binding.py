"""Which value belongs to which argument."""

from inspect import signature
from typing import Annotated

import pytest

import cx_xl
from cx_xl import OMITTED, call_function
from cx_xl.argument import parameter_of
from cx_xl.spec import Arg
from tests.refusals import error


def test_by_place_and_by_name():
    """Each argument once, in either way."""
    assert cx_xl.nps([9, 3], [1, 3]) == cx_xl.nps(weights=[1, 3], scores=[9, 3])
    assert cx_xl.nps([9]) == cx_xl.nps(None, scores=[9])
    assert cx_xl.nps([9]) == cx_xl.nps([9], OMITTED, min_base=None)


def test_given_twice():
    """Neither of two values is the right one."""
    bad = error(cx_xl.nps, [9], scores=[0])

    assert "scores" == bad.argument
    assert "given twice; keep one" in bad.say("en")
    assert "due volte; tieni uno solo" in bad.say("it")


def test_given_twice_in_pairs():
    """A pair of name and value may come once."""
    pairs = ("scale_max", 5, "scale_max", 7)
    call = ("CX_CES_IFS", [5], None, ["a"], "a", *pairs)

    assert "scale_max" == error(call_function, *call).argument


def test_unknown_names():
    """The message lists those that exist."""
    bad = error(cx_xl.nps, [9], score=[9])

    assert "score" == bad.argument
    assert "it takes scores, weights, min_base" in bad.say("en")
    assert "accetta scores, weights, min_base" in bad.say("it")
    assert "scale_max" in error(cx_xl.ces_ifs, [9], scale=5).say("en")


def test_too_many():
    """How many there may be is in the message."""
    bad = error(call_function, "CX_NPS", [9], None, 1, 1)

    assert "at most 3 arguments, not 4" in bad.say("en")


def test_half_a_pair():
    """The criterion is missing."""
    bad = error(call_function, "CX_CSAT_IFS", [5], None, ["a"])

    assert bad.argument.startswith("criterion_1")


def test_an_unknown_name_among_criteria():
    """
    "The range differs in size" would leave one looking for a range that is none.
    """
    call = [5, 4, 1], None, ["a", "a", "b"], "a", "scalemax", 7
    bad = error(call_function, "CX_CSAT_IFS", *call)

    assert "no argument scalemax; it takes" in bad.say("en")
    assert "scale_max" in bad.say("it")


def test_a_range_says_its_role():
    """The type of one cell tells what is in it; that of many cells does not."""

    def kpi(ages: Annotated[list[float], Arg(en="Ages.", it="Età.")]): ...

    with pytest.raises(TypeError, match="'ages' lacks its role"):
        parameter_of(*signature(kpi).parameters.values())
