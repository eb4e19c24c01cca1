"""The pages that people wrote: nothing leads nowhere, and what they promise holds."""

import csv
import re
from pathlib import Path

import pytest

from cx_xl import ces, csat, nps
from cx_xl.catalog import CATALOG
from cx_xl.edge import call_function
from cx_xl.errors import LANGUAGES, Language
from cx_xl.reference import constants, shown
from tests.hosts.counted_functions import SAYING, needy

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
WRITTEN = [page for page in PAGES if page.parent.name != "functions"]
PAIRS = [
    (ROOT / "README.md", DOCS / "leggimi.md"),
    (DOCS / "tutorial.en.md", DOCS / "guida.it.md"),
    (DOCS / "questions.en.md", DOCS / "domande.it.md"),
    (DOCS / "findings.en.md", DOCS / "findings.it.md"),
    (DOCS / "gallery.en.md", DOCS / "gallery.it.md"),
    (DOCS / "windows.en.md", DOCS / "windows.it.md"),
    (DOCS / "office.en.md", DOCS / "office.it.md"),
    (DOCS / "libreoffice.en.md", DOCS / "libreoffice.it.md"),
]
LINK = re.compile(r"(!?)\[[^]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
PROMISE = re.compile(
    r"`=(?:IND\w+\()?(CX_\w+\([^)`]*\))(?:[,;]1[,;](\d)\))?`\s+(?:gives|dà)\s+"
    r"\*\*(-?\d+(?:[.,]\d+)?)\*\*"
)
LARGEST = 150_000  # bytes of a picture
SEPARATORS = str.maketrans(";,", ",.")  # an Italian formula as an English one


def name(path):
    return path.relative_to(ROOT).as_posix()


def links(page):
    """Give what a page leads to, with its fragment; neither code nor the web."""
    for _, target in LINK.findall(CODE.sub("", page.read_text("utf-8"))):
        if "://" not in target:
            path, _, fragment = target.partition("#")
            yield (page.parent / path).resolve() if path else page, fragment


def anchors(page):
    """Return the places that a link can name: our own, and GitHub's of the headings."""
    text = page.read_text("utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    plain = [re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings]
    return {h.replace(" ", "-") for h in plain} | set(
        re.findall(r'<a id="([\w-]+)">', text)
    )


def language(page) -> Language:
    return "it" if page.name == "leggimi.md" or ".it." in page.name else "en"


@pytest.mark.parametrize("page", PAGES, ids=name)
class TestPages:
    def test_every_link_and_picture_leads_somewhere(self, page):
        missing = [name(path) for path, _ in links(page) if not path.exists()]

        assert [] == missing

    def test_every_fragment_is_a_place_on_its_page(self, page):
        lost = [
            (name(path), fragment)
            for path, fragment in links(page)
            if fragment and path.suffix == ".md" and fragment not in anchors(path)
        ]

        assert [] == lost

    def test_every_function_is_one_of_the_catalogue(self, page):
        """What is called, and what is named alone."""
        named = re.findall(r"\bCX_\w+(?=\()|(?<=`)CX_\w+(?=`)", page.read_text("utf-8"))

        assert set() == set(named) - CATALOG.keys()


@pytest.mark.parametrize("page", WRITTEN, ids=name)
def test_formulas_give_what_the_page_says(page):
    """Rounded as printed; an Italian page has Italian formulas and numbers."""
    for formula, column, promised in PROMISE.findall(page.read_text("utf-8")):
        is_italian = language(page) == "it"
        typed = _in_english(formula) if is_italian else formula
        number = promised.replace(",", ".") if is_italian else promised
        decimals = len(number.partition(".")[2])
        function = typed[: typed.index("(")]

        given = call_function(function, *constants(f"={typed}"))
        if column:
            given = given[0][int(column) - 1]

        assert float(number) == round(given, decimals), formula


def _in_english(formula):
    """Return a formula with the separators of English; rows of an array stay rows."""
    parts = re.split(r"({[^}]*})", formula)
    return "".join(
        part if part.startswith("{") else part.translate(SEPARATORS) for part in parts
    )


@pytest.mark.parametrize("page", ["contributing.md", "architecture.md"])
def test_whoever_carries_on_finds_what_the_page_names(page):
    """Scripts, tests and modules, written from the folder of the project."""
    text = (DOCS / page).read_text("utf-8")
    named = re.findall(r"(?<![\w/])(?:\.ci|tests|cx_xl|docs)/[\w./*-]*\w", text)

    assert named
    assert [] == [path for path in named if not [*ROOT.glob(path)]]


def test_the_list_of_pages_has_them_all():
    """Those of the functions and of the decisions are reached through their own."""
    listed = {path for path, _ in links(DOCS / "README.md")}

    assert set() == set(DOCS.glob("*.md")) - {DOCS / "README.md"} - listed


@pytest.mark.parametrize(("english", "italian"), PAIRS, ids=lambda page: page.name)
def test_both_languages_tell_the_same(english, italian):
    """
    As many headings, points, lines of tables, formulas and pictures, in their order.
    """
    outlines = []
    for page in (english, italian):
        text = page.read_text("utf-8")
        marks = re.findall(r"^(#+ |- |\d\. |\||!\[|```\w*)", text, re.MULTILINE)
        functions = [
            re.match(r"\W*(CX_\w+)?", code)[1] for code in re.findall("`=[^`]+`", text)
        ]
        outlines.append((marks, functions))

    assert outlines[0] == outlines[1]


def test_pictures_are_small():
    """
    A page with several of them must open on a phone; .ci/pictures takes them anew.
    """
    large = [name(p) for p in DOCS.rglob("*.png") if p.stat().st_size > LARGEST]

    assert [] == large


@pytest.mark.parametrize(
    ("language", "file", "page"),
    [
        ("en", "answers.en.csv", "tutorial.en.md"),
        ("it", "risposte.it.csv", "guida.it.md"),
    ],
)
def test_the_tutorial_tells_what_its_answers_give(language, file, page):
    """The NPS, its base and its interval, as the reader is asked to read them aloud."""
    with (DOCS / "tutorial" / file).open(newline="", encoding="utf-8") as stream:
        rows = [*csv.reader(stream, delimiter={"en": ",", "it": ";"}[language])][1:]
    score = nps([row[3] for row in rows])
    numbers = (score, score.interval.low, score.interval.high)
    value, low, high = (shown(round(x, 1), language) for x in numbers)
    text = (DOCS / page).read_text("utf-8")

    assert f"NPS +{value}, base {score.n:g}, " in text
    assert re.search(rf"\+{low} (to|a) \+{high}\.", text)
    assert 120 == len(rows)
    assert (26, 0.744, 0.73) == (
        sum(row[2] in {"Business", "Aziende"} and row[3] != "" for row in rows),
        round(csat([row[4] for row in rows]), 3),
        round(ces([row[5] for row in rows]), 3),
    )


def test_the_answers_of_the_tutorial_are_the_same_in_both_languages():
    scores = []
    for file, separator in (("answers.en.csv", ","), ("risposte.it.csv", ";")):
        with (DOCS / "tutorial" / file).open(newline="", encoding="utf-8") as stream:
            rows = csv.reader(stream, delimiter=separator)
            scores.append([(row[0], *row[3:]) for row in rows][1:])

    assert scores[0] == scores[1]


def test_each_language_has_its_pictures():
    named = {
        language: {
            p.name.replace(f".{language}.", ".")
            for p in DOCS.rglob(f"*.{language}.png")
        }
        for language in LANGUAGES
    }

    assert named["en"] == named["it"]


@pytest.mark.parametrize("page", SAYING)
@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "{} functions that predict"), ("it", "{} funzioni che prevedono")],
)
def test_how_many_functions_need_libraries(without_libraries, page, language, words):
    """
    As many as refuse to compute their example where NumPy and SciPy are missing.

    Run .ci/generate after a change of the catalogue: it fills the number in.
    """
    text = " ".join((DOCS / f"{page}.{language}.md").read_text("utf-8").split())

    assert words.format(len(without_libraries)) in text


@pytest.fixture(scope="module", name="without_libraries")
def fixture_without_libraries():
    """The functions that refuse then."""
    return needy()
