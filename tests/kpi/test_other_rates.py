"""Web, social, renewal, payback, benchmarks: published examples and identities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import CxError, call_function

PERIODS = st.sampled_from(["D", "W", "M", "Q", "Y"])


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("CX_ENGAGEMENT_RATE", (693, 1810), "0.38287"),
        ("CX_BOUNCE_RATE", (1810, 693), "0.61713"),
        ("CX_AUDIENCE_GROWTH", (1000, 1100), "0.10000"),
        ("CX_AUDIENCE_GROWTH", (1000, 1210, 2), "0.10000"),
        ("CX_REVENUE_RETENTION", (500_000, 65_000, 0, 50_000), "1.03000"),
        ("CX_REVENUE_RETENTION", (500_000, 65_000, 0, 50_000, True), "0.90000"),
        ("CX_RATE_CONVERT", (0.03,), "0.30616"),
        ("CX_RATE_CONVERT", (0.05, "Y", "M"), "0.00427"),
        ("CX_CAC_PAYBACK", (400, 100), "4.00000"),
        ("CX_ROCXI", (150_000, 100_000), "0.50000"),
    ],
)
def test_published(name, arguments, expected):
    """
    GA4's 693 of 1810 sessions; net MRR churn of -3 %; 3 % a month; mktcalc.io's CAC.
    """
    assert expected == f"{call_function(name, *arguments):.5f}"


@given(st.integers(1, 9999), st.data())
def test_bounce_is_the_rest_of_engagement(sessions, data):
    """
    Google Analytics 4 defines it so.
    """
    engaged = data.draw(st.integers(0, sessions))

    bounced = call_function("CX_BOUNCE_RATE", sessions, engaged)

    assert pytest.approx(1.0) == bounced + call_function(
        "CX_ENGAGEMENT_RATE", engaged, sessions
    )


@given(st.floats(0.001, 0.02), PERIODS, PERIODS, st.sampled_from(["churn", "growth"]))
def test_there_and_back(rate, period, into, kind):
    """
    A converted rate converts back into itself.
    """
    there = call_function("CX_RATE_CONVERT", rate, period, into, kind)

    assert pytest.approx(rate, rel=1e-6) == call_function(
        "CX_RATE_CONVERT", there, into, period, kind
    )


@given(st.floats(0.01, 0.99), PERIODS, PERIODS)
def test_churn_and_retention_are_all(rate, period, into):
    """
    Who has not left is still there, in any unit of time.
    """
    churn = call_function("CX_RATE_CONVERT", rate, period, into, "churn")
    kept = call_function("CX_RATE_CONVERT", 1 - rate, period, into, "retention")

    assert pytest.approx(1.0) == churn + kept


@given(st.floats(1, 1e6), st.floats(1, 1e6), st.integers(1, 24))
def test_growth_compounds(start, end, periods):
    """
    So many steps of the mean growth lead from start to end.
    """
    growth = call_function("CX_AUDIENCE_GROWTH", start, end, periods)

    assert pytest.approx(end) == start * (1 + growth) ** periods


def test_a_discounted_benefit_month_by_month():
    """
    Twelve parts at the end of each month, written out.
    """
    parts = [10_000 / 1.1 ** (month / 12) for month in range(1, 13)]

    assert pytest.approx(sum(parts) / 100_000 - 1) == call_function(
        "CX_ROCXI", 120_000, 100_000, 12, 0.1
    )


@given(st.floats(-1e6, 1e6), st.floats(1, 1e6), st.integers(1, 60))
def test_months_matter_only_with_a_discount(benefit, cost, months):
    """
    (benefit - cost) / cost, in any currency.
    """
    actual = call_function("CX_ROCXI", benefit, cost, months)

    assert pytest.approx((benefit - cost) / cost) == actual
    assert pytest.approx(actual, abs=1e-9) == call_function(
        "CX_ROCXI", 100 * benefit, 100 * cost
    )


class TestBenchmark:
    def test_by_hand(self):
        """
        35 against 20, 30, 35, 55: two worse, one equal (half).
        """
        [row] = call_function("CX_BENCHMARK", 35, [20, 30, 35, 55], True, False)

        assert [0.625, 0.0, 2.5, -20.0, 4] == row

    @given(st.integers(-50, 50), st.lists(st.integers(-50, 50), min_size=1))
    def test_both_directions_are_all(self, value, others):
        """
        Who beats me when high is good loses to me when low is good.
        """
        [high] = call_function("CX_BENCHMARK", value, others, True, False)
        [low] = call_function("CX_BENCHMARK", value, others, False, False)

        assert pytest.approx(1.0) == high[0] + low[0]
        assert high[1:3] == low[1:3]
        assert 0 <= high[0] <= 1


@pytest.mark.parametrize(
    ("name", "arguments", "code"),
    [
        ("CX_ENGAGEMENT_RATE", (5, 0), "#DIV/0!"),
        ("CX_ENGAGEMENT_RATE", (-5, 10), "#NUM!"),
        ("CX_BOUNCE_RATE", (0, 0), "#DIV/0!"),
        ("CX_BOUNCE_RATE", (10, 11), "#NUM!"),
        ("CX_AUDIENCE_GROWTH", (0, 11), "#NUM!"),
        ("CX_AUDIENCE_GROWTH", (5, 11, 0), "#NUM!"),
        ("CX_REVENUE_RETENTION", (0, 0, 0, 0), "#DIV/0!"),
        ("CX_REVENUE_RETENTION", (10, 0, 6, 5), "#NUM!"),
        ("CX_REVENUE_RETENTION", (10, 0, None, 5), "#VALUE!"),
        ("CX_RATE_CONVERT", (1.1,), "#NUM!"),
        ("CX_RATE_CONVERT", (-0.1, "M", "Y", "retention"), "#NUM!"),
        ("CX_RATE_CONVERT", (-1.5, "M", "Y", "growth"), "#NUM!"),
        ("CX_RATE_CONVERT", (0.1, "decade"), "#VALUE!"),
        ("CX_RATE_CONVERT", ("3 pct",), "#VALUE!"),
        ("CX_CAC_PAYBACK", (400, 100, 0), "#DIV/0!"),
        ("CX_CAC_PAYBACK", (400, 100, 1.5), "#NUM!"),
        ("CX_ROCXI", (1, 0), "#NUM!"),
        ("CX_ROCXI", (1, 10, 0), "#NUM!"),
        ("CX_ROCXI", (1, 10, 12, -0.1), "#NUM!"),
        ("CX_BENCHMARK", (1, []), "#DIV/0!"),
        ("CX_BENCHMARK", (1, ["a"]), "#DIV/0!"),
        ("CX_BENCHMARK", (True, [1]), "#VALUE!"),
        ("CX_RATE_CI", (1e17, 1e18, 0.95, "exact"), "#NUM!"),  # SciPy would say 0 to 1
        ("CX_RATE_DIFF", (1e159, 1e160, 1, 2), "#NUM!"),
        ("CX_RATE_DIFF_PAIRED", (1e18, 1, 1, 1), "#NUM!"),
    ],
)
def test_refusals(name, arguments, code):
    """
    Nothing to divide by is #DIV/0!, the impossible #NUM!, the unreadable #VALUE!.
    """
    with pytest.raises(CxError) as caught:
        call_function(name, *arguments)
    assert code == caught.value.code
