"""Log-likelihoods with their first and second derivatives, assembled from parts."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from scipy.special import betaln, gammaln, psi, zeta

from cx_xl.models.domain import Array

Pair = tuple[int, int]


class Evaluation(NamedTuple):
    """A log-likelihood at one point: value, gradient (k,) and Hessian (k, k)."""

    value: float
    gradient: Array
    hessian: Array

    def plus(self, other: "Evaluation", *where: int) -> "Evaluation":
        """Add *other*, a function of only the parameters *where* (all if none)."""
        gradient, hessian = self.gradient.copy(), self.hessian.copy()
        places = list(where or range(len(gradient)))
        gradient[places] += other.gradient
        hessian[np.ix_(places, places)] += other.hessian
        return Evaluation(self.value + other.value, gradient, hessian)


def trigamma(x: Array | float) -> Array:
    """Return the second derivative of ln Gamma (Abramowitz & Stegun 6.4.10)."""
    return np.asarray(zeta(2.0, x))


class BetaRatio(NamedTuple):
    """ln B(a+i, b+j) / B(a, b), elementwise, with its derivatives in a and b."""

    value: Array
    by_a: Array
    by_b: Array
    by_aa: Array
    by_ab: Array
    by_bb: Array

    @classmethod
    def at(cls, a: float, b: float, i: Array | float, j: Array) -> "BetaRatio":
        """Evaluate at (*a*, *b*) for the steps *i* and *j*."""
        whole = psi(a + b) - psi(a + b + i + j)
        bend = trigamma(a + b) - trigamma(a + b + i + j)
        return cls(
            np.asarray(betaln(a + i, b + j) - betaln(a, b)),
            psi(a + i) - psi(a) + whole,
            psi(b + j) - psi(b) + whole,
            trigamma(a + i) - trigamma(a) + bend,
            bend,
            trigamma(b + j) - trigamma(b) + bend,
        )

    def total(self, weights: Array) -> Evaluation:
        """Return the sum over all elements, *weights* times each."""
        value, a, b, aa, ab, bb = (float(weights @ part) for part in self)
        return Evaluation(value, np.array([a, b]), np.array([[aa, ab], [ab, bb]]))


def poisson_gamma(r: float, alpha: float, x: Array, weights: Array) -> Evaluation:
    """Return the sum of ln [Gamma(r+x) alpha^r / Gamma(r)], *weights* times each."""
    n = float(weights.sum())
    value = weights @ gammaln(r + x) - n * (gammaln(r) - r * np.log(alpha))
    slope = weights @ psi(r + x) - n * (psi(r) - np.log(alpha))
    bend = weights @ trigamma(r + x) - n * trigamma(r)
    return Evaluation(
        float(value),
        np.array([slope, n * r / alpha]),
        np.array([[bend, n / alpha], [n / alpha, -n * r / alpha**2]]),
    )


def mixture(
    log_terms: Array,
    scores: Sequence[Array],
    curvatures: Mapping[Pair, Array],
    weights: Array,
) -> Evaluation:
    """
    Return the weighted sum over columns of the log of a sum of terms.

    Args:
        log_terms: (m, n) logs of the m terms of each of n columns; -inf where a column
            has fewer terms.
        scores: for each of k parameters, the (m, n) derivative of log_terms.
        curvatures: (m, n) second derivatives of log_terms by (parameter, parameter);
            pairs left out are zero, (i, j) stands for (j, i) too.
        weights: (n,) how often each column occurs, > 0.

    References:
        Louis (1982), "Finding the observed information matrix when using the EM
        algorithm", JRSS B 44(2): mean curvature plus variance of the scores.
    """
    peak = log_terms.max(axis=0)
    share = np.exp(log_terms - peak)
    total = share.sum(axis=0)
    value = float(weights @ (peak + np.log(total)))
    share *= weights / total
    flat, spread = np.stack([np.ravel(score) for score in scores]), share.ravel()
    weighted = flat * spread
    means = weighted.reshape(len(flat), *share.shape).sum(axis=1)
    hessian = weighted @ flat.T - (means / weights) @ means.T
    for (i, j), curvature in curvatures.items():
        hessian[i, j] += (bend := float(spread @ np.ravel(curvature)))
        if i != j:
            hessian[j, i] += bend
    return Evaluation(value, means.sum(axis=1), hessian)
