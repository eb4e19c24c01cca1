"""By segment: NPS and CSAT of each segment, beside all the others."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any

from cx_xl.errors import Code
from cx_xl.kpi import metrics
from cx_xl.kpi.metrics import Metric
from cx_xl.kpi.shared import promoters
from cx_xl.kpi.shared.arguments import (
    Confidence,
    GroupedScores,
    MinBase,
    ScaleMax,
    ScaleMin,
    Segments,
    Threshold,
    Weights,
)
from cx_xl.kpi.shared.scale_cuts import TopBox
from cx_xl.kpi.shared.table_rows import (
    BREAKDOWN,
    LAST,
    LOW_BASE,
    is_low,
    note,
    with_adjusted,
)
from cx_xl.spec import Kind, Table, worksheet
from cx_xl.tally import Tally, rests, total

FAMILY = BREAKDOWN


@worksheet(
    "CX_NPS_BY",
    it="Tabella dell'NPS per segmento, con base, intervallo e confronto.",
    kind=Kind.POINTS,
    example='=CX_NPS_BY({10;9;6;8},{"Web";"Web";"Shop";"Shop"},,,1)',
    returns_it="Una riga per segmento, nell'ordine in cui compaiono: n, le quote di "
    "promotori, passivi e detrattori, l'NPS e il suo intervallo in punti, il p-value "
    "della differenza da tutti gli altri segmenti messi insieme, una nota sulle basi "
    'piccole e "p adjusted", il p-value corretto con Holm: guarda questo quando '
    "cerchi il segmento che spicca, perché su venti segmenti uguali uno scende sotto "
    "0,05 per caso.",
    raises_it={"NoAnswers": "nessuna riga ha sia una risposta sia un segmento"},
)
def nps_by(
    scores: GroupedScores,
    segments: Segments,
    weights: Weights = None,
    confidence: Confidence = 0.95,
    min_base: MinBase = 30,
) -> Table:
    """
    Net Promoter Score by segment, with base, interval and comparison.

    Args:
        scores: n >= 1 answers from 0 to 10.
        segments: the segment of each answer.
        weights: n weights >= 0.
        confidence: the level of the intervals, in (0, 1).
        min_base: below this (effective) base the results of a segment are #N/A.

    Returns:
        A row per segment in order of first appearance: n, the shares of promoters,
        passives and detractors, NPS and its interval in points, the p-value of the
        difference from all other segments together, a note on small bases, and
        "p adjusted", the p-value after Holm: judge by it when you look for the segment
        that stands out, because of twenty equal ones one has a p below 0.05 by chance.

    Raises:
        NoAnswers: no row has both an answer and a segment.
        OffScale: an answer is not from 0 to 10.

    References:
        MeasuringU (2021), "Statistically comparing two Net Promoter Scores"; Holm
        (1979), Scandinavian Journal of Statistics 6, 65-70.
    """
    groups = Tally.by(scores, segments, weights)
    parts = ("promoters", "passives", "detractors", "NPS")
    rows = _segments(metrics.NPS, groups, confidence, min_base, _nps_parts)
    return Table(("segment", "n", *parts, "low", "high", "p vs rest", *LAST), rows)


@worksheet(
    "CX_CSAT_BY",
    it="Tabella del CSAT per segmento, con base, intervallo e confronto.",
    kind=Kind.SHARE,
    example='=CX_CSAT_BY({5;4;2;3},{"Web";"Web";"Shop";"Shop"},,,,1)',
    returns_it="Una riga per segmento, nell'ordine in cui compaiono: n, il CSAT e il "
    "suo intervallo di Wilson come frazioni, il p-value della differenza da tutti gli "
    'altri segmenti messi insieme (test N-1), una nota sulle basi piccole e "p '
    'adjusted", il p-value corretto con Holm per aver guardato tutti i segmenti.',
)
def csat_by(  # noqa: PLR0913, PLR0917 - the catalogue's arguments, in its order
    scores: GroupedScores,
    segments: Segments,
    threshold: Threshold = None,
    weights: Weights = None,
    confidence: Confidence = 0.95,
    min_base: MinBase = 30,
    *,
    scale_min: ScaleMin = 1,
    scale_max: ScaleMax = 5,
) -> Table:
    """
    Customer Satisfaction Score by segment, with base, interval and comparison.

    Args:
        scores: n >= 1 answers from *scale_min* to *scale_max*.
        segments: the segment of each answer.
        threshold: the lowest answer that counts as satisfied; top-2-box if left out.
        weights: n weights >= 0.
        confidence: the level of the intervals, in (0, 1).
        min_base: below this (effective) base the results of a segment are #N/A.
        scale_min: the lowest answer on offer.
        scale_max: the highest answer on offer.

    Returns:
        A row per segment in order of first appearance: n, CSAT and its Wilson
        interval as fractions, the p-value of the difference from all other segments
        together (N-1 test), a note on small bases, and "p adjusted", the p-value after
        Holm for having looked at all segments.

    Raises:
        NoAnswers: no row has both an answer and a segment.
        OffScale: an answer is off the scale.
        Undefined: the threshold does not divide the scale.
    """
    metric = metrics.csat(TopBox.of(threshold, scale_min, scale_max))
    groups = Tally.by(scores, segments, weights)
    rows = _segments(metric, groups, confidence, min_base, _no_parts)
    return Table(("segment", "n", "CSAT", "low", "high", "p vs rest", *LAST), rows)


def _segments(
    metric: Metric,
    groups: Mapping[Hashable, Tally],
    confidence: float,
    min_base: float,
    parts: Callable[[Tally], tuple[float, ...]],
) -> list[tuple[Any, ...]]:
    everyone = total(groups.values()).within(metric.scale)
    others = rests(list(groups.values()))
    rows = [
        (name, tally.n, *[Code.NA] * (4 + len(parts(everyone))), LOW_BASE)
        if is_low(tally, min_base)
        else (name, tally.n, *_result(metric, tally, rest, confidence, parts))
        for (name, tally), rest in zip(groups.items(), others, strict=True)
    ]
    # Of two segments each is the other's rest: that is one look, not two.
    return with_adjusted(rows, is_one_look=len(groups) == 2)


def _result(
    metric: Metric,
    tally: Tally,
    rest: Tally,
    confidence: float,
    parts: Callable[[Tally], tuple[float, ...]],
) -> Iterator[Any]:
    yield from parts(tally)
    yield metric.value(tally)
    yield from metric.limits(tally, confidence)
    yield metric.p_value(tally, rest) if rest.n else Code.NA
    yield note(tally)


def _nps_parts(tally: Tally) -> tuple[float, ...]:
    groups = promoters.counts(tally)
    return tuple(group / groups.n for group in groups)


def _no_parts(_: Tally) -> tuple[float, ...]:
    return ()
