"""Renewal: how much recurring business stays, by month or by year?"""

from typing import Annotated, Literal

from cx_xl.errors import OutOfRange
from cx_xl.kpi.shared.arguments import COUNT
from cx_xl.kpi.shared.shares import refuse_no_part
from cx_xl.spec import Arg, Domain, Family, Kind, worksheet

FAMILY = Family.of(__doc__, "Rinnovi: quanta parte dei ricavi ricorrenti resta?")

# How many periods make a year; a year has 365 days here, as in Gold's listing 2.5.
PER_YEAR = {"D": 365, "W": 365 / 7, "M": 12, "Q": 4, "Y": 1}

StartRevenue = Annotated[
    float,
    Arg(
        en="Recurring revenue at the start of the period, in money.",
        it="Ricavi ricorrenti all'inizio del periodo, nella tua valuta.",
        domain=COUNT,
    ),
]
Expansion = Annotated[
    float,
    Arg(
        en="What the same customers added: upgrades, price rises.",
        it="Quanto hanno aggiunto gli stessi clienti: upgrade, aumenti.",
        domain=COUNT,
    ),
]
Contraction = Annotated[
    float,
    Arg(
        en="What customers who stayed took away: downgrades, discounts.",
        it="Quanto hanno tolto i clienti rimasti: downgrade, sconti.",
        domain=COUNT,
    ),
]
Churned = Annotated[
    float,
    Arg(
        en="Revenue of the customers who left.",
        it="Ricavi dei clienti andati via.",
        domain=COUNT,
    ),
]
Gross = Annotated[
    bool,
    Arg(
        en="TRUE without the expansion (gross), FALSE (default) with it (net).",
        it="VERO senza espansione (lordo), FALSO (predefinito) con espansione (netto).",
    ),
]


@worksheet(
    "CX_REVENUE_RETENTION",
    it="Net (o gross) revenue retention: ricavi ricorrenti rimasti su quelli iniziali.",
    kind=Kind.SHARE,
    example="=CX_REVENUE_RETENTION(500000,65000,0,50000)",
    returns_it="Una frazione: al netto parte da 0 e supera 1 se l'espansione è "
    "maggiore delle perdite, al lordo va da 0 a 1. Il churn netto dei ricavi è 1 meno "
    "questa frazione.",
    raises_it={
        "ZeroBase": "all'inizio non c'erano ricavi",
        "TooLarge": "si è perso più di quanto c'era",
    },
)
def revenue_retention(
    start: StartRevenue,
    expansion: Expansion,
    contraction: Contraction,
    churned: Churned,
    gross: Gross = False,  # noqa: FBT002 - cells have no keywords
) -> float:
    """
    Net (or gross) revenue retention: recurring revenue kept out of the start.

    Args:
        start: recurring revenue at the start, above 0; new customers are not in it.
        expansion: added by the same customers, at least 0.
        contraction: taken away by customers who stayed, at least 0.
        churned: lost with those who left; with *contraction* at most *start*.
        gross: leave out *expansion*.

    Returns:
        A fraction: net at least 0 and above 1 if expansion exceeds the losses, gross
        in [0, 1]. Net revenue churn is 1 minus it.

    Raises:
        ZeroBase: there was no revenue at the start.
        TooLarge: more was lost than there was.

    References:
        Gold (2020), "Fighting Churn with Data", chapter 2.

    >>> revenue_retention(500000, 65000, 0, 50000)
    1.03
    """
    lost = contraction + churned
    refuse_no_part(lost, start, "contraction + churned", "start")
    return (start + (0 if gross else expansion) - lost) / start


Rate = Annotated[
    float,
    Arg(
        en="The rate as a fraction: 0.03 for 3 %.",
        it="Il tasso come frazione: 0,03 per il 3 %.",
    ),
]
From = Annotated[
    Literal["D", "W", "M", "Q", "Y"],
    Arg(
        en='The period that the rate is for: "M" (default), "D", "W", "Q" or "Y".',
        it='Il periodo a cui si riferisce: "M" (predefinito), "D", "W", "Q", "Y".',
    ),
]
Into = Annotated[
    Literal["D", "W", "M", "Q", "Y"],
    Arg(
        en='The period that you want: "Y" (default), "D", "W", "M" or "Q".',
        it='Il periodo che ti serve: "Y" (predefinito), "D", "W", "M", "Q".',
    ),
]
RateKind = Annotated[
    Literal["churn", "retention", "growth"],
    Arg(
        en='What it is a rate of: "churn" (default), "retention" or "growth".',
        it='Di che tasso si tratta: "churn" (predefinito), "retention", "growth".',
    ),
]


@worksheet(
    "CX_RATE_CONVERT",
    it="Converte un tasso da mensile ad annuo e viceversa: si compone, non si somma.",
    kind=Kind.SHARE,
    example='=CX_RATE_CONVERT(0.03,"M","Y")',
    returns_it="Una frazione dello stesso tipo: ciò che resta, cioè 1 - abbandono, "
    "fidelizzazione o 1 + crescita, è elevato a periodo voluto / periodo di partenza.",
    raises_it={"OutOfRange": "un tasso di questo tipo è impossibile"},
    sources_it={
        "3 % a month is not 36 % a year": "il 3 % al mese non è il 36 % all'anno"
    },
)
def rate_convert(
    rate: Rate, period: From = "M", into: Into = "Y", kind: RateKind = "churn"
) -> float:
    """
    Converts a rate from monthly to yearly and back: it compounds.

    Args:
        rate: a fraction; churn and retention in [0, 1], growth at least -1.
        period: day, week, month, quarter or year that *rate* is for.
        into: the period wanted. A year is 12 months, 4 quarters or 365 days.
        kind: churn leaves 1 - rate, retention leaves rate, growth leaves 1 + rate.

    Returns:
        A fraction of the same kind: what is left, as 1 - churn, retention or
        1 + growth, is raised to the power of into / period.

    Raises:
        OutOfRange: the rate is impossible for its kind.

    References:
        Gold (2020), "Fighting Churn with Data", chapter 2: 3 % a month is not 36 %
        a year.

    >>> round(rate_convert(0.03), 6)
    0.306158
    """
    domain = Domain(-1) if kind == "growth" else Domain(0, 1)
    if rate not in domain:
        raise OutOfRange("rate", value=rate, domain=domain)
    left = {"churn": 1 - rate, "retention": rate, "growth": 1 + rate}[kind]
    later = float(left ** (PER_YEAR[period] / PER_YEAR[into]))
    return {"churn": 1 - later, "retention": later, "growth": later - 1}[kind]
