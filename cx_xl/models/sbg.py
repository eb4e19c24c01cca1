"""
Shifted-beta-geometric (sBG): churn of customers with a contract, which slows down.

Each customer renews or leaves at the end of each period, with an own probability of
leaving, beta(alpha, beta) over customers. Those likely to leave go first, so the
retention rate of a cohort rises although nobody changes.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaln, hyp2f1

from cx_xl.errors import Undefined
from cx_xl.models.cache import Cache
from cx_xl.models.derivatives import BetaRatio, Evaluation
from cx_xl.models.domain import (
    Array,
    above_zero,
    at_least_zero,
    counts,
    finite,
    parameters,
    require,
)
from cx_xl.models.fit import Fit, maximise, too_little_data
from cx_xl.models.parameters import PARAMETERS

NAMES = PARAMETERS["sbg"]
FEWEST_VALUES = 3
FEWEST_LOST = 2
LEAST = 1e-100  # at the start, or the share of it would overflow
FITS: Cache[Fit] = Cache()


def fit(survivors: ArrayLike, customers: float | None = None) -> Fit:
    """
    Fit alpha and beta by maximum likelihood.

    Args:
        survivors: customers at the start and after each period, >= 3 values that never
            rise; counts, percentages or fractions.
        customers: how many customers the first value stands for, > 0; the first value
            itself if omitted. It scales log-likelihood and standard errors only.

    Returns:
        The fit with its verdict. If fewer than two periods lost anybody there is too
        little data. Equal survivors are fitted once.

    Raises:
        Undefined: fewer than 3 values, or survivors that rise.
        OutOfRange: a negative number, or nobody at the start.

    References:
        Fader & Hardie (2007), "How to Project Customer Retention", Journal of
        Interactive Marketing 21(1).

    >>> found = fit([1000, 869, 743, 653, 593, 551, 517, 491])
    >>> [round(value, 3) for value in found.params]
    [0.668, 3.806]
    """
    alive = _decreasing(np.ravel(at_least_zero("survivors", survivors)))
    n = alive[0] if customers is None else above_zero("customers", customers)
    alive = alive * (float(n) / alive[0])
    return FITS.get(("sbg",), (alive,), lambda: _fit(alive))


def survival(params: Sequence[float], periods: ArrayLike) -> Array:
    """
    Share of a cohort still there after so many periods.

    Args:
        params: alpha, beta.
        periods: whole, >= 0.

    Returns:
        Fractions in [0, 1], of the shape of *periods*.

    Raises:
        OutOfRange, NotWhole: a number outside its domain.

    References:
        Fader & Hardie (2007), eq. 6.

    >>> survival((0.668, 3.806), 12).round(3).item()
    0.378
    """
    alpha, beta = parameters(params, NAMES)
    t = counts("periods", periods)
    return np.asarray(np.exp(betaln(alpha, beta + t) - betaln(alpha, beta)))


def retention(params: Sequence[float], periods: ArrayLike) -> Array:
    """
    Retention rate of a period: who stays, of those who were there before.

    Args:
        params: alpha, beta.
        periods: whole, >= 1; 1 is the first renewal.

    Returns:
        Fractions in [0, 1], of the shape of *periods*.

    Raises:
        OutOfRange, NotWhole: a number outside its domain.

    References:
        Fader & Hardie (2007), eq. 8.

    >>> retention((0.668, 3.806), [1, 2]).round(4).tolist()
    [0.8507, 0.878]
    """
    alpha, beta = parameters(params, NAMES)
    t = counts("periods", periods)
    require("periods", t, t >= 1, "1 or more", "almeno 1")
    return np.asarray((beta + t - 1) / (alpha + beta + t - 1))


def expected_lifetime(
    params: Sequence[float], discount: ArrayLike, renewal: ArrayLike = 0
) -> Array:
    """
    Discounted expected lifetime: payments still to come, in today's value.

    Args:
        params: alpha, beta.
        discount: per period, >= 0; 0.1 is 10 %.
        renewal: 0 for a new customer, whose first payment counts in full; n for one
            whose n-th renewal is due now, and may fail.

    Returns:
        Payments, of the shape the arguments broadcast to; times the margin per
        payment it is the customer lifetime value.

    Raises:
        OutOfRange, NotWhole: a number outside its domain.
        Undefined: discount 0 and alpha <= 1: the expected lifetime is infinite.

    References:
        Fader & Hardie (2010), "Customer-Base Valuation in a Contractual Setting: The
        Perils of Ignoring Heterogeneity", Marketing Science 29(1), eq. 6.

    >>> expected_lifetime((0.668, 3.806), 0.1, [0, 1]).round(4).tolist()
    [5.9226, 5.4149]
    """
    alpha, beta = parameters(params, NAMES)
    rate, n = np.broadcast_arrays(
        at_least_zero("discount", discount), counts("renewal", renewal)
    )
    if alpha <= 1 and (rate == 0).any():
        raise Undefined(
            "discount",
            why_en="without a discount this expected lifetime is infinite.",
            why_it="senza tasso di sconto la durata attesa è infinita.",
        )
    due = beta + np.maximum(n, 1) - 1
    renewed = np.where(n > 0, due / (alpha + due), 1.0)
    sums = hyp2f1(1.0, beta + n, alpha + beta + n, 1 / (1 + rate))
    return finite("discount", np.asarray(renewed * sums))


def _decreasing(alive: Array) -> Array:
    if alive.size < FEWEST_VALUES:
        raise Undefined(
            "survivors",
            why_en=f"{alive.size} values are too few; give the start and 2 periods.",
            why_it=f"{alive.size} valori non bastano; servono l'inizio e 2 periodi.",
        )
    require(
        "survivors",
        alive,
        np.diff(alive, prepend=np.inf) <= 0,
        "no more than the value before; follow one cohort, without customers won later",
        "al massimo il valore precedente; segui una sola coorte, senza clienti nuovi",
    )
    require(
        "survivors",
        alive[:1],
        alive[:1] > LEAST,
        "more than 0 at the start",
        "maggiore di 0 all'inizio",
    )
    return alive


def _fit(alive: Array) -> Fit:
    lost = -np.diff(alive)
    if np.count_nonzero(lost) < FEWEST_LOST:
        return too_little_data(NAMES, float(alive[0]))
    periods = np.arange(lost.size, dtype=float)

    def likelihood(params: Array) -> Evaluation:
        alpha, beta = params.tolist()
        leaving = BetaRatio.at(alpha, beta, 1.0, periods).total(lost)
        staying = BetaRatio.at(alpha, beta, 0.0, periods[-1:] + 1).total(alive[-1:])
        return leaving.plus(staying)

    starts = ((1.0, 3.0), (0.5, 0.5), (5.0, 20.0), (0.1, 3.0))
    return maximise(likelihood, starts, NAMES, float(alive[0]))
