"""`cx-xl functions`: the list, the search and the page of one function."""

import re

import pytest

from cx_xl.catalog import CATALOG
from cx_xl.errors import LANGUAGES
from cx_xl.reference import page
from tests.commands.typed import cx_xl


def words(text):
    """Reduce a text to what is on the screen, however its lines break."""
    return " ".join(text.replace("`", "").split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists_all_under_their_questions(language):
    listed = cx_xl("functions", "--lang", language)

    assert 0 == listed.returncode
    for spec in CATALOG.values():
        assert re.search(
            rf"^  {spec.name} +{re.escape(spec.help.say(language))}",
            listed.stdout,
            re.MULTILINE,
        )
        assert spec.family.say(language) in listed.stdout


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["CX_NPS", "CX_SERVQUAL", "CX_RAKE", "CX_GG_FIT"])
def test_explains_all_that_the_page_says(name, language):
    """
    Tables with long cells break their lines; every sentence is there all the same.
    """
    this = page(CATALOG[name], language)

    shown = cx_xl("functions", name, "--lang", language)

    told = words(shown.stdout)
    for text in (this.syntax, this.typical, this.example, this.unit, this.source):
        assert words(text) in told
    assert words(f"{this.shape}. {this.returns}") in told
    assert words(this.missing) in told
    for argument in this.arguments:
        assert re.search(
            rf"{re.escape(argument.name)} +{re.escape(argument.default)}", shown.stdout
        )


def test_long_formulas_stay_on_one_line():
    """So that they can be copied out of a narrow terminal."""
    this = page(CATALOG["CX_CLV_CHECK"], "en")

    assert f"  {this.example}\n" in cx_xl("functions", "CX_CLV_CHECK").stdout


@pytest.mark.parametrize("typed", [["CX_NPS_BY"], ["nps_by"], ["nps", "by"]])
def test_a_name_may_be_typed_loosely(typed):
    assert "=CX_NPS_BY(scores, segments" in cx_xl("functions", *typed).stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_of_either_language_find_functions(language):
    """An Italian may know the English word, and the other way round."""
    for asked in (["sample", "size"], ["quante", "risposte", "servono"]):
        found = cx_xl("functions", *asked, "--lang", language)

        assert "CX_NPS_SAMPLE_SIZE" in found.stdout
        assert "CX_RATE_SAMPLE_SIZE" in found.stdout
        assert "CX_CHURN_RATE" not in found.stdout


def test_a_single_find_is_explained_at_once():
    assert "=CX_BOT_CONTAINMENT(" in cx_xl("functions", "bot").stdout


@pytest.mark.parametrize(
    ("language", "asked"), [("en", "Did you mean"), ("it", "Forse cercavi")]
)
def test_a_slip_of_the_keyboard(language, asked):
    missed = cx_xl("functions", "retenshun", "rate", language=language)

    assert 2 == missed.returncode
    assert f"{asked} CX_RETENTION_RATE?" in words(missed.stderr)
    assert "retenshun rate" in missed.stderr
