"""Activity: who is still a customer, and how often will they buy?"""

from cx_xl.kpi.customers.fit_rows import PURCHASE_MODELS, PurchaseFit
from cx_xl.kpi.customers.fitted import ModelOfRow, PurchaseParams, read_params
from cx_xl.kpi.customers.inputs import (
    Age,
    AgeIfAny,
    Customers,
    Each,
    Frequency,
    FrequencyIfAny,
    Horizon,
    Model,
    Recency,
    RecencyIfAny,
    Seed,
)
from cx_xl.kpi.customers.sheet_rows import Cases
from cx_xl.kpi.shared.arguments import Confidence
from cx_xl.spec import Family, Kind, Table, worksheet

FAMILY = Family.of(__doc__, "Attività: chi è ancora cliente, e quanto spesso comprerà?")


@worksheet(
    "CX_BGNBD_FIT",
    it="Stima come riacquistano i clienti senza contratto (BG/NBD, Pareto/NBD, NBD).",
    kind=Kind.RATIO,
    example="=CX_BGNBD_FIT({0;1;1;2;2;4;4;7},{0;4;25;10;30;16;35;37},{39;39;39;39;39;39;39;39},{600;80;60;30;35;20;25;20})",
    returns_it='Una riga: r, alpha, a, b (s e beta con "pnbd", vuote con "nbd"), '
    "log-verosimiglianza, n, status, gradiente, modello, verdetto, poi quello che "
    "serve agli intervalli: quattro errori standard e sei correlazioni. alpha è "
    "nell'unità dell'età. Status 0: utilizzabile; 2: sono tornati meno di 10 clienti, "
    "o più soluzioni spiegano i dati altrettanto bene, e i parametri sono #N/D. Il "
    'verdetto "no sign of leaving: use nbd" dice che il modello senza abbandono '
    "spiega i dati altrettanto bene (Akaike): usalo. Le righe con un vuoto non "
    "contano. Gli stessi dati si stimano una volta sola, non a ogni ricalcolo.",
    raises_it={
        "OutOfRange": "la recency supera l'età, o è sopra 0 senza riacquisti",
        "NotWhole": "un numero di riacquisti ha decimali",
        "ShapesDiffer": "le colonne hanno lunghezze diverse",
    },
)
def bgnbd_fit(
    frequency: Frequency,
    recency: Recency,
    age: Age,
    customers: Customers = None,
    model: Model = "bgnbd",
) -> PurchaseFit:
    """
    Fits how customers without a contract buy again (BG/NBD, Pareto/NBD, NBD).

    Args:
        frequency: repeat purchases, whole, at least 0.
        recency: time from the first to the last purchase; 0 without repeats.
        age: time from the first purchase to today, not below the recency.
        customers: how many customers each row stands for; one each if left out.
        model: "bgnbd", "mbgnbd" (customers may leave right after the first purchase),
            "pnbd" (they may leave at any time) or "nbd" (nobody leaves, so that its
            forecasts are upper bounds).

    Returns:
        A row: r, alpha, a, b (s and beta for "pnbd", blank for "nbd"),
        log-likelihood, n, status, gradient, model, verdict, then what the intervals
        need: four standard errors and six correlations. alpha is in the unit of the
        ages. Status 0: usable; 2: fewer than 10 customers came back, or the data fit
        many parameters equally well, and the parameters are #N/A. The verdict "no
        sign of leaving: use nbd" says that the model in which nobody leaves explains
        the data as well (Akaike): use it. Rows with a gap are left out. The same data
        are fitted once, not at every recalculation.

    Raises:
        OutOfRange: recency above age, or above 0 without a repeat purchase.
        NotWhole: a frequency has a fraction.
        ShapesDiffer: columns of different length.

    References:
        Fader, Hardie, Lee (2005), Marketing Science 24(2); Batislam, Denizel,
        Filiztekin (2007), IJRM 24(3); Schmittlein, Morrison, Colombo (1987),
        Management Science 33(1); Ehrenberg (1959), Applied Statistics 8(1).

    >>> bgnbd_fit([0, 1], [0, 3], [10, 10]).verdict
    'too little data'
    """
    from cx_xl.kpi.customers import repeat_buying  # noqa: PLC0415 - loads NumPy

    counted = {} if customers is None else {"customers": customers}
    rows = Cases(frequency=frequency, recency=recency, age=age, **counted)
    return PurchaseFit.of(repeat_buying.fit(model, rows), model)


