"""Texts survive the escapes of XML and of the file format."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cx_xl.files.xml_texts import (
    content,
    escape,
    from_xml,
    quoted,
    shared_strings,
    unescape,
)
from tests.files.hostile import HEADER, MAIN

LINE_ENDS = st.sampled_from("\t\r\n")
ANY_TEXT = st.text(st.characters()) | st.from_regex(
    r"_x[0-9A-F]{4}_{0,3}", fullmatch=True
)


@given(ANY_TEXT)
def test_escaped_text_is_read_back(text):
    """What is written is read, whatever characters a comment holds."""
    assert text == unescape(from_xml(escape(text)))


@given(ANY_TEXT)
def test_raw_content_reads_as_lxml_reads_it(text):
    """Our reading of XML content is that of an XML parser."""
    raw = escape(text)
    parsed = etree.fromstring(f"<v>{raw}</v>".encode()).text or ""
    assert parsed == from_xml(raw)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | LINE_ENDS))
def test_content_and_attributes_are_read_back(text):
    """By an XML parser, with quotes, tabs and line ends in them."""
    element = etree.fromstring(f"<v a={quoted(text)}>{content(text)}</v>".encode())

    assert (text, text) == (element.get("a"), element.text or "")


def test_line_ends_and_numbered_characters():
    """XML turns CR LF into LF but keeps a numbered CR."""
    assert "a\nb\nc\r€<&lt;" == from_xml("a\r\nb\rc&#13;&#x20AC;&lt;&amp;lt;")


def test_shared_strings_join_runs_and_leave_furigana_out():
    """Rich text is one text; the reading aid above Japanese is not part of it."""
    items = (
        "<si><t>plain</t></si><si><r><t>ri</t></r><r><rPr><b/></rPr><t>ch</t></r></si>"
        "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh></si><si/>"
        "<si><t xml:space='preserve'> a_x000D_ </t></si>"
    )
    xml = f'{HEADER}<sst xmlns="{MAIN}">{items}</sst>'.encode()
    assert ["plain", "rich", "東京", "", " a\r "] == shared_strings(xml)
