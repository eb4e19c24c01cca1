"""
A workbook that can leave the company: the KPIs of a month as values.

It is not the book with parts cut out, in which something may be forgotten: it is a new
one, into which only what is named here is written.
"""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cx_xl.reports.discreet import discreet, least_base, shown
from cx_xl.reports.story import Story
from cx_xl.reports.value_sheets import ValueSheets
from cx_xl.reports.voice import plain
from cx_xl.workbooks import numbers
from cx_xl.workbooks.styles import FONT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from cx_xl.errors import Language
    from cx_xl.reports.model import KpiResult, Report, Segment
    from cx_xl.reports.value_sheets import Line
    from cx_xl.workbooks.month import Point


WORDS: dict[Language, dict[str, str]] = {
    "en": {
        "trend": "Trend",
        "segments": "Segments",
        "notes": "Notes",
        "low": "from",
        "high": "to",
        "small": "Below a base of {least} nothing is shown; segments go with their "
        "names, and never one alone.",
        "withheld": "Not shown: {count} with too small a base.",
        "values": "This workbook holds values only: no answers, no formulas, no inputs "
        "such as costs.",
        "base": "{code} n",
    },
    "it": {
        "trend": "Andamento",
        "segments": "Segmenti",
        "notes": "Note",
        "low": "da",
        "high": "a",
        "small": "Sotto una base di {least} non si mostra nulla; dei segmenti neppure "
        "il nome, e mai di uno solo.",
        "withheld": "Non mostrati: {count}, con una base troppo piccola.",
        "values": "Questo file contiene solo valori: né risposte, né formule, né dati "
        "inseriti come i costi.",
        "base": "{code} n",
    },
}
FIRST = 4  # the row of the headers
MANY = (34, *(13,) * 30)


def shared(report: Report, language: Language) -> bytes:
    """Return the workbook of a report, in one language."""
    least = least_base(report)
    kpis = tuple(discreet(kpi, least) for kpi in report.kpis)
    safe = report.model_copy(update={"kpis": kpis})
    content = BytesIO()
    pages = _Pages(content, Story(safe, language, numbers.MINUS), least)
    title = plain(pages.story.text("title"))
    made = datetime.combine(report.made, time())
    pages.workbook.set_properties({"title": title, "created": made})
    pages.write()
    pages.workbook.close()
    return content.getvalue()


