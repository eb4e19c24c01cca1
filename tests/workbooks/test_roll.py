"""A book goes on into further months: each input stays under its month."""

import re
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from cx_xl import open_workbook
from cx_xl.dates import serial
from cx_xl.files.addresses import address
from cx_xl.files.copy_writer import write_copy
from cx_xl.files.file_refusals import Locked
from cx_xl.files.growth import NoRoomBelow
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.workbooks.build import create, evaluate
from cx_xl.workbooks.demo import FIRST_MONTH
from cx_xl.workbooks.keeping import BookFile, NotOurBook, OpenDocumentBook
from cx_xl.workbooks.layout import FIRST_ROW, Layout
from cx_xl.workbooks.receive import Book
from cx_xl.workbooks.roll import (
    FigureChanged,
    FormulaMissing,
    FormulaTyped,
    Months,
    MonthsUnclear,
    MonthWouldGo,
    NothingToRoll,
)
from cx_xl.workbooks.rows import Filling, month_after
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.texts import load_texts
from tests.archives import parts, with_part
from tests.imports.exports import as_workbook
from tests.workbooks.libreoffice import convert
from tests.workbooks.test_declaration import rewrite
from tests.workbooks.test_receive import answers

TODAY = date(2026, 11, 2)
YEAR = 12
INPUTS = "BCDEFGHI"


@pytest.fixture
def copy(ready, tmp_path):
    """A copy of the demo book: twelve months are filled, twelve are to come."""
    return ready(tmp_path / "kpi.xlsx", "en")


@pytest.fixture(scope="module")
def year(ready, tmp_path_factory):
    """The Italian demo before and after a roll of a year, and the backup."""
    path = ready(tmp_path_factory.mktemp("year") / "kpi.xlsx", "it")
    before = months_of(path)
    done = before.roll(before.plan(YEAR), TODAY)
    return before, months_of(path), done.backup


def months_of(path):
    return Months(BookFile(path))


def rolled(path, months=YEAR, start=None):
    """Roll the book at *path*; return its months before and after."""
    before = months_of(path)
    before.roll(before.plan(months, start), TODAY)
    return before, months_of(path)


def typed(months):
    """The inputs by month and column."""
    return {
        (months.months[row - months.top], column): value
        for (row, column), value in months.inputs.items()
    }


