"""`cx-xl check`: each kind of mistake is found in its cells, and nothing else is."""

from datetime import date
from pathlib import Path
from random import Random

import openpyxl
import pytest
from openpyxl.chart import LineChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.table import Table, TableColumn

from cx_xl import open_workbook
from cx_xl.checks import all_checks, examine
from cx_xl.checks.places import outside_cells
from cx_xl.checks.repeats import copies, too_alike
from cx_xl.workbooks import Answer, Filling, Month, create
from cx_xl.workbooks.layout import FIRST_ROW, Layout
from cx_xl.workbooks.rows import Count
from cx_xl.workbooks.template_model import load_template
from tests.workbooks.books import read

TODAY = date(2026, 11, 26)
TEMPLATE = load_template()
CONFIDENCE = f"E{Layout(TEMPLATE).settings_row + 1}"
DAY = date(2026, 1, 15)
LAST = 2632  # row of the demo's last answer
LINES = {check.key for check in TEMPLATE.checks}
DOCS = Path(__file__).parents[2] / "docs"

# Cells typed over in the demo, and where each check finds them.
EDITS = {
    "answers": {
        "Responses": {
            "D10": 11,
            "D11": -1,
            "E12": 0,
            "F13": 8,
            "D14": "9",
            "D17": 8.5,
            "E14": True,
            "D15": "ten",
            "F16": "n/a",
            "E17": "#N/A",
            "A18": None,
            "A19": "15/10/2026",
            "A20": date(2020, 1, 1),
            "A21": date(2027, 5, 1),
            "C22": "Shpo",
            "B23": "Fax",
            "D9000": 9,
        }
    },
    "months": {
        "Monthly": {
            "B7": 10,  # of 200 answers
            "E8": 99_999,
            "D10": "many",
            "L12": 99,  # the lower limit, above the NPS
            "V13": 1,  # promoters
        }
    },
    "targets": {
        "Targets": {"D6": "Up", "E7": "45 points", "F8": 0.9, "F9": 22, CONFIDENCE: 95},
        "KPI": {"P2": date(2020, 1, 1)},
    },
}
FOUND = {
    "answers": {
        "off_scale_nps": {"Responses!D10:D11"},
        "off_scale_csat": {"Responses!E12"},
        "off_scale_ces": {"Responses!F13"},
        "fractions": {"Responses!D17"},
        "text_scores": {"Responses!D14", "Responses!E14"},
        "labels": {"Responses!D15", "Responses!F16"},
        "error_answers": {"Responses!E17"},
        "no_date": {"Responses!A18:A19"},
        "outside_months": {"Responses!A20"},
        "future_dates": {"Responses!A21"},
        "unknown_segment": {"Responses!C22"},
        "unknown_channel": {"Responses!B23"},
        "below_table": {"Responses!D9000"},
        "pasted_twice": {f"Responses!A{LAST + 1}:A{LAST + 20}"},
        "error_cells": {f"Monthly!{column}6" for column in "KLMNO"},  # November 2025
        "no_base": set(),
        "small_base": set(),
    },
    "months": {
        "more_than_invited": {"Monthly!B7"},
        "lost_too_many": {"Monthly!E8"},
        "start_differs": {"Monthly!C9"},
        "bad_inputs": {"Monthly!D10"},
        "outside_interval": {"Monthly!K12"},
        "classes_sum": {"Monthly!V13"},
        "formula_changed": {"Monthly!L12", "Monthly!V13"},
        "error_cells": set(),
        "stale": set(),
    },
    "targets": {
        "unknown_direction": {"Targets!D6"},
        "bad_targets": {"Targets!E7"},
        "amber_side": {"Targets!F8:F9"},
        "impossible_target": {"Targets!F9"},
        "bad_settings": {f"Targets!{CONFIDENCE}"},
        "unknown_month": {"KPI!P2"},
        "error_cells": set(),
    },
}


@pytest.fixture(scope="module")
def folder(ready, tmp_path_factory):
    made = tmp_path_factory.mktemp("books")
    ready(made / "demo.xlsx", "en")
    return made


