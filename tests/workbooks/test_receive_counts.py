"""Counts come into a book once, however often they are imported."""

from datetime import date

import pytest

from cx_xl.dates import serial
from cx_xl.files.addresses import address
from cx_xl.files.copy_writer import changed_parts
from cx_xl.files.growth import NoRoomBelow
from cx_xl.files.package import open_package
from cx_xl.imports import ReadCounts
from cx_xl.tally import Mass
from cx_xl.workbooks.layout import FIRST_ROW, Layout
from cx_xl.workbooks.receive import Book
from cx_xl.workbooks.receive_counts import CountsBook, NoCountsTable
from cx_xl.workbooks.room_to_grow import FixedRange
from cx_xl.workbooks.template_model import load_template
from tests.reports.rollup_books import MONTH, book, written
from tests.workbooks.test_upgrade import PORTABLE

TODAY = date(2026, 11, 2)
HELD = [("NPS", 10, 7), ("CSAT", 5, 8), ("NPS", 0, 3)]


def new(*masses, question="nps", month=MONTH):
    """Counts by segment, score and n."""
    groups = {(month, name, "", score): Mass(n, n, n) for name, score, n in masses}
    return ReadCounts(question, len(masses), groups)


def many(count, month=MONTH):
    return new(*((f"Shop {i}", 10, 2) for i in range(count)), month=month)


def changed(target, taken):
    """The book with the counts in it, not computed."""
    parts, cells = target.changed(taken)
    package = target.package.with_parts(parts)
    return package.with_parts(changed_parts(package, cells))


@pytest.fixture
def path(tmp_path):
    """A book that holds three counts and no answer."""
    return written(tmp_path / "kpi.xlsx", book(counts=HELD))


def test_the_same_counts_twice(path):
    """Those of their month and question are replaced, another question's stay."""
    taken = new(("Shop", 10, 40), ("", 3, 10), ("", 8, 20))

    CountsBook(path).receive(taken, TODAY)
    after = CountsBook(path)
    again = CountsBook(written(path, changed(after, taken)))

    assert after.held == again.held
    october = int(serial(MONTH))
    top = after.table.area.top
    assert [
        (top + 1, ("Shop", "NPS", 10, 40)),
        (top + 2, ("", "CSAT", 5, 8)),
        (top + 3, ("", "NPS", 3, 10)),
        (top + 4, ("", "NPS", 8, 20)),
    ] == [
        (row, (line[1] or "", *line[3:6]))
        for row, line in after.held.items()
        if line[0] == october
    ]
    assert list(path.parent.glob("kpi.backup-*"))


def test_a_further_part_of_a_month_stays_beside_the_others(path):
    """
    Web comes after Shop: both are there, and Web again takes the place of Web alone.
    """
    shop = new(("Shop", 10, 40), ("Shop", 8, 20))
    written(path, changed(CountsBook(path), shop))

    for n in (50, 60):
        web = new(("web ", 10, n))
        web.replace = "groups"
        book = CountsBook(path)
        written(path, changed(book, web))

    assert {(MONTH, "Shop", ""): 60} == dict(book.lacking(web))
    assert {MONTH: 50} == dict(book.in_place_of(web))
    assert [("CSAT", 8), ("NPS", 20), ("NPS", 40), ("NPS", 60)] == sorted(
        (line[3], line[5]) for line in CountsBook(path).held.values()
    )


def test_what_the_user_wrote_beside_a_row_stays_beside_it(path):
    """Rows that stay keep their place; a formula below a gone row stays, too."""
    package = open_package(path)
    table = next(t for t in package.tables if t.name == "tblCounts")
    beside = {(table.area.top + 2, table.area.right + 2): "of the web"}
    written(path, package.with_parts(changed_parts(package, {table.sheet: beside})))

    written(path, changed(CountsBook(path), new(("Shop", 10, 40))))

    after = CountsBook(path)
    row = table.area.top + 2
    assert "CSAT" == after.held[row][3]
    assert "of the web" == after.sheet[row, table.area.right + 2]
    assert table.area.top + 3 not in after.held


def test_a_full_table_grows(path):
    """With its validation, formats and what reads it: all people are in the base."""
    room = CountsBook(path).table.area.bottom
    done = CountsBook(path).receive(many(room), TODAY)

    after = CountsBook(path)
    bottom = after.table.area.bottom
    text = after.package.read(after.package.sheet(after.table.sheet).part).decode()
    assert after.last_row < bottom
    assert bottom > room
    for column in "AEFGH":  # a validation, a conditional format
        assert 2 == text.count(f":{column}{bottom}")
    for column in "BCD":  # lists
        assert 1 == text.count(f":{column}{bottom}")
    column = Layout(load_template()).monthly_columns["nps_n"]
    cell = address(FIRST_ROW + MONTH.month, column + 1)
    assert 2 * room == done.evaluation.value(f"Monthly!{cell}")


def test_a_full_table_that_can_not_grow_is_refused(path):
    """Something stands below it, or a formula of the user names its last row."""
    package = open_package(path)
    table = next(t for t in package.tables if t.name == "tblCounts")
    below = {(table.area.bottom + 3, 2): "mine"}
    parts = changed_parts(package, {table.sheet: below})
    full = many(table.area.bottom)

    written(path, package.with_parts(parts))
    with pytest.raises(NoRoomBelow, match="stands below table tblCounts"):
        CountsBook(path).receive(full, TODAY)

    for sheet, prefix in (("Targets", "Counts!"), ("Counts", "")):
        part = package.sheet(sheet).part
        cell = f'<c r="Z9999"><f>SUM({prefix}F6:F{table.area.bottom})</f></c>'
        rows = f'<row r="9999">{cell}</row></sheetData>'
        xml = package.read(part).decode().replace("</sheetData>", rows)
        written(path, package.with_parts({part: xml.encode()}))
        with pytest.raises(FixedRange, match=rf"{sheet}!Z9999 reads to row"):
            CountsBook(path).receive(full, TODAY)


class TestMonths:
    def test_an_empty_book_begins_with_the_first_month_of_the_counts(self, tmp_path):
        """As with answers; nothing is typed in it yet."""
        path = written(tmp_path / "kpi.xlsx", book())
        target, counts = CountsBook(path), many(2, date(2025, 3, 1))

        assert date(2025, 3, 1) == target.begin_with(counts.months)
        written(path, changed(target, counts))

        assert date(2025, 3, 1) == CountsBook(path).months[0]
        assert date(2025, 3, 1) == CountsBook(path).shown_month

    def test_a_book_of_counts_is_not_empty(self, path):
        """Answers of another year must not move its months away from its counts."""
        assert Book(path).begin_with([date(2024, 3, 1)]) is None
        assert CountsBook(path).begin_with([date(2024, 3, 1)]) is None


def test_answers_of_both_kinds_in_one_month_are_noticed(tmp_path):
    """They add up, so whoever imports one kind is told of the other."""
    held = book([(9, 5, None), (3, None, None)], counts=HELD)
    path = written(tmp_path / "kpi.xlsx", held)

    assert (10, 8, 0) == tuple(
        Book(path).counted({MONTH}, key) for key in ("nps", "csat", "ces")
    )
    assert (2, 1, 0) == tuple(
        CountsBook(path).single({MONTH}, key) for key in ("nps", "csat", "ces")
    )
    assert 0 == Book(path).counted({date(2026, 9, 1)}, "nps")


def test_a_book_of_an_older_template():
    """It has no sheet for counts, and the message says what to do."""
    with pytest.raises(NoCountsTable, match="cx-xl upgrade"):
        CountsBook(PORTABLE)
