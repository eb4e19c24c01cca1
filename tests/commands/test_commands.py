"""The commands as users type them."""

import json
import os
import subprocess
import sys
import zipfile

import openpyxl
import pytest

from cx_xl import __version__, open_workbook
from cx_xl.files.package import open_package
from cx_xl.headless.compare import equal
from tests.archives import with_part
from tests.commands.typed import COMMAND, cx_xl, started


@pytest.fixture(scope="module")
def books(ready, tmp_path_factory):
    """The demo workbook in both languages."""
    folder = tmp_path_factory.mktemp("demo")
    for language in ("en", "it"):
        ready(folder / f"{language}.xlsx", language)
    return folder


def edited(source, target, sheet, cell, value):
    """Change one number as a program would that leaves stored results alone."""
    part = open_package(source).sheet(sheet).part

    def replaced(content):
        return _replaced(content.decode(), cell, value).encode()

    with_part(source, target, part, replaced)


def _replaced(xml, address, value):
    start = xml.index(f'<c r="{address}"')
    opened = xml.index("<v>", start) + 3
    return xml[:opened] + str(value) + xml[xml.index("</v>", opened) :]


class TestDemo:
    def test_prints_the_kpis_and_says_where_the_file_lies(self, tmp_path):
        shown = started("demo", folder=tmp_path)

        assert 0 == shown.returncode, shown.stderr
        assert "Net Promoter Score" in shown.stdout
        assert "On target" in shown.stdout
        assert "0 could not be" in shown.stdout
        assert str(tmp_path / "cx_kpi_demo.xlsx") in shown.stdout

    @pytest.mark.long
    def test_speaks_italian(self, tmp_path):
        shown = cx_xl("demo", "qui.xlsx", language="it", folder=tmp_path)

        assert "Obiettivo" in shown.stdout
        assert "formule calcolate" in shown.stdout


class TestCheck:
    @pytest.mark.parametrize("language", ["en", "it"])
    @pytest.mark.parametrize(
        "level", [pytest.param([], marks=pytest.mark.long), ["--full"]]
    )
    def test_the_demo_holds_what_it_should(self, books, language, level):
        checked = cx_xl("calc", books / f"{language}.xlsx", "--check", *level)

        assert 0 == checked.returncode, checked.stdout
        assert "0 different, 0 not computable" in checked.stdout

    def test_one_answer_changed_elsewhere(self, books, tmp_path):
        """Exactly the cells that depend on the answer differ, at both levels."""
        changed = tmp_path / "changed.xlsx"
        edited(books / "en.xlsx", changed, "Responses", "D6", 0)
        before = open_workbook(books / "en.xlsx")
        after = open_workbook(changed).evaluate()
        expected = {
            f"{new.sheet}!{new.address}"
            for new in after.cells
            if not equal(before.value(f"'{new.sheet}'!{new.address}"), new.value)
        }

        checked = cx_xl("calc", changed, "--check", "--full", "--json", "-")

        report = json.loads(checked.stdout)["check"]
        found = {
            f"{cell['sheet']}!{cell['address']}"
            for cell in report["cells"]
            if cell["verdict"] != "equal"
        }
        assert 1 == checked.returncode
        assert expected == found
        assert any(place.startswith("Monthly!") for place in found)
        by_calls = open_workbook(changed).check()
        assert {"different"} == {cell.verdict for cell in by_calls.different}
        assert not by_calls.not_computable
        wrong = {f"{cell.sheet}!{cell.address}" for cell in by_calls.different}
        assert wrong <= expected


