"""
BG/BB: repeat buying at set occasions (yearly donations, events, issues).

At each of n occasions an active customer buys with an own probability, beta(alpha,
beta) over customers, and before each one leaves for good with another, beta(gamma,
delta). Time is the number of occasions.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaln, hyp2f1

from cx_xl.models.cache import Cache
from cx_xl.models.derivatives import BetaRatio, Evaluation, mixture
from cx_xl.models.domain import (
    Array,
    above_zero,
    counts,
    parameters,
    require,
    require_repeats,
)
from cx_xl.models.fit import FEWEST_REPEATERS, Fit, maximise, too_little_data
from cx_xl.models.grouping import Histories
from cx_xl.models.parameters import PARAMETERS

NAMES = PARAMETERS["bgbb"]
FITS: Cache[Fit] = Cache()


def fit(histories: Histories) -> Fit:
    """
    Fit alpha, beta, gamma and delta by maximum likelihood.

    Args:
        histories: repeat purchases, occasion of the last one, occasions offered; all
            whole, with frequency <= recency <= age.

    Returns:
        The fit with its verdict; fewer than 10 who came back are too little data.
        Equal histories are fitted once.

    Raises:
        OutOfRange, NotWhole: a number outside its domain.

    References:
        Fader, Hardie & Shang (2010), "Customer-Base Analysis in a Discrete-Time
        Noncontractual Setting", Marketing Science 29(6), eq. 5.
    """
    _occasions(histories.frequency, histories.recency, histories.age)
    return FITS.get(("bgbb",), histories.arrays, lambda: _fit(histories))


def alive(
    params: Sequence[float],
    frequency: ArrayLike,
    recency: ArrayLike,
    occasions: ArrayLike,
) -> Array:
    """
    Probability that a customer is still active at the next occasion.

    Args:
        params: alpha, beta, gamma, delta.
        frequency: repeat purchases, whole, >= 0.
        recency: occasion of the last one, whole; 0 when there is none.
        occasions: offered so far, whole.

    Returns:
        Fractions in [0, 1], of the shape the arguments broadcast to.

    Raises:
        OutOfRange, NotWhole: a number outside its domain.

    References:
        Fader, Hardie & Shang (2010), eq. 11.

    >>> alive((1.204, 0.75, 0.657, 2.783), 6, 6, 6).round(2).item()
    0.93
    """
    checked = parameters(params, NAMES)
    x, t_x, n = _occasions(frequency, recency, occasions)
    return _share(checked, x, t_x, n)


def expected(
    params: Sequence[float],
    horizon: ArrayLike,
    frequency: ArrayLike = 0,
    recency: ArrayLike = 0,
    occasions: ArrayLike = 0,
) -> Array:
    """
    Expected purchases at the next occasions (of a new customer without a history).

    Args:
        params: alpha, beta, gamma, delta.
        horizon: occasions ahead, whole, >= 0.
        frequency: repeat purchases, whole, >= 0.
        recency: occasion of the last one, whole; 0 when there is none.
        occasions: offered so far, whole.

    Returns:
        Purchases >= 0, of the shape the arguments broadcast to.

    Raises:
        OutOfRange, NotWhole: a number outside its domain.

    References:
        Fader, Hardie & Shang (2010), eq. 8 and 13, as a finite sum of P(active),
        which has no singularity at gamma = 1.
    """
    alpha, beta, gamma, delta = checked = parameters(params, NAMES)
    x, t_x, n = _occasions(frequency, recency, occasions)
    ahead, x, t_x, n = np.broadcast_arrays(counts("horizon", horizon), x, t_x, n)
    steps = np.arange(1, int(ahead.max(initial=0)) + 1)
    # P(active at occasion n+k | active at n+1), k = 1, 2, ...: P(alive) is at n+1.
    first = betaln(gamma, delta + n + 1)
    stays = np.exp(betaln(gamma, delta + n[..., None] + steps) - first[..., None])
    stays = np.where(steps <= ahead[..., None], stays, 0.0).sum(axis=-1)
    buys = (alpha + x) / (alpha + beta + n)
    return np.asarray(_share(checked, x, t_x, n) * buys * stays)


def residual_transactions(
    params: Sequence[float],
    discount: ArrayLike,
    frequency: ArrayLike,
    recency: ArrayLike,
    occasions: ArrayLike,
) -> Array:
    """
    Discounted expected residual transactions (DERT): all future, in today's value.

    Args:
        params: alpha, beta, gamma, delta.
        discount: per occasion, > 0; 0.1 is 10 %.
        frequency: repeat purchases, whole, >= 0.
        recency: occasion of the last one, whole; 0 when there is none.
        occasions: offered so far, whole.

    Returns:
        Discounted purchases >= 0, of the shape the arguments broadcast to.

    Raises:
        OutOfRange, NotWhole: a number outside its domain.

    References:
        Fader, Hardie & Shang (2010), eq. 14.

    >>> residual_transactions((1.2, 0.75, 0.66, 2.78), 0.1, 3, 4, 6).round(4).item()
    1.6214
    """
    alpha, beta, gamma, delta = checked = parameters(params, NAMES)
    x, t_x, n = _occasions(frequency, recency, occasions)
    rate = above_zero("discount", discount)
    # sum over k >= 1 of P(active at n+k | active at n+1) / (1+d)^k
    worth, next_one = 1 / (1 + rate), delta + n + 1
    tail = worth * hyp2f1(1.0, next_one, gamma + next_one, worth)
    buys = (alpha + x) / (alpha + beta + n)
    return np.asarray(_share(checked, x, t_x, n) * buys * tail)


def _occasions(
    frequency: ArrayLike, recency: ArrayLike, occasions: ArrayLike
) -> tuple[Array, Array, Array]:
    x, t_x, n = np.broadcast_arrays(
        counts("frequency", frequency),
        counts("recency", recency),
        counts("occasions", occasions),
    )
    require(
        "recency", t_x, t_x <= n, "at most the occasions", "al massimo le occasioni"
    )
    require("frequency", x, x <= t_x, "at most the recency", "al massimo la recency")
    require_repeats(x, t_x)
    return x, t_x, n


def _last_active(t_x: Array, n: Array) -> tuple[Array, Array]:
    """
    Return the occasions after which a customer may have left, and which are real.

    The first axis runs over them, from *t_x* to *n* - 1; the last entry is *n*: not
    gone yet.
    """
    idle = int((n - t_x).max(initial=0))
    steps = np.arange(idle, dtype=float).reshape(-1, *[1] * n.ndim)
    after = np.concatenate([t_x + steps, n[None]])
    real = np.concatenate([t_x + steps < n, np.ones((1, *n.shape), dtype=bool)])
    return np.minimum(after, n), real


def _log_terms(params: tuple[float, ...], x: Array, after: Array, real: Array) -> Array:
    """Return ln of each way to the history, times B(alpha, beta) B(gamma, delta)."""
    alpha, beta, gamma, delta = params
    gone = _gone(after)
    terms = betaln(alpha + x, beta + after - x) + betaln(gamma + gone, delta + after)
    return np.asarray(np.where(real, terms, -np.inf))


def _gone(after: Array) -> Array:
    """Return 1 for each way of having left, 0 for the last entry: still here."""
    gone = np.ones((len(after), *[1] * (after.ndim - 1)))
    gone[-1] = 0.0
    return gone


def _share(params: tuple[float, ...], x: Array, t_x: Array, n: Array) -> Array:
    """Return P(active at occasion n + 1)."""
    alpha, beta, gamma, delta = params
    after, real = _last_active(t_x, n)
    total = np.logaddexp.reduce(_log_terms(params, x, after, real), axis=0)
    here = betaln(alpha + x, beta + n - x) + betaln(gamma, delta + n + 1)
    return np.asarray(np.exp(here - total))


def _fit(histories: Histories) -> Fit:
    if histories.repeaters < FEWEST_REPEATERS:
        return too_little_data(NAMES, histories.n)
    x = histories.frequency
    after, real = _last_active(histories.recency, histories.age)
    gone = _gone(after)

    def likelihood(params: Array) -> Evaluation:
        alpha, beta, gamma, delta = params.tolist()
        buying = BetaRatio.at(alpha, beta, x, after - x)
        leaving = BetaRatio.at(gamma, delta, gone, after)
        return mixture(
            np.where(real, buying.value + leaving.value, -np.inf),
            [buying.by_a, buying.by_b, leaving.by_a, leaving.by_b],
            {
                (0, 0): buying.by_aa,
                (0, 1): buying.by_ab,
                (1, 1): buying.by_bb,
                (2, 2): leaving.by_aa,
                (2, 3): leaving.by_ab,
                (3, 3): leaving.by_bb,
            },
            histories.customers,
        )

    starts = ((1.0, 1.0, 0.5, 2.0), (1, 1, 1, 10), (0.3, 1, 0.1, 1), (3, 3, 1, 1))
    return maximise(likelihood, starts, NAMES, histories.n)