@worksheet(
    "CX_BGNBD_ALIVE",
    it="Probabilità che ogni cliente sia ancora attivo.",
    kind=Kind.SHARE,
    example="=CX_BGNBD_ALIVE({0.243,4.414,0.793,2.426},{2;0},{30.43;0},{38.86;38.86})",
    returns_it="Frazioni da 0 a 1, una per ogni riga selezionata. Una riga vuota, o "
    "di intestazione, resta vuota; una riga con un vuoto dà #N/D.",
)
def bgnbd_alive(
    params: PurchaseParams,
    frequency: Frequency,
    recency: Recency,
    age: Age,
    model: ModelOfRow = "auto",
) -> list[float | str]:
    """
    Probability that each customer is still active.

    Args:
        params: the row of CX_BGNBD_FIT, or its parameters: four, two for "nbd".
        frequency: repeat purchases, whole, at least 0.
        recency: time from the first to the last purchase; 0 without repeats.
        age: time from the first purchase to today.
        model: needed for bare parameters of another model than "bgnbd".

    Returns:
        Fractions in [0, 1], one per selected row; 1 for all in the model "nbd". A
        blank row, or a header, stays blank; a row with a gap is #N/A.

    Raises:
        NotAFit: the cells are no parameters.
        WrongModel: they belong to another model.
        OutOfRange: recency above age, or above 0 without a repeat purchase.
        NotWhole: a frequency has a fraction.

    References:
        Fader, Hardie, Lee (2008), "Computing P(alive) Using the BG/NBD Model".

    >>> [round(p, 5) for p in bgnbd_alive([0.243, 4.414, 0.793, 2.426], [2], [30.43],
    ...     [38.86])]
    [0.72658]
    """
    from cx_xl.kpi.customers import repeat_buying  # noqa: PLC0415 - loads NumPy

    fitted = read_params("params", params, PURCHASE_MODELS, model)
    return repeat_buying.alive(
        fitted, Cases(frequency=frequency, recency=recency, age=age)
    )


@worksheet(
    "CX_BGNBD_EXPECTED",
    it="Quanti acquisti aspettarsi da ogni cliente nel prossimo periodo.",
    kind=Kind.COUNT,
    example="=CX_BGNBD_EXPECTED({0.243,4.414,0.793,2.426},39,{2;0},{30.43;0},{38.86;38})",
    returns_it="Un numero di acquisti, da 0 in su, per ogni riga selezionata. Una "
    "riga vuota, o di intestazione, resta vuota; una riga con un vuoto dà #N/D.",
    raises_it={"Missing": "uno storico senza recency o senza età"},
)
def bgnbd_expected(  # noqa: PLR0913, PLR0917 - the catalogue's arguments, in its order
    params: PurchaseParams,
    horizon: Horizon,
    frequency: FrequencyIfAny = None,
    recency: RecencyIfAny = None,
    age: AgeIfAny = None,
    model: ModelOfRow = "auto",
) -> list[float | str]:
    """
    Expected purchases of each customer in the time ahead.

    Args:
        params: the row of CX_BGNBD_FIT, or its parameters: four, two for "nbd".
        horizon: time ahead, at least 0, in the unit of the ages.
        frequency: repeat purchases, whole, at least 0; without the history the answer
            is about a new customer, who has just bought for the first time.
        recency: time from the first to the last purchase; 0 without repeats.
        age: time from the first purchase to today.
        model: needed for bare parameters of another model than "bgnbd".

    Returns:
        Purchases, at least 0, one per selected row. A blank row, or a header, stays
        blank; a row with a gap is #N/A.

    Raises:
        NotAFit: the cells are no parameters.
        WrongModel: they belong to another model.
        Missing: a history without recency or age.
        OutOfRange: recency above age, or above 0 without a repeat purchase.
        NotWhole: a frequency has a fraction.

    References:
        Fader, Hardie, Lee (2005), Marketing Science 24(2), eq. 9 and 10.

    >>> [round(x, 3) for x in bgnbd_expected([0.243, 4.414, 0.793, 2.426], 39, [2],
    ...     [30.43], [38.86])]
    [1.226]
    """
    from cx_xl.kpi.customers import repeat_buying  # noqa: PLC0415 - loads NumPy

    fitted = read_params("params", params, PURCHASE_MODELS, model)
    rows = Cases.if_any(frequency=frequency, recency=recency, age=age)
    if rows is None:
        return [repeat_buying.expected_of_new(fitted, horizon)]
    return repeat_buying.expected(fitted, horizon, rows)


