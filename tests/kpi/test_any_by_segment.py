"""Any KPI by segment is that KPI on the segment's rows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import call_function
from tests.refusals import error

ROWS = st.lists(st.tuples(st.integers(1, 5), st.sampled_from("ab")), min_size=1)
# The metric, its option, and the function of the same rows.
SINGLES = [
    ("nps", None, "CX_NPS", ()),
    ("csat", None, "CX_CSAT", ()),
    ("csat", 5, "CX_CSAT", (5,)),
    ("ces", None, "CX_CES", ()),
    ("ces", 5, "CX_CES", ("top", 5)),
    ("mean", None, "CX_CSI", ()),
]


@pytest.mark.parametrize(("metric", "option", "name", "rest"), SINGLES)
@given(rows=ROWS)
def test_each_row_is_the_single_function(metric, option, name, rest, rows):
    """Value and n, in order of first appearance."""
    values, segments = (list(column) for column in zip(*rows, strict=True))

    table = call_function(
        "CX_BY", metric, values, segments, option, None, None, 1, False
    )

    assert list(dict.fromkeys(segments)) == [row[0] for row in table]
    for segment, n, value, *_ in table:
        own = [x for x, s in rows if s == segment]
        assert len(own) == n
        assert pytest.approx(call_function(name, own, *rest)) == value


@given(ROWS)
def test_intervals_are_those_of_the_single_functions(rows):
    """Adjusted Wald, Wilson and t."""
    own = [x for x, _ in rows]
    segments = ["all"] * len(own)
    expected = {
        "nps": call_function("CX_NPS_CI", own)[0],
        "csat": call_function("CX_CSAT_CI", own)[0],
        "mean": call_function("CX_MEAN_CI", own)[0] if len(own) > 1 else ["#N/A"] * 2,
    }

    for metric, limits in expected.items():
        [row] = call_function(
            "CX_BY", metric, own, segments, None, None, None, 1, False
        )
        if limits[0] == "#N/A":
            assert limits == row[3:5]
        else:
            assert pytest.approx(limits) == row[3:5]


@given(ROWS)
def test_weights_of_one_change_nothing(rows):
    """For any metric."""
    values, segments = (list(column) for column in zip(*rows, strict=True))
    for metric in ("nps", "csat", "ces", "mean", "median", "rate"):
        plain, weighted = (
            call_function("CX_BY", metric, values, segments, None, w, None, 1)
            for w in (None, [1] * len(values))
        )
        assert plain == weighted


def test_churn_by_contract():
    """A rate of ones and zeros, with Wilson's interval."""
    table = call_function(
        "CX_BY", "rate", [1, 0, 0, 0, 1, 1], ["m", "m", "m", "m", "y", "y"], None, None,
        None, 1, False,
    )  # fmt: skip

    assert ["m", 4, 0.25] == table[0][:3]
    assert call_function("CX_RATE_CI", 1, 4)[0] == table[0][3:5]
    assert ["y", 2, 1.0] == table[1][:3]


def test_median_and_bases():
    """
    Of 0 to 98 the median is 49, ranks 40 and 60 its interval; 10 answers are too few.
    """
    values = [*range(99), *range(10)]
    segments = ["big"] * 99 + ["small"] * 10

    big, small = call_function(
        "CX_BY", "median", values, segments, None, None, None, None, False
    )

    assert ["big", 99, 49, 39, 59, ""] == big
    assert ["small", 10, "#N/A", "#N/A", "#N/A", "low base"] == small


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("nsp", [9], ["a"]), "#VALUE!"),
        (("m", [9], ["a"]), "#VALUE!"),
        ((None, [9], ["a"]), "#VALUE!"),
        (("nps", [11], ["a"]), "#NUM!"),
        (("csat", [4], ["a"], 1), "#NUM!"),
        (("ces", [4], ["a"], 6), "#NUM!"),
        (("mean", [], []), "#DIV/0!"),
        (("mean", [None], ["a"]), "#DIV/0!"),
        (("mean", [1, 2], ["a"]), "#VALUE!"),
        (("mean", [1, "#N/A"], ["a", "a"]), "#N/A"),
    ],
)
def test_refusals(arguments, code):
    """No such metric, off its scale, no rows, no partner."""
    assert code == error("CX_BY", *arguments).code
