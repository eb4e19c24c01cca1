"""Segments: any KPI, segment by segment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from cx_xl.errors import Code, NoAnswers, Undefined
from cx_xl.kpi import breakdown, effort, loyalty, satisfaction
from cx_xl.kpi.arguments import (
    ANY_SCALE,
    NPS_SCALE,
    Confidence,
    GroupedScores,
    MinBase,
    Segments,
    Weights,
)
from cx_xl.spec import Arg, Kind, Role, Scale, Table, worksheet
from cx_xl.stats import mean, proportion, quantiles
from cx_xl.stats.normal import Interval
from cx_xl.tally import Tally, total

Name = Literal["nps", "csat", "ces", "mean", "median", "rate"]

MetricName = Annotated[
    Name,
    Arg(
        en='"nps", "csat", "ces", "mean", "median" or "rate".',
        it='Uno tra "nps", "csat", "ces", "mean", "median" e "rate".',
        role=Role.OPTION,
    ),
]
Option = Annotated[
    float | None,
    Arg(
        en="csat: lowest satisfied answer (4); ces: scale 7 or 5; rate: lowest hit.",
        it=(
            "csat: da quale risposta è soddisfatto (4); ces: scala 7 o "
            "5; rate: minimo (1)."
        ),
        role=Role.NUMBER,
    ),
]


@dataclass(frozen=True, slots=True)
class Metric:
    """What a table by segment needs to know of a KPI."""

    scale: Scale
    value: Callable[[Tally], float]
    interval: Callable[[Tally, float], Interval | None]


@worksheet(
    "CX_BY",
    it="Tabella per segmento di un KPI: nps, csat, ces, media, mediana o quota.",
    kind=Kind.MEAN,
    example='=CX_BY("mean",{10;9;6;8},{"Web";"Web";"Shop";"Shop"},,,,1)',
    returns_it=(
        "Una riga per segmento, nell'ordine in cui compaiono: n, il valore (punti con "
        '"nps", una frazione con "csat", "ces" e "rate"), il suo intervallo (Wald '
        "corretto per l'NPS, Wilson per le quote, t per la media, Woodruff per la "
        "mediana; #N/D se n è troppo piccolo) e una nota sulle basi piccole."
    ),
)
def by(  # noqa: PLR0913, PLR0917 - the catalogue's arguments, in its order
    metric: MetricName,
    values: GroupedScores,
    segments: Segments,
    option: Option = None,
    weights: Weights = None,
    confidence: Confidence = 0.95,
    min_base: MinBase = 30,
) -> Table:
    """
    Any KPI by segment: nps, csat, ces, mean, median or rate.

    Args:
        metric: "nps" (0-10), "csat" (1-5), "ces" (share who found it easy), "mean" and
            "median" (any numbers), "rate" (share of values from *option* up).
        values: n >= 1 numbers.
        segments: the segment of each.
        option: for "csat" the lowest satisfied answer, 4; for "ces" the highest
            answer of the scale, 7 or 5; for "rate" the lowest value that counts, 1.
        weights: n weights >= 0.
        confidence: the level of the intervals, in (0, 1).
        min_base: below this (effective) base the results of a segment are #N/A.

    Returns:
        A row per segment in order of first appearance: n, the value (points for "nps",
        a fraction for "csat", "ces" and "rate"), its interval (adjusted Wald for NPS,
        Wilson for shares, t for the mean, Woodruff for the median; #N/A where n is too
        small for one), and a note on small bases.

    Raises:
        NoAnswers: no row has both a value and a segment.
        OffScale: a value is off the scale of its metric.
        Undefined: the option does not suit the metric.

    References:
        Woodruff (1952), JASA 47, for the median; otherwise as the single functions.
    """
    groups = Tally.by(values, segments, weights)
    chosen = _METRICS[metric](option)
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
    if not tally.effective_n or tally.effective_n < min_base:
        return Code.NA, Code.NA, Code.NA, "low base"
    limits = metric.interval(tally, confidence) or (Code.NA, Code.NA)
    is_small = tally.effective_n < breakdown.SMALL_BASE
    return metric.value(tally), *limits, "small base" if is_small else ""


def _share(scale: Scale, threshold: float) -> Metric:
    def interval(tally: Tally, confidence: float) -> Interval:
        n = tally.effective_n
        k = min(tally.count(at_least=threshold), n)
        return proportion.interval(k, n, confidence)

    return Metric(scale, lambda tally: tally.share(at_least=threshold), interval)


def _nps(_: float | None) -> Metric:
    return Metric(NPS_SCALE, loyalty.score, loyalty.interval)


def _csat(option: float | None) -> Metric:
    threshold = 4 if option is None else option
    return _share(satisfaction.top_box_scale(threshold, 1, 5), threshold)


def _ces(option: float | None) -> Metric:
    scale_max = 7 if option is None else int(option)
    if scale_max not in effort.CUTS or scale_max != (option or scale_max):
        raise Undefined(
            "option",
            why_en="effort is asked on 5 or 7 points; no cut is published for others.",
            why_it="lo sforzo si misura su 5 o 7 punti; altre scale non hanno regole.",
        )
    easy, _, _ = effort.CUTS[scale_max]
    return _share(Scale(1, scale_max), easy)


def _mean(_: float | None) -> Metric:
    def interval(tally: Tally, confidence: float) -> Interval | None:
        return mean.interval(tally, confidence) if tally.n > 1 else None

    return Metric(ANY_SCALE, lambda tally: tally.mean, interval)


def _median(_: float | None) -> Metric:
    return Metric(ANY_SCALE, quantiles.median, quantiles.median_interval)


def _rate(option: float | None) -> Metric:
    return _share(ANY_SCALE, 1 if option is None else option)


_METRICS: Mapping[Name, Callable[[float | None], Metric]] = {
    "nps": _nps,
    "csat": _csat,
    "ces": _ces,
    "mean": _mean,
    "median": _median,
    "rate": _rate,
}
