"""What single cells mean as arguments."""

from decimal import Decimal

import pytest

import cx_xl
from cx_xl import OMITTED, Code, CxError, call_function
from cx_xl.catalog import CATALOG
from tests.refusals import error


@pytest.mark.parametrize("cell", [0.9, "0.9", "0,9", " 0,9 ", Decimal("0.9"), [[0.9]]])
def test_a_number_in_other_clothes(cell):
    assert call_function("CX_NPS_CI", [9, 8], 0.9) == call_function(
        "CX_NPS_CI", [9, 8], cell
    )


@pytest.mark.parametrize("skipped", [None, OMITTED, "", " "])
def test_a_skipped_slot_takes_the_default(skipped):
    assert call_function("CX_NPS_CI", [9, 8]) == call_function(
        "CX_NPS_CI", [9, 8], skipped, skipped, skipped
    )


@pytest.mark.parametrize("confidence", [0, 1, -0.5, 95])
def test_confidence_outside_its_domain(confidence):
    """95 is 95 %, typed as a percentage."""
    bad = error("CX_NPS_CI", [9, 8], confidence)

    assert "#NUM!" == bad.code
    assert "must be above 0 and below 1" in bad.say("en")
    assert "deve essere maggiore di 0 e minore di 1" in bad.say("it")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("CX_CLV", "many", 1, 1), "#VALUE!"),
        (("CX_CLV", True, 1, 1), "#VALUE!"),
        (("CX_CLV", "1.234", 1, 1), "#VALUE!"),
        (("CX_CLV", None, 1, 1), "#VALUE!"),
        (("CX_CLV", "#N/A", 1, 1), "#N/A"),
        (("CX_CLV", Code.REF, 1, 1), "#REF!"),
        (("CX_CLV", [[1], [2]], 1, 1), "#VALUE!"),
        (("CX_CLV", 1, 1, 1, 1, 1), "#VALUE!"),
        (("CX_CLV", 1e300, 1e300, 1), "#NUM!"),
        (("CX_CLI", [1], 6.5), "#VALUE!"),
        (("CX_CLI", [1], 6, "maybe"), "#VALUE!"),
        (("CX_NPS_CI", [9], None, "wilson"), "#VALUE!"),
        (("CX_NPS_CI", [9], None, 1), "#VALUE!"),
        (("CX_REPEAT_RATE", ["a"], [46023], "1/1/2026"), "#VALUE!"),
        (("CX_NPS_BY", [9]), "#VALUE!"),
    ],
)
def test_what_cannot_be_read(arguments, code):
    """Wrong type or shape is #VALUE!, an error cell stays what it is."""
    assert code == error(*arguments).code


@pytest.mark.parametrize("cell", [0.95, "0.95", "95%", " 95 % ", "95,0%"])
def test_a_share_as_people_write_it(cell):
    """A percent sign divides by a hundred, as it does in a cell."""
    assert call_function("CX_NPS_CI", [9, 8], 0.95) == call_function(
        "CX_NPS_CI", [9, 8], cell
    )


