"""
Exact coverage of the 95 % intervals at n = 10, 30 and 100.

Run: pytest -o faulthandler_timeout=0 tests/slow/slow_coverage.py -q -s
Every outcome of a survey is enumerated, so nothing is left to chance. The populations
are a grid of 142: promoters .10 to .85, detractors .05 to .65, some passives.
"""

import sys
from itertools import product
from math import comb, lgamma

import numpy as np
import pytest

from cx_xl.stats import net_score, proportion

POPULATIONS = [
    (p / 20, d / 20) for p, d in product(range(2, 18), range(1, 14)) if p + d < 20
]
# Mean and least coverage: no method may fall below, the recommended ones by far not.
NPS_FLOORS = {
    ("wald", 10): (0.85, 0.60),
    ("wald", 30): (0.92, 0.80),
    ("wald", 100): (0.94, 0.90),
    ("adjusted", 10): (0.945, 0.92),
    ("adjusted", 30): (0.945, 0.93),
    ("adjusted", 100): (0.948, 0.94),
    ("score", 10): (0.945, 0.93),
    ("score", 30): (0.945, 0.93),
    ("score", 100): (0.948, 0.945),
}


def outcomes(n):
    """Return every (promoters, passives, detractors) of *n* answers."""
    return [(p, n - p - d, d) for p in range(n + 1) for d in range(n - p + 1)]


@pytest.mark.parametrize(("method", "n"), NPS_FLOORS)
def test_net_promoter_score(method, n):
    """
    Rocks (2016): adjusted Wald and score keep their promise at n = 10, Wald does not.
    """
    counts = np.array(outcomes(n))
    limits = np.array(
        [net_score.interval(net_score.Counts(*c), 0.95, method) for c in counts]
    )
    log_ways = np.array([lgamma(n + 1) - sum(lgamma(k + 1) for k in c) for c in counts])
    covered = []
    for p, d in POPULATIONS:
        with np.errstate(divide="ignore", invalid="ignore"):
            terms = np.where(counts > 0, counts * np.log([p, max(0, 1 - p - d), d]), 0)
        chance = np.exp(log_ways + terms.sum(axis=1))
        holds = (limits[:, 0] <= p - d + 1e-12) & (p - d - 1e-12 <= limits[:, 1])
        covered.append(chance[holds].sum())

    mean, least = np.mean(covered), np.min(covered)
    sys.stdout.write(f"\n{method:9} n={n:3}: mean {mean:.3f}, least {least:.3f}")
    assert mean >= NPS_FLOORS[method, n][0]
    assert least >= NPS_FLOORS[method, n][1]


@pytest.mark.parametrize("n", [10, 30, 100])
@pytest.mark.parametrize(
    ("method", "floor"),
    [("wilson", 0.82), ("agresti-coull", 0.92), ("exact", 0.95), ("jeffreys", 0.85)],
)
def test_shares(method, floor, n):
    """
    Brown, Cai and DasGupta (2001), section 4: the mean is near 95 %, the exact
    interval never below it.
    """
    limits = np.array([proportion.interval(k, n, 0.95, method) for k in range(n + 1)])
    ways = np.array([comb(n, k) for k in range(n + 1)], dtype=float)
    shares = np.linspace(0.02, 0.98, 97)
    covered = []
    for share in shares:
        k = np.arange(n + 1)
        chance = ways * share**k * (1 - share) ** (n - k)
        covered.append(chance[(limits[:, 0] <= share) & (share <= limits[:, 1])].sum())

    mean, least = np.mean(covered), np.min(covered)
    sys.stdout.write(f"\n{method:13} n={n:3}: mean {mean:.3f}, least {least:.3f}")
    assert 0.94 <= mean <= 0.99
    assert least >= floor
