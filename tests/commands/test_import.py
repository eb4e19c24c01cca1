"""The first of the month as its user types it: new, import, check, import again."""

import json
from datetime import date, datetime
from time import process_time
from types import SimpleNamespace

import pytest

from cx_xl import open_workbook
from cx_xl.files.package import open_package
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.imports import load_profile
from cx_xl.workbooks.receive import Book
from tests.commands.typed import cx_xl
from tests.imports import exports
from tests.workbooks.books import read

FIRST = date.today().replace(day=1)  # noqa: DTZ011 - the user's own month


@pytest.fixture
def book(ready, tmp_path):
    """A copy of the empty English book."""
    return ready(tmp_path / "kpi.xlsx", "en", "empty")


def stored(book):
    """The rows of answers in a book: real values, as openpyxl sees them."""
    page = next(sheet for sheet in read(book) if "tblResponses" in sheet.tables)
    rows = page.iter_rows(min_row=6, max_col=6, values_only=True)
    return [row for row in rows if any(cell is not None for cell in row)]


def report(shown):
    """The JSON of a run that went well."""
    assert 0 == shown.returncode, shown.stderr
    return json.loads(shown.stdout)


TOOLS = {
    "qualtrics": (exports.qualtrics(), "export.tsv", [], 58),
    "surveymonkey": (exports.surveymonkey(), "export.csv", [], 60),
    "typeform": (exports.typeform(), "export.csv", ["--time-zone", "Europe/Rome"], 59),
    "google-forms": (exports.google_forms(), "export.csv", [], 60),
    "microsoft-forms": (exports.microsoft_forms(), "export.xlsx", [], 60),
    "zendesk": (exports.zendesk(), "export.csv", [], 20),
    "trustpilot": (exports.trustpilot(), "export.csv", ["--time-zone", "-"], 40),
    "generic": (exports.anything(), "export.csv", ["--order", "day"], 40),
}


ITALIAN = "qualtrics", "google-forms", "microsoft-forms"
WALKS = [*((tool, "en") for tool in TOOLS), *((tool, "it") for tool in ITALIAN)]
TRIED = {("qualtrics", "it"), ("typeform", "en")}  # with every change


@pytest.fixture(scope="module")
def answered(ready, tmp_path_factory):
    """An English book and what it was, an export of Google Forms, and its import."""
    folder = tmp_path_factory.mktemp("answered")
    book = ready(folder / "kpi.xlsx", "en", "empty")
    before = book.read_bytes()
    export, _, _ = written("google-forms", folder)
    done = report(cx_xl("import", export, book, "--yes", "--json", "-"))
    return SimpleNamespace(book=book, before=before, done=done)


def written(tool, folder):
    """The export of a tool in a folder, in the bytes that it is known for."""
    rows, name, options, count = TOOLS[tool]
    path = folder / name
    if name.endswith(".xlsx"):
        exports.as_workbook(rows, path, "Sheet1")
    elif name.endswith(".tsv"):
        exports.as_text(rows, path, separator="\t", encoding="utf-16")
    elif tool == "google-forms":
        exports.as_text(rows, path, separator=";", encoding="cp1252")
    else:
        exports.as_text(rows, path)
    return path, options, count


def assert_no_secrets(book, profile):
    """Personal data and comments are nowhere in the book."""
    package = open_package(book)
    text = b"".join(package.read(part) for part in package.parts)

    for secret in (b"anna@example.org", b"Rossi", b"192.0.2.1", b"R_0000", b"cmd|"):
        assert secret not in text
    assert "example.org" not in profile.read_text("utf-8")


