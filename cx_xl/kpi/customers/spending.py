"""Spending: how much will a customer spend, and what is the customer base worth?"""

from cx_xl.errors import Text
from cx_xl.kpi.customers.fit_rows import PURCHASE_MODELS, SpendFit
from cx_xl.kpi.customers.fitted import (
    ModelOfRow,
    PurchaseParams,
    SpendParams,
    read_params,
)
from cx_xl.kpi.customers.inputs import (
    Age,
    Customers,
    Discount,
    DiscountPeriod,
    Each,
    Frequency,
    Horizon,
    MarginShare,
    Monetary,
    Recency,
    Seed,
)
from cx_xl.kpi.customers.sheet_rows import Cases
from cx_xl.kpi.shared.arguments import Confidence
from cx_xl.spec import Family, Kind, Table, worksheet

FAMILY = Family.of(
    __doc__, "Spesa: quanto spenderà un cliente, e quanto vale la base clienti?"
)

MODEL = "gg"


@worksheet(
    "CX_GG_FIT",
    it="Stima quanto spendono i clienti per acquisto (Gamma-Gamma).",
    kind=Kind.RATIO,
    example=(
        "=CX_GG_FIT({4;2;2;5;1;2;4;4;4;5;1;2},{35;15;14;21;9;34;28;20;79;22;15;52})"
    ),
    returns_it="Una riga: p, q, gamma, log-verosimiglianza, n (i clienti tornati che "
    "hanno speso), status, gradiente, modello, verdetto, tre errori standard e tre "
    "correlazioni. Status 0: utilizzabile; 1: q non supera 1, quindi la media di "
    "tutti i clienti non è finita e per chi non è tornato non c'è previsione; 2: sono "
    "tornati meno di 10 clienti, o più soluzioni spiegano i dati altrettanto bene, e "
    "i parametri sono #N/D.",
    missing=Text(
        "A row with a gap is left out; without repeats the spend may be blank.",
        "Una riga con un vuoto è esclusa; senza riacquisti la spesa può mancare.",
    ),
)
def gg_fit(
    frequency: Frequency, monetary: Monetary, customers: Customers = None
) -> SpendFit:
    """
    Fits how much customers spend per purchase (Gamma-Gamma).

    Args:
        frequency: repeat purchases, whole; customers with 0 are left out.
        monetary: mean spend of those purchases; customers with 0 or less (gifts, all
            of it returned) are left out. It must not depend on how often customers
            buy: look at the correlation of the two columns first.
        customers: how many customers each row stands for; one each if left out.

    Returns:
        A row: p, q, gamma, log-likelihood, n (those not left out), status, gradient,
        model, verdict, three standard errors and three correlations. Status 0:
        usable; 1: q is at most 1, so the mean over all customers has no finite value
        and those without repeats cannot be predicted; 2: fewer than 10 customers
        came back, or the data fit many parameters equally well, and the parameters
        are #N/A.

    Raises:
        NotWhole: a frequency has a fraction.
        ShapesDiffer: columns of different length.

    References:
        Fader, Hardie (2013), "The Gamma-Gamma Model of Monetary Value".

    >>> gg_fit([1, 2], [20, 35]).verdict
    'too little data'
    """
    from cx_xl.models import gamma_gamma  # noqa: PLC0415 - loads NumPy

    counted = {} if customers is None else {"customers": customers}
    rows = Cases(frequency=frequency, monetary=monetary, **counted)
    with rows.located():
        fit = gamma_gamma.fit(
            rows["frequency"], rows["monetary"], rows.columns.get("customers")
        )
    return SpendFit.of(fit, MODEL)


