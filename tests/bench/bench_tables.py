"""
Tables over a million rows, each beside the obvious pandas code on the same cells.

Run: python -m pytest tests/bench/bench_tables.py --benchmark-timer=time.process_time
Goal: faster than pandas.
"""

import random
from datetime import datetime, timedelta

import pandas as pd
import pytest

from cx_xl import call_function

ROWS = 1_000_000
SHARES = (2, 1, 1, 1, 1, 3, 3, 9, 22, 22, 35)


@pytest.fixture(scope="module")
def answers():
    """Lists of cells: scores, one of 50 stores, one of 730 days."""
    draw = random.Random(1)
    start = datetime(2024, 1, 1)  # noqa: DTZ001 - cells have no time zone
    stores = [f"Store {i}" for i in range(50)]
    days = [start + timedelta(days=i) for i in range(730)]
    return (
        draw.choices(range(11), SHARES, k=ROWS),
        draw.choices(stores, k=ROWS),
        draw.choices(days, k=ROWS),
    )


@pytest.fixture(scope="module")
def purchases():
    """Lists of cells: one of 100,000 customers, a moment in 1,000 days, an amount."""
    draw = random.Random(2)
    start = datetime(2022, 1, 1)  # noqa: DTZ001 - cells have no time zone
    seconds = 1000 * 86_400
    return (
        draw.choices([f"C{i:06}" for i in range(100_000)], k=ROWS),
        [start + timedelta(seconds=draw.randrange(seconds)) for _ in range(ROWS)],
        [round(draw.lognormvariate(3, 1), 2) for _ in range(ROWS)],
    )


def nps_of(scores):
    return 100 * ((scores >= 9).mean() - (scores <= 6).mean())


@pytest.mark.benchmark(group="NPS by 50 segments")
class TestNpsBy:
    def test_cx(self, benchmark, answers):
        scores, stores, _ = answers
        assert 51 == len(benchmark(call_function, "CX_NPS_BY", scores, stores))

    def test_pandas(self, benchmark, answers):
        scores, stores, _ = answers

        def table():
            frame = pd.DataFrame({"score": scores, "store": stores})
            return frame.groupby("store").score.agg(nps_of)

        assert 50 == len(benchmark(table))


@pytest.mark.benchmark(group="NPS by month")
class TestNpsTrend:
    def test_cx(self, benchmark, answers):
        scores, _, days = answers
        assert 25 == len(benchmark(call_function, "CX_NPS_TREND", scores, days))

    def test_pandas(self, benchmark, answers):
        scores, _, days = answers

        def table():
            frame = pd.DataFrame({"score": scores, "day": days})
            return frame.groupby(frame.day.dt.to_period("M")).score.agg(nps_of)

        assert 24 == len(benchmark(table))


@pytest.mark.benchmark(group="rolling NPS of 365 days over 1,800 days")
@pytest.mark.parametrize("is_weighted", [False, True], ids=["plain", "weighted"])
def test_rolling(benchmark, is_weighted):
    """
    5,000 answers; goal: well under 0.5 s. Summing each window anew took 1.5 s here.
    """
    draw = random.Random(3)
    start = datetime(2020, 1, 1)  # noqa: DTZ001 - cells have no time zone
    days = [start + timedelta(days=draw.randrange(1800)) for _ in range(5000)]
    scores = draw.choices(range(11), SHARES, k=5000)
    weights = [draw.uniform(0.2, 5) for _ in days] if is_weighted else None
    table = benchmark(call_function, "CX_NPS_TREND", scores, days, "D", 365, weights)
    assert 1700 < len(table) <= 1801


@pytest.mark.benchmark(group="RFM of 100,000 customers")
class TestRfm:
    def test_cx(self, benchmark, purchases):
        assert 100_000 <= len(benchmark(call_function, "CX_RFM", *purchases)) + 10

    def test_pandas(self, benchmark, purchases):
        customers, moments, amounts = purchases

        def table():
            frame = pd.DataFrame({"id": customers, "at": moments, "amount": amounts})
            frame["day"] = frame["at"].dt.normalize()
            days = frame.groupby(["id", "day"], sort=False).amount.sum().reset_index()
            buyers = days.sort_values("day").groupby("id")
            first, last = buyers.day.min(), buyers.day.max()
            repeats = buyers.day.size() - 1
            spent = (buyers.amount.sum() - buyers.amount.first()) / repeats
            result = pd.DataFrame(
                {
                    "frequency": repeats,
                    "recency": (last - first).dt.days / 7,
                    "age": (days.day.max() - first).dt.days / 7,
                    "monetary": spent.fillna(0),
                }
            )
            return result.reset_index().to_numpy().tolist()  # cells, as ours

        assert 100_000 <= len(benchmark(table)) + 10


@pytest.mark.benchmark(group="Cohorts by month")
class TestCohort:
    def test_cx(self, benchmark, purchases):
        customers, moments, _ = purchases
        assert 34 == len(benchmark(call_function, "CX_COHORT", customers, moments))

    def test_pandas_with_whole_months(self, benchmark, purchases):
        customers, moments, _ = purchases

        def table():
            frame = pd.DataFrame({"id": customers, "at": moments})
            frame["month"] = frame["at"].dt.year * 12 + frame["at"].dt.month
            frame["cohort"] = frame.groupby("id").month.transform("min")
            frame["after"] = frame.month - frame.cohort
            buyers = frame.groupby(["cohort", "after"]).id.nunique().unstack()  # noqa: PD010 - what people write
            return buyers.div(buyers[0], axis=0)

        assert 33 >= len(benchmark(table))
