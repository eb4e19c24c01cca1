"""What python-pptx leaves out of native charts: safe workbooks, and error bars."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from xlsxwriter import Workbook

from cx_xl.files.ooxml import CHART, TRANSITIONAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from io import BytesIO

    Limits = Sequence[tuple[float | None, float | None, float | None]]

DRAWING = f"{TRANSITIONAL}drawingml/2006/main"
# What the schema has behind error bars in a series.
AFTER = ("cat", "val", "smooth", "shape", "extLst")


class PlainWorkbookWriter(CategoryWorkbookWriter):  # type: ignore[misc]  # no types
    """Writes the workbook behind a chart; the name of a segment is never a formula."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: BytesIO) -> Iterator[tuple[Any, Any]]:
        plain = {"strings_to_formulas": False, "strings_to_urls": False}
        workbook = Workbook(xlsx_file, {"in_memory": True, **plain})
        yield workbook, workbook.add_worksheet()
        workbook.close()


class PlainChartData(CategoryChartData):  # type: ignore[misc]  # no types
    """Categories and series whose workbook holds them as text."""

    @property
    def _workbook_writer(self) -> PlainWorkbookWriter:
        return PlainWorkbookWriter(self)


def add_error_bars(series: Any, limits: Limits, colour: str) -> None:
    """
    Give a series an interval per point.

    Args:
        series: of a line or a column chart.
        limits: value, low and high of each point; None where there is none.
        colour: such as "#0F766E".

    References:
        ISO/IEC 29500-1, 21.2.2.55 (errBars).
    """
    bars = etree.Element(f"{{{CHART}}}errBars", nsmap={"c": CHART, "a": DRAWING})
    for tag, value in (
        ("errBarType", "both"),
        ("errValType", "cust"),
        ("noEndCap", "0"),
    ):
        etree.SubElement(bars, f"{{{CHART}}}{tag}", val=value)
    plus = [_length(value, high) for value, _, high in limits]
    minus = [_length(low, value) for value, low, _ in limits]
    for tag, lengths in (("plus", plus), ("minus", minus)):
        _numbers(etree.SubElement(bars, f"{{{CHART}}}{tag}"), lengths)
    shape = etree.SubElement(bars, f"{{{CHART}}}spPr")
    line = etree.SubElement(shape, f"{{{DRAWING}}}ln", w="19050")
    fill = etree.SubElement(line, f"{{{DRAWING}}}solidFill")
    etree.SubElement(fill, f"{{{DRAWING}}}srgbClr", val=colour.removeprefix("#"))
    element = series._element  # noqa: SLF001 - the library has no error bars
    for child in element:
        if etree.QName(child).localname in AFTER:
            child.addprevious(bars)
            return
    element.append(bars)


def _length(low: float | None, high: float | None) -> float | None:
    return None if low is None or high is None else max(0.0, high - low)


def _numbers(parent: etree._Element, lengths: Sequence[float | None]) -> None:
    literal = etree.SubElement(parent, f"{{{CHART}}}numLit")
    etree.SubElement(literal, f"{{{CHART}}}formatCode").text = "General"
    etree.SubElement(literal, f"{{{CHART}}}ptCount", val=str(len(lengths)))
    for place, length in enumerate(lengths):
        if length is not None:
            point = etree.SubElement(literal, f"{{{CHART}}}pt", idx=str(place))
            etree.SubElement(point, f"{{{CHART}}}v").text = repr(length)