@pytest.mark.parametrize("cell", [95, "95", 95.0])
def test_a_percentage_for_a_share(cell):
    """95 is refused with the share that it stands for."""
    bad = error("CX_NPS_CI", [9, 8], cell)

    assert "For 95 percent type 0.95 or 95%." in bad.say("en")
    assert "Per il 95 per cento scrivi 0,95 o 95%." in bad.say("it")


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("CX_KPI_STATUS", (26, 35, -100, 80, 100)),
        ("CX_ROCXI", (150_000, 100_000, 24, 10)),
        ("CX_SBG_CLV", ([[0.668, 3.806]], 1, 10)),
        ("CX_CLV_RETENTION", (100, 0.8, 10)),
    ],
)
def test_a_percentage_for_a_share_of_any_function(name, arguments):
    """
    A discount of 10 is 1000 %, and nothing is ever 80 times the way to its target.
    """
    bad = error(name, *arguments)

    assert "percent type 0." in bad.say("en")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("1.200", 'period_cost: "1.200" is 1200 or 1.2; type the one that you mean.'),
        ("1,234", 'period_cost: "1,234" is 1234 or 1,2340; type the one'),
        ("7.120%", 'period_cost: "7.120" is 7120 or 7.12; type'),
        (True, "period_cost must be a number, not TRUE."),
        ("a\u00a0lot", 'period_cost must be a number, not "a lot".'),
        ("x" * 300, f'period_cost must be a number, not "{"x" * 60}…".'),
    ],
)
def test_the_message_shows_the_cell_as_its_user_knows_it(cell, said):
    """Both readings of 1.200, no name that only Python has, no invisible blanks."""
    assert said.removeprefix("period_cost") in error("CX_CLV", cell, 1, 1).say("en")


def test_truth_in_italian():
    assert "non VERO" in error("CX_CLV", True, 1, 1).say("it")


@pytest.mark.parametrize("typed", ["m", "Month", "months", "monthly", "mese", "MESI"])
def test_a_period_in_words(typed):
    """Its letter, or its name in either language."""
    days = [46023, 46024]

    assert call_function("CX_NPS_TREND", [9, 8], days, "M") == call_function(
        "CX_NPS_TREND", [9, 8], days, typed
    )


def test_an_unknown_period_says_which_there_are():
    bad = error("CX_NPS_TREND", [9, 8], [46023, 46024], "decade")

    assert 'period must be one of D, W, M, Q, Y, not "decade".' == bad.say("en")
    assert "non «decade»" in bad.say("it")


def test_the_ends_of_a_scale_swapped():
    bad = error("CX_CSAT", [5, 4], OMITTED, OMITTED, 5, 1)

    assert "scale_min is 5 and scale_max is 1; swap the ends" in bad.say("en")
    assert "scambia gli estremi della scala" in bad.say("it")


def test_a_blank_is_not_a_zero():
    """The message says what to type."""
    bad = error("CX_CHURN_RATE", 500, "")

    assert "lost is empty; a blank is not a zero" in bad.say("en")
    assert "scrivi 0 se intendi 0" in bad.say("it")


@pytest.mark.parametrize("yes", [True, 1, "true", "VERO"])
def test_flags_in_both_languages(yes):
    assert 50 == call_function("CX_ATTRITION", 500, 40, 490, yes)


def test_an_unknown_function_suggests_the_nearest():
    """In Excel the cell shows #NAME?."""
    bad = error("CX_NSP", [9])

    assert "#NAME?" == bad.code
    assert "Did you mean CX_NPS?" in bad.say("en")
    assert "Forse cercavi CX_NPS?" in bad.say("it")


def test_names_are_read_in_any_case():
    assert 100.0 == call_function("cx_nps", [9])


class TestPythonApi:
    def test_every_function_is_there(self):
        """CX_NPS is cx_xl.nps, checked like a cell and answered in full."""
        for name, spec in CATALOG.items():
            assert name == "CX_" + spec.python_name.upper()
            assert spec.python_name in dir(cx_xl)
            assert callable(getattr(cx_xl, spec.python_name))

    def test_names_instead_of_slots(self):
        assert 0.5 == cx_xl.csat([10, 9, 8, 1], threshold=9, scale_max=10)

    def test_an_unknown_name_is_refused(self):
        with pytest.raises(CxError):
            cx_xl.csat([5], cutoff=4)
        with pytest.raises(AttributeError, match="nsp"):
            cx_xl.nsp  # noqa: B018 - the look-up is the test

    def test_an_estimate_is_its_value(self):
        score = cx_xl.csat([5, 4, 3, 1])

        assert (0.5, 4, "0.5") == (score, score.n, str(score))
        assert 0.15 < score.interval.low < 0.5 < score.interval.high < 0.85
