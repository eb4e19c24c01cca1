"""Histories: what did each customer do, as the models need it?"""

from collections.abc import Hashable, Sequence
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from cx_xl.dates import EPOCH
from cx_xl.errors import NoAnswers
from cx_xl.kpi.shared.purchases import (
    Buyers,
    BuyingDays,
    SpendingIfAny,
    closing_day,
    codes,
    has_arrays,
    ordinals,
)
from cx_xl.models.rfm_rows import histories
from cx_xl.models.spans import Grain, Unit
from cx_xl.spec import Arg, Columns, Family, Kind, Table, worksheet

FAMILY = Family.of(__doc__, "Storie d'acquisto: che cosa ha fatto ogni cliente?")

Closing = Annotated[
    date | None,
    Arg(
        en="Day on which the history ends; left out, the last of the dates.",
        it="Giorno in cui finisce lo storico; se lo ometti, l'ultima delle date.",
    ),
]
UnitOfTime = Annotated[
    Literal["D", "W", "M", "Y"],
    Arg(
        en='Unit of recency and age: "W" week (default), "D" day, "M" month, "Y" year.',
        it='Unità di recency ed età: "W" settimana (predefinito), "D", "M", "Y".',
    ),
]
SameSpan = Annotated[
    Literal["D", "W", "M"],
    Arg(
        en='Purchases in the same "D" day (default), "W" week or "M" month are one.',
        it='Gli acquisti nello stesso "D" giorno (predefinito), "W" o "M" valgono uno.',
    ),
]


@worksheet(
    "CX_RFM",
    it="Storico per cliente: riacquisti, recency, età e spesa media, per i modelli.",
    kind=Kind.COUNT,
    example='=CX_RFM({"Anna";"Bruno";"Anna"},{46023;46030;46040},{20;35;15})',
    returns_it="Una riga per cliente, nell'ordine in cui compaiono: frequency x (gli "
    "acquisti dopo il primo), recency t_x (dal primo all'ultimo acquisto), età T (dal "
    "primo acquisto a *as_of*) e, se ci sono gli importi, monetary (l'importo medio "
    "degli acquisti dopo il primo, al netto dei resi; 0 se non ce ne sono: è una "
    "media, mentre quella di CX_RFM_SCORE è un totale) e returns (quanti resi sono "
    "stati scalati). In fondo, con lo storico vuoto, i clienti che hanno fatto solo "
    "resi.",
)
def rfm(  # noqa: PLR0913, PLR0917 - the catalogue's arguments, in its order
    customer_ids: Buyers,
    dates: BuyingDays,
    amounts: SpendingIfAny = None,
    as_of: Closing = None,
    unit: UnitOfTime = "W",
    grain: SameSpan = "D",
) -> Table:
    """
    Purchase history of each customer: frequency, recency, age and spend.

    Args:
        customer_ids: the customer of each of n >= 1 purchases.
        dates: its day.
        amounts: its amount in money. A negative one is a return: no purchase, but it
            lowers the money of the customer's latest purchase up to its day (of none,
            if that was before the data begin). Take out purchases that were cancelled
            whole, with their cancellations.
        as_of: the last day of observation, not before the last date.
        unit: of recency and age; a month is 365.25 / 12 days.
        grain: a customer's purchases in one such span are one purchase.

    Returns:
        A row per customer in order of first appearance: frequency x (purchases after
        the first), recency t_x (from first to last purchase), age T (from the first
        purchase to *as_of*) and, with amounts, monetary (the mean amount of the
        purchases after the first, net of returns; 0 without any: a mean, where that
        of CX_RFM_SCORE is a total) and returns (how many were netted). At the end, with
        a blank history, stand the customers who only made returns.

    Raises:
        NoAnswers: no row is complete, or none is a purchase.
        Undefined: a date is later than *as_of*.

    References:
        Fader, Hardie, Lee (2005), "Counting Your Customers the Easy Way", Marketing
        Science 24(2).
    """
    if not _any_purchase(dates, amounts):
        raise NoAnswers("customer_ids")
    counted = _of_many if has_arrays(len(dates)) else _row_by_row
    columns, others = counted(
        customer_ids, dates, amounts, as_of, Unit[unit], Grain(grain)
    )
    header = ("customer", "frequency", "recency", "age", "monetary", "returns")
    width = 4 if amounts is None else len(header)
    blank = [""] * len(others)
    below: list[list[Any]] = [list(others), *[blank] * 4, list(others.values())]
    cells = [[*own, *more] for own, more in zip(columns, below, strict=True)]
    return Table(header[:width], Columns(cells[:width]))


Histories = tuple[list[list[Any]], dict[Hashable, int]]


def _row_by_row(  # noqa: PLR0913, PLR0917 - what is counted, and how
    customers: Sequence[Hashable],
    dates: Sequence[date],
    amounts: Sequence[float] | None,
    as_of: date | None,
    unit: Unit,
    grain: Grain,
) -> Histories:
    """Return six columns of buyers, and the returns of those who bought nothing."""
    end = closing_day(max(dates), as_of)
    found = histories(customers, dates, amounts, as_of=end, unit=unit, grain=grain)
    buyers = {name: each for name, each in found.items() if each.frequency >= 0}
    others = {name: each.returns for name, each in found.items() if name not in buyers}
    columns = map(list, zip(*buyers.values(), strict=True))
    return [list(buyers), *columns], others


def _of_many(  # noqa: PLR0913, PLR0917 - what is counted, and how
    customers: Sequence[Hashable],
    dates: Sequence[date],
    amounts: Sequence[float] | None,
    as_of: date | None,
    unit: Unit,
    grain: Grain,
) -> Histories:
    """Return the same, with NumPy."""
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    from cx_xl.models.rfm import Log, summary  # noqa: PLC0415 - loads NumPy

    names, owners = codes(customers)
    days = ordinals(dates) - EPOCH.toordinal()
    last = EPOCH + timedelta(int(days.max()))
    end = closing_day(last, as_of)
    money = None if amounts is None else np.array(amounts, dtype=float)
    log = Log.sorted(owners, days, money)
    found = summary(names, log, end=(end - EPOCH).days, unit=unit, grain=grain)
    columns: list[Any] = [found.frequency, found.recency, found.age]
    columns += [found.monetary, found.returns]
    return [found.customers, *(column.tolist() for column in columns)], found.without


def _any_purchase(dates: Sequence[date], amounts: Sequence[float] | None) -> bool:
    """Say whether any row is a purchase, not a return."""
    return bool(dates) if amounts is None else any(amount >= 0 for amount in amounts)
