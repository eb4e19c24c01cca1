"""
What an outcome depends on: R squared shared out among correlated drivers.

All that is needed of the data is its correlation matrix.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING

from cx_xl.stats import importance_rows
from cx_xl.stats.beta import t_quantile
from cx_xl.stats.driver_weights import (
    CONSTANT,
    MOST_RESAMPLED,
    Importance,
    Method,
    constant,
    copied,
    refuse_few,
    refuse_many,
    unmoved,
    weightless,
)
from cx_xl.stats.normal import Interval
from cx_xl.stats.resampling import share_limits
from cx_xl.stats.resampling_rows import SINGULAR

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Array = NDArray[float64]


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
    try:
        import numpy as np  # noqa: PLC0415 - a cell does not wait for it
    except ImportError:
        return importance_rows.importance(outcome, drivers, method, weights, argument)

    sample = _sample(outcome, drivers, weights, argument)
    among, with_outcome = sample.correlations[1:, 1:], sample.correlations[1:, 0]
    _refuse_copies(among, list(drivers), argument)
    weigh = _METHODS[method]
    raw = weigh(among, with_outcome)
    if not raw.sum():
        raise unmoved(argument)
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
    refuse_few(argument, n, len(drivers))
    columns, mass = np.array([outcome, *drivers.values()], float), _mass(n, weights)
    base = float(n if mass.min() == mass.max() else 1 / (mass**2).sum())
    size = np.abs(columns).max(axis=1)
    size[size == 0] = 1.0
    columns = columns / size[:, None]  # no unit is too large to be squared
    means = columns @ mass
    centred = columns - means[:, None]
    spread = np.sqrt(centred**2 @ mass)
    if spread[0] <= CONSTANT:
        raise constant("outcome")
    for name, error in zip(drivers, spread[1:], strict=True):
        if error <= CONSTANT:
            raise constant(argument, name)
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
        raise weightless()
    mass = mass / mass.max()
    shares: Array = mass / mass.sum()
    return shares


def _refuse_copies(among: "Array", names: list[str], argument: str) -> None:
    """Refuse columns of which one follows from the others."""
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    values, vectors = np.linalg.eigh(among)
    if values[0] >= SINGULAR:
        return
    involved = np.abs(vectors[:, 0]) > 1e-4
    pairs = zip(names, involved, strict=True)
    raise copied(argument, (name for name, is_in in pairs if is_in))


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
    refuse_many(p)
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