class TestCalc:
    def test_a_copy_with_fresh_results(self, books, tmp_path):
        """
        What was changed elsewhere is computed; all other parts are the same bytes.
        """
        stale, fresh = tmp_path / "stale.xlsx", tmp_path / "fresh.xlsx"
        edited(books / "en.xlsx", stale, "Responses", "D6", 0)

        calculated = cx_xl("calc", stale, "-o", fresh, "--check", "--full")

        assert 0 == calculated.returncode, calculated.stdout
        assert " 0 different, 0 not computable" in calculated.stdout
        with zipfile.ZipFile(stale) as old, zipfile.ZipFile(fresh) as new:
            same = {n for n in old.namelist() if old.read(n) == new.read(n)}
            assert old.namelist() == new.namelist()
            assert all("worksheets/sheet" in n for n in set(old.namelist()) - same)

    def test_the_heading_names_the_level_of_the_book(self, books, tmp_path):
        """
        A book whose intervals are of 90 % does not say 95 %.

        In the JSON, stable names: format, file, summary, evaluation.
        """
        out = tmp_path / "kpis.json"
        ninety = tmp_path / "ninety.xlsx"
        edited(books / "it.xlsx", ninety, "Obiettivi", "E17", 0.9)

        shown = cx_xl("calc", ninety, "--json", out, language="it")

        printed = " ".join(shown.stdout.split())  # no-break spaces, too
        assert "Intervallo 90 %" in printed
        assert "95 %" not in printed
        found = json.loads(out.read_text("utf-8"))
        assert (1, "ninety.xlsx") == (found["format"], found["file"])
        nps = found["summary"]["kpis"][0]
        assert "nps" == nps["key"]
        assert nps["low"] < nps["actual"] < nps["high"]

    def test_any_other_workbook(self, tmp_path):
        """
        Without our template, each CX_ formula is shown with its value and its why.
        """
        path = tmp_path / "own.xlsx"
        book = openpyxl.Workbook()
        sheet = book.active
        for row, score in enumerate([10, 9, 8, 6], start=1):
            sheet.cell(row, 1, score)
        sheet["C1"] = "=CX_NPS(A1:A4)"
        sheet["C2"] = "=CX_NSP(A1:A4)"
        sheet["C3"] = "=ROUND(CX_CSAT(A1:A4),2)"
        book.save(path)

        shown = cx_xl("calc", path)

        assert "25" in shown.stdout
        assert "#NAME?" in shown.stdout
        assert "Did you mean CX_NPS?" in shown.stdout
        assert "off the 1-5 scale" in shown.stdout

    def test_json_never_replaces_a_workbook(self, ready, books, tmp_path):
        """Neither the one that is read nor the copy that is written."""
        mine = ready(tmp_path / "mine.xlsx", "en")

        refused = cx_xl("calc", mine, "--json", mine)

        assert 2 == refused.returncode
        assert (books / "en.xlsx").read_bytes() == mine.read_bytes()

    def test_a_folder_that_is_not_there(self, books, tmp_path):
        refused = cx_xl("calc", books / "en.xlsx", "--json", tmp_path / "no" / "k.json")

        assert 2 == refused.returncode
        assert "Traceback" not in refused.stderr

    def test_a_hostile_file_drives_neither_markup_nor_terminal(self, tmp_path):
        """Brackets are brackets, and an escape sequence is a dot."""
        path = tmp_path / "own.xlsx"
        book = openpyxl.Workbook()
        book.active["A1"] = '=IF(CX_CLV(1,1,1)=1,"[/x]"&CHAR(27)&"[31mred","")'
        book.save(path)

        shown = cx_xl("calc", path)

        assert 0 == shown.returncode, shown.stderr
        assert "[/x]·[31mred" in shown.stdout

    def test_an_error_says_why(self, books, tmp_path):
        """An 11 among the answers: which cells suffer, and what to mend."""
        bad = tmp_path / "bad.xlsx"
        edited(books / "en.xlsx", bad, "Responses", "D6", 11)

        shown = cx_xl("calc", bad)

        assert "Responses, row 6: NPS scores outside 0-10 (1)." in shown.stdout
        assert "Correct the red cells." in shown.stdout

    def test_a_pipe_that_knows_few_characters(self, tmp_path):
        """As PowerShell's: what it cannot show becomes a question mark."""
        narrow = os.environ | {"PYTHONIOENCODING": "cp1252"}
        path = os.pathsep.join(sys.path)
        book = openpyxl.Workbook()
        book.active["A1"] = '=IF(CX_CLV(1,1,1)=1,"✓","")'
        book.save(tmp_path / "own.xlsx")

        shown = subprocess.run(  # noqa: S603 - our own command
            [*COMMAND, "calc", str(tmp_path / "own.xlsx")],
            env=narrow | {"PYTHONPATH": path},
            capture_output=True,
            check=False,
        )

        assert 0 == shown.returncode, shown.stderr
        assert b"?" in shown.stdout

    def test_a_refusal_speaks_the_language_asked_for(self, tmp_path):
        refused = cx_xl("calc", tmp_path / "no.xlsx", "--lang", "it")

        assert "non esiste" in refused.stderr

    def test_so_do_the_words_of_the_library_that_reads_the_command_line(self):
        """Help and wrong usage: no English frame around Italian sentences."""
        helped = cx_xl("close", "--help", language="it").stdout
        wrong = cx_xl("close", "kpi.xlsx", "--mont", language="it").stderr

        assert "Uso: " in helped
        assert "[obbligatorio]" in helped
        assert "L'opzione --mont non esiste" in wrong
        english = (
            "Usage",
            "Options",
            "Arguments",
            "required",
            "Show",
            " Error ",
            "Try",
        )
        assert not [word for word in english if word in helped + wrong]

    @pytest.mark.parametrize("language", ["en", "it"])
    def test_a_file_that_is_refused(self, tmp_path, language):
        """One sentence that says what to do, and exit code 2; no traceback."""
        path = tmp_path / "export.xlsx"
        path.write_text("date;nps\n2026-01-01;9\n")

        refused = cx_xl("calc", path, language=language)

        assert 2 == refused.returncode
        assert "export.xlsx" in refused.stderr
        assert "Traceback" not in refused.stderr
        assert "" == refused.stdout


