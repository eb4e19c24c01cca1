"""Control: is a KPI only fluctuating as usual, or did something happen?"""

from collections.abc import Hashable, Sequence
from typing import Annotated, Any

from cx_xl.errors import NoAnswers, OutOfRange, ShapesDiffer, Text, TooFew, Undefined
from cx_xl.spec import Arg, Domain, Family, Kind, Role, Table, worksheet
from cx_xl.stats import control_chart as chart

FAMILY = Family.of(
    __doc__, "Controllo: il KPI oscilla come sempre o è successo qualcosa?"
)

LEAST_POINTS = 2
BEYOND = {1: "above limit", -1: "below limit", 0: ""}
RUN = {1: "run above", -1: "run below"}

Values = Annotated[
    Sequence[float],
    Arg(
        en="The KPI of each period, oldest first; with n they are shares from 0 to 1.",
        it="Il KPI di ogni periodo, dal più vecchio; con n sono quote da 0 a 1.",
        role=Role.AMOUNTS,
    ),
]
Bases = Annotated[
    Sequence[float] | None,
    Arg(
        en="The base of each share (answers, cases); makes the chart a p-chart.",
        it="La base di ogni quota (risposte, casi); la carta diventa una carta p.",
        role=Role.AMOUNTS,
        domain=Domain(low=0, open_low=True),
    ),
]
Labels = Annotated[
    Sequence[Hashable | None] | None,
    Arg(
        en="The name of each period, shown in the first column; else 1, 2, 3 ...",
        it="Il nome di ogni periodo, per la prima colonna; se no 1, 2, 3 ...",
        role=Role.GROUPS,
    ),
]
Run = Annotated[
    int,
    Arg(
        en="So many points in a row on one side are a signal too: 8; 0 (default) none.",
        it="Tanti punti di fila da un lato sono un segnale: 8; 0 (predefinito): no.",
        domain=Domain(low=0),
    ),
]


@worksheet(
    "CX_CONTROL",
    it="Carta di controllo (XmR o p): limiti di un KPI nel tempo e punti anomali.",
    kind=Kind.RATIO,
    example="=CX_CONTROL({42;44;41;43;45;42;44;58;43;42})",
    returns_it="Una riga per periodo: valore, linea centrale, limite inferiore e "
    "superiore (a tre sigma) e il segnale: «above limit» o «below limit» se il punto "
    "è oltre un limite, «run above» o «run below» se chiude o prolunga una serie di "
    "*run* punti dallo stesso lato, altrimenti vuoto. Senza basi seguono l'escursione "
    "mobile (distanza dal punto prima), la sua media, il suo limite superiore e il "
    "suo segnale; con le basi segue n. Limiti e valori sono nell'unità del KPI.",
    raises_it={
        "NoAnswers": "non c'è nessun valore",
        "TooFew": "c'è un valore solo",
        "OutOfRange": "una quota non è tra 0 e 1, benché sia indicato n",
        "Undefined": "una serie di un solo valore, o quote che sembrano conteggi",
    },
    sources_it={
        "6.3.2.2 (individuals), 6.3.3.2 (proportions) and 6.3.2 (Western Electric "
        "rules)": (
            "6.3.2.2 (valori singoli), 6.3.3.2 (quote) e 6.3.2 (regole Western "
            "Electric)"
        )
    },
)
def control(
    values: Values, n: Bases = None, labels: Labels = None, run: Run = 0
) -> Table:
    """
    Control chart (XmR or p): limits of a KPI over time, and its signals.

    Args:
        values: at least two, one per period, oldest first: any KPI (NPS, minutes,
            money) for an XmR chart, shares from 0 to 1 for a p-chart. Rows without a
            value or base are left out. With fewer than some 20 points the limits are
            provisional.
        n: the base of each share, above 0. Makes a p-chart, whose limits are wider
            where the base is smaller. With thousands of answers per period these
            limits are too narrow for shares that also vary otherwise: leave n out.
        labels: the name of each period; may be blank.
        run: how many points in a row on one side of the centre are a signal too
            (Western Electric: 8, Nelson: 9); 0 looks for none. A point on the line
            ends a run.

    Returns:
        A row per period: its value, the centre line, the low and high limits (three
        sigma) and the signal: "above limit" or "below limit" for a point beyond one,
        "run above" or "run below" for one that completes or continues a run, else
        empty text. Without bases there follow the moving range (distance from the
        point before), its mean, its high limit and its signal; with them, n. All are
        in the unit of the KPI.

    Raises:
        NoAnswers: there is no value.
        TooFew: there is only one.
        OutOfRange: a share is not from 0 to 1 although n is given.
        Undefined: a run of one, or shares that look like counts.
        ShapesDiffer: the ranges differ in size.

    References:
        NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2 (individuals), 6.3.3.2
        (proportions) and 6.3.2 (Western Electric rules); Nelson (1984), "The Shewhart
        Control Chart - Tests for Special Causes", Journal of Quality Technology 16.
    """
    _refuse(values, n, labels, run)
    names = labels or range(1, len(values) + 1)
    lines = chart.individuals(values) if n is None else chart.proportions(values, n)
    signals = _signals(values, lines, run)
    rows = [
        ("" if name is None else name, value, lines.centre, *limits, signal)
        for name, value, limits, signal in zip(
            names, values, lines.limits, signals, strict=True
        )
    ]
    header = ("period", "value", "centre", "low", "high", "signal")
    more, columns = _ranges(values) if n is None else (("n",), [(base,) for base in n])
    joined = [row + column for row, column in zip(rows, columns, strict=True)]
    return Table((*header, *more), joined)


