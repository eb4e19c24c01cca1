"""One KPI, one meaning: in every function of its family, on any scale."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import sem, t
from statsmodels.stats.proportion import proportion_confint

import cx_xl
from cx_xl import CATALOG, CxError, call_function
from tests.refusals import error

DAY = 46023
# CYS group: 1,000 answers on seven points.
CYS = [
    answer
    for answer, times in enumerate([80, 210, 140, 110, 160, 180, 120], start=1)
    for _ in range(times)
]
# Each function of the CSAT family, made to answer the CSAT of one column alone.
CSAT = {
    "CX_CSAT": lambda x, top, low, high: call_function(
        "CX_CSAT", x, top, None, low, high
    ),
    "CX_CSAT_IFS": lambda x, top, low, high: call_function(
        "CX_CSAT_IFS", x, top, x, "<>", "scale_min", low, "scale_max", high
    ),
    "CX_CSAT_BY": lambda x, top, low, high: call_function(
        "CX_CSAT_BY", x, ["a"] * len(x), top, None, None, 1, False, low, high
    )[0][2],
    "CX_CSAT_TREND": lambda x, top, low, high: call_function(
        "CX_CSAT_TREND", x, [DAY] * len(x), "M", 1, top, None, None, 1, False, low, high
    )[0][2],
    "CX_BY": lambda x, top, low, high: call_function(
        "CX_BY", "csat", x, ["a"] * len(x), top, None, None, 1, False, low, high
    )[0][2],
}
TOPS = {(1, 5): 4, (1, 7): 6, (1, 10): 9, (0, 10): 9, (1, 4): 3, (1, 3): 3, (0, 1): 1}


@pytest.mark.parametrize("name", CSAT)
@pytest.mark.parametrize(("scale", "top"), TOPS.items())
def test_satisfied_are_the_two_highest_answers(name, scale, top):
    """
    The top-2-box of the field; of two or three answers the second is no satisfied one.
    """
    low, high = scale
    answers = list(range(low, high + 1))
    expected = sum(answer >= top for answer in answers) / len(answers)

    assert expected == CSAT[name](answers, None, low, high)
    assert expected == CSAT[name](answers, top, low, high)


def test_the_example_of_the_seven_point_scale():
    """6 and 7 of 1 to 7: 2/7, not the 4/7 from 4 up."""
    assert 2 / 7 == call_function("CX_CSAT", list(range(1, 8)), None, None, 1, 7)


@given(
    st.sampled_from(list(TOPS)).flatmap(
        lambda scale: st.tuples(
            st.just(scale), *[st.lists(st.integers(*scale), min_size=1)] * 2
        )
    )
)
def test_interval_and_test_follow_the_scale(drawn):
    """What is said without a threshold is what is said with the scale's own."""
    (low, high), one, other = drawn
    top = TOPS[low, high]

    assert (
        call_function("CX_CSAT_CI", one, top, None, None, None, low, high)
    ) == call_function("CX_CSAT_CI", one, None, None, None, None, low, high)
    rest = (None, None, None, None, low, high)
    assert call_function("CX_CSAT_TEST", one, other, top, *rest) == (
        call_function("CX_CSAT_TEST", one, other, None, *rest)
    )


@pytest.mark.parametrize("name", CSAT)
def test_ends_of_the_scale_that_are_swapped(name):
    """Nothing is guessed, and the message names the scale."""
    bad = error(CSAT[name], [5, 4], None, 5, 1)
    assert "#NUM!" == bad.code
    assert bad.argument.startswith("scale_min")


class TestEffort:
    def test_five_points_by_criteria(self):
        """4 and 5 of 5 are easy: two of {5;4;2}; on seven points it would be one."""
        answers, where = [5, 4, 2], (["a"] * 3, "a")

        assert 2 / 3 == call_function(
            "CX_CES_IFS", answers, None, *where, "scale_max", 5
        )
        assert 1 / 3 == call_function("CX_CES_IFS", answers, None, *where)

    @given(
        st.sampled_from([5, 7]).flatmap(
            lambda high: st.tuples(
                st.just(high), st.lists(st.integers(1, high), min_size=1)
            )
        ),
        st.booleans(),
    )
    def test_scale_and_direction_everywhere(self, drawn, high_is_easy):
        """CX_CES, CX_CES_IFS and CX_BY agree on any scale, either way round."""
        high, answers = drawn
        expected = call_function("CX_CES", answers, None, high, high_is_easy)
        segments = ["a"] * len(answers)

        by_criteria = call_function(
            "CX_CES_IFS", answers, None, segments, "a",
            "scale_max", high, "high_is_easy", high_is_easy,
        )  # fmt: skip
        [row] = call_function(
            "CX_BY", "ces", answers, segments, None, None, None, 1, False,
            None, high, high_is_easy,
        )  # fmt: skip

        assert expected == by_criteria == row[2]
        assert expected == cx_xl.ces(answers, "top", high, high_is_easy)
        assert tuple(row[3:5]) == (
            cx_xl.ces(answers, "top", high, high_is_easy).interval
        )

    @pytest.mark.parametrize(
        ("method", "expected"),
        [
            # statsmodels' Wilson interval of 460 of 1,000
            ("top", proportion_confint(460, 1000, method="wilson")),
            # by hand: p = 300.75 / 1003, d = 430.75 / 1003, p - d -+ 1.96 errors
            ("net", (-18.1850, -7.7372)),
            # t(999) around 4.08, from SciPy
            ("mean", t.interval(0.95, 999, 4.08, sem(CYS))),
        ],
    )
    def test_interval_of_cys(self, method, expected):
        """The published 1,000 answers on seven points: 46 %, -13 and 4.08."""
        [limits] = call_function("CX_CES_CI", CYS, method)

        assert pytest.approx(expected, abs=5e-5) == tuple(limits)
        assert limits[0] < call_function("CX_CES", CYS, method) < limits[1]

    @given(st.lists(st.integers(1, 5), min_size=2), st.booleans(), st.booleans())
    def test_interval_follows_scale_and_direction(self, answers, is_net, high_is_easy):
        """It is the one that CX_CES carries in Python."""
        method = "net" if is_net else "top"
        score = cx_xl.ces(answers, method, 5, high_is_easy)

        assert score.interval == cx_xl.ces_ci(answers, method, 5, high_is_easy)

    @pytest.mark.parametrize(
        ("option", "scale"), [(5, (None, 7)), (7, (None, 5)), (None, (2, 7))]
    )
    def test_two_scales_at_once(self, option, scale):
        """The option of CX_BY was the scale of effort before there was scale_max."""
        with pytest.raises(CxError, match="leave them out"):
            call_function(
                "CX_BY", "ces", [5], ["a"], option, None, None, 1, False, *scale
            )


