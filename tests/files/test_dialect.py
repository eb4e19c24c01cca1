"""Parts in the dialect that every reader knows: another spelling, the same content."""

import pytest
from lxml import etree

from cx_xl.files.dialect import common
from cx_xl.files.ooxml import OFFICE, STRICT
from tests.files import hostile

PLAIN = (
    f'<worksheet xmlns="{hostile.MAIN}" xmlns:r="{OFFICE}"><row r="1" r:id="rId1">'
    '<t xml:space="preserve"> a&amp;b &#13;</t></row></worksheet>'
)
PREFIXED = (
    f'<x:worksheet xmlns:x="{hostile.MAIN}" xmlns:q="{OFFICE}"><x:row r="1" '
    'q:id="rId1"><x:t xml:space="preserve"> a&amp;b &#13;</x:t></x:row></x:worksheet>'
)
SPELLINGS = {
    "as it is": PLAIN.encode(),
    "under a prefix": PREFIXED.encode(),
    "UTF-16": f'<?xml version="1.0" encoding="UTF-16"?>{PLAIN}'.encode("utf-16"),
    "Strict": PLAIN.replace(hostile.MAIN, f"{STRICT}spreadsheetml/main")
    .replace(OFFICE, f"{STRICT}officeDocument/relationships")
    .encode(),
    "with comments": PLAIN.replace("<row", "<!-- <row/> --><row").encode(),
    "CDATA": PLAIN.replace("a&amp;b", "<![CDATA[a&b]]>").encode(),
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_becomes_the_same(spelling):
    """Encoding, prefixes, namespaces and comments make no difference."""
    assert common(SPELLINGS[spelling]) == common(PLAIN.encode())
    text = common(SPELLINGS[spelling]).decode()
    assert f'<worksheet xmlns="{hostile.MAIN}" xmlns:r="{OFFICE}">' in text
    assert '<t xml:space="preserve"> a&amp;b &#13;</t>' in text


def test_foreign_elements_stay_and_foreign_attributes_go():
    """A reader that does not know them passes over them, as it did before."""
    xml = (
        f'<worksheet xmlns="{hostile.MAIN}" xmlns:z="urn:z" z:a="1" b="&quot;2">'
        '<z:c><d xmlns="urn:d"/></z:c></worksheet>'
    )
    root = etree.fromstring(common(xml.encode()))
    assert {"b": '"2'} == dict(root.attrib)
    assert ["{urn:z}c", "{urn:d}d"] == [element.tag for element in root.iter()][1:]


def test_kinds_of_links_are_named_anew():
    """They are values of attributes, and Strict has its own."""
    link = (
        f'<R xmlns="urn:r"><L Type="{STRICT}officeDocument/relationships/table"/></R>'
    )
    assert f'Type="{OFFICE}/table"'.encode() in common(link.encode())
