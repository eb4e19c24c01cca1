"""
What the tests promise when nothing differs, and what weights do to a mean's interval.

Run: pytest -o faulthandler_timeout=0 tests/slow/slow_significance.py -q -s
Where outcomes can be enumerated they are; elsewhere a seeded simulation.
"""

import sys
from itertools import product
from math import comb
from statistics import NormalDist

import numpy as np
import pytest

from cx_xl import call_function
from cx_xl.stats import mean, net_score, proportion
from cx_xl.tally import Tally

LEVEL = 0.05
SHARES = np.linspace(0.02, 0.98, 49)


def say(text):
    sys.stdout.write(f"\n{text}")


@pytest.mark.parametrize("tails", [1, 2])
@pytest.mark.parametrize("sizes", [(20, 20), (30, 60), (100, 100)])
@pytest.mark.parametrize(
    ("test", "worst"),
    [
        (proportion.p_value, 0.075),  # Campbell (2007): near the level, a little above
        (proportion.fisher_p_value, 0.05),  # exact: never above
    ],
)
def test_type_one_error_of_shares(test, worst, sizes, tails):
    """
    Exact: how often p < .05 when both groups have one share, the worst share of 49.

    One tail that followed the direction seen would reject at twice the level.
    """
    n_1, n_2 = sizes
    ways = [np.array([comb(n, k) for k in range(n + 1)], dtype=float) for n in sizes]
    rejects = np.array(
        [
            [test(k_1, n_1, k_2, n_2, tails) < LEVEL for k_2 in range(n_2 + 1)]
            for k_1 in range(n_1 + 1)
        ]
    )
    errors = []
    for share in SHARES:
        chances = [
            way * share ** np.arange(n + 1) * (1 - share) ** (n - np.arange(n + 1))
            for way, n in zip(ways, sizes, strict=True)
        ]
        errors.append(chances[0] @ rejects @ chances[1])

    say(f"{test.__name__:15} {sizes} tails={tails}: mean {np.mean(errors):.3f}, "
        f"worst {np.max(errors):.3f}")  # fmt: skip
    assert np.max(errors) <= worst


@pytest.mark.parametrize("tails", [1, 2])
@pytest.mark.parametrize("n", [20, 100])
def test_type_one_error_of_net_scores(n, tails):
    """
    Simulated: 20,000 pairs of groups from each of nine equal populations.

    With one tail in the direction seen it was .094.
    """
    rng = np.random.default_rng(7)
    errors = []
    for p, d in product((0.2, 0.4, 0.6), (0.1, 0.2, 0.3)):
        one, other = (rng.multinomial(n, [p, 1 - p - d, d], 20_000) for _ in range(2))
        known = {}
        rejected = 0
        for pair in zip(
            map(tuple, one.tolist()), map(tuple, other.tolist()), strict=True
        ):
            if pair not in known:
                known[pair] = net_score.p_value(
                    *(net_score.Counts(*counts) for counts in pair), "adjusted", tails
                )
            rejected += known[pair] < LEVEL
        errors.append(rejected / 20_000)

    say(f"adjusted NPS n={n} tails={tails}: mean {np.mean(errors):.3f}, "
        f"worst {np.max(errors):.3f}")  # fmt: skip
    assert np.max(errors) <= 0.055


def looks(name, answers, keys, between):
    """
    Return how often a table of ten equal groups has a p below .05, raw and adjusted.
    """
    raw = adjusted = 0
    times = 400
    for _ in range(times):
        rows = call_function(name, answers(), keys, *between, False)
        values = [
            [row[place] for row in rows if row[place] != "#N/A"] for place in (-3, -1)
        ]
        assert 10 == len(rows)
        raw += min(values[0]) < LEVEL
        adjusted += min(values[1]) < LEVEL
    return raw / times, adjusted / times


@pytest.mark.parametrize(
    ("name", "high", "between"),
    [
        ("CX_NPS_BY", 11, (None, None, 1)),
        ("CX_CSAT_BY", 5, (None, None, None, 1)),
        ("CX_NPS_TREND", 11, ("M", None, None, None, 1)),
        ("CX_CSAT_TREND", 5, ("M", None, None, None, None, 1)),
    ],
)
def test_many_looks(name, high, between):
    """
    Ten equal segments or months of 100 answers: "something stands out" by chance.

    Without adjustment in about .4 of all tables; adjusted in .07 at most.
    """
    rng = np.random.default_rng(11)
    is_trend = name.endswith("TREND")
    keys = [
        46023 + 31 * i if is_trend else f"s{i}" for i in range(10) for _ in range(100)
    ]

    def answers():
        return (rng.integers(0, high, 1000) + (high == 5)).tolist()

    raw, adjusted = looks(name, answers, keys, between)

    say(f"{name}: any p < .05 in {raw:.3f}, any p adjusted in {adjusted:.3f}")
    assert raw > 0.2
    assert adjusted <= 0.07


def spread_weights(n, effect):
    """
    Return log-normal weights, evenly spread, that make n worth n / effect answers.
    """
    ranks = np.array([NormalDist().inv_cdf((i + 0.5) / n) for i in range(n)])
    low, high = 0.0, 6.0
    for _ in range(60):
        middle = (low + high) / 2
        weights = np.exp(middle * ranks)
        if n * (weights**2).sum() / weights.sum() ** 2 < effect:
            low = middle
        else:
            high = middle
    return np.exp(low * ranks).tolist()


@pytest.mark.parametrize("n", [10, 30, 100])
@pytest.mark.parametrize("effect", [1.5, 2.5])
def test_weighted_mean(n, effect):
    """
    Simulated: the 95 % interval of a weighted mean covers at least what it promises.

    Kish's base is cautious in small samples. The linearised error with t(n - 1) covered
    .840 at n = 10 and a design effect of 2.5, and .91 at n = 30.
    """
    rng = np.random.default_rng(3)
    weights = spread_weights(n, effect)
    times = 4000
    covered = 0
    for _ in range(times):
        limits = mean.interval(Tally.of(rng.normal(size=n).tolist(), weights))
        covered += limits.low <= 0 <= limits.high

    share = covered / times
    say(f"weighted mean n={n:3}, design effect {effect}: {share:.3f}")
    assert share >= 0.94
