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
from cx_xl.stats.beta import t_quantile
from cx_xl.stats.normal import Interval
from cx_xl.stats.resampling import SINGULAR, share_limits

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Array = NDArray[float64]

Method = Literal["relative", "shapley", "correlation"]
MOST_SHAPLEY = 15  # 2^15 regressions; twice as many for every driver more
MOST_RESAMPLED = 10  # drivers whose regressions can be repeated for every draw
CONSTANT = 1e-12  # standard deviation of a column whose largest value is 1


@dataclass(frozen=True, slots=True)
class Importance:
    """
    The weight of each driver.

    Attributes:
        raw: per driver; relative and Shapley weights add up to R squared.
        shares: the weights as shares of their sum.
        limits: 95 % limits of each share; None where they can not be told.
        correlations: of each driver with the outcome.
        means: of each driver.
        mean_limits: their 95 % limits.
        r_squared: of the regression on all drivers.
        n: how many complete rows there are.
        base: how many rows with equal weights they are worth (Kish).
    """

    raw: list[float]
    shares: list[float]
    limits: list[Interval] | None
    correlations: list[float]
    means: list[float]
    mean_limits: list[Interval]
    r_squared: float
    n: int
    base: float

    @property
    def adjusted_r_squared(self) -> float:
        """What R squared would be without the gain from sheer chance (Ezekiel)."""
        freedom = self.base - len(self.raw) - 1
        return 1 - (1 - self.r_squared) * (self.base - 1) / freedom


def importance(
    outcome: Sequence[float],
    drivers: Mapping[str, Sequence[float]],
    method: Method = "relative",
    weights: Sequence[float] | None = None,
    argument: str = "drivers",
) -> Importance:
    """
    Return how much of *outcome* each driver explains.

    References:
        Johnson (2000), "A Heuristic Method for Estimating the Relative Weight of
        Predictor Variables", Multivariate Behavioral Research 35(1), 1-19;
        Lindeman, Merenda, Gold (1980) for the Shapley form (LMG).
    """
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    sample = _sample(outcome, drivers, weights, argument)
    among, with_outcome = sample.correlations[1:, 1:], sample.correlations[1:, 0]
    _refuse_copies(among, list(drivers), argument)
    weigh = _METHODS[method]
    raw = weigh(among, with_outcome)
    if not raw.sum():
        raise Undefined(
            argument,
            why_en="none of the columns moves with the outcome at all; add others.",
            why_it="nessuna colonna si muove insieme al risultato; aggiungine altre.",
        )
    shares = raw / raw.sum()
    freedom = max(sample.base - len(drivers) - 1, 1.0)
    is_quick = method != "shapley" or len(drivers) <= MOST_RESAMPLED
    drawn = (sample.scaled, sample.mass, weigh, shares, freedom)
    return Importance(
        raw=raw.tolist(),
        shares=shares.tolist(),
        limits=share_limits(*drawn) if is_quick else None,
        correlations=with_outcome.tolist(),
        means=sample.means.tolist(),
        mean_limits=sample.mean_limits,
        r_squared=float(with_outcome @ np.linalg.solve(among, with_outcome)),
        n=len(outcome),
        base=sample.base,
    )


@dataclass(frozen=True, slots=True)
class _Sample:
    """The rows: each column centred and scaled, and what each row weighs."""

    scaled: "Array"
    mass: "Array"
    base: float
    means: "Array"
    mean_limits: list[Interval]
    correlations: "Array"


def _sample(
    outcome: Sequence[float],
    drivers: Mapping[str, Sequence[float]],
    weights: Sequence[float] | None,
    argument: str,
) -> _Sample:
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    n = len(outcome)
    if n <= len(drivers) + 1:
        raise TooFew(argument, n=n, least=len(drivers) + 2)
    columns, mass = np.array([outcome, *drivers.values()], float), _mass(n, weights)
    base = float(n if mass.min() == mass.max() else 1 / (mass**2).sum())
    size = np.abs(columns).max(axis=1)
    size[size == 0] = 1.0
    columns = columns / size[:, None]  # no unit is too large to be squared
    means = columns @ mass
    centred = columns - means[:, None]
    spread = np.sqrt(centred**2 @ mass)
    if spread[0] <= CONSTANT:
        raise _constant("outcome")
    for name, error in zip(drivers, spread[1:], strict=True):
        if error <= CONSTANT:
            raise _constant(argument, name)
    scaled = centred / spread[:, None]
    errors = np.sqrt(n / (n - 1) * (centred**2 @ mass**2))
    halves = t_quantile(0.95, max(base - 1, 1.0)) * errors
    limits = zip((means - halves) * size, (means + halves) * size, strict=True)
    return _Sample(
        scaled,
        mass,
        base,
        (means * size)[1:],
        [Interval(float(low), float(high)) for low, high in limits][1:],
        np.clip((scaled * mass) @ scaled.T, -1.0, 1.0),
    )


