import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl.errors import NoAnswers
from cx_xl.kpi.loyalty import cli, nps, nps_ci, nps_split
from cx_xl.tally import Tally

answers = st.lists(st.integers(0, 10), min_size=1)


class TestNps:
    def test_passives_only_dilute(self):
        """An 8 moves the score only by making n larger."""
        assert 50.0 == nps([10, 9, 9, 6])
        assert 40.0 == nps([10, 9, 9, 6, 8])

    @given(answers)
    def test_asking_everyone_twice_changes_nothing(self, answers):
        """The score depends on shares, never on n or on the order."""
        assert pytest.approx(nps(sorted(answers + answers))) == nps(answers)

    @given(answers, answers)
    def test_two_stores_add_up_to_the_chain(self, one, other):
        """The score of a whole needs only the tallies of its parts."""
        assert nps(one + other) == nps(Tally.of(one) + Tally.of(other))

    @given(answers, st.floats(0.01, 100))
    def test_equal_weights_change_nothing(self, answers, weight):
        """Neither the score nor any interval moves when all count the same."""
        weights = [weight] * len(answers)

        assert pytest.approx(nps(answers, weights)) == nps(answers)
        for method in ("adjusted", "score", "wald"):
            plain = nps_ci(answers, 0.95, method)
            assert pytest.approx(nps_ci(answers, 0.95, method, weights)) == plain

    @given(answers)
    def test_the_score_lies_in_its_interval(self, answers):
        """At the ends of the scale too, whatever the method."""
        for method in ("score", "wald"):
            low, high = nps_ci(answers, 0.95, method)
            assert low - 1e-9 <= nps(answers) <= high + 1e-9

    @given(answers)
    def test_more_confidence_is_a_wider_interval(self, answers):
        """99 % contains 90 %."""
        narrow, wide = nps_ci(answers, 0.90), nps_ci(answers, 0.99)

        assert wide.low <= narrow.low <= narrow.high <= wide.high

    def test_the_result_knows_its_base_and_interval(self):
        """A score of 30 answers is not a score of 300."""
        few, many = nps([10, 9, 8, 6] * 8), nps([10, 9, 8, 6] * 80)

        assert (32, 320) == (few.n, many.n)
        assert few.interval.low < many.interval.low < many.interval.high

    def test_no_answers(self):
        """An empty range shows #DIV/0! and says so in both languages."""
        with pytest.raises(NoAnswers, match="no cell holds an answer") as caught:
            nps([])

        assert "#DIV/0!" == caught.value.code
        assert "nessuna cella contiene una risposta" in caught.value.say("it")


@given(answers)
def test_shares_and_score_tell_the_same_story(answers):
    """Promoters minus detractors, in points."""
    split = nps_split(answers)

    assert pytest.approx(100 * (split.promoters - split.detractors)) == nps(answers)
    assert 1.0 == pytest.approx(split.promoters + split.passives + split.detractors)


@given(st.lists(st.integers(1, 6), min_size=1))
def test_turning_the_loyalty_scale_round_mirrors_the_index(answers):
    """What is best one way is worst the other way."""
    assert 100 == pytest.approx(cli(answers) + cli(answers, 6, first_is_best=False))
