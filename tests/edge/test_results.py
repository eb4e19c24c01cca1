"""What no cell can hold, and inputs whose sums no number can."""

from datetime import date

import pytest

from cx_xl import Code, CxError, call_function
from cx_xl.edge.results import to_cells


@pytest.mark.parametrize(
    ("result", "said", "it"),
    [
        (float("nan"), "the inputs lead to no number", "non danno un numero"),
        (float("inf"), "too large for a cell", "troppo grande per una cella"),
        ([1.0, float("nan")], "the inputs lead to no number", "non danno un numero"),
        ([], "range: no cell holds an answer", "nessuna cella contiene una risposta"),
    ],
)
def test_no_cell_can_hold_it(result, said, it):
    """Each with what is true of it."""
    with pytest.raises(CxError) as caught:
        to_cells(result)
    assert said in caught.value.say("en")
    assert it in caught.value.say("it")


def test_dates_and_negative_zero():
    """A day is its serial number, and there is one zero."""
    assert [[46023.0], ["x"]] == to_cells([date(2026, 1, 1), "x"])
    assert "0.0" == str(to_cells(-0.0))


@pytest.mark.parametrize("weight", [5e-324, 1e-200, 1e200])
@pytest.mark.parametrize(
    ("name", "arguments"),
    [("CX_NPS", []), ("CX_NPS_CI", [0.9, "wald"]), ("CX_MEAN_CI", [0.9])],
)
def test_weights_whose_squares_no_number_holds(name, arguments, weight):
    """They would count as nothing, or as everything."""
    with pytest.raises(CxError) as caught:
        call_function(name, [9, 8, 3], *arguments, [weight] * 3)
    assert Code.NUM == caught.value.code
    assert "it must be 0, or from 1e-100 to 1e+100" in caught.value.say("en")


@pytest.mark.parametrize("unit", [5e-324, 1e-200, 1, 1e200])
def test_the_effective_base_has_no_unit(unit):
    """(1 + 2)^2 / (1 + 4) = 1.8, whatever 1 stands for."""
    assert 1.8 == call_function("CX_EFFECTIVE_N", [unit, 2 * unit])


def test_a_margin_next_to_nothing_takes_everybody():
    """Cochran's correction tends to the population."""
    assert 500 == call_function("CX_RATE_SAMPLE_SIZE", 5e-324, None, None, 500)
