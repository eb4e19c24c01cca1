"""CX index and SERVQUAL."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import call_function
from cx_xl.kpi.experience import SERVQUAL_ITEMS
from tests.refusals import error

FIVES = st.lists(st.integers(1, 5), min_size=1)


class TestCxi:
    @given(st.tuples(FIVES, FIVES, FIVES))
    def test_definition(self, levels):
        """Forrester 2007-2014: % of 4-5 minus % of 1-2, mean of the three."""
        nets = [
            sum((score >= 4) - (score <= 2) for score in level) / len(level)
            for level in levels
        ]

        actual = call_function("CX_CXI", *levels)

        assert pytest.approx(100 * sum(nets) / 3) == actual
        assert -100 <= actual <= 100

    @given(st.lists(st.tuples(*[st.integers(1, 5)] * 3), min_size=1))
    def test_weights(self, rows):
        """Weights of one change nothing; a scale turned round turns the sign."""
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
        """The question at fault is named."""
        bad = error("CX_CXI", *arguments)
        assert (code, culprit) == (bad.code, bad.argument)


def servqual(gaps):
    """One person whose perceptions miss the expectation of 6 by these gaps."""
    columns = [
        gap
        for gap, n in zip(gaps, SERVQUAL_ITEMS.values(), strict=True)
        for _ in range(n)
    ]
    return [[6 + gap for gap in columns]], [[6] * len(columns)]


class TestServqual:
    GAPS = (-0.65, -1.10, -0.83, -0.70, -1.01)

    def test_published(self):
        """12manage.com: five gaps whose mean is -.858."""
        table = call_function("CX_SERVQUAL", *servqual(self.GAPS))

        assert [*SERVQUAL_ITEMS, "total"] == [row[0] for row in table[1:]]
        assert pytest.approx(self.GAPS) == [row[3] for row in table[1:-1]]
        assert "-0.858" == f"{table[-1][3]:.3f}" == f"{table[-1][5]:.3f}"

    @given(st.lists(st.floats(0.1, 50), min_size=5, max_size=5), st.floats(0.1, 10))
    def test_weights_may_have_any_unit(self, points, factor):
        """100 points and fractions give one total, the trap of many sheets."""
        tables = [
            call_function("CX_SERVQUAL", *servqual(self.GAPS), None, weights)
            for weights in (points, [factor * w for w in points])
        ]
        expected = sum(w * g for w, g in zip(points, self.GAPS, strict=True))

        assert pytest.approx(tables[0][-1][5]) == tables[1][-1][5]
        assert pytest.approx(expected / sum(points)) == tables[0][-1][5]

    def test_dimensions_of_ones_own(self):
        """Named once per question; a missing answer leaves out its pair only."""
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
            (([["q1", "q2"], [5, 6]], [["q1"], [5]], ["a", "b"]), "#VALUE!"),
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
        assert code == error("CX_SERVQUAL", *arguments).code
