"""Cohorts: how long do the customers of each month stay, and what do they spend?"""

from collections.abc import Hashable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from cx_xl.errors import Code, Missing, NoAnswers
from cx_xl.kpi.shared import purchases
from cx_xl.kpi.shared.arguments import Period
from cx_xl.kpi.shared.periods import CALENDARS, Calendar, too_long
from cx_xl.kpi.shared.purchases import Buyers, BuyingDays
from cx_xl.spec import Arg, Family, Kind, Role, Table, worksheet

if TYPE_CHECKING:
    from cx_xl.kpi.shared.purchases import Numbers, Whole

FAMILY = Family.of(
    __doc__, "Coorti: quanto restano i clienti di ogni mese, e quanto spendono?"
)

MOST_PERIODS = 1000  # columns; more is a wrong year or too short a period
UNOBSERVED = ""
NO_PURCHASE = "no purchase"

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
        en='The amount of each purchase, for "revenue"; negative for a return.',
        it='L\'importo di ogni acquisto, per "revenue"; negativo per un reso.',
        role=Role.AMOUNTS,
    ),
]


@worksheet(
    "CX_COHORT",
    it="Matrice delle coorti: clienti, quota rimasta o ricavi per periodo.",
    kind=Kind.SHARE,
    example='=CX_COHORT({"Anna";"Bruno";"Anna";"Carla"},{46023;46025;46060;46061})',
    returns_it=(
        "Una riga per coorte (i clienti il cui primo acquisto cade in quel periodo),"
        " nessuna esclusa: quanti sono, poi una colonna per ogni periodo dal primo, che"
        " è lo 0. I periodi non ancora avvenuti sono testo vuoto, non 0; le quote di"
        " una coorte senza clienti sono #N/D. Se ci sono gli importi l'ultima colonna"
        " conta i resi della coorte; quelli di chi fino ad allora non ha comprato nulla"
        " sono contati in un'ultima riga, «no purchase»."
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
        amounts: the amount of each purchase in money, for "revenue". A negative one
            is a return: no purchase, but it lowers the revenue of the period in which
            it comes. Take out purchases that were cancelled whole, with their
            cancellations.

    Returns:
        A row per cohort (the customers whose first purchase falls in that period),
        none left out: its size, then one column per period since the first, 0 being
        the first itself. Periods that have not happened yet are empty text, not 0;
        the shares of a cohort without customers are #N/A. With amounts the last
        column counts the returns of the cohort; those of customers who had not bought
        anything yet are counted in a last row, "no purchase", and lower no revenue.

    Raises:
        NoAnswers: no row is complete, or none is a purchase.
        Missing: "revenue" without amounts.
        Undefined: the dates span more than 1000 periods.

    References:
        Croll, Yoskovitz (2013), "Lean Analytics", on cohort analysis.
    """
    if measure == "revenue" and amounts is None:
        raise Missing("amounts")
    log = _Log.of(customer_ids, dates, amounts)
    bought = log.bought
    if not bought.days.size:
        raise NoAnswers("customer_ids")
    calendar = CALENDARS[period]
    ends = (int(bought.days.min()), int(log.days.max()))
    first, last = (calendar.number(date.fromordinal(end)) for end in ends)
    span = last - first + 1
    if span > MOST_PERIODS:
        raise too_long(calendar, first, last)
    codes, periods = bought.codes, _periods(bought.days, calendar) - first
    joined = _joined(codes, periods, span)
    sizes = _sizes(joined, span)
    if measure == "revenue":
        net = log.after_purchase(known=True)
        periods = _periods(net.days, calendar) - first
        triangle = _sums(joined[net.codes], periods, span, net.money)
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
    table = Table(("cohort", "customers", *map(str, range(span))), rows)
    return table if amounts is None else _with_returns(table, log, joined)


class _Log(NamedTuple):
    """Purchases and returns: whose, on which day, for how much."""

    codes: "Whole"
    days: "Whole"
    money: "Numbers"

    @classmethod
    def of(
        cls,
        customers: Sequence[Hashable],
        dates: Sequence[date],
        amounts: Sequence[float] | None,
    ) -> "_Log":
        import numpy as np  # noqa: PLC0415 - a cell does not wait for it

        ones = np.ones(len(customers))
        money = ones if amounts is None else np.array(amounts, dtype=float)
        codes = purchases.codes(customers)[1]
        return cls(codes, purchases.ordinals(dates), money)

    def at(self, rows: Any) -> "_Log":
        return _Log(self.codes[rows], self.days[rows], self.money[rows])

    @property
    def bought(self) -> "_Log":
        return self.at(self.money >= 0)

    @property
    def returns(self) -> "_Log":
        return self.at(self.money < 0)

    def after_purchase(self, *, known: bool) -> "_Log":
        """Return the rows of customers who have bought by then, or all the others."""
        import numpy as np  # noqa: PLC0415 - a cell does not wait for it

        bought = self.bought
        first = np.full(int(self.codes.max()) + 1, np.iinfo(np.int64).max)
        np.minimum.at(first, bought.codes, bought.days)
        return self.at((self.days >= first[self.codes]) == known)


def _with_returns(table: Table, log: _Log, joined: "Whole") -> Table:
    """Add a column with the number of returns, and a row of those of no purchase."""
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    own = log.after_purchase(known=True).returns
    counts = np.bincount(joined[own.codes], minlength=len(table.rows)).tolist()
    rows = [(*row, n) for row, n in zip(table.rows, counts, strict=True)]
    others = log.after_purchase(known=False).returns.codes.size
    if others:
        blank = [UNOBSERVED] * (len(table.header) - 2)
        rows.append((NO_PURCHASE, 0, *blank, others))
    return Table((*table.header, "returns"), rows)


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
    cohorts: "Whole", periods: "Whole", span: int, money: "Numbers | None"
) -> list[list[float]]:
    """Add amounts (or ones) up by cohort and periods since it began."""
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    place = cohorts * span + periods - cohorts
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
