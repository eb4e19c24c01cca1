"""
Filled books of earlier versions become the current template.

tests/workbooks/former holds four books with twelve answers of each month of the demo:
two of template 1.0.0, written by the builders of commits 8a1b51d (first release, months
by formula, calls of our functions) and 8bb7656 (ordinary formulas), one of template
1.1.0, the last without counts, of d6f407d, and one of 1.2.0, of 6324734, in which the
next twelve answers of the last month are counts.
"""

import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl.utils import get_column_letter

from cx_xl import open_workbook
from cx_xl.dates import SHIFT_1904, from_serial
from cx_xl.errors import LANGUAGES, Code
from cx_xl.files.package import open_package
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.files.table_writer import NewTable, with_day_look, with_table
from cx_xl.workbooks import Answer, Filling, Month, demo
from cx_xl.workbooks.build import build
from cx_xl.workbooks.former import FORMER, former_texts, version_of
from cx_xl.workbooks.history import (
    DAYS,
    HEADERS,
    PART,
    SHEET,
    TABLE,
    Closed,
    read_history,
)
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.texts import load_texts
from cx_xl.workbooks.upgrades import planned
from cx_xl.workbooks.upgrades.carrying import questions_in
from cx_xl.workbooks.upgrades.comparing import changes
from cx_xl.workbooks.upgrades.composing import Composer
from cx_xl.workbooks.upgrades.former_headers import headers_of
from cx_xl.workbooks.upgrades.old_book import OldBook
from cx_xl.workbooks.upgrades.strays import strays
from cx_xl.workbooks.upgrades.translating import translator
from cx_xl.workbooks.upgrades.wanted import Wanted
from cx_xl.workbooks.writer import HEADER_KEYS
from tests.workbooks import users
from tests.workbooks.books import read

FORMER_BOOKS = Path(__file__).parent / "former"
FIRST, PORTABLE = FORMER_BOOKS / "first.it.xlsx", FORMER_BOOKS / "portable.en.xlsx"
DASHBOARD = FORMER_BOOKS / "dashboard.it.xlsx"
COUNTED = FORMER_BOOKS / "counts.en.xlsx"
OLDER = FIRST, PORTABLE, DASHBOARD, COUNTED
TODAY = date(2026, 11, 26)
LATER = date(2028, 12, 3)  # the book ends in October 2027
CLOSED = Closed(
    month=date(2026, 9, 1),
    kpi="NPS",
    name="Net Promoter Score",
    value=12.5,
    low=1.25,
    high=23.75,
    base=12,
    confidence=0.95,
    closed=date(2026, 10, 2),
    template="1.0.0",
    program="0.1.0",
    revision=1,
    answers="0123456789abcdef",
)


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The book of the first release two years later, still Italian."""
    plan = planned(FIRST, LATER)
    target = tmp_path_factory.mktemp("first") / "kpi.xlsx"
    return plan.write(target), open_workbook(target)


@pytest.fixture(scope="module")
def moved(tmp_path_factory):
    """
    A book with all that a user adds and a closed month, from English to Italian.

    It counts its days from 1904, the new one does not.
    """
    folder = tmp_path_factory.mktemp("moved")
    source, target = folder / "kpi.xlsx", folder / "it.xlsx"
    users.added_to(PORTABLE, source, from_1904=True)
    package = open_package(source)
    looks, day = with_day_look(package)
    package = package.with_parts(looks)
    new = NewTable(TABLE, SHEET["en"], PART, HEADERS["en"], 0, (12,) * 13)
    cells = CLOSED.cells(SHIFT_1904)
    row = [(value, day if key in DAYS else 0) for key, value in cells.items()]
    source.write_bytes(
        package.with_parts(with_table(package, new, [row])).container.data
    )
    outcome = planned(source, TODAY, language="it").write(target)
    return outcome, open_workbook(target), target


def left(outcome, kind):
    return [one.name for one in outcome.left if one.kind == kind]


class TestFirstRelease:
    def test_every_figure_of_every_month_is_what_it_was(self, first):
        """22 computed columns of 24 months: none differs, nothing stays behind."""
        outcome, _book = first

        assert (528, (), ()) == (outcome.compared, outcome.changes, outcome.left)
        assert (144, 96) == (outcome.rows["tblResponses"], outcome.inputs)

    def test_each_answer_and_input_lies_where_it_lay(self, first):
        _outcome, book = first
        old = open_workbook(FIRST)

        assert old.values("Risposte!A6:F149") == book.values("Risposte!A6:F149")
        assert old.values("Mensile!B6:I29") == book.values("Mensile!B6:I29")
        targets = old.values("tblTargets"), book.values("tblTargets")
        assert [row[:6] for row in targets[0]] == [row[:6] for row in targets[1]]
        assert load_texts("it")["kpis.csat.definition"] == targets[1][1][6]

    def test_months_are_typed_and_reach_the_present(self, first):
        """They followed the first one by formula, and ended a year ago."""
        outcome, book = first
        months = [from_serial(row[0]).date() for row in book.values("lst_Months")]

        assert (date(2025, 11, 1), date(2029, 10, 1)) == (months[0], months[-1])
        assert ("2025-11", "2029-10") == outcome.after.months
        assert not [cell for cell in book.formulas() if re.match(r"Mensile!A\d", cell)]

    def test_all_results_are_true(self, first):
        """Of the template's formulas, computed by engine and core."""
        assert first[1].check(full=True, today=LATER).is_equal

    def test_names_for_typing_are_there(self, first):
        """The first release had none."""
        assert "CX_NPS" in first[1].names


