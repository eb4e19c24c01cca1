"""Cohorts: by hand, beside pandas on real invoices, and what must add up."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import call_function
from tests.refusals import error

PURCHASES = st.lists(
    st.tuples(
        st.sampled_from(["Anna", "Bruno", "Carla", "7"]),
        st.dates(date(2025, 1, 1), date(2026, 3, 31)),
        st.integers(0, 99),
    ),
    min_size=1,
    max_size=40,
)


def columns(purchases):
    return [list(column) for column in zip(*purchases, strict=True)]


class TestByHand:
    IDS = ("Anna", "Bruno", "Anna", "Carla", "anna", None, "Carla")
    DAYS = tuple(
        date(2026, *day)
        for day in [(1, 5), (1, 9), (2, 1), (3, 2), (3, 3), (3, 4), (3, 9)]
    )

    @pytest.mark.parametrize(
        ("measure", "triangle"),
        [
            ("retention", [[1, 0.5, 0.5], ["#N/A", "#N/A", ""], [1, "", ""]]),
            ("customers", [[2, 1, 1], [0, 0, ""], [1, "", ""]]),
            ("revenue", [[30, 5, 7], [0, 0, ""], [12, "", ""]]),
        ],
    )
    def test_triangle(self, measure, triangle):
        """Months without new customers stay; months to come are empty, never 0."""
        amounts = [10, 20, 5, 4, 7, 99, 8]

        table = call_function("CX_COHORT", self.IDS, self.DAYS, "M", measure, amounts)

        assert ["cohort", "customers", "0", "1", "2", "returns"] == table[0]
        assert [["2026-01", 2], ["2026-02", 0], ["2026-03", 1]] == [
            row[:2] for row in table[1:]
        ]
        assert triangle == [row[2:-1] for row in table[1:]]
        assert [0, 0, 0] == [row[-1] for row in table[1:]]


class TestReturns:
    LOG = (
        ("Anna", date(2026, 1, 5), 20),
        ("Bruno", date(2026, 1, 9), -4),  # of a purchase before the data begin
        ("Anna", date(2026, 2, 1), -5),
        ("Bruno", date(2026, 2, 3), 15),
        ("Carla", date(2026, 2, 4), -9),  # she never bought
        ("Bruno", date(2026, 3, 1), -6),
    )

    @pytest.mark.parametrize(
        ("measure", "triangle"),
        [
            ("revenue", [[20, -5, 0], [15, -6, ""], [0, "", ""]]),
            ("customers", [[1, 0, 0], [1, 0, ""], [0, "", ""]]),
        ],
    )
    def test_a_return_is_no_purchase(self, measure, triangle):
        """It lowers the revenue of its period, and makes nobody a customer."""
        ids, days, amounts = columns(self.LOG)
        table = call_function("CX_COHORT", ids, days, "M", measure, amounts)

        assert triangle == [row[2:-1] for row in table[1:4]]
        assert [["2026-01", 1, 1], ["2026-02", 1, 1], ["2026-03", 0, 0]] == [
            [*row[:2], row[-1]] for row in table[1:4]
        ]
        assert ["no purchase", 0, "", "", "", 2] == table[4]

    def test_nothing_but_returns(self):
        """A log of returns holds no purchase."""
        bad = error("CX_COHORT", ["a"], [46023], "M", "revenue", [-3])
        assert "#DIV/0!" == bad.code


@given(PURCHASES, st.sampled_from("WMQY"))
def test_customers_and_money_add_up(purchases, period):
    """
    Every customer joins one cohort, every euro lies in one cell; order is no matter.
    """
    ids, days, amounts = columns(purchases)

    counts = call_function("CX_COHORT", ids, days, period, "customers", None, False)
    revenue = call_function("CX_COHORT", ids, days, period, "revenue", amounts, False)

    assert len(set(ids)) == sum(row[1] for row in counts)
    assert [row[1] for row in counts] == [row[2] for row in counts]
    assert sum(amounts) == sum(x for row in revenue for x in row[2:-1] if x != "")
    assert counts == call_function(
        "CX_COHORT", ids[::-1], days[::-1], period, "customers", None, False
    )


@given(PURCHASES)
def test_buying_twice_a_month_is_being_there_once(purchases):
    """Retention counts customers, not purchases."""
    ids, days, _ = columns(purchases)

    assert call_function("CX_COHORT", ids, days) == (
        call_function("CX_COHORT", ids * 2, days * 2)
    )


@given(PURCHASES)
def test_pandas_counts_the_same(purchases):
    """Months as whole numbers, nunique by cohort and month."""
    ids, days, _ = columns(purchases)
    frame = pd.DataFrame(
        {"id": [str(i) for i in ids], "month": [d.year * 12 + d.month for d in days]}
    )
    frame["cohort"] = frame.groupby("id").month.transform("min")
    expected = frame.groupby(["cohort", "month"]).id.nunique()

    actual = call_function("CX_COHORT", ids, days, "M", "customers", None, False)

    first = frame.month.min()
    for i, row in enumerate(actual):
        for k, value in enumerate(row[2:]):
            if value != "":
                assert expected.get((first + i, first + i + k), 0) == value


class TestRefusals:
    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (([], []), "#DIV/0!"),
            ((["a"], [None]), "#DIV/0!"),
            ((["a"],), "#VALUE!"),
            ((["a"], ["2026-01-01"]), "#VALUE!"),
            ((["a"], [46023, 46024]), "#VALUE!"),
            ((["a"], [46023], "M", "revenue"), "#VALUE!"),
            ((["a"], [46023], "H"), "#VALUE!"),
            ((["a", "b"], [46023, 800000], "D"), "#NUM!"),
            ((["a", "#N/A"], [46023, 46024]), "#N/A"),
        ],
    )
    def test_codes(self, arguments, code):
        """A wrong year shows as a span that nobody wants to read."""
        assert code == error("CX_COHORT", *arguments).code
