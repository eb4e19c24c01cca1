"""Counts are the answers that they count: the same KPIs, to the last digit."""

import warnings
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from openpyxl.utils import get_column_letter

import cx_xl
from cx_xl import Tally, open_workbook
from cx_xl.checks import examine
from cx_xl.dates import serial
from cx_xl.errors import Code
from cx_xl.hosts.registry import PORTABLE
from cx_xl.tally import Mass
from cx_xl.workbooks.build import build, create, evaluate
from cx_xl.workbooks.demo import demo
from cx_xl.workbooks.layout import FIRST_ROW
from cx_xl.workbooks.rows import Count, Filling, Month
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.texts import load_texts
from tests.workbooks.libreoffice import recalculate
from tests.workbooks.test_engines import alike, plain, stored

FIRST = date(2026, 1, 1)
SCORES = ("nps", "csat", "ces")
KEYS = [column.key for column in load_template().monthly]
ENDINGS = ("_filled", "_rows", "_weighted", "_counted", "_weight", "_squares")
# Columns of Monthly that say where answers come from; all others are KPIs and bases.
OWN = {key for key in KEYS if key.endswith(ENDINGS) or key in {"rows", "people"}}


def counted(filling, people):
    """The answers of *filling* as counts by month, segment and channel."""
    scores, persons = Counter(), Counter()
    for answer in filling.answers:
        group = answer.date.replace(day=1), answer.segment, answer.channel
        persons[group] += 1
        for key in SCORES:
            score = getattr(answer, key)
            if score is not None:
                scores[*group, key.upper(), score] += 1
    rows = [Count(*group, n) for group, n in scores.items()]
    rows += [Count(*group, people, None, n) for group, n in persons.items()]
    return replace(filling, answers=(), counts=rows)


