"""Functions are found by the words that people have for them."""

import pytest

from cx_xl.reference import search


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("churn", "CX_CHURN_RATE"),
        ("abbandono", "CX_CHURN_RATE"),
        ("fedelta", "CX_NPS"),
        ("quante risposte servono", "CX_NPS_SAMPLE_SIZE"),
        ("how many answers", "CX_NPS_SAMPLE_SIZE"),
        ("effective base", "CX_EFFECTIVE_N"),
        ("bgnbd", "CX_BGNBD_FIT"),
        ("promot", "CX_NPS"),
    ],
)
def test_finds_by_words_of_either_language(words, first):
    """The beginning of a word will do, and accents may be missing."""
    assert first in [spec.name for spec in search(words.split())]


def test_names_come_first():
    """CX_CHURN_RATE is about churn; CX_RATE_TEST only gives it as an example."""
    found = [spec.name for spec in search(["churn"])]

    assert "CX_CHURN_RATE" == found[0]
    assert "CX_RATE_TEST" in found


def test_a_word_inside_another_is_not_meant():
    """
    "bot" is not "both".
    """
    assert ["CX_BOT_CONTAINMENT"] == [spec.name for spec in search(["bot"])]


def test_what_nobody_speaks_of():
    assert [] == search(["zzz"])
