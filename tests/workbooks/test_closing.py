"""A closed month: what is frozen, where it stands, what is told of later changes."""

from datetime import date

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openxml_audit import OpenXmlValidator

from cx_xl.checks import examine
from cx_xl.checks.close_month import (
    BookHasErrors,
    ClosingBook,
    MonthNotOver,
    NothingToClose,
)
from cx_xl.dates import serial
from cx_xl.files.copy_writer import write_copy
from cx_xl.files.package import open_package
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.workbooks.frozen import differences
from cx_xl.workbooks.history import HistoryDamaged, read_history
from tests.archives import parts
from tests.workbooks.books import read
from tests.workbooks.libreoffice import convert

TODAY = date(2026, 11, 26)
OCTOBER = date(2026, 10, 1)


def closed(path, month=OCTOBER, today=TODAY):
    """Close a month, whatever was there."""
    held = ClosingBook(path, today)
    return held.close(held.plan(month, despite_errors=True))


def planned(path, month=OCTOBER):
    return ClosingBook(path, TODAY).plan(month, despite_errors=True)


@pytest.fixture(scope="module", params=["en", "it"])
def done(ready, request, books, tmp_path_factory):
    """The demo before and after October was closed."""
    path = ready(tmp_path_factory.mktemp("closed") / "kpi.xlsx", request.param)
    closed(path)
    return books["demo", request.param], path


@pytest.fixture(scope="module")
def closed_demo(ready, tmp_path_factory):
    """The English demo, closed."""
    path = ready(tmp_path_factory.mktemp("english") / "closed.xlsx", "en")
    closed(path)
    return path.read_bytes()


@pytest.fixture
def book(closed_demo, tmp_path):
    """A copy of it."""
    path = tmp_path / "closed.xlsx"
    path.write_bytes(closed_demo)
    return path


def october(path):
    """The rows of the answers of October: number, segment and NPS answer."""
    package = open_package(path)
    table = next(t for t in package.tables if t.name == "tblResponses")
    sheet = read_sheet(package, table.sheet)
    first, last = serial(OCTOBER), serial(date(2026, 11, 1))
    return table.sheet, [
        (row, sheet[row, 3], sheet[row, 4])
        for row in range(table.body.top, table.body.bottom + 1)
        if first <= (sheet[row, 1] or 0) < last
    ]


def edited(path, cells, name="edited.xlsx"):
    """A copy in which answers were typed over."""
    sheet, _rows = october(path)
    target = path.with_name(name)
    write_copy(path, target, {sheet: cells})
    return target


class TestFrozen:
    def test_the_value_is_that_of_the_answers(self, done):
        """100 (promoters - detractors) / n, counted here."""
        _sheet, rows = october(done[0])
        scores = [score for _row, _segment, score in rows if score is not None]
        net = sum(score >= 9 for score in scores) - sum(score <= 6 for score in scores)
        row = read_history(open_package(done[1]))[0]

        assert ("NPS", OCTOBER, TODAY, 1) == (
            row.kpi,
            row.month,
            row.closed,
            row.revision,
        )
        assert (pytest.approx(100 * net / len(scores)), len(scores)) == (
            row.value,
            row.base,
        )
        assert row.low < row.value < row.high
        assert ("1.2.0", 0.95) == (row.template, row.confidence)

    @pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
    def test_it_is_a_table_that_other_programs_read(self, done):
        """Dates are dates there, and Excel has no reason to repair the book."""
        book = openpyxl.load_workbook(done[1])
        sheet = book.worksheets[-1]

        assert "A1:M9" == sheet.tables["tblHistory"].ref
        assert OCTOBER == sheet["A2"].value.date()
        assert TODAY == sheet["I2"].value.date()
        assert sheet.protection.sheet
        assert [] == OpenXmlValidator().validate(str(done[1])).errors

    def test_all_else_stays(self, done):
        """Only the lists of sheets, links, types and looks know of it."""
        before, after = parts(done[0]), parts(done[1])
        changed = {n for n in before if before[n] != after.get(n)}

        assert changed <= {
            "[Content_Types].xml",
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/styles.xml",
            *(name for name in before if name.startswith("xl/worksheets/sheet")),
        }

    @pytest.mark.long
    def test_in_the_edition_with_macros(self, ready, tmp_path):
        path = ready(tmp_path / "kpi.xlsm", "en")
        closed(path)

        assert 8 == len(read_history(open_package(path)))
        assert () == planned(path).differences

    @pytest.mark.usefixtures("soffice")
    def test_in_a_book_that_counts_from_1904(self, books, tmp_path):
        """October is October there, in a new history and below an old one."""
        path = tmp_path / "kpi.xlsx"
        book = read(books["demo", "en"])
        book.epoch = CALENDAR_MAC_1904
        book.save(path)
        closed(path)
        closed(path, september := date(2026, 9, 1))

        days = {(r.month, r.closed) for r in read_history(open_package(path))}
        assert {(OCTOBER, TODAY), (september, TODAY)} == days

    def test_a_history_that_libreoffice_saved(self, done, tmp_path):
        """It keeps the table, or the rows would be lost without a word."""
        convert(done[1], tmp_path / "saved", "xlsx")
        saved = read_history(open_package(tmp_path / "saved" / done[1].name))

        assert 8 == len(saved)
        assert [] == list(differences(read_history(open_package(done[1])), saved))


