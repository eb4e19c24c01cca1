"""Outcomes: does the KPI pay off?"""

from collections.abc import Sequence
from typing import Annotated

from cx_xl.errors import Code, NoAnswers, ShapesDiffer, Text
from cx_xl.kpi.shared.arguments import BELOW_1
from cx_xl.spec import Arg, Domain, Family, Kind, Role, Table, worksheet
from cx_xl.stats import lags
from cx_xl.stats.serial import Pattern

FAMILY = Family.of(__doc__, "Risultati: il KPI rende?")

Series = Sequence[float | None]

KpiSeries = Annotated[
    Series,
    Arg(
        en="The KPI of each period, oldest first, one row per period.",
        it="Il KPI di ogni periodo, dal più vecchio, una riga per periodo.",
        role=Role.AMOUNTS,
    ),
]
OutcomeSeries = Annotated[
    Series,
    Arg(
        en="The business result of the same periods: sales, churn, orders.",
        it="Il risultato degli stessi periodi: vendite, churn, ordini.",
        role=Role.AMOUNTS,
    ),
]
MaxLag = Annotated[
    int,
    Arg(
        en="Try the result up to so many periods after the KPI.",
        it="Fino a quanti periodi dopo il KPI cercare il risultato.",
        domain=Domain(0, 100),
    ),
]
Difference = Annotated[
    bool,
    Arg(
        en="TRUE to compare changes: two series that merely grow always agree.",
        it="VERO per confrontare le variazioni: due serie in crescita si somigliano.",
    ),
]


Season = Annotated[
    int,
    Arg(
        en="12 compares each month with that of the year before, 4 each quarter; 0 "
        "(default) compares the values.",
        it="12 confronta ogni mese con quello dell'anno prima, 4 i trimestri; 0 "
        "(predefinito) confronta i valori.",
        domain=Domain(0, 366),
    ),
]


@worksheet(
    "CX_KPI_LINK",
    it="Legame tra un KPI e un risultato successivo: correlazione e pendenza.",
    kind=Kind.RATIO,
    example="=CX_KPI_LINK({30;32;31;35;36;34;38;40;39;42},"
    "{100;104;109;106;116;121;114;125;131;127},1,TRUE)",
    returns_it="Una riga per ritardo: n coppie, la r di Pearson e il suo p-value, il "
    "p-value corretto per tutti i ritardi provati (Holm), la pendenza "
    "(risultato per punto di KPI) con il suo intervallo al 95 %, quante "
    'coppie indipendenti valgono quelle n ("n effective") e una nota. '
    "Periodi vicini si somigliano: p-value e intervallo contano solo le "
    "coppie indipendenti. Se le due serie hanno chiaramente un trend o la "
    "stessa stagione, p-value e intervallo sono #N/D e la nota dice quale "
    'differenza usare; con "perhaps" davanti è solo un avviso. #N/D anche '
    "sotto le 8 coppie o se una serie non si muove.",
    raises_it={
        "NoAnswers": "nessun periodo ha entrambi i valori",
        "ShapesDiffer": "le due serie hanno lunghezze diverse",
    },
    missing=Text(
        "Only periods with both values are compared; keep the row of a period without "
        "a value, or the lags are wrong.",
        "Si confrontano solo i periodi con entrambi i valori; lascia la riga dei "
        "periodi senza valore, o i ritardi saranno sbagliati.",
    ),
)
def kpi_link(
    kpi: KpiSeries,
    outcome: OutcomeSeries,
    max_lag: MaxLag = 4,
    difference: Difference = False,  # noqa: FBT002 - cells have no keywords
    *,
    season: Season = 0,
) -> Table:
    """
    Link from a KPI to a later result: correlation and slope by lag.

    Args:
        kpi: one value per period, oldest first; None where it is unknown.
        outcome: the result of the same periods.
        max_lag: the largest lag, at least 0. The KPI always comes first: *outcome* at
            t is compared with *kpi* at t - lag.
        difference: compare the changes from one period to the next instead.
        season: compare the changes from so many periods before (12 for months) with
            each other instead; with *difference*, the changes of those changes.

    Returns:
        A row per lag: n pairs, Pearson's r and its p-value, the p-value adjusted for
        all lags tried (Holm), the slope (outcome per point of KPI) and its 95 %
        interval, how many independent pairs the n are worth (n effective) and a note.
        Neighbouring periods resemble each other: p-values and interval count the
        independent pairs. Where both series clearly have a trend or the same season,
        p-values and interval are #N/A, and the note says which difference to take;
        "perhaps" before it is a hint only. #N/A also below 8 pairs, or where a series
        does not move.

    Raises:
        NoAnswers: no period has both values.
        ShapesDiffer: the series differ in length.

    References:
        Baehre et al. (2022), "The use of Net Promoter Score (NPS) to predict sales
        growth", Journal of the Academy of Marketing Science 50, 67-84; Holm (1979);
        Pyper, Peterman (1998), "Comparison of methods to account for autocorrelation
        in correlation analyses of fish data", Canadian Journal of Fisheries and
        Aquatic Sciences 55, 2127-2140; Granger, Newbold (1974), "Spurious regressions
        in econometrics", Journal of Econometrics 2, 111-120.
    """
    if len(kpi) != len(outcome):
        sizes = {"size": len(outcome), "other_size": len(kpi)}
        raise ShapesDiffer("outcome", other="kpi", **sizes)
    if all(None in pair for pair in zip(kpi, outcome, strict=True)):
        raise NoAnswers("kpi, outcome")
    steps = [step for step in (season, int(difference)) if step]
    early, late = (_changes(series, steps) for series in (kpi, outcome))
    found, pattern = lags.lags(early, late, max_lag, season)
    says = _say(pattern, season, is_changes=difference)
    rows = [(i, *_cells(lag, says)) for i, lag in enumerate(found)]
    header = ("lag", "n", "r", "p", "p adjusted", "slope", "low", "high")
    return Table((*header, "n effective", "note"), rows)