class TestRoll:
    def test_inputs_stay_under_their_months(self, year):
        """Twelve months more, and not one of the 96 inputs under another month."""
        before, after, _ = year

        assert (24, 36) == (len(before.months), len(after.months))
        assert 96 == len(typed(before))
        assert typed(before) == typed(after)
        assert month_after(FIRST_MONTH, 35) == after.months[-1]

    def test_an_earlier_first_month_moves_the_inputs_with_their_months(self, copy):
        before, after = rolled(copy, 0, date(2025, 3, 1))

        assert date(2025, 3, 1) == after.months[0]
        assert typed(before) == typed(after)

    def test_every_formula_is_what_a_template_of_that_length_has(self, year):
        """Computed by the core from what is declared: Monthly, Checks and the rest."""
        report = year[1].workbook.check(full=True)

        assert report.is_equal
        assert 2459 + 60 * YEAR == len(report.cells)

    @pytest.mark.long
    def test_a_second_year_after_the_first(self, copy):
        rolled(copy)
        _, after = rolled(copy)

        assert 48 == len(after.months)
        assert open_workbook(copy).check(full=True).is_equal

    def test_the_new_months_calculate(self, year, tmp_path):
        """
        A month of the third year, filled after the roll: churn = lost / start, and its
        counts are its NPS, through all the columns that template 1.2 added.
        """
        _, after, _ = year
        row = after.bottom
        cells = {(row, 3): 200, (row, 5): 10}
        filled = tmp_path / "filled.xlsx"
        day = int(serial(after.months[-1]))
        counts = {(6, 1): day, (6, 4): "NPS", (6, 5): 9, (6, 6): 40}
        changed = {after.table.sheet: cells, "Conteggi": counts}
        write_copy(after.book.path, filled, changed)
        columns = Layout(load_template()).monthly_columns
        churn = 1 + columns["churn"]
        found = {
            (cell.sheet, cell.address): cell.value
            for cell in open_workbook(filled).evaluate().cells
        }

        assert 0.05 == found[after.table.sheet, f"{chr(64 + churn)}{row}"]
        counted = [address(row, 1 + columns[key]) for key in ("nps", "nps_n")]
        assert [100, 40] == [found[after.table.sheet, place] for place in counted]

    def test_validation_formats_table_and_names_reach_the_new_months(self, year):
        before, after, _ = year
        sheet = after.package.read(after.package.sheet(after.table.sheet).part).decode()
        names = {name.name: name.text for name in after.package.names}

        assert before.bottom + YEAR == after.bottom
        for column in INPUTS:
            assert f'sqref="{column}6:{column}{after.bottom}"' in sheet
        assert names["lst_Months"].endswith(f"$A$6:$A${after.bottom}")
        assert f"${before.bottom}" not in "".join(names.values())

    def test_new_rows_look_like_the_others(self, year):
        """The same styles: yellow and unlocked inputs, grey counts, dates as dates."""
        _, after, _ = year
        part = after.package.sheet(after.table.sheet).part
        rows = re.findall(
            r'<row r="(?:29|41)".*?</row>', after.package.read(part).decode()
        )
        styles = [re.findall(r' s="(\d+)"', row) for row in rows]

        assert 2 == len(styles)
        assert styles[0] == styles[1]

    def test_excel_has_no_reason_to_repair_it(self, year):
        assert [] == list(OpenXmlValidator().validate(str(year[1].book.path)).errors)

    def test_nothing_else_changes(self, year):
        """Part by part: sheets, their table and the names; all others byte for byte."""
        old, new = parts(year[2]), parts(year[1].book.path)
        changed = {name for name in old if old[name] != new[name]}

        assert old.keys() == new.keys()
        assert not [
            name
            for name in changed
            if not name.startswith(("xl/worksheets/sheet", "xl/tables/table"))
            and name != "xl/workbook.xml"
        ]

    def test_a_backup_lies_beside_it(self, year, books):
        assert books["demo", "it"].read_bytes() == year[2].read_bytes()

    @pytest.mark.long
    def test_the_windows_edition_keeps_its_calls_and_its_macros(self, ready, tmp_path):
        path = ready(tmp_path / "kpi.xlsm", "it")
        before, after = rolled(path)
        macros = "xl/vbaProject.bin"

        assert before.package.read(macros) == after.package.read(macros)
        assert open_workbook(path).check(full=True).is_equal

    @pytest.mark.long
    @pytest.mark.usefixtures("soffice")
    def test_a_book_that_libreoffice_saved(self, copy, tmp_path):
        out = tmp_path / "saved"
        out.mkdir()
        convert(copy, out, "xlsx")
        before, after = rolled(out / "kpi.xlsx")

        assert typed(before) == typed(after)
        assert open_workbook(out / "kpi.xlsx").check(full=True).is_equal


