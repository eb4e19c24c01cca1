"""
Defects that public NPS code has or had: this project must not have them.

Sources: kpi pages and packages named in each test.
"""

import pytest

from cx_xl import call_function
from tests.refusals import error


def test_a_zero_is_an_answer():
    """A Power Pivot recipe (2014) counts detractors >= 1 and loses genuine zeros."""
    assert 0.0 == call_function("CX_NPS", [0, 10])


def test_all_detractors_count_from_zero_to_six():
    """A glossary formula sums answers 1 to 6; a SQL snippet stops at 5."""
    assert -100.0 == call_function("CX_NPS", list(range(7)))


def test_eight_is_passive():
    """A dashboard's legend called 0-8 detractors."""
    assert 0.0 == call_function("CX_NPS", [7, 8])


@pytest.mark.parametrize("blank", [None, "", " ", "n/a"])
def test_blanks_are_not_in_the_denominator(blank):
    """count(*), len(data) and RowCount turn missing answers into passives."""
    assert 100.0 == call_function("CX_NPS", [[10], [blank], [blank]])


def test_the_three_shares_add_up_to_one():
    """A summary whose base contains 'no score' prints shares below 100 %."""
    ((promoters, passives, detractors, n),) = call_function(
        "CX_NPS_SPLIT", [10, 8, 3, None, "no score"]
    )

    assert 1.0 == pytest.approx(promoters + passives + detractors)
    assert 3 == n


@pytest.mark.parametrize(("score", "expected"), [(6.5, -100.0), (8.5, 0.0)])
def test_halves_belong_to_a_class(score, expected):
    """One package counts 6.5 and 8.5 in no class; another raises."""
    assert expected == call_function("CX_NPS", [score])


def test_a_missing_answer_does_not_poison_the_rest():
    """
    A package returns NA for (10, NA, 0) although its help says that NA is omitted.
    """
    assert 0.0 == call_function("CX_NPS", [10, float("nan"), 0])


def test_the_interval_goes_from_low_to_high_and_stays_on_the_scale():
    """A package returns high before low, up to 109.2 for 2, 0 and 9 of 11 answers."""
    ((low, high),) = call_function("CX_NPS_CI", [3] * 2 + [10] * 9)

    assert low < high <= 100


def test_the_interval_is_not_twice_as_wide():
    """A package prints the estimate +- the full width: 100 answers at worst +- 19.6."""
    ((low, high),) = call_function("CX_NPS_CI", [0] * 50 + [10] * 50, 0.95, "wald")

    assert 19.6 == pytest.approx((high - low) / 2, abs=0.01)


def test_nothing_to_measure_is_not_a_crash():
    """A package fails with ZeroDivisionError on empty input."""
    assert "#DIV/0!" == error("CX_NPS", []).code


def test_labelled_end_points_are_counted():
    """A reader of numbers drops every labelled 0 and 10: +50 instead of +25."""
    column = ["NPS", "Extremely likely - 10", "Not at all likely - 0", "9", "7"]

    assert 25.0 == call_function("CX_NPS", [[cell] for cell in column])


def test_top_box_counts_the_top_only():
    """An Italian article counts answers 'from 1 to 5' as satisfied: always 100 %."""
    assert 0.7 == call_function("CX_CSAT", [5] * 70 + [2] * 30)


def test_attrition_is_a_rate_with_the_right_sign():
    """An Italian article prints 'end - begin - new', a negative count."""
    assert 0.1 == call_function("CX_ATTRITION", 500, 40, 490)
    assert 50 == call_function("CX_ATTRITION", 500, 40, 490, True)