@worksheet(
    "CX_GG_SPEND",
    it="Spesa media attesa per acquisto di ogni cliente.",
    kind=Kind.MONEY,
    example="=CX_GG_SPEND({6.25,3.74,15.44},{1;5;0},{35;35;0})",
    returns_it="Un importo per ogni riga selezionata: sta tra quanto ha speso il "
    "cliente e quanto spendono tutti, tanto più vicino al primo quanti più sono gli "
    "acquisti. Una riga vuota, o di intestazione, resta vuota; una riga con un vuoto "
    "dà #N/D.",
    raises_it={
        "Undefined": (
            "un cliente ha una media infinita: uno senza riacquisti, se q <= 1"
        )
    },
)
def gg_spend(
    params: SpendParams, frequency: Frequency, monetary: Monetary
) -> list[float | str]:
    """
    Expected average spend per purchase of each customer.

    Args:
        params: the row of CX_GG_FIT, or p, q and gamma.
        frequency: repeat purchases, whole, at least 0.
        monetary: mean spend of those purchases; less than 0 counts as 0. Ignored
            without repeats.

    Returns:
        Money, one per selected row: between what the customer spent and what all
        customers spend, the closer to the former the more purchases there are. A
        blank row, or a header, stays blank; a row with a gap is #N/A.

    Raises:
        NotAFit: the cells are no parameters.
        WrongModel: they belong to another model.
        NotWhole: a frequency has a fraction.
        Undefined: a customer whose mean is infinite: one without repeats if q <= 1.

    References:
        Fader, Hardie, Lee (2005), "RFM and CLV", JMR 42(4), eq. 5.

    >>> [round(money, 3) for money in gg_spend([6.25, 3.74, 15.44], [1, 5], [35, 35])]
    [35.067, 35.018]
    """
    from cx_xl.models import gamma_gamma  # noqa: PLC0415 - loads NumPy

    fitted = read_params("params", params, (MODEL,))
    rows = Cases(frequency=frequency, monetary=monetary)
    with rows.located():
        return rows.cells(
            gamma_gamma.expected_spend(
                fitted.params, rows["frequency"], rows["monetary"]
            )
        )


@worksheet(
    "CX_CLV_BGNBD",
    it="Customer Lifetime Value residuo di ogni cliente senza contratto.",
    kind=Kind.MONEY,
    example="=CX_CLV_BGNBD({0.243,4.414,0.793,2.426},{6.25,3.74,15.44},{2;0},{30.43;0},{38.86;38.86},{22.35;0},52,0.002)",
    returns_it="Un importo per ogni riga selezionata: quanto deve ancora arrivare, "
    "non quanto il cliente ha speso finora. Una riga vuota, o di intestazione, resta "
    "vuota; una riga con un vuoto dà #N/D.",
    raises_it={"Undefined": "un cliente ha una spesa media infinita"},
)
def clv_bgnbd(  # noqa: PLR0913, PLR0917 - the catalogue's arguments, in its order
    params: PurchaseParams,
    spend_params: SpendParams,
    frequency: Frequency,
    recency: Recency,
    age: Age,
    monetary: Monetary,
    horizon: Horizon,
    discount: Discount = 0,
    margin: MarginShare = 1,
    period: DiscountPeriod = 1,
    model: ModelOfRow = "auto",
) -> list[float | str]:
    """
    Residual Customer Lifetime Value of each customer without a contract.

    Args:
        params: the row of CX_BGNBD_FIT, or its parameters: four, two for "nbd".
        spend_params: the row of CX_GG_FIT, or p, q and gamma.
        frequency: repeat purchases, whole, at least 0.
        recency: time from the first to the last purchase; 0 without repeats.
        age: time from the first purchase to today.
        monetary: mean spend of the repeat purchases; less than 0 counts as 0. Ignored
            without repeats.
        horizon: time ahead, at least 0, in the unit of the ages.
        discount: rate per *period*, in [0, 1); purchases count at its end.
        margin: fraction of the spend that is margin, in [0, 1].
        period: length of a discount period in the unit of the ages, above 0: 1 (the
            unit itself), or 365.25/12/7 = 4.348 for months when ages are in weeks.
        model: needed for bare parameters of another model than "bgnbd".

    Returns:
        Money, one per selected row: what is still to come, not what the customer has
        spent so far. A blank row, or a header, stays blank; a row with a gap is #N/A.

    Raises:
        NotAFit: the cells are no parameters.
        WrongModel: they belong to another model.
        OutOfRange: recency above age, or above 0 without a repeat purchase.
        NotWhole: a frequency has a fraction.
        Undefined: a customer whose mean spend is infinite.

    References:
        Fader, Hardie, Lee (2005), "RFM and CLV", JMR 42(4).
    """
    from cx_xl.kpi.customers import repeat_buying  # noqa: PLC0415 - loads NumPy

    fitted = read_params("params", params, PURCHASE_MODELS, model)
    spend = read_params("spend_params", spend_params, (MODEL,))
    rows = Cases(frequency=frequency, recency=recency, age=age, monetary=monetary)
    terms = repeat_buying.Terms(horizon, period, discount, margin)
    return repeat_buying.value(fitted, spend, rows, terms)


