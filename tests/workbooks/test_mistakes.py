"""What a user may type over in a finished workbook: nothing of it passes in silence."""

import pytest

from cx_xl import open_workbook
from cx_xl.workbooks import summary
from cx_xl.workbooks.build import evaluate
from cx_xl.workbooks.layout import FIRST_ROW, Layout
from cx_xl.workbooks.rows import Filling, Month
from cx_xl.workbooks.sheets.targets_sheet import SETTING_LIMITS
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.texts import load_texts
from tests.workbooks.books import read

TEMPLATE = load_template()
CHECKS = [check.key for check in TEMPLATE.checks]
SETTINGS = {
    name: f"E{Layout(TEMPLATE).settings_row + 1 + place}"
    for place, name in enumerate(SETTING_LIMITS)
}
NA = "=NA()"
LONG = pytest.mark.long
PASSED = "✓ All checks passed"
BANNER = "⚠ Problems found on sheet Checks: "


@pytest.fixture
def edited(books, tmp_path):
    """The English template after some cells were typed over."""

    def edit(sheet, cells, kind="empty"):
        book = read(books[kind, "en"])
        for address, value in cells.items():
            book[sheet][address] = value
        path = tmp_path / "edited.xlsx"
        book.save(path)
        book = open_workbook(path)
        return book, book.evaluate()

    return edit


def values(evaluation):
    return {(cell.sheet, cell.address): cell.value for cell in evaluation.cells}


def counted(found):
    counts = {key: found["Checks", f"B{6 + i}"] for i, key in enumerate(CHECKS)}
    assert f"{BANNER}{sum(counts.values()):.0f}" == found["KPI", "B3"]
    return {key: count for key, count in counts.items() if count}


class TestSettings:
    @pytest.mark.parametrize(
        "wrong", [None, *(pytest.param(x, marks=LONG) for x in ("95 percent", NA))]
    )
    def test_no_number(self, edited, wrong):
        """Each of them missing, text, an error: one problem for each."""
        _, evaluation = edited("Targets", dict.fromkeys(SETTINGS.values(), wrong))
        assert len(SETTINGS) == counted(values(evaluation))["bad_settings"]

    @pytest.mark.parametrize("side", ["low", pytest.param("high", marks=LONG)])
    def test_each_side_of_each_limit(self, edited, side):
        """
        The check and the cells' validation agree; at the limits every KPI has a value.
        """
        inside, outside = {}, {}
        for name, (kind, low, high) in SETTING_LIMITS.items():
            step = 1 if kind == "integer" else 0.0001
            cell = SETTINGS[name]
            inside[cell] = low if side == "low" else high
            outside[cell] = low - step if side == "low" else high + step
        _, good = edited("Targets", inside, "demo")
        _, bad = edited("Targets", outside)

        assert PASSED == values(good)["KPI", "B3"]
        assert len(SETTINGS) == counted(values(bad))["bad_settings"]


class TestErrorCells:
    def test_among_the_answers(self, edited):
        """
        One in each column: they would only be left out. Words are off their lists too.
        """
        cells = dict.fromkeys(("A6", "B7", "C8", "D9", "E10", "F11"), NA)
        _, evaluation = edited("Responses", cells)
        expected = {"error_answers": 6, "unknown_channel": 1, "unknown_segment": 1}
        # The scores of rows 9 to 11 have no date.
        assert {**expected, "no_date": 3} == counted(values(evaluation))

    @pytest.mark.parametrize(
        "wrong", [NA, *(pytest.param(x, marks=LONG) for x in ("=1/0", "about 800"))]
    )
    def test_among_the_inputs_of_a_month(self, edited, wrong):
        """
        The line of the inputs names all eight; the banner says how many there are.
        """
        cells = {f"{column}17": wrong for column in "BCDEFGHI"}
        _, evaluation = edited("Monthly", cells)
        assert 8 == counted(values(evaluation))["bad_inputs"]

    def test_an_error_within_a_check_counts_as_one_problem(self, edited):
        """An error as the chosen month: no line of Checks and no banner is an error."""
        _, evaluation = edited("KPI", {"P2": NA})
        assert {"unknown_month": 1} == counted(values(evaluation))


class TestTargets:
    @pytest.mark.parametrize(
        "wrong", ["Highr", *(pytest.param(x, marks=LONG) for x in (None, NA))]
    )
    def test_typed_over(self, edited, wrong):
        """
        "45 points" is text: the status is an error, and Checks says why. The side of
        the amber limit cannot be checked without a direction that is on the list.
        """
        cells = dict.fromkeys(("E6", "F7", "E10", "F10"), "45 points")
        _, evaluation = edited("Targets", {**cells, "D8": wrong})
        counts = counted(values(evaluation))
        assert (4, 1) == (counts["bad_targets"], counts["unknown_direction"])

    def test_no_target(self, edited):
        """There are data, so "No data" would be wrong; the chart draws no line at 0."""
        book, evaluation = edited("Targets", {"E6": None, "F6": None}, "demo")
        nps, *others = summary(book, evaluation).kpis
        found = values(evaluation)
        assert ("No target", None, None) == (nps.status, nps.light, nps.target)
        assert nps.actual is not None
        assert not [kpi for kpi in others if kpi.status == "No target"]
        assert ["#N/A"] * 12 == [found["Lists", f"F{row}"] for row in range(4, 16)]
        assert PASSED == found["KPI", "B3"]


def test_campaigns_that_lose_money(books, language):
    """
    A margin of -500 on 1000 of marketing: ROI = (-500 - 1000) / 1000, and no problem.
    """
    month = Month(marketing_cost=1000, campaign_margin=-500)
    results = evaluate(language, Filling(months=[month]))
    texts = load_texts(language)
    roi = Layout(TEMPLATE).monthly_cell("roi", FIRST_ROW).replace("$", "")
    sheet = read(books["empty", language])[texts["sheets.monthly"]]
    limits = {
        str(rule.sqref): (rule.formula1, rule.prompt, rule.error)
        for rule in sheet.data_validations.dataValidation
    }
    lowest, prompt, error = limits["I6:I29"]
    assert -1.5 == results[texts["sheets.monthly"], roi]
    assert texts["dashboard.checks_ok"] == results["KPI", "B3"]
    assert ("0", "-1000000000") == (limits["B6:B29"][0], f"{float(lowest):.0f}")
    assert [texts["monthly.signed_message"], texts["monthly.signed_error"]] == [
        prompt,
        error,
    ]
