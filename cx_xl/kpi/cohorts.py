"""Cohorts: how long do the customers of each month stay, and what do they spend?"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cx_xl.errors import Code, Missing, NoAnswers
from cx_xl.kpi import purchases
from cx_xl.kpi.arguments import Period
from cx_xl.kpi.periods import CALENDARS, Calendar, too_long
from cx_xl.kpi.segmentation import Buyers, BuyingDays
from cx_xl.spec import Arg, Kind, Role, Table, worksheet

if TYPE_CHECKING:
    from cx_xl.kpi.purchases import Whole

MOST_PERIODS = 1000  # columns; more is a wrong year or too short a period
UNOBSERVED = ""

Measure = Annotated[
    Literal["retention", "customers", "revenue"],
    Arg(
        en='"retention" (share still buying, the default), "customers" or "revenue".',
        it='"retention" (quota rimasta, predefinito), "customers" o "revenue".',
        role=Role.OPTION,
    ),
]
CohortAmounts = Annotated[
    Sequence[float] | None,
    Arg(
        en='The amount of each purchase; only "revenue" needs it.',
        it='L\'importo di ogni acquisto; serve solo con "revenue".',
        role=Role.AMOUNTS,
    ),
]


@worksheet(
    "CX_COHORT",
    it="Matrice delle coorti: clienti, quota rimasta o ricavi per periodo.",
    kind=Kind.SHARE,
    example='=CX_COHORT({"Anna";"Bruno";"Anna";"Carla"},{46023;46025;46060;46061})',
    returns_it=(
        "Una riga per coorte (i clienti che hanno fatto il primo acquisto in quel "
        "periodo), nessuna esclusa: quanti sono, poi una colonna per ogni periodo "
        "trascorso dal primo; la colonna 0 è il primo periodo stesso. I periodi non "
        "ancora trascorsi sono testo vuoto, non 0; le quote di una coorte senza "
        "clienti sono #N/D."
    ),
)
def cohort(
    customer_ids: Buyers,
    dates: BuyingDays,
    period: Period = "M",
    measure: Measure = "retention",
    amounts: CohortAmounts = None,
) -> Table:
    """
    Cohort matrix: customers, share retained or revenue by period.

    Args:
        customer_ids: the customer of each of n >= 1 purchases.
        dates: the day of each purchase.
        period: day, ISO week, month, quarter or year. The last period in the data may
            be incomplete.
        measure: "retention", the share of the cohort that buys in a period;
            "customers", how many; "revenue", what they spend.
        amounts: the amount of each purchase in money, for "revenue". Cancellations
            are purchases too: take them out first, or leave them in as negative
            amounts for net revenue.

    Returns:
        A row per cohort (the customers whose first purchase falls in that period),
        none left out: its size, then one column per period since the first, 0 being
        the first itself. Periods that have not happened yet are empty text, not 0;
        the shares of a cohort without customers are #N/A.

    Raises:
        NoAnswers: no row is complete.
        Missing: "revenue" without amounts.
        Undefined: the dates span more than 1000 periods.

    References:
        Croll, Yoskovitz (2013), "Lean Analytics", on cohort analysis.
    """
    if not customer_ids:
        raise NoAnswers("customer_ids")
    if measure == "revenue" and amounts is None:
        raise Missing("amounts")
    calendar = CALENDARS[period]
    days = purchases.ordinals(dates)
    first, last = (calendar.number(end) for end in (min(dates), max(dates)))
    span = last - first + 1
    if span > MOST_PERIODS:
        raise too_long(calendar, first, last)
    codes = purchases.codes(customer_ids)[1]
    periods = _periods(days, calendar) - first
    joined = _joined(codes, periods, span)
    sizes = _sizes(joined, span)
    if measure == "revenue":
        triangle = _sums(joined[codes], periods, span, amounts)
    else:
        triangle = _buyers(codes, periods, joined, span)
    shares = measure == "retention"
    rows = [
        (
            calendar.label(first + i),
            sizes[i],
            *_cells(triangle[i], sizes[i], span - i, shares=shares),
        )
        for i in range(span)
    ]
    return Table(("cohort", "customers", *map(str, range(span))), rows)


def _periods(days: "Whole", calendar: Calendar) -> "Whole":
    """Return the number of the period that each day falls in."""
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    first = int(days.min())
    numbers = np.zeros(int(days.max()) - first + 1, dtype=np.int64)
    for day in np.flatnonzero(np.bincount(days - first)).tolist():
        numbers[day] = calendar.number(date.fromordinal(first + day))
    return numbers[days - first]


def _joined(codes: "Whole", periods: "Whole", span: int) -> "Whole":
    """Return the period of each customer's first purchase."""
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    joined = np.full(int(codes.max()) + 1, span, dtype=np.int64)
    np.minimum.at(joined, codes, periods)
    return joined


def _sizes(joined: "Whole", span: int) -> list[int]:
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    sizes: list[int] = np.bincount(joined, minlength=span).tolist()
    return sizes


def _buyers(
    codes: "Whole", periods: "Whole", joined: "Whole", span: int
) -> list[list[float]]:
    """Count each customer once per period."""
    seen = purchases.distinct(codes * span + periods)
    customers, when = seen // span, seen % span
    return _sums(joined[customers], when, span, None)


def _sums(
    cohorts: "Whole", periods: "Whole", span: int, amounts: Sequence[float] | None
) -> list[list[float]]:
    """Add amounts (or ones) up by cohort and periods since it began."""
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    place = cohorts * span + periods - cohorts
    money = None if amounts is None else np.array(amounts, dtype=float)
    sums = np.bincount(place, weights=money, minlength=span * span)
    table: Any = sums.reshape(span, span).tolist()
    return list(table)


def _cells(
    values: Sequence[float], size: int, observed: int, *, shares: bool
) -> list[Any]:
    seen: list[Any] = list(values[:observed])
    if shares:
        seen = [value / size if size else Code.NA for value in seen]
    return seen + [UNOBSERVED] * (len(values) - observed)
