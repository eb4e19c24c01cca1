"""The pages of documentation are those of today's catalogue, and say all of it."""

import inspect
import re
from collections import Counter
from pathlib import Path

import pytest

from cx_xl import errors
from cx_xl.catalog import CATALOG
from cx_xl.edge import call_function
from cx_xl.errors import LANGUAGES, CxError
from cx_xl.reference import constants, documents, page
from cx_xl.reference.gaps import ROWS
from tests.refusals import error

DOCS = Path(__file__).parents[2] / "docs"
QUOTED = re.compile(r'"[^"]*"|`[^`]*`|«[^»]*»')
CUT_SHORT = re.compile(r"\b(the|of|and|or|a|with|il|la|di|e|o|un|con) *\.$")
NO_ITALIAN = (
    "the of and is are an with for from to by or not that which where each than when "
    "if as at on below above out left one row rows cell cells money share shares "
    "answer answers equal mean any its it this there"
)
ENGLISH = frozenset(NO_ITALIAN.split())
USUAL = {  # causes whose Italian is that of the error, whatever the function
    ("ErrorInRange", "a cell shows an error."),
    ("MixedScales", "the labels belong to different scales."),
    ("NoAnswers", "there is nothing to classify."),
    ("NoAnswers", "there is nothing to count."),
    ("NotADate", "a date is text."),
    ("NotANumber", "a count is text; a blank one leaves out its row."),
    ("OffScale", "an answer is off the scale."),
    ("OutOfRange", "a count is negative or has a fraction."),
    ("ReplyTooEarly", "a reply came before its case."),
    ("SeveralScales", "they fit scales that disagree."),
    ("ShapesDiffer", "the ranges differ in size."),
    ("UnknownLabels", "a label is in no scale."),
    ("WrongModel", "they belong to another model."),
}
OF_JOURNALS = frozenset(["and", "it", "of", "the", "to"])  # in names, not in quotes
IN_SOURCES = (ENGLISH - OF_JOURNALS) | {"section", "chapter", "help"}


def docstring(spec):
    """Read the sections of a docstring line by line: no code shared with the pages."""
    sections, title = {}, ""
    for line in inspect.cleandoc(spec.kpi.__doc__).splitlines():
        if re.fullmatch(r"[A-Z]\w+:", line):
            title = line.rstrip(":")
        elif line and not line.startswith(" "):
            title = ""
        elif title and line:
            sections.setdefault(title, []).append(line[4:])
    return sections


def raises(spec):
    """Join each entry of "Raises" with the deeper lines that go on with it."""
    entries = []
    for line in docstring(spec).get("Raises", []):
        if line.startswith(" "):
            entries[-1] += f" {line.strip()}"
        else:
            entries.append(line)
    return [tuple(entry.split(": ", 1)) for entry in entries]


def in_italian():
    """Return the causes that declarations say in Italian, as the docstrings do."""
    return [
        (name, dict(raises(spec))[name])
        for spec in CATALOG.values()
        for name in spec.raises_it
    ]


def in_a_sheet(text):
    """
    Call functions by their worksheet names, as a page does; arguments are in stars.
    """
    for spec in CATALOG.values():
        text = text.replace(f"`{spec.python_name}`", spec.name)
    return text


def said(text):
    """Reduce a text to its words; intervals read "from 0 to 1" on a page."""
    return [
        word for word in re.findall(r"\w+", text) if word not in {"in", "from", "to"}
    ]


def is_whole(text):
    """A text ends with its sentence, and closes what it opens."""
    closes = text.count("(") == text.count(")") and not text.count('"') % 2
    return closes and text.endswith(".") and not CUT_SHORT.search(text)


