"""The report of a month says what the book says, and tests each change."""

import sys
from datetime import date

import openpyxl
import pytest
from statsmodels.stats.multitest import multipletests

import cx_xl
from cx_xl import open_workbook
from cx_xl.reports.collect import report_of
from cx_xl.reports.forms import NoReportExtra, require
from cx_xl.reports.story import Story
from cx_xl.workbooks import demo, summary
from cx_xl.workbooks.keeping import NotOurBook
from cx_xl.workbooks.month import MonthIsEmpty, NoSuchMonth
from cx_xl.workbooks.numbers import difference, interval, shown, told_apart
from tests.reports.rollup_books import book as rollup_book
from tests.reports.rollup_books import written
from tests.workbooks.books import read

TODAY = date(2026, 11, 26)
OCTOBER, SEPTEMBER = date(2026, 10, 1), date(2026, 9, 1)
LIGHTS = {1: "good", 0: "watch", -1: "bad"}


@pytest.fixture(scope="module")
def book(ready, tmp_path_factory):
    return ready(tmp_path_factory.mktemp("book") / "demo.xlsx", "en")


@pytest.fixture(scope="module")
def report(book):
    return report_of(book, today=TODAY)


@pytest.fixture(scope="module")
def answers():
    """The demo's answers by month, from before any workbook was written."""
    found = {}
    for answer in demo("en").answers:
        found.setdefault(answer.date.replace(day=1), []).append(answer)
    return found


def agrees(report, sheet):
    """Each figure of the report is that of the sheet KPI; rounding errors apart."""
    assert sheet.month == report.month
    for line, kpi in zip(sheet.kpis, report.kpis, strict=True):
        assert line.key == kpi.key
        assert line.name == kpi.name
        assert (line.actual, line.base, line.target) == (
            kpi.now.value,
            kpi.now.base,
            kpi.target,
        )
        limits = (line.low, line.high)
        assert pytest.approx(limits) == (kpi.now.low, kpi.now.high) or (
            limits == (None, None) == (kpi.now.low, kpi.now.high)
        )
        assert LIGHTS[line.light] == kpi.status
        factor = 100 if kpi.unit in {"share", "rate"} else 1
        assert pytest.approx(factor * kpi.change.difference) == line.change


class TestFigures:
    def test_they_are_those_of_the_sheet(self, book, report):
        opened = open_workbook(book)

        agrees(report, summary(opened, opened.evaluate(TODAY)))

    def test_of_another_month_too(self, book, tmp_path):
        """As if that month had been chosen on the sheet."""
        typed = read(book)
        typed["KPI"]["P2"] = date(2026, 3, 1)
        typed.save(tmp_path / "march.xlsx")
        opened = open_workbook(tmp_path / "march.xlsx")

        march = report_of(book, date(2026, 3, 15), TODAY)

        agrees(march, summary(opened, opened.evaluate(TODAY)))
        assert date(2026, 2, 1) == march.before

    def test_the_trend_ends_with_the_month(self, report):
        months = [point.month for point in report.kpi("nps").trend]

        assert 12 == len(months)
        assert (date(2025, 11, 1), OCTOBER) == (months[0], months[-1])

    def test_segments_are_those_of_the_answers(self, report, answers):
        """In the book's order; below 30 answers there is only the base."""
        october = answers[OCTOBER]
        for segment in report.segments:
            own = [a.nps for a in october if a.segment == segment.name]
            scores = [score for score in own if score is not None]
            assert len(scores) == segment.base
            assert (cx_xl.nps(scores) if len(scores) >= 30 else None) == segment.nps
        names = [segment.name for segment in report.segments]
        assert ["Shop", "Online", "Business", "Partner"] == names
        assert "too few" == report.segments[-1].verdict


