"""The report as slides: native charts and tables, which people edit in PowerPoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.reports.slides import MARGIN, TOP, WIDTH, Slides
from cx_xl.workbooks import numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cx_xl.reports.report_rows import SegmentWords
    from cx_xl.reports.slides import Line
    from cx_xl.reports.story import Story

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


class _Deck(Slides):
    """What stands on each slide."""

    def __init__(self, story: Story) -> None:
        super().__init__(story.language, f"{story.text('title')}, {story.month}")
        self.story = story

    def summary(self) -> None:
        """Show the cards, and the month in a few sentences."""
        story, labels = self.story, self.story.labels
        slide = self.slide(story.text("deck.title", month=story.month))
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
                (kpi.moved, 12, "ink", False),
                (kpi.verdict, 12, TONES.get(kpi.verdict_key, "ink"), False),
                (
                    f"{kpi.mark} {kpi.status}",
                    14,
                    TONES.get(kpi.status_key, "grey"),
                    True,
                ),
            ]
            shown = [line for line in lines if line[0] != numbers.NONE]
            self.box(slide, (left, TOP, width, 2.75), shown, fill="card")
        sentences = [
            (said, 18, "bad" if story.report.errors and not place else "ink", False)
            for place, said in enumerate(story.headlines)
        ]
        self.box(slide, (MARGIN, 4.35, WIDTH - 2 * MARGIN, 2.4), sentences)
        self.foot(slide, story.made)

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
        self.table(labels["kpis"], headers, rows, widths, story.notes[1])

    def trend(self) -> None:
        """Show the line of the NPS as a chart of PowerPoint's own."""
        story, labels = self.story, self.story.labels
        kpi = story.report.kpi("nps")
        months = [numbers.short_month(p.month, story.language) for p in kpi.trend]
        series = [(story.text("chart.value"), [p.value for p in kpi.trend])]
        if kpi.target is not None:
            series.append((story.text("chart.target"), [kpi.target] * len(kpi.trend)))
        slide = self.slide(labels["trend"])
        chart = self.chart(slide, "lines", months, series, story.trend_alt())
        values, *targets = chart.plots[0].series
        self.line(values, "teal", 2.75)
        for target in targets:
            self.line(target, "grey", 1.5, is_dashed=True)
        limits = [(p.value, p.low, p.high) for p in kpi.trend]
        self.intervals(values, limits, "teal")
        self.scale(chart, [*limits, (kpi.target, None, None)])
        self.label(values.points[len(kpi.trend) - 1])
        self.foot(slide, f"{labels['trend_caption']}. {story.notes[0]}")

    def segments(self) -> None:
        """Show the segments with their intervals."""
        story, labels = self.story, self.story.labels
        shown = [s for s in story.report.segments if s.nps is not None]
        names = [
            f"{s.name}: {s.nps} ({story.text('chart.base', base=s.base)})"
            for s in story.segments
            if s.nps != numbers.NONE
        ]
        series = [(story.text("chart.value"), [s.nps for s in shown])]
        slide = self.slide(labels["segments"])
        chart = self.chart(slide, "bars", names, series, story.segments_alt())
        limits = [(s.nps, s.low, s.high) for s in shown]
        self.intervals(chart.plots[0].series[0], limits, "navy")
        self.scale(chart, [*limits, (0, None, None)])
        self.bars(chart.plots[0], "bar")
        self.foot(slide, story.notes[2])

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
            self.table(heading, headers, cells, widths, self.story.notes[2])

    def quality(self) -> None:
        """Show how far the data can be trusted."""
        story = self.story
        slide = self.slide(story.labels["quality"])
        lines: list[Line] = []
        for finding in story.findings:
            tone = "bad" if finding.severity == "error" else "watch"
            where = f": {finding.where}" if finding.where else ""
            lines.append((f"{finding.what}{where}", 14, tone, True))
            lines.append((finding.remedy, 12, "grey", False))
        lines.extend((said, 16, "ink", False) for said in story.quality)
        self.box(slide, (MARGIN, TOP, WIDTH - 2 * MARGIN, 4.2), lines)
        self.foot(slide, "\n".join((*story.notes[3:], story.made)))


def _with_interval(change: str, interval: str) -> str:
    return change if interval == numbers.NONE else f"{change} ({interval})"
