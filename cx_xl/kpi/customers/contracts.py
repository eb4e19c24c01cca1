"""Contracts: how long do they last, and what is a contract customer worth?"""

from itertools import pairwise
from typing import Annotated, Literal

from cx_xl.errors import Text, Undefined
from cx_xl.kpi.customers.fit_rows import ContractFit
from cx_xl.kpi.customers.fitted import ContractParams, read_params
from cx_xl.kpi.customers.inputs import Column, per_row
from cx_xl.kpi.customers.sheet_rows import Filled
from cx_xl.kpi.shared.arguments import BELOW_1, COUNT, Margin
from cx_xl.models import sbg
from cx_xl.spec import Arg, Domain, Family, Kind, worksheet

FAMILY = Family.of(__doc__, "Contratti: quanto durano, e quanto vale chi ne ha uno?")

MODEL = "sbg"
WHOLE = 100  # percent, or a cohort of just so many customers

Survivors = Annotated[
    Column,
    per_row(
        en="Customers of one cohort at the start and after each period; counts or %.",
        it="Clienti di una coorte all'inizio e dopo ogni periodo; conteggi o %.",
    ),
]
AtStart = Annotated[
    float | None,
    Arg(
        en="Customers that the first value stands for; needed if the values are %.",
        it="Clienti a cui corrisponde il primo valore; serve se i valori sono %.",
        domain=Domain(0, 1e9, open_low=True),
    ),
]
Periods = Annotated[
    Column,
    per_row(
        en="Periods since the start: whole numbers, one or many.",
        it="Periodi dall'inizio: numeri interi, uno o molti.",
    ),
]
CurveKind = Annotated[
    Literal["survival", "retention"],
    Arg(
        en='"survival" (default): share still there; "retention": rate of the period.',
        it='"survival" (predefinito): quota rimasta; "retention": tasso del periodo.',
    ),
]
ContractDiscount = Annotated[
    float,
    Arg(
        en="Discount rate per period as a fraction: 0.1 for 10 %.",
        it="Tasso di sconto per periodo come frazione: 0,1 per il 10 %.",
        domain=BELOW_1,
    ),
]
Renewals = Annotated[
    int,
    Arg(
        en="0 (default) for a new customer; n when the n-th renewal is due now.",
        it="0 (predefinito) per un nuovo cliente; n se ora scade l'n-esimo rinnovo.",
        domain=COUNT,
    ),
]


@worksheet(
    "CX_SBG_FIT",
    it="Stima l'abbandono dei clienti con contratto, che rallenta nel tempo (sBG).",
    kind=Kind.RATIO,
    example="=CX_SBG_FIT({1000;869;743;653;593;551;517;491})",
    returns_it="Una riga: alpha, beta, log-verosimiglianza, n, status (0 "
    "utilizzabile, 2 no), gradiente, modello, verdetto, due errori standard e una "
    "correlazione. I parametri sono #N/D se lo status è 2: in meno di due periodi si "
    "è perso qualcuno, o i valori non dicono di quale curva si tratta.",
    raises_it={
        "Undefined": (
            "i valori sono meno di 3, o possono essere quote e manca *customers*"
        ),
        "OutOfRange": "un valore supera il precedente",
    },
    missing=Text(
        "Each row is one period: an empty cell between two others is an error.",
        "Ogni riga è un periodo: una cella vuota tra due piene è un errore.",
    ),
)
def sbg_fit(survivors: Survivors, customers: AtStart = None) -> ContractFit:
    """
    Fits the churn of contract customers, which slows down (sBG model).

    Args:
        survivors: at least 3 values that never rise: the start and each period after.
        customers: how many customers the first value stands for, above 0; needed for
            shares and where the first is 100, which may be percent; the first value
            itself for other counts if left out. Changes the certainty, not the
            estimate.

    Returns:
        A row: alpha, beta, log-likelihood, n, status (0 usable, 2 not), gradient,
        model, verdict, two standard errors and a correlation. The parameters are #N/A
        when the status is 2: fewer than two periods lost anybody, or the values do
        not say which curve it is.

    Raises:
        Undefined: fewer than 3 values, or what may be shares without *customers*.
        OutOfRange: a value is above the one before.

    References:
        Fader, Hardie (2007), "How to Project Customer Retention", Journal of
        Interactive Marketing 21(1).

    >>> round(sbg_fit([1000, 869, 743, 653, 593, 551, 517, 491]).alpha, 3)
    0.668
    """
    _refuse_gap(survivors)
    if customers is None:
        _refuse_shares(survivors)
    rows = Filled("survivors", survivors)
    with rows.located():
        fit = sbg.fit(rows.values, customers)
    return ContractFit.of(fit, MODEL)


