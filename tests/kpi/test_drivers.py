"""Drivers and importance-performance quadrants as tables."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import call_function
from cx_xl.errors import TooFew, Undefined
from tests.refusals import error
from tests.stats.test_importance import ATTITUDE, JOHNSON, NAMES

RATING = [row[0] for row in ATTITUDE]
ITEMS = [row[1:] for row in ATTITUDE]


class TestDrivers:
    def test_published(self):
        """
        The attitude data with its header row: Johnson's weights add up to R squared.
        Adjusted R squared is 1 - (1 - .7326020)(29 / 23).
        """
        table = call_function("CX_DRIVERS", ["rating", *RATING], [NAMES[1:], *ITEMS])

        *rows, r_squared, n, adjusted = table[1:]
        assert NAMES[1:] == [row[0] for row in rows]
        assert pytest.approx(list(JOHNSON.values()), abs=5e-11) == [r[2] for r in rows]
        assert pytest.approx(1.0) == sum(row[1] for row in rows)
        assert "0.7326019925" == f"{r_squared[2]:.10f}"
        assert ["n", 30] == [n[0], n[2]]
        assert ["adjusted R\u00b2", "0.6628460"] == [adjusted[0], f"{adjusted[2]:.7f}"]
        assert ["+"] * 6 == [row[3] for row in rows]
        assert pytest.approx(sum(row[1] for row in ATTITUDE) / 30) == rows[0][5]

    def test_rows_with_a_gap_are_left_out(self):
        """Listwise, text included; the base says so."""
        items = [row[:5] for row in ITEMS]
        gaps = [[*row[:4], None if i == 3 else row[4]] for i, row in enumerate(items)]
        rating = ["n/a" if i == 7 else x for i, x in enumerate(RATING)]
        kept = [i for i in range(30) if i not in {3, 7}]

        actual = call_function("CX_DRIVERS", rating, gaps)

        assert ["n", 28] == [actual[-2][0], actual[-2][2]]
        assert actual == call_function(
            "CX_DRIVERS", [RATING[i] for i in kept], [items[i] for i in kept]
        )

    def test_sign(self):
        """Weights are never negative; the sign tells that effort goes the other way."""
        outcome = [9, 7, 8, 3, 5, 2, 6] * 3
        effort = [[1], [3], [2], [6], [4], [7], [4]] * 3

        row = call_function("CX_DRIVERS", outcome, effort)[1]

        assert ["1", 1.0, "-"] == [row[0], row[1], row[3]]
        assert [1.0, 1.0] == row[6:8]
        assert row[4] < 0 < row[2]

    def test_weights_of_one_change_nothing(self):
        """And neither do equal ones."""
        plain = call_function("CX_DRIVERS", RATING, ITEMS)
        weighted = call_function("CX_DRIVERS", RATING, ITEMS, None, [3] * 30)

        assert pytest.approx([row[1] for row in plain[1:7]]) == [
            row[1] for row in weighted[1:7]
        ]

    @pytest.mark.parametrize(("drivers", "least"), [(1, 20), (4, 20), (5, 25), (6, 30)])
    def test_the_least_base(self, drivers, least):
        """Hair et al. (2010): twenty rows, and five per driver; the message says so."""
        items = [row[:drivers] for row in ITEMS]

        assert call_function("CX_DRIVERS", RATING[:least], items[:least])
        with pytest.raises(TooFew, match=f"at least {least} are needed"):
            call_function("CX_DRIVERS", RATING[: least - 1], items[: least - 1])

    def test_unequal_weights_lower_the_base(self):
        """Thirty rows of which one weighs like all others are worth four (Kish)."""
        with pytest.raises(Undefined, match=r"worth 3\.867; at least 30"):
            call_function("CX_DRIVERS", RATING, ITEMS, None, [1] * 29 + [29])

    def test_a_constant_driver_is_named_by_its_header(self):
        """Cause and remedy, in both languages."""
        items = [["Staff", "Price"], *([row[0], 3] for row in ITEMS)]

        with pytest.raises(Undefined) as caught:
            call_function("CX_DRIVERS", ["rating", *RATING], items)

        assert 'every row of column "Price" holds the same value' in str(caught.value)
        assert 'la colonna "Price" ha lo stesso valore' in caught.value.say("it")

    def test_limits_stand_beside_the_weights(self):
        """
        Of the share and of the mean; with twelve Shapley drivers the share has none.
        """
        header, *rows = call_function("CX_DRIVERS", RATING, ITEMS)[:7]
        many = [[*row, *(x * x for x in row)] for row in ITEMS] * 2

        assert ["low", "high", "mean low", "mean high"] == header[6:]
        assert all(row[6] <= row[1] <= row[7] for row in rows)
        assert all(row[8] < row[5] < row[9] for row in rows)
        table = call_function("CX_DRIVERS", RATING * 2, many, "shapley", None, False)
        assert ["#N/A", "#N/A"] == table[0][6:8]

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
        """Too few, of another length, not on offer, negative, constant, empty."""
        assert code == error("CX_DRIVERS", *arguments).code


class TestIpa:
    ASPECTS = ("Price", "Staff", "Site", "Returns")
    IMPORTANCE = (5, 4, 2, 1)

    def test_by_hand(self):
        """Means of 3 and 3: one aspect per quadrant."""
        table = call_function(
            "CX_IPA", self.ASPECTS, self.IMPORTANCE, [2, 4, 5, 1], None, False
        )

        note = "not tested: add importance_limits and performance_limits"
        assert [
            ["Price", 5, 2, 3, "Concentrate here", note],
            ["Staff", 4, 4, 0, "Keep up the good work", note],
            ["Site", 2, 5, -3, "Possible overkill", note],
            ["Returns", 1, 1, 0, "Low priority", note],
        ] == table

    def test_limits_by_hand(self):
        """
        Lines at 3 and 3; four looks widen 95 % limits by 2.498 / 1.960 = 1.274, so that
        1.5 of reach towards the line becomes 1.91 and 1.6 becomes 2.04.
        """
        matters = [["low", "high"], [3.4, 6], [2, 4.5], [1.5, 3.6], [0.5, 3]]
        works = [[1, 3.5], [2.5, 5.5], [3.5, 6], [0.5, 1.5]]

        table = call_function(
            *("CX_IPA", ["Aspect", *self.ASPECTS], ["I", *self.IMPORTANCE]),
            *(["P", 2, 4, 5, 1], None, False, matters, [["low", "high"], *works]),
        )

        unclear = "no clear difference"
        assert [
            [unclear, "importance and performance near the line"],
            [unclear, "importance and performance near the line"],
            [unclear, "importance near the line"],
            [unclear, "importance near the line"],
        ] == [row[4:] for row in table]

    def test_clear_aspects_keep_their_quadrant(self):
        """With limits that stay away from both lines, and no note."""
        around = [[x - 0.1, x + 0.1] for x in self.IMPORTANCE]
        scores = [2, 4, 5, 1]
        limits = [[x - 0.1, x + 0.1] for x in scores]
        call = ("CX_IPA", self.ASPECTS, self.IMPORTANCE, scores, None, False)

        plain, tested = call_function(*call), call_function(*call, around, limits)
        half = call_function(*call, around)

        assert [row[4] for row in plain] == [row[4] for row in tested]
        assert {""} == {row[5] for row in tested}
        assert {"not tested: add performance_limits"} == {row[5] for row in half}

    def test_equal_aspects_point_nowhere(self):
        """
        Six drivers that matter alike and score alike, with the limits of CX_DRIVERS.
        """
        draw = random.Random(6)
        answers = [[draw.gauss(7, 1.5) for _ in "abcdef"] for _ in range(200)]
        outcome = [sum(row) + draw.gauss(0, 3) for row in answers]
        table = call_function("CX_DRIVERS", outcome, answers)[1:7]
        names, shares, _, _, _, means, *limits = zip(*table, strict=True)
        around = (
            list(zip(*limits[:2], strict=True)),
            list(zip(*limits[2:], strict=True)),
        )

        plain = call_function("CX_IPA", names, shares, means)[1:]
        tested = call_function("CX_IPA", names, shares, means, None, None, *around)[1:]

        assert "Concentrate here" in [row[4] for row in plain]
        assert {"no clear difference"} == {row[4] for row in tested}

    def test_median(self):
        """One giant moves the mean, not the median: 2 is low beside a mean of 34."""
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
        """The quadrant of stars is that of points."""
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
            ((["a"], [1], [1], None, None, [[0, 1, 2]]), "#VALUE!"),
            ((["a"], [1], [1], None, None, [[0, 1], [0, 1]]), "#VALUE!"),
            ((["a"], [1], [1], None, None, [[2, 3]]), "#NUM!"),
            ((["a"], [1], [1], None, None, None, [[2, 0]]), "#NUM!"),
        ],
    )
    def test_refusals(self, arguments, code):
        """
        Nothing complete, lengths that differ, no such cut, limits of something else.
        """
        assert code == error("CX_IPA", *arguments).code
