"""The slides of a deck: titles, boxes, tables, and charts that PowerPoint edits."""

from __future__ import annotations

from io import BytesIO
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.util import Inches, Pt

from cx_xl.files.ooxml import CHART
from cx_xl.reports.native import PlainChartData, add_error_bars
from cx_xl.workbooks.template_model import load_template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cx_xl.errors import Language

    Series = tuple[str, Sequence[float | None]]
    Line = tuple[str, int, str, bool]  # words, size, colour, bold
    Limits = tuple[float | None, float | None, float | None]  # value, low, high

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.55  # inches
TOP = 1.35
PALETTE = load_template().palette
KINDS = {"lines": XL_CHART_TYPE.LINE_MARKERS, "bars": XL_CHART_TYPE.BAR_CLUSTERED}


class Slides:
    """
    A deck being made.

    Args:
        language: of its words.
        title: of its properties.
    """

    def __init__(self, language: Language, title: str) -> None:
        self._spoken = {
            "it": MSO_LANGUAGE_ID.ITALIAN,
            "en": MSO_LANGUAGE_ID.ENGLISH_UK,
        }[language]
        self._deck = Presentation()
        self._deck.slide_width, self._deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
        properties = self._deck.core_properties
        properties.title, properties.author = title, "cx_xl"
        properties.language = {"it": "it-IT", "en": "en-GB"}[language]

    def content(self) -> bytes:
        """Return the file."""
        stream = BytesIO()
        self._deck.save(stream)
        return stream.getvalue()

    def slide(self, title: str) -> Any:
        """Add a slide."""
        slide = self._deck.slides.add_slide(self._deck.slide_layouts[5])  # title only
        shape = slide.shapes.title
        shape.left, shape.top = Inches(MARGIN), Inches(0.35)
        shape.width, shape.height = Inches(WIDTH - 2 * MARGIN), Inches(0.8)
        shape.text_frame.text = title
        paragraph = shape.text_frame.paragraphs[0]
        paragraph.alignment = 1
        paragraph.font.size, paragraph.font.bold = Pt(28), True
        paragraph.font.color.rgb = self._colour("navy")
        return slide

    def box(
        self,
        slide: Any,
        place: tuple[float, float, float, float],
        lines: Sequence[Line],
        fill: str = "",
    ) -> None:
        """Write lines into a box, on a ground of its own if *fill* names a colour."""
        shape = slide.shapes.add_textbox(*map(Inches, place))
        frame = shape.text_frame
        frame.word_wrap = True
        lines, space = fitted(lines, place[2], place[3], 2 if fill else 6)
        if fill:
            shape.fill.solid()
            shape.fill.fore_color.rgb = self._colour(fill)
        for number, (words, size, colour, is_bold) in enumerate(lines):
            line = frame.paragraphs[0] if not number else frame.add_paragraph()
            run = line.add_run()
            run.text = words
            run.font.size, run.font.bold = Pt(size), is_bold
            run.font.color.rgb = self._colour(colour)
            run.font.language_id = self._spoken
            line.space_after = Pt(space)

    def foot(self, slide: Any, words: str) -> None:
        """Write notes at the bottom."""
        place = (MARGIN, 6.55, WIDTH - 2 * MARGIN, 0.8)
        self.box(
            slide, place, [(line, 11, "grey", False) for line in words.split("\n")]
        )

    def table(
        self,
        title: str,
        headers: Sequence[str],
        rows: Sequence[Sequence[tuple[str, str]]],
        widths: Sequence[float],
        note: str,
    ) -> None:
        """Add a slide with a table; a cell is its words and their colour."""
        slide = self.slide(title)
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
        self.foot(slide, note)

    def chart(
        self,
        slide: Any,
        kind: str,
        categories: Sequence[str],
        series: Sequence[Series],
        alternative: str,
    ) -> Any:
        """Add a chart of "lines" or "bars", with what it shows in words."""
        data = PlainChartData(number_format="+0.0;-0.0;0.0")
        data.categories = categories
        for name, values in series:
            data.add_series(name, values)
        place = (MARGIN, TOP, WIDTH - 2 * MARGIN, 5.1)
        frame = slide.shapes.add_chart(KINDS[kind], *map(Inches, place), data)
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
        if kind == "bars":  # the first one on top, the values below
            chart.category_axis.reverse_order = True
            crosses = chart.value_axis._element.find(f"{{{CHART}}}crosses")  # noqa: SLF001
            crosses.set("val", "max")  # the library sets it for the other axis
        return chart

    def line(
        self, series: Any, colour: str, width: float, *, is_dashed: bool = False
    ) -> None:
        """Draw a line, with markers unless it is dashed."""
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

    def bars(self, plot: Any, colour: str) -> None:
        """Fill the bars."""
        plot.gap_width = 120
        series = plot.series[0]
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = self._colour(colour)

    def label(self, point: Any) -> None:
        """Show the value of one point."""
        label = point.data_label
        label.font.size, label.font.bold = Pt(14), True
        label.font.color.rgb = self._colour("navy")
        element = label._dLbl  # noqa: SLF001 - the library shows no single values
        for shown in element.findall(f"{{{CHART}}}showVal"):
            shown.set("val", "1")

    @staticmethod
    def intervals(series: Any, limits: Sequence[Limits], colour: str) -> None:
        """Draw the interval of each value."""
        add_error_bars(series, limits, PALETTE[colour])

    @staticmethod
    def scale(chart: Any, limits: Sequence[Limits]) -> None:
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


def fitted(
    lines: Sequence[Line], width: float, height: float, space: float
) -> tuple[list[Line], float]:
    """
    Return lines of text in letters small enough for their box, and the space below.

    Letters are taken to be half as wide as high, which few texts exceed.

    Args:
        lines: the lines.
        width: of the box, in inches; its margins are 0.1.
        height: of the box, margins of 0.05.
        space: below each line, in points.

    >>> [(_, size, *_)], space = fitted([("a" * 300, 18, "ink", False)], 4, 1, 6)
    >>> size, round(space, 1)
    (9, 3.3)
    """
    room = 72 * (height - 0.1)

    def needed(scale: float) -> float:
        sizes = [(words, int(scale * size)) for words, size, *_ in lines]
        rows = [
            ceil(max(1, len(words)) * size / 2 / (72 * (width - 0.2)))
            for words, size in sizes
        ]
        return sum(
            row * 1.2 * size + scale * space
            for row, (_, size) in zip(rows, sizes, strict=True)
        )

    scale = next((s / 20 for s in range(20, 10, -1) if needed(s / 20) <= room), 0.5)
    fit = [
        (words, int(scale * size), colour, bold) for words, size, colour, bold in lines
    ]
    return fit, scale * space