class TestTheMonth:
    @pytest.mark.parametrize(
        ("tool", "language"),
        [
            pytest.param(*walk, marks=() if walk in TRIED else pytest.mark.long)
            for walk in WALKS
        ],
    )
    def test_walks_from_an_empty_folder_to_a_checked_book(
        self, tool, language, ready, tmp_path
    ):
        """New, import, check, import again: no row twice, every figure true."""
        book = ready(tmp_path / "kpi.xlsx", language, "empty")
        export, options, count = written(tool, tmp_path)
        first = cx_xl("import", export, book, *options, "--yes", language=language)
        checked = cx_xl("calc", book, "--check", "--full")
        held = book.read_bytes()
        again = cx_xl("import", export, book, "--yes", "--json", "-")

        assert 0 == first.returncode, first.stderr
        assert ("Righe lette" if language == "it" else "Rows read") in first.stdout
        assert 0 == checked.returncode, checked.stdout
        assert " 0 different, 0 not computable" in checked.stdout
        assert count == len(stored(book))
        assert (tool, 0) == (report(again)["tool"], report(again)["taken"])
        assert held == book.read_bytes()
        assert tool == load_profile(tmp_path / f"kpi.{tool}.toml").tool
        if tool == "qualtrics":
            assert_no_secrets(book, tmp_path / "kpi.qualtrics.toml")

    def test_the_next_month_asks_nothing_and_adds_only_what_is_new(
        self, book, tmp_path
    ):
        """November's export holds October again, and dates that read both ways."""
        october = exports.google_forms(300, italian=False)
        exports.as_text(october, tmp_path / "october.csv")
        both = [
            *october,
            *exports.google_forms(9, italian=False, first=datetime(2026, 11, 2, 9))[1:],  # noqa: DTZ001
        ]
        exports.as_text(both, tmp_path / "november.csv")

        first = report(cx_xl("import", tmp_path / "october.csv", book, "--json", "-"))
        second = report(cx_xl("import", tmp_path / "november.csv", book, "--json", "-"))

        assert {"2026-10": 300} == first["months"]
        assert {"2026-11": 9} == second["months"]
        assert 309 == len(stored(book))

    def test_the_figures_are_those_of_the_export(self, answered):
        """NPS by hand: of 60 scores i % 11, 10 promoters and 40 detractors."""
        monthly = open_workbook(answered.book).table("tblMonthly")
        row = monthly[monthly["Month"] == datetime(2026, 10, 1)].iloc[0]  # noqa: DTZ001

        scores = [i % 11 for i in range(60)]
        promoters = sum(score >= 9 for score in scores)
        detractors = sum(score <= 6 for score in scores)
        assert pytest.approx(100 * (promoters - detractors) / 60) == row["NPS"]
        assert 60 == row["Responses"]


class TestQuestions:
    def test_nobody_to_ask_is_one_sentence_with_the_option(self, book, tmp_path):
        rows = exports.google_forms(italian=False)
        export = exports.as_text(rows, tmp_path / "a.csv")
        held = book.read_bytes()
        shown = cx_xl("import", export, book)

        assert 2 == shown.returncode
        assert "Settle it with --order day / --order month." in " ".join(
            shown.stderr.split()
        )
        assert held == book.read_bytes()
        assert ["a.csv", "kpi.xlsx"] == sorted(p.name for p in tmp_path.iterdir())

    def test_it_is_italian_where_the_user_is(self, book, tmp_path):
        rows = exports.google_forms(italian=False)
        export = exports.as_text(rows, tmp_path / "a.csv")
        shown = cx_xl("import", export, book, language="it")

        assert "viene prima il giorno o il mese?" in " ".join(shown.stderr.split())

    @pytest.mark.parametrize(
        "options",
        [
            ["--time-zone", "Rome"],
            ["--point", "csat"],
            ["--scale", "nps"],
            ["--also", "Comment"],
            ["--month", "October"],
            ["--nps", "No such column"],
            ["--tool", "abacus"],
            ["--also", "Comment=Commenti"],
        ],
    )
    def test_an_option_that_cannot_be_is_refused(self, options, book, tmp_path):
        export, _, _ = written("google-forms", tmp_path)
        shown = cx_xl("import", export, book, "--yes", *options)

        assert 2 == shown.returncode
        assert "Traceback" not in shown.stderr

    def test_a_profile_of_nonsense_is_refused(self, book, tmp_path):
        export, _, _ = written("google-forms", tmp_path)
        for text in ('format = 9\ntool = "x"', "no toml", "tool = 1", "x = 1"):
            (tmp_path / "kpi.google-forms.toml").write_text(text, "utf-8")
            shown = cx_xl("import", export, book, "--yes")

            assert 2 == shown.returncode
            assert "is no valid profile" in " ".join(shown.stderr.split())


