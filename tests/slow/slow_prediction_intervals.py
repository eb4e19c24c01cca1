"""
Simulated coverage of the prediction intervals, on customers the models made up.

Run: pytest -o faulthandler_timeout=0 tests/slow/slow_prediction_intervals.py -s
"""

import numpy as np
import pytest

from cx_xl.models import gamma_gamma, intervals
from cx_xl.models.bgnbd import bgnbd
from cx_xl.models.fit import Status
from cx_xl.models.grouping import Histories

PURCHASES = (0.8, 6.0, 0.7, 3.0)
SPEND = (6.25, 3.74, 15.44)
SEEN, AHEAD = 52.0, 26.0
WORLDS = 400


def _world(rng, n):
    """Make n customers: what is seen in a year, and what the next half brings."""
    r, alpha, a, b = PURCHASES
    p, q, gamma = SPEND
    rate, last = rng.gamma(r, 1 / alpha, n), rng.geometric(rng.beta(a, b, n))
    wanted, later = rng.poisson(rate * SEEN), rng.poisson(rate * AHEAD)
    x = np.minimum(wanted, last)
    # Given their number, purchases are uniform; the k-th of m is beta(k, m - k + 1).
    moment = SEEN * rng.beta(np.maximum(x, 1), wanted - x + 1)
    bought = np.minimum(wanted + later, last) - x
    spread = rng.gamma(q, 1 / gamma, n)
    mean = rng.gamma(p * np.maximum(x, 1), 1 / (spread * np.maximum(x, 1)))
    spent = rng.standard_gamma(p * bought) / spread
    history = x.astype(float), np.where(x > 0, moment, 0.0), np.full(n, SEEN)
    return history, np.where(x > 0, mean, 0.0), bought, spent


@pytest.mark.parametrize("n", [100, 300, 1000])
def test_coverage(n):
    """
    Of 400 worlds' totals, 95 % fall inside the 95 % limits, to 4 errors.

    Worlds whose fit is flagged are left out: a quarter of them with 100 customers.
    """
    rng = np.random.default_rng(n)
    inside = {"purchases": [], "value": [], "customers": []}
    for world in range(WORLDS):
        history, mean, bought, spent = _world(rng, n)
        fit = bgnbd.fit(Histories.of(*history))
        spend_fit = gamma_gamma.fit(history[0], mean)
        if {fit.status, spend_fit.status} != {Status.CONVERGED}:
            continue
        options = {"horizon": AHEAD, "seed": world, "draws": 300}
        found = intervals.purchases("bgnbd", fit, history, **options)
        inside["purchases"].append(found.total_low <= bought.sum() <= found.total_high)
        covered = (found.low <= bought) & (bought <= found.high)
        inside["customers"].append(covered.mean())
        money = intervals.value(
            "bgnbd", fit, spend_fit, history, mean, period=AHEAD, **options
        )
        inside["value"].append(money.total_low <= spent.sum() <= money.total_high)

    used = len(inside["value"])
    coverage = {name: float(np.mean(values)) for name, values in inside.items()}
    print(n, "customers,", used, "worlds used:", coverage)  # noqa: T201 - the result
    error = (0.95 * 0.05 / used) ** 0.5
    for name in ("purchases", "value"):
        assert coverage[name] > 0.95 - 4 * error
    # Counts are discrete: a customer's limits hold at least what they promise.
    assert coverage["customers"] > 0.95 - 4 * error
