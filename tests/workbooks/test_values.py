"""
The KPI values of the demo, against pandas and NumPy on the same rows.

Nothing here calls our functions: the definitions are written out from the design's
definitions (NPS: Reichheld 2003; intervals: Wilson 1927 by statsmodels, and adjusted
Wald with 3/4, 3/2, 3/4 added, measuringu.com/nps-confidence-intervals).
"""

import math

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm
from statsmodels.stats.proportion import proportion_confint

from cx_xl import open_workbook
from cx_xl.workbooks.demo import demo
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.texts import load_texts

DEMO = demo("en")
ROWS = pd.DataFrame([[a.date, a.segment, a.nps, a.csat, a.ces] for a in DEMO.answers])
ROWS.columns = ["date", "segment", "nps", "csat", "ces"]
ROWS["month"] = pd.to_datetime(ROWS["date"]).dt.to_period("M")
MONTHS = sorted(ROWS["month"].unique())
Z = norm.ppf(0.975)


def nps(scores):
    scores = scores.dropna()
    return 100 * (np.mean(scores >= 9) - np.mean(scores <= 6))


def nps_interval(scores):
    scores = scores.dropna()
    n = len(scores) + 3
    promoters = (np.sum(scores >= 9) + 0.75) / n
    detractors = (np.sum(scores <= 6) + 0.75) / n
    score = promoters - detractors
    half = Z * math.sqrt((promoters + detractors - score**2) / n)
    return 100 * max(-1, score - half), 100 * min(1, score + half)


def top(scores, threshold):
    return np.mean(scores.dropna() >= threshold)


@pytest.fixture(scope="module")
def monthly(books):
    """Monthly as a frame with our keys, as the file holds it."""
    frame = open_workbook(books["demo", "en"]).table("tblMonthly")
    texts = load_texts("en")
    headers = {
        texts[f"monthly.headers.{c.key}"]: c.key for c in load_template().monthly
    }
    return frame.rename(columns=headers)


@pytest.mark.parametrize("index", range(12))
def test_scores_of_a_month(monthly, index):
    """Each of the twelve months, from the same answers."""
    rows = ROWS[ROWS["month"] == MONTHS[index]]
    found = monthly.loc[index]
    low, high = nps_interval(rows["nps"])
    expected = {
        "responses": len(rows),
        "nps": nps(rows["nps"]),
        "nps_low": low,
        "nps_high": high,
        "csat": top(rows["csat"], 4),
        "ces": top(rows["ces"], 5),
        "promoters": np.sum(rows["nps"] >= 9),
        "passives": np.sum(rows["nps"].between(7, 8)),
        "detractors": np.sum(rows["nps"] <= 6),
        "nps_n": rows["nps"].count(),
        "csat_n": rows["csat"].count(),
        "ces_n": rows["ces"].count(),
    }
    assert pytest.approx(expected, rel=1e-12) == {k: found[k] for k in expected}


@pytest.mark.parametrize("index", range(12))
def test_rates_of_a_month(monthly, index):
    """From the inputs as a company would write them down."""
    month, found = DEMO.months[index], monthly.loc[index]
    expected = {
        "response_rate": found["responses"] / month.invited,
        "churn": month.lost / month.start,
        "retention": 1 - month.lost / month.start,
        "cac": (month.sales_cost + month.marketing_cost) / month.new,
        "cpl": month.marketing_cost / month.leads,
        "roi": month.campaign_margin / month.marketing_cost - 1,
        "end": month.start + month.new - month.lost,
    }
    assert pytest.approx(expected, rel=1e-12) == {k: found[k] for k in expected}


def test_months_to_come_show_no_data(monthly):
    """Not 0: a month without answers has no score."""
    to_come = monthly.loc[12:, ["nps", "csat", "ces", "churn", "cac", "roi"]]
    assert {"#N/A"} == set(to_come.to_numpy().ravel())


@pytest.fixture(scope="module")
def rows(books):
    """The dashboard's table by KPI: columns B to N."""
    book = open_workbook(books["demo", "en"])
    keys = [kpi.key for kpi in load_template().kpis]
    return dict(zip(keys, book.values("KPI!B12:N19"), strict=True))


