"""
Page, PDF and slides: nothing that stands in a book becomes markup, formula or link.
"""

import io
import re
import zipfile
from datetime import date
from functools import cache
from inspect import signature
from itertools import cycle
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.util import Emu

from cx_xl.commands import reporting
from cx_xl.reports.charts import segments
from cx_xl.reports.collect import report_of
from cx_xl.reports.forms import FORMS, rendered
from cx_xl.reports.model import Report
from cx_xl.reports.story import Story
from cx_xl.reports.voice import plain, report_texts

TODAY = date(2026, 11, 26)
DOCS = Path(__file__).parents[2] / "docs"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TRAPS = [
    '=HYPERLINK("http://evil.example","x")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "http://evil.example",
    "mailto:anna@example.org",
    "internal:Sheet1!A1",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "]]>&lt;b&gt;",
    '#link("http://evil.example")[x] $x$ *b*',
    "{{ story }} {% raw %} {0} {name}",
    "\x00\x0b\u202ea",
    "</style></svg>",
    "datum.value; signal",
]
AXIS = re.compile(r"(?:axId|crossAx)\[\d\]: .* is less than minimum 0")
LETTERS = st.characters(exclude_categories=("Cs",))
WORDS = st.lists(
    st.one_of(st.sampled_from(TRAPS), st.text(LETTERS, min_size=1, max_size=40)),
    min_size=8,
    max_size=16,
)
# A PDF needs a font for each letter: without one it refuses (see NoFont).
LATIN = st.lists(
    st.one_of(
        st.sampled_from(TRAPS), st.text(st.characters(max_codepoint=255), min_size=1)
    ),
    min_size=8,
    max_size=16,
)


