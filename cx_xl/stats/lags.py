"""How a series goes with another one that follows it, lag by lag."""

from collections.abc import Sequence
from typing import NamedTuple

from cx_xl.stats import regression, serial
from cx_xl.stats.serial import Pattern, Series

LEAST_PAIRS = 8  # fewer periods prove nothing
LEAST_EFFECTIVE = 3  # fewer leave no degree of freedom


class Lag(NamedTuple):
    """
    The pairs that lie so many periods apart.

    Attributes:
        n: how many pairs there are.
        effective: how many independent ones they are worth.
        fit: None with fewer than LEAST_PAIRS, or where a series does not move.
        adjusted: its p-value for all lags together (Holm); None where the fit has to
            go untested.
    """

    n: int
    effective: float
    fit: regression.Line | None
    adjusted: float | None = None


def lags(
    early: Series, late: Series, max_lag: int, season: int = 0
) -> tuple[list[Lag], Pattern | None]:
    """
    Return each lag from 0 on, and what makes any two such series look linked.

    Args:
        early: what comes first.
        late: what may follow; None in either is a gap.
        max_lag: the last one.
        season: over which the values are changes, if they are.
    """
    sets = [_pairs(early, late, lag) for lag in range(max_lag + 1)]
    if len(sets[0]) < LEAST_PAIRS:
        return [Lag(len(pairs), 0.0, None) for pairs in sets], None
    share = serial.independent_share(early, late, season)
    found = [_lag(pairs, share * len(pairs)) for pairs in sets]
    pattern = serial.shared(early, late)
    if pattern and pattern.is_sure:
        return found, pattern
    tested = [lag.effective >= LEAST_EFFECTIVE and lag.fit for lag in found]
    adjusted = iter(regression.holm([fit.p for fit in tested if fit]))
    return [
        lag._replace(adjusted=next(adjusted)) if fit else lag
        for lag, fit in zip(found, tested, strict=True)
    ], pattern


def _lag(pairs: Sequence[tuple[float, float]], effective: float) -> Lag:
    if len(pairs) < LEAST_PAIRS:
        return Lag(len(pairs), effective, None)
    x, y = zip(*pairs, strict=True)
    counted = max(effective, LEAST_EFFECTIVE)
    return Lag(len(pairs), effective, regression.line(x, y, effective=counted))


def _pairs(early: Series, late: Series, lag: int) -> list[tuple[float, float]]:
    """Return the pairs that lie *lag* periods apart."""
    pairs = zip(early, late[lag:], strict=False)
    return [(a, b) for a, b in pairs if a is not None and b is not None]
