"""Simulated futures of customers whose history and parameters are known."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from cx_xl.errors import UnknownOption
from cx_xl.models import bgnbd, mbgnbd, pareto_nbd
from cx_xl.models.domain import Array, History

Random = np.random.Generator
Params = tuple[float, ...]
Simulate = Callable[[Random, Params, History, Array], Array]


def bgnbd_purchases(
    rng: Random, params: Params, history: History, ends: Array
) -> Array:
    """Simulate the purchases of each customer (columns) in each period (rows)."""
    alive = bgnbd.alive(params, history.frequency, history.recency, history.age)
    return _beta_geometric(
        rng, params, history, ends, alive=alive, chances=history.frequency
    )


def mbgnbd_purchases(
    rng: Random, params: Params, history: History, ends: Array
) -> Array:
    """Simulate the purchases of each customer (columns) in each period (rows)."""
    alive = mbgnbd.alive(params, history.frequency, history.recency, history.age)
    return _beta_geometric(
        rng, params, history, ends, alive=alive, chances=history.frequency + 1
    )


def pnbd_purchases(rng: Random, params: Params, history: History, ends: Array) -> Array:
    """Simulate the purchases of each customer (columns) in each period (rows)."""
    r, alpha, s, beta = params
    x, age = history.frequency, history.age
    alive = pareto_nbd.alive(params, x, history.recency, age)
    rate = rng.standard_gamma(r + x) / (alpha + age)
    leaving = rng.standard_gamma(s, x.shape) / (beta + age)
    # A rate that underflows to 0 is a customer who never leaves.
    stay = rng.standard_exponential(x.shape) / np.maximum(leaving, TINY)
    stay = np.where(rng.random(x.shape) < alive, stay, 0.0)
    active = np.diff(np.minimum(ends[:, None], stay), axis=0, prepend=0.0)
    return rng.poisson(rate * active).astype(np.float64)


TINY = 1e-12
SIMULATIONS: dict[str, Simulate] = {
    "bgnbd": bgnbd_purchases,
    "mbgnbd": mbgnbd_purchases,
    "pnbd": pnbd_purchases,
}


def simulation(model: str) -> Simulate:
    """Return how *model* simulates; UnknownOption if it is none of ours."""
    if model not in SIMULATIONS:
        raise UnknownOption("model", choices=", ".join(SIMULATIONS), value=model)
    return SIMULATIONS[model]


def _beta_geometric(  # noqa: PLR0913 - what the two models hand to their common part
    rng: Random,
    params: Params,
    history: History,
    ends: Array,
    *,
    alive: Array,
    chances: Array,
) -> Array:
    """Buy at the posterior rate until the purchase after which the customer leaves."""
    r, alpha, a, b = params
    x, age = history.frequency, history.age
    rate = rng.standard_gamma(r + x) / (alpha + age)
    leaving = np.maximum(rng.beta(a, b + chances), TINY)
    last = np.where(rng.random(x.shape) < alive, rng.geometric(leaving), 0)
    spans = np.diff(ends, prepend=0.0)[:, None]
    wanted = rng.poisson(rate * spans).cumsum(axis=0)
    bought = np.diff(np.minimum(wanted, last), axis=0, prepend=0)
    return np.asarray(bought, dtype=np.float64)


class Money(NamedTuple):
    """What simulated purchases are worth: Gamma-Gamma spend, discounted."""

    spent: Array  # x times mean spend of each customer
    frequency: Array
    factors: Array  # discount factor times margin of each period

    def of(self, rng: Random, params: Params, bought: Array) -> Array:
        """Simulate the value of *bought* (periods, customers), per customer."""
        p, q, gamma = params
        rate = rng.standard_gamma(p * self.frequency + q) / (gamma + self.spent)
        return np.asarray(self.factors @ rng.standard_gamma(p * bought) / rate)
