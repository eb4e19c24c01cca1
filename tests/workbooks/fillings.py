"""What people fill in: nothing, a month, two years, thousands of answers, mistakes."""

from datetime import date
from random import Random

from cx_xl.workbooks.demo import demo
from cx_xl.workbooks.rows import EMPTY, Answer, Filling, Month
from cx_xl.workbooks.texts import load_texts

FIRST = date(2025, 1, 1)
SMALL = Month(invited=40, start=100, new=10, lost=5, sales_cost=200, marketing_cost=90)


def one_month(language):
    """Three answers, the first without a CES: LibreOffice miscounts such blanks."""
    segment = load_texts(language).under("lists.segments")[0]
    answers = [
        Answer(date(2025, 1, 31), None, segment, 10, 5, None),
        Answer(date(2025, 1, 1), None, segment, 3, None, 7),
        Answer(date(2025, 1, 5), None, None, None, 1, 2),
    ]
    return Filling(answers, [SMALL], first_month=FIRST)


def one_answer(_language):
    """A single promoter: the adjusted interval is extended to the score."""
    return Filling([Answer(date(2025, 1, 2), nps=10)], [SMALL], first_month=FIRST)


def two_years(language, answers=480):
    """All 24 months, *answers* in all, every KPI."""
    random = Random(24)
    segments = load_texts(language).under("lists.segments")
    rows = [
        Answer(
            date(2025 + i % 2, 1 + i % 12, 1 + random.randrange(28)),
            None,
            segments[random.randrange(len(segments))],
            random.randrange(11),
            random.choice([None, 1, 2, 3, 4, 5]),
            random.randrange(1, 8),
        )
        for i in range(answers)
    ]
    months = [
        Month(answers, 1000 + 5 * i, 15, 10, 900 + i, 400, 30, 300 + 10 * i)
        for i in range(24)
    ]
    return Filling(rows, months, first_month=FIRST)


def mistakes(language):
    """Each kind of bad answer in a month of its own; the last month is clean."""
    segment = load_texts(language).under("lists.segments")[0]
    bad = ["9", "n/a", "10 - Extremely likely", 11, -1, " "]
    rows = [
        Answer(date(2025, month, 10 + day), None, segment, score, 5, 6)
        for month, wrong in enumerate([*bad, 8], start=1)
        for day, score in enumerate((10, wrong, 2))
    ]
    months = [SMALL] * (len(bad) + 1)
    return Filling(rows, months, first_month=FIRST, chosen_month=date(2025, 1, 1))


FILLINGS = {
    "empty": lambda _: EMPTY,
    "one month": one_month,
    "one answer": one_answer,
    "demo": demo,
    "24 months": two_years,
    "5,000 answers": lambda language: two_years(language, 5000),
    "mistakes": mistakes,
}
