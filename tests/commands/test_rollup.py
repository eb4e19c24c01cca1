"""Many books into one, as its user types it; and the workbook that comes out."""

from pathlib import Path

import openpyxl
import pytest

from cx_xl import open_workbook
from cx_xl.reports.rollup import Rollup, sum_workbook
from cx_xl.reports.rollup.book_reading import read
from tests.commands.typed import cx_xl
from tests.reports.rollup_books import MONTH, TODAY, answers, book, rolled, written

LEFT_OUT, REFUSED = 1, 2
DOCS = Path(__file__).parents[2] / "docs"
SHEETS = {
    "en": ["Total", "Books", "NPS", "CSAT", "CES", "Churn", "Left out", "Notes"],
    "it": ["Totale", "File", "NPS", "CSAT", "CES", "Churn", "Esclusi", "Note"],
}
FOUND = {
    "en": ("2 of 3 books added up", "broken.xlsx is a text file such as CSV."),
    "it": ("Sommati 2 file su 3", "broken.xlsx è un file di testo, per esempio CSV."),
}


def packages():
    """Two stores: 80 promoters and 88 detractors of 200, so an NPS of -4."""
    churn = {"start": 1000, "lost": 30}
    return {
        "a": book(answers(20, 12, 8), **churn),
        "=1+1": book(answers(60, 20, 80, seed=2), **churn),
    }


@pytest.mark.parametrize("language", FOUND)
def test_rollup(tmp_path, language):
    """Two books and a broken one: the total, the list, exit code 1; then refused."""
    folder, target = tmp_path / "stores", tmp_path / "stores-2026-10-rollup.xlsx"
    for name, package in packages().items():
        written(folder / f"{name}.xlsx", package)
    (folder / "broken.xlsx").write_text("a,b\n1,2\n")
    options = ("--month", "2026-10", "--json", tmp_path / "found.json")

    done = cx_xl("rollup", folder, *options, language=language)

    assert LEFT_OUT == done.returncode, done.stderr
    assert not [words for words in FOUND[language] if words not in done.stdout]
    found = Rollup.model_validate_json((tmp_path / "found.json").read_text("utf-8"))
    assert -4 == pytest.approx(found.kpi("nps").total.value)
    assert ["broken"] == [out.book for out in found.left_out]
    assert SHEETS[language] == openpyxl.load_workbook(target).sheetnames
    assert REFUSED == cx_xl("rollup", folder, *options).returncode


def test_all_books_added_is_exit_code_0(tmp_path):
    """The month that is over is the one of the roll-up, and -o names the file."""
    written(tmp_path / "in" / "a.xlsx", packages()["a"])
    target = tmp_path / "total.xlsx"

    options = ("-o", target, "--today", "2026-11-26", "--processes", 1)
    done = cx_xl("rollup", tmp_path / "in", *options)

    assert 0 == done.returncode, done.stderr
    assert "October 2026" in done.stdout
    assert target.exists()


def test_a_folder_without_books_is_refused(tmp_path):
    """Nothing is written."""
    done = cx_xl("rollup", tmp_path, "-o", tmp_path / "total.xlsx")

    assert REFUSED == done.returncode
    assert not (tmp_path / "total.xlsx").exists()


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """The roll-up of both stores, as a file."""
    folder = tmp_path_factory.mktemp("books")
    path = folder / "total.xlsx"
    path.write_bytes(sum_workbook.written(rolled(folder, **packages()), "en"))
    return path


class TestWorkbook:
    def test_values_are_values(self, path):
        """NPS -4 of 200 on the first sheet; no formula but in the row of the filter."""
        total = openpyxl.load_workbook(path)["Total"]

        assert ["Net Promoter Score", pytest.approx(-4)] == [
            cell.value for cell in total[5][:2]
        ]
        formulas = open_workbook(path).formulas()
        assert {"5"} == {
            place.rpartition("!")[2].lstrip("BCDEFGH") for place in formulas
        }

    def test_no_column_is_blank_by_definition(self, tmp_path):
        """
        Costs have no interval, and ROI, money per money, no base: dashes on Total.
        """
        costs = {"marketing_cost": 900, "campaign_margin": 1200, "leads": 90}
        path = tmp_path / "total.xlsx"
        path.write_bytes(sum_workbook.written(rolled(tmp_path, a=book(**costs)), "en"))

        held = openpyxl.load_workbook(path)

        costs, roi = ([cell.value for cell in held[name][7]] for name in ("CPL", "ROI"))
        assert ["Book", "Value", "n", "Marketing cost", "Leads"] == costs[:5]
        assert ["Book", "Value", "Campaign margin"] == roi[:3]
        rows = held["Total"].iter_rows(5, 12, values_only=True)
        total = {row[0]: row[2:5] for row in rows}
        assert ("-", "-", 90) == total["Cost per lead"]
        assert ("-",) * 3 == total["Marketing ROI"]
        book_ = open_workbook(path)
        fresh = {cell.address: cell.value for cell in book_.evaluate().cells}
        shown = ("CPL!B5", "CPL!C5", "CPL!D5", "CPL!E5")
        assert [10, 90, 900, 90] == [book_.value(place) for place in shown]
        assert {"B5", "C5", "D5", "E5"} == fresh.keys()

    def test_the_formulas_hold(self, path):
        """The headless host computes what was stored: all rows shown are the total."""
        book = open_workbook(path)

        fresh = book.evaluate().cells
        assert fresh
        for cell in fresh:
            stored = book.value(f"{cell.sheet}!{cell.address}")
            assert pytest.approx(cell.value) == stored
        assert -4 == pytest.approx(book.value("NPS!B5"))
        assert 200 == book.value("NPS!E5")

    def test_a_sum_is_not_added_again(self, path):
        """The workbook of an earlier run in the folder is named as what it is."""
        out = read(path, "total", MONTH, TODAY).left_out

        assert "IsRollup" == out.code

    def test_the_name_of_a_file_is_no_formula(self, path):
        """=1+1.xlsx is a name, and stays text."""
        names = [cell.value for cell in openpyxl.load_workbook(path)["Books"]["A"]]

        assert "=1+1" in names
        assert not [
            place for place in open_workbook(path).formulas() if "Books" in place
        ]
