"""Acquisition: what does winning a customer cost, and does it pay?"""

from typing import Annotated

from cx_xl.errors import ZeroBase
from cx_xl.kpi.shared.arguments import COUNT, FRACTION
from cx_xl.spec import Arg, Family, Kind, worksheet

FAMILY = Family.of(__doc__, "Acquisizione: quanto costa un cliente nuovo, e conviene?")

SalesCost = Annotated[
    float,
    Arg(
        en="Sales cost of the period, in money.",
        it="Costi di vendita del periodo, nella tua valuta.",
        domain=COUNT,
    ),
]
MarketingCost = Annotated[
    float,
    Arg(
        en="Marketing cost of the same period, in money.",
        it="Costi di marketing dello stesso periodo, nella tua valuta.",
        domain=COUNT,
    ),
]
NewCustomers = Annotated[
    float,
    Arg(
        en="Customers won in the same period.",
        it="Clienti acquisiti nello stesso periodo.",
        domain=COUNT,
    ),
]


@worksheet(
    "CX_CAC",
    it="Customer Acquisition Cost: costi di vendita e marketing per nuovo cliente.",
    kind=Kind.MONEY,
    example="=CX_CAC(4000,6000,500)",
    returns_it="Un importo per cliente.",
    raises_it={"ZeroBase": "non è stato acquisito nessun cliente"},
)
def cac(
    sales_cost: SalesCost, marketing_cost: MarketingCost, new_customers: NewCustomers
) -> float:
    """
    Customer Acquisition Cost: sales and marketing cost per new customer.

    Args:
        sales_cost: money, at least 0.
        marketing_cost: money of the same period, at least 0.
        new_customers: customers won in that period, above 0.

    Returns:
        Money per customer.

    Raises:
        ZeroBase: nobody was won.

    References:
        customercentricity.it, "I KPI del customer service", part 12.

    >>> cac(4000, 6000, 500)
    20.0
    """
    return _per(sales_cost + marketing_cost, new_customers, "new_customers")


CampaignCost = Annotated[
    float,
    Arg(
        en="Cost of the campaign, in money.",
        it="Costo della campagna, nella tua valuta.",
        domain=COUNT,
    ),
]
Leads = Annotated[
    float,
    Arg(
        en="Leads that the campaign brought.",
        it="Contatti (lead) portati dalla campagna.",
        domain=COUNT,
    ),
]


@worksheet(
    "CX_CPL",
    it="Costo per lead: costo della campagna diviso per i lead ottenuti.",
    kind=Kind.MONEY,
    example="=CX_CPL(3000,120)",
    returns_it="Un importo per lead.",
    raises_it={"ZeroBase": "non ci sono lead"},
)
def cpl(cost: CampaignCost, leads: Leads) -> float:
    """
    Cost per lead: cost of the campaign over the leads it brought.

    Args:
        cost: money, at least 0.
        leads: number of leads, above 0.

    Returns:
        Money per lead.

    Raises:
        ZeroBase: there are no leads.

    >>> cpl(3000, 120)
    25.0
    """
    return _per(cost, leads, "leads")


Gain = Annotated[
    float,
    Arg(
        en="What the investment brought back: margin, not revenue.",
        it="Quanto ha reso l'investimento: margine, non ricavi.",
    ),
]
Cost = Annotated[
    float,
    Arg(
        en="What was invested, in the same money.",
        it="Quanto è stato investito, nella stessa valuta.",
        domain=COUNT,
    ),
]


@worksheet(
    "CX_ROI",
    it="Ritorno sull'investimento: (guadagno - costo) / costo.",
    kind=Kind.SHARE,
    example="=CX_ROI(15000,10000)",
    returns_it="Una frazione, almeno -1 se il guadagno è almeno 0: 0,5 è il 50 %.",
    raises_it={"ZeroBase": "non è stato investito nulla"},
)
def roi(gain: Gain, cost: Cost) -> float:
    """
    Return on investment: (gain - cost) / cost.

    Args:
        gain: margin earned, in money; may be negative.
        cost: money invested, above 0.

    Returns:
        A fraction of at least -1 for gains of at least 0: 0.5 is 50 %.

    Raises:
        ZeroBase: nothing was invested.

    >>> roi(15000, 10000)
    0.5
    """
    return _per(gain - cost, cost, "cost")


Cac = Annotated[
    float,
    Arg(
        en="Customer acquisition cost, in money per customer.",
        it="Costo di acquisizione di un cliente, nella tua valuta.",
        domain=COUNT,
    ),
]
RevenuePerPeriod = Annotated[
    float,
    Arg(
        en="Revenue of one customer in one period, for example a month.",
        it="Ricavi di un cliente in un periodo, per esempio un mese.",
        domain=COUNT,
    ),
]
GrossMargin = Annotated[
    float,
    Arg(
        en="Gross margin as a fraction: 0.8 for 80 %. Left out: 1, plain revenue.",
        it="Margine lordo come frazione: 0,8 per l'80 %. Se lo ometti vale 1: i "
        "ricavi.",
        domain=FRACTION,
    ),
]


@worksheet(
    "CX_CAC_PAYBACK",
    it="Dopo quanti periodi un cliente ripaga il suo costo di acquisizione.",
    kind=Kind.RATIO,
    example="=CX_CAC_PAYBACK(400,125,0.8)",
    returns_it="Un numero di periodi (mesi, se i ricavi sono mensili); non tiene "
    "conto né degli abbandoni né di un tasso di sconto.",
    raises_it={"ZeroBase": "un cliente non porta alcun margine"},
)
def cac_payback(
    cac: Cac, revenue_per_period: RevenuePerPeriod, margin: GrossMargin = 1
) -> float:
    """
    Periods after which a customer has paid back the cost of acquisition.

    Args:
        cac: money per customer, at least 0.
        revenue_per_period: money per customer and period, at least 0.
        margin: the fraction of the revenue that is margin, in [0, 1].

    Returns:
        A number of such periods (months for monthly revenue); neither churn nor
        discounting are in it.

    Raises:
        ZeroBase: a customer brings no margin.

    >>> cac_payback(400, 125, 0.8)
    4.0
    """
    return _per(cac, revenue_per_period * margin, "revenue_per_period * margin")


def _per(amount: float, units: float, name: str) -> float:
    if not units:
        raise ZeroBase(name)
    return amount / units
