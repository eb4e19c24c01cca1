"""Six pillars."""

import random

import pytest

from cx_xl import CxError, call_function
from cx_xl.kpi.pillars import NAMES
from tests.refusals import error


def survey(n=60):
    draw = random.Random(4)
    rows = [[draw.randint(1, 10) for _ in NAMES] for _ in range(n)]
    outcome = [min(10, max(0, round(sum(row) / 6 + draw.gauss(0, 1)))) for row in rows]
    return rows, outcome


class TestPillars:
    def test_weights_are_those_of_the_drivers(self):
        """
        The index is the weighted mean score; CX_DRIVERS gives the same importance.
        """
        rows, outcome = survey()

        table = call_function("CX_PILLARS", rows, outcome, None, None, None, False)
        drivers = call_function("CX_DRIVERS", outcome, rows, None, None, False)

        assert list(NAMES) == [row[0] for row in table[:6]]
        assert [row[1] for row in drivers[:6]] == [row[2] for row in table[:6]]
        assert pytest.approx(1.0) == sum(row[2] for row in table[:6])
        assert pytest.approx(sum(row[2] * row[3] for row in table[:6])) == table[6][4]
        assert [row[2] for row in drivers[6:]] == [row[4] for row in table[7:]]
        assert [row[6:8] for row in drivers[:6]] == [row[5:] for row in table[:6]]

    def test_a_pillar_that_never_changes_is_named(self):
        """By the name that the table would show, as a column of this function."""
        rows, outcome = survey()
        flat = [[*row[:5], 7] for row in rows]

        with pytest.raises(CxError, match='pillars: every row of column "Empathy"'):
            call_function("CX_PILLARS", flat, outcome)

    @pytest.mark.parametrize("columns", [5, 7])
    def test_other_columns(self, columns):
        """The message says which six belong there."""
        rows, outcome = survey()
        other = [(row * 2)[:columns] for row in rows]

        with pytest.raises(CxError, match=f"6 columns .Personalisation.*not {columns}"):
            call_function("CX_PILLARS", other, outcome)

    def test_the_least_base(self):
        """Five rows per pillar are the least."""
        rows, outcome = survey()

        assert call_function("CX_PILLARS", rows[:30], outcome[:30])
        with pytest.raises(CxError, match=r"pillars: 29 .* at least 30"):
            call_function("CX_PILLARS", rows[:29], outcome[:29])

    def test_names_from_the_header(self):
        """And labelled end points are answers."""
        rows, outcome = survey()
        names = ["P", "I", "E", "R", "T", "Em"]
        labelled = [["10 - ottimo" if x == 10 else x for x in row] for row in rows]

        table = call_function("CX_PILLARS", [names, *labelled], ["NPS", *outcome])

        assert names == [row[0] for row in table[1:7]]
        assert call_function("CX_PILLARS", rows, outcome)[7:] == table[7:]

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (([[5] * 5] * 9, [5] * 9), "#VALUE!"),
            (([[5] * 6] * 9, [5] * 8), "#VALUE!"),
            (([[5] * 6] * 9, list(range(9))), "#NUM!"),
            (([[11] * 6] * 9, list(range(9))), "#NUM!"),
            (([[5] * 6] * 3, [5, 6, 7]), "#NUM!"),
            (([[5] * 6] * 9, list(range(9)), 10, 1), "#NUM!"),
            (([[None] * 6] * 9, list(range(9))), "#NUM!"),
        ],
    )
    def test_refusals(self, arguments, code):
        """Six columns, on their scale, that move, and enough of them."""
        assert code == error("CX_PILLARS", *arguments).code
