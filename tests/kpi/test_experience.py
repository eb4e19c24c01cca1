"""CX index, SERVQUAL, six pillars, employee satisfaction."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import CxError, call_function
from cx_xl.kpi.experience import SERVQUAL_ITEMS
from cx_xl.kpi.pillars import NAMES

FIVES = st.lists(st.integers(1, 5), min_size=1)


class TestCxi:
    @given(st.tuples(FIVES, FIVES, FIVES))
    def test_definition(self, levels):
        """
        Forrester 2007-2014: % of 4-5 minus % of 1-2, mean of the three.
        """
        nets = [
            sum((score >= 4) - (score <= 2) for score in level) / len(level)
            for level in levels
        ]

        actual = call_function("CX_CXI", *levels)

        assert pytest.approx(100 * sum(nets) / 3) == actual
        assert -100 <= actual <= 100

    @given(st.lists(st.tuples(*[st.integers(1, 5)] * 3), min_size=1))
    def test_weights(self, rows):
        """
        Weights of one change nothing; a scale turned round turns the sign.
        """
        levels = [list(level) for level in zip(*rows, strict=True)]
        turned = [[6 - score for score in level] for level in levels]
        plain = call_function("CX_CXI", *levels)

        assert pytest.approx(plain) == call_function("CX_CXI", *levels, [1] * len(rows))
        assert pytest.approx(-plain, abs=1e-9) == call_function("CX_CXI", *turned)

    @pytest.mark.parametrize(
        ("arguments", "code", "culprit"),
        [
            (([5], [6], [5]), "#NUM!", "ease"),
            (([5], [5], []), "#DIV/0!", "enjoyment"),
            (([5], [5], [5, 4], [1]), "#VALUE!", "weights"),
            ((["#N/A"], [5], [5]), "#N/A", "needs"),
        ],
    )
    def test_refusals(self, arguments, code, culprit):
        """
        The question at fault is named.
        """
        with pytest.raises(CxError) as caught:
            call_function("CX_CXI", *arguments)
        assert (code, culprit) == (caught.value.code, caught.value.argument)


def servqual(gaps):
    """
    One person whose perceptions miss the expectation of 6 by these gaps.
    """
    columns = [
        gap
        for gap, n in zip(gaps, SERVQUAL_ITEMS.values(), strict=True)
        for _ in range(n)
    ]
    return [[6 + gap for gap in columns]], [[6] * len(columns)]


class TestServqual:
    GAPS = (-0.65, -1.10, -0.83, -0.70, -1.01)

    def test_published(self):
        """
        12manage.com: five gaps whose mean is -.858.
        """
        table = call_function("CX_SERVQUAL", *servqual(self.GAPS))

        assert [*SERVQUAL_ITEMS, "total"] == [row[0] for row in table[1:]]
        assert pytest.approx(self.GAPS) == [row[3] for row in table[1:-1]]
        assert "-0.858" == f"{table[-1][3]:.3f}" == f"{table[-1][5]:.3f}"

    @given(st.lists(st.floats(0.1, 50), min_size=5, max_size=5), st.floats(0.1, 10))
    def test_weights_may_have_any_unit(self, points, factor):
        """
        100 points and fractions give one total, the trap of many sheets.
        """
        tables = [
            call_function("CX_SERVQUAL", *servqual(self.GAPS), None, weights)
            for weights in (points, [factor * w for w in points])
        ]
        expected = sum(w * g for w, g in zip(points, self.GAPS, strict=True))

        assert pytest.approx(tables[0][-1][5]) == tables[1][-1][5]
        assert pytest.approx(expected / sum(points)) == tables[0][-1][5]

    def test_dimensions_of_ones_own(self):
        """
        Named once per question; a missing answer leaves out its pair only.
        """
        perceived = [["q1", "q2", "q3"], [5, 6, 4], [7, None, 2]]
        expected = [["q1", "q2", "q3"], [6, 6, 5], [7, 1, "5 - agree"]]
        labels = [["Speed", "speed", "Kindness"]]

        table = call_function("CX_SERVQUAL", perceived, expected, labels, None, False)

        assert ["Speed", 6.0, pytest.approx(19 / 3), pytest.approx(-1 / 3)] == table[0][
            :4
        ]
        assert ["Kindness", 3.0, 5.0, -2.0] == table[1][:4]

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (([[5, 6]], [[5, 6]]), "#VALUE!"),
            (([[5, 6]], [[5]], ["a", "b"]), "#VALUE!"),
            (([[5], [6]], [[5]], ["a"]), "#VALUE!"),
            (([[5, 6]], [[5, 6]], ["a"]), "#VALUE!"),
            (([[5, 6]], [[5, 6]], ["a", "b"], [1]), "#VALUE!"),
            (([[5, 6]], [[5, 6]], ["a", "b"], [0, 0]), "#DIV/0!"),
            (([[5, 6]], [[5, 6]], ["a", "b"], [-1, 2]), "#NUM!"),
            (([[5, None]], [[5, 6]], ["a", "b"]), "#DIV/0!"),
            (([[5, "#REF!"]], [[5, 6]], ["a", "b"]), "#REF!"),
        ],
    )
    def test_refusals(self, arguments, code):
        """
        Shapes that differ, weights that weigh nothing, a dimension without answers.
        """
        with pytest.raises(CxError) as caught:
            call_function("CX_SERVQUAL", *arguments)
        assert code == caught.value.code


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
        """
        By the name that the table would show, as a column of this function.
        """
        rows, outcome = survey()
        flat = [[*row[:5], 7] for row in rows]

        with pytest.raises(CxError, match='pillars: every row of column "Empathy"'):
            call_function("CX_PILLARS", flat, outcome)

    @pytest.mark.parametrize("columns", [5, 7])
    def test_other_columns(self, columns):
        """
        The message says which six belong there.
        """
        rows, outcome = survey()
        other = [(row * 2)[:columns] for row in rows]

        with pytest.raises(CxError, match=f"6 columns .Personalisation.*not {columns}"):
            call_function("CX_PILLARS", other, outcome)

    def test_the_least_base(self):
        """
        Five rows per pillar are the least.
        """
        rows, outcome = survey()

        assert call_function("CX_PILLARS", rows[:30], outcome[:30])
        with pytest.raises(CxError, match=r"pillars: 29 .* at least 30"):
            call_function("CX_PILLARS", rows[:29], outcome[:29])

    def test_names_from_the_header(self):
        """
        And labelled end points are answers.
        """
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
        """
        Six columns, on their scale, that move, and enough of them.
        """
        with pytest.raises(CxError) as caught:
            call_function("CX_PILLARS", *arguments)
        assert code == caught.value.code


class TestEsi:
    def test_published(self):
        """
        Netigate: means 8, 7 and 6 give 66.667.
        """
        actual = call_function("CX_ESI", [[8, 7, 6]])

        assert "66.667" == f"{actual:.3f}"

    def test_the_mean_of_means(self):
        """
        A question skipped by one does not weigh less for it.
        """
        assert pytest.approx(100 * ((6 + 10 + 4) / 3 - 1) / 9) == call_function(
            "CX_ESI", [[8, 10, 4], [4, None, "4"]]
        )

    @given(st.lists(st.tuples(*[st.integers(1, 10)] * 3), min_size=1))
    def test_it_is_the_index_of_satisfaction(self, rows):
        """
        CX_CSI with equal weights on 1-10; order does not matter.
        """
        actual = call_function("CX_ESI", [list(row) for row in rows])

        assert 0 <= actual <= 100
        assert pytest.approx(actual) == call_function(
            "CX_CSI", [list(row) for row in sorted(rows)], None, 1, 10
        )

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            (([[8, 7, None]],), "#DIV/0!"),
            (([[8, 7, 11]],), "#NUM!"),
            (([[8, 7, 0]],), "#NUM!"),
            (([[8, 7, 6]], 7), "#NUM!"),
            (([[8, 7, "#NUM!"]],), "#NUM!"),
        ],
    )
    def test_refusals(self, arguments, code):
        """
        A question without an answer, or off the scale.
        """
        with pytest.raises(CxError) as caught:
            call_function("CX_ESI", *arguments)
        assert code == caught.value.code
