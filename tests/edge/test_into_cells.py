"""What cells can hold, and how tables get into them."""

from datetime import date

import pytest

from cx_xl.edge.into_cells import to_cells
from cx_xl.spec import Columns, Table
from tests.refusals import error


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
    bad = error(to_cells, result)
    assert said in bad.say("en")
    assert it in bad.say("it")


def test_dates_and_negative_zero():
    """A day is its serial number, and there is one zero."""
    assert [[46023.0], ["x"]] == to_cells([date(2026, 1, 1), "x"])
    assert "0.0" == str(to_cells(-0.0))


def test_columns_are_rows():
    """A table that is kept by column gives the cells of the same table by row."""
    rows = [("Anna", -0.0, date(2026, 1, 1)), ("Bruno", 2.5, "")]
    columns = Columns(list(zip(*rows, strict=True)))
    header = ("customer", "spent", "since")

    assert rows == [columns[0], *columns[1:]]
    assert to_cells(Table(header, rows)) == to_cells(Table(header, columns))
    assert [["Anna", 0.0, 46023.0], ["Bruno", 2.5, ""]] == to_cells(
        Table(header, columns), headers=False
    )
