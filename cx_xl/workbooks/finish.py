"""The last touch on a built file: what XlsxWriter cannot write."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO
from zipfile import ZipFile

from lxml import etree

from cx_xl.errors import Code
from cx_xl.files.addresses import Area, address, parted
from cx_xl.files.name_writer import NewName, with_names
from cx_xl.files.ooxml import CHART, written
from cx_xl.files.packing import packed

CORE = "docProps/core.xml"
MAIN = "xl/workbook.xml"
CHARTS = "xl/charts/chart"
SHEETS = "xl/worksheets/sheet"
C = {"c": CHART}
# XlsxWriter stores a result of no characters as no result; Excel as an empty text.
_NO_TEXT = re.compile(rb'(<c r="[A-Z]+\d+"(?: s="\d+")?)(><f>[^<]*</f><v></v>)')


def finish(
    built: BinaryIO,
    *,
    language: str,
    results: Mapping[tuple[str, str], object],
    names: Sequence[NewName] = (),
) -> bytes:
    """
    Return the file with its language named, its charts and empty texts in order.

    *names* are added to those that XlsxWriter has written: it writes no comments.
    """
    with ZipFile(built) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    core = parts[CORE].decode()
    tag = f"<dc:language>{language}</dc:language></cp:coreProperties>"
    parts[CORE] = core.replace("</cp:coreProperties>", tag).encode()
    if names:
        parts[MAIN] = with_names(parts[MAIN].decode(), names).encode()
    for name in filter(lambda name: name.startswith(CHARTS), parts):
        parts[name] = _chart(parts[name], language, results)
    if results:
        for name in filter(lambda name: name.startswith(SHEETS), parts):
            parts[name] = _NO_TEXT.sub(rb'\1 t="str"\2', parts[name])
    return packed(parts)


def _chart(
    part: bytes, language: str, results: Mapping[tuple[str, str], object]
) -> bytes:
    """Speak the language, and show a month without data as a gap, never as 0."""
    chart = etree.fromstring(part)  # our own part, written a moment ago
    for text in chart.iter("{*}rPr", "{*}defRPr", "{*}endParaRPr"):
        if "lang" in text.attrib:
            text.set("lang", language)
    for tag in chart.iter(f"{{{CHART}}}lang"):
        tag.set("val", language)
    if chart.find(".//c:dispBlanksAs", C) is None:
        gap = etree.Element(f"{{{CHART}}}dispBlanksAs", val="gap")
        chart.find(".//c:plotVisOnly", C).addnext(gap)  # type: ignore[union-attr]
    for reference in chart.iterfind(".//c:numRef", C):
        cells = list(_cells(str(reference.findtext("c:f", namespaces=C))))
        for place, value in enumerate(reference.iterfind("c:numCache/c:pt/c:v", C)):
            if results.get(cells[place]) == Code.NA:
                value.text = Code.NA.value
    return written(chart)


def _cells(reference: str) -> Iterator[tuple[str, str]]:
    """Give the cells of a reference such as Lists!$C$4:$C$15."""
    sheet, cells = parted(reference)
    yield from ((sheet, address(*place)) for place in Area.of(cells).places())
