"""
The likelihood of Pareto/NBD, by quadrature over the unseen time of leaving.

The likelihood needs the integral over the time y of leaving, from the last purchase to
today, of (alpha+y)^-(r+x) (beta+y)^-(s+1). The literature writes it as a difference of
two 2F1, which cancels when recency is near age and has no derivatives in its
parameters at hand. Gauss-Legendre nodes in ln(min(alpha, beta) + y), where the
integrand is log-concave and analytic, give value and derivatives to rounding.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.polynomial.legendre import leggauss

from cx_xl.models.derivatives import Evaluation, mixture, poisson_gamma
from cx_xl.models.domain import Array
from cx_xl.models.grouping import Histories, blocks

# Histories of one block of quadrature: its arrays stay in the processor's cache and
# below the size (128 kB) from which each allocation costs page faults.
BLOCK = 192
# Where the integrand has lost this many e-folds, the rest is below rounding.
FADED = 45.0
MOST_NODES = 64


class Likelihood:
    """The log-likelihood of grouped histories, as a function of r, alpha, s, beta."""

    def __init__(self, histories: Histories) -> None:
        self.n = histories.n
        self.frequencies, self.customers = histories.by_frequency
        # By how long ago the last purchase was: equal needs share a block.
        order = np.argsort(-histories.frequency * (histories.age - histories.recency))
        self.blocks = blocks([column[order] for column in histories.arrays], BLOCK)

    def __call__(self, params: Array) -> Evaluation:  # noqa: D102 - see the class
        r, alpha, s, beta = params.tolist()
        total = Evaluation(0.0, np.zeros(4), np.zeros((4, 4)))
        total = total.plus(
            poisson_gamma(r, alpha, self.frequencies, self.customers), 0, 1
        ).plus(_power(s, beta, self.n), 2, 3)
        for x, t_x, age, customers in self.blocks:
            total = total.plus(_paths((r, alpha, s, beta), x, t_x, age, customers))
        return total


def log_odds_gone(
    params: Sequence[float] | Array,
    x: Array,
    t_x: Array,
    age: Array,
    nodes: int | None = None,
) -> Array:
    """
    Return ln P(gone)/P(alive) of histories (one-dimensional); -inf if t_x = T.

    Each parameter is one number, or one per history. With fewer *nodes* than it takes
    for all digits it is sooner done.
    """
    r, alpha, s, beta, _ = np.broadcast_arrays(*params, x)
    low, high = np.minimum(alpha, beta), np.maximum(alpha, beta)
    is_swapped, p, q = alpha > beta, r + x, s + 1
    first, second = np.where(is_swapped, q, p), np.where(is_swapped, p, q)
    integral = np.empty(x.size)
    size = BLOCK * (1 if nodes is None else MOST_NODES // nodes)
    for start in range(0, x.size, size):
        i = slice(start, start + size)
        terms, *_ = _quadrature(
            low[i], high[i], first[i], second[i], t_x[i], age[i], nodes
        )
        integral[i] = _log_sum(terms)
    odds = np.log(s) + integral
    return np.asarray(odds + p * np.log(alpha + age) + s * np.log(beta + age))


def _log_sum(terms: Array) -> Array:
    """Return ln of the sum of exp over rows, -inf where there is nothing to add."""
    peak = terms.max(axis=0)
    peak[peak == -np.inf] = 0.0
    with np.errstate(divide="ignore"):
        return np.asarray(peak + np.log(np.exp(terms - peak).sum(axis=0)))


def discounted(s: float, z: Array) -> Array:
    """
    Return the integral of e^(-z v) (1+v)^-s over v >= 0.

    The literature writes it as psi(1, 2-s; z), which SciPy's hyperu leaves NaN for
    some whole s. In u = ln(1+v) the integrand is log-concave.
    """
    grown = max(0.0, 1 - s) * np.log1p(1 / z)
    end = np.log1p((FADED + 15 + 2 * grown) / z)
    for _ in range(8):  # Newton from the right never cuts too much
        lost, slope = (s - 1) * end + z * np.expm1(end), s - 1 + z * np.exp(end)
        end = np.where(lost > FADED, end - (lost - FADED) / slope, end)
    points, weights = _rule(64)
    u = points * end.ravel()
    path = np.exp((1 - s) * u - z.ravel() * np.expm1(u)) * weights
    return np.asarray(path.sum(axis=0).reshape(z.shape) * end)


def _power(s: float, beta: float, n: float) -> Evaluation:
    """Return n ln beta^s."""
    log = float(np.log(beta))
    bend = np.array([[0.0, n / beta], [n / beta, -n * s / beta**2]])
    return Evaluation(n * s * log, np.array([n * log, n * s / beta]), bend)


def _paths(
    params: tuple[float, ...], x: Array, t_x: Array, age: Array, customers: Array
) -> Evaluation:
    """Return the part that adds up: gone at each node (rows 0..m-1), still here (m)."""
    r, alpha, s, beta = params
    p, q = r + x, s + 1
    terms, by_alpha, by_beta = _gone(params, x, t_x, age)
    since_alpha = np.vstack([by_alpha, alpha + age])
    since_beta = np.vstack([by_beta, beta + age])
    log_alpha, log_beta = np.log(since_alpha), np.log(since_beta)
    here = -p * log_alpha[-1] - s * log_beta[-1]
    power, left = np.full((len(terms) + 1, 1), q), np.full((len(terms) + 1, 1), 1 / s)
    power[-1], left[-1] = s, 0.0
    over_alpha, over_beta = 1 / since_alpha, 1 / since_beta
    return mixture(
        np.vstack([terms, here]),
        [-log_alpha, -p * over_alpha, left - log_beta, -power * over_beta],
        {
            (0, 1): -over_alpha,
            (1, 1): p * over_alpha**2,
            (2, 2): -(left**2) + np.zeros_like(over_beta),
            (2, 3): -over_beta,
            (3, 3): power * over_beta**2,
        },
        customers,
    )


def _gone(
    params: tuple[float, ...], x: Array, t_x: Array, age: Array
) -> tuple[Array, Array, Array]:
    """
    Return what each node adds to the chance of having left, and where it lies.

    Returns:
        (m, n) logs of the terms (-inf when no time has passed), alpha + y, beta + y.
    """
    r, alpha, s, beta = params
    p, q = r + x, np.full(x.shape, s + 1)
    if alpha > beta:
        terms, since_beta, since_alpha = _quadrature(beta, alpha, q, p, t_x, age)
    else:
        terms, since_alpha, since_beta = _quadrature(alpha, beta, p, q, t_x, age)
    return terms + np.log(s), since_alpha, since_beta


def _quadrature(  # noqa: PLR0913, PLR0917 - the five symbols of one integral, and T
    low: float | Array,
    high: float | Array,
    p: Array,
    q: Array,
    t_x: Array,
    age: Array,
    nodes: int | None = None,
) -> tuple[Array, Array, Array]:
    """Integrate (low+y)^-p (high+y)^-q from *t_x* to *age*: terms and nodes."""
    start, gap = low + t_x, high - low
    span = np.log((low + age) / start)
    lost = _lost(span, p, q, start, gap)[0]
    if lost.max() > FADED:
        span = _shortened(span, p, q, start, gap)
    points, weights = _rule(nodes or _nodes(span.max(), lost.max()))
    steps = span * points
    since_low = start * np.exp(steps)
    since_high = since_low + gap
    with np.errstate(divide="ignore"):  # ln 0 = -inf: nobody left in no time
        width = np.log(span)
    log_start = np.log(start)
    terms = np.log(weights) + width + (1 - p) * (log_start + steps)
    return terms - q * np.log(since_high), since_low, since_high


def _lost(
    v: Array, p: Array, q: Array, start: Array, gap: float | Array
) -> tuple[Array, Array]:
    """Return how many e-folds the integrand has lost *v* after its start; its slope."""
    since = start * np.exp(v)
    lost = (p - 1) * v + q * np.log((since + gap) / (start + gap))
    return lost, p - 1 + q * since / (since + gap)


def _shortened(
    span: Array, p: Array, q: Array, start: Array, gap: float | Array
) -> Array:
    """Cut *span* where nothing is left; Newton from the right never cuts too much."""
    for _ in range(6):
        lost, slope = _lost(span, p, q, start, gap)
        over = lost > FADED
        span = np.where(over, span - (lost - FADED) / np.where(over, slope, 1.0), span)
    return span


def _nodes(span: float, lost: float) -> int:
    """Return how many nodes integrate the block to rounding."""
    for longest, steepest, m in ((1.5, 3.0, 8), (2.5, 6.0, 12), (4.0, 12.0, 16)):
        if span <= longest and lost <= steepest:
            return m
    return 32 if span <= 8 else MOST_NODES


@cache
def _rule(m: int) -> tuple[Array, Array]:
    points, weights = leggauss(m)
    return (points[:, None] + 1) / 2, weights[:, None] / 2