def _mass(n: int, weights: Sequence[float] | None) -> "Array":
    """Return the weight of each row as a share of all."""
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    mass = np.ones(n) if weights is None else np.array(weights, dtype=float)
    if not mass.max() > 0:
        raise Undefined(
            "weights",
            why_en="they add up to 0.",
            why_it="la loro somma è 0.",
        )
    mass = mass / mass.max()
    shares: Array = mass / mass.sum()
    return shares


def _constant(argument: str, column: str = "") -> Undefined:
    """Return the error of a column that never changes."""
    if not column:
        return Undefined(
            argument,
            why_en="every row holds the same value, so there is nothing to explain; "
            "choose a result that differs from person to person.",
            why_it="ha lo stesso valore in ogni riga: non c'è nulla da spiegare; "
            "scegli un risultato che cambi da persona a persona.",
        )
    return Undefined(
        argument,
        why_en=f'every row of column "{column}" holds the same value, so nothing can '
        "depend on it; check the column, or leave it out.",
        why_it=f'la colonna "{column}" ha lo stesso valore in ogni riga: nulla può '
        "dipenderne; controllala, oppure toglila.",
    )


def _refuse_copies(among: "Array", names: list[str], argument: str) -> None:
    """Refuse columns of which one follows from the others."""
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    values, vectors = np.linalg.eigh(among)
    if values[0] >= SINGULAR:
        return
    involved = np.abs(vectors[:, 0]) > 1e-4
    said = ", ".join(
        f'"{name}"' for name, is_in in zip(names, involved, strict=True) if is_in
    )
    raise Undefined(
        argument,
        why_en=f"one of the columns {said} follows from the others; leave it out.",
        why_it=f"una delle colonne {said} si ricava dalle altre: toglila.",
    )


def _relative(among: "Array", with_outcome: "Array") -> "Array":
    """Share out R squared through the nearest uncorrelated drivers."""
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    values, vectors = np.linalg.eigh(among)
    loadings = (vectors * np.sqrt(values)[..., None, :]) @ vectors.swapaxes(-1, -2)
    coefficients = np.linalg.solve(loadings, with_outcome[..., None])
    weights: Array = (loadings**2 @ coefficients**2)[..., 0]
    return weights


def _shapley(among: "Array", with_outcome: "Array") -> "Array":
    """Average what each driver adds to R squared over all orders of entry."""
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    p = with_outcome.shape[-1]
    if p > MOST_SHAPLEY:
        raise TooManyDrivers("drivers", given=p, most=MOST_SHAPLEY)
    r_squared = np.zeros((*with_outcome.shape[:-1], 2**p))
    bits = 2 ** np.arange(p)
    for size in range(1, p + 1):
        subsets = np.array(list(combinations(range(p), size)))
        inner = among[..., subsets[:, :, None], subsets[:, None, :]]
        outer = with_outcome[..., subsets]
        solved = np.linalg.solve(inner, outer[..., None])[..., 0]
        r_squared[..., bits[subsets].sum(axis=1)] = (outer * solved).sum(axis=-1)
    codes = np.arange(2**p)
    sizes = np.array([code.bit_count() for code in range(2**p)])
    orders = np.array([1 / (p * comb(p - 1, size)) for size in range(p)] + [0.0])
    weights = np.empty(with_outcome.shape)
    for driver in range(p):
        without = codes[codes & (1 << driver) == 0]
        gains = r_squared[..., without | (1 << driver)] - r_squared[..., without]
        weights[..., driver] = gains @ orders[sizes[without]]
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
