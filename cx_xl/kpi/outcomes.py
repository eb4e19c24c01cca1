"""Outcomes: does the KPI pay off?"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated

from cx_xl.errors import Code, NoAnswers, ShapesDiffer
from cx_xl.kpi.arguments import COUNT
from cx_xl.spec import Arg, Domain, Kind, Role, Table, worksheet
from cx_xl.stats import regression

LEAST_PAIRS = 8  # fewer periods prove nothing

Series = Sequence[float | None]

KpiSeries = Annotated[
    Series,
    Arg(
        en="The KPI of each period, oldest first, one row per period.",
        it="Il KPI di ogni periodo, dal più vecchio, una riga per periodo.",
        role=Role.AMOUNTS,
        gaps=True,
    ),
]
OutcomeSeries = Annotated[
    Series,
    Arg(
        en="The business result of the same periods: sales, churn, orders.",
        it="Il risultato degli stessi periodi: vendite, churn, ordini.",
        role=Role.AMOUNTS,
        gaps=True,
    ),
]
MaxLag = Annotated[
    int,
    Arg(
        en="Try the result up to so many periods after the KPI.",
        it="Fino a quanti periodi dopo il KPI cercare il risultato.",
        role=Role.WHOLE,
        domain=Domain(0, 100),
    ),
]
Difference = Annotated[
    bool,
    Arg(
        en="TRUE to compare changes: two series that merely grow always agree.",
        it="VERO per confrontare le variazioni: due serie in crescita si somigliano.",
        role=Role.FLAG,
    ),
]


@worksheet(
    "CX_KPI_LINK",
    it="Legame tra un KPI e un risultato successivo: correlazione e pendenza.",
    kind=Kind.RATIO,
    example="=CX_KPI_LINK({30;32;31;35;36;34;38;40;39;42},"
    "{100;104;109;106;116;121;114;125;131;127},1)",
    returns_it=(
        "Una riga per ritardo: n coppie, la r di Pearson e il suo p-value, il p-value "
        "corretto per tutti i ritardi provati (Holm), la pendenza (risultato per punto "
        "di KPI) e il suo intervallo al 95 %. #N/D sotto le 8 coppie, o dove una serie "
        "non varia."
    ),
)
def kpi_link(
    kpi: KpiSeries,
    outcome: OutcomeSeries,
    max_lag: MaxLag = 4,
    difference: Difference = False,  # noqa: FBT002 - cells have no keywords
) -> Table:
    """
    Link from a KPI to a later result: correlation and slope by lag.

    Args:
        kpi: one value per period, oldest first; None where it is unknown.
        outcome: the result of the same periods.
        max_lag: the largest lag, at least 0. The KPI always comes first: *outcome* at
            t is compared with *kpi* at t - lag.
        difference: compare the changes from one period to the next instead.

    Returns:
        A row per lag: n pairs, Pearson's r and its p-value, the p-value adjusted for
        all lags tried (Holm), the slope (outcome per point of KPI) and its 95 %
        interval. #N/A below 8 pairs, or where a series does not move.

    Raises:
        NoAnswers: no period has both values.
        ShapesDiffer: the series differ in length.

    References:
        Baehre et al. (2022), "The use of Net Promoter Score (NPS) to predict sales
        growth", Journal of the Academy of Marketing Science 50, 67-84; Holm (1979).
    """
    if len(kpi) != len(outcome):
        sizes = {"size": len(outcome), "other_size": len(kpi)}
        raise ShapesDiffer("outcome", other="kpi", **sizes)
    if all(None in pair for pair in zip(kpi, outcome, strict=True)):
        raise NoAnswers("kpi, outcome")
    early, late = (_changes(s) if difference else s for s in (kpi, outcome))
    sets = [_pairs(early, late, lag) for lag in range(max_lag + 1)]
    lines = [_line(pairs) for pairs in sets]
    adjusted = iter(regression.holm([fit.p for fit in lines if fit]))
    rows = [
        (lag, fit.n, fit.r, fit.p, next(adjusted), fit.slope, fit.low, fit.high)
        if fit
        else (lag, len(pairs), *[Code.NA] * 6)
        for lag, (fit, pairs) in enumerate(zip(lines, sets, strict=True))
    ]
    header = ("lag", "n", "r", "p", "p adjusted", "slope", "low", "high")
    return Table(header, rows)


Benefit = Annotated[
    float,
    Arg(
        en="What the investment brings over all its months, as margin in money.",
        it="Quanto rende l'investimento in tutti i suoi mesi, come margine.",
        role=Role.NUMBER,
    ),
]
CxCost = Annotated[
    float,
    Arg(
        en="What the investment costs, paid at the start, in the same money.",
        it="Quanto costa l'investimento, pagato all'inizio, nella stessa valuta.",
        role=Role.NUMBER,
        domain=Domain(0, open_low=True),
    ),
]
Months = Annotated[
    float,
    Arg(
        en="Months over which the benefit comes in, in equal parts: 12 by default.",
        it="Mesi in cui arriva il beneficio, in parti uguali: 12 se lo ometti.",
        role=Role.WHOLE,
        domain=Domain(low=1),
    ),
]
YearlyDiscount = Annotated[
    float,
    Arg(
        en="Discount rate per year as a fraction; 0 (default) does not discount.",
        it="Tasso di sconto annuo come frazione; 0 (predefinito) non sconta.",
        role=Role.NUMBER,
        domain=COUNT,
    ),
]


@worksheet(
    "CX_ROCXI",
    it="Ritorno sull'investimento in customer experience: (beneficio - costo) / costo.",
    kind=Kind.SHARE,
    example="=CX_ROCXI(150000,100000)",
    returns_it=(
        "Una frazione, 0,5 per il 50 %; senza tasso di sconto i mesi non cambiano "
        "nulla."
    ),
)
def rocxi(
    benefit: Benefit,
    cost: CxCost,
    months: Months = 12,
    discount: YearlyDiscount = 0,
) -> float:
    """
    Return on customer-experience investment: (benefit - cost) / cost.

    Args:
        benefit: margin that the investment adds over all *months*; may be negative.
        cost: money paid at the start, above 0.
        months: the benefit comes in equal parts at the end of so many months.
        discount: yearly rate; a part after m months is worth (1 + rate)^(-m / 12).

    Returns:
        A fraction, 0.5 for 50 %; without a discount the months change nothing.

    Raises:
        OutOfRange: the cost is not above 0.

    References:
        Second To None, "ROI of customer experience": (returns - cost) / cost.

    >>> rocxi(150000, 100000)
    0.5
    """
    factor = (1 + discount) ** (-1 / 12)
    worth = months if factor == 1 else factor * (1 - factor**months) / (1 - factor)
    return (benefit * worth / months - cost) / cost


def _line(pairs: Sequence[tuple[float, float]]) -> regression.Line | None:
    if len(pairs) < LEAST_PAIRS:
        return None
    return regression.line([x for x, _ in pairs], [y for _, y in pairs])


def _changes(series: Series) -> list[float | None]:
    """Return the change from each period to the next; unknown beside a gap."""
    return [
        None if before is None or now is None else now - before
        for before, now in pairwise(series)
    ]


def _pairs(early: Series, late: Series, lag: int) -> list[tuple[float, float]]:
    """Return the pairs that lie *lag* periods apart."""
    pairs = zip(early, late[lag:], strict=False)
    return [(a, b) for a, b in pairs if a is not None and b is not None]