Benefit = Annotated[
    float,
    Arg(
        en="What the investment brings over all its months, as margin in money.",
        it="Quanto rende l'investimento in tutti i suoi mesi, come margine.",
    ),
]
CxCost = Annotated[
    float,
    Arg(
        en="What the investment costs, paid at the start, in the same money.",
        it="Quanto costa l'investimento, pagato all'inizio, nella stessa valuta.",
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
        domain=BELOW_1,
    ),
]


@worksheet(
    "CX_ROCXI",
    it="Ritorno sull'investimento in customer experience: (beneficio - costo) / costo.",
    kind=Kind.SHARE,
    example="=CX_ROCXI(150000,100000)",
    returns_it="Una frazione, 0,5 per il 50 %; senza tasso di sconto i mesi non "
    "cambiano nulla.",
    raises_it={"OutOfRange": "il costo non è sopra 0"},
    sources_it={"(returns - cost) / cost": "(ritorno - costo) / costo"},
)
def rocxi(
    benefit: Benefit, cost: CxCost, months: Months = 12, discount: YearlyDiscount = 0
) -> float:
    """
    Return on customer-experience investment: (benefit - cost) / cost.

    Args:
        benefit: margin that the investment adds over all *months*; may be negative.
        cost: money paid at the start, above 0.
        months: the benefit comes in equal parts at the end of so many months.
        discount: yearly rate, in [0, 1); a part after m months is worth
            (1 + rate)^(-m / 12).

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


def _cells(lag: lags.Lag, says: str) -> tuple[object, ...]:
    """Return n and what follows; an untested line has no p-values and no limits."""
    fit, na = lag.fit, Code.NA
    if fit is None:
        is_short = lag.n < lags.LEAST_PAIRS
        why = f"fewer than {lags.LEAST_PAIRS} pairs" if is_short else "no movement"
        return (lag.n, *[na] * 7, why)
    if lag.adjusted is None:
        says = says or "few independent periods: compare changes"
        return lag.n, fit.r, na, na, fit.slope, na, na, lag.effective, says
    limits = fit.slope, fit.low, fit.high
    return lag.n, fit.r, fit.p, lag.adjusted, *limits, lag.effective, says


def _say(pattern: Pattern | None, season: int, *, is_changes: bool) -> str:
    """Say what both series have in common, and what to do about it."""
    if pattern is None:
        return ""
    perhaps = "" if pattern.is_sure else "perhaps "
    if pattern.season:
        done = season == pattern.season
        remedy = "even so" if done else f"set season to {pattern.season}"
        return f"{perhaps}season of {pattern.season} in both: {remedy}"
    remedy = "even so" if is_changes else "set difference to TRUE"
    return f"{perhaps}trend in both: {remedy}"


def _changes(series: Series, steps: Sequence[int]) -> Series:
    """Return the change over each of *steps* in turn; unknown beside a gap."""
    for step in steps:
        series = [
            None if before is None or now is None else now - before
            for before, now in zip(series, series[step:], strict=False)
        ]
    return series
