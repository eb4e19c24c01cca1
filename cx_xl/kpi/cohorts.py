"""Cohorts: how long do the customers of each month stay, and what do they spend?"""

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from cx_xl.errors import Code, Missing, NoAnswers
from cx_xl.kpi.shared.arguments import Period
from cx_xl.kpi.shared.cohort_rows import Log, Matrix, RowLog
from cx_xl.kpi.shared.periods import CALENDARS, Unit, too_long
from cx_xl.kpi.shared.purchases import Buyers, BuyingDays, has_arrays
from cx_xl.spec import Arg, Family, Kind, Role, Table, worksheet

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
    returns_it="Una riga per coorte (i clienti il cui primo acquisto cade in quel "
    "periodo), nessuna esclusa: quanti sono, poi una colonna per ogni periodo dal "
    "primo, che è lo 0. I periodi non ancora avvenuti sono testo vuoto, non 0; le "
    "quote di una coorte senza clienti sono #N/D. Se ci sono gli importi l'ultima "
    "colonna conta i resi della coorte; quelli di chi fino ad allora non ha comprato "
    "nulla sono contati in un'ultima riga, «no purchase».",
    raises_it={
        "Missing": '"revenue" senza gli importi',
        "Undefined": "le date coprono più di 1000 periodi",
    },
    sources_it={"on cohort analysis": "sull'analisi delle coorti"},
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
    log = _log(customer_ids, dates, amounts)
    opening = log.opening()
    if opening is None:
        raise NoAnswers("customer_ids")
    calendar, days = CALENDARS[period], log.all_days()
    first, last = map(calendar.number, (opening, max(days)))
    span = span_of(period, first, last)
    periods = {day: calendar.number(day) - first for day in days}
    matrix = log.matrix(periods, span, is_money=measure == "revenue")
    return shown(matrix, period, first, measure, has_returns=amounts is not None)


def span_of(period: Unit, first: int, last: int) -> int:
    """
    Return how many periods there are.

    Raises:
        Undefined: too many.
    """
    span = last - first + 1
    if span > MOST_PERIODS:
        raise too_long(CALENDARS[period], first, last)
    return span


def shown(
    matrix: Matrix, period: Unit, first: int, measure: str, *, has_returns: bool
) -> Table:
    """Return the table of a *matrix* whose first cohort is number *first*."""
    span, label = len(matrix.sizes), CALENDARS[period].label
    is_share = measure == "retention"
    rows = [
        (
            label(first + i),
            size,
            *_shown(matrix.cells[i][: span - i], size, is_share=is_share),
            *[UNOBSERVED] * i,
        )
        for i, size in enumerate(matrix.sizes)
    ]
    table = Table(("cohort", "customers", *map(str, range(span))), rows)
    return _with_returns(table, matrix) if has_returns else table


def _log(
    customers: Sequence[Hashable],
    dates: Sequence[date],
    amounts: Sequence[float] | None,
) -> Log:
    """Return the purchases and returns, for NumPy where that is faster."""
    if not has_arrays(len(dates)):
        return RowLog(customers, dates, amounts)
    from cx_xl.kpi.shared.cohort_arrays import ArrayLog  # noqa: PLC0415 - loads NumPy

    return ArrayLog.of(customers, dates, amounts)


def _with_returns(table: Table, matrix: Matrix) -> Table:
    """Add a column with the number of returns, and a row of those of no purchase."""
    rows = [(*row, n) for row, n in zip(table.rows, matrix.returns, strict=True)]
    if matrix.others:
        blank = [UNOBSERVED] * (len(table.header) - 2)
        rows.append((NO_PURCHASE, 0, *blank, matrix.others))
    return Table((*table.header, "returns"), rows)


def _shown(values: Sequence[float], size: int, *, is_share: bool) -> list[Any]:
    if not is_share:
        return list(values)
    return [value / size if size else Code.NA for value in values]