def examined(kind, demo, folder):
    """The demo after the edits of a kind, computed and examined."""
    book = read(demo)
    for sheet, cells in EDITS[kind].items():
        for address, value in cells.items():
            book[sheet][address] = value
    if kind == "answers":
        again(book["Responses"], range(100, 120))
    typed, computed = folder / f"{kind}.typed.xlsx", folder / f"{kind}.xlsx"
    book.save(typed)
    evaluation = open_workbook(typed).save(computed, TODAY)
    return examine(computed, TODAY), evaluation


def again(sheet, rows):
    """Paste some answers once more below the last one."""
    for target, row in enumerate(rows, start=LAST + 1):
        for column in range(1, 7):
            source = sheet.cell(row, column)
            sheet.cell(target, column, source.value)


def areas(examination):
    return {f.check: set(f.areas) for f in examination.findings}


@pytest.mark.parametrize("kind", EDITS)
def test_each_mistake_is_found_in_its_cells(folder, tmp_path, kind):
    """
    What a mistake makes wrong elsewhere (an error, a missing base) may be found, too.

    One list: each line of the sheet Checks counts what the checks of its name find.
    """
    examination, evaluation = examined(kind, folder / "demo.xlsx", tmp_path)
    found = areas(examination)

    exact = {key: cells for key, cells in FOUND[kind].items() if cells}
    assert exact == {key: found.get(key) for key in exact}
    assert set(found) <= set(FOUND[kind])
    assert not examination.is_fine
    assert_counts_the_same(examination, evaluation)


def assert_counts_the_same(examination, evaluation):
    counted = {
        check.key: evaluation.value(f"Checks!B{FIRST_ROW + 1 + place}")
        for place, check in enumerate(TEMPLATE.checks)
    }
    lines = {check.key: check.line for check in all_checks()}
    found = dict.fromkeys(LINES, 0)
    for finding in examination.findings:
        if lines[finding.check]:
            found[lines[finding.check]] += finding.count
    # The sheet counts how many are missing; which class is wrong nobody knows.
    del counted["classes_sum"], found["classes_sum"]

    assert counted == found


def test_names_that_are_not_on_their_lists_are_no_errors():
    """Numbers are right, but look."""
    severities = {check.key: check.severity for check in all_checks()}

    assert "warning" == severities["unknown_segment"] == severities["unknown_channel"]


def test_every_line_of_the_sheet_is_a_check():
    assert LINES == {check.line for check in all_checks() if check.line}


def test_the_demo_is_fine(folder):
    """Plausible answers, bases from 31 on, all formulas the template's."""
    examination = examine(folder / "demo.xlsx", TODAY)

    assert () == examination.findings
    assert len(all_checks()) == len(examination.checks)
    assert (True, False) == (examination.is_template, examination.is_empty)


def test_an_empty_book_is_empty(ready, tmp_path):
    ready(tmp_path / "new.xlsx", "it", "empty")

    examination = examine(tmp_path / "new.xlsx", TODAY)

    assert (True, ()) == (examination.is_empty, examination.findings)


def test_months_without_a_base(tmp_path):
    """
    January asked from 1 to 5, nothing in February, too few answers in March.

    April's counts are of that other scale, too; so is every CES answer. Nobody who was
    invited in May has answered. A score that nobody gave is written as 0 people.
    """
    rows = [Answer(DAY, nps=Random(n).randint(1, 5), ces=3) for n in range(40)]
    rows += [Answer(date(2026, 3, 2), nps=n) for n in range(3, 10)]
    months = [*[Month()] * 4, Month(invited=100)]
    counts = [Count(date(2026, 4, 1), None, None, "NPS", n, 20) for n in (4, 5)]
    counts += [Count(date(2026, 4, 1), None, None, "NPS", n, 0) for n in (0, 9, 10)]
    counts.append(Count(date(2026, 4, 1), None, None, "CES", 7, 0))
    create(tmp_path / "gaps.xlsx", "en", Filling(rows, months, counts=counts))

    found = areas(examine(tmp_path / "gaps.xlsx", TODAY))

    assert {
        "other_scale_month": {"Responses!D6", "Counts!E6"},
        "other_scale_ces": {"Responses!F6"},
        "no_base": {"Monthly!Y7", "Monthly!Y10", "Monthly!AC10"},
        "small_base": {"Monthly!Y8"},
    } == found


def test_months_that_do_not_follow_one_another(folder, tmp_path):
    """The last month typed over: nothing stands below it."""
    book = read(folder / "demo.xlsx")
    book["Monthly"]["A29"] = date(2031, 5, 1)
    book.save(tmp_path / "gap.xlsx")

    found = areas(examine(tmp_path / "gap.xlsx", TODAY))

    assert {"Monthly!A29"} == found["months_gap"]


