"""
The beta distribution, and with it Student's t and F, from the standard library alone.

A cell does not wait for SciPy, and a browser has none. Tails are computed directly,
never as 1 minus the rest, so that small ones keep all their digits.
"""

from functools import cache
from math import exp, expm1, fsum, inf, lgamma, log, log1p, pi, sqrt
from typing import NamedTuple

LARGE = 5000.0  # of both parameters: the fraction would need many terms
FARTHEST = -700.0  # log-odds; the odds would vanish
LOG_TWO_PI = log(2 * pi)
# ln Gamma beyond Stirling's formula: Abramowitz & Stegun 6.1.40.
STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156)
MOST = 1_000_000  # terms; none of the arguments that a cell may hold needs a tenth


class Tails(NamedTuple):
    """The probability below and above a point."""

    below: float
    above: float


def tails(a: float, b: float, x: float, y: float) -> Tails:
    """
    Return the tails of the beta distribution: I_x(a, b) and I_y(b, a).

    Args:
        a: above 0.
        b: above 0.
        x: in [0, 1].
        y: 1 - x; of an x near 1 it has digits that x has not.

    References:
        DLMF 8.17.
    """
    if not x or not y:
        return Tails(float(x > 0), float(y > 0))
    if x * (a + b + 2) <= a + 1:
        below = min(1.0, _below(a, b, x, y))
        return Tails(below, 1 - below)
    above = min(1.0, _below(b, a, y, x))
    return Tails(1 - above, above)


def quantile(p: float, a: float, b: float) -> float:
    """Return the point below which a share *p* of the beta distribution lies."""
    z = log_odds(p, a, b)
    return 1 / (1 + exp(-z)) if z > FARTHEST else exp(z)


def log_odds(p: float, a: float, b: float) -> float:
    """
    Return ln(x / (1 - x)) of the quantile x at *p* in (0, 1).

    Newton's steps. In log-odds the density is log-concave, hence the logarithm of the
    tail is concave, and they arrive from everywhere.
    """
    if p > 0.5:
        return -log_odds(1 - p, b, a)
    z = last = log(a / b)
    while z > FARTHEST:
        x, y = 1 / (1 + exp(-z)), 1 / (1 + exp(z))
        below = tails(a, b, x, y).below
        if not below:  # too far: halfway back
            z = (z + last) / 2
            continue
        off, last = log(below / p), z
        z -= off * below / density(a, b, x, y)
        if abs(off) < 1e-8:  # the step doubled the digits
            return z
    return (log(p) + log(a) + log_beta(a, b)) / a  # there the tail is a power of x


def density(a: float, b: float, x: float, y: float) -> float:
    """
    Return x^a y^b / B(a, b), the density of the log-odds.

    References:
        Loader (2000), "Fast and Accurate Computation of Binomial Probabilities": the
        saddle point, whose parts stay small where logarithms of Gamma cancel.
    """
    n, off = a + b, b * x - a * y
    far = a * _log_less(x / a * n, off / a) + b * _log_less(y / b * n, -off / b)
    beyond = stirling(n) - stirling(a) - stirling(b)
    return sqrt(a / n * b / (2 * pi)) * exp(far + beyond)


def log_beta(a: float, b: float) -> float:
    """Return ln B(a, b)."""
    a, b = sorted((a, b))
    n = a + b
    whole = a * log(a / n) + b * log1p(-a / n) - log(a / n * b / (2 * pi)) / 2
    return whole + stirling(a) + stirling(b) - stirling(n)


def t_below(t: float, freedom: float) -> float:
    """Return the probability that Student's t lies below *t*."""
    ratio = t * t / freedom
    x, y = (1 / (1 + ratio), 1 / (1 + 1 / ratio)) if ratio else (1.0, 0.0)
    tail = tails(freedom / 2, 0.5, x, y).below / 2 if ratio < inf else 0.0
    return tail if t < 0 else 1 - tail


def t_quantile(confidence: float, freedom: float) -> float:
    """Return t such that Student's t lies within +-t with *confidence*."""
    return sqrt(freedom) * exp(log_odds(confidence, 0.5, freedom / 2) / 2)


