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
from cx_xl.models.domain import Array, History, above_zero, parameters
from cx_xl.models.grouping import Histories
from cx_xl.models.purchasing import Params, PurchaseModel


class ParetoNBD(PurchaseModel):
    """
    Customers who may leave at any time.

    References:
        Schmittlein, Morrison & Colombo (1987), "Counting Your Customers", Management
        Science 33(1), eq. 11-13; Fader & Hardie (2005), "A Note on Deriving the
        Pareto/NBD Model and Related Expressions", eq. 41.

    >>> found = 0.553, 10.578, 0.606, 11.669
    >>> pareto_nbd.alive(found, 2, 30.43, 38.86).round(3).item()
    0.869
    >>> pareto_nbd.expected(found, 52).round(2).item()
    1.47
    """

    def residual_transactions(
        self,
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
            discount: continuous rate per unit of alpha, > 0: ln(1 + annual rate) / 52
                for a yearly rate and weeks.
            frequency: repeat purchases, whole, >= 0.
            recency: time from first to last purchase.
            age: time from first purchase to today.

        Returns:
            Discounted purchases >= 0, of the shape the arguments broadcast to.

        Raises:
            OutOfRange, NotWhole: as for P(alive); a discount <= 0.

        References:
            Fader, Hardie & Lee (2005), "RFM and CLV: Using Iso-Value Curves for
            Customer Base Analysis", JMR 42(4), eq. 3.
        """
        r, alpha, s, beta = checked = parameters(params, self.names)
        rate, h = above_zero("discount", discount), History.of(frequency, recency, age)
        since = beta + h.age
        lifetime = since * pareto_paths.discounted(s, rate * since)
        return self._alive(checked, h) * (r + h.frequency) / (alpha + h.age) * lifetime

    def _likelihood(self, histories: Histories) -> pareto_paths.Likelihood:
        return pareto_paths.Likelihood(histories)

    def _starts(self, histories: Histories) -> Iterator[Params]:
        span = float(histories.customers @ histories.age) / histories.n
        for r, s, beta in ((0.6, 0.6, 0.3), (1.0, 0.3, 1.0), (0.5, 2, 3), (3.0, 1, 1)):
            yield r, r / histories.rate, s, beta * span

    def _alive(self, params: Params, history: History) -> Array:
        odds = pareto_paths.log_odds_gone(
            params,
            history.frequency.ravel(),
            history.recency.ravel(),
            history.age.ravel(),
        )
        return np.asarray(expit(-odds)).reshape(history.age.shape)

    def _expected(self, params: Params, horizon: Array, history: History) -> Array:
        r, alpha, s, beta = params
        since = beta + history.age
        # (1 - (since / (since + t))^(s-1)) / (s-1) without the 0/0 at s = 1.
        folds = np.log1p(horizon / since)
        lifetime = since * (folds if s == 1 else -np.expm1((1 - s) * folds) / (s - 1))
        rate = self._alive(params, history) * (r + history.frequency)
        return rate / (alpha + history.age) * lifetime


pareto_nbd = ParetoNBD("pnbd")