def test_the_template_before_counts(tmp_path):
    """25 computed columns of 24 months are what they were; nothing stays behind."""
    target = tmp_path / "kpi.xlsx"

    outcome = planned(DASHBOARD, TODAY).write(target)

    assert (600, (), ()) == (outcome.compared, outcome.changes, outcome.left)
    assert (144, 96) == (outcome.rows["tblResponses"], outcome.inputs)
    assert load_template().version == outcome.after.template
    old, book = open_workbook(DASHBOARD), open_workbook(target)
    assert old.values("Risposte!A6:F149") == book.values("Risposte!A6:F149")
    assert old.values("Mensile!A6:I29") == book.values("Mensile!A6:I29")
    kpis = "KPI!B8:F19"
    assert old.values(kpis) == book.values(kpis)


def test_the_template_with_counts(tmp_path):
    """They are carried over as answers are."""
    target = tmp_path / "kpi.xlsx"

    outcome = planned(COUNTED, TODAY).write(target)

    assert (1440, (), ()) == (outcome.compared, outcome.changes, outcome.left)
    assert (144, 10) == (outcome.rows["tblResponses"], outcome.rows["tblCounts"])
    old, book = open_workbook(COUNTED), open_workbook(target)
    assert old.values("Counts!A6:H15") == book.values("Counts!A6:H15")
    scores = "KPI!D12:D19"
    for before, after in zip(old.values(scores), book.values(scores), strict=True):
        assert before == pytest.approx(after, rel=1e-12)


