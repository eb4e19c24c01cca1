"""Retention: do customers stay, and do they come back?"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from itertools import compress
from typing import Annotated

from cx_xl.errors import NoAnswers, TooLarge, Undefined
from cx_xl.kpi.shared.arguments import COUNT
from cx_xl.kpi.shared.shares import share
from cx_xl.spec import Arg, Family, Kind, Role, worksheet
from cx_xl.stats.estimate import Estimate

FAMILY = Family.of(__doc__, "Fidelizzazione: i clienti restano, e tornano?")

AtStart = Annotated[
    float,
    Arg(
        en="Customers at the start of the period.",
        it="Clienti all'inizio del periodo.",
        domain=COUNT,
    ),
]
AtEnd = Annotated[
    float,
    Arg(
        en="Customers at the end of the period, new ones included.",
        it="Clienti alla fine del periodo, nuovi compresi.",
        domain=COUNT,
    ),
]
New = Annotated[
    float,
    Arg(
        en="Customers won during the period.",
        it="Clienti acquisiti nel periodo.",
        domain=COUNT,
    ),
]
Lost = Annotated[
    float,
    Arg(
        en="How many of the customers at the start left during the period.",
        it="Quanti dei clienti iniziali sono andati via nel periodo.",
        domain=COUNT,
    ),
]
AsCount = Annotated[
    bool,
    Arg(
        en="TRUE for the number of customers lost, FALSE (default) for the rate.",
        it="VERO per il numero di clienti persi, FALSO (predefinito) per il tasso.",
    ),
]


@worksheet(
    "CX_CHURN_RATE",
    it="Tasso di abbandono: clienti persi sui clienti iniziali.",
    kind=Kind.SHARE,
    example="=CX_CHURN_RATE(500,50)",
    returns_it="Una frazione da 0 a 1.",
    raises_it={
        "ZeroBase": "all'inizio non c'erano clienti",
        "TooLarge": "i clienti persi superano quelli iniziali",
    },
)
def churn_rate(start: AtStart, lost: Lost) -> Estimate:
    """
    Churn rate: customers lost out of those at the start.

    Args:
        start: customers at the start, above 0; those won later are not at risk.
        lost: how many of them left, from 0 to *start*.

    Returns:
        A fraction in [0, 1]. In Python also n and the Wilson interval.

    Raises:
        ZeroBase: there were no customers at the start.
        TooLarge: more were lost than there were.

    References:
        Gold (2020), "Fighting Churn with Data", section 2.2.

    >>> churn_rate(500, 50)
    Estimate(0.1, n=500)
    """
    return share(lost, start, "lost", "start")


@worksheet(
    "CX_ATTRITION",
    it="Abbandono dai tre conteggi: (inizio + nuovi - fine) / inizio.",
    kind=Kind.SHARE,
    example="=CX_ATTRITION(500,40,490)",
    returns_it="Una frazione da 0 a 1, oppure un conteggio.",
    raises_it={
        "ZeroBase": "all'inizio non c'erano clienti (per il tasso)",
        "TooLarge": (
            "i finali superano iniziali + nuovi, o i clienti persi superano quelli "
            "iniziali"
        ),
    },
    sources_it={
        'prints "end - begin - new", which is the count with the wrong sign': (
            "stampa «end - begin - new», cioè il conteggio con il segno sbagliato"
        )
    },
)
def attrition(
    start: AtStart,
    new: New,
    end: AtEnd,
    as_count: AsCount = False,  # noqa: FBT002 - cells have no keywords
) -> float:
    """
    Attrition from three counts: (start + new - end) / start.

    Args:
        start: customers at the start, above 0.
        new: customers won meanwhile.
        end: customers at the end, at most start + new.
        as_count: the number of customers lost instead of the rate.

    Returns:
        A fraction in [0, 1], or a count.

    Raises:
        ZeroBase: there were no customers at the start (for the rate).
        TooLarge: the end exceeds start + new, or more were lost than there were.

    References:
        customercentricity.it, "I KPI del customer service", part 8, prints
        "end - begin - new", which is the count with the wrong sign.

    >>> attrition(500, 40, 490)
    Estimate(0.1, n=500)
    """
    if end > start + new:
        raise TooLarge("end", value=end, other="start + new", limit=start + new)
    lost = start + new - end
    return lost if as_count else share(lost, start, "start + new - end", "start")


@worksheet(
    "CX_RETENTION_RATE",
    it="Tasso di fidelizzazione: clienti iniziali rimasti sui clienti iniziali.",
    kind=Kind.SHARE,
    example="=CX_RETENTION_RATE(500,490,40)",
    returns_it=(
        "Una frazione da 0 a 1: (fine - nuovi) / inizio = 1 - tasso di abbandono."
    ),
    raises_it={
        "TooLarge": (
            "i nuovi superano i finali, o i clienti rimasti superano quelli iniziali"
        )
    },
)
def retention_rate(start: AtStart, end: AtEnd, new: New) -> Estimate:
    """
    Retention rate: customers kept out of those at the start.

    Args:
        start: customers at the start, above 0.
        end: customers at the end, at least *new*.
        new: customers won meanwhile; they are in *end* but were not kept.

    Returns:
        A fraction in [0, 1]: (end - new) / start = 1 - churn rate.

    Raises:
        ZeroBase: there were no customers at the start.
        TooLarge: new exceeds end, or more were kept than there were.

    References:
        Reichheld, Sasser (1990), "Zero Defections", HBR 68(5).

    >>> retention_rate(500, 490, 40)
    Estimate(0.9, n=500)
    """
    if new > end:
        raise TooLarge("new", value=new, other="end", limit=end)
    return share(end - new, start, "end - new", "start")


Customers = Annotated[
    Iterable[Hashable],
    Arg(
        en="The customer of each purchase, one row each.",
        it="Il cliente di ogni acquisto, una riga ciascuno.",
        role=Role.GROUPS,
        alone=True,
    ),
]
PurchaseDates = Annotated[
    Iterable[date] | None,
    Arg(
        en="Date of each purchase: one day counts once; left out, every row counts.",
        it="Data di ogni acquisto: un giorno vale uno; se la ometti, vale ogni riga.",
        role=Role.DAYS,
    ),
]
FirstDay = Annotated[
    date | None,
    Arg(
        en="First day that counts; left out, all days up to the last one.",
        it="Primo giorno da contare; se lo ometti, tutti fino all'ultimo.",
    ),
]
LastDay = Annotated[
    date | None,
    Arg(
        en="Last day that counts; left out, all days from the first one.",
        it="Ultimo giorno da contare; se lo ometti, tutti a partire dal primo.",
    ),
]


RepeatAmounts = Annotated[
    Sequence[float] | None,
    Arg(
        en="The amount of each purchase; a negative one is a return, no purchase.",
        it="L'importo di ogni acquisto; uno negativo è un reso, non un acquisto.",
        role=Role.AMOUNTS,
    ),
]


@worksheet(
    "CX_REPEAT_RATE",
    it="Tasso di riacquisto: quota di clienti con almeno due acquisti.",
    kind=Kind.SHARE,
    example='=CX_REPEAT_RATE({"Anna";"Bruno";"Anna";"Carla"})',
    returns_it=(
        "Una frazione da 0 a 1; la base è il numero di clienti che hanno comprato."
    ),
    raises_it={
        "NoAnswers": "non ci sono acquisti nei giorni indicati",
        "Undefined": "hai indicato il primo o l'ultimo giorno, ma non le date",
    },
)
def repeat_rate(
    customer_ids: Customers,
    dates: PurchaseDates = None,
    first: FirstDay = None,
    last: LastDay = None,
    amounts: RepeatAmounts = None,
) -> Estimate:
    """
    Repeat purchase rate: share of customers with two purchases or more.

    Args:
        customer_ids: the customer of each of n >= 1 purchases.
        dates: the day of each purchase; a customer's purchases of one day are one.
        first: purchases before this day do not count; needs *dates*.
        last: purchases after this day do not count; needs *dates*.
        amounts: the amount of each purchase; a negative one is a return, which is no
            purchase.

    Returns:
        A fraction in [0, 1]; its base is the number of customers who bought.

    Raises:
        NoAnswers: there is no purchase in the window.
        Undefined: a window is given without dates.

    >>> repeat_rate(["Anna", "Bruno", "Anna", "Carla"])
    Estimate(0.3333333333333333, n=3)
    """
    if amounts is not None:
        bought = [amount >= 0 for amount in amounts]
        customer_ids = compress(customer_ids, bought)
        dates = None if dates is None else compress(dates, bought)
    purchases = _purchases(customer_ids, dates, first, last)
    if not purchases:
        raise NoAnswers("customer_ids")
    repeaters = sum(times >= 2 for times in purchases.values())
    return share(repeaters, len(purchases), "customers", "customers")


def _purchases(
    customers: Iterable[Hashable],
    dates: Iterable[date] | None,
    first: date | None,
    last: date | None,
) -> dict[Hashable, int]:
    """Count the purchases of each customer, or the days with one."""
    if dates is not None:
        days = defaultdict(set)
        for customer, day in zip(customers, dates, strict=True):
            if (first or day) <= day <= (last or day):
                days[customer].add(day)
        return {customer: len(bought) for customer, bought in days.items()}
    if first or last:
        raise Undefined(
            "dates",
            why_en="a first or last day needs the dates of the purchases.",
            why_it="per limitare il periodo servono le date degli acquisti.",
        )
    return Counter(customers)
