"""
The texts of both languages: the same keys, the same gaps, and within Excel's limits.
"""

import re
from string import Formatter

import pytest

from cx_xl.workbooks.build import build
from cx_xl.workbooks.texts import Texts, load_texts

EN, IT = load_texts("en"), load_texts("it")
GAP = re.compile(r"\{(\w+)\}")


def test_both_languages_have_the_same_keys():
    """A text that only one language has is a crash or a foreign word in the other."""
    assert list(EN) == list(IT)


def test_both_languages_have_the_same_gaps():
    """What the builder fills in must have its place in every translation."""
    gaps = {key: sorted(GAP.findall(EN[key])) for key in EN}
    assert gaps == {key: sorted(GAP.findall(IT[key])) for key in IT}
    assert {"version", "sheet"} == {gap for found in gaps.values() for gap in found}
    assert all(list(Formatter().parse(text)) for text in IT.values())


def test_every_text_is_used(monkeypatch, tmp_path):
    """
    Nobody translates for nothing; only a unit without a card may keep its formats.
    """
    used = set()
    plain, group = Texts.__getitem__, Texts.under
    monkeypatch.setattr(
        Texts, "__getitem__", lambda self, key: (used.add(key), plain(self, key))[1]
    )
    monkeypatch.setattr(
        Texts,
        "under",
        lambda self, key: (
            used.update(k for k in self if k.startswith(f"{key}.")),
            group(self, key),
        )[1],
    )
    build(tmp_path / "live.xlsx", "en")
    build(tmp_path / "portable.xlsx", "en", edition="portable", names=True)
    unused = {key.split(".")[0] for key in EN if key not in used}
    assert unused <= {"cards", "changes", "goals"}


@pytest.mark.parametrize("texts", [EN, IT], ids=["en", "it"])
class TestLimits:
    """
    What Excel accepts: support.microsoft.com, "Excel specifications and limits", and
    the limits that XlsxWriter documents for data validation.
    """

    def test_sheet_names(self, texts):
        """At most 31 characters, none of them reserved, no two alike."""
        names = texts.under("sheets")
        assert len(names) == len({name.casefold() for name in names})
        assert not [n for n in names if len(n) > 31 or re.search(r"[\[\]:*?/\\]", n)]

    def test_input_messages(self, texts):
        """A title of at most 32 characters over a message of at most 255."""
        titles = [texts[key] for key in texts if key.endswith(("_title", ".header"))]
        told = [texts[k] for k in texts if k.endswith(("message", "_error", ".error"))]
        assert 32 >= max(map(len, titles))
        assert 255 >= max(map(len, told))

    def test_headers_of_a_table_differ(self, texts):
        """Excel repairs a table in which two columns share a name."""
        for table in ("monthly.headers", "targets.headers"):
            headers = texts.under(table)
            assert len(headers) == len({header.casefold() for header in headers})

    def test_number_formats_are_in_the_stored_form(self, texts):
        """Files hold en-US codes; a decimal comma would mean thousands to Excel."""
        sections = ("formats", "cards", "gaps", "changes", "goals")
        codes = [code for section in sections for code in texts.under(section)]
        bare = [re.sub(r'"[^"]*"', "", code) for code in codes]
        assert 255 >= max(map(len, codes))
        assert not [code for code in bare if re.search(r",(?!##0)|[agGA]{2}", code)]