def _signals(values: Sequence[float], lines: chart.Chart, run: int) -> list[str]:
    """Return what each point says: beyond a limit counts more than a run."""
    over = chart.sides(values, [limits.high for limits in lines.limits])
    under = chart.sides(values, [limits.low for limits in lines.limits])
    places = chart.sides(values, [lines.centre] * len(values))
    signals = []
    for above, below, place, length in zip(
        over, under, places, chart.runs(places), strict=True
    ):
        beyond = BEYOND[(above > 0) - (below < 0)]
        is_run = run and length >= run
        signals.append(beyond or (RUN[place] if is_run else ""))
    return signals


def _ranges(values: Sequence[float]) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Return the chart of the moving ranges; the first point has none."""
    ranges = chart.moving_ranges(values)
    mean = chart.mean_range(values)
    high = chart.D4 * mean
    places = chart.sides(ranges, [high] * len(ranges))
    rows: list[tuple[Any, ...]] = [("", mean, high, "")]
    rows += [
        (each, mean, high, BEYOND[max(0, place)])
        for each, place in zip(ranges, places, strict=True)
    ]
    return ("moving range", "range centre", "range high", "range signal"), rows


def _refuse(
    values: Sequence[float],
    n: Sequence[float] | None,
    labels: Sequence[Hashable | None] | None,
    run: int,
) -> None:
    if not values:
        raise NoAnswers("values")
    if len(values) < LEAST_POINTS:
        raise TooFew("values", n=len(values), least=LEAST_POINTS)
    for name, others in (("n", n), ("labels", labels)):
        if others is not None and len(others) != len(values):
            sizes = {"size": len(others), "other_size": len(values)}
            raise ShapesDiffer(name, other="values", **sizes)
    if run == 1:
        raise Undefined(
            "run",
            why_en="one point alone is no run; use 8, or 0 to look for none.",
            why_it="un punto solo non è una serie; usa 8, oppure 0 per non cercarle.",
        )
    if n is not None:
        _refuse_counts(values, n)


def _refuse_counts(shares: Sequence[float], bases: Sequence[float]) -> None:
    """Raise if a share is none, or if all of them must be counts."""
    for share in shares:
        if not 0 <= share <= 1:
            shares_only = Text(
                "a share from 0 to 1, since n is given: divide counts by n, and leave n"
                " out for other KPIs",
                "una quota da 0 a 1, visto che c'è n: dividi i conteggi per n, e ometti"
                " n per gli altri KPI",
            )
            raise OutOfRange("values", value=share, domain=shares_only)
    if set(shares) == {0, 1} and min(bases) > 1:
        raise Undefined(
            "values",
            why_en="each is 0 or 1 although n is larger, so they look like counts;"
            " with n they must be shares: divide them by n.",
            why_it="valgono tutti 0 o 1 anche se n è più grande: sembrano conteggi;"
            " con n servono quote: dividili per n.",
        )
