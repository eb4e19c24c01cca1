"""The arguments that the customer-base models share, said once."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Annotated

from cx_xl.kpi.customers.fit_rows import ModelName
from cx_xl.kpi.shared.arguments import BELOW_1, COUNT, FRACTION
from cx_xl.spec import Arg, Domain, Role

Column = Sequence[float | None]

# More purchases, customers or units of time than anybody has are a mistake; sums of
# them would not be numbers any more.
PLAUSIBLE = Domain(0, 1e9)
per_row = partial(Arg, role=Role.AMOUNTS, domain=PLAUSIBLE)

_FREQUENCY = per_row(
    en="Repeat purchases of each customer: those after the first.",
    it="Riacquisti di ogni cliente: gli acquisti dopo il primo.",
)
_RECENCY = per_row(
    en="Time from the first to the last purchase; 0 or blank without repeats.",
    it="Tempo dal primo all'ultimo acquisto; 0 o vuoto senza riacquisti.",
)
_AGE = per_row(
    en="Time from the first purchase to today, in the same unit.",
    it="Tempo dal primo acquisto a oggi, nella stessa unità.",
)
Frequency = Annotated[Column, _FREQUENCY]
Recency = Annotated[Column, _RECENCY]
Age = Annotated[Column, _AGE]
FrequencyIfAny = Annotated[
    Column | None,
    replace(
        _FREQUENCY,
        en="Repeat purchases of each customer; leave it out for a new customer.",
        it="Riacquisti di ogni cliente; omettilo per un cliente nuovo.",
    ),
]
RecencyIfAny = Annotated[Column | None, _RECENCY]
AgeIfAny = Annotated[
    Column | None,
    replace(
        _AGE,
        en="Time from the first purchase to today; leave it out for a new customer.",
        it="Tempo dal primo acquisto a oggi; omettilo per un cliente nuovo.",
    ),
]
Monetary = Annotated[
    Column,
    per_row(
        en="Mean spend of the repeat purchases; 0 or blank without repeats.",
        it="Spesa media dei riacquisti; 0 o vuoto senza riacquisti.",
        domain=Domain(-1e15, 1e15),
    ),
]
Customers = Annotated[
    Column | None,
    per_row(
        en="How many customers each row stands for; left out, one each.",
        it="Quanti clienti rappresenta ogni riga; se lo ometti, uno.",
    ),
]
Model = Annotated[
    ModelName,
    Arg(
        en='"bgnbd" (default), "mbgnbd", "pnbd" (Pareto/NBD) or "nbd" (nobody leaves).',
        it='"bgnbd" (predefinito), "mbgnbd", "pnbd" o "nbd" (nessuno se ne va).',
    ),
]
Horizon = Annotated[
    float,
    Arg(
        en="How far to look ahead, in the unit of age.",
        it="Quanto guardare avanti, nell'unità dell'età.",
        domain=PLAUSIBLE,
    ),
]
Discount = Annotated[
    float,
    Arg(
        en="Discount rate per period as a fraction: 0.01 for 1 %. Left out: none.",
        it="Tasso di sconto per periodo: 0,01 per l'1 %. Se lo ometti: nessuno.",
        domain=BELOW_1,
    ),
]
MarginShare = Annotated[
    float,
    Arg(
        en="Gross margin as a fraction: 0.2 for 20 %. Left out: 1, plain revenue.",
        it="Margine lordo come frazione: 0,2 per il 20 %. Se lo ometti: 1, i ricavi.",
        domain=FRACTION,
    ),
]
DiscountPeriod = Annotated[
    float,
    Arg(
        en="Length of a discount period in the unit of age: a month of weeks is 4.348.",
        it="Durata di un periodo di sconto nell'unità dell'età: un mese è 4,348 sett.",
        domain=Domain(0, 1e9, open_low=True),
    ),
]
Each = Annotated[
    bool,
    Arg(
        en="FALSE (default) for the total of these customers, TRUE for each of them.",
        it="FALSO (predefinito) per il totale di questi clienti, VERO per ciascuno.",
    ),
]
Seed = Annotated[
    int,
    Arg(
        en="Start of the simulation: the same number gives the same interval.",
        it="Avvio della simulazione: lo stesso numero dà lo stesso intervallo.",
        domain=COUNT,
    ),
]
