"""Breakdown: which segment, since when, and is the difference real?"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cx_xl.errors import Code, NoAnswers
from cx_xl.kpi import loyalty
from cx_xl.kpi.satisfaction import TopBox
from cx_xl.kpi.shared.arguments import (
    NPS_SCALE,
    Confidence,
    DatedScores,
    Dates,
    GroupedScores,
    MinBase,
    Period,
    ScaleMax,
    ScaleMin,
    Segments,
    Threshold,
    Weights,
    Window,
)
from cx_xl.kpi.shared.periods import CALENDARS, Unit, too_long
from cx_xl.kpi.shared.shares import tally_interval
from cx_xl.spec import Kind, Scale, Table, worksheet
from cx_xl.stats import net_score, proportion
from cx_xl.stats.normal import Interval
from cx_xl.stats.regression import holm
from cx_xl.tally import Tally, rests, total, windows

MOST_PERIODS = 10_000  # 27 years of days; more is a wrong year,
MOST_YEARS = 200  # and so is this, whatever the period
LAST = ("note", "p adjusted")
SMALL_BASE = 50  # up to here a result is directional only (usurv: "small")


@dataclass(frozen=True, slots=True)
class Metric:
    """What a breakdown needs to know of a score KPI."""

    name: str
    scale: Scale
    value: Callable[[Tally], float]
    interval: Callable[[Tally, float], Interval]
    p_value: Callable[[Tally, Tally], float]


NPS = Metric(
    "NPS",
    NPS_SCALE,
    loyalty.score,
    loyalty.interval,
    lambda one, other: net_score.p_value(loyalty.counts(one), loyalty.counts(other)),
)


def _csat(top: TopBox) -> Metric:
    scale, threshold = top

    def p_value(one: Tally, other: Tally) -> float:
        k_1, k_2 = (tally.count(at_least=threshold) for tally in (one, other))
        return proportion.p_value(k_1, one.effective_n, k_2, other.effective_n)

    return Metric(
        "CSAT",
        scale,
        lambda tally: tally.share(at_least=threshold),
        lambda tally, confidence: tally_interval(tally, threshold, confidence),
        p_value,
    )


@worksheet(
    "CX_NPS_BY",
    it="Tabella dell'NPS per segmento, con base, intervallo e confronto.",
    kind=Kind.POINTS,
    example='=CX_NPS_BY({10;9;6;8},{"Web";"Web";"Shop";"Shop"},,,1)',
    returns_it=(
        "Una riga per segmento, nell'ordine in cui compaiono: n, le quote di "
        "promotori, passivi e detrattori, l'NPS e il suo intervallo in punti, il "
        "p-value della differenza da tutti gli altri segmenti messi insieme, una nota "
        'sulle basi piccole e "p adjusted", il p-value corretto con Holm: guarda '
        "questo quando cerchi il segmento che spicca, perché su venti segmenti uguali "
        "uno scende sotto 0,05 per caso."
    ),
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
    rows = _segments(NPS, groups, confidence, min_base, _nps_parts)
    return Table(("segment", "n", *parts, "low", "high", "p vs rest", *LAST), rows)


@worksheet(
    "CX_CSAT_BY",
    it="Tabella del CSAT per segmento, con base, intervallo e confronto.",
    kind=Kind.SHARE,
    example='=CX_CSAT_BY({5;4;2;3},{"Web";"Web";"Shop";"Shop"},,,,1)',
    returns_it=(
        "Una riga per segmento, nell'ordine in cui compaiono: n, il CSAT e il suo "
        "intervallo di Wilson come frazioni, il p-value della differenza da tutti gli "
        "altri segmenti messi insieme (test N-1), una nota sulle basi piccole e "
        '"p adjusted", il p-value corretto con Holm per aver guardato tutti i segmenti.'
    ),
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
    metric = _csat(TopBox.of(threshold, scale_min, scale_max))
    groups = Tally.by(scores, segments, weights)
    rows = _segments(metric, groups, confidence, min_base, _no_parts)
    return Table(("segment", "n", "CSAT", "low", "high", "p vs rest", *LAST), rows)


@worksheet(
    "CX_NPS_TREND",
    it="NPS per periodo, anche mobile, con base, intervallo e variazione.",
    kind=Kind.POINTS,
    example='=CX_NPS_TREND({10;9;6;8},{46023;46024;46054;46055},"M",1,,,1)',
    returns_it=(
        "Una riga per periodo, nessuno escluso: n, l'NPS e il suo intervallo in punti, "
        "la variazione rispetto alla finestra precedente (*window* periodi prima, così "
        "nessuna risposta sta in entrambe), il suo p-value, una nota sulle basi "
        'piccole e "p adjusted", il p-value corretto con Holm: guarda questo quando '
        "cerchi in tutta la serie un mese diverso dagli altri."
    ),
)
def nps_trend(  # noqa: PLR0913, PLR0917 - the catalogue's arguments, in its order
    scores: DatedScores,
    dates: Dates,
    period: Period = "M",
    window: Window = 1,
    weights: Weights = None,
    confidence: Confidence = 0.95,
    min_base: MinBase = 30,
) -> Table:
    """
    Net Promoter Score by period or rolling, with base, interval and change.

    Args:
        scores: n >= 1 answers from 0 to 10.
        dates: the date of each answer.
        period: day, ISO week, month, quarter or year.
        window: how many periods are pooled: their answers, not their scores.
        weights: n weights >= 0.
        confidence: the level of the intervals, in (0, 1).
        min_base: below this (effective) base the results of a period are #N/A.

    Returns:
        A row per period, none left out: n, NPS and its interval in points, the
        change from the window just before (*window* periods back, so that no answer
        is in both), its p-value, a note on small bases, and "p adjusted", the p-value
        after Holm: judge by it when you search the whole series for a change.

    Raises:
        NoAnswers: no row has both an answer and a date.
        OffScale: an answer is not from 0 to 10.
        NotADate: a date is text.
        Undefined: the dates span more than 200 years or 10,000 periods.

    References:
        Qualtrics, "Rolling calculations": a rolling metric pools answers, a rolling
        average averages scores; they differ when the base varies.
    """
    days = Tally.by(scores, dates, weights)
    return _trend(NPS, _pooled(days, period), window, confidence, min_base)


@worksheet(
    "CX_CSAT_TREND",
    it="CSAT per periodo, anche mobile, con base, intervallo e variazione.",
    kind=Kind.SHARE,
    example='=CX_CSAT_TREND({5;4;2;3},{46023;46024;46054;46055},"M",1,,,,1)',
    returns_it="Come `nps_trend`, con il CSAT e il suo intervallo come frazioni.",
)
def csat_trend(  # noqa: PLR0913, PLR0917 - the catalogue's arguments, in its order
    scores: DatedScores,
    dates: Dates,
    period: Period = "M",
    window: Window = 1,
    threshold: Threshold = None,
    weights: Weights = None,
    confidence: Confidence = 0.95,
    min_base: MinBase = 30,
    *,
    scale_min: ScaleMin = 1,
    scale_max: ScaleMax = 5,
) -> Table:
    """
    Customer Satisfaction Score by period or rolling, with base and change.

    Args:
        scores: n >= 1 answers from *scale_min* to *scale_max*.
        dates: the date of each answer.
        period: day, ISO week, month, quarter or year.
        window: how many periods are pooled: their answers, not their scores.
        threshold: the lowest answer that counts as satisfied; top-2-box if left out.
        weights: n weights >= 0.
        confidence: the level of the intervals, in (0, 1).
        min_base: below this (effective) base the results of a period are #N/A.
        scale_min: the lowest answer on offer.
        scale_max: the highest answer on offer.

    Returns:
        As `nps_trend`, with CSAT and its interval as fractions.

    Raises:
        NoAnswers: no row has both an answer and a date.
        OffScale: an answer is off the scale.
        NotADate: a date is text.
        Undefined: the threshold does not divide the scale, or the dates span more than
            200 years or 10,000 periods.
    """
    metric = _csat(TopBox.of(threshold, scale_min, scale_max))
    days = Tally.by(scores, dates, weights)
    return _trend(metric, _pooled(days, period), window, confidence, min_base)


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
        (name, tally.n, *_result(metric, tally, rest, confidence, parts))
        if tally.effective_n >= min_base and tally.n
        else (name, tally.n, *[Code.NA] * (4 + len(parts(everyone))), "low base")
        for (name, tally), rest in zip(groups.items(), others, strict=True)
    ]
    # Of two segments each is the other's rest: that is one look, not two.
    return _with_adjusted(rows, is_one_look=len(groups) == 2)


def _result(
    metric: Metric,
    tally: Tally,
    rest: Tally,
    confidence: float,
    parts: Callable[[Tally], tuple[float, ...]],
) -> Iterator[Any]:
    yield from parts(tally)
    yield metric.value(tally)
    yield from metric.interval(tally, confidence)
    yield metric.p_value(tally, rest) if rest.n else Code.NA
    yield _note(tally)


def _with_adjusted(
    rows: list[tuple[Any, ...]], *, is_one_look: bool = False
) -> list[tuple[Any, ...]]:
    """Add to rows that end with p-value and note the p-value adjusted for all looks."""
    p_values = [row[-2] for row in rows if not isinstance(row[-2], Code)]
    adjusted = iter(p_values if is_one_look else holm(p_values))
    return [
        (*row, row[-2] if isinstance(row[-2], Code) else next(adjusted)) for row in rows
    ]


def _nps_parts(tally: Tally) -> tuple[float, ...]:
    groups = loyalty.counts(tally)
    return tuple(group / groups.n for group in groups)


def _no_parts(_: Tally) -> tuple[float, ...]:
    return ()


def _note(tally: Tally) -> str:
    return "small base" if tally.effective_n < SMALL_BASE else ""


def _pooled(days: Mapping[date, Tally], unit: Unit) -> dict[str, Tally]:
    """Pool the days into periods, from the first to the last without a gap."""
    calendar = CALENDARS[unit]
    pooled: dict[int, list[Tally]] = {}
    for day, tally in days.items():
        pooled.setdefault(calendar.number(day), []).append(tally)
    if not pooled:
        raise NoAnswers("scores")
    numbers = range(min(pooled), max(pooled) + 1)
    years = max(days).year - min(days).year
    if len(numbers) > MOST_PERIODS or years > MOST_YEARS:
        raise too_long(calendar, numbers[0], numbers[-1])
    return {calendar.label(n): total(pooled.get(n, ())) for n in numbers}


def _trend(
    metric: Metric,
    periods: Mapping[str, Tally],
    window: int,
    confidence: float,
    min_base: float,
) -> Table:
    total(periods.values()).within(metric.scale)
    pooled = windows(list(periods.values()), window)
    rows: list[tuple[Any, ...]] = []
    for i, (label, now) in enumerate(zip(periods, pooled, strict=True)):
        before = pooled[i - window] if i + 1 >= 2 * window else Tally({})
        if i + 1 < window:
            rows.append((label, now.n, *[Code.NA] * 5, "window not full"))
        elif not now.n or now.effective_n < min_base:
            rows.append((label, now.n, *[Code.NA] * 5, "low base"))
        else:
            change = _change(metric, now, before, min_base)
            limits = metric.interval(now, confidence)
            rows.append((label, now.n, metric.value(now), *limits, *change, _note(now)))
    header = ("period", "n", metric.name, "low", "high", "change", "p vs previous")
    return Table((*header, *LAST), _with_adjusted(rows))


def _change(
    metric: Metric, now: Tally, before: Tally, min_base: float
) -> tuple[float | Code, float | Code]:
    if not before.n or before.effective_n < min_base:
        return Code.NA, Code.NA
    return metric.value(now) - metric.value(before), metric.p_value(now, before)
