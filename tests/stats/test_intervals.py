"""An interval contains its estimate, whatever the method, the base or the weights."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cx_xl
from cx_xl.stats import mean, net_score, proportion, quantiles
from cx_xl.tally import Tally

CONFIDENCES = st.one_of(st.sampled_from([0.01, 0.5, 0.8, 0.95]), st.floats(1e-6, 0.999))
COUNTS = st.one_of(st.integers(0, 60), st.floats(0, 60))


def answers(high):
    """
    Answers from 0 to *high*, each with a weight; one answer and equal ones among them.
    """
    rows = st.tuples(st.integers(0, high), st.floats(0.01, 100))
    return st.lists(rows, min_size=1, max_size=30).map(
        lambda drawn: tuple(map(list, zip(*drawn, strict=True)))
    )


@pytest.mark.parametrize("method", get_args(net_score.Method))
@given(st.tuples(COUNTS, COUNTS, COUNTS).filter(lambda c: sum(c) > 1e-3), CONFIDENCES)
def test_net_scores(method, counts, confidence):
    """Also between whole counts, as weights make them."""
    three = net_score.Counts(*counts)

    low, high = net_score.interval(three, confidence, method)

    assert low <= three.score <= high


@pytest.mark.parametrize("method", get_args(proportion.Method))
@given(COUNTS.filter(lambda n: n > 1e-3), st.floats(0, 1), CONFIDENCES)
def test_shares(method, n, part, confidence):
    """
    Jeffreys' interval leaves out 1 of 100 at 5 % confidence, and is extended to it.
    """
    low, high = proportion.interval(part * n, n, confidence, method)

    assert 0 <= low <= part * n / n <= high <= 1


@pytest.mark.parametrize("method", get_args(net_score.Method))
@given(answers(10), CONFIDENCES)
def test_nps_in_points(method, drawn, confidence):
    """The double that CX_NPS shows, not one that differs in its last bit."""
    scores, weights = drawn
    for own in (None, weights):
        low, high = cx_xl.nps_ci(scores, confidence, method, own)
        assert -100 <= low <= cx_xl.nps(scores, own) <= high <= 100


@pytest.mark.parametrize("method", get_args(proportion.Method))
@given(answers(5), CONFIDENCES)
def test_csat(method, drawn, confidence):
    """The double that CX_CSAT shows."""
    scores, weights = drawn
    for own in (None, weights):
        low, high = cx_xl.csat_ci(scores, 4, confidence, method, own, 0, 5)
        assert 0 <= low <= cx_xl.csat(scores, 4, own, 0, 5) <= high <= 1


@given(answers(10), st.booleans())
def test_what_a_result_carries(drawn, is_weighted):
    """`.interval` of the Python results, and low and high of the tables."""
    scores, weights = drawn
    own = weights if is_weighted else None
    fives = [1 + score % 5 for score in scores]
    results = [
        cx_xl.nps(scores, own),
        cx_xl.csat(fives, None, own),
        cx_xl.ces(fives, "top", 5, True, own),
        cx_xl.ces(fives, "net", 5, False, own),
        cx_xl.rate(min(scores), 10),
    ]
    for result in results:
        assert result.interval.low <= result <= result.interval.high
    segments = ["a"] * len(scores)
    tables = [
        (cx_xl.nps_by(scores, segments, own, None, 0), 5),
        (cx_xl.csat_by(fives, segments, None, own, None, 0), 2),
        *(
            (cx_xl.by(metric, fives, segments, None, own, None, 0), 2)
            for metric in ("nps", "csat", "ces", "mean", "median", "rate")
        ),
    ]
    for table, at in tables:
        value, low, high = table.rows[0][at : at + 3]
        assert low == "#N/A" or low <= value <= high


@given(answers(10), CONFIDENCES)
def test_means_and_medians(drawn, confidence):
    """Where there is an interval at all."""
    tally = Tally.of(*drawn)
    if tally.effective_n > 1.2:
        low, high = mean.interval(tally, confidence)
        assert low <= tally.mean <= high
    limits = quantiles.median_interval(tally, confidence)
    assert limits is None or limits.low <= quantiles.median(tally) <= limits.high


@pytest.mark.parametrize(
    ("scores", "confidence", "expected"),
    [
        # (.75 + 1 - .75) / 4 = .25, variance 2.5 / 4 - .25^2 = .5625 of one answer
        ([9], 0.95, (25 - 100 * 1.959964 * (0.5625 / 4) ** 0.5, 100)),
        ([0], 0.95, (-100, -25 + 100 * 1.959964 * (0.5625 / 4) ** 0.5)),
        # 5 / 8 = .625, variance 6.5 / 8 - .625^2 = .421875; alone it ends at .78
        ([9] * 5, 0.5, (62.5 - 100 * 0.67449 * (0.421875 / 8) ** 0.5, 100)),
    ],
)
def test_adjusted_by_hand(scores, confidence, expected):
    """Adjusted Wald shrinks to the middle; the far end is the score itself."""
    assert pytest.approx(expected, abs=1e-3) == tuple(cx_xl.nps_ci(scores, confidence))
