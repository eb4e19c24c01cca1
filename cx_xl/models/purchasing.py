"""What the models of repeat buying share: checked alike, and fitted once."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence

from numpy.typing import ArrayLike

from cx_xl.models.cache import Cache
from cx_xl.models.derivatives import Evaluation
from cx_xl.models.domain import Array, History, at_least_zero, parameters
from cx_xl.models.fit import FEWEST_REPEATERS, Fit, maximise, too_little_data
from cx_xl.models.grouping import Histories
from cx_xl.models.parameters import PARAMETERS

Params = tuple[float, ...]
Likelihood = Callable[[Array], Evaluation]


class PurchaseModel(ABC):
    """
    How customers without a contract buy again; one unit of time: that of alpha.

    Attributes:
        name: what sheets call it.
        names: of its parameters.
        fits: those that were made.
    """

    def __init__(self, name: str) -> None:
        self.name, self.names = name, PARAMETERS[name]
        self.fits: Cache[Fit] = Cache()

    def fit(self, histories: Histories) -> Fit:
        """
        Fit the parameters by maximum likelihood.

        Args:
            histories: n customers; fewer than 10 who came back are too little data.

        Returns:
            The fit with its verdict; times are in the unit of the ages. Equal
            histories are fitted once.
        """
        return self.fits.get(
            (self.name,), histories.arrays, lambda: self._fitted(histories)
        )

    def alive(
        self,
        params: Sequence[float],
        frequency: ArrayLike,
        recency: ArrayLike,
        age: ArrayLike,
    ) -> Array:
        """
        Probability that a customer is still active.

        Args:
            params: in the order of the names.
            frequency: repeat purchases, whole, >= 0.
            recency: time from first to last purchase.
            age: time from first purchase to today.

        Returns:
            Fractions in [0, 1], of the shape the arguments broadcast to.

        Raises:
            OutOfRange: a parameter <= 0, recency > age, recency > 0 when frequency = 0.
            NotWhole: a frequency has a fraction.
        """
        checked = parameters(params, self.names)
        return self._alive(checked, History.of(frequency, recency, age))

    def expected(
        self,
        params: Sequence[float],
        horizon: ArrayLike,
        frequency: ArrayLike = 0,
        recency: ArrayLike = 0,
        age: ArrayLike = 0,
    ) -> Array:
        """
        Expected purchases in the next *horizon* (of a new customer without a history).

        Args:
            params: in the order of the names.
            horizon: time ahead, >= 0, in the unit of alpha.
            frequency: repeat purchases, whole, >= 0.
            recency: time from first to last purchase.
            age: time from first purchase to today.

        Returns:
            Purchases >= 0, of the shape the arguments broadcast to.

        Raises:
            OutOfRange, NotWhole: as for P(alive); a negative horizon.
        """
        checked, h = parameters(params, self.names), History.of(frequency, recency, age)
        return self._expected(checked, at_least_zero("horizon", horizon), h)

    def _fitted(self, histories: Histories) -> Fit:
        if histories.repeaters < FEWEST_REPEATERS:
            return too_little_data(self.names, histories.n)
        likelihood, starts = self._likelihood(histories), self._starts(histories)
        return maximise(likelihood, starts, self.names, histories.n)

    @abstractmethod
    def _likelihood(self, histories: Histories) -> Likelihood: ...

    @abstractmethod
    def _starts(self, histories: Histories) -> Iterator[Params]: ...

    @abstractmethod
    def _alive(self, params: Params, history: History) -> Array: ...

    @abstractmethod
    def _expected(self, params: Params, horizon: Array, history: History) -> Array: ...
