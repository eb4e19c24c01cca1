"""Weights: published scores once weighted, margins met, an independent solution."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import root

from cx_xl import CxError, call_function
from tests.refusals import error

# Sex x age: respondents, promoters, detractors (reference data of the design, C.8).
CELLS = {
    ("F", "18-34"): (10, 6, 2),
    ("M", "18-34"): (30, 10, 7),
    ("F", "35-54"): (20, 10, 4),
    ("M", "35-54"): (20, 5, 7),
    ("F", "55+"): (15, 10, 1),
    ("M", "55+"): (5, 2, 1),
}
PEOPLE = [
    (sex, age, score)
    for (sex, age), (n, promoters, detractors) in CELLS.items()
    for score in [10] * promoters
    + [3] * detractors
    + [8] * (n - promoters - detractors)
]
AGES = [age for _, age, _ in PEOPLE]
SCORES = [score for _, _, score in PEOPLE]
TARGETS = [[1, "F", 0.5], [1, "M", 0.5], [2, "18-34", 0.3], [2, "35-54", 0.4]]
TARGETS += [[2, "55+", 0.3]]
FACTORS = [[sex, age] for sex, age, _ in PEOPLE]


def column(result):
    return [row[0] for row in result]


class TestWeights:
    def test_published(self):
        """R's survey: NPS 21.0 unweighted, 24.25 post-stratified to 30/40/30."""
        weights = column(
            call_function("CX_WEIGHTS", AGES, ["18-34", "35-54", "55+"], [30, 40, 30])
        )

        assert "21.00" == f"{call_function('CX_NPS', SCORES):.2f}"
        assert "24.25" == f"{call_function('CX_NPS', SCORES, weights):.2f}"

    @given(st.lists(st.sampled_from("abc"), min_size=1), st.data())
    def test_mean_1_and_shares_met(self, segments, data):
        """What the weights are for; percentages and head counts do the same."""
        levels = sorted(set(segments))
        shares = data.draw(
            st.lists(st.floats(0.1, 9), min_size=len(levels), max_size=len(levels))
        )

        weights = column(call_function("CX_WEIGHTS", segments, levels, shares))

        assert pytest.approx(len(segments)) == sum(weights)
        for level, share in zip(levels, shares, strict=True):
            part = sum(w for w, s in zip(weights, segments, strict=True) if s == level)
            assert pytest.approx(share / sum(shares)) == part / len(segments)

    @given(st.lists(st.sampled_from("abc"), min_size=1), st.floats(1, 3))
    def test_a_cap_holds_and_keeps_the_mean(self, segments, cap):
        """What is cut goes to the others."""
        levels = sorted(set(segments))
        shares = [1, 5, 25][: len(levels)]

        weights = column(call_function("CX_WEIGHTS", segments, levels, shares, cap))

        assert max(weights) <= cap * (1 + 1e-12)
        assert pytest.approx(len(segments)) == sum(weights)

    def test_rows_stay_beside_theirs(self):
        """A blank segment has a blank weight; upper and lower case are one."""
        actual = call_function(
            "CX_WEIGHTS", ["web", None, "Shop", "WEB", None], ["Web", "shop"], [1, 1]
        )

        assert [0.75, "", 1.5, 0.75] == column(actual)

    @pytest.mark.parametrize(
        ("arguments", "code"),
        [
            ((["a", "b"], ["a"], [1]), "#NUM!"),
            ((["a"], ["a", "b"], [1, 1]), "#NUM!"),
            ((["a"], ["a", "a"], [1, 1]), "#NUM!"),
            ((["a"], ["a"], [0]), "#DIV/0!"),
            ((["a"], ["a"], [-1]), "#NUM!"),
            (([None, ""], ["a"], [1]), "#DIV/0!"),
            ((["a"], ["a", "b"], [1]), "#VALUE!"),
            ((["a", "#REF!"], ["a"], [1]), "#REF!"),
            ((["a"], ["a"], [1], 0.5), "#NUM!"),
            ((["a", "b"], ["a", "b"], [1, 0], 1.5), "#NUM!"),
        ],
    )
    def test_refusals(self, arguments, code):
        """Sample and targets must match; 0 answers cannot stand for a share."""
        assert code == error("CX_WEIGHTS", *arguments).code


