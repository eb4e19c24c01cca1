"""Criteria in the manner of COUNTIFS, as Microsoft's help for COUNTIF has them."""

from datetime import date, datetime

import pytest

from cx_xl import Code, CxError, call_function
from cx_xl.cells import Block
from cx_xl.edge.criteria import judge

CELLS = ["Web", "web shop", "App", "*", None, "", 5, "5", 5.0, 7, True, Code.NA, 46023]


def matches(criterion):
    meets = judge(criterion, "criterion_1")
    return [cell for cell in Block.of(CELLS).cells if meets(cell)]


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        ("web", ["Web"]),
        ("=WEB", ["Web"]),
        ("w*", ["Web", "web shop"]),
        ("?pp", ["App"]),
        ("~*", ["*"]),
        (5, [5, "5", 5.0]),
        ("5", [5, "5", 5.0]),
        ("=5", [5, "5", 5.0]),
        (">5", [7, 46023]),
        ("<=500%", [5, 5.0]),
        (">=5", [5, 5.0, 7, 46023]),
        ("<7", [5, 5.0]),
        ("<=5,0", [5, 5.0]),
        ("", [None, ""]),
        ("=", [None]),
        (">=2026-01-01", [46023]),
        (date(2026, 1, 1), [46023]),
        (datetime(2026, 1, 1), [46023]),  # noqa: DTZ001 - cells have no zone
        ("=#N/A", [Code.NA]),
        (">=web", ["Web", "web shop"]),
        (None, []),
    ],
)
def test_which_cells_match(criterion, expected):
    """
    Case is ignored, numbers match numbers stored as text only for equality.
    """
    assert expected == matches(criterion)


def test_truth_values_match_only_themselves():
    """
    TRUE is neither 1 nor text.
    """
    assert 1 == len(matches(True)) == len(matches("=TRUE")) == len(matches("VERO"))


@pytest.mark.parametrize(
    ("criterion", "left"), [("<>web", 12), ("<>", 12), ("<>5", 10), ("<>zz", 13)]
)
def test_everything_but(criterion, left):
    """
    "<>" alone means: not empty.
    """
    assert left == len(matches(criterion))


@pytest.mark.parametrize(
    "criterion",
    [">=01/02/2026", "1.2.26", ">1.234", "<>12:00", ">=", [[1], [2]]],
)
def test_what_would_need_guessing_is_refused(criterion):
    """
    1 February or 2 January? A thousand or one and a bit?
    """
    with pytest.raises(CxError) as caught:
        judge(criterion, "criterion_1")
    assert "#VALUE!" == caught.value.code


SCORES = [["NPS"], [10], [9], [3], [8], [11]]
CHANNEL = [["Channel"], ["Web"], ["Shop"], ["web"], ["Shop"], ["Fax"]]
DAY = [["Day"], [46023], [46054], [46055], [46082], [46082]]


class TestIfs:
    def test_all_criteria_must_hold(self):
        """
        The 11 sent by fax is not used, so it does not matter.
        """
        month = (DAY, ">=46054", DAY, "<46082")

        assert 0.0 == call_function("CX_NPS_IFS", SCORES, CHANNEL, "WEB")
        assert 0.0 == call_function("CX_NPS_IFS", SCORES, *month)
        assert -100.0 == call_function("CX_NPS_IFS", SCORES, *month, CHANNEL, "web")

    def test_a_bad_answer_that_is_used_names_its_place(self):
        """
        The row is that of the sheet's range, not of the selection.
        """
        with pytest.raises(CxError) as caught:
            call_function("CX_NPS_IFS", SCORES, DAY, ">=46082")
        assert (6, 1) == caught.value.position

    def test_nothing_meets_the_criteria(self):
        """
        No answers: #DIV/0!, as for an empty range.
        """
        with pytest.raises(CxError) as caught:
            call_function("CX_NPS_IFS", SCORES, CHANNEL, "Post")
        assert "#DIV/0!" == caught.value.code

    @pytest.mark.parametrize("arguments", [([[1]], "a"), ([["a"]],)])
    def test_ranges_of_another_shape_or_without_criterion(self, arguments):
        with pytest.raises(CxError) as caught:
            call_function("CX_NPS_IFS", SCORES, *arguments)
        assert "#VALUE!" == caught.value.code

    def test_csat_and_ces(self):
        """
        Their own argument stands before the criteria, and may be skipped.
        """
        channel = ["Web", "Shop", "Web"]

        assert 0.5 == call_function("CX_CSAT_IFS", [5, 5, 2], None, channel, "Web")
        assert 1.0 == call_function("CX_CSAT_IFS", [5, 5, 2], 2, channel, "Web")
        assert 5.5 == call_function("CX_CES_IFS", [7, 1, 4], "mean", channel, "Web")

    def test_without_criteria_all_answers_count(self):
        assert 100.0 == call_function("CX_NPS_IFS", [9, 10])
