"""Importance without NumPy: the same weights, by the same definitions."""

from collections.abc import Callable, Mapping, Sequence
from itertools import repeat
from math import comb, fsum, sqrt
from typing import NamedTuple

from cx_xl.stats import resampling_rows
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
from cx_xl.stats.linear import Matrix, Vector, dot, eigen, solve, times
from cx_xl.stats.normal import Interval
from cx_xl.stats.resampling_rows import SINGULAR


def importance(
    outcome: Sequence[float],
    drivers: Mapping[str, Sequence[float]],
    method: Method,
    weights: Sequence[float] | None,
    argument: str,
) -> Importance:
    """Return how much of *outcome* each driver explains; see `importance`."""
    sample = _sample(outcome, drivers, weights, argument)
    among = [row[1:] for row in sample.correlations[1:]]
    with_outcome = sample.correlations[0][1:]
    _refuse_copies(among, list(drivers), argument)
    weigh = METHODS[method]
    raw = weigh(among, with_outcome)
    whole = fsum(raw)
    if not whole:
        raise unmoved(argument)
    shares = [part / whole for part in raw]
    freedom = max(sample.base - len(drivers) - 1, 1.0)
    is_quick = method != "shapley" or len(drivers) <= MOST_RESAMPLED
    drawn = (sample.scaled, sample.mass, weigh, shares, freedom)
    return Importance(
        raw=raw,
        shares=shares,
        limits=resampling_rows.share_limits(*drawn) if is_quick else None,
        correlations=with_outcome,
        means=sample.means,
        mean_limits=sample.mean_limits,
        r_squared=dot(with_outcome, solve(among, with_outcome)),
        n=len(outcome),
        base=sample.base,
    )


class _Sample(NamedTuple):
    """The rows: each column centred and scaled, and what each row weighs."""

    scaled: Matrix
    mass: Vector
    base: float
    means: Vector
    mean_limits: list[Interval]
    correlations: Matrix


def _sample(
    outcome: Sequence[float],
    drivers: Mapping[str, Sequence[float]],
    weights: Sequence[float] | None,
    argument: str,
) -> _Sample:
    refuse_few(argument, len(outcome), len(drivers))
    mass = _mass(len(outcome), weights)
    is_even = min(mass) == max(mass)
    base = float(len(mass)) if is_even else 1 / dot(mass, mass)
    names = ((argument, name) for name in drivers)
    parts = [
        _Column.of(values, mass, place)
        for values, place in zip(
            [outcome, *drivers.values()], [("outcome", ""), *names], strict=True
        )
    ]
    t = t_quantile(0.95, max(base - 1, 1.0))
    weighed = [
        [value * share for value, share in zip(part.scaled, mass, strict=True)]
        for part in parts
    ]
    return _Sample(
        [part.scaled for part in parts],
        mass,
        base,
        [part.mean for part in parts[1:]],
        [Interval(p.mean - t * p.error, p.mean + t * p.error) for p in parts[1:]],
        [
            [max(-1.0, min(1.0, dot(row, part.scaled))) for part in parts]
            for row in weighed
        ],
    )


class _Column(NamedTuple):
    """A column, centred and scaled, with its mean and the error of that."""

    scaled: Vector
    mean: float
    error: float

    @classmethod
    def of(
        cls, values: Sequence[float], mass: Vector, place: tuple[str, str]
    ) -> "_Column":
        size = max(map(abs, values)) or 1.0  # no unit is too large to be squared
        small = [value / size for value in values]
        mean = dot(small, mass)
        centred = [value - mean for value in small]
        squares = [value * value for value in centred]
        spread = sqrt(dot(squares, mass))
        if spread <= CONSTANT:
            raise constant(*place)
        n = len(values)
        error = sqrt(n / (n - 1) * dot(squares, [share * share for share in mass]))
        return cls([value / spread for value in centred], mean * size, error * size)


def _mass(n: int, weights: Sequence[float] | None) -> Vector:
    """Return the weight of each row as a share of all."""
    given = [1.0] * n if weights is None else weights
    largest = max(given)
    if not largest > 0:
        raise weightless()
    mass = [weight / largest for weight in given]
    whole = fsum(mass)
    return [part / whole for part in mass]


def _refuse_copies(among: Matrix, names: Sequence[str], argument: str) -> None:
    """Refuse columns of which one follows from the others."""
    axes = eigen(among)
    if axes.values[0] < SINGULAR:
        pairs = zip(names, axes.vectors[0], strict=True)
        raise copied(argument, (name for name, part in pairs if abs(part) > 1e-4))


def _relative(among: Matrix, with_outcome: Vector) -> Vector:
    """Share out R squared through the nearest uncorrelated drivers."""
    axes = eigen(among)
    roots = [sqrt(value) for value in axes.values]
    coefficients = times(axes.rebuilt([1 / root for root in roots]), with_outcome)
    squares = [value * value for value in coefficients]
    loadings = axes.rebuilt(roots)
    return times([[part * part for part in row] for row in loadings], squares)


def _shapley(among: Matrix, with_outcome: Vector) -> Vector:
    """Average what each driver adds to R squared over all orders of entry."""
    p = len(with_outcome)
    refuse_many(p)
    explained = [0.0] * (1 << p)
    _enter(explained, 0, among, with_outcome)
    orders = [1 / (p * comb(p - 1, size)) for size in range(p)]
    return [
        fsum(
            (explained[code | 1 << driver] - explained[code]) * orders[code.bit_count()]
            for code in range(1 << p)
            if not code >> driver & 1
        )
        for driver in range(p)
    ]


def _enter(explained: Vector, code: int, among: Matrix, with_outcome: Vector) -> None:
    """
    Enter each driver behind those of *code*; note the R squared of every set.

    Args:
        explained: R squared by set, whose bits say who is in.
        code: who is.
        among: what the drivers behind have left in common without those of the set.
        with_outcome: and with the outcome.
    """
    first = (len(explained) - 1).bit_length() - len(with_outcome)
    for k, (row, own) in enumerate(zip(among, with_outcome, strict=True)):
        further = code | 1 << first + k
        explained[further] = explained[code] + own * own / row[k]
        shares = [part / row[k] for part in row[k + 1 :]]
        if shares:
            rest = [
                [
                    a - share * b
                    for a, b in zip(line[k + 1 :], row[k + 1 :], strict=True)
                ]
                for line, share in zip(among[k + 1 :], shares, strict=True)
            ]
            left = [
                value - share * own
                for value, share in zip(with_outcome[k + 1 :], shares, strict=True)
            ]
            _enter(explained, further, rest, left)


def _squared(_: Matrix, with_outcome: Vector) -> Vector:
    """Look at each driver alone."""
    return list(map(pow, with_outcome, repeat(2)))


METHODS: Mapping[Method, Callable[[Matrix, Vector], Vector]] = {
    "relative": _relative,
    "shapley": _shapley,
    "correlation": _squared,
}