def test_results_that_are_missing(folder, tmp_path):
    """
    A program that does not calculate saves none: one finding, not one per formula.
    """
    book = read(folder / "demo.xlsx")
    book.save(tmp_path / "missing.xlsx")
    assert {"no_results"} == set(areas(examine(tmp_path / "missing.xlsx", TODAY)))


@pytest.mark.long
def test_fresh_results_are_fine(folder, tmp_path):
    """Those of a copy that we have computed."""
    book = open_workbook(folder / "demo.xlsx")
    fresh = tmp_path / "fresh.xlsx"
    book.save(fresh, TODAY)
    assert {} == areas(examine(fresh, TODAY))


def _planted(book):
    """What cells do not show, each beside something harmless."""
    seen = book.create_sheet("Seen")
    for row in range(1, 9):
        seen.append(
            ["fine" if row > 4 else "anna@example.org", "fine", "+39 333 12345"]
        )
        seen.row_dimensions[row].hidden = row <= 4
    seen.column_dimensions["C"].hidden = True
    seen.oddFooter.left.text = "anna@example.org"
    rule = FormulaRule(["[1]Data!$A$1>0"], fill=PatternFill(bgColor="FF0000"))
    seen.conditional_formatting.add("A1", rule)
    for title in ("Rows", "Filtered", "Table"):
        sheet = book.create_sheet(title)
        for name in ("Nome cliente", "Anna", "Luca"):
            sheet.append([name])
        sheet.row_dimensions[2].hidden = True
    for rule in (book["Filtered"].auto_filter, AutoFilter()):
        rule.ref = "A1:A3"
        rule.add_filter_column(0, ["Luca"])
    table = Table(displayName="tblNames", ref="A1:A3", autoFilter=rule)
    book["Table"].add_table(table)
    book.create_sheet("Clean").oddFooter.left.text = "page 1"
    for name, text in (("who", '"anna@example.org"'), ("gone", "Data!#REF!")):
        book.defined_names[name] = DefinedName(name, attr_text=text)
    away = "'[other.xlsx]Data'!$A$1"
    book.defined_names["away"] = DefinedName("away", attr_text=away)
    near = "Sales[[2024]:[2025]]"  # columns of a table that are called by their year
    book.defined_names["near"] = DefinedName("near", attr_text=near)
    chart = LineChart()
    chart.add_data(Reference(seen, range_string="Data!$A$1:$A$2"))
    chart.series[0].val.numRef.f = "Data!#REF!"
    chart.add_data(Reference(seen, range_string="Data!$A$1:$A$2"))
    chart.series[1].val.numRef.f = "[1]Data!$A$1"
    seen.add_chart(chart, "E2")
    book.properties.description = "ask anna@example.org"


@pytest.fixture(scope="module")
def any_book(tmp_path_factory):
    """
    Without our template the formulas are examined, and what is hidden: a sheet, a row
    and a column, and addresses in a name, a footer, a list of choices, a property.
    """
    path = tmp_path_factory.mktemp("any") / "any.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Data"
    for cell, value in {
        "A1": 9,
        "A2": "ten 10",
        "B1": "=A1+#REF!",
        "B2": "=CX_NPS(A1:A2)",
        "B3": "=RAND()",
        "B4": '="#REF!"',
    }.items():
        sheet[cell] = value
    sheet["A1"].comment = Comment("Anna Rossi was angry", "Luca")
    hidden = book.create_sheet("Names")
    hidden.sheet_state = "hidden"
    for row in ("E-mail", "anna@example.org", "luca@example.org"):
        hidden.append([row])
    book.properties.creator = "Luca Bianchi"
    _planted(book)
    book.save(path)
    return examine(path, TODAY)


def test_any_workbook(any_book):
    """Its cells, sheets and parts; neither names nor addresses are repeated."""
    assert not any_book.is_template
    assert {
        "no_results": set(),
        "broken_reference": {"Data!B1"},
        "kpi_errors": {"Data!B2"},
        "not_computable": {"Data!B3"},
        "hidden_data": {"Names!A1", "Seen!A1", "Seen!C1", "Rows!A1"},
        "hidden_texts": set(),
        "other_workbooks": set(),
        "hidden_sheets": set(),
        "comments": set(),
        "author": set(),
    } == areas(any_book)
    text = any_book.model_dump_json()
    assert "Rossi" not in text
    assert "Bianchi" not in text
    assert "@" not in text