class TestMonthsDoNotSlide:
    def test_a_first_month_typed_over_moves_no_other_month(self, copy):
        """Before, the other rows followed, with last year's customers beside them."""
        months = months_of(copy)
        sheet = months.table.sheet
        path = copy.with_name("typed.xlsx")
        write_copy(copy, path, {sheet: {(6, 1): int(serial(date(2026, 11, 1)))}})
        held = read_sheet(BookFile(path).package, sheet).column(1, 7, 29)

        assert [int(serial(month)) for month in months.months[1:]] == held

    @pytest.mark.parametrize(
        ("row", "held", "count"),
        [
            (8, int(serial(date(2026, 11, 1))), 2),  # before it, and after it
            (6, int(serial(date(2025, 11, 2))), 1),  # the first month is looked at, too
        ],
    )
    def test_checks_count_a_month_that_does_not_follow(self, copy, row, held, count):
        """The check says how many there are, and names the row of the first."""
        path = copy.with_name("typed.xlsx")
        write_copy(copy, path, {months_of(copy).table.sheet: {(row, 1): held}})
        found = {
            (cell.sheet, cell.address): cell.value
            for cell in open_workbook(path).evaluate().cells
        }
        keys = [check.key for check in load_template().checks]
        line = FIRST_ROW + 1 + keys.index("months_gap")
        sheet = load_texts("en")["sheets.checks"]

        assert (count, row) == (found[sheet, f"B{line}"], found[sheet, f"E{line}"])

    def test_no_month_is_a_formula(self, copy):
        months = months_of(copy)
        assert not [row for row, column in months.sheet.formulas if column == 1]

    def test_a_book_of_the_first_version_gets_its_months_typed(self, copy):
        """There, each month was a formula that followed the first."""
        months = months_of(copy)
        old = copy.with_name("old.xlsx")
        part = months.package.sheet(months.table.sheet).part

        def following(content):
            for row in range(7, 30):
                cell = rb'(<c r="A%d" s="\d+">)' % row
                formula = rb"\1<f>EDATE($A%d,1)</f>" % (row - 1)
                content = re.sub(cell, formula, content)
            return content

        with_part(copy, old, part, following)
        assert months_of(old).sheet.formulas[7, 1]
        before, after = rolled(old)

        assert before.months == after.months[:24]
        assert not [row for row, column in after.sheet.formulas if column == 1]


class TestOwnAdditions:
    def test_formulas_names_and_columns_of_the_user_go_on(self, copy, tmp_path):
        """A total over a whole column grows, as in Excel; one over a part does not."""
        months = months_of(copy)
        sheet = months.table.sheet
        part = months.package.sheet(load_texts("en")["sheets.kpi"]).part
        own = tmp_path / "own.xlsx"
        whole, some = f"SUM('{sheet}'!$D$6:$D$29)", f"SUM('{sheet}'!$D$10:$D$29)"
        cells = f'<row r="60"><c r="B60"><f>{whole}</f></c><c r="C60"><f>{some}</f></c>'
        end, rows = b"</sheetData>", f"{cells}</row></sheetData>".encode()
        with_part(copy, own, part, lambda content: content.replace(end, rows))
        _, after = rolled(own)
        formulas = after.workbook.formulas()

        assert f"={whole.replace('29', '41')}" == formulas["KPI!B60"]
        assert f"={some}" == formulas["KPI!C60"]


