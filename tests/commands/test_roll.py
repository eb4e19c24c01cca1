"""The end of the year as its user types it."""

import json
from datetime import date

import pytest

from cx_xl import open_workbook
from cx_xl.dates import serial
from cx_xl.workbooks.receive import Book
from tests.commands.typed import cx_xl
from tests.imports import exports

REFUSED = 2


@pytest.fixture
def book(ready, tmp_path):
    return ready(tmp_path / "kpi.xlsx", "en")


class TestRoll:
    @pytest.mark.parametrize(
        ("language", "words"),
        [
            ("en", ["96 inputs stay under their months", "The book as it was: kpi."]),
            ("it", ["96 dati restano sotto il loro mese", "Il file com'era: kpi."]),
        ],
    )
    def test_a_year_more(self, ready, tmp_path, language, words):
        """Says what it did."""
        book = ready(tmp_path / "kpi.xlsx", language)
        shown = cx_xl("roll", book, "--lang", language)

        assert 0 == shown.returncode, shown.stderr
        assert "2025-11 … 2027-10 → 2025-11 … 2028-10" in shown.stdout
        assert not [text for text in words if text not in shown.stdout]

    def test_a_dry_run_writes_nothing(self, book):
        held = book.read_bytes()
        shown = cx_xl("roll", book, "--dry-run", "--json", "-", "--months", "3")
        found = json.loads(shown.stdout)

        assert (False, None) == (found["written"], found["backup"])
        assert (["2025-11", "2028-01"], 96) == (found["after"], found["inputs"])
        assert held == book.read_bytes()
        assert [book] == list(book.parent.iterdir())

    @pytest.mark.parametrize(
        ("options", "sentence"),
        [
            (["--start", "2026-01"], "2025-11 holds data"),
            (["--months", "0"], "goes from 2025-11 to 2027-10 already"),
            (["--start", "January"], '"January" is no month'),
        ],
    )
    def test_what_cannot_be_is_refused(self, book, options, sentence):
        held = book.read_bytes()
        shown = cx_xl("roll", book, *options)

        assert REFUSED == shown.returncode
        assert sentence in shown.stderr
        assert held == book.read_bytes()

    def test_a_book_that_is_open(self, book):
        book.with_name(f"~${book.name}").touch()
        shown = cx_xl("roll", book, "--lang", "it", language="it")

        assert REFUSED == shown.returncode
        assert 1 == shown.stderr.strip().count(".\n") + 1
        assert "kpi.xlsx" in shown.stderr


class TestNew:
    def test_begins_in_the_month_of_the_user(self, tmp_path):
        """Not in January 2026."""
        now = tmp_path / "now.xlsx"
        days = [date.today()]  # noqa: DTZ011 - the user's own
        cx_xl("new", now)
        days.append(date.today())  # noqa: DTZ011 - midnight may have passed
        begins = open_workbook(now).value("lst_Months")

        assert begins in {int(serial(day.replace(day=1))) for day in days}

    def test_an_empty_book_begins_with_what_is_imported(self, tmp_path):
        """Made later than the answers: they count, and KPI shows their last month."""
        book, export = tmp_path / "kpi.xlsx", tmp_path / "export.csv"
        cx_xl("new", book, "--start", "2030-01")
        made = open_workbook(book)
        rows = exports.google_forms(60)
        exports.as_text(rows, export, separator=";", encoding="cp1252")
        shown = cx_xl("import", export, book, "--yes")
        held = Book(book)

        assert int(serial(date(2030, 1, 1))) == made.value("sel_Month")
        assert 0 == shown.returncode, shown.stderr
        assert "its months now begin with October 2026" in shown.stdout
        assert date(2026, 10, 1) == held.months[0]
        assert 60 == held.answers_in(held.months)
