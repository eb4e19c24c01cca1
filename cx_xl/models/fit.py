"""Maximum likelihood for every model: one driver, and an honest verdict."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

import numpy as np
from scipy.optimize import minimize

from cx_xl.models.derivatives import Evaluation
from cx_xl.models.domain import Array
from cx_xl.models.verdict import (
    BOX,
    FARTHEST_STEP,
    FLAT,
    MOST_STEPS,
    SHARP,
    TOLERANCE,
    WIDEST,
    Estimate,
    Status,
    best,
    nothing,
)

__all__ = ["FEWEST_REPEATERS", "Fit", "Status", "maximise", "too_little_data"]

FEWEST_REPEATERS = 10
Fit = Estimate[Array]


def too_little_data(names: Sequence[str], n: float) -> Fit:
    """Return the verdict that there is nothing to fit."""
    k = len(names)
    return nothing(names, n, np.full((k, k), np.nan))


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
    return best(found)


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
            options={
                "gtol": FLAT,
                "maxiter": MOST_STEPS,
                "max_trust_radius": FARTHEST_STEP,
            },
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