class TestRefusals:
    def test_nothing_to_do(self, copy):
        with pytest.raises(NothingToRoll, match="2025-11"):
            months_of(copy).plan(0, FIRST_MONTH)

    def test_a_month_with_inputs_is_not_dropped(self, copy):
        with pytest.raises(MonthWouldGo, match="2025-11"):
            months_of(copy).plan(0, date(2026, 1, 1))

    def test_nor_is_one_with_answers_or_counts(self, tmp_path):
        """January has an answer, or a count, and no input; it has to stay."""
        first = date(2026, 1, 1)
        for sheet in ("Responses", "Counts"):
            path = tmp_path / f"{sheet}.xlsx"
            template = Path(__file__).parents[2] / "workbook_templates/cx_kpi.en.xlsx"
            write_copy(template, path, {sheet: {(6, 1): int(serial(first)), (6, 5): 4}})

            with pytest.raises(MonthWouldGo, match="2026-01"):
                months_of(path).plan(0, date(2026, 2, 1))

    def test_an_input_that_is_a_formula_is_named(self, copy):
        months = months_of(copy)
        path = copy.with_name("formula.xlsx")
        part = months.package.sheet(months.table.sheet).part
        typed_in = partial(re.sub, rb'(<c r="B7" s="\d+">)', rb"\1<f>400+1</f>")
        with_part(copy, path, part, typed_in)

        with pytest.raises(FormulaTyped, match="B7"):
            months_of(path).plan(0, date(2025, 1, 1))

    @pytest.mark.parametrize("month", [int(serial(date(2030, 1, 1))), 10**7])
    def test_months_with_a_gap_are_named(self, copy, month):
        """Another month than the next, and a number that is no day at all."""
        sheet = months_of(copy).table.sheet
        path = copy.with_name("gap.xlsx")
        write_copy(copy, path, {sheet: {(9, 1): month}})

        with pytest.raises(MonthsUnclear, match="A9"):
            months_of(path)

    def test_what_stands_below_is_not_overwritten(self, copy):
        months = months_of(copy)
        path = copy.with_name("note.xlsx")
        write_copy(copy, path, {months.table.sheet: {(33, 4): "A note"}})
        noted = months_of(path)
        held = path.read_bytes()

        with pytest.raises(NoRoomBelow, match="D33"):
            noted.roll(noted.plan(YEAR), TODAY)
        assert held == path.read_bytes()

    def test_a_formula_typed_over_in_the_last_month_is_named(self, copy):
        """Filled down, its number would stand for the formula in every new month."""
        months = months_of(copy)
        path = copy.with_name("typed.xlsx")
        rewrite(copy, path, months.table.sheet, "K29", 70, None)
        typed_over = months_of(path)

        with pytest.raises(FormulaMissing, match="K29"):
            typed_over.roll(typed_over.plan(YEAR), TODAY)

    def test_a_figure_that_would_change_stops_it(self, copy):
        """A cost per lead that the user has made of the number of rows of the table."""
        months = months_of(copy)
        path = copy.with_name("own.xlsx")
        part = months.package.sheet(months.table.sheet).part
        formula = rb"\1><f>ROWS($A$6:$A$29)</f><v>24</v></c>"  # CPL, of the months
        cell = rb'(<c r="T8" s="\d+")[^>]*><f>.*?</c>'
        with_part(copy, path, part, partial(re.sub, cell, formula))
        own = months_of(path)
        held = path.read_bytes()

        with pytest.raises(FigureChanged, match="T8"):
            own.roll(own.plan(YEAR), TODAY)
        assert held == path.read_bytes()

    @pytest.mark.long
    def test_an_open_book_is_refused(self, copy):
        months = months_of(copy)
        held = copy.read_bytes()
        copy.with_name(f".~lock.{copy.name}#").touch()

        with pytest.raises(Locked):
            months.roll(months.plan(YEAR), TODAY)
        assert held == copy.read_bytes()

    def test_another_workbook_and_an_ods(self, tmp_path):
        with pytest.raises(NotOurBook):
            months_of(as_workbook([["A"], [1]], tmp_path / "a.xlsx", "S"))
        with pytest.raises(OpenDocumentBook):
            months_of(tmp_path / "a.ods")


class TestBegin:
    def test_an_empty_book_begins_with_what_is_imported(self, tmp_path):
        """A book made in November takes October's export, and shows October."""
        path = tmp_path / "kpi.xlsx"
        create(path, "en", Filling(first_month=date(2026, 11, 1)))
        book = Book(path)
        begun = book.begin_with({date(2026, 10, 1)})
        book.receive(answers(30), "generic", TODAY)
        after = Book(path)

        assert date(2026, 10, 1) == begun == after.months[0] == after.shown_month
        assert 24 == len(after.months)
        assert open_workbook(path).check(full=True).is_equal

    def test_a_book_that_holds_inputs_keeps_its_months(self, copy):
        assert Book(copy).begin_with({date(2020, 1, 1)}) is None

    def test_the_last_month_always_fits(self, books):
        """Four years of answers: the book reaches to the last, and keeps 24 months."""
        book = Book(books["empty", "it"])
        first = book.begin_with(month_after(date(2022, 11, 1), n) for n in range(48))

        assert date(2024, 11, 1) == first
        assert date(2026, 10, 1) == book.months[-1]

    def test_a_stray_date_moves_nothing(self, books):
        """One answer of 2019 among those of October."""
        book = Book(books["empty", "it"])
        months = {date(2019, 1, 1), date(2026, 10, 1)}

        assert book.begin_with(months) is None


@pytest.mark.long
def test_a_new_book_begins_where_it_is_told():
    """The same input gives the same file; the command line gives the user's month."""
    filling = Filling(first_month=date(2031, 5, 1))
    results = evaluate("en", filling)
    assert int(serial(date(2031, 5, 1))) == results["Lists", "A15"]