class TestUsersOwn:
    def test_figures_are_what_they_were(self, moved):
        outcome, _book, _path = moved
        after = outcome.after

        assert ("it", load_template().version) == (after.language, after.template)
        assert (600, ()) == (outcome.compared, outcome.changes)

    def test_columns_stand_at_the_right_of_the_tables(self, moved):
        """With values, formulas and looks; no header of ours is taken from us."""
        outcome, book, path = moved
        months = book.columns("tblMonthly")
        place = f"Mensile!{get_column_letter(months.index('NPS twice') + 1)}6"

        sheet = read(path)["Risposte"]

        assert ("Store", "Due", "Segmento 2") == book.columns("tblResponses")[-3:]
        assert ["S0", 46037, 6] == book.values("Risposte!G6:I6")[0]
        assert sheet["H6"].is_date
        assert sheet["H5"].fill.fgColor == sheet["A5"].fill.fgColor
        assert "=IFERROR(2*$K6,0)" == book.formula(place)
        assert book.value(place) == 2 * book.value("Mensile!K6")
        assert "tblMonthly[NPS twice]" in outcome.columns

    def test_a_formula_that_would_give_something_else_is_a_value(self, moved):
        """The lists have more places now: the number stays, the formula is told."""
        outcome, book, _path = moved
        place = get_column_letter(book.columns("tblMonthly").index("Places") + 1)

        assert ["tblMonthly[Places]"] == left(outcome, "formulas")
        assert book.formula(f"Mensile!{place}6") is None
        assert 6 + 6 == book.value(f"Mensile!{place}6")

    def test_a_sheet_moves_with_its_formulas_looks_chart_and_notes(self, moved):
        outcome, book, path = moved
        sheet = read(path)["Mine"]

        assert ("Mine",) == outcome.sheets
        assert "=SUM(tblMonthly[Invitati])+SUM(Mensile!J6:J29)" == book.formula(
            "Mine!A2"
        )
        assert '=my_Total*2&" Monthly!A1"' == book.formula("Mine!A3")
        assert 9776 + 144 == book.value("Mine!A2")
        assert ("FFCC0000", True) == (sheet["A1"].font.color.rgb, sheet["A1"].font.b)
        assert '#,##0" in all"' == sheet["A2"].number_format
        assert (1, "mine") == (len(sheet._charts), sheet["A4"].comment.text)  # noqa: SLF001

    def test_a_sheet_that_would_show_something_else_is_named(self, moved):
        """The new lists have more places, so counting them gives another number."""
        outcome, book, _path = moved
        reason = next(one.reason for one in outcome.left if one.kind == "sheet")

        assert ["Lengths"] == left(outcome, "sheet")
        assert "Lengths" not in book.sheets
        assert "--accept" in reason.en
        assert "--accept" in reason.it

    def test_cells_and_notes_on_our_sheets_are_named(self, moved):
        outcome, _book, _path = moved

        assert ["Monthly!AN3"] == left(outcome, "cells")
        assert {"Responses"} == set(left(outcome, "parts"))

    def test_targets_settings_and_lists(self, moved):
        """Words of the template in the new language, those of the user as they are."""
        _outcome, book, _path = moved
        rows = {row[0]: row for row in book.values("tblTargets")}

        assert ["Recommendation", "Più alto", 51] == [rows["NPS"][n] for n in (1, 3, 4)]
        assert ["ROI", None] == [rows["ROI"][n] for n in (0, 4)]
        assert "Soddisfazione dei clienti" == rows["CSAT"][1]
        assert 12 == book.value("set_MinBase")
        assert ["Stores", "Online"] == [row[0] for row in book.values("lst_Segments")][
            :2
        ]

    def test_a_closed_month_is_what_was_frozen(self, moved):
        """On the sheet Storico, under Italian headers."""
        outcome, book, path = moved

        assert 1 == outcome.closed
        assert (CLOSED,) == read_history(open_package(path))
        assert HEADERS["it"] == book.columns(TABLE)
        assert "Storico" in book.sheets


BEFORE = {date(2026, 1, 1): {"nps": 45.0, "nps_low": 30.0, "nps_n": 9}}


class TestChanges:
    def found(self, version="1.1.0", accepted=(), **after):
        figures = {date(2026, 1, 1): {"nps": 45.0, "nps_low": 30.0, "nps_n": 9} | after}
        return list(changes(BEFORE, figures, version, "en", accepted))

    def test_a_figure_that_nobody_announced(self):
        (change,) = self.found(nps=44.0)

        assert ("nps", 45.0, 44.0) == (change.column, change.before, change.after)
        assert not change.is_announced
        assert ("+45.0", "+44.0") == change.shown("en")
        assert ("+45,0", "+44,0") == change.shown("it")

    @pytest.mark.parametrize("name", ["nps", "net promoter score"])
    def test_accepted_by_the_name_of_the_kpi(self, name):
        """Its interval and base with it."""
        found = self.found(accepted={name}, nps=44.0, nps_low=29.0, nps_n=8)

        assert [True] * 3 == [change.accepted for change in found]

    def test_another_kpi_is_not_accepted(self):
        assert [False] == [c.accepted for c in self.found(accepted={"csat"}, nps=1.0)]

    def test_a_changed_rule_explains_what_it_changes_only(self):
        """#NUM! where an answer is no number: since 1.1.0, and nothing else."""
        old = self.found("1.0.0", nps=Code.NUM, nps_n=8)
        now = self.found("1.1.0", nps=Code.NUM)

        assert [True, False] == [change.is_announced for change in old]
        assert [False] == [change.is_announced for change in now]
        assert "#NUM!" == old[0].after

    def test_an_interval_that_now_contains_its_score(self):
        assert [True] == [c.is_announced for c in self.found("1.0.0", nps_low=45.0)]
        assert [False] == [c.is_announced for c in self.found("1.0.0", nps_low=31.0)]


