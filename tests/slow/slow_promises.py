"""
What defaults and tests promise, and what simulation measures: type I and coverage.

Run: pytest -o faulthandler_timeout=0 tests/slow/slow_promises.py -q -s
Each promise is a function that returns rows; whoever makes another one adds another.
Seeds are fixed, so that the table is the same in every run.
"""

import random
import sys
from itertools import accumulate, pairwise
from math import pi, sin
from typing import NamedTuple

import numpy as np
import pytest

from cx_xl import call_function
from cx_xl.stats.importance import importance


class Row(NamedTuple):
    """What was measured, and between what it was promised to lie."""

    name: str
    measured: float
    least: float = 0.0
    most: float = 1.0


def wandering(draw, follow, n=24):
    """Return a series that follows itself so much (1: a random walk)."""
    burn_in = 0 if follow == 1 else 100
    noise = (draw.gauss(0, 1) for _ in range(n + burn_in))
    return list(accumulate(noise, lambda last, new: follow * last + new))[burn_in:]


def any_link(*arguments):
    """Say whether any adjusted p-value lies below .05, and what the note is."""
    rows = call_function("CX_KPI_LINK", *arguments)[1:]
    found = any(type(row[4]) is float and row[4] < 0.05 for row in rows)
    return found, rows[0][9]


def kpi_link_level():
    """Of 2,000 pairs of series without a link, few have one at any of five lags."""
    draw = random.Random(1)
    worlds = {
        "independent": lambda: wandering(draw, 0),
        "AR(.5)": lambda: wandering(draw, 0.5),
        "AR(.8)": lambda: wandering(draw, 0.8),
        "random walk": lambda: wandering(draw, 1),
        "random walk under noise": lambda: [
            0.5 * level + draw.gauss(0, 1) for level in wandering(draw, 1)
        ],
    }
    for name, series in worlds.items():
        links = [any_link(series(), series())[0] for _ in range(2000)]
        yield Row(f"CX_KPI_LINK, {name}: any link", np.mean(links), most=0.07)
    for name in ("independent", "AR(.8)", "random walk"):
        changes = (
            any_link(worlds[name](), worlds[name](), 4, True)[0] for _ in range(2000)
        )
        share = np.mean(list(changes))
        yield Row(f"CX_KPI_LINK, changes of {name}: any link", share, most=0.07)


def kpi_link_patterns():
    """
    Trends and seasons alone are no link, and the note says which difference to take.
    """
    draw = random.Random(2)
    patterns = {
        "trend of 1 sd": (24, lambda t: (t - 11.5) / 6.92),
        "trend of 2 sd": (24, lambda t: (t - 11.5) / 3.46),
        "season of 2 sd": (24, lambda t: 2 * 2**0.5 * sin(pi * t / 6)),
        "season of 1 sd, 48 months": (48, lambda t: 2**0.5 * sin(pi * t / 6)),
        "Decembers of 1 sd, 48 months": (48, lambda t: 12**0.5 * (t % 12 == 11)),
    }
    for name, (n, pattern) in patterns.items():
        found = [
            any_link(*([pattern(t) + draw.gauss(0, 1) for t in range(n)] for _ in "xy"))
            for _ in range(1000)
        ]
        unsaid = np.mean([linked and not note for linked, note in found])
        noted = np.mean([bool(note) for _, note in found])
        yield Row(f"CX_KPI_LINK, {name}: link without a note", unsaid, most=0.07)
        yield Row(f"CX_KPI_LINK, {name}: noted", noted, least=0.9)
    for name, length in (("trend of 2 sd", None), ("season of 2 sd", 12)):
        n, pattern = patterns[name]
        options = (4, True) if length is None else (4, None, None, length)
        links = [
            any_link(
                *([pattern(t) + draw.gauss(0, 1) for t in range(2 * n)] for _ in "xy"),
                *options,
            )[0]
            for _ in range(1000)
        ]
        yield Row(
            f"CX_KPI_LINK, {name}, differenced: any link", np.mean(links), 0, 0.07
        )


def kpi_link_weak_season():
    """
    What two years can not tell: a common season that explains half of each series.
    """
    draw = random.Random(8)
    found = [
        any_link(
            *(
                [2**0.5 * sin(pi * t / 6) + draw.gauss(0, 1) for t in range(24)]
                for _ in "xy"
            )
        )
        for _ in range(1000)
    ]
    unsaid = np.mean([linked and not note for linked, note in found])
    yield Row("CX_KPI_LINK, season of 1 sd: link without a note", unsaid, most=0.17)


def kpi_link_power():
    """A real link a period later is found nearly as often as by the plain test."""
    for r in (0.4, 0.5, 0.6, 0.7, 0.9):
        draw = random.Random(3)
        found, plain = [], []
        for _ in range(1000):
            kpi = [draw.gauss(0, 1) for _ in range(25)]
            outcome = [
                r * before + (1 - r * r) ** 0.5 * draw.gauss(0, 1)
                for before, _ in pairwise(kpi)
            ]
            found.append(any_link(kpi[1:], outcome)[0])
            plain.append(plain_link(kpi[1:], outcome))
        lost = np.mean(plain) - np.mean(found)
        yield Row(f"plain tests, r = {r}: link found", np.mean(plain))
        yield Row(f"CX_KPI_LINK, r = {r}: link found", np.mean(found))
        yield Row(f"CX_KPI_LINK, r = {r}: lost by being careful", lost, -1, 0.1)


def plain_link(kpi, outcome):
    """Say whether five Pearson tests with Holm's adjustment find a link."""
    from scipy.stats import pearsonr  # noqa: PLC0415 - only here

    n = len(kpi)
    p_values = [pearsonr(kpi[: n - k], outcome[k:]).pvalue for k in range(5)]
    return 5 * min(p_values) < 0.05


