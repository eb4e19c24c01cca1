"""By period: NPS and CSAT over time, and the change from period to period."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cx_xl.errors import Code, NoAnswers
from cx_xl.kpi import metrics
from cx_xl.kpi.metrics import Metric, NumberOrError
from cx_xl.kpi.shared.arguments import (
    Confidence,
    DatedScores,
    Dates,
    MinBase,
    Period,
    ScaleMax,
    ScaleMin,
    Threshold,
    Weights,
    Window,
)
from cx_xl.kpi.shared.periods import CALENDARS, Unit, too_long
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
from cx_xl.tally import Tally, total, windows

FAMILY = BREAKDOWN

MOST_PERIODS = 10_000  # 27 years of days; more is a wrong year,
MOST_YEARS = 200  # and so is this, whatever the period


@worksheet(
    "CX_NPS_TREND",
    it="NPS per periodo, anche mobile, con base, intervallo e variazione.",
    kind=Kind.POINTS,
    example='=CX_NPS_TREND({10;9;6;8},{46023;46024;46054;46055},"M",1,,,1)',
    returns_it="Una riga per periodo, nessuno escluso: n, l'NPS e il suo intervallo "
    "in punti, la variazione rispetto alla finestra precedente (*window* periodi "
    "prima, così nessuna risposta sta in entrambe), il suo p-value, una nota sulle "
    'basi piccole e "p adjusted", il p-value corretto con Holm: guarda questo quando '
    "cerchi in tutta la serie un mese diverso dagli altri.",
    raises_it={
        "NoAnswers": "nessuna riga ha sia una risposta sia una data",
        "Undefined": "le date coprono più di 200 anni o di 10.000 periodi",
    },
    sources_it={
        "a rolling metric pools answers, a rolling average averages scores; they "
        "differ when the base varies": (
            "una metrica mobile unisce le risposte, una media mobile fa la media dei "
            "punteggi; non coincidono quando la base varia"
        )
    },
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
    return _trend(metrics.NPS, _pooled(days, period), window, confidence, min_base)


@worksheet(
    "CX_CSAT_TREND",
    it="CSAT per periodo, anche mobile, con base, intervallo e variazione.",
    kind=Kind.SHARE,
    example='=CX_CSAT_TREND({5;4;2;3},{46023;46024;46054;46055},"M",1,,,,1)',
    returns_it="Come `nps_trend`, con il CSAT e il suo intervallo come frazioni.",
    raises_it={
        "Undefined": (
            "la soglia non divide la scala, o le date coprono più di 200 anni o di "
            "10.000 periodi"
        )
    },
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
    metric = metrics.csat(TopBox.of(threshold, scale_min, scale_max))
    days = Tally.by(scores, dates, weights)
    return _trend(metric, _pooled(days, period), window, confidence, min_base)


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
        elif is_low(now, min_base):
            rows.append((label, now.n, *[Code.NA] * 5, LOW_BASE))
        else:
            change = _change(metric, now, before, min_base)
            limits = metric.limits(now, confidence)
            rows.append((label, now.n, metric.value(now), *limits, *change, note(now)))
    header = ("period", "n", metric.name, "low", "high", "change", "p vs previous")
    return Table((*header, *LAST), with_adjusted(rows))


def _change(
    metric: Metric, now: Tally, before: Tally, min_base: float
) -> tuple[NumberOrError, NumberOrError]:
    if is_low(before, min_base):
        return Code.NA, Code.NA
    return metric.value(now) - metric.value(before), metric.p_value(now, before)