@pytest.mark.parametrize("language", LANGUAGES)
class TestPages:
    def test_the_committed_pages_are_those_of_today(self, language):
        """Run .ci/generate after a change of the catalogue, and read the difference."""
        paths = [*DOCS.glob(f"functions.{language}.md")]
        paths += (DOCS / "functions").glob(f"*.{language}.md")
        committed = {
            path.relative_to(DOCS).as_posix(): path.read_text("utf-8") for path in paths
        }

        assert committed == documents(CATALOG, language)

    def test_every_family_has_its_page_with_its_functions_on_it(self, language):
        _, *pages = documents(CATALOG, language).items()
        families = {}
        for spec in CATALOG.values():
            name = f"functions/{spec.page}.{language}.md"
            families.setdefault(name, []).append(spec.name)

        assert {
            name: re.findall(r"^## (\w+)$", text, re.MULTILINE) for name, text in pages
        } == families

    def test_the_index_leads_to_every_function_on_its_page(self, language):
        """Anchors are those that GitHub gives a heading."""
        index, *_ = documents(CATALOG, language).values()
        links = re.findall(r"\[(CX_\w+)\]\(([^)]+)\)", index)

        assert [
            (spec.name, f"functions/{spec.page}.{language}.md#{spec.name.lower()}")
            for spec in CATALOG.values()
        ] == links

    def test_links_to_the_old_page_still_find_their_function(self, language):
        """Before, all functions stood on what is the index now."""
        index, *_ = documents(CATALOG, language).values()
        anchors = set(re.findall(r'<a id="(\w+)">', index))

        assert {name.lower() for name in CATALOG} <= anchors
        assert {spec.page for spec in CATALOG.values()} <= anchors

    @pytest.mark.parametrize("spec", CATALOG.values(), ids=CATALOG)
    def test_all_of_a_page_is_in_the_document(self, spec, language):
        """Each in its place: help, defaults, what it returns, gaps, errors, source."""
        this = page(spec, language)
        _, text = documents({spec.name: spec}, language).values()

        assert f"\n{this.help}\n" in text
        assert f"{this.shape}. {this.returns}" in text
        assert this.unit in text
        assert this.missing in text
        assert all(f"\n- `{code}` {cause}\n" in text for code, cause in this.errors)
        assert this.source in text
        for argument in this.arguments:
            default = f"`{argument.default}`" if argument.default else r"[a-z]+"
            help_ = argument.help.replace("|", r"\|")
            row = rf"\| `{re.escape(argument.name)}` \| (.+) \| {re.escape(help_)} \|"
            assert re.fullmatch(default, re.search(row, text)[1])


@pytest.mark.parametrize("spec", CATALOG.values(), ids=CATALOG)
class TestAgainstTheDocstring:
    def test_what_it_returns_is_whole(self, spec):
        """Every word of "Returns", but for what only Python shows."""
        section = " ".join(docstring(spec)["Returns"])
        returns, *_ = " ".join(section.split()).partition(" In Python ")

        assert said(in_a_sheet(returns)) == said(page(spec, "en").returns)

    def test_every_error_is_whole(self, spec):
        """
        An error in a cell that is used stays what it is; all others have their code.
        """
        codes = {errors.ErrorInRange: "that error"}
        kinds = [(getattr(errors, name), cause) for name, cause in raises(spec)]
        expected = [(codes.get(kind, kind.code), said(cause)) for kind, cause in kinds]
        found = page(spec, "en").errors

        assert expected == [(code, said(cause)) for code, cause in found]
        assert len(expected) == len(page(spec, "it").errors)

    def test_italian_is_of_what_the_docstring_says(self, spec):
        """Errors by their names in "Raises", notes by their words in "References"."""
        named, source = dict(raises(spec)), page(spec, "en").source

        assert [] == [name for name in spec.raises_it if name not in named]
        assert [] == [note for note in spec.sources_it if note not in source]

    def test_every_default_is_one_that_can_be_typed(self, spec):
        """
        Typed into a formula it is the default again; None is told by the help alone.
        """
        parameters = (*spec.parameters, *spec.named_parameters)
        for parameter, argument in zip(
            parameters, page(spec, "en").arguments, strict=True
        ):
            assert parameter.is_optional == argument.is_optional
            given = constants(f"={spec.name}({argument.default})")
            if parameter.is_optional and not parameter.is_repeated:
                assert [parameter.default] == given
            else:
                assert "" == argument.default