class TestRake:
    def test_both_margins_are_met(self):
        """The weighted shares of both factors are the targets."""
        weights = column(call_function("CX_RAKE", FACTORS, TARGETS))

        assert pytest.approx(len(PEOPLE)) == sum(weights)
        for factor, level, share in TARGETS:
            rows = zip(FACTORS, weights, strict=True)
            part = sum(weight for row, weight in rows if row[factor - 1] == level)
            assert pytest.approx(share, abs=1e-8) == part / len(PEOPLE)

    def test_an_independent_solution(self):
        """
        Raked weights are exp(a_sex + b_age); SciPy solves the margins for a and b.
        """
        levels = [level for _, level, _ in TARGETS]
        design = np.array(
            [[float(level in row) for level in levels] for row in FACTORS]
        )
        shares = np.array([share for *_, share in TARGETS])

        def margins(x):
            x = np.append(x, 0.0)  # one constant too many
            weights = np.exp(design @ x)
            return (design.T @ weights / len(PEOPLE) - shares)[:-1]

        solution = np.append(root(margins, np.zeros(4), tol=1e-13).x, 0.0)

        assert pytest.approx(np.exp(design @ solution), rel=1e-6) == column(
            call_function("CX_RAKE", FACTORS, TARGETS)
        )

    @settings(max_examples=25)
    @given(st.permutations(PEOPLE))
    def test_order_does_not_matter(self, people):
        """The same person has the same weight wherever they stand."""
        factors = [[sex, age] for sex, age, _ in people]

        actual = column(call_function("CX_RAKE", factors, TARGETS))
        expected = dict(
            zip(
                map(tuple, FACTORS),
                column(call_function("CX_RAKE", FACTORS, TARGETS)),
                strict=True,
            )
        )

        assert pytest.approx([expected[tuple(row)] for row in factors]) == actual

    def test_targets_that_the_sample_already_meets(self):
        """Weights of one."""
        n = len(PEOPLE)
        targets = [
            [factor + 1, level, count / n]
            for factor in (0, 1)
            for level, count in Counter(row[factor] for row in FACTORS).items()
        ]

        assert pytest.approx([1.0] * n) == column(
            call_function("CX_RAKE", FACTORS, targets)
        )

    def test_one_factor_is_post_stratification(self):
        """CX_WEIGHTS, by another road."""
        levels, shares = ["18-34", "35-54", "55+"], [0.3, 0.4, 0.3]
        targets = [[1, *pair] for pair in zip(levels, shares, strict=True)]

        assert pytest.approx(
            column(call_function("CX_WEIGHTS", AGES, levels, shares))
        ) == column(call_function("CX_RAKE", [[age] for age in AGES], targets))

    def test_factors_named_by_their_header(self):
        """The header row gets a header too, so the columns stay side by side."""
        names = {1: "Sex", 2: "Age"}
        targets = [[names[factor], *rest] for factor, *rest in TARGETS]
        titled = [["factor", "level", "share"], *targets]

        actual = column(call_function("CX_RAKE", [["sex", "AGE"], *FACTORS], titled))

        assert ["weight", *column(call_function("CX_RAKE", FACTORS, TARGETS))] == actual

    def test_a_gap_gets_a_blank_weight(self):
        """Who told no age cannot be weighted by age."""
        actual = column(
            call_function("CX_RAKE", [*FACTORS, ["F", None], ["F", "55+"]], TARGETS)
        )

        assert "" == actual[-2]
        assert actual[-1] == actual[-10]

    def test_a_cap_holds(self):
        """
        All targets are still met, by lighter weights, as long as that is possible.
        """
        targets = [[1, "F", 0.7], [1, "M", 0.3], *TARGETS[2:]]
        free = column(call_function("CX_RAKE", FACTORS, targets))
        cap = max(free) * 0.98

        weights = column(call_function("CX_RAKE", FACTORS, targets, 1000, 1e-6, cap))

        assert max(weights) <= cap * (1 + 1e-6)
        for factor, level, share in targets:
            rows = zip(FACTORS, weights, strict=True)
            part = sum(weight for row, weight in rows if row[factor - 1] == level)
            assert pytest.approx(share, abs=1e-5) == part / len(PEOPLE)
        with pytest.raises(CxError, match="raise the cap"):
            call_function("CX_RAKE", FACTORS, TARGETS, 1000, 1e-6, 1.1)

    @pytest.mark.parametrize(
        ("factors", "targets", "options", "code"),
        [
            (FACTORS, TARGETS[:2], (), "#NUM!"),
            (FACTORS, [*TARGETS[:4], [2, "65+", 0.3]], (), "#NUM!"),
            (FACTORS, [row[:2] for row in TARGETS], (), "#VALUE!"),
            (FACTORS, TARGETS, (1, 1e-15), "#NUM!"),
            (
                [["F", "a"], ["M", "b"]],
                [[1, "F", 1], [1, "M", 1], [2, "a", 9], [2, "b", 1]],
                (),
                "#NUM!",
            ),
            ([[None, None]], TARGETS, (), "#DIV/0!"),
            (FACTORS, [*TARGETS, ["#N/A", "x", 1]], (), "#N/A"),
        ],
    )
    def test_refusals(self, factors, targets, options, code):
        """Sample and targets must match, and weights that meet them must exist."""
        assert code == error("CX_RAKE", factors, targets, *options).code