def test_places_outside_the_cells(any_book):
    """Each by its sheet, its name or its part; no address is repeated."""
    told = {f.check: {p.held or p.sheet for p in f.places} for f in any_book.findings}

    assert {"Seen", "who", "docProps/core.xml"} == told["hidden_texts"]
    assert {'"=A1+#REF!"', "gone = Data!#REF!", "chart1.xml: Data!#REF!"} == told[
        "broken_reference"
    ]
    assert {
        "away = '[other.xlsx]Data'!$A$1",
        "Seen: [1]Data!$A$1>0",
        "chart1.xml: [1]Data!$A$1",
    } == told["other_workbooks"]


def test_cells_are_not_outside_the_cells():
    """Whatever prefix the program gave the elements of the sheet."""
    cells = b'<x:c t="inlineStr"><x:is><x:t>anna@example.org</x:t></x:is></x:c>'
    rows = b"<x:sheetData><x:row>" + cells + b"</x:row></x:sheetData >"

    assert b"<x:a><x:b/></x:a>" == outside_cells(b"<x:a>" + rows + b"<x:b/></x:a>")
    assert b"<a><sheetData/><b/></a>" == outside_cells(b"<a><sheetData/><b/></a>")


def test_a_long_word_is_no_address(tmp_path):
    """A megabyte of letters and digits: in quadratic time it would take 20 minutes."""
    book = openpyxl.Workbook()
    book.properties.description = Random(1).randbytes(500_000).hex()
    book.save(tmp_path / "long.xlsx")

    assert "hidden_texts" not in areas(examine(tmp_path / "long.xlsx", TODAY))


def test_personal_columns_beside_answers_and_counts(folder, tmp_path):
    """Columns that somebody added to the tables."""
    book = read(folder / "demo.xlsx")
    places = (("Responses", "F", "G", 7), ("Counts", "H", "I", 9))
    for name, last, added, number in places:
        sheet = book[name]
        table = sheet.tables[f"tbl{name}"]
        table.ref = table.ref.replace(last, added)
        table.tableColumns.append(TableColumn(id=number, name="Customer e-mail"))
        table.autoFilter = None
        sheet[f"{added}5"], sheet[f"{added}6"] = "Customer e-mail", "anna@example.org"
    book.save(tmp_path / "mail.xlsx")

    examination = examine(tmp_path / "mail.xlsx", TODAY)

    assert {"Responses!G5", "Counts!I5"} == areas(examination)["personal_columns"]
    assert "anna" not in examination.model_dump_json()


class TestRepeats:
    @staticmethod
    def answers(seed, days=30, most=12):
        """Answers as a survey gets them: a day, and one of a few scores."""
        random = Random(seed)
        return [
            (day, random.choice("ab"), None, random.choice([9, 10, 8, 10, 3]), 5, None)
            for day in range(days)
            for _ in range(random.randint(1, most))
        ]

    def test_honest_answers_are_no_copies(self):
        """500 surveys: by construction less than one in a hundred is suspected."""
        suspected = sum(bool(copies(self.answers(seed))) for seed in range(500))

        assert 5 >= suspected

    @pytest.mark.parametrize("seed", range(20))
    def test_an_export_pasted_again_is_found(self, seed):
        """Every row of the second copy, and none of the first."""
        honest = self.answers(seed)

        assert set(range(len(honest), 2 * len(honest))) == copies([*honest, *honest])

    def test_copies_sorted_in_among_the_first_are_found(self):
        """The order is gone, but there are far more equal answers than chance makes."""
        surveys = [
            [(*answer[:4], random.randint(2, 5), random.randint(2, 7)) for answer in s]
            for seed in range(100)
            for s, random in [(self.answers(seed), Random(seed))]
        ]

        assert not any(map(too_alike, surveys))
        assert all(too_alike(sorted(s + s, key=str)) for s in surveys)

    def test_sorted_answers_are_no_copies(self):
        """One day's answers in order: runs of equal rows, which only look alike."""
        assert set() == copies(sorted(self.answers(1, days=1, most=60), key=str))
