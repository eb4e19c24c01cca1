"""
NBD: repeat buying of customers without a contract, none of whom ever leaves.

Customers buy at random at an own rate, gamma(r, alpha) over customers. Where the data
show no sign of leaving this is what the other models come down to; its forecasts are
then upper bounds, since nobody stays for ever. One unit of time throughout: that of
alpha.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import ArrayLike

from cx_xl.models.cache import Cache
from cx_xl.models.derivatives import Evaluation, poisson_gamma
from cx_xl.models.domain import Array, History, at_least_zero, parameters
from cx_xl.models.fit import FEWEST_REPEATERS, Fit, maximise, too_little_data
from cx_xl.models.grouping import Histories

NAMES = ("r", "alpha")
FITS: Cache[Fit] = Cache()


def fit(histories: Histories) -> Fit:
    """
    Fit r and alpha by maximum likelihood.

    Args:
        histories: n customers; fewer than 10 who came back are too little data.

    Returns:
        The fit with its verdict; alpha is in the unit of the ages. The likelihood is
        that of the other models without leaving, so that they can be compared. Equal
        histories are fitted once.

    References:
        Ehrenberg (1959), "The Pattern of Consumer Purchases", Applied Statistics 8(1);
        Fader & Hardie (2005), "A Note on Deriving the Pareto/NBD Model", section 2.
    """
    return FITS.get(("nbd",), histories.arrays, lambda: _fit(histories))


def alive(
    params: Sequence[float], frequency: ArrayLike, recency: ArrayLike, age: ArrayLike
) -> Array:
    """
    Probability that a customer is still active: 1, since nobody leaves.

    Args:
        params: r, alpha.
        frequency: repeat purchases, whole, >= 0.
        recency: time from first to last purchase.
        age: time from first purchase to today.

    Returns:
        Ones, of the shape the arguments broadcast to.

    Raises:
        OutOfRange: a parameter <= 0, recency > age, recency > 0 when frequency = 0.
        NotWhole: a frequency has a fraction.
    """
    parameters(params, NAMES)
    return np.ones_like(History.of(frequency, recency, age).age)


def expected(
    params: Sequence[float],
    horizon: ArrayLike,
    frequency: ArrayLike = 0,
    recency: ArrayLike = 0,
    age: ArrayLike = 0,
) -> Array:
    """
    Expected purchases in the next *horizon* (of a new customer without a history).

    Args:
        params: r, alpha.
        horizon: time ahead, >= 0, in the unit of alpha.
        frequency: repeat purchases, whole, >= 0.
        recency: time from first to last purchase; does not matter here.
        age: time from first purchase to today.

    Returns:
        Purchases >= 0, of the shape the arguments broadcast to: the own rate of each
        customer, drawn towards that of all.

    Raises:
        OutOfRange, NotWhole: as for P(alive); a negative horizon.

    References:
        Fader & Hardie (2005), section 2: (r + x) / (alpha + T) times the horizon.

    >>> expected((0.385, 12.072), 39, 2, 30.43, 38.86).round(3).item()
    1.826
    """
    r, alpha = parameters(params, NAMES)
    ahead, h = at_least_zero("horizon", horizon), History.of(frequency, recency, age)
    return np.asarray((r + h.frequency) / (alpha + h.age) * ahead)


def _fit(histories: Histories) -> Fit:
    if histories.repeaters < FEWEST_REPEATERS:
        return too_little_data(NAMES, histories.n)
    frequencies, customers = histories.by_frequency
    x, age, n = histories.frequency, histories.age, histories.customers

    def likelihood(params: Array) -> Evaluation:
        r, alpha = params.tolist()
        since, p = alpha + age, r + x
        over = n / since
        waiting = Evaluation(
            -float((n * p) @ np.log(since)),
            np.array([-float(n @ np.log(since)), -float(p @ over)]),
            np.array([[0.0, -over.sum()], [-over.sum(), float((p / since) @ over)]]),
        )
        return poisson_gamma(r, alpha, frequencies, customers).plus(waiting)

    return maximise(likelihood, _starts(histories.rate), NAMES, histories.n)


def _starts(rate: float) -> Iterator[tuple[float, ...]]:
    for r in (0.5, 3.0, 0.1, 20.0):
        yield r, r / rate
