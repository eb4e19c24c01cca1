"""`calc` in regional settings, and with a second engine."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

ROOT = Path(__file__).parents[2]


def calc(path, *options, lang="en", env=()):
    code = "from cx_xl.commands import main; main()"
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", code, "calc", str(path), "--lang", lang, *options],
        cwd=ROOT,
        env=os.environ | {"LC_ALL": "C.UTF-8", "COLUMNS": "200"} | dict(env),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def book(tmp_path):
    """A workbook with one call, and with a text that is 3.5 in some countries."""
    path = tmp_path / "book.xlsx"
    file = xlsxwriter.Workbook(path)
    sheet = file.add_worksheet("S")
    sheet.write_column("A1", (10, 9))
    sheet.write_formula("C1", "=CX_NPS(A1:A2)", None, 100)
    sheet.write_formula("C2", '=VALUE("3,5")', None, 3.5)
    file.close()
    return path


def test_the_region_is_said_where_it_matters(book):
    """One line, with the number of cells."""
    done = calc(book, "--check", "--full", "--region", "it")
    assert 0 == done.returncode
    assert "1 values follow the regional settings of it-IT" in done.stdout


def test_without_a_region_the_remedy_is_said(book):
    """In the language of the output; and the check does not pass."""
    done = calc(book, "--check", "--full", lang="it")
    assert 1 == done.returncode
    assert "--region" in done.stdout
    assert '=VALORE("3,5")' in done.stdout


def test_the_users_settings_hold_otherwise(book):
    """As Excel would on that computer."""
    done = calc(book, "--check", "--full", env={"LC_ALL": "it_IT.UTF-8"})
    assert 0 == done.returncode


def test_a_region_that_there_is_not(book):
    """One sentence, which names those that there are."""
    done = calc(book, "--region", "xx")
    assert 2 == done.returncode
    assert "en-GB" in done.stderr


def test_a_second_opinion(book, tmp_path):
    """None of the cells is contradicted; the JSON says so too."""
    target = tmp_path / "found.json"
    options = ("--check", "--full", "--region", "it", "--second-opinion")
    done = calc(book, *options, "--json", str(target))
    assert "A second engine contradicts 0 cells" in done.stdout
    assert [] == json.loads(target.read_text())["second_opinion"]
