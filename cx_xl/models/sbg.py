"""
Shifted-beta-geometric (sBG): churn of customers with a contract, which slows down.

Each customer renews or leaves at the end of each period, with an own probability of
leaving, beta(alpha, beta) over customers. Those likely to leave go first, so the
retention rate of a cohort rises although nobody changes.
"""

from array import array
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import exp, fsum, isfinite, log, log1p, nan

from cx_xl.errors import CxError, NotWhole, OutOfRange, ShapesDiffer, Text, Undefined
from cx_xl.models.cache import Cache
from cx_xl.models.parameters import PARAMETERS
from cx_xl.models.plain_search import Point, maximise
from cx_xl.models.verdict import Estimate, Table, nothing
from cx_xl.stats.beta import fraction, stirling

NAMES = PARAMETERS["sbg"]
FEWEST_VALUES = 3
FEWEST_LOST = 2
LEAST = 1e-100  # at the start, or the share of it would overflow
FITS: Cache[Estimate[Table]] = Cache()


def fit(survivors: Sequence[float], customers: float | None = None) -> Estimate[Table]:
    """
    Fit alpha and beta by maximum likelihood.

    Args:
        survivors: customers at the start and after each period, >= 3 values that never
            rise; counts, percentages or fractions.
        customers: how many customers the first value stands for, > 0; the first value
            itself if omitted. It scales log-likelihood and standard errors only.

    Returns:
        The fit with its verdict. If fewer than two periods lost anybody there is too
        little data. Equal survivors are fitted once.

    Raises:
        Undefined: fewer than 3 values, or survivors that rise.
        OutOfRange: a negative number, or nobody at the start.

    References:
        Fader & Hardie (2007), "How to Project Customer Retention", Journal of
        Interactive Marketing 21(1).

    >>> found = fit([1000, 869, 743, 653, 593, 551, 517, 491])
    >>> [round(value, 3) for value in found.params]
    [0.668, 3.806]
    """
    alive = _decreasing(list(map(float, survivors)))
    n = alive[0] if customers is None else _above_zero("customers", customers)
    alive = [each * (n / alive[0]) for each in alive]
    return FITS.get(("sbg",), (array("d", alive),), lambda: _fit(alive))


def survival(params: Sequence[float], periods: Iterable[float]) -> list[float]:
    """
    Share of a cohort still there after so many periods.

    Args:
        params: alpha, beta.
        periods: whole, >= 0.

    Returns:
        Fractions in [0, 1], one for each of *periods*.

    Raises:
        OutOfRange, NotWhole: a number outside its domain.

    References:
        Fader & Hardie (2007), eq. 6.

    >>> [round(share, 3) for share in survival((0.668, 3.806), [12])]
    [0.378]
    """
    alpha, beta = _parameters(params)
    return [exp(_log_survival(alpha, beta, t)) for t in _counts("periods", periods)]


def _log_survival(alpha: float, beta: float, t: float) -> float:
    """Return ln B(alpha, beta + t) / B(alpha, beta), by Stirling's formula."""
    n = alpha + beta
    grown = log1p(t / n)
    beyond = stirling(beta + t) - stirling(beta) + stirling(n) - stirling(n + t)
    return fsum(
        (
            (beta - 0.5) * (log1p(t / beta) - grown),
            -t * log1p(alpha / (beta + t)),
            -alpha * grown,
            beyond,
        )
    )


def retention(params: Sequence[float], periods: Iterable[float]) -> list[float]:
    """
    Retention rate of a period: who stays, of those who were there before.

    Args:
        params: alpha, beta.
        periods: whole, >= 1; 1 is the first renewal.

    Returns:
        Fractions in [0, 1], one for each of *periods*.

    Raises:
        OutOfRange, NotWhole: a number outside its domain.

    References:
        Fader & Hardie (2007), eq. 8.

    >>> [round(rate, 4) for rate in retention((0.668, 3.806), [1, 2])]
    [0.8507, 0.878]
    """
    alpha, beta = _parameters(params)
    times = _counts("periods", periods)
    for place, t in enumerate(times):
        if t < 1:
            raise _outside("periods", t, "1 or more", "almeno 1").at(place + 1, 1)
    return [(beta + t - 1) / (alpha + beta + t - 1) for t in times]


