"""
NBD: repeat buying of customers without a contract, none of whom ever leaves.

Customers buy at random at an own rate, gamma(r, alpha) over customers. Where the data
show no sign of leaving this is what the other models come down to; its forecasts are
then upper bounds, since nobody stays for ever. One unit of time throughout: that of
alpha.
"""

from collections.abc import Iterator

import numpy as np

from cx_xl.models.derivatives import Evaluation, poisson_gamma
from cx_xl.models.domain import Array, History
from cx_xl.models.grouping import Histories
from cx_xl.models.purchasing import Likelihood, Params, PurchaseModel


class NBD(PurchaseModel):
    """
    Customers who stay, so that each is active with certainty.

    The likelihood is that of the other models without leaving, so that they can be
    compared. What is expected is the own rate of each customer, drawn towards that of
    all: (r + x) / (alpha + T) times the horizon.

    References:
        Ehrenberg (1959), "The Pattern of Consumer Purchases", Applied Statistics 8(1);
        Fader & Hardie (2005), "A Note on Deriving the Pareto/NBD Model", section 2.

    >>> nbd.expected((0.385, 12.072), 39, 2, 30.43, 38.86).round(3).item()
    1.826
    """

    def _likelihood(self, histories: Histories) -> Likelihood:
        frequencies, customers = histories.by_frequency
        x, age, n = histories.frequency, histories.age, histories.customers

        def likelihood(params: Array) -> Evaluation:
            r, alpha = params.tolist()
            since, p = alpha + age, r + x
            over = n / since
            waiting = Evaluation(
                -float((n * p) @ np.log(since)),
                np.array([-float(n @ np.log(since)), -float(p @ over)]),
                np.array(
                    [[0.0, -over.sum()], [-over.sum(), float((p / since) @ over)]]
                ),
            )
            return poisson_gamma(r, alpha, frequencies, customers).plus(waiting)

        return likelihood

    def _starts(self, histories: Histories) -> Iterator[Params]:
        for r in (0.5, 3.0, 0.1, 20.0):
            yield r, r / histories.rate

    def _alive(self, params: Params, history: History) -> Array:  # noqa: ARG002 - certain
        return np.ones_like(history.age)

    def _expected(self, params: Params, horizon: Array, history: History) -> Array:
        r, alpha = params
        return np.asarray((r + history.frequency) / (alpha + history.age) * horizon)


nbd = NBD("nbd")