class TestNew:
    def test_an_existing_file_is_not_overwritten(self, tmp_path):
        """A filled-in workbook is worth more than a new one."""
        path = tmp_path / "kpi.xlsx"
        path.write_bytes(b"mine")

        refused = cx_xl("new", path)

        assert 2 == refused.returncode
        assert b"mine" == path.read_bytes()

    def test_an_edition_for_windows(self, ready, tmp_path):
        """The name of the file says which; it carries its functions."""
        path = tmp_path / "kpi.xlsm"

        made = cx_xl("new", path, "--demo")

        assert 0 == made.returncode, made.stderr
        with zipfile.ZipFile(path) as package:
            assert "xl/vbaProject.bin" in package.namelist()
        held = ready(tmp_path / "ready.xlsm", "en").read_bytes()
        assert held == path.read_bytes()

    @pytest.mark.parametrize("language", ["en", "it"])
    def test_functions_as_names(self, tmp_path, language):
        """
        In the file unless they are left out; put in later, and once more, they stay.
        """
        path = tmp_path / "kpi.xlsx"

        cx_xl("new", path, "--no-names", language=language)
        before = set(open_workbook(path).names)
        for _ in range(2):
            put = cx_xl("excel", "names", path, language=language)
            assert 0 == put.returncode, put.stderr
        added = set(open_workbook(path).names) - before

        assert {"CX_NPS", "CX_CSAT", "CX_CLV"} < added
        assert all(name.startswith("CX_") for name in added)

    def test_an_edition_and_a_name_that_do_not_go_together(self, tmp_path):
        refused = cx_xl("new", tmp_path / "kpi.xlsx", "--edition", "windows")

        assert 2 == refused.returncode
        assert "must end in .xlsm" in refused.stderr


class TestFunctions:
    def test_all(self):
        listed = cx_xl("functions")

        assert "CX_NPS " in listed.stdout
        assert "CX_KPI_STATUS" in listed.stdout

    def test_one(self):
        shown = cx_xl("functions", "cx_csat", "--lang", "it")

        assert "=CX_CSAT(scores; [threshold]" in shown.stdout
        assert "=CX_CSAT({5;4;3;1})" in shown.stdout
        assert "0,5" in shown.stdout

    def test_a_slip_of_the_keyboard(self):
        missed = cx_xl("functions", "CX_CSTA")

        assert 2 == missed.returncode
        assert "Did you mean CX_CSAT?" in missed.stderr


def test_version():
    assert f"{__version__}\n" == started("--version").stdout
