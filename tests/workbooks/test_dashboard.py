"""The KPI sheet as a new user sees it: on a small screen, empty, wrong, or at a tie."""

from datetime import date

import pytest
from openpyxl.utils.cell import range_boundaries

from cx_xl import open_workbook
from cx_xl.workbooks.build import build, evaluate
from cx_xl.workbooks.demo import demo
from cx_xl.workbooks.rows import Answer, Filling, Month
from cx_xl.workbooks.sheets import grid
from cx_xl.workbooks.sheets.grid import COLUMNS, HEIGHTS, Lines
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.texts import load_texts
from tests.archives import parts
from tests.workbooks.books import read

TEMPLATE = load_template()
ZOOM = 0.9
# What Excel with its ribbon, bars and tabs leaves of 1366 x 768.
WIDE, HIGH = 1_320, 470
SIGNS = '"●";"◆";"▲";"○"'
GAP = "▏"
DAY = date(2026, 1, 15)


def test_month_cards_and_trend_are_the_first_screen():
    """At the zoom of the sheet, without scrolling, ribbon open."""
    height = sum(HEIGHTS[row] for row in range(Lines.TABLE))
    assert ZOOM * height <= HIGH
    assert ZOOM * sum(COLUMNS) <= WIDE


def test_the_zoom_is_that(books):
    assert 100 * ZOOM == read(books["demo", "en"])["KPI"].sheet_view.zoomScale


def assert_passed(results):
    assert "✓ All checks passed" == results["KPI", "B3"]
    assert "OK" == results["Checks", "C6"]


class TestEmpty:
    def test_says_where_to_start(self, books, language):
        """Nothing was checked, so nothing has passed; no line of Checks is green."""
        texts = load_texts(language)
        book = open_workbook(books["empty", language])
        banner = book.value(f"{texts['sheets.kpi']}!B3")
        lines = f"C6:C{5 + len(TEMPLATE.checks)}"
        states = {row[0] for row in book.values(f"{texts['sheets.checks']}!{lines}")}

        assert texts["dashboard.checks_empty"] == banner
        assert texts["sheets.responses"] in banner
        assert texts["sheets.monthly"] in banner
        assert {"–"} == states  # noqa: RUF001 - the dash of the sheet

    @pytest.mark.parametrize(
        "filling",
        [Filling([Answer(DAY, "Web")]), Filling(months=[Month(invited=1)])],
        ids=["a channel alone", "an input"],
    )
    def test_with_the_first_cell_it_has_passed_its_checks(self, filling):
        assert_passed(evaluate("en", filling))

    @pytest.mark.long
    def test_problems_come_first(self):
        """Without answers, a month that is not in the book: the warning stays."""
        results = evaluate("en", Filling(chosen_month=date(2020, 1, 1)))
        assert "⚠ Problems found on sheet Checks: 1" == results["KPI", "B3"]


def rules(book, cell):
    """The conditional formats of a cell of KPI, the first one first."""
    found = []
    for area in read(book)["KPI"].conditional_formatting:
        inside = any(_holds(str(part), cell) for part in str(area.sqref).split())
        found += list(area.rules) if inside else []
    return sorted(found, key=lambda rule: rule.priority)


def _holds(area, cell):
    left, top, right, bottom = range_boundaries(area)
    column, row, *_ = range_boundaries(cell)
    return left <= column <= right and top <= row <= bottom


def shown(book, folder, *cells):
    """The number format of each cell: its own, or that of the first rule that holds."""
    workbook = read(book)
    found, numbers = {}, {}
    for cell in cells:
        found[cell] = workbook["KPI"][cell].number_format
        formats = [rule for rule in rules(book, cell) if rule.dxf and rule.dxf.numFmt]
        for rule in formats:
            place = f"T{60 + len(numbers)}"
            numbers[place] = cell, rule
            workbook["KPI"][place] = f"={rule.formula[0]}"
    path = folder / "rules.xlsx"
    workbook.save(path)
    values = {
        found.address: found.value
        for found in open_workbook(path).evaluate().cells
        if found.sheet == "KPI"
    }
    for place, (cell, rule) in reversed(numbers.items()):  # the first one last
        if values[place] is True:
            found[cell] = rule.dxf.numFmt.formatCode
    return found


def card(kpi):
    """The column where the card of a KPI begins."""
    cards = [each.key for each in TEMPLATE.kpis if each.card]
    return chr(65 + grid.CARDS[cards.index(kpi)][0])


CARDS = [f"{card(kpi)}7" for kpi in ("nps", "ces", "churn", "cac")]


@pytest.fixture(scope="module")
def formats(books, tmp_path_factory):
    """The number formats of cards and table in the English demo."""
    folder, churn, nps = tmp_path_factory.mktemp("shown"), card("churn"), card("nps")
    cells = (f"{churn}6", f"{churn}8", "D16", f"{nps}6", "D12", *CARDS)
    return shown(books["demo", "en"], folder, *cells)


