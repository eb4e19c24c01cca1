"""
Coverage of the 95 % intervals of differences, and how often equals seem different.

Run: pytest -o faulthandler_timeout=0 tests/slow/slow_differences.py -q -s
Outcomes are enumerated where they are few enough, so that nothing is left to chance;
else samples are drawn with a fixed seed (a standard error of .002 to .004).
"""

import sys
from datetime import date, timedelta
from itertools import product
from math import lgamma

import numpy as np
import pytest

from cx_xl.errors import Undefined
from cx_xl.kpi.control import control
from cx_xl.kpi.paired import nps_diff_paired
from cx_xl.kpi.survival import survival
from cx_xl.stats import matched, net_score, proportion, two_groups
from cx_xl.stats.matched import Pairs
from cx_xl.stats.net_score import Counts

SIZES = [10, 30, 100]
SHARES = [0.05, 0.2, 0.5, 0.8, 0.95]
# Promoters, passives and detractors: loved, usual, divided, disliked.
SCORES = [(0.8, 0.15, 0.05), (0.5, 0.3, 0.2), (0.4, 0.2, 0.4), (0.2, 0.3, 0.5)]
# Both, only the first time, only the second, neither: unchanged, alike, moved.
TABLES = [
    (0.45, 0.05, 0.05, 0.45),
    (0.7, 0.1, 0.1, 0.1),
    (0.25, 0.25, 0.25, 0.25),
    (0.5, 0.2, 0.1, 0.2),
    (0.75, 0.2, 0.02, 0.03),
]
DRAWS = 10_000


def outcomes(n, cells):
    """Every way to spread *n* answers over so many cells."""
    if cells == 1:
        return [(n,)]
    return [(k, *rest) for k in range(n + 1) for rest in outcomes(n - k, cells - 1)]


def chances(counts, population):
    """The multinomial probability of each row of *counts*."""
    factorials = np.array([lgamma(k + 1) for k in range(counts[0].sum() + 1)])
    log_ways = factorials[-1] - factorials[counts].sum(axis=1)
    return np.exp(log_ways + counts @ np.log(population))


def check_coverage(name, n, covered, mean, least):
    sys.stdout.write(
        f"\n{name:28} n={n:3}: covers mean {np.mean(covered):.3f},"
        f" least {np.min(covered):.3f}"
    )
    assert np.mean(covered) >= mean
    assert np.min(covered) >= least


def check_level(name, n, rejected, most):
    sys.stdout.write(f"\n{name:28} n={n:3}: type I at most {np.max(rejected):.3f}")
    assert np.max(rejected) <= most


@pytest.mark.parametrize("n", SIZES)
def test_shares(n):
    """
    Newcombe (1998): method 10 covers 95 % on average, hardly less anywhere; Campbell
    (2007): the N-1 test keeps its level but for small expected counts.
    """
    cells = np.array(outcomes(n, 2))
    pairs = [(i, j) for i in range(n + 1) for j in range(n + 1)]
    limits = np.array([two_groups.shares(i, n, j, n) for i, j in pairs])
    p = np.array([proportion.p_value(i, n, j, n) for i, j in pairs])
    order = np.argsort(cells[:, 0])
    covered, rejected = [], []
    for one, other in product(SHARES, SHARES):
        chance = np.outer(
            *(chances(cells, (x, 1 - x))[order] for x in (one, other))
        ).ravel()
        holds = (limits[:, 0] <= one - other + 1e-12) & (
            one - other - 1e-12 <= limits[:, 1]
        )
        covered.append(chance[holds].sum())
        if one == other:
            rejected.append(chance[p < 0.05].sum())

    check_coverage("CX_RATE_DIFF", n, covered, 0.95, 0.92)
    check_level("CX_RATE_DIFF", n, rejected, 0.057)


@pytest.mark.parametrize("n", SIZES)
def test_paired_shares(n):
    """
    Newcombe (1998b): method 10 for pairs; Fagerland, Lydersen, Laake (2013): the mid-p
    test never went beyond its level in their 9595 cases.
    """
    tables = outcomes(n, 4)
    counts = np.array(tables)
    limits = np.array([matched.shares(Pairs(*table)) for table in tables])
    p = np.array([matched.mid_p_value(Pairs(*table)) for table in tables])
    covered, rejected = [], []
    for population in TABLES:
        chance = chances(counts, population)
        true = population[1] - population[2]
        holds = (limits[:, 0] <= true + 1e-12) & (true - 1e-12 <= limits[:, 1])
        covered.append(chance[holds].sum())
        if not true:
            rejected.append(chance[p < 0.05].sum())

    check_coverage("CX_RATE_DIFF_PAIRED", n, covered, 0.95, 0.935)
    check_level("CX_RATE_DIFF_PAIRED", n, rejected, 0.05)


