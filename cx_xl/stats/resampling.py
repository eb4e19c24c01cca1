"""
How far the shares of drivers would move with other people in the survey.

The draws are seeded: the same cells give the same limits, in every program.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from cx_xl.stats.beta import t_quantile
from cx_xl.stats.normal import Interval
from cx_xl.stats.resampling_rows import DRAWS, MOST_UNITS, SINGULAR

if TYPE_CHECKING:
    from numpy import float64
    from numpy.typing import NDArray

    Array = NDArray[float64]

SEED = 0  # that of stream.Stream


def share_limits(
    columns: "Array",
    mass: "Array",
    weigh: Callable[["Array", "Array"], "Array"],
    shares: "Array",
    freedom: float,
) -> list[Interval] | None:
    """
    Return 95 % limits of the share of each driver; None if few draws say anything.

    Bootstrap percentiles. Weights are never negative, so percentiles never reach a
    share of 0 or 1; where Student's interval from the bootstrap's standard error does,
    so do the limits.

    Args:
        columns: the outcome, then the drivers.
        mass: of each row.
        weigh: the weights of drivers, of many correlation matrices at once.
        shares: as estimated; always inside the limits.
        freedom: degrees of freedom of the regression.

    References:
        Tonidandel, LeBreton, Johnson (2009), "Determining the statistical significance
        of relative weights", Psychological Methods 14, 387-399, draw rows likewise;
        Wolter (2007), "Introduction to Variance Estimation", ch. 2: random groups.
    """
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    drawn = _correlations(columns, mass)
    if len(drawn) < DRAWS / 2:
        return None
    weights = weigh(drawn[:, 1:, 1:], drawn[:, 1:, 0])
    moved = weights / weights.sum(axis=1, keepdims=True)
    low, high = np.quantile(moved, [0.025, 0.975], axis=0)
    reach = t_quantile(0.95, freedom) * moved.std(axis=0, ddof=1)
    low = np.minimum(low, np.maximum(shares - reach, 0.0))
    high = np.maximum(high, np.minimum(shares + reach, 1.0))
    return list(map(Interval, low.tolist(), high.tolist()))


def _correlations(columns: "Array", mass: "Array") -> "Array":
    """Return the correlation matrix of each draw that has one."""
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    rng = np.random.default_rng(SEED)
    n = columns.shape[1]
    units = min(n, MOST_UNITS)
    order = rng.permutation(n) if n > units else np.arange(n)
    rows = np.vstack([np.ones(n), columns]).T[order]
    heavy = rows * mass[order, None]
    each, size = n // units, rows.shape[1]
    whole = units * each
    parts = heavy[:whole].reshape(units, each, size).swapaxes(1, 2) @ (
        rows[:whole].reshape(units, each, size)
    )
    parts[: n - whole] += heavy[whole:, :, None] * rows[whole:, None, :]
    counts = rng.multinomial(units, np.full(units, 1 / units), DRAWS).astype(float)
    sums = (counts @ parts.reshape(units, -1)).reshape(-1, size, size)
    sums = sums[sums[:, 0, 0] > 0]
    sums = sums / sums[:, :1, :1]
    means = sums[:, 1:, :1]
    products = sums[:, 1:, 1:] - means * means.swapaxes(1, 2)
    squares = np.einsum("bii->bi", products)
    moves = (squares > SINGULAR * squares.max(axis=0)).all(axis=1)
    spread = np.sqrt(squares[moves])
    found = products[moves] / spread[:, :, None] / spread[:, None, :]
    found = np.clip(found, -1.0, 1.0)
    usable: Array = found[np.linalg.eigvalsh(found[:, 1:, 1:])[:, 0] >= SINGULAR]
    return usable