class TestChanged:
    def test_nothing(self, book):
        assert () == planned(book).differences
        assert "closed_month" not in {f.check for f in examine(book, TODAY).findings}

    def test_an_answer(self, book):
        """A detractor where a promoter was: two points of 100/n less."""
        _sheet, rows = october(book)
        row = next(row for row, _segment, score in rows if score == 10)
        n = sum(score is not None for _row, _segment, score in rows)
        other = edited(book, {(row, 4): 0})
        found = {one.what: one for one in planned(other).differences}

        assert {"value", "low", "high"} == set(found)
        assert pytest.approx(-200 / n) == found["value"].now - found["value"].was
        assert {"NPS"} == {one.kpi for one in found.values()}

    def test_answers_that_outweigh_one_another(self, book):
        """9 in place of 10: no KPI moves, and yet it is another answer."""
        _sheet, rows = october(book)
        row = next(row for row, _segment, score in rows if score == 10)
        other = edited(book, {(row, 4): 9})

        assert ["answers"] == [one.what for one in planned(other).differences]

    def test_check_finds_it(self, book):
        _sheet, rows = october(book)
        other = edited(book, {(rows[0][0], 4): None, (rows[1][0], 4): None})
        found = {f.check: f for f in examine(other, TODAY).findings}

        assert "error" == found["closed_month"].severity
        assert ("Monthly!K17",) == found["closed_month"].areas
        assert "closed on 26 November 2026" in found["closed_month"].places[0].reason.en

    def test_frozen_again(self, book):
        """The first revision stays; the second one is what is compared."""
        _sheet, rows = october(book)
        other = edited(book, {(rows[0][0], 4): None})
        closed(other, today=date(2026, 12, 1))
        history = read_history(open_package(other))

        assert [1] * 8 + [2] * 8 == [row.revision for row in history]
        assert history[:8] == read_history(open_package(book))
        assert () == planned(other).differences
        assert [] == OpenXmlValidator().validate(str(other)).errors

    def test_other_months_stand_below(self, book):
        closed(book, date(2026, 9, 1))
        months = [row.month.month for row in read_history(open_package(book))]

        assert [10] * 8 + [9] * 8 == months


class TestRefused:
    def test_a_month_that_goes_on(self, books):
        with pytest.raises(MonthNotOver, match="2026-12-01"):
            ClosingBook(books["demo", "en"], TODAY).plan(date(2026, 11, 1))

    def test_a_month_without_anything(self, books):
        with pytest.raises(NothingToClose):
            ClosingBook(books["demo", "en"], date(2027, 9, 1)).plan(date(2027, 3, 1))

    def test_a_wrong_number(self, books, tmp_path):
        """11 is off the scale: the NPS is an error, and nothing is frozen."""
        path = tmp_path / "wrong.xlsx"
        sheet, rows = october(books["demo", "en"])
        write_copy(books["demo", "en"], path, {sheet: {(rows[0][0], 4): 11}})

        with pytest.raises(BookHasErrors):
            ClosingBook(path, TODAY).plan(OCTOBER)

    def test_a_history_that_was_typed_over(self, book):
        other = book.with_name("other.xlsx")
        write_copy(book, other, {"History": {(3, 9): "yesterday"}})

        with pytest.raises(HistoryDamaged, match="History!3"):
            ClosingBook(other, TODAY)
