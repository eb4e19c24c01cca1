"""Occasions: who will buy again at the next events, issues or yearly campaigns?"""

from dataclasses import replace
from typing import Annotated

from cx_xl.kpi.customers.fit_rows import OccasionFit
from cx_xl.kpi.customers.fitted import OccasionParams, read_params
from cx_xl.kpi.customers.inputs import (
    Column,
    Customers,
    Frequency,
    FrequencyIfAny,
    per_row,
)
from cx_xl.kpi.customers.sheet_rows import Cases
from cx_xl.kpi.shared.arguments import COUNT
from cx_xl.spec import Arg, Domain, Family, Kind, worksheet

FAMILY = Family.of(__doc__, "Occasioni: chi comprerà ancora alla prossima campagna?")

MODEL = "bgbb"

_LAST = per_row(
    en="Occasion of the last purchase, counted from 1; 0 or blank without repeats.",
    it="Occasione dell'ultimo acquisto, contata da 1; 0 o vuoto senza riacquisti.",
    domain=COUNT,
)
MOST = Domain(0, 1000)  # a date among the occasions would take minutes
_OFFERED = per_row(
    en="Occasions offered so far, after the one of the first purchase.",
    it="Occasioni offerte finora, dopo quella del primo acquisto.",
    domain=MOST,
)
Last = Annotated[Column, _LAST]
LastIfAny = Annotated[Column | None, _LAST]
Offered = Annotated[Column, _OFFERED]
OfferedIfAny = Annotated[
    Column | None,
    replace(
        _OFFERED,
        en="Occasions offered so far; leave it out for a new customer.",
        it="Occasioni offerte finora; omettilo per un cliente nuovo.",
    ),
]
Ahead = Annotated[
    int,
    Arg(
        en="How many occasions to look ahead, at most 1000.",
        it="Quante occasioni guardare avanti, al massimo 1000.",
        domain=MOST,
    ),
]


@worksheet(
    "CX_BGBB_FIT",
    it="Stima chi riacquista a occasioni fisse: donazioni, eventi, uscite (BG/BB).",
    kind=Kind.RATIO,
    example="=CX_BGBB_FIT({0;1;2;3;6;1;2;4},{0;1;2;4;6;6;5;6},{6;6;6;6;6;6;6;6},{350;90;60;50;40;25;30;35})",
    returns_it="Una riga: alpha, beta, gamma, delta, log-verosimiglianza, n, stato, "
    "gradiente, modello, verdetto, quattro errori standard e sei correlazioni. Stato "
    "0: utilizzabile; 2: sono tornati meno di 10 clienti, oppure molti parametri "
    "spiegano i dati ugualmente bene, e i parametri sono #N/D. Le righe con un vuoto "
    "sono escluse.",
    raises_it={
        "OutOfRange": (
            "i riacquisti superano la recency, o la recency supera le occasioni"
        ),
        "NotWhole": "un numero ha decimali",
    },
)
def bgbb_fit(
    frequency: Frequency, recency: Last, occasions: Offered, customers: Customers = None
) -> OccasionFit:
    """
    Fits who buys again at set occasions: donations, events, issues (BG/BB).

    Args:
        frequency: occasions at which the customer bought again, whole, at least 0.
        recency: occasion of the last one, whole; 0 without repeats.
        occasions: offered since the first purchase, whole; not below the recency.
        customers: how many customers each row stands for; one each if left out.

    Returns:
        A row: alpha, beta, gamma, delta, log-likelihood, n, status, gradient, model,
        verdict, four standard errors and six correlations. Status 0: usable; 2:
        fewer than 10 customers came back, or the data fit many parameters equally
        well, and the parameters are #N/A. Rows with a gap are left out.

    Raises:
        OutOfRange: frequency above recency, or recency above occasions.
        NotWhole: a number has a fraction.
        ShapesDiffer: columns of different length.

    References:
        Fader, Hardie, Shang (2010), "Customer-Base Analysis in a Discrete-Time
        Noncontractual Setting", Marketing Science 29(6).

    >>> bgbb_fit([0, 1], [0, 3], [6, 6]).verdict
    'too little data'
    """
    from cx_xl.models import bgbb  # noqa: PLC0415 - loads NumPy
    from cx_xl.models.grouping import Histories  # noqa: PLC0415 - loads NumPy

    counted = {} if customers is None else {"customers": customers}
    rows = Cases(frequency=frequency, recency=recency, occasions=occasions, **counted)
    with rows.located():
        # First by row, where errors can be pointed at; the fit sees groups.
        bgbb.alive((1.0,) * len(bgbb.NAMES), *rows.history)
        histories = Histories.of(*rows.history, rows.columns.get("customers"))
    return OccasionFit.of(bgbb.fit(histories), MODEL)


