"""The sheet Checks: each kind of mistake is counted, and nothing else is."""

from datetime import date
from functools import cache

import pytest

from cx_xl import open_workbook
from cx_xl.workbooks import create
from cx_xl.workbooks.build import evaluate
from cx_xl.workbooks.layout import FIRST_ROW
from cx_xl.workbooks.rows import Answer, Filling, Month
from cx_xl.workbooks.sheets.pasting import ROUND_UP
from cx_xl.workbooks.template_model import load_template
from tests.hosts.calc import running
from tests.workbooks.books import read

DAY = date(2026, 1, 15)
GOOD = Answer(DAY, "Web", "Shop", 9, 4, 6)
MONTH = Month(invited=50, start=100, new=10, lost=5, sales_cost=1, marketing_cost=1)
CHECKS = [check.key for check in load_template().checks]


def in_month(month, **scores):
    return Answer(date(2026, month, 15), **scores)


# Mistakes that do not disturb one another, each in a month of its own where its KPI is
# an error too: a score off its scale, a part above its whole.
MISTAKES = {
    "answers": (
        Filling(
            [
                GOOD,  # row 6
                Answer(DAY, nps=11),
                Answer(DAY, nps=-1),
                in_month(2, csat=0),
                in_month(3, ces=8),
                in_month(4, nps="9", csat="n/a"),
                Answer(nps=9),
                Answer("15/01/2026", nps=9),
                Answer(date(2025, 12, 31), nps=9),
                in_month(5, segment="Shpo"),
                in_month(5, channel="Fax"),
            ]
        ),
        {
            "off_scale_nps": 2,
            "off_scale_csat": 1,
            "off_scale_ces": 1,
            "text_scores": 2,
            "no_date": 2,
            "outside_months": 1,
            "unknown_segment": 1,
            "unknown_channel": 1,
            # Of NPS with both limits of its interval, CSAT, CES, NPS and CSAT.
            "error_cells": 3 + 1 + 1 + 4,
        },
    ),
    "months": (
        Filling(
            [GOOD, GOOD],
            [
                Month(invited=1),
                Month(start=5, lost=6),
                Month(),
                MONTH,
                Month(start=106),
            ],
        ),
        {
            "more_than_invited": 1,
            "lost_too_many": 1,
            "start_differs": 1,
            "error_cells": 1 + 1,
        },
    ),
    "book": (
        Filling(
            [Answer(DAY, nps=n % 5 + 1) for n in range(10)],
            chosen_month=date(2020, 1, 1),
        ),
        {"other_scale": 1, "unknown_month": 1},
    ),
}


@pytest.fixture(scope="module")
def calc(tmp_path_factory):
    with running(tmp_path_factory.mktemp("calc")) as calc:
        yield calc


@cache
def results_of(kind):
    """The template with mistakes of a kind, evaluated once per process."""
    filling, _ = MISTAKES[kind]
    return evaluate("en", filling)


def counted(results):
    counts = {key: results["Checks", f"B{6 + i}"] for i, key in enumerate(CHECKS)}
    assert sum(counts.values()) == results["Checks", "B3"]
    return {key: count for key, count in counts.items() if count}, results


@pytest.mark.parametrize("kind", MISTAKES)
def test_a_mistake_is_counted_where_it_belongs(kind):
    """One line of Checks says what is wrong; the dashboard says how many there are."""
    _, expected = MISTAKES[kind]
    counts, results = counted(results_of(kind))
    assert expected == counts
    total = sum(expected.values())
    assert f"⚠ Problems found on sheet Checks: {total}" == results["KPI", "B3"]


def _with(template, part, index, **changes):
    """The template with one KPI, column or check of its own."""
    items = list(getattr(template, part))
    items[index] = items[index].model_copy(update=changes)
    return template.model_copy(update={part: tuple(items)})


KEYS = [column.key for column in load_template().monthly]


def test_a_changed_cell_is_counted(monkeypatch):
    """A limit on the wrong side, a formula typed over, a function that is missing."""
    template = _with(load_template(), "kpis", 0, amber=90.0)
    template = _with(template, "monthly", KEYS.index("passives"), formula="5")
    template = _with(template, "monthly", KEYS.index("cpl"), formula="CX_CPLL(1,2)")
    monkeypatch.setattr("cx_xl.workbooks.build.load_template", lambda: template)
    counts, _ = counted(evaluate("en"))
    assert {"amber_side": 1, "classes_sum": 120, "error_cells": 24} == counts


ROWS = {  # of the first bad cell; tables start in row 6
    "answers": {
        "off_scale_nps": 7,
        "off_scale_csat": 9,
        "off_scale_ces": 10,
        "text_scores": 11,
        "no_date": 12,
        "unknown_segment": 15,
        "unknown_channel": 16,
    },
    "months": {
        "more_than_invited": 6,
        "lost_too_many": 7,
        "start_differs": 10,
        "error_cells": 6,
    },
    "book": {"other_scale": 6},
}


@pytest.mark.parametrize("kind", ROWS)
def test_the_first_row_is_named(kind):
    """Thousands of answers: the check says where to look."""
    results = results_of(kind)
    assert ROWS[kind] == {
        mistake: results["Checks", f"E{6 + CHECKS.index(mistake)}"]
        for mistake in ROWS[kind]
    }


def test_its_link_opens_that_row(books):
    """The sheet's name is taken from the cell beside it; an apostrophe is doubled."""
    sheet = read(books["demo", "en"])["Checks"]
    lines = [row for row in range(6, sheet.max_row + 1) if sheet[f"E{row}"].value]

    assert 20 <= len(lines)
    assert [
        f"""HYPERLINK("#'"&SUBSTITUTE($D${row},"'","''")&"'!A"&$G${row},$G${row})"""
        for row in lines
    ] == [sheet[f"E{row}"].value[len(f'=IF($G${row}="","",') : -1] for row in lines]


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


@pytest.mark.long
def test_answers_below_the_table_are_counted(calc, tmp_path):
    """Typed into the first row that no formula covers: LibreOffice does not say so."""
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
    """A filled month without a mistake counts nothing."""
    counts, results = counted(
        evaluate("en", Filling([GOOD], [MONTH, Month(start=105)]))
    )
    assert {} == counts
    assert "✓ All checks passed" == results["KPI", "B3"]


def test_an_impossible_score_is_shown_and_not_averaged_away():
    """11 on a 0-10 scale: the month's NPS and its status are errors, not numbers."""
    results = results_of("answers")
    assert ("#NUM!", "#NUM!") == (results["KPI", "D12"], results["KPI", "M12"])


def test_nothing_to_show(books):
    """An empty template says "No data", and neither 0 nor an error."""
    empty = open_workbook(books["empty", "en"])
    shown = [empty.value(f"KPI!{column}12") for column in "DFLM"]
    assert ["–", "–", "–", "No data"] == shown  # noqa: RUF001  the dash of the sheet
