"""Books of earlier templates are read in full; what can not be verified is said."""

from datetime import date

import pytest

from cx_xl import open_workbook
from cx_xl.checks import examine
from cx_xl.checks.close_month import ClosingBook
from cx_xl.commands import not_compared
from cx_xl.reports.collect import report_of
from cx_xl.reports.rollup.book_reading import read
from cx_xl.workbooks.declaration import NewerBook
from cx_xl.workbooks.keeping import BookFile
from cx_xl.workbooks.properties import PART
from cx_xl.workbooks.roll import Months, OlderTemplate
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.texts import load_texts
from cx_xl.workbooks.upgrades.old_book import OldBook
from tests.reports.rollup_books import TEMPLATES, book, edited, written
from tests.workbooks.test_declaration import rewrite
from tests.workbooks.test_upgrade import COUNTED, DASHBOARD, FIRST, OLDER, PORTABLE

TODAY, OCTOBER = date(2026, 11, 26), date(2026, 10, 1)


def found(path):
    return {finding.check: finding for finding in examine(path, today=TODAY).findings}


@pytest.mark.parametrize("path", OLDER, ids=lambda path: path.stem)
def test_what_is_not_compared_is_said(path):
    """Nothing is wrong in them; twelve answers a month are few."""
    both = {"counts_both": "warning"} if path == COUNTED else {}

    assert {"small_base": "warning", "older_template": "note", **both} == {
        key: finding.severity for key, finding in found(path).items()
    }


@pytest.mark.parametrize("full", [False, True])
def test_calc_says_which_formulas_it_did_not_compare(full, capsys):
    """
    Without calls none is compared; with --full all are computed, but as they stand.
    """
    book = open_workbook(DASHBOARD)
    report = book.check(full=full, today=TODAY)

    left = not_compared.by_sheet(book, report)
    not_compared.tell(book, left, report.level, "en")
    said = " ".join(capsys.readouterr().out.split())

    assert len(book.formulas()) == sum(left.values())
    assert f"{sum(left.values()):,} formulas (" in said
    assert f"Mensile {left['Mensile']}" in said
    assert ("as they stand, not as the template" in said) == full
    assert "cx-xl upgrade" in said
    current = open_workbook(TEMPLATES / "cx_kpi.it.xlsx")
    assert {} == not_compared.by_sheet(current, report)  # its template is today's


def test_every_version_says_the_same_of_the_same_answers():
    """
    Both hold the demo's twelve answers of each month: value, interval, base, status.
    """
    first, portable = (report_of(path, OCTOBER, TODAY) for path in (FIRST, PORTABLE))

    assert [(kpi.now, kpi.status) for kpi in first.kpis] == [
        (kpi.now, kpi.status) for kpi in portable.kpis
    ]
    assert 12 == first.kpi("nps").now.base


@pytest.mark.parametrize("path", [FIRST, PORTABLE])
def test_they_are_added_up_and_closed(path):
    """
    The roll-up reads twelve answers of October, and closing would freeze eight KPIs.
    """
    assert 12 == read(path, "a", OCTOBER, TODAY).extract.answers
    assert 8 == len(ClosingBook(path, TODAY).plan(OCTOBER).rows)


def test_a_cell_that_was_typed_over_is_no_formula_of_its_column(tmp_path):
    """70 in place of the NPS, and a formula that adds two points."""
    typed, path = tmp_path / "typed.xlsx", tmp_path / "both.xlsx"
    rewrite(PORTABLE, typed, "Monthly", "K17", 70, None)
    rewrite(typed, path, "Monthly", "N17", 0.9, "$AB17/$AA17+0.02")

    changed = found(path)["formula_changed"]

    assert [("K17", "TypedOver"), ("N17", "FormulaChanged")] == [
        (place.cell, place.reason.code) for place in changed.places
    ]


def test_a_renamed_column_makes_no_book_older(tmp_path):
    """It is an error, and not passed over as a version that had no such column."""
    package = book()
    part = next(p for p in package.parts if b'"tblMonthly"' in package.read(p))
    header = load_texts("en")["monthly.headers.nps_rows"]
    renamed = edited(package, part, f'name="{header}"', 'name="Mine"')

    checks = found(written(tmp_path / "kpi.xlsx", renamed))

    assert "older_template" not in checks
    [place] = checks["columns_gone"].places
    assert f"tblMonthly[{header}]" == place.held


def test_a_book_of_a_later_program_is_read_and_left_as_it_is(tmp_path):
    """
    Whoever has the older program is told; months and upgrades are for the newer one.
    """
    package = book()
    mine, later = load_template().version, "99.0.0"
    newer = edited(package, PART, f">{mine}<", f">{later}<")
    path = written(tmp_path / "kpi.xlsx", newer)

    checks = found(path)

    assert {"newer_template"} == set(checks)
    assert later == checks["newer_template"].places[0].held
    with pytest.raises(NewerBook, match="update cx-xl"):
        Months(BookFile(path)).plan(12)
    with pytest.raises(NewerBook, match="update cx-xl"):
        ClosingBook(path, TODAY).plan(OCTOBER)
    with pytest.raises(NewerBook, match="update cx-xl"):
        OldBook(path, TODAY)


def test_further_months_need_the_current_template():
    """A new row is filled down from formulas that are no longer the template's."""
    months = Months(BookFile(PORTABLE))

    with pytest.raises(OlderTemplate, match="cx-xl upgrade"):
        months.plan(12)