@pytest.mark.parametrize("spec", CATALOG.values(), ids=CATALOG)
class TestWords:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_sentences_are_whole(self, spec, language):
        this = page(spec, language)
        texts = [this.help, this.returns, *(cause for _, cause in this.errors)]
        texts += [argument.help for argument in this.arguments]
        optional = [this.unit, this.missing, this.source]

        assert [] == [text for text in texts if not is_whole(text)]
        assert [] == [text for text in optional if text and not is_whole(text)]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_result_is_told_in_the_words_of_a_sheet(self, spec, language):
        """Neither Python's names nor the notation of mathematics."""
        this = page(spec, language)
        told = " ".join((this.returns, *(cause for _, cause in this.errors)))

        assert not re.search(
            r"\bNone\b|\bFalse\b|\bTrue\b|\*\w|Estimate|In Python", told
        )
        assert not re.search(r"\[-?\d+, ", told)

    def test_italian_is_italian(self, spec):
        """
        What is in quotes is typed or printed as it stands; all else is translated.

        What a source says in English has its Italian in `sources_it`.
        """
        this = page(spec, "it")
        texts = [this.help, this.returns, this.unit, this.missing, this.shape]
        texts += [argument.help for argument in this.arguments]
        texts += [cause for _, cause in this.errors]

        words = re.findall(r"\w+", QUOTED.sub("", " ".join(texts)).casefold())
        source = re.findall(r"\w+", QUOTED.sub("", this.source).casefold())

        assert set() == ENGLISH & set(words)
        assert set() == IN_SOURCES & set(source), "say it in `sources_it`"
        assert this.returns != page(spec, "en").returns

    def test_numbers_are_in_the_notation_of_the_language(self, spec):
        """0,95 and VERO; 0.95 and TRUE."""
        english, italian = page(spec, "en"), page(spec, "it")
        told = [italian.returns, italian.missing, *(c for _, c in italian.errors)]
        told += [argument.help for argument in italian.arguments]
        told = QUOTED.sub("", " ".join(told))

        assert not re.search(r"\b0\.\d|\bTRUE\b|\bFALSE\b|#N/A|#VALUE!", told)
        assert not re.search(r"\b0,\d|\bVERO\b|\bFALSO\b|#N/D", english.returns)


def test_every_error_of_a_docstring_has_its_usual_cause():
    """It is told where no declaration says more."""
    named = {name for spec in CATALOG.values() for name, _ in raises(spec)}
    lacking = [name for name in named if "cause_it" not in vars(getattr(errors, name))]

    assert [] == lacking, "give each a `cause_it`, beside `en` and `it` of the error"


def test_every_cause_has_its_italian():
    """
    Each one that is not the usual, or "the arguments define no number" is all one
    reads.
    """
    told = {*in_italian(), *USUAL}
    lacking = [
        f'{spec.kpi.__module__}: give @worksheet("{spec.name}", ...) the Italian of '
        f'"{cause}", in raises_it={{"{name}": ...}}'
        for spec in CATALOG.values()
        for name, cause in raises(spec)
        if (name, cause) not in told
    ]

    assert [] == lacking


def test_no_cause_is_told_in_italian_twice():
    """What several docstrings say in the same words, one declaration translates."""
    twice = [cause for cause, times in Counter(in_italian()).items() if times > 1]

    assert [] == twice, "drop it from `raises_it` of all declarations but the first"


