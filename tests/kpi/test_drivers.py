"""Drivers and importance-performance quadrants as tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import CxError, call_function
from tests.stats.test_importance import ATTITUDE, JOHNSON, NAMES

RATING = [row[0] for row in ATTITUDE]
ITEMS = [row[1:] for row in ATTITUDE]


class TestDrivers:
    def test_published(self):
        """
        The attitude data with its header row: Johnson's weights add up to R squared.
        """
        table = call_function("CX_DRIVERS", ["rating", *RATING], [NAMES[1:], *ITEMS])

        *rows, r_squared, n = table[1:]
        assert NAMES[1:] == [row[0] for row in rows]
        assert pytest.approx(list(JOHNSON.values()), abs=5e-11) == [r[2] for r in rows]
        assert pytest.approx(1.0) == sum(row[1] for row in rows)
        assert "0.7326019925" == f"{r_squared[2]:.10f}"
        assert ["n", 30] == [n[0], n[2]]
        assert ["+"] * 6 == [row[3] for row in rows]
        assert pytest.approx(sum(row[1] for row in ATTITUDE) / 30) == rows[0][5]

    def test_rows_with_a_gap_are_left_out(self):
        """
        Listwise, text included; the base says so.
        """
        gaps = [[*row[:5], None if i == 3 else row[5]] for i, row in enumerate(ITEMS)]
        rating = ["n/a" if i == 7 else x for i, x in enumerate(RATING)]
        kept = [i for i in range(30) if i not in {3, 7}]

        actual = call_function("CX_DRIVERS", rating, gaps)

        assert 28 == actual[-1][2]
        assert actual == call_function(
            "CX_DRIVERS", [RATING[i] for i in kept], [ITEMS[i] for i in kept]
        )

    def test_sign(self):
        """
        Weights are never negative; the sign tells that effort goes the other way.
        """
        outcome = [9, 7, 8, 3, 5, 2, 6]
        effort = [[1], [3], [2], [6], [4], [7], [4]]

        row = call_function("CX_DRIVERS", outcome, effort)[1]

        assert ["1", 1.0, "-"] == [row[0], row[1], row[3]]
        assert row[4] < 0 < row[2]

    def test_weights_of_one_change_nothing(self):
        """
        And neither do equal ones.
        """
        plain = call_function("CX_DRIVERS", RATING, ITEMS)
        weighted = call_function("CX_DRIVERS", RATING, ITEMS, None, [3] * 30)

        assert pytest.approx([row[1] for row in plain[1:7]]) == [
            row[1] for row in weighted[1:7]
        ]

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            ((RATING[:7], ITEMS[:7]), "#NUM!"),
            ((RATING, ITEMS[:29]), "#VALUE!"),
            ((RATING, ITEMS, "johnson"), "#VALUE!"),
            ((RATING, ITEMS, None, [-1] * 30), "#NUM!"),
            (([5] * 30, ITEMS), "#NUM!"),
            (([None] * 30, ITEMS), "#NUM!"),
            ((["#N/A", *RATING[1:]], ITEMS), "#N/A"),
            ((RATING, None), "#VALUE!"),
        ],
    )
    def test_refusals(self, arguments, code):
        """
        Too few, of another length, not on offer, negative, constant, empty.
        """
        with pytest.raises(CxError) as caught:
            call_function("CX_DRIVERS", *arguments)
        assert code == caught.value.code


class TestIpa:
    ASPECTS = ("Price", "Staff", "Site", "Returns")
    IMPORTANCE = (5, 4, 2, 1)

    def test_by_hand(self):
        """
        Means of 3 and 3: one aspect per quadrant.
        """
        table = call_function(
            "CX_IPA", self.ASPECTS, self.IMPORTANCE, [2, 4, 5, 1], None, False
        )

        assert [
            ["Price", 5, 2, 3, "Concentrate here"],
            ["Staff", 4, 4, 0, "Keep up the good work"],
            ["Site", 2, 5, -3, "Possible overkill"],
            ["Returns", 1, 1, 0, "Low priority"],
        ] == table

    def test_median(self):
        """
        One giant moves the mean, not the median: 2 is low beside a mean of 34.
        """
        quadrants = {
            cut: [
                row[4]
                for row in call_function(
                    "CX_IPA", ["a", "b", "c"], [1, 2, 100], [9, 1, 2], cut, False
                )
            ]
            for cut in ("mean", "median")
        }

        assert {
            "mean": ["Possible overkill", "Low priority", "Concentrate here"],
            "median": [
                "Possible overkill",
                "Concentrate here",
                "Keep up the good work",
            ],
        } == quadrants

    @given(
        st.lists(
            st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=1, max_size=9
        ),
        st.sampled_from(["mean", "median"]),
    )
    def test_units_do_not_matter(self, pairs, cut):
        """
        The quadrant of stars is that of points.
        """
        names = [f"a{i}" for i in range(len(pairs))]
        matters, works = zip(*pairs, strict=True)
        points = [20 * x for x in works]

        one = call_function("CX_IPA", names, matters, works, cut, False)
        other = call_function("CX_IPA", names, matters, points, cut, False)

        assert [row[4] for row in one] == [row[4] for row in other]

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            ((["a"], [None], [1]), "#DIV/0!"),
            ((["a", "b"], [1], [1, 2]), "#VALUE!"),
            ((["a"], [1], [1], "mode"), "#VALUE!"),
            ((["a"], ["#DIV/0!"], [1]), "#DIV/0!"),
            ((["a"], [1], None), "#VALUE!"),
        ],
    )
    def test_refusals(self, arguments, code):
        """
        Nothing complete, lengths that differ, no such cut.
        """
        with pytest.raises(CxError) as caught:
            call_function("CX_IPA", *arguments)
        assert code == caught.value.code
