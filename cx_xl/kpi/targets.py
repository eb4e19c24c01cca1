"""Targets: are we where we wanted to be?"""

from collections.abc import Iterable
from statistics import fmean, median
from typing import Annotated

from cx_xl.errors import NoAnswers, Undefined
from cx_xl.spec import Arg, Domain, Family, Kind, Role, Table, worksheet

FAMILY = Family.of(__doc__, "Obiettivi: siamo dove volevamo essere?")

WAY = Domain(0, 2)  # 80 is meant for 80 %; 1.1 asks for more than the target
ROUNDING = 1e-9  # exactly 80 % of a target is amber, also in binary

Value = Annotated[float, Arg(en="The KPI as it is.", it="Il valore attuale del KPI.")]
Target = Annotated[
    float, Arg(en="The KPI as it should be.", it="Il valore obiettivo del KPI.")
]
Floor = Annotated[
    float | None,
    Arg(
        en="The value that counts as nothing achieved: -100 for NPS, else 0.",
        it="Il valore che vuol dire «nessun risultato»: -100 per l'NPS, altrimenti 0.",
    ),
]
Amber = Annotated[
    float,
    Arg(
        en="Share of the way to the target from which the light is amber: 0.8.",
        it="Quota del percorso verso l'obiettivo da cui il semaforo è giallo: 0,8.",
        domain=WAY,
    ),
]
Green = Annotated[
    float,
    Arg(
        en="Share of the way to the target from which the light is green: 1.",
        it="Quota del percorso verso l'obiettivo da cui il semaforo è verde: 1.",
        domain=WAY,
    ),
]
HigherIsBetter = Annotated[
    bool,
    Arg(
        en="TRUE (default) for NPS or CSAT, FALSE for churn or cost.",
        it="VERO (predefinito) per NPS o CSAT, FALSO per churn o costi.",
    ),
]


@worksheet(
    "CX_KPI_STATUS",
    it="Semaforo di un KPI: 1 verde, 0 giallo, -1 rosso; vale anche sotto zero.",
    kind=Kind.STATUS,
    example="=CX_KPI_STATUS(26,35,-100)",
    returns_it="1 (verde), 0 (giallo) o -1 (rosso).",
    raises_it={
        "Undefined": (
            "*target* è uguale a *floor*, *green* è sotto *amber*, o l'obiettivo è "
            "negativo e manca *floor*"
        )
    },
    sources_it={
        "thresholds on value / target, which has no meaning for scores that can be "
        "negative without a floor": (
            "soglie sul rapporto valore / obiettivo, che senza un minimo non ha senso "
            "per punteggi che possono essere negativi"
        )
    },
)
def kpi_status(  # noqa: PLR0913, PLR0917 - the catalogue's arguments, in its order
    value: Value,
    target: Target,
    floor: Floor = None,
    amber: Amber = 0.8,
    green: Green = 1,
    higher_is_better: HigherIsBetter = True,  # noqa: FBT002 - cells have no keywords
) -> int:
    """
    Traffic light of a KPI: 1 green, 0 amber, -1 red; safe below zero.

    Args:
        value: the KPI.
        target: where it should be; not equal to *floor*.
        floor: what counts as nothing achieved; -100 for NPS, 0 if left out. A floor
            above the target says by itself that lower is better.
        amber: share of the way from floor to target from which the light is amber.
        green: share of the way from which it is green, at least *amber*.
        higher_is_better: False turns the share round, (target - floor) / (value -
            floor), so that staying below the target is green.

    Returns:
        1 (green), 0 (amber) or -1 (red).

    Raises:
        Undefined: target equals floor, green lies below amber, or the target is
            negative and no floor is given.

    References:
        Microsoft, "Key Performance Indicators in Power Pivot": thresholds on value /
        target, which has no meaning for scores that can be negative without a floor.

    >>> kpi_status(26, 35, -100)
    0
    """
    if floor is None and target < 0:
        raise Undefined(
            "floor",
            why_en="the target is negative; say what counts as nothing achieved.",
            why_it="l'obiettivo è negativo; indica quale valore vuol dire «nessun "
            "risultato».",
        )
    start = floor or 0
    if target == start:
        raise Undefined(
            "target",
            why_en="it equals the floor, so there is no way from one to the other.",
            why_it="è uguale al valore di partenza: non c'è percorso tra i due.",
        )
    if green < amber:
        raise Undefined(
            "green",
            why_en="it lies below amber; the green threshold is the higher one.",
            why_it="è sotto la soglia gialla; la soglia verde è la più alta.",
        )
    done, way = value - start, target - start
    if not higher_is_better and way > 0:
        if done <= 0:
            return 1
        done, way = way, done
    share = done / way + ROUNDING
    return (share >= green) + (share >= amber) - 1


Benchmarks = Annotated[
    Iterable[float],
    Arg(
        en="The same KPI of others: competitors, countries, stores.",
        it="Lo stesso KPI degli altri: concorrenti, paesi, negozi.",
        role=Role.NUMBERS,
    ),
]


@worksheet(
    "CX_BENCHMARK",
    it="Confronto con i benchmark: posizione, distanza da media, mediana e migliore.",
    kind=Kind.RATIO,
    example="=CX_BENCHMARK(35,{20;30;40;50})",
    returns_it="Una riga: il rango percentile da 0 a 1 (la quota degli altri che "
    "fanno peggio; i pari valgono mezzo), valore - media, valore - mediana, valore - "
    "migliore, e n. Le differenze conservano il segno: per il churn una differenza "
    "negativa è buona.",
    raises_it={"NoAnswers": "non c'è nessun benchmark"},
)
def benchmark(
    value: Value,
    benchmarks: Benchmarks,
    higher_is_better: HigherIsBetter = True,  # noqa: FBT002 - cells have no keywords
) -> Table:
    """
    Rank among benchmarks, and the gaps to their mean, median and best.

    Args:
        value: the KPI as it is.
        benchmarks: the same KPI of n >= 1 others; *value* is not among them.
        higher_is_better: False for churn or cost.

    Returns:
        One row: the percentile rank, in [0, 1] (share of the others that are worse,
        equals counted half), value - mean, value - median, value - best, and n. Gaps
        keep their sign: for churn a negative gap is good.

    Raises:
        NoAnswers: there is no benchmark.
    """
    others = list(benchmarks)
    if not others:
        raise NoAnswers("benchmarks")
    sign = 1 if higher_is_better else -1
    worse = sum(sign * other < sign * value for other in others)
    rank = (worse + sum(other == value for other in others) / 2) / len(others)
    best = max(others) if higher_is_better else min(others)
    gaps = (value - fmean(others), value - median(others), value - best)
    header = ("percentile rank", "gap to mean", "gap to median", "gap to best", "n")
    return Table(header, [(rank, *gaps, len(others))])