@worksheet(
    "CX_BGBB_ALIVE",
    it="Probabilità che ogni cliente sia ancora attivo alla prossima occasione.",
    kind=Kind.SHARE,
    example="=CX_BGBB_ALIVE({1.204,0.75,0.657,2.783},{6;2;0},{6;4;0},{6;6;6})",
    returns_it="Frazioni da 0 a 1, una per ogni riga selezionata. Una riga vuota, o "
    "di intestazione, resta vuota; una riga con un vuoto dà #N/D.",
)
def bgbb_alive(
    params: OccasionParams, frequency: Frequency, recency: Last, occasions: Offered
) -> list[float | str]:
    """
    Probability that each customer is still active at the next occasion.

    Args:
        params: the row of CX_BGBB_FIT, or four parameters.
        frequency: occasions at which the customer bought again, whole, at least 0.
        recency: occasion of the last one, whole; 0 without repeats.
        occasions: offered since the first purchase, whole.

    Returns:
        Fractions in [0, 1], one per selected row. A blank row, or a header, stays
        blank; a row with a gap is #N/A.

    Raises:
        NotAFit: the cells are no parameters.
        WrongModel: they belong to another model.
        OutOfRange: frequency above recency, or recency above occasions.
        NotWhole: a number has a fraction.

    References:
        Fader, Hardie, Shang (2010), eq. 11.

    >>> [round(p, 2) for p in bgbb_alive([1.204, 0.75, 0.657, 2.783], [6], [6], [6])]
    [0.93]
    """
    from cx_xl.models import bgbb  # noqa: PLC0415 - loads NumPy

    fitted = read_params("params", params, (MODEL,))
    rows = Cases(frequency=frequency, recency=recency, occasions=occasions)
    with rows.located():
        return rows.cells(bgbb.alive(fitted.params, *rows.history))


@worksheet(
    "CX_BGBB_EXPECTED",
    it="Quanti acquisti aspettarsi da ogni cliente alle prossime occasioni.",
    kind=Kind.COUNT,
    example="=CX_BGBB_EXPECTED({1.204,0.75,0.657,2.783},5,{6;2;0},{6;4;0},{6;6;6})",
    returns_it="Un numero di acquisti, da 0 in su, per ogni riga selezionata. Una "
    "riga vuota, o di intestazione, resta vuota; una riga con un vuoto dà #N/D.",
    raises_it={"Missing": "uno storico senza recency o senza occasioni"},
)
def bgbb_expected(
    params: OccasionParams,
    horizon: Ahead,
    frequency: FrequencyIfAny = None,
    recency: LastIfAny = None,
    occasions: OfferedIfAny = None,
) -> list[float | str]:
    """
    Expected purchases of each customer at the next occasions.

    Args:
        params: the row of CX_BGBB_FIT, or four parameters.
        horizon: occasions ahead, whole, from 0 to 1000.
        frequency: occasions at which the customer bought again; without the history
            the answer is about a new customer.
        recency: occasion of the last one, whole; 0 without repeats.
        occasions: offered since the first purchase, whole.

    Returns:
        Purchases, at least 0, one per selected row. A blank row, or a header, stays
        blank; a row with a gap is #N/A.

    Raises:
        NotAFit: the cells are no parameters.
        WrongModel: they belong to another model.
        Missing: a history without recency or occasions.
        OutOfRange: frequency above recency, or recency above occasions.
        NotWhole: a number has a fraction.

    References:
        Fader, Hardie, Shang (2010), eq. 8 and 13.
    """
    from cx_xl.models import bgbb  # noqa: PLC0415 - loads NumPy

    fitted = read_params("params", params, (MODEL,))
    rows = Cases.if_any(frequency=frequency, recency=recency, occasions=occasions)
    if rows is None:
        return [float(bgbb.expected(fitted.params, horizon))]
    with rows.located():
        return rows.cells(bgbb.expected(fitted.params, horizon, *rows.history))
