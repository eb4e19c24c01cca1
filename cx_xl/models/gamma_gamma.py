"""
Gamma-Gamma: how much a customer spends per purchase.

Spend varies from purchase to purchase around an own mean, gamma with shape p, and the
means vary over customers: their rates are gamma(q, gamma). It must not depend on how
often the customer buys: look at the correlation first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaln, psi

from cx_xl.errors import Undefined, decimal
from cx_xl.models.cache import Cache
from cx_xl.models.derivatives import Evaluation, trigamma
from cx_xl.models.domain import (
    Array,
    at_least_zero,
    counts,
    numbers,
    paired,
    parameters,
)
from cx_xl.models.fit import FEWEST_REPEATERS, Fit, Status, maximise, too_little_data
from cx_xl.models.grouping import group
from cx_xl.models.parameters import PARAMETERS

NAMES = PARAMETERS["gg"]
LEAST = 1e-100  # money; less is nothing, and the square of its inverse overflows
FITS: Cache[Fit] = Cache()


def fit(
    frequency: ArrayLike, monetary: ArrayLike, customers: ArrayLike | None = None
) -> Fit:
    """
    Fit p, q and gamma by maximum likelihood.

    Args:
        frequency: repeat purchases of each customer; rows with 0 are left out.
        monetary: mean spend of those purchases; rows with 0 or less (gifts, all of it
            returned) are left out, since the model has no such spend.
        customers: how many customers each row stands for; 1 each if omitted.

    Returns:
        The fit with its verdict; gamma is in the unit of the money, n counts repeat
        customers who spent; fewer than 10 are too little data. Equal rows are fitted
        once.

    Raises:
        NotWhole, OutOfRange, ShapesDiffer: as for purchase histories.

    References:
        Fader & Hardie (2013), "The Gamma-Gamma Model of Monetary Value", eq. 1a.
    """
    columns: dict[str, ArrayLike] = {"frequency": frequency, "monetary": monetary}
    if customers is not None:
        columns["customers"] = customers
    x, mean, *given = paired(columns)
    counts("frequency", x)
    weights = at_least_zero("customers", given[0]) if given else np.ones(x.size)
    spent = (x > 0) & (mean > LEAST)
    (x, mean), weights = group([x, mean], np.where(spent, weights, 0.0))
    return FITS.get(
        ("gamma-gamma",), (x, mean, weights), lambda: _fit(x, mean, weights)
    )


def expected_spend(
    params: Sequence[float], frequency: ArrayLike = 0, monetary: ArrayLike = 0
) -> Array:
    """
    Expected average spend per purchase (of a new customer without a history).

    Args:
        params: p, q, gamma.
        frequency: repeat purchases, whole, >= 0.
        monetary: mean spend of those purchases, 0 if it is less; ignored where
            frequency is 0.

    Returns:
        Money > 0, of the shape the arguments broadcast to.

    Raises:
        OutOfRange, NotWhole: a number outside its domain.
        Undefined: a customer whose mean is infinite: p x + q <= 1, so for a new
            customer q <= 1.

    References:
        Fader, Hardie & Lee (2005), "RFM and CLV", JMR 42(4), eq. 5.

    >>> expected_spend((6.25, 3.74, 15.44), 1, 35).round(3).item()
    35.067
    """
    p, q, gamma = parameters(params, NAMES)
    x, mean = np.broadcast_arrays(
        counts("frequency", frequency), not_negative(monetary)
    )
    shape = p * x + q
    if (shape <= 1).any():
        raise Undefined(
            "params",
            why_en=f"with q = {q:g} the mean spend is infinite; q must exceed 1.",
            why_it=f"con q = {decimal(q, 'it')} la spesa media è infinita; q deve "
            "superare 1.",
        )
    return np.asarray(p * (gamma + np.where(x > 0, x * mean, 0.0)) / (shape - 1))


def not_negative(monetary: ArrayLike) -> Array:
    """Return mean spends; who returned more than was bought has spent nothing."""
    return np.maximum(numbers("monetary", monetary), 0.0)


def _fit(x: Array, mean: Array, weights: Array) -> Fit:
    n = float(weights.sum())
    if n < FEWEST_REPEATERS:
        return too_little_data(NAMES, n)
    found = maximise(_Likelihood(x, mean, weights), _starts(mean, weights), NAMES, n)
    if found.status is Status.CONVERGED and found.params[1] <= 1:
        return replace(found, status=Status.NO_FINITE_MEAN)
    return found


def _starts(mean: Array, weights: Array) -> Iterator[tuple[float, ...]]:
    scale = float(weights @ mean / weights.sum())
    # gamma so that the population mean p gamma / (q - 1) is the mean seen.
    for p, q in ((4.0, 3.0), (1.0, 2.0), (20.0, 5.0), (1.0, 20.0)):
        yield p, q, scale * (q - 1) / p


class _Likelihood:
    """The log-likelihood of mean spends, as a function of p, q and gamma."""

    def __init__(self, x: Array, mean: Array, weights: Array) -> None:
        self.weights, self.total = weights, x * mean
        log_total = np.log(self.total)
        # The special functions see the few distinct frequencies only.
        self.distinct, self.place = np.unique(x, return_inverse=True)
        self.customers = np.bincount(self.place, weights)
        self.n, self.constant = float(weights.sum()), float(weights @ np.log(mean))
        self.by_x = float(weights @ (x * log_total))

    def __call__(self, params: Array) -> Evaluation:
        p, q, gamma = params.tolist()
        x, n, w = self.distinct, self.customers, self.weights
        shape, inner = p * x + q, gamma + self.total
        logs = np.log(inner)
        # Sums over the rows, then sums over the distinct frequencies.
        log_sums = np.bincount(self.place, w * logs)
        inverse = np.bincount(self.place, w / inner)
        squares = np.bincount(self.place, w / inner**2)
        slope, bend = psi(shape), trigamma(shape)
        value = (
            n @ (gammaln(shape) - gammaln(p * x))
            + self.n * (q * np.log(gamma) - gammaln(q))
            + p * self.by_x
            - shape @ log_sums
            - self.constant
        )
        by_p = self.by_x + x @ (n * (slope - psi(p * x)) - log_sums)
        by_q = n @ slope - log_sums.sum() + self.n * (np.log(gamma) - psi(q))
        by_gamma = self.n * q / gamma - shape @ inverse
        p_p = n @ (x**2 * (bend - trigamma(p * x)))
        p_q, q_q = n @ (x * bend), n @ bend - self.n * trigamma(q)
        p_g, q_g = -(x @ inverse), self.n / gamma - inverse.sum()
        g_g = shape @ squares - self.n * q / gamma**2
        return Evaluation(
            float(value),
            np.array([by_p, by_q, by_gamma]),
            np.array([[p_p, p_q, p_g], [p_q, q_q, q_g], [p_g, q_g, g_g]]),
        )
