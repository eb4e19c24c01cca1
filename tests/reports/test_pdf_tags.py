"""The PDF as a screen reader meets it: its tags, read by a library of its own."""

import itertools
import re
from datetime import date
from io import BytesIO

import pytest

from cx_xl.reports.collect import report_of
from cx_xl.reports.forms import rendered
from cx_xl.workbooks import create, demo
from tests.needs import lacking

try:
    import pikepdf
except ImportError:
    pikepdf = None

SHOWN = {"Tj", "TJ", "'", '"'}  # the operators that show text


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    if pikepdf is None:
        lacking("pip install pikepdf")
    path = tmp_path_factory.mktemp("report") / "demo.xlsx"
    create(path, "en", demo("en"))
    return report_of(path, today=date(2026, 11, 2))


def tags_of(element):
    """Give the tags below an element of a PDF's structure, in reading order."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield str(kid.S).lstrip("/"), kid
            yield from tags_of(kid)


def untagged(page):
    """Return the text that a page shows outside tags and marks of decoration."""
    depth, found = 0, []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        depth += (name in {"BDC", "BMC"}) - (name == "EMC")
        if name in SHOWN and not depth:
            found.append(operands)
    return found


@pytest.mark.parametrize("language", ["en", "it"])
def test_all_that_eyes_see_is_told(report, language):
    """
    Title and language; one first heading and no level left out; a text for each figure;
    a header above each column of a table; no letter outside the tags.
    """
    with pikepdf.open(BytesIO(rendered(report, "pdf", language))) as document:
        root = document.Root
        tags = list(tags_of(root.StructTreeRoot))
        levels = [int(name[1]) for name, _ in tags if re.fullmatch(r"H\d", name)]

        assert (True, True, language) == (
            bool(root.MarkInfo.Marked),
            bool(root.ViewerPreferences.DisplayDocTitle),
            str(root.Lang),
        )
        assert "Customer experience" in document.open_metadata()["dc:title"]
        assert (1, 1) == (levels[0], levels.count(1))
        assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
        figures = [str(tag.get("/Alt", "")) for name, tag in tags if name == "Figure"]
        assert 2 == len(figures)
        assert all("NPS" in text for text in figures)
        tables = [tag for name, tag in tags if name == "Table"]
        assert 3 == len(tables)
        for table in tables:
            rows = [list(tags_of(tag)) for name, tag in tags_of(table) if name == "TR"]
            heads = [name for name, _ in rows[0] if name in {"TH", "TD"}]
            assert {"TH"} == set(heads)
            assert {len(heads)} == {
                sum(name in {"TH", "TD"} for name, _ in row) for row in rows
            }
        assert not [found for page in document.pages for found in untagged(page)]
