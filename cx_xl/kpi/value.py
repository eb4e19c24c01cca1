"""Value: what is a customer worth over the years?"""

from typing import Annotated, Literal

from cx_xl.kpi.shared.arguments import BELOW_1, COUNT, FRACTION, Margin
from cx_xl.spec import Arg, Domain, Family, Kind, worksheet

FAMILY = Family.of(__doc__, "Valore: quanto vale un cliente negli anni?")

OrderValue = Annotated[
    float,
    Arg(
        en="Average value of one order, in money.",
        it="Valore medio di un ordine, nella tua valuta.",
        domain=COUNT,
    ),
]
Orders = Annotated[
    float,
    Arg(
        en="Orders of one customer in one period.",
        it="Ordini di un cliente in un periodo.",
        domain=COUNT,
    ),
]
Lifetime = Annotated[
    float,
    Arg(
        en="How many such periods a customer stays.",
        it="Per quanti di questi periodi il cliente resta.",
        domain=COUNT,
    ),
]
MarginShare = Annotated[
    float,
    Arg(
        en="Gross margin as a fraction: 0.2 for 20 %. Left out: 1, plain revenue.",
        it="Margine lordo come frazione: 0,2 per il 20 %. Se lo ometti vale 1: i "
        "ricavi.",
        domain=FRACTION,
    ),
]


@worksheet(
    "CX_CLV",
    it="Customer Lifetime Value semplice: ordine x ordini per periodo x periodi.",
    kind=Kind.MONEY,
    example="=CX_CLV(24.3,52,20)",
    returns_it="Un importo nella valuta di *order_value*; senza sconto finanziario e "
    "senza tener conto degli abbandoni.",
    sources_it={"(the Starbucks example)": "(l'esempio di Starbucks)"},
)
def clv(
    order_value: OrderValue,
    orders_per_period: Orders,
    periods: Lifetime,
    margin: MarginShare = 1,
) -> float:
    """
    Simple Customer Lifetime Value: order value x orders per period x periods.

    Args:
        order_value: money per order, at least 0.
        orders_per_period: orders per period, at least 0.
        periods: lifetime in the same periods, at least 0.
        margin: fraction of the order value that is margin, in [0, 1].

    Returns:
        Money, in the currency of *order_value*; neither discounted nor reduced by
        churn.

    References:
        Kissmetrics, "How to calculate lifetime value" (the Starbucks example).

    >>> clv(25, 4, 10, 0.2)
    200.0
    """
    return order_value * orders_per_period * periods * margin


Retention = Annotated[
    float,
    Arg(
        en="Share of customers kept from one period to the next, below 1.",
        it="Quota di clienti che restano da un periodo all'altro, minore di 1.",
        domain=BELOW_1,
    ),
]
Discount = Annotated[
    float,
    Arg(
        en="Discount rate per period as a fraction, below 1.",
        it="Tasso di sconto per periodo come frazione, minore di 1.",
        domain=BELOW_1,
    ),
]
Horizon = Annotated[
    int | None,
    Arg(
        en="Number of margins to add up; left out, without end.",
        it="Numero di margini da sommare; se lo ometti, senza fine.",
        domain=Domain(low=1),
    ),
]
Timing = Annotated[
    Literal["retained", "now", "end"],
    Arg(
        en='First margin: "retained" after a renewal, "now", or "end" of period 1.',
        it='Primo margine: "retained" al rinnovo, "now" subito, "end" a fine periodo.',
    ),
]
Acquisition = Annotated[
    float,
    Arg(
        en="Cost of winning the customer, in money; it is subtracted.",
        it="Costo per acquisire il cliente, nella tua valuta; viene sottratto.",
        domain=COUNT,
    ),
]


@worksheet(
    "CX_CLV_RETENTION",
    it="Customer Lifetime Value con fidelizzazione e tasso di sconto.",
    kind=Kind.MONEY,
    example="=CX_CLV_RETENTION(100,0.8,0.1)",
    returns_it="Un importo nella valuta di *margin*.",
    sources_it={"for the margin multiple": "per il multiplo del margine"},
)
def clv_retention(  # noqa: PLR0913, PLR0917 - the catalogue's arguments, in its order
    margin: Margin,
    retention: Retention,
    discount: Discount,
    periods: Horizon = None,
    timing: Timing = "retained",
    acquisition_cost: Acquisition = 0,
) -> float:
    """
    Customer Lifetime Value with a retention and a discount rate.

    Args:
        margin: money per period, at least 0.
        retention: r, the fraction kept per period, in [0, 1).
        discount: d, the discount rate per period, in [0, 1).
        periods: how many margins are added up, at least 1; None adds all.
        timing: when the first margin m comes. "retained": after one period if the
            customer stays, m r/(1 + d - r); "now": at once, m (1 + d)/(1 + d - r);
            "end": for sure after one period, m/(1 + d - r).
        acquisition_cost: money subtracted from the sum.

    Returns:
        Money, in the currency of *margin*.

    References:
        Gupta, Lehmann (2003), "Customers as Assets", Journal of Interactive
        Marketing 17(1), for the margin multiple r/(1 + d - r).

    >>> round(clv_retention(100, 0.8, 0.1), 3)
    266.667
    """
    ratio = retention / (1 + discount)
    first = {"retained": ratio, "now": 1.0, "end": 1 / (1 + discount)}[timing]
    all_terms = 1 if periods is None else 1 - ratio**periods
    return margin * first * all_terms / (1 - ratio) - acquisition_cost
