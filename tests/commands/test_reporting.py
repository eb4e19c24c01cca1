"""
`cx-xl check` and `cx-xl report` as users type them, and what `calc` says of problems.
"""

import openpyxl
import pytest

from cx_xl import open_workbook
from cx_xl.checks import Examination
from cx_xl.reports.forms import FORMS
from cx_xl.reports.model import Report
from tests.commands.test_commands import edited
from tests.commands.typed import cx_xl
from tests.workbooks.books import read


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


@pytest.fixture
def own(tmp_path):
    """A workbook that is not ours, with a hidden sheet: one warning."""
    book = openpyxl.Workbook()
    book.create_sheet("Old").sheet_state = "hidden"
    book.properties.creator = None
    book.save(tmp_path / "own.xlsx")
    return tmp_path / "own.xlsx"


class TestCheck:
    def test_a_good_book(self, books):
        checked = cx_xl("check", books / "it.xlsx", "--lang", "it")

        assert 0 == checked.returncode, checked.stdout
        assert "controlli, nessun problema" in checked.stdout

    def test_a_bad_book(self, books, tmp_path):
        """Each finding with its cells, what stands there, and what to do."""
        target = tmp_path / "found.json"
        checked = cx_xl("check", books / "bad.xlsx", "--json", target)

        assert 1 == checked.returncode
        assert "Words where scores belong (74)" in checked.stdout
        assert 'Responses!D6:D79: "ten"' in checked.stdout
        assert "cx-xl import" in checked.stdout
        assert "2 errors, 0 warnings" in checked.stdout
        found = Examination.model_validate_json(target.read_text("utf-8"))
        assert 74 == next(f.count for f in found.findings if f.check == "labels")

    def test_json(self, own):
        """Standard output holds nothing but what the schema describes."""
        checked = cx_xl("check", own, "--json", "-")

        found = Examination.model_validate_json(checked.stdout)
        assert 0 == checked.returncode
        assert ["hidden_sheets"] == [finding.check for finding in found.findings]

    def test_warnings_count_only_with_strict(self, own):
        """A sheet that somebody hid: numbers are right, but look."""
        codes = [
            cx_xl("check", own, *strict).returncode for strict in ((), ("--strict",))
        ]

        assert [0, 1] == codes

    def test_no_book(self, tmp_path):
        checked = cx_xl("check", tmp_path / "missing.xlsx")

        assert 2 == checked.returncode
        assert "missing.xlsx" in checked.stderr


class TestCalc:
    def test_months_to_come_are_no_errors(self, ready, tmp_path):
        """In the edition whose cells call our functions, each would explain itself."""
        ready(tmp_path / "demo.xlsm", "en")

        shown = cx_xl("calc", tmp_path / "demo.xlsm")

        assert "Monthly!" not in shown.stdout
        assert "type 0 if you mean 0" not in shown.stdout

    @pytest.mark.parametrize(
        "options", [(), pytest.param(("--check",), marks=pytest.mark.long)]
    )
    def test_problems_are_counted_aloud(self, books, options):
        """With and without --check: 74 words, and the three cells they spoil."""
        shown = cx_xl("calc", books / "bad.xlsx", *options)
        assert "Problems on the sheet Checks: 77" in shown.stdout
        assert "cx-xl check bad.xlsx" in shown.stdout

    def test_a_book_without_results_is_one_sentence(self, books):
        checked = cx_xl("calc", books / "no results.xlsx", "--check", "--full")

        assert 1 == checked.returncode
        assert checked.stdout.startswith("no results.xlsx holds no results")
        assert "not computable" not in checked.stdout

    def test_a_copy_passes(self, books):
        """Whatever the source held: nothing, and problems."""
        assert open_workbook(books / "bad.xlsx").check(full=True).is_equal

    @pytest.mark.long
    def test_a_copy_passes_too(self, books, tmp_path):
        """Of a book without results, and of one with old results."""
        stale = tmp_path / "stale.xlsx"
        edited(books / "en.xlsx", stale, "Responses", "D6", 0)
        for source in (books / "no results.xlsx", stale):
            copy = tmp_path / f"copy of {source.name}"
            open_workbook(source).save(copy)
            assert open_workbook(copy).check(full=True).is_equal


class TestReport:
    def test_files_beside_the_book(self, ready, tmp_path):
        """
        Named after the book and the month; one that is there is not replaced unasked.
        """
        book = ready(tmp_path / "kpi.xlsx", "it")

        page = tmp_path / "kpi-2026-03.html"
        page.write_text("theirs")
        asked = ("report", book, "--html", "--pdf", "--pptx", "--month", "2026-03")

        refused = cx_xl(*asked)
        assert (2, True) == (refused.returncode, "kpi-2026-03.html" in refused.stderr)
        assert "theirs" == page.read_text("utf-8")
        made = cx_xl(*asked, "--replace")

        assert 0 == made.returncode, made.stderr
        names = {path.name for path in tmp_path.iterdir()} - {"kpi.xlsx"}
        assert {f"kpi-2026-03.{form}" for form in ("html", "pdf", "pptx")} == names
        # The book is Italian.
        assert "Customer experience, marzo 2026" in page.read_text("utf-8")

    def test_the_terminal_and_json(self, books, tmp_path):
        """English where it is asked for, of an Italian book."""
        target = tmp_path / "report.json"
        shown = cx_xl("report", books / "it.xlsx", "--lang", "en", "--json", target)

        assert "Customer experience, October 2026" in shown.stdout
        assert "Significantly worse" in shown.stdout
        report = Report.model_validate_json(target.read_text("utf-8"))
        assert "response_rate" in {k.key for k in report.kpis}

    def test_a_form_is_an_option(self):
        """Its row says all that the command shows, behind the month, and refuses."""
        shown = cx_xl("report", "--help").stdout
        refused = cx_xl("report", "kpi.xlsx", "-o", "kpi.doc").stderr

        places = [shown.index(f"--{form}") for form in FORMS]
        assert sorted(places) == places
        assert shown.index("--month") < places[0]
        assert places[-1] < shown.index("--output")
        assert set() == {f.help.en for f in FORMS.values() if f.help.en not in shown}
        assert "choose one of --html, --pdf and --pptx, or" in " ".join(refused.split())

    def test_wrong_usage(self, books, tmp_path):
        """One file for two forms, a month that is none, the book itself."""
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
