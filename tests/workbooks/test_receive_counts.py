"""Counts of `cx-xl tally` come into a book once, however often they are imported."""

from datetime import date

import pytest

from cx_xl.files.file_refusals import FileRefused
from cx_xl.tally import Mass
from cx_xl.workbooks.build import build
from cx_xl.workbooks.receive_counts import CountsBook, read_counts
from cx_xl.workbooks.rows import Count, Filling, Month

FIRST = date(2026, 1, 1)
HEAD = ["segment", "period", "score", "n", "weight", "squares"]
GROUPS = {"segment": None, "channel": None}


def test_the_same_counts_twice(tmp_path):
    """
    Those of their month and question are replaced, another question's stay.
    """
    path = tmp_path / "book.xlsx"
    other = Count(FIRST, None, None, "CSAT", 5, 7)
    build(path, "en", Filling((), [Month()], first_month=FIRST, counts=[other]))
    rows = [HEAD, ["Shop", "2026-01-01", "10", "40", "40", "40"]]
    new = read_counts("counts.csv", rows, "nps", GROUPS)

    for _ in range(2):
        CountsBook(path).receive(new, date(2026, 2, 1))

    [kept, taken] = CountsBook(path).held
    assert ("CSAT", 5, 7) == tuple(kept[3:6])
    assert ("Shop", None, "NPS", 10, 40, None, None) == tuple(
        None if cell == "" else cell for cell in taken[1:]
    )
    assert list(tmp_path.glob("book.backup-*"))


def test_groups_that_the_book_does_not_have_are_pooled():
    """
    Counts by country: n, weights and squares add up.
    """
    head = ["country", "Segmento", "period", "score", "n", "weight", "squares"]
    rows = [
        head,
        ["IT", "Shop", "2026-01-01", 9, 10, 12.5, 16.0],
        ["FR", "Shop", "2026-01-01", 9, 5, 4.5, 4.25],
    ]

    new = read_counts("counts.csv", rows, "nps", GROUPS)

    assert {(FIRST, "Shop", "", 9): Mass(15, 17.0, 20.25)} == new.masses


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["Shop", "2026-01-01", "11", "4", "4", "4"], "score is"),
        (["Shop", "2026-01-01", "ten", "4", "4", "4"], "score is"),
        (["Shop", "2026-01-01", "9", "-4", "4", "4"], "n is"),
        (["Shop", "2026-01-01", "9", "4.5", "4", "4"], "n is"),
        (["Shop", "2026-01-05", "9", "4", "4", "4"], "period is"),
        (["Shop", "January", "9", "4", "4", "4"], "period is"),
    ],
)
def test_a_row_that_can_not_be(row, said):
    """
    Nothing is imported; the message names file, row and column.
    """
    with pytest.raises(FileRefused, match=said):
        read_counts("counts.csv", [HEAD, row], "nps", GROUPS)


def test_a_file_without_months():
    """
    Counts of all times together belong to no month.
    """
    with pytest.raises(FileRefused, match="--period month"):
        read_counts("counts.csv", [["score", "n"], ["9", "4"]], "nps", GROUPS)
