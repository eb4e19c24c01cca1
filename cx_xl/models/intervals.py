"""
Prediction intervals: how many purchases, and how much money, may really come.

Two sources of chance, both simulated: the parameters are known only up to their
standard errors, and customers would behave at random even if they were known.
Parametric and seeded: the same arguments give the same interval.
"""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from cx_xl.errors import Undefined
from cx_xl.models.clv import discount_factors, period_ends
from cx_xl.models.domain import Array, History, at_least_zero, numbers, paired, require
from cx_xl.models.fit import Fit, Status
from cx_xl.models.gamma_gamma import not_negative
from cx_xl.models.money_paths import Money
from cx_xl.models.paths import Random, Whole, simulation

DRAWS = 1000
# Outcomes kept at a time: bounds the memory (32 MB), whatever the number of customers.
CELLS = 4_000_000
# Outcomes simulated together: their arrays stay in the processor's cache.
CHUNK = 2**15
Method = Literal["inverted_cdf", "linear"]
# In which draw which customer does something, and how much.
Outcomes = tuple[Whole, Whole, ArrayLike]


class Interval(NamedTuple):
    """Limits of each customer (if wanted), and of the sum over all of them."""

    low: Array
    high: Array
    total_low: float
    total_high: float


def purchases(  # noqa: PLR0913 - the data, then options with a default
    model: str,
    fit: Fit,
    history: tuple[ArrayLike, ArrayLike, ArrayLike],
    *,
    horizon: float,
    confidence: float = 0.95,
    seed: int = 0,
    draws: int = DRAWS,
    each: bool = True,
) -> Interval:
    """
    Prediction interval of the purchases in the next *horizon*.

    Args:
        model: "bgnbd", "mbgnbd", "pnbd" or "nbd".
        fit: of that model, converged.
        history: frequency, recency and age of each customer (one-dimensional).
        horizon: time ahead, >= 0, in the unit of the ages.
        confidence: chance in (0, 1) that the purchases fall inside.
        seed: of the simulation; the same seed gives the same interval.
        draws: simulated futures.
        each: whether the limits of each customer are wanted, beside those of the total.

    Returns:
        Whole limits, equal-tailed; those of the total are much narrower than the sum
        of the customers' limits.

    Raises:
        OutOfRange, NotWhole: a number outside its domain.
        Undefined: a fit without usable parameters.
        UnknownOption: another model.
    """
    past, ahead = _past(history), float(at_least_zero("horizon", horizon))
    simulate = simulation(model)
    params = _drawn(fit, "fit", seed, draws)

    def outcomes(rng: Random, chunk: slice, block: slice) -> Outcomes:
        future = simulate(rng, params[:, chunk], past.at(block), ahead)
        return future.draw, future.who, future.bought

    futures = _futures(outcomes, past.age.size, seed, draws)
    return _interval(futures, confidence, "inverted_cdf", each=each)


