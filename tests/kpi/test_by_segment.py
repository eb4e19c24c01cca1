"""Tables by segment."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportions_ztest

from cx_xl import call_function
from cx_xl.stats.regression import holm

ROW = st.tuples(st.integers(0, 10), st.sampled_from("ABC"))


def columns(rows):
    return [[row[0]] for row in rows], [[row[1]] for row in rows]


class TestBySegment:
    def test_a_row_per_segment_in_order_of_appearance(self):
        """
        Upper and lower case and stray blanks are one segment, as in a pivot table.
        """
        names = ["Web", "Shop", " web", "SHOP ", None]

        table = call_function("CX_NPS_BY", [10, 3, 8, 9, 10], names, None, None, 1)

        assert ["segment", "n", "promoters", "passives", "detractors", "NPS"] == table[
            0
        ][:6]
        assert [["Web", 2], ["Shop", 2]] == [row[:2] for row in table[1:]]
        assert [50.0, 0.0] == [row[5] for row in table[1:]]

    def test_small_bases_are_suppressed_and_flagged(self):
        """
        29 answers show their base only; from 30 there is a result, from 50 no note.
        """
        names = ["A"] * 29 + ["B"] * 30 + ["C"] * 50

        _, a, b, c = call_function("CX_NPS_BY", [9] * 109, names)

        assert ["A", 29, *["#N/A"] * 7, "low base", "#N/A"] == a
        assert (100.0, "small base") == (b[5], b[9])
        assert (100.0, "") == (c[5], c[9])

    def test_the_header_can_be_left_out(self):
        """The last argument of every table function."""
        rows = call_function("CX_NPS_BY", [9], ["A"], None, None, 1, False)

        assert [["A", 1]] == [row[:2] for row in rows]

    def test_a_header_row_in_the_ranges_is_no_segment(self):
        """Its answer is text, so the row is dropped."""
        table = call_function(
            "CX_NPS_BY", [["NPS"], [9]], [["Segment"], ["A"]], None, None, 1
        )

        assert [["A", 1]] == [row[:2] for row in table[1:]]

    @given(st.lists(ROW, min_size=1))
    def test_agrees_with_pandas(self, rows):
        """pandas.groupby is the independent implementation."""
        frame = pd.DataFrame(rows, columns=["score", "segment"])
        expected = {
            name: 100 * ((group >= 9).mean() - (group <= 6).mean())
            for name, group in frame.groupby("segment")["score"]
        }

        table = call_function("CX_NPS_BY", *columns(rows), None, None, 1, False)

        assert expected == pytest.approx({row[0]: row[5] for row in table})

    def test_csat_against_the_rest_is_the_n_1_test(self):
        """
        70 of 100 against 80 of 100: p = .103333 (statsmodels' z times sqrt((N-1)/N)).
        """
        scores = [5] * 70 + [1] * 30 + [5] * 80 + [1] * 20
        names = ["A"] * 100 + ["B"] * 100

        _, a, b = call_function("CX_CSAT_BY", scores, names)

        assert [0.103333, 0.103333] == [round(row[5], 6) for row in (a, b)]
        pooled, _ = proportions_ztest([70, 80], [100, 100])
        assert 1.632993 == round(abs(pooled), 6)

    def test_looking_often_is_paid_for(self):
        """
        Holm (1979): the smallest of three p-values times 3, the next times 2, the last.

        80, 70 and 60 satisfied of 100 each; each p is that of CX_RATE_TEST against the
        other two together, 130, 140 and 150 of 200.
        """
        scores = [x for k in (80, 70, 60) for x in [5] * k + [1] * (100 - k)]
        names = ["A"] * 100 + ["B"] * 100 + ["C"] * 100

        header, *rows = call_function("CX_CSAT_BY", scores, names)

        p_values = [
            call_function("CX_RATE_TEST", k, 100, 210 - k, 200) for k in (80, 70, 60)
        ]
        assert "p adjusted" == header[-1]
        assert pytest.approx(p_values) == [row[5] for row in rows]
        assert pytest.approx(holm(p_values)) == [row[-1] for row in rows]
        assert pytest.approx(3 * min(p_values)) == min(row[-1] for row in rows)

    def test_two_segments_are_one_comparison(self):
        """Each is the rest of the other: there is nothing to adjust for."""
        scores = [5] * 70 + [1] * 30 + [5] * 80 + [1] * 20

        _, a, b = call_function("CX_CSAT_BY", scores, ["A"] * 100 + ["B"] * 100)

        assert (a[5], b[5]) == (a[-1], b[-1])

    def test_the_rest_is_added_up_not_taken_out(self):
        """
        Beside weights of 1e20 those of 1 would vanish in a difference.

        B against the rest (A, whose 30 are promoters, outweighs C): -100 against 100.
        """
        scores = [9] * 30 + [3] * 30 + [7] * 30
        names = ["A"] * 30 + ["B"] * 30 + ["C"] * 30
        weights = [1e20] * 30 + [1] * 60

        _, a, b, _ = call_function("CX_NPS_BY", scores, names, weights)

        # A's rest: 30 detractors and 30 passives of weight 1, as in a plain test
        plain = call_function("CX_NPS_TEST", [9] * 30, [3] * 30 + [7] * 30)
        assert pytest.approx(plain) == a[8]
        assert pytest.approx(call_function("CX_NPS_TEST", [3] * 30, [9] * 30)) == b[8]

    def test_one_segment_has_no_rest(self):
        """There is nothing to compare with."""
        _, row = call_function("CX_NPS_BY", [9] * 60, ["A"] * 60)

        assert ("#N/A", "#N/A") == (row[8], row[-1])