class TestScaleOfOtherMetrics:
    def test_nps_has_one(self):
        """0 to 10 by definition."""
        rest = (["a"], None, None, None, 1, False)
        assert [["a", 1, 100.0]] == [
            row[:3] for row in call_function("CX_BY", "nps", [9], *rest, 0, 10)
        ]
        with pytest.raises(CxError, match="defined on 0-10 only"):
            call_function("CX_BY", "nps", [9], *rest, 1, 10)

    @pytest.mark.parametrize("metric", ["mean", "median", "rate"])
    def test_others_refuse_what_lies_outside(self, metric):
        """Without limits any number will do."""
        rest = (["a", "a"], None, None, None, 1, False)
        assert call_function("CX_BY", metric, [1, 8], *rest)
        with pytest.raises(CxError, match="8 is off the 1-7 scale"):
            call_function("CX_BY", metric, [1, 8], *rest, 1, 7)


class TestPairsOfNameAndValue:
    def test_weights_are_chosen_with_their_answers(self):
        """10 with weight 1 against 4 with weight 3: (1 - 3) / 4."""
        where = (["a", "a", "b"], "a")

        assert -50.0 == call_function(
            "CX_NPS_IFS", [10, 4, 9], *where, "weights", [1, 3, 5]
        )

    def test_the_order_of_pairs_does_not_matter(self):
        """Nor does the case of a name."""
        answers, where = [5, 4, 2], (["a"] * 3, "a")

        assert 2 / 3 == call_function(
            "CX_CES_IFS", answers, None, " Scale_Max", 5, *where
        )

    def test_a_base_that_is_too_small(self):
        """The base is that of the rows that are left."""
        with pytest.raises(CxError, match="2 answers are fewer") as caught:
            call_function("CX_NPS_IFS", [9, 8, 7], ["a", "a", "b"], "a", "min_base", 3)
        assert "#N/A" == caught.value.code

    def test_a_skipped_value_is_the_default(self):
        """As a skipped slot elsewhere."""
        where = (["a"] * 3, "a")
        assert call_function("CX_CES_IFS", [5, 4, 2], None, *where) == (
            call_function("CX_CES_IFS", [5, 4, 2], None, *where, "scale_max", None)
        )

    def test_by_name_in_python(self):
        """As any argument."""
        assert 2 / 3 == cx_xl.ces_ifs([5, 4, 2], "top", ["a"] * 3, "a", scale_max=5)


# The intervals ask for the confidence first, the tables for the weights; counts come
# before it, expected shares behind it. Published: saved workbooks hold these places.
COUNTS = {("confidence", "promoters"), ("confidence", "detractors")}
KNOWN_SWAPS = {
    "NPS": {("confidence", "weights"), *COUNTS},
    "CSAT": {("confidence", "weights")},
    "CES": set(),
    "RATE": set(),
}


@pytest.mark.parametrize("family", KNOWN_SWAPS)
def test_a_family_takes_its_arguments_in_one_order(family):
    """
    Whoever knows one function knows the next: no two arguments ever swap.

    Arguments that came later are compared with each other only: those before them had
    their places in saved workbooks.
    """
    orders = [
        [p.name for p in spec.own_parameters if p.is_later == is_later]
        for name, spec in CATALOG.items()
        if name.split("_")[1] == family
        for is_later in (False, True)
    ]
    swapped = {
        (one, other)
        for order in orders
        for one, other in combinations(order, 2)
        for others in orders
        if {one, other} <= set(others) and others.index(one) > others.index(other)
        if one < other
    }

    assert KNOWN_SWAPS[family] == swapped
