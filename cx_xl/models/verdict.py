"""What maximum likelihood found, and whether it may be used."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import nan
from typing import Generic, TypeVar

Matrix = TypeVar("Matrix")
Table = list[list[float]]  # a matrix without NumPy

# A log-parameter known to +-2 (one standard error) is known to a factor of 50 either
# way at 95 %: beyond that the data do not say where the optimum is.
WIDEST = 2.0
# A maximum known this well stands alone: no other start is tried.
SHARP = 0.7
# How far (in logs) a search may stray from its scaled start: e^12 = 160,000 times.
BOX = 12.0
# Gain in log-likelihood that another Newton step would promise at a true optimum.
TOLERANCE = 1e-6
# Slope per customer, in logs, at which a search ends but for one last step; and steps.
FLAT, MOST_STEPS = 1e-6, 100
FARTHEST_STEP = 4.0  # in logs


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


@dataclass(frozen=True, eq=False)  # arrays have no single truth value
class Estimate(Generic[Matrix]):
    """
    Parameters at the highest point of the likelihood.

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
    log_covariance: Matrix
    log_likelihood: float
    gradient: float
    n: float
    status: Status


def best(found: Sequence[Estimate[Matrix]]) -> Estimate[Matrix]:
    """Return the highest; of those that are as high, the one of the best verdict."""
    top = max(fit.log_likelihood for fit in found) - TOLERANCE
    highest = [fit for fit in found if fit.log_likelihood >= top]
    return min(highest, key=lambda fit: fit.status)


def nothing(names: Sequence[str], n: float, log_covariance: Matrix) -> Estimate[Matrix]:
    """Return the verdict that there is nothing to fit."""
    return Estimate(
        names=tuple(names),
        params=(nan,) * len(names),
        standard_errors=(nan,) * len(names),
        log_covariance=log_covariance,
        log_likelihood=nan,
        gradient=nan,
        n=n,
        status=Status.TOO_LITTLE_DATA,
    )
