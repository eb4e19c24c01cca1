"""The report as slides: native charts and tables, which people edit in PowerPoint."""

from __future__ import annotations

from io import BytesIO
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.util import Inches, Pt

from cx_xl.reports.native import CHART, PlainChartData, add_error_bars
from cx_xl.reports.voice import plain
from cx_xl.workbooks import numbers
from cx_xl.workbooks.template_model import load_template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cx_xl.reports.report_rows import SegmentWords
    from cx_xl.reports.story import Story

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.55  # inches
TOP = 1.35
PALETTE = load_template().palette
ROWS = 9  # of a table on one slide
TONES = {
    "good": "good",
    "watch": "watch",
    "bad": "bad",
    "error": "bad",
    "better": "good",
    "higher": "good",
    "worse": "bad",
    "lower": "bad",
    "hint": "watch",
}


def pptx(story: Story) -> bytes:
    """Return the deck: the month in short, the KPIs, the trend, segments, the data."""
    deck = _Deck(story)
    deck.summary()
    deck.kpis()
    deck.trend()
    if story.has_segments:
        deck.segments()
    deck.groups(story.segments, story.labels["segments"], story.labels["segment"])
    deck.groups(story.channels, story.labels["channels"], story.labels["channel"])
    deck.quality()
    return deck.content()