def value(  # noqa: PLR0913 - the data, then options with a default
    model: str,
    fit: Fit,
    spend_fit: Fit,
    history: tuple[ArrayLike, ArrayLike, ArrayLike],
    monetary: ArrayLike,
    *,
    horizon: float,
    period: float = 1.0,
    discount: float = 0.0,
    margin: float = 1.0,
    confidence: float = 0.95,
    seed: int = 0,
    draws: int = DRAWS,
    each: bool = True,
) -> Interval:
    """
    Prediction interval of the residual customer lifetime value.

    Args:
        model: "bgnbd", "mbgnbd", "pnbd" or "nbd".
        fit: of that model, converged.
        spend_fit: of Gamma-Gamma, converged.
        history: frequency, recency and age of each customer (one-dimensional).
        monetary: mean spend of each customer's repeat purchases.
        horizon: time ahead, >= 0, in the unit of the ages.
        period: length of a discount period in the same unit, > 0.
        discount: per period, >= 0.
        margin: share of the spend that remains, or any factor.
        confidence: chance in (0, 1) that the value falls inside.
        seed: of the simulation; the same seed gives the same interval.
        draws: simulated futures.
        each: whether the limits of each customer are wanted, beside those of the total.

    Returns:
        Money, equal-tailed.

    Raises:
        As for the purchases; OutOfRange for a discount or period outside its domain.
    """
    past, ahead = _past(history), float(at_least_zero("horizon", horizon))
    ends = period_ends(horizon, period)
    factors = discount_factors(ends, period, discount) * numbers("margin", margin)
    columns = paired({"age": past.age, "monetary": monetary})
    means = not_negative(columns[1])
    money = Money(past.frequency, past.frequency * means, factors, period)
    simulate = simulation(model)
    params = _drawn(fit, "fit", seed, draws)
    spends = _drawn(spend_fit, "spend_fit", seed + 1, draws)

    def outcomes(rng: Random, chunk: slice, block: slice) -> Outcomes:
        future = simulate(rng, params[:, chunk], past.at(block), ahead)
        worth = money.at(block).of(rng, spends[:, chunk], future)
        return future.draw, future.who, worth

    futures = _futures(outcomes, past.age.size, seed, draws)
    return _interval(futures, confidence, "linear", each=each)


def _past(history: tuple[ArrayLike, ArrayLike, ArrayLike]) -> History:
    names = ("frequency", "recency", "age")
    return History.of(*paired(dict(zip(names, history, strict=True))))


def _drawn(fit: Fit, argument: str, seed: int, draws: int) -> Array:
    """Draw parameters (k, draws): their logs are normal, as uncertain as the fit."""
    if fit.status not in (Status.CONVERGED, Status.NO_FINITE_MEAN):
        raise Undefined(
            argument,
            why_en="the model is not identified, so nothing can be predicted from it.",
            why_it="il modello non è identificato: non se ne può ricavare una stima.",
        )
    rng = np.random.default_rng([seed, 0])
    values, vectors = np.linalg.eigh(fit.log_covariance)
    # Rounded cells may leave a direction a little less than certain. The symmetric
    # root is the same on every machine; the signs of single vectors are not.
    spread = (vectors * np.sqrt(np.maximum(values, 0.0))) @ vectors.T
    logs = np.log(fit.params)[:, None]
    drawn: Array = np.exp(logs + spread @ rng.standard_normal((len(logs), draws)))
    return drawn


def _futures(
    outcomes: Callable[[Random, slice, slice], Outcomes], n: int, seed: int, draws: int
) -> Iterator[Array]:
    """Yield simulated outcomes (draws, customers), a block of customers at a time."""
    size = max(1, CELLS // draws)
    for start in range(0, n, size):
        rng = np.random.default_rng([seed, 1, start])
        block = slice(start, min(start + size, n))
        customers = block.stop - start
        found = np.zeros((draws, customers))
        step = max(1, CHUNK // customers)
        for first in range(0, draws, step):
            chunk = slice(first, first + step)
            draw, who, values = outcomes(rng, chunk, block)
            found[first + draw, who] = values
        yield found


def _interval(
    futures: Iterator[Array], confidence: float, method: Method, *, each: bool
) -> Interval:
    level = numbers("confidence", confidence)
    require(
        "confidence",
        level,
        (level > 0) & (level < 1),
        "between 0 and 1, both excluded",
        "compreso tra 0 e 1, estremi esclusi",
    )
    tails = [(1 - float(level)) / 2, (1 + float(level)) / 2]
    low, high, totals = [np.zeros(0)], [np.zeros(0)], np.zeros(1)
    for outcomes in futures:
        totals = totals + outcomes.sum(axis=1)
        if each:
            limits = np.quantile(outcomes, tails, axis=0, method=method)
            low.append(limits[0])
            high.append(limits[1])
    total_low, total_high = np.quantile(totals, tails, method=method).tolist()
    return Interval(np.concatenate(low), np.concatenate(high), total_low, total_high)
