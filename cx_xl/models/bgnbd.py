"""
BG/NBD: repeat buying of customers without a contract.

While active a customer buys at random at an own rate, gamma(r, alpha) over customers;
after each repeat purchase the customer may leave for good, with an own probability,
beta(a, b) over customers. One unit of time throughout: that of alpha.
"""

from collections.abc import Sequence

from numpy.typing import ArrayLike

from cx_xl.models import beta_geometric
from cx_xl.models.cache import Cache
from cx_xl.models.domain import Array, History, at_least_zero, counts, parameters
from cx_xl.models.fit import Fit
from cx_xl.models.grouping import Histories

NAMES = beta_geometric.NAMES
_EXTRA = 0
FITS: Cache[Fit] = Cache()


def fit(histories: Histories) -> Fit:
    """
    Fit r, alpha, a and b by maximum likelihood.

    Args:
        histories: n customers; fewer than 10 who came back are too little data.

    Returns:
        The fit with its verdict; alpha is in the unit of the ages. Equal histories
        are fitted once.

    References:
        Fader, Hardie & Lee (2005), "Counting Your Customers the Easy Way: An
        Alternative to the Pareto/NBD Model", Marketing Science 24(2), eq. 6.

    >>> from cx_xl.models.grouping import Histories
    >>> fit(Histories.of([0, 1], [0, 3], [10, 10])).status
    <Status.TOO_LITTLE_DATA: 2>
    """
    return FITS.get(
        ("bgnbd",), histories.arrays, lambda: beta_geometric.fit(histories, _EXTRA)
    )


def alive(
    params: Sequence[float], frequency: ArrayLike, recency: ArrayLike, age: ArrayLike
) -> Array:
    """
    Probability that a customer is still active.

    Args:
        params: r, alpha, a, b.
        frequency: repeat purchases, whole, >= 0.
        recency: time from first to last purchase.
        age: time from first purchase to today.

    Returns:
        Fractions in [0, 1], of the shape the arguments broadcast to; 1 for customers
        without a repeat purchase, who had no occasion to leave.

    Raises:
        OutOfRange: a parameter <= 0, recency > age, recency > 0 when frequency = 0.
        NotWhole: a frequency has a fraction.

    References:
        Fader, Hardie & Lee (2008), "Computing P(alive) Using the BG/NBD Model".

    >>> alive((0.243, 4.414, 0.793, 2.426), 2, 30.43, 38.86).round(4).item()
    0.7266
    """
    h = History.of(frequency, recency, age)
    return beta_geometric.alive(
        parameters(params, NAMES), h.frequency, h.recency, h.age, _EXTRA
    )


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
        params: r, alpha, a, b.
        horizon: time ahead, >= 0, in the unit of alpha.
        frequency: repeat purchases, whole, >= 0.
        recency: time from first to last purchase.
        age: time from first purchase to today.

    Returns:
        Purchases >= 0, of the shape the arguments broadcast to.

    Raises:
        OutOfRange, NotWhole: as for P(alive); a negative horizon.

    References:
        Fader, Hardie & Lee (2005), eq. 9 and 10.

    >>> expected((0.243, 4.414, 0.793, 2.426), 39, 2, 30.43, 38.86).round(3).item()
    1.226
    """
    checked, h = parameters(params, NAMES), History.of(frequency, recency, age)
    ahead = at_least_zero("horizon", horizon)
    still = beta_geometric.alive(checked, h.frequency, h.recency, h.age, _EXTRA)
    return still * beta_geometric.expected_if_alive(
        checked, ahead, h.frequency, h.age, _EXTRA
    )


def probability(
    params: Sequence[float], purchases: ArrayLike, time: ArrayLike
) -> Array:
    """
    Probability that a new customer makes exactly so many repeat purchases.

    Args:
        params: r, alpha, a, b.
        purchases: whole, >= 0.
        time: since the first purchase, >= 0, in the unit of alpha.

    Returns:
        Fractions in [0, 1], of the shape the arguments broadcast to.

    Raises:
        OutOfRange, NotWhole: a number outside its domain.

    References:
        Fader, Hardie & Lee (2005), eq. 8.

    >>> probability((0.243, 4.414, 0.793, 2.426), 0, 30).round(4).item()
    0.6071
    """
    return beta_geometric.probability(
        parameters(params, NAMES),
        counts("purchases", purchases),
        at_least_zero("time", time),
        _EXTRA,
    )