@pytest.fixture(scope="module")
def old():
    return {path: OldBook(path, TODAY) for path in OLDER}


class TestWords:
    @pytest.mark.parametrize("path", OLDER, ids=lambda path: path.stem)
    def test_nothing_of_the_template_is_taken_for_the_users(self, old, path):
        """Every text of former versions is known, though many have changed since."""
        book = old[path]

        assert [] == [one.name for one in strays(book)]
        assert [] == [h for table in book.tables.values() for h in table.own]

    @pytest.mark.parametrize(
        ("formula", "italian"),
        [
            ("Monthly!$A$6+KPI!D12", "Mensile!$A$6+KPI!D12"),
            ("'Start here'!B2", "'Inizia qui'!B2"),
            ('Mine!A1&"Monthly!A1"', 'Mine!A1&"Monthly!A1"'),
            ("SUM(tblMonthly[New customers])", "SUM(tblMonthly[Nuovi clienti])"),
            (
                "tblMonthly[[#This Row],[New customers]]",
                "tblMonthly[[#This Row],[Nuovi clienti]]",
            ),
            (
                "tblMonthly[Mine]+tblOther[Invited]",
                "tblMonthly[Mine]+tblOther[Invited]",
            ),
        ],
    )
    def test_formulas_of_the_user_in_the_other_language(self, old, formula, italian):
        book = old[PORTABLE]
        italian_names = {
            sheet: load_texts("it")[f"sheets.{key}"]
            for key, sheet in book.template_sheets.items()
        }
        change = translator(book, "it", "portable", italian_names)

        assert italian == change(formula)

    def test_questions_of_counts_are_asked_in_the_new_language(self):
        """Else nobody would be a respondent any more; what a user asks stays."""
        assert {
            **{word.casefold(): word for word in ("NPS", "CSAT", "CES")},
            "respondents": "Partecipanti",
            "partecipanti": "Partecipanti",
        } == questions_in("it")

    def test_no_header_means_two_columns(self):
        """Of a table, in any language and of any version."""
        for table in HEADER_KEYS:
            keys = {}
            for language in LANGUAGES:
                for header, key in headers_of(language, table).items():
                    assert key == keys.setdefault(header, key)

    def test_former_texts_are_not_those_of_today(self):
        """What is listed as former is no longer written."""
        today = {
            text for language in LANGUAGES for text in load_texts(language).values()
        }

        assert set() == former_texts() & today
        assert all(key in load_texts("en") for key in FORMER)
        assert version_of(load_template().version) >= (1, 1, 0)

    def test_the_fixtures_hold_answers_of_the_demo(self):
        """The first answers of the first month, as the demo still makes them."""
        expected = [answer.nps for answer in demo("it").answers[:12]]

        assert expected == [
            row[0] for row in open_workbook(FIRST).values("Risposte!D6:D17")
        ]


def test_no_answer_is_lost_below_the_rows_that_are_ready(tmp_path):
    """6,200 answers: the table of the new book, its validation too, reaches further."""
    path = tmp_path / "kpi.xlsx"
    answers = [Answer(date(2026, 1, 1 + n % 28), nps=n % 11) for n in range(6_200)]
    build(path, "en", Filling(answers, [Month()], first_month=date(2026, 1, 1)))
    old = OldBook(path, TODAY)
    wanted = Wanted("it", "portable", False, date(2026, 1, 1), 24, None)
    done = Composer(old, wanted, frozenset(), {}).compose({})
    table = next(t for t in done.package.tables if t.name == "tblResponses")
    sheet = read_sheet(done.package, table.sheet)

    assert 6_200 == sum(
        sheet[row, 1] is not None for row in range(6, table.area.bottom)
    )
    assert 6_199 % 11 == sheet[6_205, 4]
    assert table.area.bottom > 6_205 + 500
    part = done.package.read(done.package.sheet(table.sheet).part).decode()
    assert f'sqref="D6:D{table.area.bottom}"' in part
