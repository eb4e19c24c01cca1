"""Shares and their intervals against statsmodels, published examples and each other."""

import pytest
from statsmodels.stats.proportion import proportion_confint

from cx_xl import call_function

DELIGHTED = [1] * 14 + [2] * 9 + [3] * 10 + [4] * 32 + [5] * 42


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (70, 100, 60.4151, 78.1051),
        (74, 107, 59.8715, 77.1183),
        (0, 10, 0, 27.7533),
        (10, 10, 72.2467, 100),
        (9, 10, 59.5850, 98.2124),
        (42, 60, 57.4913, 80.1018),
    ],
)
def test_wilson(k, n, low, high):
    """Wilson 95 % intervals in percent, as statsmodels prints them."""
    ((found_low, found_high),) = call_function("CX_RATE_CI", k, n)

    assert (low, high) == (
        pytest.approx(100 * found_low, abs=5e-5),
        pytest.approx(100 * found_high, abs=5e-5),
    )


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("wilson", "wilson"),
        ("agresti-coull", "agresti_coull"),
        ("exact", "beta"),
        ("jeffreys", "jeffreys"),
        ("wald", "normal"),
    ],
)
@pytest.mark.parametrize(("k", "n"), [(70, 100), (1, 30), (299, 300)])
@pytest.mark.parametrize("confidence", [0.8, 0.95, 0.999])
def test_every_method_agrees_with_statsmodels(ours, theirs, k, n, confidence):
    """statsmodels.stats.proportion is the independent implementation."""
    ((low, high),) = call_function("CX_RATE_CI", k, n, confidence, ours)

    expected = proportion_confint(k, n, 1 - confidence, theirs)
    assert expected == pytest.approx((low, high), abs=1e-12)


def test_csat_of_delighted():
    """Delighted help, article 240: 42 + 32 of 107 answers, shown as 69."""
    assert 74 / 107 == call_function("CX_CSAT", DELIGHTED)
    ((low, high),) = call_function("CX_CSAT_CI", DELIGHTED)
    assert (59.8715, 77.1183) == (round(100 * low, 4), round(100 * high, 4))


def test_csat_of_zendesk():
    """
    Assembled help: 8 good of 8 good and 2 bad ratings are 80 %; unrated ones are not.
    """
    ratings = [1] * 8 + [0] * 2 + [None] * 90

    assert 0.8 == call_function("CX_CSAT", ratings, 1, None, 0, 1)


def test_mean_and_index_of_delighted():
    """Mean 3.738318 and index 68.457944 of the same 107 answers."""
    column = [[answer] for answer in DELIGHTED]

    assert 3.738318 == round(call_function("CX_CSI", column), 6)
    assert 68.457944 == round(call_function("CX_CSI", column, None, 1, 5), 6)


def test_acsi():
    """ACSI for means 8, 7, 6: 66.667 with equal weights, 67.733 with those of Ohio."""
    ohio = [[0.3885, 0.3190, 0.2925]]

    assert 66.667 == round(call_function("CX_CSI", [[8, 7, 6]], None, 1, 10), 3)
    assert 67.733 == round(call_function("CX_CSI", [[8, 7, 6]], ohio, 1, 10), 3)


CYS = [
    answer
    for answer, times in enumerate([80, 210, 140, 110, 160, 180, 120], start=1)
    for _ in range(times)
]


@pytest.mark.parametrize(
    ("method", "expected"), [("mean", 4.08), ("top", 0.46), ("net", -13)]
)
def test_effort_of_cys(method, expected):
    """CYS group: 1,000 answers on 7 points; mean 4.08, 46 % give 5-7, net -13."""
    assert expected == pytest.approx(call_function("CX_CES", CYS, method))


def test_loyalty_index():
    """customercentricity.it, part 10: answers 1, 2, 3 of 6 score 100, 80, 60."""
    assert 80 == call_function("CX_CLI", [[1, 2, 3]])