class _Pages(ValueSheets):
    """The sheets of a shared workbook."""

    def __init__(self, content: BytesIO, story: Story, least: int) -> None:
        super().__init__(content, story.language)
        self.story = story
        self.report = story.report
        self.least = least
        self.words = WORDS[story.language]

    def write(self) -> None:
        """Write them in their order."""
        self._kpis()
        self._trend()
        groups = [("segments", "segment", self.report.segments)]
        groups.append(("channels", "channel", self.report.channels))
        if any(segments for _title, _first, segments in groups):
            self._segments(groups)
        self._notes()

    def _kpis(self) -> None:
        sheet, labels = self._sheet("KPI"), self.story.labels
        headers = [labels["kpi"], labels["value"], self.words["low"]]
        headers += [self.words["high"], labels["base"], labels["target"]]
        headers += [labels["status"], labels["change"], labels["verdict"]]
        self.rows(sheet, FIRST, headers, map(self._kpi, self.report.kpis))
        sheet.set_column(6, 6, 20)
        sheet.set_column(8, 8, 34)

    def _kpi(self, kpi: KpiResult) -> Line:
        words = next(one for one in self.story.kpis if one.key == kpi.key)
        number = self.number(f"formats.{kpi.unit}")
        factor = 100 if kpi.unit in numbers.IN_POINTS else 1
        change = kpi.change.difference
        return (
            (plain(kpi.name), self.styles(bold=True)),
            (kpi.now.value, self.number(f"formats.{kpi.unit}", bold=True)),
            (kpi.now.low, number),
            (kpi.now.high, number),
            (kpi.now.base, self.number("formats.count")),
            (kpi.target, number),
            (f"{words.mark} {words.status}", self.styles(indent=1)),
            (None if change is None else factor * change, self._gap(kpi)),
            (words.verdict, self.styles(indent=1)),
        )

    def _gap(self, kpi: KpiResult) -> Format:
        return self.number(f"gaps.{kpi.unit}")

    def _trend(self) -> None:
        """Write twelve months of values and bases, and draw the NPS."""
        sheet, kpis = self._sheet(self.words["trend"]), self.report.kpis
        headers = [self.story.text("columns.month")]
        for kpi in kpis:
            code = plain(kpi.code)
            ends = [f"{code} {self.words[end]}" for end in ("low", "high")]
            bounded = any(point.low is not None for point in kpi.trend)
            headers += [code, *(ends if bounded else ())]
            headers.append(self.words["base"].format(code=code))
        months = range(len(kpis[0].trend))
        lines = [
            [
                (datetime.combine(kpis[0].trend[n].month, time()), self._month()),
                *(cell for kpi in kpis for cell in self._point(kpi, kpi.trend[n])),
            ]
            for n in months
        ]
        self.rows(sheet, FIRST, headers, lines)
        sheet.set_column(0, 0, 16)
        sheet.freeze_panes(FIRST + 1, 1)
        self._chart(sheet, len(lines))

    def _point(self, kpi: KpiResult, point: Point) -> Line:
        number = self.number(f"formats.{kpi.unit}")
        bounded = any(other.low is not None for other in kpi.trend)
        ends = [(point.low, number), (point.high, number)] if bounded else []
        base = point.base, self.number("formats.count")
        return [(point.value, number), *ends, base]

    def _chart(self, sheet: Worksheet, count: int) -> None:
        nps, palette = self.report.kpis[0], self.styles.palette
        if all(point.value is None for point in nps.trend):
            return
        chart = self.workbook.add_chart({"type": "line"})
        last, name = FIRST + count, sheet.get_name()
        looks = (("teal", 2.5), ("bar", 1), ("bar", 1))
        for column, (colour, width) in enumerate(looks, start=1):
            series = {
                "name": [name, FIRST, column],
                "categories": [name, FIRST + 1, 0, last, 0],
                "values": [name, FIRST + 1, column, last, column],
                "line": {"color": palette[colour], "width": width},
            }
            if column == 1:
                series["marker"] = {"type": "circle", "size": 6}
            chart.add_series(series)
        chart.set_title({"name": self.story.labels["trend"]})
        axis: dict[str, Any] = {"num_format": self.texts["formats.month_axis"]}
        chart.set_x_axis({**axis, "text_axis": True, "label_position": "low"})
        chart.set_y_axis({"num_format": "0"})
        chart.set_legend({"position": "top", "font": {"name": FONT}})
        chart.show_blanks_as("span")  # LibreOffice draws a gap as 0
        chart.set_size({"width": 900, "height": 300})
        options = {"description": self.story.trend_alt()}
        sheet.insert_chart(last + 2, 0, chart, options)

    def _segments(self, groups: Iterable[tuple[str, str, Sequence[Segment]]]) -> None:
        sheet, labels, row = self._sheet(self.words["segments"]), self.story.labels, 4
        for title, first, segments in groups:
            if not segments:
                continue
            whole = self.report.kpi("nps").now.base
            found = shown(segments, self.least, whole)
            sheet.write_string(row, 0, labels[title], self.styles.heading())
            headers = [labels[first], labels["nps"], self.words["low"]]
            headers += [self.words["high"], labels["base"]]
            headers += [labels["promoters"], labels["detractors"]]
            self.rows(sheet, row + 1, headers, map(self._segment, found.groups))
            row += 2 + len(found.groups)
            if found.withheld:
                line = self.words["withheld"].format(count=found.withheld)
                sheet.write_string(row, 0, line, self.styles.intro())
            row += 2

    def _segment(self, one: Segment) -> Line:
        points, share = self.number("formats.points"), self.number("formats.share")
        return (
            (plain(one.name), self.styles(bold=True)),
            (one.nps, self.number("formats.points", bold=True)),
            (one.low, points),
            (one.high, points),
            (one.base, self.number("formats.count")),
            (one.promoters, share),
            (one.detractors, share),
        )

    def _notes(self) -> None:
        sheet = self._sheet(self.words["notes"])
        sheet.set_column(0, 0, 110)
        small = self.words["small"].format(least=self.least)
        lines = (self.words["values"], small, *self.story.notes)
        for row, line in enumerate(lines, start=FIRST):
            sheet.write_string(row, 0, line, self.styles(text_wrap=True))

    def _sheet(self, name: str) -> Worksheet:
        title = f"{self.story.text('title')}, {self.story.month}"
        return self.new_sheet(name, title, self.words["values"], MANY)

    def _month(self) -> Format:
        return self.styles(num_format=self.texts["formats.month"], align="left")
