"""A straight line through pairs, and many tests at once."""

from collections.abc import Sequence
from math import fsum, inf, sqrt
from typing import NamedTuple

from cx_xl.stats.beta import t_below, t_quantile


class Line(NamedTuple):
    """How two series go together."""

    n: int
    r: float
    p: float
    slope: float
    low: float
    high: float


def line(
    x: Sequence[float],
    y: Sequence[float],
    confidence: float = 0.95,
    effective: float | None = None,
) -> Line | None:
    """
    Return the least-squares line of *y* on *x*; None if a series does not move.

    The p-value is that of Pearson's r, t with n - 2 degrees of freedom; n >= 3. Pairs
    that hang together count as *effective* > 2 independent ones, in the p-value and
    in the limits of the slope.
    """
    n = len(x)
    mean_x, mean_y = fsum(x) / n, fsum(y) / n
    sum_xx = fsum((a - mean_x) ** 2 for a in x)
    sum_yy = fsum((b - mean_y) ** 2 for b in y)
    if sum_xx <= 1e-20 * mean_x**2 * n or sum_yy <= 1e-20 * mean_y**2 * n:
        return None
    sum_xy = fsum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True))
    r = max(-1.0, min(1.0, sum_xy / sqrt(sum_xx * sum_yy)))
    slope = sum_xy / sum_xx
    rest = 1 - r * r
    freedom = (n if effective is None else effective) - 2
    t = r * sqrt(freedom / rest) if rest > 0 else inf
    half = t_quantile(confidence, freedom) * sqrt(rest * sum_yy / sum_xx / freedom)
    p = 2 * t_below(-abs(t), freedom)
    return Line(n, r, p, slope, slope - half, slope + half)


def holm(p_values: Sequence[float]) -> list[float]:
    """
    Return the p-values adjusted for having looked so often.

    References:
        Holm (1979), "A Simple Sequentially Rejective Multiple Test Procedure",
        Scandinavian Journal of Statistics 6, 65-70.
    """
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    adjusted = [0.0] * len(p_values)
    largest = 0.0
    for place, index in enumerate(order):
        largest = max(largest, min(1.0, (len(p_values) - place) * p_values[index]))
        adjusted[index] = largest
    return adjusted