@pytest.mark.parametrize(
    ("method", "n", "mean", "least", "most"),
    [
        ("adjusted", 10, 0.945, 0.9, 0.055),
        ("adjusted", 30, 0.945, 0.93, 0.055),
        ("adjusted", 100, 0.945, 0.94, 0.055),
        ("wald", 10, 0.91, 0.9, 0.09),
        ("wald", 30, 0.93, 0.93, 0.07),
        ("wald", 100, 0.94, 0.94, 0.06),
    ],
)
def test_net_scores(method, n, mean, least, most):
    """
    Two samples of as many people, all pairs of the four populations: the adjustment
    keeps its promise at n = 10 for equals, and nearly so for scores 105 points apart.
    """
    draws = np.random.default_rng(1)
    covered, rejected = [], []
    for one, other in product(SCORES, SCORES):
        samples = zip(
            draws.multinomial(n, one, DRAWS).tolist(),
            draws.multinomial(n, other, DRAWS).tolist(),
            strict=True,
        )
        true = one[0] - one[2] - other[0] + other[2]
        inside = different = 0
        for a, b in samples:
            counts = Counts(*a), Counts(*b)
            low, high = two_groups.net_scores(*counts, 0.95, method)
            inside += low <= true + 1e-12 and true - 1e-12 <= high
            different += net_score.p_value(*counts, method) < 0.05
        covered.append(inside / DRAWS)
        if one == other:
            rejected.append(different / DRAWS)

    check_coverage(f"CX_NPS_DIFF {method}", n, covered, mean, least)
    check_level(f"CX_NPS_DIFF {method}", n, rejected, most)


@pytest.mark.parametrize(
    ("method", "tails", "n", "most"),
    [
        ("adjusted", 1, 10, 0.09),
        ("adjusted", 1, 30, 0.06),
        ("adjusted", 1, 100, 0.06),
        ("adjusted", 2, 10, 0.06),
        ("adjusted", 2, 30, 0.055),
        ("adjusted", 2, 100, 0.055),
        ("score", 1, 10, 0.06),
        ("score", 1, 30, 0.055),
        ("score", 1, 100, 0.055),
        ("score", 2, 10, 0.055),
        ("score", 2, 30, 0.055),
        ("score", 2, 100, 0.055),
    ],
)
def test_net_score_and_target(method, tails, n, most):
    """
    The target is the true score: how often does it seem passed, or missed? The
    adjustment pulls disliked scores up, so that one tail passes them too often.
    """
    counts = np.array(outcomes(n, 3))
    rejected = []
    for population in SCORES:
        true = population[0] - population[2]
        p = [
            two_groups.net_score_p_value(Counts(*row), true, method, tails)
            for row in counts.tolist()
        ]
        chance = chances(counts, population)
        rejected.append(chance[np.array(p) < 0.05].sum())

    check_level(f"CX_NPS_TARGET_TEST {method} {tails}", n, rejected, most)


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("kept", [0.0, 0.5, 0.8])
def test_net_scores_of_the_same_customers(kept, n):
    """
    A share of the customers answers as before, the others as if for the first time.
    """
    draws = np.random.default_rng(1)
    answers = np.array([10, 8, 3])
    covered, rejected, refused = [], [], 0
    for one, other in product(SCORES, SCORES):
        inside = different = told_apart = 0
        for _ in range(DRAWS // 5):
            first = answers[draws.choice(3, n, p=one)]
            second = answers[draws.choice(3, n, p=other)]
            second = np.where(draws.random(n) < kept, first, second)
            true = 100 * (1 - kept) * (one[0] - one[2] - other[0] + other[2])
            try:
                row = nps_diff_paired(first.tolist(), second.tolist())
            except Undefined:
                refused += 1
                continue
            told_apart += 1
            inside += row.low <= true + 1e-9 and true - 1e-9 <= row.high
            different += row.p < 0.05
        covered.append(inside / told_apart)
        if one == other:
            rejected.append(different / told_apart)

    name = f"CX_NPS_DIFF_PAIRED kept {kept}"
    check_coverage(name, n, covered, 0.94, 0.9)
    check_level(name, n, rejected, 0.07)
    sys.stdout.write(f", refused {refused / (len(SCORES) ** 2 * DRAWS // 5):.3f}")


@pytest.mark.parametrize("n", SIZES)
def test_survival(n):
    """
    A tenth of the customers leaves each month; they began during the last two years.
    """
    draws = np.random.default_rng(1)
    as_of = date(2026, 6, 30)
    covered = {3: [0, 0], 6: [0, 0], 12: [0, 0]}
    for _ in range(DRAWS // 5):
        ages = draws.integers(1, 730, n).tolist()
        stays = np.ceil(draws.exponential(10 * 30.4375, n)).tolist()
        start = [as_of - timedelta(days=age) for age in ages]
        end = [
            day + timedelta(days=stay) if stay <= age else None
            for day, stay, age in zip(start, stays, ages, strict=True)
        ]
        rows = survival(start, end, as_of, "D").rows
        for month, found in covered.items():
            days = round(month * 30.4375)
            if days < len(rows):
                true = np.exp(-days / (10 * 30.4375))
                found[0] += rows[days][4] <= true <= rows[days][5]
                found[1] += 1
    shares = [inside / all_ for inside, all_ in covered.values()]
    check_coverage("CX_SURVIVAL 3, 6, 12 months", n, shares, 0.945, 0.94)


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize(("run", "most"), [(0, 0.0035), (8, 0.009)])
def test_control(run, most, n):
    """Independent normal values: Shewhart's limits hold 99.73 % of them when known."""
    draws = np.random.default_rng(1)
    points = charts = 0
    for _ in range(DRAWS // 5):
        table = control(draws.normal(40, 5, n).tolist(), None, None, run)
        signals = sum(row[5] != "" for row in table.rows)
        points += signals
        charts += signals > 0
    sys.stdout.write(
        f"\nCX_CONTROL run {run} n={n:3}: signals {points / (DRAWS // 5 * n):.4f}"
        f" of points, {charts / (DRAWS // 5):.3f} of charts"
    )
    assert points / (DRAWS // 5 * n) <= most
