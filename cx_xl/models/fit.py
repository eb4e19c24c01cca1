"""Maximum likelihood for every model: one driver, and an honest verdict."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from scipy.optimize import minimize

from cx_xl.models.derivatives import Evaluation
from cx_xl.models.domain import Array

FEWEST_REPEATERS = 10
# A log-parameter known to +-2 (one standard error) is known to a factor of 50 either
# way at 95 %: beyond that the data do not say where the optimum is.
WIDEST = 2.0
# A maximum known this well stands alone: no other start is tried.
SHARP = 0.7
# How far (in logs) a search may stray from its scaled start: e^12 = 160,000 times.
BOX = 12.0
# Gain in log-likelihood that another Newton step would promise at a true optimum.
TOLERANCE = 1e-6


class Status(IntEnum):
    """
    Whether the parameters may be used; `fitted.STATUS` is what a worksheet shows of it.

    Attributes:
        CONVERGED: a proper maximum; parameters and standard errors may be used.
        NOT_IDENTIFIED: the likelihood is flat or rises without end, so several sets of
            parameters explain the data equally well; those given are one of them.
        TOO_LITTLE_DATA: too few customers to try; there are no parameters.
        NO_FINITE_MEAN: a proper maximum, but its population mean is infinite
            (Gamma-Gamma with q <= 1): conditional means only.
        NO_LEAVING: not identified, since the data show no sign of anybody leaving: the
            model in which nobody does explains them as well with fewer parameters.
    """

    CONVERGED = 0
    NOT_IDENTIFIED = 1
    TOO_LITTLE_DATA = 2
    NO_FINITE_MEAN = 3
    NO_LEAVING = 4


@dataclass(frozen=True, slots=True, eq=False)  # arrays have no single truth value
class Fit:
    """
    What maximum likelihood found.

    Attributes:
        names: the parameters, in the order of the literature.
        params: their estimates, > 0; NaN if there is too little data.
        standard_errors: from the observed information (delta method); NaN where the
            likelihood is not curved.
        log_covariance: (k, k) covariance of the logs of the parameters.
        log_likelihood: at the estimates, of all customers together.
        gradient: largest slope left, per customer, in the logs of the parameters.
        n: customers (or other units) the likelihood is about.
        status: the verdict; read it before the parameters.
    """

    names: tuple[str, ...]
    params: tuple[float, ...]
    standard_errors: tuple[float, ...]
    log_covariance: Array
    log_likelihood: float
    gradient: float
    n: float
    status: Status


def too_little_data(names: Sequence[str], n: float) -> Fit:
    """Return the verdict that there is nothing to fit."""
    k, nan = len(names), float("nan")
    nothing = (nan,) * k
    return Fit(
        names=tuple(names),
        params=nothing,
        standard_errors=nothing,
        log_covariance=np.full((k, k), nan),
        log_likelihood=nan,
        gradient=nan,
        n=n,
        status=Status.TOO_LITTLE_DATA,
    )


def maximise(
    likelihood: Callable[[Array], Evaluation],
    starts: Iterable[Sequence[float]],
    names: Sequence[str],
    n: float,
) -> Fit:
    """
    Maximise *likelihood* over positive parameters.

    Newton steps in the logs of the parameters inside a trust region, with analytic
    derivatives. A sharp maximum ends the search; where the data say little, all of
    *starts* are tried, since a lesser peak may hide a ridge that never ends.

    Args:
        likelihood: its value, gradient and Hessian at a point, all in the parameters.
        starts: where to begin, in the units of the data.
        names: of the parameters.
        n: customers; scales the search, not the result.

    Returns:
        The highest point reached; CONVERGED only if it is a proper maximum.
    """
    found: list[Fit] = []
    for start in starts:
        fit = _climb(likelihood, np.log(np.asarray(start, dtype=float)), names, n)
        found.append(fit)
        if fit.status is Status.CONVERGED and _spread(fit.log_covariance).max() < SHARP:
            break
    top = max(fit.log_likelihood for fit in found) - TOLERANCE
    highest = [fit for fit in found if fit.log_likelihood >= top]
    return min(highest, key=lambda fit: fit.status)


def _spread(log_covariance: Array) -> Array:
    return np.sqrt(np.diag(log_covariance))


class _Logs:
    """The likelihood per customer, upside down, in logs; remembers its last point."""

    def __init__(
        self, likelihood: Callable[[Array], Evaluation], start: Array, n: float
    ) -> None:
        self.likelihood, self.start, self.n = likelihood, start, n
        self.point = np.full_like(start, np.nan)
        self.last = Evaluation(np.inf, start, np.eye(len(start)))
        self.best, self.lowest = start, np.inf

    def at(self, logs: Array) -> Evaluation:
        if not np.array_equal(logs, self.point):
            self.point = logs.copy()
            self.last = self._evaluate(logs)
            if self.last.value < self.lowest:
                self.best, self.lowest = self.point, self.last.value
        return self.last

    def value(self, logs: Array) -> float:
        return self.at(logs).value

    def gradient(self, logs: Array) -> Array:
        return self.at(logs).gradient

    def hessian(self, logs: Array) -> Array:
        return self.at(logs).hessian

    def _evaluate(self, logs: Array) -> Evaluation:
        outside = Evaluation(np.inf, self.last.gradient, self.last.hessian)
        if np.abs(logs - self.start).max() > BOX:
            return outside
        p = np.exp(logs)
        value, gradient, hessian = self.likelihood(p)
        # Absurd data can overflow a term: such a point is as bad as one too far away.
        if not (np.isfinite(value) and np.isfinite(hessian).all()):
            return outside
        slope = p * gradient
        bend = np.outer(p, p) * hessian + np.diag(slope)
        return Evaluation(-value / self.n, -slope / self.n, -bend / self.n)


def _climb(
    likelihood: Callable[[Array], Evaluation],
    start: Array,
    names: Sequence[str],
    n: float,
) -> Fit:
    logs = _Logs(likelihood, start, n)
    # SciPy's way to say that it found no further step: the search ends there.
    with suppress(UnboundLocalError):
        minimize(
            logs.value,
            start,
            method="trust-exact",
            jac=logs.gradient,
            hess=logs.hessian,
            options={"gtol": 1e-6, "maxiter": 100, "max_trust_radius": 4.0},
        )
    point, here = _polish(logs, logs.best)
    return _verdict(point, here, names, n)


def _polish(logs: _Logs, point: Array) -> tuple[Array, Evaluation]:
    """Take one last Newton step: it doubles the digits at a proper maximum."""
    here = logs.at(point)
    if np.linalg.eigvalsh(here.hessian)[0] <= 0:
        return point, here
    further = point - np.linalg.solve(here.hessian, here.gradient)
    there = logs.at(further)
    # Equal values are the rule (the step is below the noise); the slope decides.
    better = np.abs(there.gradient).max() < np.abs(here.gradient).max()
    return (further, there) if better and np.isfinite(there.value) else (point, here)


def _verdict(point: Array, here: Evaluation, names: Sequence[str], n: float) -> Fit:
    information = n * here.hessian
    values, vectors = np.linalg.eigh(information)
    curved = bool(values[0] > 0)
    covariance = (
        (vectors / values) @ vectors.T if curved else np.full_like(information, np.nan)
    )
    covariance.flags.writeable = False  # fits are shared through the cache
    spread = _spread(covariance)
    params = np.exp(point)
    slope = n * here.gradient
    promise = slope @ covariance @ slope / 2 if curved else np.inf
    proper = curved and promise < TOLERANCE and bool(spread.max() < WIDEST)
    return Fit(
        names=tuple(names),
        params=tuple(params.tolist()),
        standard_errors=tuple((params * spread).tolist()),
        log_covariance=covariance,
        log_likelihood=-n * here.value,
        gradient=float(np.abs(here.gradient).max()),
        n=n,
        status=Status.CONVERGED if proper else Status.NOT_IDENTIFIED,
    )
