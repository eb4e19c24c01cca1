"""
What an outcome depends on: R squared shared out among correlated drivers.

All that is needed of the data is its correlation matrix.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING, Literal

from cx_xl.errors import TooFew, TooManyDrivers, Undefined

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Array = NDArray[float64]

Method = Literal["relative", "shapley", "correlation"]
MOST_SHAPLEY = 15  # 2^15 regressions; twice as many for every driver more
CONSTANT = 1e-12  # standard deviation of a column whose largest value is 1
SINGULAR = 1e-10  # smallest eigenvalue of correlations that can be told from 0


@dataclass(frozen=True, slots=True)
class Importance:
    """
    The weight of each driver.

    Attributes:
        raw: per driver; relative and Shapley weights add up to R squared.
        correlations: of each driver with the outcome.
        means: of each driver.
        r_squared: of the regression on all drivers.
        n: how many complete rows there are.
    """

    raw: list[float]
    correlations: list[float]
    means: list[float]
    r_squared: float
    n: int

    @property
    def shares(self) -> list[float]:
        """The weights as shares of their sum."""
        total = sum(self.raw)
        if not total:
            raise Undefined(
                "drivers",
                why_en="none of them moves with the outcome at all.",
                why_it="nessuno di loro si muove insieme al risultato.",
            )
        return [weight / total for weight in self.raw]


def importance(
    outcome: Sequence[float],
    drivers: Mapping[str, Sequence[float]],
    method: Method = "relative",
    weights: Sequence[float] | None = None,
) -> Importance:
    """
    Return how much of *outcome* each driver explains.

    References:
        Johnson (2000), "A Heuristic Method for Estimating the Relative Weight of
        Predictor Variables", Multivariate Behavioral Research 35(1), 1-19;
        Lindeman, Merenda, Gold (1980) for the Shapley form (LMG).
    """
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    columns = np.array([outcome, *drivers.values()], dtype=float)
    n = len(outcome)
    if n <= len(drivers) + 1:
        raise TooFew("drivers", n=n, least=len(drivers) + 2)
    mass = np.ones(n) if weights is None else np.array(weights, dtype=float)
    if not mass.max() > 0:
        raise Undefined(
            "weights",
            why_en="they add up to 0.",
            why_it="la loro somma è 0.",
        )
    mass = mass / mass.max()
    mass = mass / mass.sum()
    size = np.abs(columns).max(axis=1)
    size[size == 0] = 1.0
    columns = columns / size[:, None]  # no unit is too large to be squared
    means = columns @ mass
    centred = (columns - means[:, None]) * np.sqrt(mass)
    spread = np.sqrt((centred**2).sum(axis=1))
    for name, error in zip(("outcome", *drivers), spread, strict=True):
        if error <= CONSTANT:
            raise Undefined(
                name,
                why_en="every row holds the same value, so nothing can depend on it.",
                why_it="ha lo stesso valore in ogni riga: nulla può dipenderne.",
            )
    scaled = centred / spread[:, None]
    correlation = np.clip(scaled @ scaled.T, -1.0, 1.0)
    among, with_outcome = correlation[1:, 1:], correlation[1:, 0]
    if np.linalg.eigvalsh(among)[0] < SINGULAR:
        raise Undefined(
            "drivers",
            why_en="one of them follows from the others; leave it out.",
            why_it="uno di loro si ricava dagli altri: toglilo.",
        )
    return Importance(
        raw=_METHODS[method](among, with_outcome).tolist(),
        correlations=with_outcome.tolist(),
        means=(means * size)[1:].tolist(),
        r_squared=float(with_outcome @ np.linalg.solve(among, with_outcome)),
        n=n,
    )


def _relative(among: "Array", with_outcome: "Array") -> "Array":
    """Share out R squared through the nearest uncorrelated drivers."""
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    values, vectors = np.linalg.eigh(among)
    loadings = (vectors * np.sqrt(values)) @ vectors.T
    coefficients = np.linalg.solve(loadings, with_outcome)
    weights: Array = loadings**2 @ coefficients**2
    return weights


def _shapley(among: "Array", with_outcome: "Array") -> "Array":
    """Average what each driver adds to R squared over all orders of entry."""
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    p = len(with_outcome)
    if p > MOST_SHAPLEY:
        raise TooManyDrivers("drivers", given=p, most=MOST_SHAPLEY)
    r_squared = np.zeros(2**p)
    bits = 2 ** np.arange(p)
    for size in range(1, p + 1):
        subsets = np.array(list(combinations(range(p), size)))
        inner = among[subsets[:, :, None], subsets[:, None, :]]
        outer = with_outcome[subsets]
        solved = np.linalg.solve(inner, outer[:, :, None])[:, :, 0]
        r_squared[bits[subsets].sum(axis=1)] = (outer * solved).sum(axis=1)
    codes = np.arange(2**p)
    sizes = np.array([code.bit_count() for code in range(2**p)])
    orders = np.array([1 / (p * comb(p - 1, size)) for size in range(p)] + [0.0])
    weights = np.empty(p)
    for driver in range(p):
        without = codes[codes & (1 << driver) == 0]
        gains = r_squared[without | (1 << driver)] - r_squared[without]
        weights[driver] = gains @ orders[sizes[without]]
    return weights


def _squared(_: "Array", with_outcome: "Array") -> "Array":
    """Look at each driver alone."""
    squares: Array = with_outcome**2
    return squares


_METHODS: Mapping[Method, Callable[["Array", "Array"], "Array"]] = {
    "relative": _relative,
    "shapley": _shapley,
    "correlation": _squared,
}
