"""Criteria in the manner of COUNTIFS, as Microsoft's help for COUNTIF has them."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import OMITTED, Code, call_function
from cx_xl.cells import Block
from cx_xl.edge import wildcards
from cx_xl.edge.criteria import judge
from tests.refusals import error

CELLS = ["Web", "web shop", "App", "*", None, "", 5, "5", 5.0, 7, True, Code.NA, 46023]


SCORES = [["NPS"], [10], [9], [3], [8], [11]]
CHANNEL = [["Channel"], ["Web"], ["Shop"], ["web"], ["Shop"], ["Fax"]]
DAY = [["Day"], [46023], [46054], [46055], [46082], [46082]]


def matches(criterion):
    meets = judge(criterion, "criterion_1")
    return [cell for cell in Block.of(CELLS).cells if meets(cell)]


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        ("web", ["Web"]),
        ("=WEB", ["Web"]),
        ("w*", ["Web", "web shop"]),
        ("?pp", ["App"]),
        ("~*", ["*"]),
        (5, [5, "5", 5.0]),
        ("5", [5, "5", 5.0]),
        ("=5", [5, "5", 5.0]),
        (">5", [7, 46023]),
        ("<=500%", [5, 5.0]),
        (">=5", [5, 5.0, 7, 46023]),
        ("<7", [5, 5.0]),
        ("<=5,0", [5, 5.0]),
        ("", [None, ""]),
        ("=", [None]),
        (">=2026-01-01", [46023]),
        (date(2026, 1, 1), [46023]),
        (datetime(2026, 1, 1), [46023]),  # noqa: DTZ001 - cells have no zone
        ("=#N/A", [Code.NA]),
        (">=web", ["Web", "web shop"]),
        (None, []),
    ],
)
def test_which_cells_match(criterion, expected):
    """Case is ignored, numbers match numbers stored as text only for equality."""
    assert expected == matches(criterion)


def test_truth_values_match_only_themselves():
    """TRUE is neither 1 nor text."""
    assert 1 == len(matches(True)) == len(matches("=TRUE")) == len(matches("VERO"))


@pytest.mark.parametrize(
    ("criterion", "left"), [("<>web", 12), ("<>", 12), ("<>5", 10), ("<>zz", 13)]
)
def test_everything_but(criterion, left):
    """
    "<>" alone means: not empty.
    """
    assert left == len(matches(criterion))


@pytest.mark.parametrize(
    "criterion",
    [
        ">=01/02/2026",
        "1.2.26",
        "2026-02-30",
        ">1.234",
        "1.200",
        "<>-1,000",
        "<>12:00",
        ">=",
        "> ",
        ">1.234,50",
        "<€ 5",
        "<#N/A",
        float("inf"),
        time(9),
        "*" * 256,
        [[1], [2]],
    ],
)
def test_what_would_need_guessing_is_refused(criterion):
    """1 February or 2 January? A thousand or one and a bit?"""
    assert "#VALUE!" == error(judge, criterion, "criterion_1").code


@pytest.mark.parametrize(
    ("arguments", "said", "it"),
    [
        (
            (SCORES, ">1.200"),
            'criterion_1: "1.200" is 1200 or 1.2; type the one that you mean.',
            "criterion_1: «1.200» vale 1200 o 1.2; scrivi quello che intendi.",
        ),
        (
            (SCORES, SCORES),
            "criterion_1 is a range of 6 x 1; a criterion is one cell",
            "criterion_1 è un intervallo di 6 x 1; un criterio è una sola cella",
        ),
        (
            ("Web", CHANNEL),
            "range_1 and criterion_1 are swapped: first the range",
            "range_1 e criterion_1 sono scambiati: prima l'intervallo",
        ),
        (
            (SCORES, ">8", CHANNEL, "Post"),
            'criterion_2: no row that is left meets "Post"; its range holds Web',
            "criterion_2: nessuna riga rimasta soddisfa «Post»; l'intervallo ha Web",
        ),
        (
            (OMITTED, "Web"),
            "range_1 (CX_NPS_IFS) is missing; add it to the formula.",
            "range_1 (CX_NPS_IFS) manca; aggiungilo alla formula.",
        ),
        (
            (SCORES, ">="),
            'criterion_1: nothing follows ">="',
            "criterion_1: manca il valore dopo «>=»",
        ),
    ],
)
def test_the_message_says_what_to_do(arguments, said, it):
    bad = error("CX_NPS_IFS", SCORES, *arguments)
    assert said in bad.say("en")
    assert it in bad.say("it")


class TestIfs:
    def test_all_criteria_must_hold(self):
        """The 11 sent by fax is not used, so it does not matter."""
        month = (DAY, ">=46054", DAY, "<46082")

        assert 0.0 == call_function("CX_NPS_IFS", SCORES, CHANNEL, "WEB")
        assert 0.0 == call_function("CX_NPS_IFS", SCORES, *month)
        assert -100.0 == call_function("CX_NPS_IFS", SCORES, *month, CHANNEL, "web")

    def test_a_bad_answer_that_is_used_names_its_place(self):
        """The row is that of the sheet's range, not of the selection."""
        assert (6, 1) == error("CX_NPS_IFS", SCORES, DAY, ">=46082").position

    def test_nothing_meets_the_criteria(self):
        """No answers: #DIV/0!, as for an empty range."""
        assert "#DIV/0!" == error("CX_NPS_IFS", SCORES, CHANNEL, "Post").code

    @pytest.mark.parametrize("arguments", [([[1]], "a"), ([["a"]],)])
    def test_ranges_of_another_shape_or_without_criterion(self, arguments):
        assert "#VALUE!" == error("CX_NPS_IFS", SCORES, *arguments).code

    def test_csat_and_ces(self):
        """Their own argument stands before the criteria, and may be skipped."""
        channel = ["Web", "Shop", "Web"]

        assert 0.5 == call_function("CX_CSAT_IFS", [5, 5, 2], None, channel, "Web")
        assert 1.0 == call_function("CX_CSAT_IFS", [5, 5, 2], 2, channel, "Web")
        assert 5.5 == call_function("CX_CES_IFS", [7, 1, 4], "mean", channel, "Web")

    def test_without_criteria_all_answers_count(self):
        assert 100.0 == call_function("CX_NPS_IFS", [9, 10])

    @pytest.mark.parametrize("name", ["Web", "web ", "Web\u00a0", " WEB", "=Web "])
    def test_criteria_know_the_names_of_segments(self, name):
        """Whatever _BY takes for one segment is one for _IFS, too."""
        channel = ["Web", "Web ", "Web\u00a0", "web", "Shop"]
        scores = [9, 9, 9, 2, 2]

        table = call_function("CX_NPS_BY", scores, channel, None, None, 1)
        shown = {row[0]: row[table[0].index("NPS")] for row in table[1:]}

        assert 50.0 == shown["Web"]
        assert 50.0 == call_function("CX_NPS_IFS", scores, channel, name)

    def test_an_average_as_a_limit(self):
        """
        ">"&AVERAGE(...) has any number of decimals, and 0.125 is no thousand.
        """
        share = [0.1, 0.125, 0.2]

        assert 100.0 == call_function("CX_NPS_IFS", [1, 1, 9], share, ">0.125")
        assert 100.0 == call_function("CX_NPS_IFS", [1, 1, 9], share, ">0.14166667")


def fits_slowly(pattern, text):
    """The definition of the wildcards, letter by letter."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        ends = range(len(text) + 1)
        return any(fits_slowly(pattern[1:], text[end:]) for end in ends)
    same = pattern[0] in {"?", text[:1]}
    return bool(text) and same and fits_slowly(pattern[1:], text[1:])


@given(st.text("ab?*", max_size=7), st.text("ab", max_size=8))
def test_wildcards_follow_their_definition(pattern, text):
    """Taking the first place for good loses no match."""
    assert fits_slowly(pattern, text) == wildcards.matcher(pattern, "c")(text)
