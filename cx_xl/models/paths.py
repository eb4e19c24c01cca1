"""
Simulated futures of customers whose history is known, under many sets of parameters.

Most customers buy nothing in the time ahead, so only those who do are followed: first
comes how often they would buy without leaving, then whether they are still here and for
how long they stay.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cx_xl.errors import Undefined, UnknownOption
from cx_xl.models import beta_geometric, pareto_paths
from cx_xl.models.domain import Array, History, Mask

Random = np.random.Generator
Whole = NDArray[np.int64]

TINY = 1e-12
# More purchases than this in one future are a wrong unit, and no longer counted.
MOST_PURCHASES = 1e9
# e^600 times the age: who stays that long stays for ever.
LONGEST_STAY = 600.0
# Quadrature nodes for who has left: to three digits, far below the noise of the draws.
NODES = 8


class Future(NamedTuple):
    """
    Who buys in the time ahead, and when: an entry per draw and customer who does.

    Attributes:
        draw, who: the column of parameters and the customer.
        bought: purchases, at least 1.
        end: purchases are scattered evenly over the time until then,
        closed: but for one that falls on the end, where it made the customer leave.
    """

    draw: Whole
    who: Whole
    bought: Whole
    end: Array
    closed: Mask


Simulate = Callable[[Random, Array, History, float], Future]


def bgnbd_future(
    rng: Random, params: Array, history: History, horizon: float
) -> Future:
    """Simulate the *horizon* of customers for each column of *params*."""
    return _beta_geometric(rng, params, history, horizon, extra=0)


def mbgnbd_future(
    rng: Random, params: Array, history: History, horizon: float
) -> Future:
    """Simulate the *horizon* of customers for each column of *params*."""
    return _beta_geometric(rng, params, history, horizon, extra=1)


def pnbd_future(rng: Random, params: Array, history: History, horizon: float) -> Future:
    """Simulate the *horizon* of customers for each column of *params*."""
    draw, who, wanted = _wanted(rng, params, history, horizon)
    s, beta = params[2:, draw]
    folds = rng.standard_exponential(draw.size) / s
    stay = (beta + history.age[who]) * np.expm1(np.minimum(folds, LONGEST_STAY))
    end = np.minimum(stay, horizon)
    bought = rng.binomial(wanted, end / horizon)
    some = np.flatnonzero(bought)
    draw, who, bought, end = draw[some], who[some], bought[some], end[some]
    one = history.at(who)
    odds = pareto_paths.log_odds_gone(
        params[:, draw], one.frequency, one.recency, one.age, NODES
    )
    here = np.flatnonzero(rng.logistic(size=draw.size) > odds)
    return Future(draw[here], who[here], bought[here], end[here], _never(here.size))


def nbd_future(rng: Random, params: Array, history: History, horizon: float) -> Future:
    """Simulate the *horizon* of customers, none of whom leaves."""
    draw, who, bought = _wanted(rng, params, history, horizon)
    return Future(draw, who, bought, np.full(who.size, horizon), _never(who.size))


SIMULATIONS: dict[str, Simulate] = {
    "bgnbd": bgnbd_future,
    "mbgnbd": mbgnbd_future,
    "pnbd": pnbd_future,
    "nbd": nbd_future,
}


def simulation(model: str) -> Simulate:
    """Return how *model* simulates; UnknownOption if it is none of ours."""
    if model not in SIMULATIONS:
        raise UnknownOption("model", choices=", ".join(SIMULATIONS), value=model)
    return SIMULATIONS[model]


def _beta_geometric(
    rng: Random, params: Array, history: History, horizon: float, *, extra: int
) -> Future:
    """Buy at the posterior rate until the purchase after which the customer leaves."""
    draw, who, wanted = _wanted(rng, params, history, horizon)
    one = history.at(who)
    odds = beta_geometric.log_odds_gone(
        params[:, draw], one.frequency, one.recency, one.age, extra
    )
    here = np.flatnonzero(rng.logistic(size=draw.size) > odds)
    draw, who, wanted = draw[here], who[here], wanted[here]
    a, b = params[2:, draw]
    leaving = rng.beta(a, b + one.frequency[here] + extra)
    last = rng.geometric(np.maximum(leaving, TINY))
    closed = last < wanted
    end = np.full(who.size, horizon)
    # The last-th of all evenly scattered purchases is when the customer leaves.
    end[closed] *= rng.beta(last[closed], wanted[closed] - last[closed] + 1)
    return Future(draw, who, np.minimum(wanted, last), end, closed)


def _wanted(
    rng: Random, params: Array, history: History, horizon: float
) -> tuple[Whole, Whole, Whole]:
    """
    Return who would buy without leaving (draw and customer), and how often.

    The first purchase of a customer with a gamma rate comes after a Lomax time, which
    is quick to draw; only where it lies ahead are more purchases looked for, at the
    rate that is known then.
    """
    r, alpha = params[0][:, None], params[1][:, None]
    shape, since = r + history.frequency, alpha + history.age
    folds = rng.standard_exponential(shape.shape)
    place = np.flatnonzero(folds < shape * np.log(1 + horizon / since))
    shape, since = shape.ravel()[place], since.ravel()[place]
    first = since * np.expm1(folds.ravel()[place] / shape)
    rate = rng.standard_gamma(shape + 1) / (since + first)
    mean = rate * np.maximum(horizon - first, 0.0)
    if not mean.max(initial=0.0) <= MOST_PURCHASES:
        raise Undefined(
            "horizon",
            why_en="it is so far ahead that purchases cannot be counted; look nearer.",
            why_it="è così lontano che gli acquisti non si contano; accorcialo.",
        )
    draw = place // history.age.size
    return draw, place - draw * history.age.size, 1 + rng.poisson(mean)


def _never(n: int) -> Mask:
    return np.zeros(n, dtype=bool)