@pytest.fixture(scope="module")
def report(ready, tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    ready(folder / "demo.xlsx", "en")
    return report_of(folder / "demo.xlsx", today=TODAY)


def hostile(report, words):
    """The report of a book in which everything that is typed is one of *words*."""
    turn = cycle(words)
    kpis = [kpi.model_copy(update={"name": next(turn)}) for kpi in report.kpis]
    groups = {
        name: [
            group.model_copy(update={"name": next(turn)})
            for group in getattr(report, name)
        ]
        for name in ("segments", "channels")
    }
    message = {"code": "off_scale_nps", "en": "Off", "it": "Fuori"}
    finding = {
        "severity": "error",
        "what": message,
        "remedy": message,
        "where": tuple(words[:3]),
        "count": 2,
    }
    return Report.model_validate(
        report.model_dump()
        | {"file": words[0], "kpis": [kpi.model_dump() for kpi in kpis]}
        | {key: [group.model_dump() for group in some] for key, some in groups.items()}
        | {"quality": report.quality.model_dump() | {"findings": (finding,)}}
    )


def shape(page):
    """Elements with the names of their attributes: what the text must not change."""
    return [(tag.name, sorted(tag.attrs)) for tag in page.find_all(True)]


class TestHtml:
    @staticmethod
    @cache
    def harmless(report_json):
        report = Report.model_validate_json(report_json)
        page = rendered(hostile(report, ["Anna"]), "html", "en")
        return shape(BeautifulSoup(page, "html5lib"))

    @settings(
        max_examples=12,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(words=WORDS)
    def test_text_stays_text(self, report, words):
        """A browser's parser sees the same elements whatever the names are."""
        page = BeautifulSoup(rendered(hostile(report, words), "html", "en"), "html5lib")

        assert self.harmless(report.model_dump_json()) == shape(page)
        shown = [tag.get_text() for tag in page.select("ul.cards .name")]
        assert list(map(plain, words[:3])) == shown[:3]

    @pytest.mark.parametrize("language", ["en", "it"])
    def test_nothing_is_loaded_and_nothing_runs(self, report, language):
        """
        Pictures lie inside the page, without scripts; the policy forbids all else.
        """
        text = rendered(report, "html", language).decode()
        page = BeautifulSoup(text, "html5lib")

        policy = page.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert [] == page.find_all(["script", "link", "iframe", "object", "a", "form"])
        sources = [image["src"] for image in page.find_all("img")]
        assert all(s.startswith("data:image/svg+xml;base64,") for s in sources)
        assert "http" not in re.sub(r"base64,[\w+/=]+", "", text).replace(
            "http-equiv", ""
        )
        assert language == page.html["lang"]

    def test_each_picture_says_what_it_shows(self, report):
        """
        The line's last point and each segment in words; the small lines repeat a row.
        """
        page = BeautifulSoup(rendered(report, "html", "en"), "html5lib")

        alternatives = [image["alt"] for image in page.select("figure img")]
        assert all("+53.8" in text or "Shop +56.3" in text for text in alternatives)
        assert {""} == {image["alt"] for image in page.select("td.trend img")}


class TestDeck:
    @settings(
        max_examples=12,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(words=WORDS)
    def test_text_stays_text(self, report, words):
        """No part holds a link, and no workbook behind a chart a formula."""
        content = rendered(hostile(report, words), "pptx", "it")

        with zipfile.ZipFile(io.BytesIO(content)) as deck:
            slides = [n for n in deck.namelist() if re.match(r"ppt/slides/s.*xml$", n)]
            for name in slides:
                assert b"hlink" not in deck.read(name)
                etree.fromstring(deck.read(name))
            books = [n for n in deck.namelist() if n.endswith(".xlsx")]
            assert 2 == len(books)
            for name in books:
                with zipfile.ZipFile(io.BytesIO(deck.read(name))) as book:
                    assert not any("_rels/sheet" in part for part in book.namelist())
                    assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
        texts = [
            run.text
            for slide in Presentation(io.BytesIO(content)).slides
            for shape in slide.shapes
            if shape.has_text_frame
            for paragraph in shape.text_frame.paragraphs
            for run in paragraph.runs
        ]
        assert set(map(plain, words[:3])) <= set(texts)

    def test_the_schema_is_kept(self, report, tmp_path):
        """
        An independent validator; negative numbers of axes are python-pptx's own, and
        PowerPoint's.
        """
        path = tmp_path / "deck.pptx"
        path.write_bytes(rendered(report, "pptx", "it"))

        found = [str(error) for error in validate_pptx(path).errors]

        assert [] == [text for text in found if not AXIS.search(text)]

    def test_charts_are_native_with_intervals_and_words(self, report):
        """
        The values are the report's, the error bars reach to its limits, each chart
        says what it shows, and everything lies on the slide.
        """
        deck = Presentation(io.BytesIO(rendered(report, "pptx", "en")))
        frames = [s for slide in deck.slides for s in slide.shapes if s.has_chart]
        nps = report.kpi("nps")

        line = frames[0].chart.plots[0].series[0]
        assert [point.value for point in nps.trend] == list(line.values)
        plus = line._element.xpath(  # noqa: SLF001 - the library has no error bars
            ".//c:errBars/c:plus//c:v"
        )
        assert pytest.approx([float(element.text) for element in plus]) == [
            p.high - p.value for p in nps.trend
        ]
        words = [
            f._element.nvGraphicFramePr.cNvPr.get("descr")  # noqa: SLF001 - nor these
            for f in frames
        ]
        assert all(text.startswith(("Line chart", "NPS by segment")) for text in words)
        named = [str(name) for name in frames[1].chart.plots[0].categories]
        assert "Shop: +56.3 (n = 96)" == named[0]
        assert all(
            0 <= shape.left
            and shape.left + shape.width <= Emu(deck.slide_width)
            and shape.top + shape.height <= Emu(deck.slide_height)
            for slide in deck.slides
            for shape in slide.shapes
        )


class TestPdf:
    @settings(
        max_examples=8,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(words=LATIN)
    def test_text_stays_text(self, report, words):
        """
        No link, no action, no script; and the standard for accessible PDF is kept.
        """
        content = rendered(hostile(report, words), "pdf", "it")

        assert b"pdfuaid" in content
        for forbidden in (b"/URI", b"/JavaScript", b"/Launch", b"/GoToR"):
            assert forbidden not in content

    def test_one_page_for_the_board(self, report):
        """A month of the demo fits on one sheet of A4."""
        content = rendered(report, "pdf", "en")

        assert [b"1"] == re.findall(
            rb"/Type\s*/Pages.*?/Count\s+(\d+)", content, re.DOTALL
        )

    def test_a_letter_without_font_is_refused(self, report):
        """
        A code point that no font has: one sentence, and no box in place of a name.
        """
        with pytest.raises(Exception, match="no font here has") as caught:
            rendered(hostile(report, ["\U0003134a"]), "pdf", "en")

        assert "NoFont" == type(caught.value).__name__


def test_segments_that_begin_alike_have_a_line_each(report):
    """Long names are cut on the axis only: two of them are never one line."""
    names = [f"A segment with quite a long name, number {n}" for n in range(4)]

    svg = segments(Story(hostile(report, [*["KPI"] * 8, *names]), "en"))

    drawn = re.findall(r'aria-label="nps: \S+; name: ([^";]+)"', svg)
    assert names[:3] == drawn


class TestWords:
    def test_both_languages_have_the_same_keys_and_places(self):
        """A text that lost its number in one language would lose it on the page."""
        english, italian = report_texts("en"), report_texts("it")

        def places(texts):
            return {key: sorted(re.findall(r"{(\w+)}", texts[key])) for key in texts}

        assert places(english) == places(italian)

    @pytest.mark.parametrize(
        ("language", "since"), [("en", " since Sep 26"), ("it", " rispetto a set 26")]
    )
    def test_cards_say_since_when(self, report, language, since):
        """Each with the month before; "su set" would read as "of September"."""
        moved = [kpi.moved for kpi in Story(report, language).cards]

        assert [since] * 5 == [text[-len(since) :] for text in moved]

    @pytest.mark.parametrize("language", ["en", "it"])
    def test_errors_come_first(self, report, language):
        """A month with wrong data says so before it says anything else."""
        first = Story(hostile(report, ["x"]), language).headlines[0]

        assert first.startswith({"en": "Careful", "it": "Attenzione"}[language])


def test_every_form_is_known_to_the_command():
    """Its row stands in `reports/forms`; the option of the command follows from it."""
    options = signature(reporting.report).parameters

    assert set() == FORMS.keys() - options.keys()