@worksheet(
    "CX_BGNBD_INTERVAL",
    it="Acquisti attesi nel periodo, con limiti validi se il modello è giusto.",
    kind=Kind.COUNT,
    example='=CX_BGNBD_INTERVAL({0.2426,4.4135,0.7929,2.4258,-9582.43,2357,0,0,"bgnbd","converged",0.0126,0.3782,0.1857,0.7053,0.7804,-0.0377,0.0074,-0.0408,0.0394,0.9405},39,{2;0},{30.43;0},{38.86;38.86})',
    returns_it="Acquisti attesi, limite inferiore e superiore; una riga per il "
    "totale, o una per ogni riga selezionata (le righe vuote restano vuote). 1000 "
    "futuri simulati (meno oltre i 10.000 clienti, almeno 250), in cui variano sia i "
    "parametri sia i clienti. I limiti del totale sono molto più stretti della somma "
    "di quelli dei clienti. Valgono se il modello è giusto: non se una stagione, un "
    "nuovo prezzo o un nuovo concorrente cambia le abitudini dei clienti. Mettilo "
    "alla prova con CX_CLV_CHECK.",
    raises_it={
        "NotAFit": "la riga non è intera",
        "WrongModel": "la riga è di un altro modello",
    },
    sources_it={
        "Parametric simulation; coverage measured on simulated customer bases": (
            "Simulazione parametrica; copertura misurata su basi clienti simulate"
        )
    },
)
def bgnbd_interval(  # noqa: PLR0913, PLR0917 - cells have no keywords
    params: PurchaseParams,
    horizon: Horizon,
    frequency: Frequency,
    recency: Recency,
    age: Age,
    confidence: Confidence = 0.95,
    each: Each = False,  # noqa: FBT002 - cells have no keywords
    seed: Seed = 0,
) -> Table:
    """
    Expected purchases in the time ahead, with limits that hold if the model is right.

    Args:
        params: the whole row of CX_BGNBD_FIT: how uncertain the parameters are counts.
        horizon: time ahead, at least 0, in the unit of the ages.
        frequency: repeat purchases, whole, at least 0.
        recency: time from the first to the last purchase; 0 without repeats.
        age: time from the first purchase to today.
        confidence: the chance that the purchases fall inside, in (0, 1), if the model
            is right.
        each: FALSE for the total of these customers, TRUE for each of them.
        seed: the same seed gives the same limits.

    Returns:
        Expected purchases, low and high limit; one row for the total, or one per
        selected row (blank rows stay blank). 1000 simulated futures (fewer beyond
        10,000 customers, at least 250), in which both the parameters and the
        customers vary. The limits of the total are much narrower than the sum of the
        customers' limits. They hold if the model is right: not if a season, a new
        price or a new competitor changes what customers do. Try it out with
        CX_CLV_CHECK.

    Raises:
        NotAFit: the row is not whole.
        WrongModel: it belongs to another model.
        OutOfRange: recency above age, or above 0 without a repeat purchase.
        NotWhole: a frequency has a fraction.

    References:
        Parametric simulation; coverage measured on simulated customer bases.
    """
    from cx_xl.kpi.customers import repeat_buying  # noqa: PLC0415 - loads NumPy
    from cx_xl.kpi.customers.restored import restored  # noqa: PLC0415 - loads NumPy

    fitted = read_params("params", params, PURCHASE_MODELS)
    known = restored("params", params, fitted, repeat_buying.MODELS[fitted.model].names)
    rows = Cases(frequency=frequency, recency=recency, age=age)
    outlook = repeat_buying.purchases_outlook(
        fitted.model,
        known,
        rows,
        horizon=horizon,
        confidence=confidence,
        seed=seed,
        each=each,
    )
    return Table(("expected", "low", "high"), outlook.table(rows, each=each))
