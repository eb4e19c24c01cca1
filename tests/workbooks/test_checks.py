"""
The sheet Checks: each kind of mistake is counted, and nothing else is.
"""

from datetime import date

import pytest

from cx_xl.workbooks import create
from cx_xl.workbooks.build import evaluate
from cx_xl.workbooks.layout import FIRST_ROW
from cx_xl.workbooks.rows import Answer, Filling, Month
from cx_xl.workbooks.sheets.pasting import ROUND_UP
from cx_xl.workbooks.template_model import load_template
from tests.hosts.calc import running

DAY = date(2026, 1, 15)
GOOD = Answer(DAY, "Web", "Shop", 9, 4, 6)
MONTH = Month(invited=50, start=100, new=10, lost=5, sales_cost=1, marketing_cost=1)
CHECKS = [check.key for check in load_template().checks]

MISTAKES = {
    "off_scale_nps": (Filling([GOOD, Answer(DAY, nps=11), Answer(DAY, nps=-1)]), 2),
    "off_scale_csat": (Filling([GOOD, Answer(DAY, csat=0)]), 1),
    "off_scale_ces": (Filling([GOOD, Answer(DAY, ces=8)]), 1),
    "text_scores": (Filling([GOOD, Answer(DAY, nps="9", csat="n/a")]), 2),
    "no_date": (Filling([GOOD, Answer(nps=9), Answer("15/01/2026", nps=9)]), 2),
    "outside_months": (Filling([GOOD, Answer(date(2025, 12, 31), nps=9)]), 1),
    "other_scale": (Filling([Answer(DAY, nps=n % 5 + 1) for n in range(10)]), 1),
    "unknown_segment": (Filling([GOOD, Answer(DAY, segment="Shpo")]), 1),
    "unknown_channel": (Filling([GOOD, Answer(DAY, channel="Fax")]), 1),
    "more_than_invited": (Filling([GOOD, GOOD], [Month(invited=1)]), 1),
    "lost_too_many": (Filling(months=[Month(start=5, lost=6)]), 1),
    "start_differs": (Filling(months=[MONTH, Month(start=106)]), 1),
    "unknown_month": (Filling(chosen_month=date(2020, 1, 1)), 1),
}
# A score off its scale, a part above its whole: the month's KPI is an error as well.
ALSO_ERRORS = {
    "off_scale_nps": 3,  # with both limits of its interval
    "off_scale_csat": 1,
    "off_scale_ces": 1,
    "text_scores": 4,
    "more_than_invited": 1,
    "lost_too_many": 1,
}


@pytest.fixture(scope="module")
def calc(tmp_path_factory):
    with running(tmp_path_factory.mktemp("calc")) as calc:
        yield calc


def counted(filling):
    results = evaluate("en", filling)
    counts = {key: results["Checks", f"B{6 + i}"] for i, key in enumerate(CHECKS)}
    assert sum(counts.values()) == results["Checks", "B3"]
    return {key: count for key, count in counts.items() if count}, results


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_counted_where_it_belongs(mistake):
    """
    One line of Checks says what is wrong; the dashboard says how many there are.
    """
    filling, times = MISTAKES[mistake]
    expected = {mistake: times}
    if mistake in ALSO_ERRORS:
        expected["error_cells"] = ALSO_ERRORS[mistake]
    counts, results = counted(filling)
    assert expected == counts
    total = sum(expected.values())
    assert f"⚠ Problems found on sheet Checks: {total}" == results["KPI", "B3"]


def _with(part, index, **changes):
    """
    The template with one KPI, column or check of its own.
    """
    template = load_template()
    items = list(getattr(template, part))
    items[index] = items[index].model_copy(update=changes)
    return template.model_copy(update={part: tuple(items)})


KEYS = [column.key for column in load_template().monthly]
TAMPERED = {
    "amber_side": (_with("kpis", 0, amber=90.0), 1),
    "classes_sum": (_with("monthly", KEYS.index("passives"), formula="5"), 120),
    "error_cells": (_with("monthly", KEYS.index("cpl"), formula="CX_CPLL(1,2)"), 24),
}


@pytest.mark.parametrize("mistake", TAMPERED)
def test_a_changed_cell_is_counted(mistake, monkeypatch):
    """
    A limit on the wrong side, a formula typed over, a function that is missing.
    """
    template, times = TAMPERED[mistake]
    monkeypatch.setattr("cx_xl.workbooks.build.load_template", lambda: template)
    counts, _ = counted(Filling())
    assert {mistake: times} == counts


ROWS = {  # of the first bad answer; answers start in row 6
    "off_scale_nps": 7,
    "off_scale_csat": 7,
    "off_scale_ces": 7,
    "text_scores": 7,
    "no_date": 7,
    "unknown_segment": 7,
    "unknown_channel": 7,
}


@pytest.mark.parametrize("mistake", ROWS)
def test_the_first_row_is_named(mistake):
    """
    Thousands of answers: the check says where to look.
    """
    filling, _ = MISTAKES[mistake]
    _, results = counted(filling)
    assert ROWS[mistake] == results["Checks", f"E{6 + CHECKS.index(mistake)}"]


def test_no_answer_is_left_out_in_silence():
    """
    "9" as text beside a 10: score, base, interval and segment are errors alike.
    """
    shop = Answer(DAY, "Web", "Shop", "9", 4, 6)
    results = evaluate("en", Filling([GOOD] * 40 + [shop], [MONTH]))
    shown = [results["KPI", f"{column}12"] for column in "DHIJ"]
    segment = [results["KPI", f"{column}22"] for column in "DHIJ"]
    assert ["#NUM!"] * 8 == [*shown, *segment]
    assert 41 == results["KPI", "H13"]  # CSAT has 41 answers, all of them numbers


def test_answers_below_the_table_are_counted(calc, tmp_path):
    """
    Typed into the first row that no formula covers: LibreOffice does not say so.
    """
    path = tmp_path / "kpi.ods"
    create(path, "en", Filling([GOOD], [MONTH]), edition="libreoffice")
    last = FIRST_ROW + load_template().room + ROUND_UP  # from 0
    row = CHECKS.index("below_table") + FIRST_ROW + 1
    calc.do("open", path=str(path))
    before = calc.formulas()
    calc.do("change", sheet="Responses", row=last, column=3, number=9)
    after = calc.formulas()

    assert (0.0, 1.0) == tuple(f["Checks", f"B{row}"] for f in (before, after))
    assert before["Checks", "B3"] + 1 == after["Checks", "B3"]
    assert before["KPI", "D12"] == after["KPI", "D12"]


def test_good_answers_pass():
    """
    A filled month without a mistake counts nothing.
    """
    counts, results = counted(Filling([GOOD], [MONTH, Month(start=105)]))
    assert {} == counts
    assert "✓ All checks passed" == results["KPI", "B3"]


def test_an_impossible_score_is_shown_and_not_averaged_away():
    """
    11 on a 0-10 scale: the month's NPS and its status are errors, not numbers.
    """
    filling, _ = MISTAKES["off_scale_nps"]
    _, results = counted(filling)
    assert ("#NUM!", "#NUM!") == (results["KPI", "D12"], results["KPI", "M12"])


def test_nothing_to_show():
    """
    An empty template says "No data", and neither 0 nor an error.
    """
    results = evaluate("en")
    shown = [results["KPI", f"{column}12"] for column in "DFLM"]
    assert ["–", "–", "–", "No data"] == shown  # noqa: RUF001  the dash of the sheet