class TestDashboard:
    """October 2026, the chosen month, row by row."""

    def test_actual_gap_and_change(self, rows, monthly):
        """Gap to the target, change to September; shares in percentage points."""
        for kpi in load_template().kpis:
            now, before = monthly.loc[11, kpi.key], monthly.loc[10, kpi.key]
            factor = 100 if kpi.unit in {"share", "rate"} else 1
            _, _, actual, target, gap, *_, change = rows[kpi.key]
            assert (now, kpi.target) == (actual, target)
            assert pytest.approx(factor * (now - kpi.target), abs=1e-9) == gap
            assert pytest.approx(factor * (now - before), abs=1e-9) == change

    def test_status(self, rows):
        """
        Green from the target on, amber down to the limit, red beyond it; all occur.
        """
        lights = {}
        for kpi in load_template().kpis:
            sign = 1 if kpi.better == "higher" else -1
            value = sign * rows[kpi.key][2]
            on_target, tolerable = value >= sign * kpi.target, value >= sign * kpi.amber
            word = "On target" if on_target else "Watch" if tolerable else "Off target"
            lights[kpi.key] = (int(on_target) - int(not tolerable), word)
        assert lights == {key: (row[10], row[11]) for key, row in rows.items()}
        assert {-1, 0, 1} == {code for code, _ in lights.values()}

    def test_intervals_of_shares(self, rows, monthly):
        """Wilson's interval, by statsmodels."""
        for kpi in load_template().kpis:
            if kpi.successes:
                base, successes = (
                    monthly.loc[11, k] for k in (kpi.base, kpi.successes)
                )
                expected = proportion_confint(successes, base, method="wilson")
                _, _, _, _, _, _, n, low, high, *_ = rows[kpi.key]
                assert base == n
                assert pytest.approx(expected, rel=1e-9) == (low, high)

    def test_segments(self, books):
        """Base, NPS and interval of each segment; a base under 30 is not shown."""
        october = ROWS[ROWS["month"] == MONTHS[-1]]
        book = open_workbook(books["demo", "en"])
        found = {row[0]: row for row in book.values("KPI!B22:P33") if row[0]}
        bases = {}
        for segment, rows in october.groupby("segment"):
            name, _, score, promoters, detractors, _, n, low, high, _, note, *_ = found[
                segment
            ]
            bases[name] = n
            assert rows["nps"].count() == n
            if n >= 30:
                expected = nps(rows["nps"]), *nps_interval(rows["nps"])
                shares = [np.mean(s(rows["nps"].dropna())) for s in _CLASSES]
                assert pytest.approx(expected) == (score, low, high)
                assert pytest.approx(shares) == [promoters, detractors]
            else:
                assert ["", "", ""] == [score, low, high]
                assert "Too few answers: not shown" == note
        assert ["Partner"] == [name for name, n in bases.items() if n < 30]


_CLASSES = (lambda s: s >= 9, lambda s: s <= 6)


class TestDemo:
    """The made-up company must pass for a real one."""

    def test_size_and_blanks(self):
        """
        180 to 260 answers a month, some questions unanswered, nothing off its scale.
        """
        sizes = ROWS.groupby("month").size()
        assert sizes.between(180, 260).all()
        assert 12 == len(sizes)
        for score, low, high in (("nps", 0, 10), ("csat", 1, 5), ("ces", 1, 7)):
            assert ROWS[score].dropna().between(low, high).all()
            assert 0.02 < ROWS[score].isna().mean() < 0.2

    def test_customers_add_up(self):
        """A month starts where the last one ended."""
        ends = [m.start + m.new - m.lost for m in DEMO.months]
        assert ends[:-1] == [m.start for m in DEMO.months[1:]]

    def test_the_same_people_in_both_languages(self):
        """Only the words differ."""
        italian = demo("it").answers
        assert [(a.date, a.nps, a.csat, a.ces) for a in italian] == [
            (a.date, a.nps, a.csat, a.ces) for a in DEMO.answers
        ]
