"""
What BG/NBD and MBG/NBD share.

Customers buy at a gamma(r, alpha) rate and may leave with a beta(a, b) probability
after a purchase. The two models differ only in how many chances to leave a customer
has survived: the repeat purchases (BG), or those and the first purchase (MBG).
"""

from collections.abc import Sequence

import numpy as np
from numpy.polynomial.legendre import leggauss
from scipy.special import betainc, betaln, expit, gammaln, hyp2f1, xlogy

from cx_xl.models.derivatives import BetaRatio, Evaluation, mixture, poisson_gamma
from cx_xl.models.domain import Array, finite
from cx_xl.models.grouping import Histories, blocks

# Nearer to a removable singularity than this, the closed form loses more digits than
# quadrature does.
NEAR_ONE = 1e-3
# Histories evaluated together: arrays below 128 kB, from where allocation is slow.
BLOCK = 1024


class Likelihood:
    """The log-likelihood of grouped histories, as a function of (r, alpha, a, b)."""

    def __init__(self, histories: Histories, extra: int) -> None:
        self.extra = extra
        self.frequencies, self.customers = histories.by_frequency
        self.blocks = blocks(histories.arrays, BLOCK)

    def __call__(self, params: Array) -> Evaluation:  # noqa: D102 - see the class
        r, alpha, a, b = params.tolist()
        rest = BetaRatio.at(a, b, 0.0, self.frequencies + self.extra)
        total = Evaluation(0.0, np.zeros(4), np.zeros((4, 4)))
        total = total.plus(
            poisson_gamma(r, alpha, self.frequencies, self.customers), 0, 1
        ).plus(rest.total(self.customers), 2, 3)
        for block in self.blocks:
            total = total.plus(_paths((r, alpha, a, b), block, self.extra))
        return total


def _paths(params: tuple[float, ...], block: list[Array], extra: int) -> Evaluation:
    """Return the part that adds up still here (row 0) and gone (row 1)."""
    r, alpha, a, b = params
    x, t_x, age, customers = block
    chances, p = x + extra, r + x
    since = alpha + np.stack([age, t_x])
    logs = np.log(since)
    left = np.where(chances > 0, b + chances - 1, 1.0)
    terms = -p * logs
    terms[1] += np.where(chances > 0, np.log(a / left), -np.inf)
    by_a, by_b = np.zeros_like(terms), np.zeros_like(terms)
    by_a[1], by_b[1] = 1 / a, -1 / left
    by_alpha = -p / since
    return mixture(
        terms,
        [-logs, by_alpha, by_a, by_b],
        {
            (0, 1): -1 / since,
            (1, 1): -by_alpha / since,
            (2, 2): -(by_a**2),
            (3, 3): by_b**2,
        },
        customers,
    )


def log_odds_gone(
    params: Sequence[float] | Array, x: Array, t_x: Array, age: Array, extra: int
) -> Array:
    """
    Return ln P(gone)/P(alive); -inf for who had no chance to leave.

    Each parameter is one number, or one per history.
    """
    r, alpha, a, b = params
    chances = x + extra
    left = np.where(chances > 0, b + chances - 1, 1.0)
    odds = np.log(a / left) + (r + x) * np.log((alpha + age) / (alpha + t_x))
    return np.where(chances > 0, odds, -np.inf)


def alive(
    params: tuple[float, ...], x: Array, t_x: Array, age: Array, extra: int
) -> Array:
    """Return P(alive)."""
    return np.asarray(expit(-log_odds_gone(params, x, t_x, age, extra)))


def expected_if_alive(
    params: tuple[float, ...], horizon: Array, x: Array, age: Array, extra: int
) -> Array:
    """
    Return the purchases expected in *horizon* from a customer who is still active.

    The published form (Fader, Hardie, Lee 2005, eq. 10) after Euler's transformation:
    its first argument no longer grows with x, so nothing overflows.
    """
    r, alpha, a, b = params
    p, scale = r + x, alpha + age
    whole = a + b + x + extra
    z = horizon / (scale + horizon)
    # a = 1 is 0/0; so is a + b = 1 for a customer without a repeat purchase.
    if abs(a - 1) < NEAR_ONE or np.abs(whole - 1).min(initial=1.0) < NEAR_ONE:
        return _integrated(p, scale, a, whole, horizon)
    with np.errstate(over="ignore", invalid="ignore"):
        survived = (1 - z) ** (a - 1) * _gauss(whole - 1 - p, a - 1, whole - 1, z)
        found = np.asarray((whole - 1) / (a - 1) * (1 - survived))
    found = np.maximum(found, 0.0)  # in no time at all rounding may leave -1e-16
    # Beyond a of some thousands a factor overflows, and the other is 0.
    return finite("params", found)


def _integrated(
    p: Array, scale: Array, a: float, whole: Array, horizon: Array
) -> Array:
    """Integrate the purchase rate over the horizon: no singularity at a = 1."""
    nodes, weights = leggauss(32)
    # In v = ln(1 + t / scale) the rate is smooth however long the horizon is.
    end = np.log1p(horizon / scale)[..., None]
    v = end * (nodes + 1) / 2
    z = -np.expm1(-v)
    # 2F1(p+1, a; whole; -t/scale) by Pfaff, times dt/dv = scale e^v.
    rate = np.exp((1 - a) * v) * _gauss(
        whole[..., None] - p[..., None] - 1, a, whole[..., None], z
    )
    return np.asarray((rate * weights).sum(axis=-1) * p * end[..., 0] / 2)


def _gauss(first: Array, second: float, third: Array, z: Array) -> Array:
    """Return 2F1, also where SciPy 1.17 has a hole: third - first - second = 1."""
    found: Array = np.asarray(hyp2f1(first, second, third, z), dtype=np.float64)
    hole = np.isnan(found)
    if hole.any():
        nearby = hyp2f1(first * (1 + 1e-9), second, third, z)
        found[hole] = np.asarray(nearby)[hole]
    return found


def probability(
    params: tuple[float, ...], purchases: Array, time: Array, extra: int
) -> Array:
    """Return P(X(time) = purchases) of a new customer."""
    r, alpha, a, b = params
    k = purchases + extra
    z = time / (alpha + time)
    poisson = np.exp(
        gammaln(r + purchases)
        - gammaln(r)
        - gammaln(purchases + 1)
        + r * np.log1p(-z)
        + xlogy(purchases, z)
        + betaln(a, b + k)
        - betaln(a, b)
    )
    could_leave = k > 0
    left = np.exp(betaln(a + 1, np.where(could_leave, b + k - 1, b)) - betaln(a, b))
    # Whoever left at purchase n would have made at least n: a negative binomial tail.
    reached = np.where(purchases > 0, betainc(np.maximum(purchases, 1), r, z), 1.0)
    return np.asarray(poisson + np.where(could_leave, left * reached, 0.0))
