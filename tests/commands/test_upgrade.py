"""A book of an older version is brought up to date as its user types it."""

import json
from pathlib import Path

import pytest
from openpyxl.utils import get_column_letter

from cx_xl import open_workbook
from cx_xl.workbooks.upgrades import Outcome
from tests.commands.typed import cx_xl
from tests.workbooks.books import read
from tests.workbooks.test_upgrade import FIRST, PORTABLE

DIFFERENT, REFUSED = 1, 2
DOCS = Path(__file__).parents[2] / "docs"
TODAY = ("--today", "2026-11-26")


@pytest.fixture
def book(tmp_path):
    copy = tmp_path / "kpi.xlsx"
    copy.write_bytes(FIRST.read_bytes())
    return copy


def test_in_place_with_a_backup(book):
    """A second run has nothing to do, and what is there checks out."""
    held = book.read_bytes()
    done = cx_xl("upgrade", book, *TODAY, language="it")
    again = cx_xl("upgrade", book, *TODAY, language="it")
    (backup,) = book.parent.glob("kpi.backup-*.xlsx")

    assert (0, 0) == (done.returncode, again.returncode), done.stderr
    assert "modello 1.0.0, italiano, .xlsx, 2025-11 … 2027-10" in done.stdout
    assert "144 risposte, 96 dati sotto il loro mese" in done.stdout
    assert "528 valori dei mesi su 528 sono rimasti uguali" in done.stdout
    assert f"Il file com'era: {backup.name}" in done.stdout
    assert held == backup.read_bytes()
    assert "è già un file del modello attuale" in again.stdout
    assert 2 == len(list(book.parent.iterdir()))


def test_a_figure_that_would_change_without_a_reason(tmp_path):
    """A formula typed over: refused with both figures, then taken by name."""
    source, target = tmp_path / "kpi.xlsx", tmp_path / "kpi.xlsm"
    workbook = read(PORTABLE)
    columns = open_workbook(PORTABLE).columns("tblMonthly")
    cell = f"{get_column_letter(columns.index('CSAT') + 1)}6"
    workbook["Monthly"][cell] = 0.99
    workbook.save(source)
    asked = ("upgrade", source, "--edition", "windows", *TODAY)
    refused = cx_xl(*asked, "--json", tmp_path / "report.json")
    found = Outcome.model_validate_json((tmp_path / "report.json").read_bytes())
    (change,) = found.changes

    assert DIFFERENT == refused.returncode, refused.stderr
    assert not target.exists()
    assert not found.written
    assert "2025-11" in refused.stdout
    assert "99.0" in refused.stdout
    assert "not announced" in refused.stdout
    assert ("csat", 0.99) == (change.column, change.before)

    accepted = cx_xl(*asked, "--accept", "CSAT", "--json", "-")
    done = json.loads(accepted.stdout)
    assert (0, True, None) == (accepted.returncode, done["written"], done["backup"])
    assert change.after == open_workbook(target).value(f"Monthly!{cell}")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["-o", "there.xlsx"], "is there already"),
        (["-o", "new.xlsm", "--edition", "portable"], "must end in .xlsx"),
        (["--json", "kpi.xlsx"], "kpi.xlsx"),
    ],
)
def test_what_cannot_be_is_refused(book, options, sentence):
    """Before anything is computed, in one sentence."""
    (book.parent / "there.xlsx").write_bytes(b"")
    held = book.read_bytes()
    shown = cx_xl("upgrade", book, *options, folder=book.parent)

    assert REFUSED == shown.returncode
    assert sentence in shown.stderr
    assert held == book.read_bytes()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda xml: xml.replace("1.0.0", "9.0.0"), "newer than this cx-xl"),
        (None, "is open in Excel or LibreOffice"),
    ],
    ids=["newer", "open"],
)
def test_books_that_are_not_ours_to_upgrade(book, change, sentence):
    if change:
        from cx_xl.files.package import open_package  # noqa: PLC0415 - one case

        part = "docProps/custom.xml"
        package = open_package(book)
        parts = {part: change(package.read(part).decode()).encode()}
        book.write_bytes(package.with_parts(parts).container.data)
    else:
        book.with_name(f"~${book.name}").touch()
    shown = cx_xl("upgrade", book)

    assert REFUSED == shown.returncode
    assert sentence in shown.stderr
