"""
`cx-xl check` and `cx-xl report` as users type them, and what `calc` says of problems.
"""

import json

import pytest

from cx_xl import open_workbook
from cx_xl.checks import Examination
from cx_xl.reports import Report
from tests.commands.test_commands import cx_xl, edited
from tests.workbooks.test_build import read


@pytest.fixture(scope="module")
def books(ready, tmp_path_factory):
    """The demo in both languages; one with 74 words for scores; one without results."""
    folder = tmp_path_factory.mktemp("books")
    for language in ("en", "it"):
        ready(folder / f"{language}.xlsx", language)
    book = read(folder / "en.xlsx")
    book.save(folder / "no results.xlsx")
    for row in range(6, 80):
        book["Responses"].cell(row, 4).value = "ten"
    book.save(folder / "words.xlsx")
    open_workbook(folder / "words.xlsx").save(folder / "bad.xlsx")
    return folder


class TestCheck:
    def test_a_good_book(self, books):
        checked = cx_xl("check", books / "it.xlsx", "--lang", "it")

        assert 0 == checked.returncode, checked.stdout
        assert "controlli, nessun problema" in checked.stdout

    def test_a_bad_book(self, books):
        """
        Each finding with its cells, what stands there, and what to do.
        """
        checked = cx_xl("check", books / "bad.xlsx")

        assert 1 == checked.returncode
        assert "Words where scores belong (74)" in checked.stdout
        assert 'Responses!D6:D79: "ten"' in checked.stdout
        assert "cx-xl import" in checked.stdout
        assert "2 errors, 0 warnings" in checked.stdout

    def test_json(self, books):
        """
        Standard output holds nothing but what the schema describes.
        """
        checked = cx_xl("check", books / "bad.xlsx", "--json", "-")

        found = Examination.model_validate_json(checked.stdout)
        assert 1 == checked.returncode
        assert 74 == next(f.count for f in found.findings if f.check == "labels")

    def test_warnings_count_only_with_strict(self, books, tmp_path):
        """
        A segment that is not on the list: numbers are right, but look.
        """
        typed = read(books / "en.xlsx")
        typed["Responses"]["C6"] = "Shpo"
        typed.save(tmp_path / "typed.xlsx")
        open_workbook(tmp_path / "typed.xlsx").save(tmp_path / "book.xlsx")

        codes = [
            cx_xl("check", tmp_path / "book.xlsx", *strict).returncode
            for strict in ((), ("--strict",))
        ]

        assert [0, 1] == codes

    def test_no_book(self, tmp_path):
        checked = cx_xl("check", tmp_path / "missing.xlsx")

        assert 2 == checked.returncode
        assert "missing.xlsx" in checked.stderr


class TestCalc:
    def test_months_to_come_are_no_errors(self, tmp_path):
        """
        In the edition whose cells call our functions, each would explain itself.
        """
        shown = cx_xl("new", tmp_path / "demo.xlsm", "--demo")
        assert 0 == shown.returncode

        shown = cx_xl("calc", tmp_path / "demo.xlsm")

        assert "Monthly!" not in shown.stdout
        assert "type 0 if you mean 0" not in shown.stdout

    def test_problems_are_counted_aloud(self, books):
        """
        With and without --check: 74 words, and the three cells they spoil.
        """
        for options in ((), ("--check",)):
            shown = cx_xl("calc", books / "bad.xlsx", *options)
            assert "Problems on the sheet Checks: 77" in shown.stdout
            assert "cx-xl check bad.xlsx" in shown.stdout

    def test_a_book_without_results_is_one_sentence(self, books):
        checked = cx_xl("calc", books / "no results.xlsx", "--check", "--full")

        assert 1 == checked.returncode
        assert checked.stdout.startswith("no results.xlsx holds no results")
        assert "not computable" not in checked.stdout

    def test_a_copy_passes(self, books, tmp_path):
        """
        Whatever the source held: nothing, old results, problems.
        """
        stale = tmp_path / "stale.xlsx"
        edited(books / "en.xlsx", stale, "Responses", "D6", 0)
        for source in (books / "no results.xlsx", books / "words.xlsx", stale):
            copy = tmp_path / f"copy of {source.name}"
            open_workbook(source).save(copy)
            assert open_workbook(copy).check(full=True).is_equal


class TestReport:
    def test_files_beside_the_book(self, books, tmp_path):
        """
        Named after the book and the month; one that is there is not replaced unasked.
        """
        book = tmp_path / "kpi.xlsx"
        book.write_bytes((books / "it.xlsx").read_bytes())

        made = cx_xl("report", book, "--html", "--pdf", "--pptx", "--month", "2026-03")

        assert 0 == made.returncode, made.stderr
        names = {path.name for path in tmp_path.iterdir()} - {"kpi.xlsx"}
        assert {f"kpi-2026-03.{form}" for form in ("html", "pdf", "pptx")} == names
        page = (tmp_path / "kpi-2026-03.html").read_text("utf-8")
        assert "Customer experience, marzo 2026" in page  # the book is Italian
        again = cx_xl("report", book, "--html", "--month", "2026-03")
        assert (2, True) == (again.returncode, "kpi-2026-03.html" in again.stderr)
        replaced = ("--month", "2026-03", "--replace", "--lang", "en")
        assert 0 == cx_xl("report", book, "--html", *replaced).returncode
        page = (tmp_path / "kpi-2026-03.html").read_text("utf-8")
        assert "Customer experience, March 2026" in page

    def test_the_terminal_and_json(self, books):
        shown = cx_xl("report", books / "en.xlsx")
        data = cx_xl("report", books / "en.xlsx", "--json", "-")

        assert "Customer experience, October 2026" in shown.stdout
        assert "Significantly worse" in shown.stdout
        report = Report.model_validate(json.loads(data.stdout))
        assert "response_rate" in {k.key for k in report.kpis}

    def test_wrong_usage(self, books, tmp_path):
        """
        One file for two forms, a month that is none, the book itself.
        """
        book = books / "en.xlsx"
        for options in (
            ("--html", "--pdf", "-o", tmp_path / "x.html"),
            ("--month", "2031-01"),
            ("--month", "October"),
            ("--html", "-o", book),
        ):
            refused = cx_xl("report", book, *options)
            assert 2 == refused.returncode, options
        assert [] == list(tmp_path.iterdir())
