"""Segments: any KPI, segment by segment."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Annotated, Any, Literal

from cx_xl.errors import Code, NoAnswers, NoSpread, Undefined
from cx_xl.kpi import breakdown, effort, loyalty
from cx_xl.kpi.effort import HighIsEasy
from cx_xl.kpi.satisfaction import TopBox
from cx_xl.kpi.shared.arguments import (
    NPS_SCALE,
    Confidence,
    GroupedScores,
    MinBase,
    Segments,
    Weights,
)
from cx_xl.kpi.shared.shares import tally_interval
from cx_xl.spec import Arg, Kind, Role, Scale, Table, worksheet
from cx_xl.stats import mean, quantiles
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
        en="csat: lowest satisfied answer (4 of 5); ces: scale 7 or 5; rate: lowest "
        "hit (1).",
        it="csat: minimo soddisfatto (4 su 5); ces: scala, 7 o 5; rate: minimo valido "
        "(1).",
        role=Role.NUMBER,
    ),
]
LowestAnswer = Annotated[
    float | None,
    Arg(
        en="Lowest answer on offer; left out: nps 0, csat and ces 1, others no limit.",
        it="Risposta più bassa possibile; se omessa: nps 0, csat e ces 1, altrimenti "
        "senza limite.",
        role=Role.NUMBER,
    ),
]
HighestAnswer = Annotated[
    float | None,
    Arg(
        en="Highest answer on offer; left out: nps 10, csat 5, ces 7, others no limit.",
        it="Risposta più alta possibile; se omessa: nps 10, csat 5, ces 7, altrimenti "
        "senza limite.",
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
    chosen = _METRICS[metric](
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
    if not tally.effective_n or tally.effective_n < min_base:
        return Code.NA, Code.NA, Code.NA, "low base"
    limits = metric.interval(tally, confidence) or (Code.NA, Code.NA)
    is_small = tally.effective_n < breakdown.SMALL_BASE
    return metric.value(tally), *limits, "small base" if is_small else ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller says about the metric; None where its default applies."""

    option: float | None
    scale_min: float | None
    scale_max: float | None
    high_is_easy: bool

    def scale(self, low: float = -inf, high: float = inf) -> Scale:
        """Return the scale, between *low* and *high* where the caller is silent."""
        return Scale(
            low if self.scale_min is None else self.scale_min,
            high if self.scale_max is None else self.scale_max,
        )

    def fixed(self, scale: Scale) -> Scale:
        """Return the only scale of a metric, once sure that no other is asked for."""
        if self.scale(scale.low, scale.high) != scale:
            raise Undefined(
                "scale_min, scale_max",
                why_en=f"this metric is defined on {scale} only; leave them out.",
                why_it=f"questo indicatore esiste solo su {scale}; omettili.",
            )
        return scale


def _share(scale: Scale, threshold: float) -> Metric:
    return Metric(
        scale,
        lambda tally: tally.share(at_least=threshold),
        lambda tally, confidence: tally_interval(tally, threshold, confidence),
    )


def _nps(asked: Asked) -> Metric:
    return Metric(asked.fixed(NPS_SCALE), loyalty.score, loyalty.interval)


def _csat(asked: Asked) -> Metric:
    scale = asked.scale(1, 5)
    return _share(*TopBox.of(asked.option, scale.low, scale.high))


def _ces(asked: Asked) -> Metric:
    """Return the share who found it easy; the scale is the option, as it ever was."""
    given = asked.scale_max if asked.option is None else asked.option
    scale = effort.effort_scale(
        7 if given is None else given, "scale_max" if asked.option is None else "option"
    )
    asked.fixed(scale)
    easy = _share(scale, effort.CUTS[int(scale.high)][0])
    if asked.high_is_easy:
        return easy
    return Metric(
        scale,
        lambda tally: easy.value(tally.mirrored(scale)),
        lambda tally, confidence: easy.interval(tally.mirrored(scale), confidence),
    )


def _mean(asked: Asked) -> Metric:
    def interval(tally: Tally, confidence: float) -> Interval | None:
        try:
            return mean.interval(tally, confidence)
        except NoSpread:
            return None

    return Metric(asked.scale(), lambda tally: tally.mean, interval)


def _median(asked: Asked) -> Metric:
    return Metric(asked.scale(), quantiles.median, quantiles.median_interval)


def _rate(asked: Asked) -> Metric:
    return _share(asked.scale(), 1 if asked.option is None else asked.option)


_METRICS: Mapping[Name, Callable[[Asked], Metric]] = {
    "nps": _nps,
    "csat": _csat,
    "ces": _ces,
    "mean": _mean,
    "median": _median,
    "rate": _rate,
}