class TestWriting:
    def test_a_dry_run_writes_nothing(self, book, tmp_path):
        export, _, _ = written("google-forms", tmp_path)
        held = book.read_bytes()
        shown = cx_xl("import", export, book, "--dry-run")

        assert 0 == shown.returncode
        assert "60 answers would go into kpi.xlsx" in shown.stdout
        assert held == book.read_bytes()
        assert ["export.csv", "kpi.xlsx"] == sorted(p.name for p in tmp_path.iterdir())

    def test_a_backup_lies_beside_the_book(self, answered):
        backup = answered.book.parent / answered.done["backup"]

        assert answered.before == backup.read_bytes()

    @pytest.mark.parametrize("name", ["kpi.xlsx", "export.csv"])
    def test_the_report_replaces_no_file_of_the_run(self, name, book, tmp_path):
        export, _, _ = written("google-forms", tmp_path)
        held = (tmp_path / name).read_bytes()
        shown = cx_xl("import", export, book, "--yes", "--json", tmp_path / name)

        assert 2 == shown.returncode
        assert held == (tmp_path / name).read_bytes()

    @pytest.mark.parametrize("owner", ["~$kpi.xlsx", ".~lock.kpi.xlsx#"])
    def test_an_open_book_is_refused(self, owner, book, tmp_path):
        export, _, _ = written("google-forms", tmp_path)
        (tmp_path / owner).touch()
        shown = cx_xl("import", export, book, "--yes")

        assert 2 == shown.returncode
        assert "is open in Excel or LibreOffice" in " ".join(shown.stderr.split())

    def test_no_comment_becomes_a_formula(self, book, tmp_path):
        """Segments from a hostile column are text, and stay text when edited."""
        rows = [["Date", "NPS", "Segment"]]
        rows += [["2026-10-03", i % 11, exports.INJECTIONS[i % 6]] for i in range(60)]
        export = exports.as_text(rows, tmp_path / "a.csv")
        done = cx_xl("import", export, book, "--yes", "--segment", "Segment")
        package = open_package(book)
        sheet = read_sheet(package, "Responses")

        assert 0 == done.returncode, done.stderr
        assert {} == sheet.formulas
        assert all(str(row[2]).startswith("'") for row in stored(book))
        assert b"hyperlink" not in package.read(package.sheet("Responses").part)

    def test_other_books_are_refused(self, tmp_path):
        export, _, _ = written("google-forms", tmp_path)
        other = exports.as_workbook([["A"], [1]], tmp_path / "other.xlsx", "S")
        (tmp_path / "kpi.ods").touch()

        assert 2 == cx_xl("import", export, other).returncode
        assert 2 == cx_xl("import", export, tmp_path / "kpi.ods").returncode
        assert 2 == cx_xl("import", export, tmp_path / "none.xlsx").returncode


class TestMonths:
    def test_answers_outside_the_book_are_left_and_counted(self, book, tmp_path):
        """The book begins in 2026 or later; these are of 2024 and of October."""
        rows = [["Date", "NPS"], ["2024-10-03", 9], ["2026-10-03", 9]]
        export = exports.as_text(rows, tmp_path / "a.csv")
        done = report(cx_xl("import", export, book, "--dry-run", "--json", "-"))

        assert (1, 1) == (done["taken"], done["dropped"][0]["rows"])

    def test_one_month_may_be_taken_alone(self, book, tmp_path):
        rows = [["Date", "NPS"], ["2026-09-03", 9], ["2026-10-03", 9]]
        export = exports.as_text(rows, tmp_path / "a.csv")
        options = "--dry-run", "--json", "-", "--month", "2026-09"
        done = report(cx_xl("import", export, book, *options))

        assert {"2026-09": 1} == done["months"]


@pytest.mark.long
class TestSize:
    def test_twenty_thousand_answers_take_bounded_time_and_lose_none(
        self, book, tmp_path
    ):
        """No answer is lost behind row 5,005; a minute is six times what it takes."""
        rows = exports.qualtrics(20_000)
        day = [index for index, name in enumerate(rows[0]) if "Date" in name]
        for i, row in enumerate(rows[3:]):
            for column in day:
                row[column] = f"2026-10-{1 + i % 28:02d} 10:00:00"
        export = exports.as_text(rows, tmp_path / "a.csv")
        start = process_time()
        done = report(cx_xl("import", export, book, "--yes", "--json", "-"))
        passed = process_time() - start
        table = Book(book).table

        assert 19_998 == done["taken"] == len(stored(book))
        assert table.area.bottom >= 5 + 19_998
        checked = cx_xl("calc", book, "--check")
        assert 0 == checked.returncode, checked.stdout
        assert 60 > passed