class TestChanges:
    def test_nps_is_tested_by_its_scores(self, report, answers):
        scores = [
            [a.nps for a in answers[month] if a.nps is not None]
            for month in (OCTOBER, SEPTEMBER)
        ]

        expected = cx_xl.nps_diff(*scores)

        change = report.kpi("nps").change
        assert pytest.approx(
            (change.difference, change.low, change.high, change.p)
        ) == tuple(expected[:4])

    def test_rates_are_tested_by_their_counts(self, report, answers):
        """Satisfied are the answers 4 and 5; the response rate counts the invited."""
        satisfied, asked, given, invited = [], [], [], []
        months = demo("en").months
        for index, month in ((11, OCTOBER), (10, SEPTEMBER)):
            scores = [a.csat for a in answers[month] if a.csat is not None]
            satisfied.append(sum(score >= 4 for score in scores))
            asked.append(len(scores))
            given.append(len(answers[month]))
            invited.append(months[index].invited)
        for key, hits, base in (
            ("csat", satisfied, asked),
            ("response_rate", given, invited),
        ):
            expected = cx_xl.rate_diff(hits[0], base[0], hits[1], base[1])
            change = report.kpi(key).change
            assert pytest.approx(
                (change.difference, change.low, change.high, change.p)
            ) == tuple(expected)

    def test_all_looks_are_corrected_together(self, report):
        """Holm's correction as in statsmodels; costs are not tested, so no looks."""
        tested = [kpi.change for kpi in report.kpis if kpi.change.p is not None]

        expected = multipletests([change.p for change in tested], method="holm")[1]

        assert pytest.approx([c.p_adjusted for c in tested]) == list(expected)
        assert len(tested) == report.looks == 5
        assert "clear" == report.kpi("response_rate").change.verdict
        assert report.kpi("response_rate").change.is_better is False
        assert {"no base"} == {
            report.kpi(key).change.verdict for key in ("cac", "cpl", "roi")
        }

    def test_the_first_month_has_nothing_before(self, book):
        first = report_of(book, date(2025, 11, 1), TODAY)

        assert {"no month before"} == {kpi.change.verdict for kpi in first.kpis}
        assert (None, 0) == (first.before, first.looks)

    def test_a_month_without_data(self, book):
        """A month to come: no data, no segments, and no error."""
        later = report_of(book, date(2027, 1, 1), TODAY)

        assert {"no data"} == {kpi.status for kpi in later.kpis}
        assert {"no value"} == {kpi.change.verdict for kpi in later.kpis}
        assert ((), ()) == (later.segments, later.errors)


def test_a_word_among_the_scores_leaves_no_number(book, tmp_path):
    """
    The month's NPS is an error, its segments are not shown, and the report says why.
    """
    typed = read(book)
    typed["Responses"]["D2600"] = "ten"  # an answer of October
    typed.save(tmp_path / "typed.xlsx")

    report = report_of(tmp_path / "typed.xlsx", today=TODAY)

    nps = report.kpi("nps")
    assert ("error", "#NUM!", None) == (nps.status, nps.error, nps.now.value)
    assert () == report.segments
    assert {"warning", "error"} == {f.severity for f in report.quality.findings}
    assert "no_results" not in {finding.what.code for finding in report.errors}
    assert ("Responses!D2600",) in [finding.where for finding in report.errors]


class TestRefusals:
    def test_a_month_that_the_book_does_not_have(self, book):
        with pytest.raises(NoSuchMonth, match="2025-11 to 2027-10"):
            report_of(book, date(2031, 1, 1), TODAY)

    def test_a_month_that_shows_nothing_is_not_meant(self, book, tmp_path):
        """Sheet KPI still shows another month than the one that was filled in."""
        typed = read(book)
        typed["KPI"]["P2"] = date(2027, 1, 1)
        typed.save(tmp_path / "empty.xlsx")

        with pytest.raises(MonthIsEmpty, match=r"shows 2027-01.*--month 2026-10"):
            report_of(tmp_path / "empty.xlsx", today=TODAY)

    def test_another_workbook(self, tmp_path):
        openpyxl.Workbook().save(tmp_path / "other.xlsx")

        with pytest.raises(NotOurBook, match="cx-xl new"):
            report_of(tmp_path / "other.xlsx", today=TODAY)

    @pytest.mark.parametrize(
        ("form", "library"), [("html", "jinja2"), ("pdf", "typst"), ("pptx", "pptx")]
    )
    def test_a_missing_library_is_one_sentence(self, form, library, monkeypatch):
        monkeypatch.setitem(sys.modules, library, None)

        with pytest.raises(NoReportExtra, match=r'pip install "cx-xl\[report\]"'):
            require(form)


class TestNumbers:
    def test_halves_round_as_spreadsheets_do(self):
        """56.25 and -56.25 are shown as Excel shows them: away from zero."""
        assert ("+56.3", "-56.3") == (
            shown(56.25, "points", "en"),
            shown(-56.25, "points", "en"),
        )

    def test_the_digit_that_decides_is_shown(self):
        """
        1.21 against 1.20; where two digits do not tell them apart, three or four do.
        """
        assert ("1,204\xa0%", "1,200\xa0%") == told_apart(0.01204, 0.012, "rate", "it")
        assert ("1.20\xa0%", "1.20\xa0%") == told_apart(0.012, 0.012, "rate", "en")

    def test_italian_and_english(self):
        assert "12.345,68\xa0€" == shown(12345.678, "cents", "it")
        assert "-€12,345.68" == shown(-12345.678, "cents", "en")
        assert "+0,0\xa0p.p." == difference(0.0, "share", "it")
        assert "-" == interval(None, 1, "points", "it")


def test_counts_are_people_who_answered(tmp_path):
    """The most to one question: 40, and no sentence says that nobody answered."""
    counts = [("NPS", 9, 30), ("NPS", 3, 10), ("CSAT", 5, 35)]
    path = written(tmp_path / "kpi.xlsx", rollup_book(counts=counts))

    found = report_of(path, OCTOBER, TODAY)

    assert (0, 40) == (found.quality.answers, found.quality.counted)
    said = " ".join(Story(found, "en").quality)
    assert "40 people" in said
    assert "No answers" not in said
