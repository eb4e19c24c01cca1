"""The models of repeat buying behind one door, on rows of a sheet."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from cx_xl.errors import TooFew
from cx_xl.kpi.customers.fitted import Fitted
from cx_xl.kpi.customers.sheet_rows import Cases, Cells
from cx_xl.models import clv, gamma_gamma, intervals
from cx_xl.models.bgnbd import bgnbd, mbgnbd
from cx_xl.models.cache import Cache
from cx_xl.models.domain import Array
from cx_xl.models.fit import Fit, Status
from cx_xl.models.grouping import Histories
from cx_xl.models.nbd import nbd
from cx_xl.models.pareto_nbd import pareto_nbd
from cx_xl.models.purchasing import PurchaseModel

INTERVALS: Cache["Outlook"] = Cache()

# Simulated futures: a sheet must not wait minutes for the limits of a large base.
MOST_CUSTOMERS_IN_FULL = 10_000
FEWEST_DRAWS = 250


MODELS: Mapping[str, PurchaseModel] = {
    model.name: model for model in (bgnbd, mbgnbd, pareto_nbd, nbd)
}


class Terms(NamedTuple):
    """How money in the future counts: see `clv.residual_value`."""

    horizon: float
    period: float
    discount: float
    margin: float


class Outlook(NamedTuple):
    """What is expected of each customer, and the limits around it."""

    expected: Array
    interval: intervals.Interval

    def table(self, rows: Cases, *, each: bool) -> list[tuple[float | str, ...]]:
        """Return expectation and limits of the total, or one row per customer."""
        if each:
            columns = (self.expected, self.interval.low, self.interval.high)
            return list(zip(*map(rows.cells, columns), strict=True))
        if not rows.n:
            raise TooFew("frequency", n=0, least=1)
        total = float(self.expected.sum())
        return [(total, self.interval.total_low, self.interval.total_high)]


def fit(model: str, rows: Cases) -> Fit:
    """Fit *model* to the complete rows, each as often as its customers say."""
    with rows.located():
        histories = Histories.of(*rows.history, rows.columns.get("customers"))
    found = MODELS[model].fit(histories)
    if found.status is Status.NOT_IDENTIFIED and _nobody_leaves(found, histories):
        return replace(found, status=Status.NO_LEAVING)
    return found


def _nobody_leaves(found: Fit, histories: Histories) -> bool:
    """
    Say whether NBD, in which nobody leaves, explains the data as well as *found*.

    As well, after Akaike (1974): leaving does not gain more log-likelihood than the
    parameters that it takes.
    """
    staying = nbd.fit(histories)
    gain = found.log_likelihood - staying.log_likelihood
    more = len(found.params) - len(staying.params)
    return staying.status is Status.CONVERGED and gain < more


def alive(fitted: Fitted, rows: Cases) -> Cells:
    """Return the probability of each customer to be active still."""
    with rows.located():
        return rows.cells(MODELS[fitted.model].alive(fitted.params, *rows.history))


def expected(fitted: Fitted, horizon: float, rows: Cases) -> Cells:
    """Return the expected purchases of each customer."""
    found = MODELS[fitted.model].expected
    with rows.located():
        return rows.cells(found(fitted.params, horizon, *rows.history))


def expected_of_new(fitted: Fitted, horizon: float) -> float:
    """Return the expected purchases of a customer who has just bought first."""
    return float(MODELS[fitted.model].expected(fitted.params, horizon))


def value(fitted: Fitted, spend: Fitted, rows: Cases, terms: Terms) -> Cells:
    """Return the residual lifetime value of each customer."""
    with rows.located():
        return rows.cells(_value(fitted, spend.params, rows, terms))


def purchases_outlook(  # noqa: PLR0913 - what a prediction interval is about
    model: str,
    known: Fit,
    rows: Cases,
    *,
    horizon: float,
    confidence: float,
    seed: int,
    each: bool,
) -> Outlook:
    """Return the expected purchases of each customer with their limits."""

    def simulate() -> Outlook:
        means = MODELS[model].expected(known.params, horizon, *rows.history)
        limits = intervals.purchases(
            model,
            known,
            rows.history,
            horizon=horizon,
            confidence=confidence,
            seed=seed,
            draws=_draws(rows),
            each=each,
        )
        return Outlook(means, limits)

    options = ("purchases", model, known.params, horizon, confidence, seed, each)
    arrays = (known.log_covariance, *rows.history)
    with rows.located():
        return INTERVALS.get(options, arrays, simulate)


def value_outlook(  # noqa: PLR0913 - what a prediction interval is about
    model: str,
    known: Fit,
    spend: Fit,
    rows: Cases,
    terms: Terms,
    *,
    confidence: float,
    seed: int,
    each: bool,
) -> Outlook:
    """Return the residual lifetime value of each customer with its limits."""

    def simulate() -> Outlook:
        fitted = Fitted(model, known.params)
        limits = intervals.value(
            model,
            known,
            spend,
            rows.history,
            rows["monetary"],
            **terms._asdict(),
            confidence=confidence,
            seed=seed,
            draws=_draws(rows),
            each=each,
        )
        return Outlook(_value(fitted, spend.params, rows, terms), limits)

    fits = (model, known.params, spend.params)
    options = ("value", *fits, terms, confidence, seed, each)
    columns = (*rows.history, rows["monetary"])
    with rows.located():
        arrays = (known.log_covariance, spend.log_covariance, *columns)
        return INTERVALS.get(options, arrays, simulate)


def _value(
    fitted: Fitted, spend: tuple[float, ...], rows: Cases, terms: Terms
) -> Array:
    money = gamma_gamma.expected_spend(spend, rows["frequency"], rows["monetary"])
    found = MODELS[fitted.model].expected
    return clv.residual_value(
        found, fitted.params, money, rows.history, **terms._asdict()
    )


def _draws(rows: Cases) -> int:
    share = MOST_CUSTOMERS_IN_FULL / max(rows.n, MOST_CUSTOMERS_IN_FULL)
    return max(FEWEST_DRAWS, round(intervals.DRAWS * share))
