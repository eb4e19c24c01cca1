"""Importance without NumPy beside that with it: the same weights, draws and limits."""

import random

import numpy as np
import pytest

from cx_xl.stats import importance, importance_rows
from cx_xl.stats.stream import Stream
from tests.refusals import error

pytestmark = pytest.mark.slow

METHODS = ("relative", "shapley", "correlation")
CLOSE = 1e-12


def survey(rows, drivers, seed=0):
    """Whole answers that go together, and weights."""
    draw = random.Random(seed)
    common = [draw.gauss(5, 1) for _ in range(rows)]
    columns = {
        f"q{i}": [round(x + draw.gauss(0, 1)) for x in common] for i in range(drivers)
    }
    outcome = [round(x + draw.gauss(0, 1)) for x in common]
    return outcome, columns, [draw.uniform(0.2, 3) for _ in range(rows)]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("rows", "drivers"), [(30, 6), (200, 3), (60, 7)])
@pytest.mark.parametrize("is_weighted", [False, True])
def test_both_ways(method, rows, drivers, is_weighted):
    outcome, columns, weights = survey(rows, drivers)
    given = weights if is_weighted else None

    one = importance.importance(outcome, columns, method, given)
    other = importance_rows.importance(outcome, columns, method, given, "drivers")

    for name in ("raw", "shares", "correlations", "means", "r_squared", "n", "base"):
        assert pytest.approx(getattr(other, name), rel=CLOSE) == getattr(one, name)
    for name in ("limits", "mean_limits"):
        ours, its = getattr(other, name), getattr(one, name)
        assert pytest.approx(np.array(ours), rel=1e-11, abs=1e-13) == np.array(its)


def test_rows_in_groups():
    """Above a thousand rows, groups of them at random are drawn: the same groups."""
    outcome, columns, weights = survey(1503, 2)

    one = importance.importance(outcome, columns, weights=weights)
    other = importance_rows.importance(outcome, columns, "relative", weights, "drivers")

    assert pytest.approx(np.array(other.limits), rel=CLOSE) == np.array(one.limits)


def refused(how, outcome, columns, weights):
    bad = error(how, outcome, columns, "relative", weights, "drivers")
    return bad.say("en"), bad.say("it")


@pytest.mark.parametrize(
    ("outcome", "columns", "weights"),
    [
        ([1, 2], {"a": [1, 2], "b": [2, 1]}, None),
        ([5] * 4, {"a": [1, 2, 3, 4]}, None),
        ([1, 2, 3, 4], {"a": [1, 2, 3, 5], "b": [3, 3, 3, 3]}, None),
        ([1, 2, 4, 4, 1], {"a": [1, 2, 3, 5, 2], "b": [2, 4, 6, 10, 4]}, None),
        ([1, 2, 3, 4], {"a": [1, 2, 3, 5]}, [0, 0, 0, 0]),
        ([1, 2, 1, 2], {"a": [1, 1, 2, 2]}, None),
    ],
)
def test_refusals(outcome, columns, weights):
    """Too few rows, constants, copies, weights of nothing, and nothing that moves."""
    expected = refused(importance.importance, outcome, columns, weights)

    assert expected == refused(importance_rows.importance, outcome, columns, weights)


@pytest.mark.parametrize("n", [2, 5, 100, 1000])
def test_draws_are_numpys(n):
    """NumPy's multinomial of default_rng(0), draw by draw."""
    expected = np.random.default_rng(0).multinomial(n, np.full(n, 1 / n), 50)
    stream = Stream()

    assert expected.tolist() == [stream.evenly(n) for _ in range(50)]


@pytest.mark.parametrize("n", [2, 3, 1001, 5000])
def test_orders_are_numpys(n):
    """And its permutation, with what is drawn behind it."""
    generator, stream = np.random.default_rng(0), Stream()

    assert generator.permutation(n).tolist() == stream.permutation(n)
    assert generator.multinomial(9, np.full(9, 1 / 9)).tolist() == stream.evenly(9)