class _Deck:
    """A deck being made."""

    def __init__(self, story: Story) -> None:

        self.story = story
        self.spoken = {
            "it": MSO_LANGUAGE_ID.ITALIAN,
            "en": MSO_LANGUAGE_ID.ENGLISH_UK,
        }[story.language]
        self.deck = Presentation()
        self.deck.slide_width, self.deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
        title = f"{story.text('title')}, {story.month}"
        properties = self.deck.core_properties
        properties.title, properties.author = title, "cx_xl"
        properties.language = {"it": "it-IT", "en": "en-GB"}[story.language]

    def content(self) -> bytes:
        """Return the file."""
        stream = BytesIO()
        self.deck.save(stream)
        return stream.getvalue()

    def summary(self) -> None:
        """Show the cards, and the month in a few sentences."""
        story, labels = self.story, self.story.labels
        slide = self._slide(story.text("deck.title", month=story.month))
        cards = story.cards
        width = (WIDTH - 2 * MARGIN - 0.15 * (len(cards) - 1)) / max(1, len(cards))
        for place, kpi in enumerate(cards):
            left = MARGIN + place * (width + 0.15)
            lines = [
                (kpi.name, 12, "grey", True),
                (kpi.value, 30, "navy", True),
                (kpi.interval, 12, "grey", False),
                (f"{labels['base']}: {kpi.base}", 12, "grey", False),
                (f"{labels['target']}: {kpi.target}", 12, "grey", False),
                (kpi.change, 12, "ink", False),
                (kpi.verdict, 12, TONES.get(kpi.verdict_key, "ink"), False),
                (
                    f"{kpi.mark} {kpi.status}",
                    14,
                    TONES.get(kpi.status_key, "grey"),
                    True,
                ),
            ]
            shown = [line for line in lines if line[0] != numbers.NONE]
            self._box(slide, (left, TOP, width, 2.75), shown, fill="card")
        sentences = [
            (said, 18, "bad" if story.report.errors and not place else "ink", False)
            for place, said in enumerate(story.headlines)
        ]
        self._box(slide, (MARGIN, 4.35, WIDTH - 2 * MARGIN, 2.4), sentences)
        self._foot(slide, story.made)

    def kpis(self) -> None:
        """Show the table of all KPIs."""
        story, labels = self.story, self.story.labels
        keys = ("kpi", "value", "interval", "base", "target", "status")
        headers = [labels[key] for key in (*keys, "change", "verdict")]
        rows = [
            [
                (kpi.name, "ink"),
                (kpi.value, "navy"),
                (kpi.interval, "grey"),
                (kpi.base, "ink"),
                (kpi.target, "ink"),
                (f"{kpi.mark} {kpi.status}", TONES.get(kpi.status_key, "grey")),
                (_with_interval(kpi.change, kpi.change_interval), "ink"),
                (kpi.verdict, TONES.get(kpi.verdict_key, "ink")),
            ]
            for kpi in story.kpis
        ]
        widths = (2.3, 1.0, 1.8, 0.9, 1.05, 1.6, 1.75, 1.85)
        self._table(labels["kpis"], headers, rows, widths, story.notes[1])

    def trend(self) -> None:
        """Show the line of the NPS as a chart of PowerPoint's own."""
        story, labels = self.story, self.story.labels
        kpi = story.report.kpi("nps")
        data = PlainChartData(number_format="+0.0;-0.0;0.0")
        data.categories = [
            numbers.short_month(point.month, story.language) for point in kpi.trend
        ]
        data.add_series(story.text("chart.value"), [p.value for p in kpi.trend])
        if kpi.target is not None:
            data.add_series(story.text("chart.target"), [kpi.target for _ in kpi.trend])
        slide = self._slide(labels["trend"])
        chart = self._chart(slide, XL_CHART_TYPE.LINE_MARKERS, data, story.trend_alt())
        self._line(chart.plots[0].series[0], "teal", 2.75)
        if kpi.target is not None:
            self._line(chart.plots[0].series[1], "grey", 1.5, is_dashed=True)
        limits = [(p.value, p.low, p.high) for p in kpi.trend]
        add_error_bars(chart.plots[0].series[0], limits, PALETTE["teal"])
        self._scale(chart, [*limits, (kpi.target, None, None)])
        self._label(chart.plots[0].series[0].points[len(kpi.trend) - 1].data_label)
        self._foot(slide, f"{labels['trend_caption']}. {story.notes[0]}")

    def segments(self) -> None:
        """Show the segments with their intervals."""
        story, labels = self.story, self.story.labels
        shown = [s for s in story.report.segments if s.nps is not None]
        data = PlainChartData(number_format="+0.0;-0.0;0.0")
        data.categories = [
            f"{plain(s.name)} ({story.text('chart.base', base=s.base)})" for s in shown
        ]
        data.add_series(story.text("chart.value"), [s.nps for s in shown])
        slide = self._slide(labels["segments"])
        kind = XL_CHART_TYPE.COLUMN_CLUSTERED
        chart = self._chart(slide, kind, data, story.segments_alt())
        plot = chart.plots[0]
        plot.gap_width = 120
        plot.series[0].format.fill.solid()
        plot.series[0].format.fill.fore_color.rgb = self._colour("bar")
        limits = [(s.nps, s.low, s.high) for s in shown]
        add_error_bars(plot.series[0], limits, PALETTE["navy"])
        self._scale(chart, [*limits, (0, None, None)])
        for place in range(len(shown)):
            label = plot.series[0].points[place].data_label
            label.position = XL_LABEL_POSITION.INSIDE_BASE
            self._label(label)
        self._foot(slide, story.notes[2])

    def groups(self, rows: Sequence[SegmentWords], title: str, first: str) -> None:
        """Show a table of segments, on as many slides as it needs."""
        labels = self.story.labels
        keys = ("nps", "interval", "base", "promoters", "detractors", "rest")
        headers = [first, *(labels[key] for key in keys)]
        widths = (2.6, 1.2, 2.1, 1.1, 1.5, 1.5, 2.2)
        for start in range(0, len(rows), ROWS):
            cells = [
                [
                    (row.name, "ink"),
                    (row.nps, "navy"),
                    (row.interval, "grey"),
                    (row.base, "ink"),
                    (row.promoters, "ink"),
                    (row.detractors, "ink"),
                    (row.verdict, TONES.get(row.verdict_key, "ink")),
                ]
                for row in rows[start : start + ROWS]
            ]
            again = self.story.text("deck.continued", title=title)
            heading = again if start else title
            self._table(heading, headers, cells, widths, self.story.notes[2])

    def quality(self) -> None:
        """Show how far the data can be trusted."""
        story = self.story
        slide = self._slide(story.labels["quality"])
        lines: list[tuple[str, int, str, bool]] = []
        for finding in story.findings:
            tone = "bad" if finding.severity == "error" else "watch"
            where = f": {finding.where}" if finding.where else ""
            lines.append((f"{finding.what}{where}", 14, tone, True))
            lines.append((finding.remedy, 12, "grey", False))
        lines.extend((said, 16, "ink", False) for said in story.quality)
        self._box(slide, (MARGIN, TOP, WIDTH - 2 * MARGIN, 4.2), lines)
        self._foot(slide, "\n".join((*story.notes[3:], story.made)))

    def _slide(self, title: str) -> Any:

        slide = self.deck.slides.add_slide(self.deck.slide_layouts[5])  # title only
        shape = slide.shapes.title
        shape.left, shape.top = Inches(MARGIN), Inches(0.35)
        shape.width, shape.height = Inches(WIDTH - 2 * MARGIN), Inches(0.8)
        shape.text_frame.text = title
        paragraph = shape.text_frame.paragraphs[0]
        paragraph.alignment = 1
        paragraph.font.size, paragraph.font.bold = Pt(28), True
        paragraph.font.color.rgb = self._colour("navy")
        return slide

    def _box(
        self,
        slide: Any,
        place: tuple[float, float, float, float],
        lines: Sequence[tuple[str, int, str, bool]],
        fill: str = "",
    ) -> None:

        shape = slide.shapes.add_textbox(*map(Inches, place))
        frame = shape.text_frame
        frame.word_wrap = True
        if fill:
            shape.fill.solid()
            shape.fill.fore_color.rgb = self._colour(fill)
        for number, (words, size, colour, is_bold) in enumerate(lines):
            line = frame.paragraphs[0] if not number else frame.add_paragraph()
            run = line.add_run()
            run.text = words
            run.font.size, run.font.bold = Pt(size), is_bold
            run.font.color.rgb = self._colour(colour)
            run.font.language_id = self.spoken
            line.space_after = Pt(2 if fill else 6)

    def _foot(self, slide: Any, words: str) -> None:
        place = (MARGIN, 6.55, WIDTH - 2 * MARGIN, 0.8)
        self._box(
            slide, place, [(line, 11, "grey", False) for line in words.split("\n")]
        )

    def _table(
        self,
        title: str,
        headers: Sequence[str],
        rows: Sequence[Sequence[tuple[str, str]]],
        widths: Sequence[float],
        note: str,
    ) -> None:

        slide = self._slide(title)
        size = (len(rows) + 1, len(headers))
        place = (MARGIN, TOP, sum(widths), 0.4 * (len(rows) + 1))
        frame = slide.shapes.add_table(*size, *map(Inches, place))
        frame.name = title
        table = frame.table
        for column, width in enumerate(widths):
            table.columns[column].width = Inches(width)
        head = [(header, "white") for header in headers]
        for number, row in enumerate((head, *rows)):
            for column, (words, colour) in enumerate(row):
                cell = table.cell(number, column)
                cell.text_frame.text = words
                cell.fill.solid()
                tone = "navy" if not number else ("card" if number % 2 else "white")
                cell.fill.fore_color.rgb = self._colour(tone)
                cell.margin_top = cell.margin_bottom = Inches(0.04)
                for line in cell.text_frame.paragraphs:
                    line.font.size, line.font.bold = Pt(12), not number or not column
                    line.font.color.rgb = self._colour(colour)
        self._foot(slide, note)

    def _chart(self, slide: Any, kind: Any, data: Any, alternative: str) -> Any:

        place = (MARGIN, TOP, WIDTH - 2 * MARGIN, 5.1)
        frame = slide.shapes.add_chart(kind, *map(Inches, place), data)
        properties = frame._element.nvGraphicFramePr.cNvPr  # noqa: SLF001 - no other way
        properties.set("descr", alternative)
        chart = frame.chart
        chart.has_title = False
        chart.has_legend = (
            len(chart.plots[0].categories) > 0 and len(list(chart.plots[0].series)) > 1
        )
        if chart.has_legend:
            chart.legend.include_in_layout = False
            chart.legend.position = XL_LEGEND_POSITION.BOTTOM
            chart.legend.font.size = Pt(12)
        chart.font.size = Pt(12)
        chart.font.color.rgb = self._colour("grey")
        chart.value_axis.major_gridlines.format.line.color.rgb = self._colour("line")
        chart.value_axis.format.line.fill.background()
        chart.value_axis.tick_labels.number_format = "+0;-0;0"
        chart.value_axis.tick_labels.number_format_is_linked = False
        chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        chart.plots[0].has_data_labels = False
        return chart

    def _line(
        self, series: Any, colour: str, width: float, *, is_dashed: bool = False
    ) -> None:

        series.smooth = False
        series.format.line.color.rgb = self._colour(colour)
        series.format.line.width = Pt(width)
        if is_dashed:
            series.format.line.dash_style = MSO_LINE.DASH
            series.marker.style = XL_MARKER_STYLE.NONE
            return
        series.marker.style = XL_MARKER_STYLE.CIRCLE
        series.marker.size = 8
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = self._colour(colour)

    def _label(self, label: Any) -> None:
        """Show the value of one point."""
        label.font.size, label.font.bold = Pt(14), True
        label.font.color.rgb = self._colour("navy")
        element = label._dLbl  # noqa: SLF001 - the library shows no single values
        for shown in element.findall(f"{{{CHART}}}showVal"):
            shown.set("val", "1")

    @staticmethod
    def _scale(
        chart: Any, limits: Sequence[tuple[float | None, float | None, float | None]]
    ) -> None:
        """Let the axis reach as far as the intervals, to the next ten or twenty."""
        numbers = [number for row in limits for number in row if number is not None]
        if numbers:
            step = 10 if max(numbers) - min(numbers) < 90 else 20
            low, high = floor(min(numbers) / step), ceil(max(numbers) / step)
            chart.value_axis.minimum_scale = max(-100, step * low)
            chart.value_axis.maximum_scale = min(100, step * high)
            chart.value_axis.major_unit = step

    @staticmethod
    def _colour(name: str) -> Any:

        return RGBColor.from_string(PALETTE[name].removeprefix("#"))


def _with_interval(change: str, interval: str) -> str:
    return change if interval == numbers.NONE else f"{change} ({interval})"