def expected_lifetime(
    params: Sequence[float], discount: float, renewal: float = 0
) -> float:
    """
    Discounted expected lifetime: payments still to come, in today's value.

    Args:
        params: alpha, beta.
        discount: per period, >= 0; 0.1 is 10 %.
        renewal: 0 for a new customer, whose first payment counts in full; n for one
            whose n-th renewal is due now, and may fail.

    Returns:
        Payments; times the margin per payment it is the customer lifetime value.

    Raises:
        OutOfRange, NotWhole: a number outside its domain.
        Undefined: discount 0 and alpha <= 1: the expected lifetime is infinite.

    References:
        Fader & Hardie (2010), "Customer-Base Valuation in a Contractual Setting: The
        Perils of Ignoring Heterogeneity", Marketing Science 29(1), eq. 6.

    >>> [round(expected_lifetime((0.668, 3.806), 0.1, n), 4) for n in (0, 1)]
    [5.9226, 5.4149]
    """
    alpha, beta = _parameters(params)
    if not (isfinite(discount) and discount >= 0):
        raise _outside("discount", discount, "0 or more", "0 o più")
    (n,) = _counts("renewal", [renewal])
    if alpha <= 1 and not discount:
        raise Undefined(
            "discount",
            why_en="without a discount this expected lifetime is infinite.",
            why_it="senza tasso di sconto la durata attesa è infinita.",
        )
    due = beta + max(n, 1) - 1
    renewed = due / (alpha + due) if n else 1.0
    return renewed * _payments(alpha, beta + n, discount)


def _payments(alpha: float, beta: float, discount: float) -> float:
    """
    Return 2F1(1, beta; alpha + beta; 1 / (1 + discount)), the sum of its series.

    The second and later terms are an incomplete beta function (DLMF 8.17.8) without
    its power, hence the same continued fraction.
    """
    now, later = 1 / (1 + discount), discount / (1 + discount)
    n = alpha + beta
    return 1 + beta * now / fraction(n, 1 - alpha, now, later)


def _parameters(params: Sequence[float]) -> tuple[float, float]:
    if len(params) != len(NAMES):
        raise ShapesDiffer(
            "params", size=len(params), other=", ".join(NAMES), other_size=len(NAMES)
        )
    alpha, beta = map(_above_zero, NAMES, params)
    return alpha, beta


def _above_zero(argument: str, value: float) -> float:
    if not (isfinite(value) and value > 0):
        raise _outside(argument, value, "more than 0", "maggiore di 0")
    return float(value)


def _counts(argument: str, values: Iterable[float]) -> list[float]:
    """Return *values*, all of them whole and at least 0."""
    found = list(map(float, values))
    _refuse_negative(argument, found)
    for place, value in enumerate(found):
        if not value.is_integer():
            raise NotWhole(argument, value=value).at(place + 1, 1)
    return found


def _refuse_negative(argument: str, values: Sequence[float]) -> None:
    for place, value in enumerate(values):
        if not (isfinite(value) and value >= 0):
            raise _outside(argument, value, "0 or more", "0 o più").at(place + 1, 1)


def _outside(argument: str, value: float, en: str, it: str) -> CxError:
    return OutOfRange(argument, value=value, domain=Text(en, it))


def _decreasing(alive: list[float]) -> list[float]:
    _refuse_negative("survivors", alive)
    if len(alive) < FEWEST_VALUES:
        raise Undefined(
            "survivors",
            why_en=f"{len(alive)} values are too few; give the start and 2 periods.",
            why_it=f"{len(alive)} valori non bastano; servono l'inizio e 2 periodi.",
        )
    for place, (before, value) in enumerate(pairwise(alive), start=1):
        if value > before:
            raise _outside(
                "survivors",
                value,
                "no more than the value before; follow one cohort, without customers "
                "won later",
                "al massimo il valore precedente; segui una sola coorte, senza clienti "
                "nuovi",
            ).at(place + 1, 1)
    if alive[0] <= LEAST:
        said = "more than 0 at the start", "maggiore di 0 all'inizio"
        raise _outside("survivors", alive[0], *said).at(1, 1)
    return alive


def _fit(alive: Sequence[float]) -> Estimate[Table]:
    lost = [before - after for before, after in pairwise(alive)]
    if sum(each > 0 for each in lost) < FEWEST_LOST:
        return nothing(NAMES, alive[0], [[nan, nan], [nan, nan]])
    gone = fsum(lost)

    def likelihood(params: Sequence[float]) -> Point:
        """Return that of (beta + t) / (alpha + beta + t) renewals in period t."""
        alpha, beta = params
        value, by_rest, by_kept, rest_twice, kept_twice = [], [], [], [], []
        for t, (before, after) in enumerate(pairwise(alive)):
            kept, whole = beta + t, alpha + beta + t
            value.append((before - after) * log(alpha / whole))
            value.append(-after * log1p(alpha / kept))
            by_rest.append(before / whole)
            by_kept.append(after / kept)
            rest_twice.append(before / whole**2)
            kept_twice.append(after / kept**2)
        slope, bend = fsum(by_rest), fsum(rest_twice)
        return Point(
            fsum(value),
            [gone / alpha - slope, fsum(by_kept) - slope],
            [[bend - gone / alpha**2, bend], [bend, bend - fsum(kept_twice)]],
        )

    starts = ((1.0, 3.0), (0.5, 0.5), (5.0, 20.0), (0.1, 3.0))
    return maximise(likelihood, starts, NAMES, alive[0])
