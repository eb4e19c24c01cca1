"""
BG/NBD and MBG/NBD: repeat buying of customers without a contract.

While active a customer buys at random at an own rate, gamma(r, alpha) over customers;
after a purchase the customer may leave for good, with an own probability, beta(a, b)
over customers. BG/NBD lets them leave after repeat purchases only, and so takes every
one-time buyer for an active customer; MBG/NBD lets them leave after the first, too.
"""

from collections.abc import Iterator, Sequence

from numpy.typing import ArrayLike

from cx_xl.models import beta_geometric
from cx_xl.models.domain import Array, History, at_least_zero, counts, parameters
from cx_xl.models.grouping import Histories
from cx_xl.models.purchasing import Params, PurchaseModel


class BetaGeometric(PurchaseModel):
    """
    Customers who may leave at a purchase.

    References:
        Fader, Hardie & Lee (2005), "Counting Your Customers the Easy Way: An
        Alternative to the Pareto/NBD Model", Marketing Science 24(2), eq. 6 and 8-10;
        (2008), "Computing P(alive) Using the BG/NBD Model"; Batislam, Denizel &
        Filiztekin (2007), "Empirical validation and comparison of models for customer
        base analysis", IJRM 24(3), for the MBG/NBD.

    >>> from cx_xl.models.grouping import Histories
    >>> bgnbd.fit(Histories.of([0, 1], [0, 3], [10, 10])).status
    <Status.TOO_LITTLE_DATA: 2>
    >>> found = 0.243, 4.414, 0.793, 2.426
    >>> bgnbd.alive(found, 2, 30.43, 38.86).round(4).item()
    0.7266
    >>> bgnbd.expected(found, 39, 2, 30.43, 38.86).round(3).item()
    1.226
    """

    def __init__(self, name: str, extra: int) -> None:
        super().__init__(name)
        self._extra = extra  # chances to leave beside the repeat purchases

    def probability(
        self, params: Sequence[float], purchases: ArrayLike, time: ArrayLike
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

        >>> bgnbd.probability((0.243, 4.414, 0.793, 2.426), 0, 30).round(4).item()
        0.6071
        """
        return beta_geometric.probability(
            parameters(params, self.names),
            counts("purchases", purchases),
            at_least_zero("time", time),
            self._extra,
        )

    def _likelihood(self, histories: Histories) -> beta_geometric.Likelihood:
        return beta_geometric.Likelihood(histories, self._extra)

    def _starts(self, histories: Histories) -> Iterator[Params]:
        for r, a, b in ((0.5, 0.7, 2.0), (1.0, 0.2, 1.0), (0.3, 0.1, 3.0), (3.0, 1, 1)):
            yield r, r / histories.rate, a, b

    def _alive(self, params: Params, history: History) -> Array:
        columns = (history.frequency, history.recency, history.age)
        return beta_geometric.alive(params, *columns, self._extra)

    def _expected(self, params: Params, horizon: Array, history: History) -> Array:
        return self._alive(params, history) * beta_geometric.expected_if_alive(
            params, horizon, history.frequency, history.age, self._extra
        )


bgnbd = BetaGeometric("bgnbd", extra=0)
mbgnbd = BetaGeometric("mbgnbd", extra=1)
