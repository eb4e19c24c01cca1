"""The little syntax we read: calls, arguments, texts, brackets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl.headless.reasons import Unreadable
from cx_xl.headless.syntax.tree import (
    Call,
    Mark,
    Operand,
    kpi_calls,
    meaningful,
    nodes_of,
    parse,
    text_of,
)


@pytest.mark.parametrize(
    "formula",
    [
        "CX_NPS(A1:A4)",
        "IF(A1=1,SUM(B1,,C1),{1,2;3,4})",
        "'Dati d''appoggio'!A1&\"a\"\"b,(c\"",
        "tbl[[#This Row],[a, b]]*-1%",
        "_xlfn.LAMBDA(_xlpm.x,_xlpm.x+1)(4)",
        "SUM((A1:A2,C1))",
        "[1]!CX_NPS(TRUE)",
        "TODAY()",
        "A1:INDEX(B:B,2) C1",
        "INDEX(A:A,2):INDEX(A:A,5)",
        "'a:b'!A2:INDEX(A:A,2):'a b'!A5",
        "'C:\\a\\x.xlam'!CX_NPS(A1)",
    ],
)
def test_a_tree_becomes_the_same_text(formula):
    """What we do not touch stays as the file has it."""
    assert formula == text_of(parse(formula))


@given(
    st.recursive(
        st.sampled_from(["A1", "1", '"x,)"', "TRUE", "tbl[a]", "'S 1'!A:A"]),
        lambda inner: st.builds(
            lambda name, parts: f"{name}({','.join(parts)})",
            st.sampled_from(["SUM", "CX_NPS", "_xlfn.LET"]),
            st.lists(inner, min_size=1, max_size=3),
        ),
        max_leaves=12,
    )
)
def test_nested_calls_become_the_same_text(formula):
    """However deep they are."""
    assert formula == text_of(parse(formula))


def test_arguments():
    """Commas inside texts, brackets and arrays do not part them."""
    (call,) = parse('CX_NPS(A1,,"a,b",{1,2;3,4},SUM(B1,C1))')
    assert "CX_NPS" == call.kpi
    assert [1, 0, 1, 9, 1] == [len(argument) for argument in call.arguments]


def test_calls_are_found_outer_first():
    """Also inside other functions; texts do not count."""
    found = kpi_calls('IF(cx_nps(A1)>"CX_NPS(A2)",CX_KPI_STATUS(_xll.CX_NPS(A1),1),0)')
    assert ["CX_NPS", "CX_KPI_STATUS", "CX_NPS"] == [call.kpi for call in found]


@pytest.mark.parametrize("formula", ["CX_NPS(A1", "CX_NPS(A1))", 'CX_NPS("a)'])
def test_what_is_no_formula(formula):
    """A damaged file says so."""
    with pytest.raises(Unreadable):
        parse(formula)


def test_spill_marks_become_what_files_store():
    """`A1#` as people write it; not inside texts."""
    text = text_of(parse("SUM(A1#,'S 1'!$B$2#)&\"A1#\""))
    assert ("SUM(_xlfn.ANCHORARRAY(A1),_xlfn.ANCHORARRAY('S 1'!$B$2))&\"A1#\"") == text


def test_brackets_around_all_of_it_mean_nothing():
    """Blanks neither."""
    (call,) = parse("CX_NPS( ( A1 ) )")
    assert (Operand("A1", "RANGE"),) == meaningful(call.arguments[0])


def test_nodes():
    """Every node, outer before inner."""
    kinds = [type(node) for node in nodes_of(parse("SUM(A1+1)"))]
    assert [Call, Operand, Mark, Operand] == kinds