def monthly(results, language="en", place=0):
    """A month of sheet Monthly by key, the first one for 0."""
    sheet = load_texts(language)["sheets.monthly"]
    found = {}
    for number, key in enumerate(KEYS):
        letters = (
            chr(65 + number)
            if number < 26
            else (chr(64 + number // 26) + chr(65 + number % 26))
        )
        found[key] = results.get((sheet, f"{letters}{FIRST_ROW + 1 + place}"))
    return found


def month_of(*counts, answers=()):
    return monthly(
        evaluate("en", Filling(answers, [Month()], first_month=FIRST, counts=counts))
    )


@pytest.mark.parametrize("language", ["en", "it"])
def test_counts_of_the_demo_show_its_kpis(language):
    """Every cell of every sheet but those that count where the answers stand."""
    filling, texts = demo(language), load_texts(language)
    own = {KEYS.index(key) for key in OWN}

    answers = evaluate(language, filling)
    counts = evaluate(language, counted(filling, texts["lists.questions.4"]))

    assert answers.keys() == counts.keys()
    places = {texts["sheets.kpi"], texts["sheets.checks"], texts["sheets.targets"]}
    shown = {place for place in answers if place[0] in places}
    assert {p: answers[p] for p in shown} == {p: counts[p] for p in shown}
    first, second = monthly(answers, language), monthly(counts, language)
    rest = [key for number, key in enumerate(KEYS) if number not in own]
    assert {k: first[k] for k in rest} == {k: second[k] for k in rest}


@pytest.mark.usefixtures("soffice")
def test_libreoffice_shows_the_same_kpis(ready, tmp_path):
    """
    What it computes of the counts is what it computes of the answers (test_engines).
    """
    filling, texts = demo("it"), load_texts("it")
    path, answers = tmp_path / "counts.xlsx", ready(tmp_path / "answers.xlsx", "it")
    counts = counted(filling, texts["lists.questions.4"])
    build(path, "it", counts, edition=PORTABLE)
    kpis, monthly_ = texts["sheets.kpi"], texts["sheets.monthly"]
    own = {
        get_column_letter(1 + number) for number, key in enumerate(KEYS) if key in OWN
    }

    with warnings.catch_warnings():  # openpyxl tells what it loses on saving
        warnings.simplefilter("ignore", UserWarning)
        found = recalculate(path, tmp_path)
    expected = {
        (sheet, cell): value
        for (sheet, cell), value in stored(answers).items()
        if sheet == kpis or (sheet == monthly_ and cell.rstrip("0123456789") not in own)
    }

    assert len(expected) > 24 * 25
    assert {} == {
        place: (value, found[place])
        for place, value in expected.items()
        if not alike(value, plain(found[place]))
    }


def test_weights_are_those_of_the_core():
    """
    NPS and its adjusted Wald interval by Kish's base, as cx_xl.nps of the same tally.
    """
    masses = {
        10: Mass(50, 61.5, 90.25),
        8: Mass(30, 22.0, 20.5),
        3: Mass(20, 16.5, 18.75),
    }
    score = cx_xl.nps(Tally(masses))

    month = month_of(
        *(Count(FIRST, None, None, "NPS", x, *mass) for x, mass in masses.items())
    )

    assert 100 == month["nps_n"]
    assert pytest.approx(Tally(masses).effective_n, rel=1e-12) == month["nps_effective"]
    assert pytest.approx(score, rel=1e-12) == month["nps"]
    assert pytest.approx(tuple(score.interval), rel=1e-12) == (
        month["nps_low"],
        month["nps_high"],
    )


def test_answers_and_counts_add_up():
    """One promoter among the answers of the demo's kind, one counted detractor."""
    answer = demo("en").answers[0]
    single = replace(answer, date=FIRST, nps=10, csat=None, ces=None)

    month = month_of(Count(FIRST, None, None, "NPS", 0, 1), answers=[single])

    assert (2, 0.0) == (month["nps_n"], month["nps"])


SHOWN = ("nps", "nps_n", "nps_low", "nps_high")
WRONG = [
    {"score": 11, "n": 4},
    {"score": "ten", "n": 4},
    {"score": 9, "n": -4},
    {"score": 9, "n": "four"},
    {"score": 9, "n": 4, "weight": 4.5, "squares": 6},  # the other row has no weights
    {"score": 9, "n": 4, "weight": 4.5},
]


def test_what_can_not_be_is_an_error():
    """
    Score, base and interval of the month are #NUM!: none is left out in silence.

    Each in a month of its own; a month without such a row has its score.
    """
    counts = []
    for place, wrong in enumerate([*WRONG, {"score": 9, "n": 4}]):
        month = FIRST.replace(month=1 + place)
        counts.append(Count(month, None, None, "NPS", 9, 40))
        counts.append(Count(month, None, None, "NPS", **wrong))
    months = [Month()] * (len(WRONG) + 1)
    filling = Filling((), months, first_month=FIRST, counts=counts)
    results = evaluate("en", filling)

    *found, good = (
        [monthly(results, place=place)[key] for key in SHOWN]
        for place in range(len(months))
    )

    assert [[Code.NUM] * 4] * len(WRONG) == found
    assert [100.0, 44] == good[:2]


SECOND, THIRD = date(2026, 2, 1), date(2026, 3, 1)
MISTAKES = [
    (Count(FIRST, None, None, "NPS", 10, 40), None),
    (Count(date(2031, 1, 1), None, None, "NPS", 9, 4), "counts_month"),
    (Count(date(2026, 1, 5), None, None, "NPS", 9, 4), "counts_month"),
    (Count(serial(FIRST) + 0.375, None, None, "NPS", 9, 4), "counts_month"),  # nine
    (Count(FIRST, None, None, "Effort", 9, 4), "counts_question"),
    (Count(FIRST, None, None, "CSAT", 9, 4), "counts_rows"),
    (Count(SECOND, None, None, "NPS", 9, 4, 5.0), "counts_rows"),  # half a weight
    (Count(THIRD, None, None, "NPS", 9, 4, 5.0, 6.5), None),
    (Count(THIRD, None, None, "NPS", 8, 4), "counts_rows"),  # the other row has some
    (Count(FIRST, None, None, "NPS", 7, 4.5), "counts_whole"),
    (Count(FIRST, "Nowhere", None, "NPS", 8, 4), "counts_names"),
    (Count(FIRST, None, None, "NPS", 10, 4), "counts_twice"),
]


def test_checks_name_the_row(tmp_path):
    """On the sheet and in `cx-xl check`, which counts what the sheet counts."""
    path = tmp_path / "book.xlsx"
    counts = [count for count, _ in MISTAKES]
    create(path, "en", Filling((), 3 * [Month()], first_month=FIRST, counts=counts))
    wanted = {check: [] for _, check in MISTAKES if check}
    for row, (_, check) in enumerate(MISTAKES, start=FIRST_ROW + 1):
        if check:
            wanted[check].append(row)

    found = {
        finding.check: [int(place.cell.lstrip("ABCDEFGH")) for place in finding.places]
        for finding in examine(path).findings
        if finding.check.startswith("counts_")
    }

    assert wanted == found
    book, lines = open_workbook(path), [line.key for line in load_template().checks]
    for check in wanted.keys() & set(lines):
        line = FIRST_ROW + 1 + lines.index(check)
        assert len(wanted[check]) == book.value(f"Checks!B{line}"), check
        if check != "counts_rows":  # which is counted month by month
            assert wanted[check][0] == book.value(f"Checks!E{line}"), check


def test_both_sources_of_one_month_are_noticed(tmp_path):
    """They add up, and somebody should look."""
    path = tmp_path / "book.xlsx"
    answer = replace(demo("en").answers[0], date=FIRST, nps=10, csat=4, ces=None)
    counts = [Count(FIRST, None, None, "NPS", 10, 40)]
    create(path, "en", Filling([answer], [Month()], first_month=FIRST, counts=counts))

    [both] = [f for f in examine(path).findings if f.check == "counts_both"]

    assert (1, "warning") == (both.count, both.severity)
