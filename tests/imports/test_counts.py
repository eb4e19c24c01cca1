"""Counts are read as answers are: each row so many, or a reason why it is none."""

from datetime import date, datetime

import pytest

from cx_xl.errors import LANGUAGES
from cx_xl.imports import Profile, Scale, Source, read_counts, understand_counts
from cx_xl.imports.counted_export import COLUMNS, HalfWeights, NotCounts
from cx_xl.imports.counted_reading import BAD_MONTH, OTHER_QUESTION, BadCounts
from cx_xl.imports.reading import FUTURE, NO_SCORE, OTHER_MONTH
from cx_xl.imports.scores import OFF_SCALE, UNREAD
from cx_xl.tally import Mass
from cx_xl.workbooks.texts import load_texts
from cx_xl.workbooks.writer import HEADER_KEYS
from tests.imports.exports import INJECTIONS

FIRST, TODAY = date(2026, 1, 1), date(2026, 3, 5)
NPS, CSAT = Scale("nps", 0, 10), Scale("csat", 1, 5)
HEAD = ["segment", "period", "score", "n"]
GOOD = [["Shop", "2026-01-01", score, 10] for score in range(11)]


def understood(*rows, scale=NPS, **profile):
    source = Source("counts.csv", rows, "text")
    return understand_counts(source, Profile(tool="counts", **profile), scale)


def read(*rows, scale=NPS, takes=lambda _month: True, **profile):
    found = understood(*rows, scale=scale, **profile)
    assert found.question is None
    return read_counts(found, takes=takes, today=TODAY)


def test_the_headers_of_the_sheet_are_known():
    """Whoever copies sheet Counts into a file can import it."""
    for language in LANGUAGES:
        for key, known in COLUMNS.items():
            header = load_texts(language)[HEADER_KEYS["tblCounts"].format(key)]
            assert header.casefold() in known


def test_groups_that_the_book_does_not_have_are_added_up():
    """Counts by country: n, weights and squares add up, and the column is named."""
    head = ["country", "Segmento", "period", "score", "n", "weight", "squares"]
    rows = [
        head,
        ["IT", "Shop", "2026-01-01", 9, 10, 12.5, 16.0],
        ["FR", "Shop", "2026-01-01", 9, 5, 4.5, 4.25],
    ]

    assert {(FIRST, "Shop", "", 9): Mass(15, 17.0, 20.25)} == read(*rows).masses
    assert ("country",) == understood(*rows).pooled


@pytest.mark.parametrize(
    ("row", "why", "shown"),
    [
        (["Shop", "2026-01-01", 11, 5], OFF_SCALE, "11"),
        (["Shop", "2026-01-01", "7-8 of many", 5], UNREAD, "7-8 of many"),
        (["Shop", "2026-01-01", None, 5], NO_SCORE, ""),
        (["Shop", "2026-01-01", "N/A", 5], NO_SCORE, "N/A"),
        (["Shop", "2026-01-05", 9, 5], BAD_MONTH, "2026-01-05"),
        (["Shop", "January", 9, 5], BAD_MONTH, "January"),
        (["Shop", "2026-04-01", 9, 5], FUTURE, "2026-04-01"),
    ],
)
def test_a_row_that_is_no_answer_is_left_out_and_reported(row, why, shown):
    """With its row in the file, and how many people it stands for."""
    found = read(HEAD, *GOOD, row)

    assert (110, {why: 1}, {why: 5}) == (found.n, found.dropped, found.people)
    [offender] = found.offenders
    assert (13, shown, why) == (offender.number, offender.shown, offender.why)


@pytest.mark.parametrize(
    "cells", [(-4,), ("four",), (4.5,), (True,), (None,), (4, 2.5, None), (4, 0, 6)]
)
def test_how_many_people_a_row_stands_for_is_never_guessed(cells):
    """Nothing is imported, because nobody knows how many would be missing."""
    row = ["Shop", "2026-01-01", 9, *cells, None, None][:6]

    with pytest.raises(BadCounts, match=r"row 13 "):
        read([*HEAD, "weight", "squares"], *GOOD, row)


def test_labels_have_the_points_of_answers():
    """
    "Very satisfied" is 5 of 5, "2 - poor" says so itself; others are asked about.
    """
    rows = [("Very satisfied", 40), ("Satisfied", 20), ("Dissatisfied", 5)]
    rows += [("Very dissatisfied", 2), ("Neutral", 8)]
    table = [HEAD, *(["", "2026-01", label, n] for label, n in rows)]

    found = read(*table, scale=CSAT)
    asked = understood(*table, ["", "2026-01", "Yay", 4], scale=CSAT)
    told = read(
        *table, ["", "2026-01", "Yay", 4], scale=CSAT, points={"csat": {"Yay": 5}}
    )

    assert {5: 40, 4: 20, 3: 8, 2: 5, 1: 2} == {
        score: mass.n for (*_, score), mass in found.masses.items()
    }
    assert "Yay" in asked.question.words.en
    assert 44 == told.masses[FIRST, "", "", 5].n


def test_another_scale_is_noticed_by_its_people():
    """An NPS without a 6 or more among many looks like stars; one stray 11 does not."""
    stars = [["", "2026-01", score, 40] for score in range(1, 6)]

    assert "--scale" in understood(HEAD, *stars).question.option
    assert understood(HEAD, *GOOD, ["", "2026-01", 11, 1]).question is None


def test_other_questions_and_months_are_not_mixed_in():
    """A copy of the whole sheet: CSAT answers are no NPS answers."""
    head = [*HEAD, "Question"]
    rows = [[*row, "NPS"] for row in GOOD]
    rows += [["", "2026-01", 5, 90, "CSAT"], ["", datetime(2026, 2, 1), 9, 6, "NPS"]]  # noqa: DTZ001

    found = read(head, *rows, takes=FIRST.__eq__)

    assert 110 == found.n
    assert {OTHER_QUESTION: 1, OTHER_MONTH: 1} == found.dropped


def test_columns_that_are_missing():
    """Counts of all times belong to no month; one sum of weights says nothing."""
    with pytest.raises(NotCounts, match="--period month"):
        understood(["score", "n"], [9, 4])
    with pytest.raises(HalfWeights):
        understood([*HEAD, "weight"], ["", "2026-01", 9, 4, 4.5])


@pytest.mark.parametrize("text", INJECTIONS)
def test_no_name_becomes_a_formula(text):
    """A typed cell is safe, but it is saved as CSV, too."""
    [(_, name, _, _)] = read(HEAD, [text, "2026-01", 9, 4]).masses

    assert name.startswith("'") or not text.strip().startswith(tuple("=+-@"))