def f_above(f: float, one: float, other: float) -> float:
    """Return the probability that F with *one* and *other* freedom lies above *f*."""
    whole = other + one * f
    return tails(other / 2, one / 2, other / whole, one * f / whole).below


def _log_less(ratio: float, u: float) -> float:
    """Return ln(ratio) - u without cancellation; the *ratio* is 1 + *u*."""
    if not -0.4 < u < 0.6:
        return log(ratio) - u if ratio else -inf
    r = u / (2 + u)  # ln(1 + u) is 2 artanh r
    square, power, place = r * r, 2 * r * r * r, 3
    total = -r * u
    while abs(power) > 1e-17 * abs(total):
        total += power / place
        power *= square
        place += 2
    return total


def _exp_less(s: float) -> float:
    """Return exp(-s) - 1 + s without cancellation, *s* >= 0."""
    if s > 0.5:
        return expm1(-s) + s
    term = total = s * s / 2
    place = 3
    while abs(term) > 1e-17 * total:
        term *= -s / place
        total += term
        place += 1
    return total


def stirling(z: float) -> float:
    """Return ln Gamma(z) less Stirling's formula."""
    if z < 16:
        return lgamma(z) - (z - 0.5) * log(z) + z - LOG_TWO_PI / 2
    square, power, total = 1 / (z * z), 1 / z, 0.0
    for part in STIRLING:
        total += part * power
        power *= square
    return total


def _below(a: float, b: float, x: float, y: float) -> float:
    """Return the tail below a point that is not far above the mean."""
    height = density(a, b, x, y)
    if not height:
        return 0.0
    if min(a, b) > LARGE:
        return height * _area(a, b, x, y)
    # One step up from a (DLMF 8.17.20), where the fraction is at its best.
    return height / a * (1 + x * (a + b) / fraction(a + 1, b, x, y))


def fraction(a: float, b: float, x: float, y: float) -> float:
    """
    Return the continued fraction by which x^a y^b / B(a, b) is divided.

    References:
        Didonato, Morris (1992), "Algorithm 708: Significant Digit Computation of the
        Incomplete Beta Function Ratios", ACM TOMS 18, eq. 9: the even part of DLMF
        8.17.22, which does not cancel; evaluated by Lentz's method.
    """
    tiny = 1e-300
    total = c = a * (a * y - b * x + 1) / (a + 1) or tiny
    d = 0.0
    for m in range(1, MOST):
        odd = a + 2 * m - 1
        rest = m * (b - m) * x / odd
        upper = (a + m - 1) / odd * (a + b + m - 1) * x * rest
        lower = m + rest + (a + m) / (odd + 2) * (a * y - b * x + 1 + m * (1 + y))
        d = 1 / (lower + upper * d or tiny)
        c = lower + upper / c or tiny
        total *= c * d
        if abs(c * d - 1) < 3e-16:
            break
    return total


def _area(a: float, b: float, x: float, y: float) -> float:
    """
    Return the tail below as a multiple of the density of the log-odds at its end.

    Integrated by the double exponential rule: two large parameters make a smooth bell.

    References:
        Takahasi, Mori (1974), "Double Exponential Formulas for Numerical Integration".
    """
    n, slope = a + b, a * y - b * x
    width = 1 / max(slope, sqrt(n * x * y))

    def height(s: float) -> float:
        steep = (
            slope * s
            + n * x * _exp_less(s)
            + n * _log_less(y + x * exp(-s), x * expm1(-s))
        )
        return exp(-steep)

    return width * fsum(
        weight * height(width * distance) for distance, weight in _half_line()
    )


@cache
def _half_line() -> tuple[tuple[float, float], ...]:
    """Return points from 0 to infinity, and the weight of each, for a bell's side."""
    step = 1 / 16
    points = []
    for i in range(-4 * 16, 4 * 16):
        u = i * step
        distance = exp(u - exp(-u))
        points.append((distance, step * distance * (1 + exp(-u))))
    return tuple(points)