class TestDigits:
    """Churn of 1.208 % against 1.2 %: "1.2 %, target 1.2 %, Watch" told nothing."""

    def test_the_digit_that_decides_is_shown(self, formats):
        """On the card 1.21 % and 1.20 %; the table has these digits anyway."""
        column = card("churn")
        assert "0.00%" == formats[f"{column}6"]
        assert '"Target "0.00%' == formats[f"{column}8"]
        assert "0.00%" == formats["D16"]

    def test_where_they_differ_no_digit_is_added(self, formats):
        """NPS +54 against +45."""
        assert "+0;-0;0" == formats[f"{card('nps')}6"]
        assert "+0.0;-0.0;0.0" == formats["D12"]

    def test_three_more_where_one_is_not_enough(self, tmp_path):
        """24 of 1,999 customers lost: 1.2006 % against 1.2 %."""
        path, churn = tmp_path / "kpi.xlsx", f"{card('churn')}6"
        build(path, "en", Filling(months=[Month(start=1_999, new=1, lost=24)]))
        formats = shown(path, tmp_path, churn, "D16")
        assert "0.0000%" == formats[churn]
        assert "0.000%" == formats["D16"]


class TestChange:
    """An arrow says up or down; the word and the colour say better or worse."""

    def test_on_the_card(self, formats):
        """NPS up, effort down, churn down, cost up."""
        words = ("better", "worse", "better", "worse")
        for cell, word in zip(CARDS, words, strict=True):
            assert f'vs last month: {word}"' in formats[cell]

    def test_in_the_table(self, books):
        """1 better, -1 worse; blank where there is no month before."""
        book = open_workbook(books["demo", "en"])
        marks = [row[0] for row in book.values("KPI!O12:O19")]
        assert [1, 1, -1, -1, 1, -1, 1, -1] == marks
        empty = open_workbook(books["empty", "en"]).values("KPI!O12:O19")
        assert [""] * 8 == [row[0] or "" for row in empty]

    def test_a_change_that_shows_as_none_is_neither(self):
        """1.200 % and 1.201 % of churn: less than a hundredth of a point."""
        months = [Month(start=100_000, lost=1_200), Month(start=100_000, lost=1_201)]
        results = evaluate("en", Filling(months=months))
        assert (0, 0) == (results["KPI", "O16"], results["KPI", f"{card('churn')}7"])

    def test_the_direction_is_that_of_targets(self, books, tmp_path):
        """Whoever calls a lower NPS better gets a cross for a higher one."""
        workbook = read(books["demo", "en"])
        workbook["Targets"]["D6"] = "Lower"
        workbook.save(tmp_path / "lower.xlsx")
        found = open_workbook(tmp_path / "lower.xlsx").evaluate()
        assert -1 == found.value("KPI!O12")


class TestSigns:
    def test_lights_are_text_in_every_edition(self, books, language):
        """No icons: those were cut, and other programs drew others."""
        sheet = read(books["demo", language])["KPI"]
        kinds = {
            rule.type for area in sheet.conditional_formatting for rule in area.rules
        }
        assert "iconSet" not in kinds
        assert {SIGNS} == {sheet[f"L{row}"].number_format for row in range(12, 20)}

    def test_a_warning_is_readable_in_its_whole_length(self, books):
        """Dark red on light red over nine columns, and not on navy behind the first."""
        texts = load_texts("it")["dashboard.checks_bad"]
        wide = sum(COLUMNS[grid.FIRST : grid.HIGH + 1])
        rule = rules(books["demo", "it"], "J3")[0]

        assert ["chk_Problems<>0"] == rule.formula
        assert wide > 10 * len(texts)


class TestTrend:
    def test_text_bars_follow_the_values(self, books):
        """The twelve months of the demo: lowest ▁, highest █, one sign each."""
        book = open_workbook(books["demo", "en"])
        bars = [row[0] for row in book.values("KPI!P12:P19")]
        values = [row[0] for row in book.values("Lists!J4:J15")]
        lowest, highest = values.index(min(values)), values.index(max(values))

        assert [12] * 8 == [len(bar) for bar in bars]
        assert ("▁", "█") == (bars[0][lowest], bars[0][highest])

    def test_a_month_without_a_value_is_a_gap(self):
        """
        One month of twelve: eleven empty places, and a bar of middle height.

        With this first answer the book has passed its checks.
        """
        results = evaluate("en", Filling([Answer(DAY, nps=9)], [Month()]))
        assert_passed(results)
        assert GAP * 11 + "▄" == results["KPI", "P12"]
        assert GAP * 12 == results["KPI", "P13"]

    def test_the_ods_edition_has_no_sparklines(self, tmp_path):
        """LibreOffice lets them fall to 0 where a month has no value."""
        build(tmp_path / "built.xlsx", "en", demo("en"), edition="libreoffice")
        sheet = parts(tmp_path / "built.xlsx")["xl/worksheets/sheet2.xml"]
        assert b"sparkline" not in sheet

    def test_the_interval_of_a_single_month_is_drawn(self, books):
        """Its limits are dashes: a line alone needs two months."""
        chart = parts(books["demo", "en"])["xl/charts/chart1.xml"].decode()
        assert 2 == chart.count('<c:symbol val="dash"/>')


def test_twelve_segments_and_channels(books, language):
    """Each of twelve segments has its line, its base and its score."""
    assert 12 == TEMPLATE.slots == grid.SEGMENT_ROWS
    sheet = load_texts(language)["sheets.kpi"]
    book, first = open_workbook(books["demo", language]), Lines.FIRST_SEGMENT + 1
    named = [row[0] for row in book.values(f"{sheet}!B{first}:B{first + 11}")]
    assert [True] * 4 + [False] * 8 == [bool(name) for name in named]