def respondents(rng, coefficients, r_squared, n, among=0.5):
    """Return the outcome and the drivers of n people, and the true correlations."""
    p = len(coefficients)
    between = np.full((p, p), among) + (1 - among) * np.eye(p)
    explained = coefficients @ between @ coefficients
    rest = explained * (1 - r_squared) / r_squared
    drivers = rng.standard_normal((n, p)) @ np.linalg.cholesky(between).T
    outcome = drivers @ coefficients + rest**0.5 * rng.standard_normal(n)
    with_outcome = between @ coefficients / (explained + rest) ** 0.5
    return outcome, drivers, between, with_outcome


def johnson(between, with_outcome):
    """Return Johnson's weights of a population as shares."""
    values, vectors = np.linalg.eigh(between)
    loadings = vectors @ np.diag(values**0.5) @ vectors.T
    raw = loadings**2 @ np.linalg.solve(loadings, with_outcome) ** 2
    return raw / raw.sum()


def driver_limits():
    """The limits of shares cover the truth, from the least base on."""
    rng = np.random.default_rng(4)
    worlds = {
        "two equal": (np.ones(2), 0.3, 0.5),
        "six equal": (np.ones(6), 0.3, 0.5),
        "six rising": (np.arange(1, 7) / 6, 0.5, 0.5),
        "three of six without effect": (np.repeat([1, 0], 3), 0.5, 0.5),
        "three of six at 0": (np.repeat([1, 0], 3), 0.5, 0),
    }
    for name, (coefficients, r_squared, among) in worlds.items():
        p = len(coefficients)
        for n in (max(20, 5 * p), 20 * p):
            inside = []
            for _ in range(300):
                made = respondents(rng, coefficients, r_squared, n, among)
                outcome, drivers, *truth = made
                found = importance(outcome, dict(enumerate(drivers.T)))
                low, high = np.array(found.limits).T
                share = johnson(*truth)
                inside.append((low <= share) & (share <= high))
            by_driver = np.mean(inside, axis=0)
            said = f"CX_DRIVERS, {name}, n = {n}"
            yield Row(f"{said}: covered", np.mean(by_driver), least=0.91)
            yield Row(f"{said}: least covered", min(by_driver), least=0.83)


def driver_limits_of_many():
    """Groups of rows, which stand for rows above a thousand, do the same."""
    rng = np.random.default_rng(5)
    inside = []
    for _ in range(200):
        outcome, drivers, *truth = respondents(rng, np.arange(1, 5) / 4, 0.3, 3000)
        low, high = np.array(importance(outcome, dict(enumerate(drivers.T))).limits).T
        share = johnson(*truth)
        inside.append((low <= share) & (share <= high))
    yield Row("CX_DRIVERS, n = 3000: covered", np.mean(inside), 0.92, 0.98)


def concentrate(outcome, drivers):
    """Say whether CX_IPA points at an aspect, with the limits of CX_DRIVERS or not."""
    answers = [[f"aspect {i}" for i in range(drivers.shape[1])], *drivers.tolist()]
    _, *rows = call_function("CX_DRIVERS", ["overall", *outcome], answers)
    names, shares, _, _, _, means, *limits = zip(*rows[:-3], strict=True)
    low, high, mean_low, mean_high = limits
    around = (
        list(zip(low, high, strict=True)),
        list(zip(mean_low, mean_high, strict=True)),
    )
    return [
        any("Concentrate here" in row for row in table)
        for table in (
            call_function("CX_IPA", names, shares, means, None, None, *around),
            call_function("CX_IPA", names, shares, means),
        )
    ]


def ipa_of_equal_aspects():
    """Six equal aspects point nowhere; nor do those that differ in importance alone."""
    rng = np.random.default_rng(6)
    worlds = {
        "six equal aspects": (np.ones(6), 0.5),
        "six equal aspects, no halo": (np.ones(6), 0.0),
        "equal performance": (np.repeat([3.0, 1.0], 3), 0.5),
        "equal performance, no halo": (np.repeat([3.0, 1.0], 3), 0.0),
    }
    for name, (coefficients, among) in worlds.items():
        for n in (60, 400):
            found = []
            for _ in range(300):
                outcome, drivers, *_ = respondents(rng, coefficients, 0.5, n, among)
                found.append(concentrate(outcome, 7 + drivers))
            tested, untested = np.mean(found, axis=0)
            yield Row(f'CX_IPA, {name}, n = {n}: "Concentrate here"', tested, most=0.07)
            yield Row(f"CX_IPA, {name}, n = {n}: without limits (noted)", untested)


def ipa_power():
    """An aspect that matters twice as much and does .5 sd worse is found."""
    rng = np.random.default_rng(7)
    found = []
    for _ in range(200):
        made = respondents(rng, np.array([3.0, 1, 1, 1, 1, 1]), 0.5, 400)
        outcome, drivers, *_ = made
        found.append(concentrate(outcome, 7 + drivers - [0.5, 0, 0, 0, 0, 0])[0])
    yield Row("CX_IPA, one weak and important aspect, n = 400", np.mean(found), 0.8)


PROMISES = (
    kpi_link_level,
    kpi_link_patterns,
    kpi_link_weak_season,
    kpi_link_power,
    driver_limits,
    driver_limits_of_many,
    ipa_of_equal_aspects,
    ipa_power,
)


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.__name__)
def test_promise(promise):
    """Every row lies where it was promised to lie."""
    rows = list(promise())

    for row in rows:
        asked = f"{row.least:g} to {row.most:g}"
        sys.stdout.write(f"\n{row.name:66} {row.measured:6.3f}   {asked}")
    assert [] == [row for row in rows if not row.least <= row.measured <= row.most]
