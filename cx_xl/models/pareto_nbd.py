"""
Pareto/NBD: repeat buying of customers without a contract, who may leave at any time.

While active a customer buys at random at an own rate, gamma(r, alpha) over customers,
and leaves at an own rate, gamma(s, beta). One unit of time throughout: that of alpha
and beta.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit

from cx_xl.models import pareto_paths
from cx_xl.models.cache import Cache
from cx_xl.models.domain import (
    Array,
    History,
    above_zero,
    at_least_zero,
    parameters,
)
from cx_xl.models.fit import FEWEST_REPEATERS, Fit, maximise, too_little_data
from cx_xl.models.grouping import Histories

NAMES = ("r", "alpha", "s", "beta")
FITS: Cache[Fit] = Cache()


def fit(histories: Histories) -> Fit:
    """
    Fit r, alpha, s and beta by maximum likelihood.

    Args:
        histories: n customers; fewer than 10 who came back are too little data.

    Returns:
        The fit with its verdict; alpha and beta are in the unit of the ages. Equal
        histories are fitted once.

    References:
        Schmittlein, Morrison & Colombo (1987), "Counting Your Customers", Management
        Science 33(1); Fader & Hardie (2005), "A Note on Deriving the Pareto/NBD Model
        and Related Expressions".
    """
    return FITS.get(("pnbd",), histories.arrays, lambda: _fit(histories))


def alive(
    params: Sequence[float], frequency: ArrayLike, recency: ArrayLike, age: ArrayLike
) -> Array:
    """
    Probability that a customer is still active.

    Args:
        params: r, alpha, s, beta.
        frequency: repeat purchases, whole, >= 0.
        recency: time from first to last purchase.
        age: time from first purchase to today.

    Returns:
        Fractions in [0, 1], of the shape the arguments broadcast to.

    Raises:
        OutOfRange: a parameter <= 0, recency > age, recency > 0 when frequency = 0.
        NotWhole: a frequency has a fraction.

    References:
        Schmittlein, Morrison & Colombo (1987), eq. 11-13.

    >>> alive((0.553, 10.578, 0.606, 11.669), 2, 30.43, 38.86).round(3).item()
    0.869
    """
    checked, h = parameters(params, NAMES), History.of(frequency, recency, age)
    return _alive(checked, h)


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
        params: r, alpha, s, beta.
        horizon: time ahead, >= 0, in the unit of alpha.
        frequency: repeat purchases, whole, >= 0.
        recency: time from first to last purchase.
        age: time from first purchase to today.

    Returns:
        Purchases >= 0, of the shape the arguments broadcast to.

    Raises:
        OutOfRange, NotWhole: as for P(alive); a negative horizon.

    References:
        Fader & Hardie (2005), eq. 41.

    >>> expected((0.553, 10.578, 0.606, 11.669), 52).round(2).item()
    1.47
    """
    r, alpha, s, beta = checked = parameters(params, NAMES)
    ahead, h = at_least_zero("horizon", horizon), History.of(frequency, recency, age)
    since = beta + h.age
    # (1 - (since / (since + t))^(s-1)) / (s-1) without the 0/0 at s = 1.
    folds = np.log1p(ahead / since)
    lifetime = since * (folds if s == 1 else -np.expm1((1 - s) * folds) / (s - 1))
    return _alive(checked, h) * (r + h.frequency) / (alpha + h.age) * lifetime


def residual_transactions(
    params: Sequence[float],
    discount: ArrayLike,
    frequency: ArrayLike = 0,
    recency: ArrayLike = 0,
    age: ArrayLike = 0,
) -> Array:
    """
    Discounted expected residual transactions (DERT): all future, in today's value.

    Args:
        params: r, alpha, s, beta.
        discount: continuous rate per unit of alpha, > 0: ln(1 + annual rate) / 52 for
            a yearly rate and weeks.
        frequency: repeat purchases, whole, >= 0.
        recency: time from first to last purchase.
        age: time from first purchase to today.

    Returns:
        Discounted purchases >= 0, of the shape the arguments broadcast to.

    Raises:
        OutOfRange, NotWhole: as for P(alive); a discount <= 0.

    References:
        Fader, Hardie & Lee (2005), "RFM and CLV: Using Iso-Value Curves for Customer
        Base Analysis", JMR 42(4), eq. 3.
    """
    r, alpha, s, beta = checked = parameters(params, NAMES)
    rate, h = above_zero("discount", discount), History.of(frequency, recency, age)
    since = beta + h.age
    lifetime = since * pareto_paths.discounted(s, rate * since)
    return _alive(checked, h) * (r + h.frequency) / (alpha + h.age) * lifetime


def _fit(histories: Histories) -> Fit:
    if histories.repeaters < FEWEST_REPEATERS:
        return too_little_data(NAMES, histories.n)
    likelihood = pareto_paths.Likelihood(histories)
    return maximise(likelihood, _starts(histories), NAMES, histories.n)


def _starts(histories: Histories) -> Iterator[tuple[float, ...]]:
    span = float(histories.customers @ histories.age) / histories.n
    for r, s, beta in ((0.6, 0.6, 0.3), (1.0, 0.3, 1.0), (0.5, 2.0, 3.0), (3.0, 1, 1)):
        yield r, r / histories.rate, s, beta * span


def _alive(params: tuple[float, ...], h: History) -> Array:
    odds = pareto_paths.log_odds_gone(
        params, h.frequency.ravel(), h.recency.ravel(), h.age.ravel()
    )
    return np.asarray(expit(-odds)).reshape(h.age.shape)
