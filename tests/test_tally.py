"""The frequency table: sums of parts, and what it refuses to count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cx_xl
from cx_xl.errors import NotANumber, OutOfRange, Undefined
from cx_xl.tally import Mass, Tally, rests, total, windows

PARTS = st.lists(
    st.lists(st.tuples(st.integers(0, 10), st.sampled_from([1, 0.1, 3])), max_size=4),
    min_size=1,
    max_size=12,
)


def tallies(parts):
    return [Tally.of([x for x, _ in p], [w for _, w in p]) for p in parts]


def same(one, other):
    """Say whether two tallies are equal but for the rounding of their sums."""
    assert one.masses.keys() == other.masses.keys()
    for answer, mass in one.masses.items():
        assert pytest.approx(tuple(mass), rel=1e-14) == tuple(other.masses[answer])
    return True


class TestSums:
    @given(PARTS, st.integers(1, 15))
    def test_windows(self, parts, size):
        """Each is the sum of its parts."""
        own = tallies(parts)

        for i, window in enumerate(windows(own, size)):
            assert same(total(own[max(0, i - size + 1) : i + 1]), window)

    @given(PARTS)
    def test_rests(self, parts):
        """Each is the sum of all others."""
        own = tallies(parts)

        for i, rest in enumerate(rests(own)):
            assert same(total(own[:i] + own[i + 1 :]), rest)

    def test_nothing_is_subtracted(self):
        """After a part of 1e20 has left the window, a weight of 1 is all there."""
        own = [Tally.of([9], [1e20]), Tally.of([3], [1]), Tally.of([7], [1])]

        assert Tally.of([3, 7], [1, 1]) == windows(own, 2)[2]
        assert Tally.of([3, 7], [1, 1]) == rests(own)[0]

    def test_no_parts(self):
        """Nothing has no windows."""
        assert [] == windows([], 3)


class TestEqualWeights:
    @given(st.lists(st.integers(1, 5), min_size=1), st.floats(0.01, 100))
    def test_are_no_weights(self, scores, weight):
        """
        Exactly: a share of .8 that came out as .79999 would miss its target of .8.
        """
        weights = [weight] * len(scores)

        assert cx_xl.nps(scores) == cx_xl.nps(scores, weights)
        assert cx_xl.csat(scores) == cx_xl.csat(scores, None, weights)
        assert cx_xl.nps_ci(scores) == cx_xl.nps_ci(scores, weights=weights)
        assert cx_xl.csat_ci(scores) == cx_xl.csat_ci(scores, weights=weights)
        assert cx_xl.ces(scores, "mean", 5) == cx_xl.ces(
            scores, "mean", 5, weights=weights
        )
        segments = ["a", "b", *["a"] * (len(scores) - 2)][: len(scores)]
        assert cx_xl.nps_by(scores, segments, None, None, 0) == (
            cx_xl.nps_by(scores, segments, weights, None, 0)
        )


class TestRefusals:
    @pytest.mark.parametrize("answer", ["9", None, True, float("nan"), float("inf")])
    def test_answers_that_are_none(self, answer):
        """A tally does not read cells; the functions do."""
        with pytest.raises(NotANumber, match="scores must be a number"):
            Tally.of([9, answer])
        with pytest.raises(NotANumber, match="scores must be a number"):
            Tally.of([9, answer], [1, 1])
        with pytest.raises(NotANumber, match="weights must be a number"):
            Tally.of([9, 8], [1, answer])

    @pytest.mark.parametrize("weight", [1e-200, 5e-324, 1e101, -1])
    def test_weights_whose_squares_would_vanish(self, weight):
        """1e-200 squared is 0, and Kish's base would be something divided by it."""
        for function in (cx_xl.nps, cx_xl.csat, cx_xl.mean_ci):
            with pytest.raises(OutOfRange) as caught:
                function([4, 5], weights=[weight, weight])
            assert ("#NUM!", "weights") == (caught.value.code, caught.value.argument)

    @given(st.sampled_from([1e-100, 1e-99, 1e-50, 1e50, 1e98, 1e99]))
    def test_units_of_weights(self, unit):
        """Up to there only ratios matter."""
        scores, weights = [9, 3, 7, 9], [1, 2, 3, 0]
        scaled = [weight * unit for weight in weights]

        assert pytest.approx(cx_xl.nps(scores, weights)) == cx_xl.nps(scores, scaled)
        assert pytest.approx(cx_xl.nps_ci(scores, weights=weights)) == (
            cx_xl.nps_ci(scores, weights=scaled)
        )
        assert pytest.approx(cx_xl.mean_ci(scores, weights=weights)) == (
            cx_xl.mean_ci(scores, weights=scaled)
        )

    @pytest.mark.parametrize("unit", [1e-320, 1e-200, 1e200, 1e300])
    def test_effective_base_in_any_unit(self, unit):
        """
        There nothing else is computed with the weights: 2 equal ones are 2 answers.
        """
        assert 2 == cx_xl.effective_n([unit, unit, 0])


class TestCountedBefore:
    TALLY = Tally.of([10, 9, 3])

    def test_a_tally_is_an_answer_to_any_score(self):
        """Counted elsewhere, the score is the same."""
        assert cx_xl.nps([10, 9, 3]) == cx_xl.nps(self.TALLY)
        assert cx_xl.nps_test([10, 9, 3], [1]) == cx_xl.nps_test(self.TALLY, [1])

    @pytest.mark.parametrize(
        ("call", "argument", "remedy"),
        [
            (lambda t: cx_xl.nps(t, [1, 2, 3]), "weights", "count the answers with"),
            (lambda t: cx_xl.csat_ci(t, weights=[1] * 3), "weights", "Tally.of"),
            (lambda t: cx_xl.nps_ifs(t, ["a"] * 3, "a"), "scores", "hand over the"),
            (lambda t: cx_xl.nps_by(t, ["a"] * 3), "scores", "hand over the answers"),
            (lambda t: cx_xl.nps_trend(t, [46023] * 3), "scores", "hand over the"),
            (cx_xl.effective_n, "weights", "one value per row"),
            (cx_xl.csi, "items", "one value per row"),
            (lambda t: cx_xl.nps([9], t), "weights", "one value per row"),
        ],
    )
    def test_where_it_can_not_stand(self, call, argument, remedy):
        """It has no rows: nothing can be weighted, chosen or split any more."""
        with pytest.raises(Undefined, match=remedy) as caught:
            call(self.TALLY)
        assert argument == caught.value.argument
        assert caught.value.say("en") != caught.value.say("it")


def test_a_tally_keeps_what_it_was_made_of():
    """A later change of the caller's does not half reach it."""
    masses = {9: Mass(4, 4.0, 4.0), 3: Mass(4, 4.0, 4.0)}
    tally = Tally(masses)
    assert 0.0 == cx_xl.nps(tally)

    masses[3] = Mass(4, 2.0, 1.0)

    assert 0.0 == cx_xl.nps(tally)
    assert pytest.approx(100 / 3) == cx_xl.nps(Tally(masses))
