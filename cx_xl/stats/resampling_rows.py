"""How far the shares of drivers would move, without NumPy: the same draws."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, combinations_with_replacement
from math import floor, fsum, sqrt
from operator import mul

from cx_xl.stats.beta import t_quantile
from cx_xl.stats.linear import Matrix, Vector, exceeds
from cx_xl.stats.normal import Interval
from cx_xl.stats.stream import Stream

DRAWS = 1000
MOST_UNITS = 1000  # what is drawn: rows, or as many groups of rows at random
SINGULAR = 1e-10  # smallest eigenvalue of correlations that can be told from 0


def share_limits(
    columns: Matrix,
    mass: Vector,
    weigh: Callable[[Matrix, Vector], Vector],
    shares: Vector,
    freedom: float,
) -> list[Interval] | None:
    """Return 95 % limits of the share of each driver; see `resampling`."""
    moved = []
    for found in _correlations(columns, mass):
        weights = weigh([row[1:] for row in found[1:]], found[0][1:])
        whole = fsum(weights)
        moved.append([weight / whole for weight in weights])
    if len(moved) < DRAWS / 2:
        return None
    t = t_quantile(0.95, freedom)
    return [
        _limits(sorted(draws), share, t)
        for draws, share in zip(zip(*moved, strict=True), shares, strict=True)
    ]


def _limits(draws: Sequence[float], share: float, t: float) -> Interval:
    n = len(draws)
    mean = fsum(draws) / n
    reach = t * sqrt(fsum((draw - mean) ** 2 for draw in draws) / (n - 1))
    return Interval(
        min(_quantile(draws, 0.025), max(share - reach, 0.0)),
        max(_quantile(draws, 0.975), min(share + reach, 1.0)),
    )


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Return a quantile, between two draws on a straight line (Hyndman, Fan: 7)."""
    place = share * (len(ordered) - 1)
    below = floor(place)
    one, other = ordered[below], ordered[min(below + 1, len(ordered) - 1)]
    return one + (other - one) * (place - below)


def _correlations(columns: Matrix, mass: Vector) -> Iterator[Matrix]:
    """Yield the correlation matrix of each draw that has one."""
    size = len(columns)
    drawn = [_products(sums, size) for sums in _sums(columns, mass) if sums[0] > 0]
    largest = [max(products[i][i] for products in drawn) for i in range(size)]
    for products in drawn:
        squares = [products[i][i] for i in range(size)]
        if all(s > SINGULAR * most for s, most in zip(squares, largest, strict=True)):
            spread = [sqrt(square) for square in squares]
            found = [
                [
                    max(-1.0, min(1.0, x / a / b))
                    for x, b in zip(row, spread, strict=True)
                ]
                for row, a in zip(products, spread, strict=True)
            ]
            if exceeds([row[1:] for row in found[1:]], SINGULAR):
                yield found


def _products(sums: Vector, size: int) -> Matrix:
    """Return the mean products of the centred columns."""
    whole, *rest = sums
    means = [part / whole for part in rest[:size]]
    found = [[0.0] * size for _ in range(size)]
    pairs = combinations_with_replacement(range(size), 2)
    for (i, j), part in zip(pairs, rest[size:], strict=True):
        found[i][j] = found[j][i] = part / whole - means[i] * means[j]
    return found


def _sums(columns: Matrix, mass: Vector) -> Iterator[Vector]:
    """Yield, for each draw, the sums of weights, of columns and of their products."""
    stream, n = Stream(), len(mass)
    units = min(n, MOST_UNITS)
    order = stream.permutation(n) if n > units else range(n)
    each = n // units
    whole = units * each
    places = [row // each if row < whole else row - whole for row in range(n)]
    weights = [mass[row] for row in order]
    turned = [[column[row] for row in order] for column in columns]
    parts = []
    heavy = [list(map(mul, column, weights)) for column in turned]
    pairs = combinations_with_replacement(range(len(columns)), 2)
    products = (map(mul, heavy[i], turned[j]) for i, j in pairs)
    for values in chain([weights], heavy, products):
        sums = [0.0] * units
        for unit, value in zip(places, values, strict=True):
            sums[unit] += value
        parts.append(sums)
    for _ in range(DRAWS):
        counts = stream.evenly(units)
        yield [fsum(map(mul, counts, part)) for part in parts]
