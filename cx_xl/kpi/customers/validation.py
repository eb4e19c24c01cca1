"""Validation: would the model have predicted what customers did?"""

from datetime import date
from typing import Annotated

from cx_xl.dates import serial
from cx_xl.errors import NoAnswers, Undefined
from cx_xl.kpi.customers.histories import Closing, SameSpan, UnitOfTime
from cx_xl.kpi.customers.inputs import Model, Seed
from cx_xl.kpi.shared.arguments import Confidence
from cx_xl.kpi.shared.purchases import Buyers, BuyingDays, SpendingIfAny, closing_day
from cx_xl.models.spans import Grain, Unit
from cx_xl.spec import Arg, Family, Kind, Table, worksheet

FAMILY = Family.of(__doc__, "Verifica: il modello avrebbe previsto ciò che è successo?")

HEADER = (
    "group",
    "customers",
    "predicted",
    "low",
    "high",
    "actual",
    "error",
    "run rate",
    "run rate error",
)

Split = Annotated[
    date,
    Arg(
        en="Last day that the model may see; what comes after is predicted.",
        it="Ultimo giorno che il modello può vedere; il resto va previsto.",
    ),
]


@worksheet(
    "CX_CLV_CHECK",
    it="Mette alla prova il modello: prevede acquisti già avvenuti e li confronta.",
    kind=Kind.COUNT,
    example="=CX_CLV_CHECK({8;13;9;12;10;3;3;7;8;1;2;10;4;11;14;6;1;5;15;15;4;6;7;10;4;4;4;4;10;4;14;12;5;10;15;10;10;15;12;14;15;14;2;15;14},{46023;46029;46030;46030;46031;46035;46038;46045;46047;46048;46048;46049;46050;46050;46050;46051;46052;46052;46052;46054;46056;46056;46056;46057;46059;46062;46066;46067;46067;46068;46069;46088;46101;46103;46104;46109;46113;46114;46115;46126;46133;46136;46138;46143;46164},46123)",
    returns_it="Una riga per gli acquisti di tutti i clienti acquisiti fino a "
    "*split*, una per chi fino ad allora aveva x = 0, 1, ... riacquisti e, se ci sono "
    "gli importi, una per la spesa: clienti, previsti, limite inferiore e superiore, "
    "avvenuti, errore (previsti / avvenuti - 1), e lo stesso per la media semplice "
    "(acquisti finora / tempo finora x tempo futuro), che il modello deve battere. I "
    "limiti valgono se il modello è giusto: se il valore vero ne è fuori, non lo è.",
    raises_it={
        "NoAnswers": "nessun acquisto entro *split*",
        "Undefined": "*split* non precede *as_of*, o una data è successiva ad *as_of*",
        "NotFitted": (
            "il periodo di calibrazione non dice quali parametri ha il modello"
        ),
    },
)
def clv_check(  # noqa: PLR0913, PLR0917 - cells have no keywords
    customer_ids: Buyers,
    dates: BuyingDays,
    split: Split,
    amounts: SpendingIfAny = None,
    as_of: Closing = None,
    unit: UnitOfTime = "W",
    model: Model = "bgnbd",
    grain: SameSpan = "D",
    confidence: Confidence = 0.95,
    seed: Seed = 0,
) -> Table:
    """
    Puts the model to the test: predicts purchases already made, and compares.

    Args:
        customer_ids: the customer of each of n >= 1 purchases.
        dates: its day.
        split: the last day that the model sees (calibration); the days after it up to
            *as_of* are the holdout.
        amounts: its amount in money. A negative one is a return, as in CX_RFM: no
            purchase, but it lowers the money.
        as_of: the last day of observation; the last of the dates if left out.
        unit: of the model's times; does not change the result.
        model: "bgnbd", "mbgnbd", "pnbd" or "nbd".
        grain: a customer's purchases in one such span are one purchase.
        confidence: of the limits, in (0, 1), if the model is right.
        seed: of the limits; the same seed gives the same limits.

    Returns:
        A row for the purchases of all customers won by *split*, one for those with
        x = 0, 1, ... repeat purchases by then, and with amounts one for their spend:
        customers, predicted, low and high limit, actual, error (predicted / actual -
        1), and the same for the run rate (purchases so far / time so far x time
        ahead), which a model must beat. The limits hold if the model is right: an
        actual outside them says that it is not.

    Raises:
        NoAnswers: no purchase by *split*.
        Undefined: *split* is not before *as_of*, or a date is later than it.
        NotFitted: the calibration period does not say which parameters the model has.

    References:
        Fader, Hardie, Lee (2005), Marketing Science 24(2), section 4.
    """
    money = [0.0] * len(dates) if amounts is None else amounts
    bought = (day for day, spent in zip(dates, money, strict=True) if spent >= 0)
    first = min(bought, default=None)
    if first is None or first > split:
        raise NoAnswers("customer_ids")
    latest = max(dates)
    end = as_of or latest
    if split >= end:
        raise Undefined(
            "split",
            why_en=f"there is nothing to predict between {split} and {end}.",
            why_it=f"tra {split} e {end} non c'è nulla da prevedere.",
        )
    closing_day(latest, end)
    import numpy as np  # noqa: PLC0415 - a cell does not wait for it

    from cx_xl.kpi.customers import holdout  # noqa: PLC0415 - loads NumPy

    spends = None if amounts is None else np.array(amounts, dtype=float)
    plan = holdout.Plan(
        serial(split), serial(end), Unit[unit], Grain(grain), model, confidence, seed
    )
    purchases = holdout.Purchases(
        customer_ids, np.array(list(map(serial, dates))), spends
    )
    return Table(HEADER, holdout.compare(purchases, plan))