@pytest.mark.parametrize("error", CxError.__subclasses__())
def test_messages_say_the_same_in_both_languages(error):
    """The same facts, a whole sentence each, and Italian in the Italian one."""
    told = re.sub(r"{[^}]*}|--[\w-]+", "", QUOTED.sub("", error.it))
    words = re.findall(r"\w+", told.casefold())
    facts = [
        {re.sub(r"_(en|it)$", "", fact) for fact in re.findall(r"{(\w+)", text)}
        for text in (error.en, error.it)
    ]

    assert facts[0] == facts[1]
    assert set() == ENGLISH & set(words)
    assert error.en.endswith((".", "?", "}"))
    assert error.it.endswith((".", "?", "}"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_family_asks_a_question(language):
    """What a reader wants to know is the heading, in both languages."""
    asked = {spec.family.say(language) for spec in CATALOG.values()}

    assert asked == {text for text in asked if ":" in text}
    assert len(asked) == len({spec.page for spec in CATALOG.values()})


def test_no_note_on_a_source_is_told_in_italian_twice():
    notes = Counter(note for spec in CATALOG.values() for note in spec.sources_it)
    twice = [note for note, times in notes.items() if times > 1]

    assert [] == twice, "drop it from `sources_it` of all declarations but the first"


def _with_row(spec, gap_in):
    """
    Return the arguments of an example with a row more, blank in some of its ranges.
    """
    arguments = constants(spec.example)
    for index, parameter in enumerate(spec.parameters[: len(arguments)]):
        if parameter.is_range and arguments[index]:
            rows = arguments[index]
            row = [None] * len(rows[0]) if gap_in(parameter) else rows[-1]
            arguments[index] = [*rows, row]
    return arguments


@pytest.mark.parametrize(
    ("spec", "parameter"),
    [
        pytest.param(spec, parameter, id=f"{spec.name}-{parameter.name}")
        for spec in CATALOG.values()
        if page(spec, "en").missing == f"{ROWS.en}."
        for parameter in spec.own_parameters
        if parameter.is_range and not parameter.is_optional
    ],
)
def test_a_row_with_a_gap_is_left_out_where_the_page_says_so(spec, parameter):
    """One more row, blank in one range and filled in the others, changes nothing."""
    with_gap = _with_row(spec, lambda other: other is parameter)

    expected = call_function(spec.name, *constants(spec.example))

    assert expected == call_function(spec.name, *with_gap)


@pytest.mark.parametrize(
    "spec",
    [
        s
        for s in CATALOG.values()
        if page(s, "en").missing.startswith("Blank cells are")
    ],
    ids=lambda spec: spec.name,
)
def test_blank_cells_are_skipped_where_the_page_says_so(spec):
    """One more row of blank cells in every range changes nothing."""
    blank = _with_row(spec, lambda _: True)

    expected = call_function(spec.name, *constants(spec.example))

    assert expected == call_function(spec.name, *blank)


@pytest.mark.parametrize(
    "spec",
    [s for s in CATALOG.values() if page(s, "en").missing.startswith("An empty cell")],
    ids=lambda spec: spec.name,
)
def test_an_empty_cell_is_no_zero_where_the_page_says_so(spec):
    arguments = constants(spec.example)

    assert spec.parameters[0].name == error(spec.name, None, *arguments[1:]).argument


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("CX_BY", '=CX_BY("nps";A2:A500;B2:B500)'),
        ("CX_PILLARS", "=CX_PILLARS(A2:F500;G2:G500)"),
        ("CX_ESI", "=CX_ESI(A2:C500)"),
        ("CX_SERVQUAL", "=CX_SERVQUAL(A2:V500;W2:AR500)"),
        ("CX_BGNBD_ALIVE", "=CX_BGNBD_ALIVE($M$2:$AF$2;A2:A500;B2:B500;C2:C500)"),
        ("CX_SBG_CLV", "=CX_SBG_CLV($M$2:$W$2;K2;K3)"),
        ("CX_GG_SPEND", "=CX_GG_SPEND($M$2:$AA$2;A2:A500;B2:B500)"),
        ("CX_DRIVERS", "=CX_DRIVERS(A1:A500;B1:E500)"),
        ("CX_CES_IFS", '=CX_CES_IFS(A2:A500;;B2:B500;"Online")'),
        ("CX_NPS_IFS", '=CX_NPS_IFS(A2:A500;B2:B500;"Online")'),
    ],
)
def test_a_typical_call_has_the_columns_that_the_function_needs(name, expected):
    """
    Six pillars, three questions to employees, the 22 questions of SERVQUAL, the row
    of the fit and no cell more, the header row that names the drivers; an argument
    before the criteria keeps its place.
    """
    assert expected == page(CATALOG[name], "it").typical


def test_each_fit_of_a_typical_call_has_a_row_of_its_own():
    """The parameters of spending are not those of buying: 15 cells, not 20."""
    call = page(CATALOG["CX_CLV_BGNBD"], "en").typical

    assert call.startswith("=CX_CLV_BGNBD($M$2:$AF$2,$M$3:$AA$3,A2:A500,")
