"""
Customer lifetime value of customers without a contract: purchases times spend.

All times are in one unit, that of the ages the model was fitted on; a period is as
many of those units as the caller says. Nothing here assumes a month of 30 days.
"""

from collections.abc import Sequence
from math import ceil
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike

from cx_xl.models.domain import Array, above_zero, at_least_zero, numbers, require

# A year in hours, a century in weeks: enough, and a wrong unit is noticed.
MOST_PERIODS = 10_000


class Expected(Protocol):
    """`PurchaseModel.expected`."""

    def __call__(  # noqa: D102 - the protocol has one method, described above
        self,
        params: Sequence[float],
        horizon: ArrayLike,
        frequency: ArrayLike = 0,
        recency: ArrayLike = 0,
        age: ArrayLike = 0,
    ) -> Array: ...


def residual_value(  # noqa: PLR0913 - the data, then options with a default
    expected: Expected,
    params: Sequence[float],
    spend: ArrayLike,
    history: tuple[ArrayLike, ArrayLike, ArrayLike],
    *,
    horizon: float,
    period: float = 1.0,
    discount: float = 0.0,
    margin: float = 1.0,
) -> Array:
    """
    Residual customer lifetime value over the next *horizon*.

    Args:
        expected: the purchase model's expected purchases.
        params: of that model.
        spend: expected average spend of each customer (gamma_gamma.expected_spend).
        history: frequency, recency and age of each customer.
        horizon: time ahead, >= 0, in the unit of the ages.
        period: length of a discount period in the same unit, > 0: 365.25 / 12 for
            months when the ages are in days.
        discount: per period, >= 0; purchases of a period are paid at its end, those
            of a last part of a period at the horizon.
        margin: share of the spend that remains, or any factor.

    Returns:
        Money, of the shape that spend and history broadcast to; what was earned
        before today is not in it.

    Raises:
        OutOfRange, NotWhole: a number outside its domain.

    References:
        Fader, Hardie & Lee (2005), "RFM and CLV", JMR 42(4), discretised by periods.
    """
    ends = period_ends(horizon, period)
    factors = discount_factors(ends, period, discount)
    money = at_least_zero("spend", spend) * numbers("margin", margin)
    value: Array = expected(params, 0.0, *history)
    before = value
    for end, factor in zip(ends.tolist(), factors.tolist(), strict=True):
        until = expected(params, end, *history)
        value, before = value + (until - before) * factor, until
    return np.asarray(value * money)


def period_ends(horizon: float, period: float) -> Array:
    """Return the times ahead at which periods end; the last is *horizon* itself."""
    ahead = float(at_least_zero("horizon", horizon))
    length = float(above_zero("period", period))
    whole = ahead / length
    require(
        "horizon",
        np.asarray(ahead),
        np.asarray(whole <= MOST_PERIODS),
        f"at most {MOST_PERIODS} periods",
        f"al massimo {MOST_PERIODS} periodi",
    )
    # 12 * 4.345 / 4.345 must be 12 periods, not 13.
    periods = ceil(round(whole, 9))
    ends: Array = np.minimum(np.arange(1, periods + 1) * length, ahead)
    return ends


def discount_factors(ends: Array, period: float, discount: float) -> Array:
    """Return what one unit of money at each of *ends* is worth today."""
    rate = float(at_least_zero("discount", discount))
    factors: Array = np.power(1.0 + rate, -ends / period)
    return factors
