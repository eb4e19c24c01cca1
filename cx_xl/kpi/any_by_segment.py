"""Any by segment: one table for every score KPI."""

from typing import Annotated, Any

from cx_xl.errors import Code, NoAnswers
from cx_xl.kpi.metrics import METRICS, Asked, Metric, Name
from cx_xl.kpi.shared.arguments import (
    Confidence,
    GroupedScores,
    HighIsEasy,
    MinBase,
    Segments,
    Weights,
)
from cx_xl.kpi.shared.table_rows import LOW_BASE, is_low, note
from cx_xl.spec import Arg, Family, Kind, Table, worksheet
from cx_xl.tally import Tally, total

FAMILY = Family(
    "Segments: any KPI, segment by segment",
    "Segmenti: qualsiasi KPI, segmento per segmento",
    page="segments",
)

MetricName = Annotated[
    Name,
    Arg(
        en='"nps", "csat", "ces", "mean", "median" or "rate".',
        it='Uno tra "nps", "csat", "ces", "mean", "median" e "rate".',
    ),
]
Option = Annotated[
    float | None,
    Arg(
        en="csat: lowest satisfied answer (4 of 5); ces: scale 7 or 5; rate: lowest "
        "hit (1).",
        it="csat: minimo soddisfatto (4 su 5); ces: scala, 7 o 5; rate: minimo valido "
        "(1).",
    ),
]
LowestAnswer = Annotated[
    float | None,
    Arg(
        en="Lowest answer on offer; left out: nps 0, csat and ces 1, others no limit.",
        it="Risposta più bassa possibile; se omessa: nps 0, csat e ces 1, altrimenti "
        "senza limite.",
    ),
]
HighestAnswer = Annotated[
    float | None,
    Arg(
        en="Highest answer on offer; left out: nps 10, csat 5, ces 7, others no limit.",
        it="Risposta più alta possibile; se omessa: nps 10, csat 5, ces 7, altrimenti "
        "senza limite.",
    ),
]


@worksheet(
    "CX_BY",
    it="Tabella per segmento di un KPI: nps, csat, ces, media, mediana o quota.",
    kind=Kind.MEAN,
    example='=CX_BY("mean",{10;9;6;8},{"Web";"Web";"Shop";"Shop"},,,,1)',
    returns_it="Una riga per segmento, nell'ordine in cui compaiono: n, il valore "
    '(punti con "nps", una frazione con "csat", "ces" e "rate"), il suo intervallo '
    "(Wald corretto per l'NPS, Wilson per le quote, t per la media, Woodruff per la "
    "mediana; #N/D se n è troppo piccolo) e una nota sulle basi piccole.",
    raises_it={
        "NoAnswers": "nessuna riga ha sia un valore sia un segmento",
        "OffScale": "un valore è fuori dalla scala della sua metrica",
        "Undefined": "l'opzione o la scala non è adatta alla metrica",
    },
    sources_it={
        "for the median; otherwise as the single functions": (
            "per la mediana; per il resto come le singole funzioni"
        )
    },
)
def by(  # noqa: PLR0913, PLR0917 - the catalogue's arguments, in its order
    metric: MetricName,
    values: GroupedScores,
    segments: Segments,
    option: Option = None,
    weights: Weights = None,
    confidence: Confidence = 0.95,
    min_base: MinBase = 30,
    *,
    scale_min: LowestAnswer = None,
    scale_max: HighestAnswer = None,
    high_is_easy: HighIsEasy = True,
) -> Table:
    """
    Any KPI by segment: nps, csat, ces, mean, median or rate.

    Args:
        metric: "nps" (0-10), "csat" (share of satisfied answers), "ces" (share who
            found it easy), "mean" and "median" (of numbers), "rate" (share of values
            from *option* up).
        values: n >= 1 numbers.
        segments: the segment of each.
        option: for "csat" the lowest satisfied answer, top-2-box if left out; for
            "ces" the highest answer of the scale, 7 or 5; for "rate" the lowest value
            that counts, 1.
        weights: n weights >= 0.
        confidence: the level of the intervals, in (0, 1).
        min_base: below this (effective) base the results of a segment are #N/A.
        scale_min: the lowest answer on offer.
        scale_max: the highest answer on offer.
        high_is_easy: for "ces", False where a high answer means effort.

    Returns:
        A row per segment in order of first appearance: n, the value (points for "nps",
        a fraction for "csat", "ces" and "rate"), its interval (adjusted Wald for NPS,
        Wilson for shares, t for the mean, Woodruff for the median; #N/A where n is too
        small for one), and a note on small bases.

    Raises:
        NoAnswers: no row has both a value and a segment.
        OffScale: a value is off the scale of its metric.
        Undefined: the option or the scale does not suit the metric.

    References:
        Woodruff (1952), JASA 47, for the median; otherwise as the single functions.
    """
    groups = Tally.by(values, segments, weights)
    chosen = METRICS[metric](
        Asked(option, scale_min, scale_max, high_is_easy=high_is_easy)
    )
    if not groups:
        raise NoAnswers("values")
    total(groups.values()).within(chosen.scale, "values")
    rows = [
        (name, tally.n, *_result(chosen, tally, confidence, min_base))
        for name, tally in groups.items()
    ]
    return Table(("segment", "n", "value", "low", "high", "note"), rows)


def _result(
    metric: Metric, tally: Tally, confidence: float, min_base: float
) -> tuple[Any, ...]:
    if is_low(tally, min_base):
        return Code.NA, Code.NA, Code.NA, LOW_BASE
    return metric.value(tally), *metric.limits(tally, confidence), note(tally)