def _refuse_shares(survivors: Column) -> None:
    """Raise if nobody can know how many customers the survivors are."""
    filled = [value for value in survivors if value is not None]
    if not all(float(value).is_integer() for value in filled):
        raise Undefined(
            "customers",
            why_en="the survivors are shares; say how many customers the first one"
            " stands for.",
            why_it="i valori sono quote; indica a quanti clienti corrisponde il primo.",
        )
    if filled and filled[0] == WHOLE:
        raise Undefined(
            "customers",
            why_en="a start of 100 may be customers or percent; say how many customers"
            " it stands for, be it 100.",
            why_it="un inizio di 100 può essere clienti o percentuale; indica a quanti"
            " clienti corrisponde, anche se sono 100.",
        )


def _refuse_gap(survivors: Column) -> None:
    """Raise if a period between the first and the last one is empty."""
    filled = [row for row, value in enumerate(survivors) if value is not None]
    for period, following in pairwise(filled):
        if following > period + 1:
            raise Undefined(
                "survivors",
                why_en="a period is empty; each row is one period, so fill the gap.",
                why_it="un periodo è vuoto; ogni riga è un periodo: riempi il vuoto.",
            ).at(period + 2, 1)


@worksheet(
    "CX_SBG_SURVIVAL",
    it="Quota di clienti con contratto ancora presenti, periodo per periodo.",
    kind=Kind.SHARE,
    example="=CX_SBG_SURVIVAL({0.668,3.806},{1;4;12})",
    returns_it="Frazioni da 0 a 1, una per riga; una riga vuota resta vuota.",
    raises_it={
        "NotAFit": "le celle non sono parametri",
        "OutOfRange": "un periodo è sotto 0, o sotto 1 per il tasso di rinnovo",
        "NotWhole": "un periodo ha decimali",
    },
)
def sbg_survival(
    params: ContractParams, periods: Periods, kind: CurveKind = "survival"
) -> list[float | str]:
    """
    Share of contract customers still there, period by period (sBG model).

    Args:
        params: the row of CX_SBG_FIT, or alpha and beta.
        periods: whole, at least 0; for the retention rate at least 1.
        kind: "survival", the share of the cohort left after so many periods;
            "retention", the share of the period's customers who renew.

    Returns:
        Fractions in [0, 1], one per row; a blank row stays blank.

    Raises:
        NotAFit: the cells are no parameters.
        WrongModel: they belong to another model.
        OutOfRange: a period below 0, or below 1 for the retention rate.
        NotWhole: a period has a fraction.

    References:
        Fader, Hardie (2007), eq. 6 and 8.

    >>> [round(share, 3) for share in sbg_survival([0.668, 3.806], [1, 12])]
    [0.851, 0.378]
    """
    fitted = read_params("params", params, (MODEL,))
    curve = sbg.survival if kind == "survival" else sbg.retention
    rows = Filled("periods", periods)
    with rows.located():
        return rows.cells(curve(fitted.params, rows.values))


@worksheet(
    "CX_SBG_CLV",
    it="Customer Lifetime Value di un cliente con contratto, nuovo o al rinnovo.",
    kind=Kind.MONEY,
    example="=CX_SBG_CLV({0.668,3.806},1,0.1)",
    returns_it="Un importo nella valuta di *margin*: tutti i pagamenti ancora attesi, "
    "scontati.",
    raises_it={
        "Undefined": (
            "senza tasso di sconto la somma non finisce mai (alpha al massimo 1)"
        )
    },
)
def sbg_clv(
    params: ContractParams,
    margin: Margin,
    discount: ContractDiscount,
    renewals: Renewals = 0,
) -> float:
    """
    Customer Lifetime Value of a contract customer, new or about to renew.

    Args:
        params: the row of CX_SBG_FIT, or alpha and beta.
        margin: money per period, paid at its start, at least 0.
        discount: per period of the survivors, in [0, 1).
        renewals: 0 for a new customer, whose first payment counts in full; n when the
            n-th renewal is due now and may fail.

    Returns:
        Money, in the currency of *margin*: all payments still to come, discounted.

    Raises:
        NotAFit: the cells are no parameters.
        WrongModel: they belong to another model.
        Undefined: without a discount the sum has no end (alpha at most 1).

    References:
        Fader, Hardie (2010), "Customer-Base Valuation in a Contractual Setting",
        Marketing Science 29(1), eq. 6.

    >>> round(sbg_clv([0.668, 3.806], 1, 0.1), 4)
    5.9226
    """
    fitted = read_params("params", params, (MODEL,))
    return margin * sbg.expected_lifetime(fitted.params, discount, renewals)