@worksheet(
    "CX_CLV_INTERVAL",
    it="Customer Lifetime Value residuo, con limiti validi se il modello è giusto.",
    kind=Kind.MONEY,
    example='=CX_CLV_INTERVAL({0.2426,4.4135,0.7929,2.4258,-9582.43,2357,0,0,"bgnbd","converged",0.0126,0.3782,0.1857,0.7053,0.7804,-0.0377,0.0074,-0.0408,0.0394,0.9405},{6.2488,3.7446,15.4477,-4055.92,946,0,0,"gg","converged",1.1897,0.2902,4.16,-0.6718,-0.9703,0.822},{2;0},{30.43;0},{38.86;38.86},{22.35;0},52)',
    returns_it="Valore atteso, limite inferiore e superiore, in denaro; una riga per "
    "il totale, o una per ogni riga selezionata (le righe vuote restano vuote). Si "
    "simula come in CX_BGNBD_INTERVAL. I limiti valgono se entrambi i modelli sono "
    "giusti: non se una stagione, un nuovo prezzo o un nuovo concorrente cambia le "
    "abitudini dei clienti. Mettili alla prova con CX_CLV_CHECK.",
    raises_it={"NotAFit": "una delle due righe non è intera"},
)
def clv_interval(  # noqa: PLR0913, PLR0917 - cells have no keywords
    params: PurchaseParams,
    spend_params: SpendParams,
    frequency: Frequency,
    recency: Recency,
    age: Age,
    monetary: Monetary,
    horizon: Horizon,
    discount: Discount = 0,
    margin: MarginShare = 1,
    period: DiscountPeriod = 1,
    confidence: Confidence = 0.95,
    each: Each = False,  # noqa: FBT002 - cells have no keywords
    seed: Seed = 0,
) -> Table:
    """
    Residual Customer Lifetime Value, with limits that hold if the model is right.

    Args:
        params: the whole row of CX_BGNBD_FIT: how uncertain the parameters are counts.
        spend_params: the whole row of CX_GG_FIT.
        frequency: repeat purchases, whole, at least 0.
        recency: time from the first to the last purchase; 0 without repeats.
        age: time from the first purchase to today.
        monetary: mean spend of the repeat purchases; less than 0 counts as 0. Ignored
            without repeats.
        horizon: time ahead, at least 0, in the unit of the ages.
        discount: rate per *period*, in [0, 1).
        margin: fraction of the spend that is margin, in [0, 1].
        period: length of a discount period in the unit of the ages, above 0.
        confidence: the chance that the value falls inside, in (0, 1), if the model is
            right.
        each: FALSE for the total of these customers, TRUE for each of them.
        seed: the same seed gives the same limits.

    Returns:
        Expected value, low and high limit, in money; one row for the total, or one
        per selected row (blank rows stay blank). Simulated as in CX_BGNBD_INTERVAL.
        The limits hold if both models are right: not if a season, a new price or a
        new competitor changes what customers do. Try them out with CX_CLV_CHECK.

    Raises:
        NotAFit: a row is not whole.
        WrongModel: it belongs to another model.
        OutOfRange: recency above age, or above 0 without a repeat purchase.
        NotWhole: a frequency has a fraction.
        Undefined: a customer whose mean spend is infinite.

    References:
        Parametric simulation; coverage measured on simulated customer bases.
    """
    from cx_xl.kpi.customers import repeat_buying  # noqa: PLC0415 - loads NumPy
    from cx_xl.kpi.customers.restored import restored  # noqa: PLC0415 - loads NumPy
    from cx_xl.models import gamma_gamma  # noqa: PLC0415 - loads NumPy

    fitted = read_params("params", params, PURCHASE_MODELS)
    spend = read_params("spend_params", spend_params, (MODEL,))
    rows = Cases(frequency=frequency, recency=recency, age=age, monetary=monetary)
    outlook = repeat_buying.value_outlook(
        fitted.model,
        restored("params", params, fitted, repeat_buying.MODELS[fitted.model].names),
        restored("spend_params", spend_params, spend, gamma_gamma.NAMES),
        rows,
        repeat_buying.Terms(horizon, period, discount, margin),
        confidence=confidence,
        seed=seed,
        each=each,
    )
    return Table(("expected", "low", "high"), outlook.table(rows, each=each))
