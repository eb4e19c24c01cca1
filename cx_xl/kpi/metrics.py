"""Score KPIs as tables by segment and by period compute them, one row per metric."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf
from typing import Literal

from cx_xl.errors import Code, NoSpread, Undefined
from cx_xl.kpi.shared import promoters
from cx_xl.kpi.shared.arguments import NPS_SCALE
from cx_xl.kpi.shared.scale_cuts import CUTS, TopBox, effort_scale
from cx_xl.kpi.shared.shares import tally_interval
from cx_xl.spec import Scale
from cx_xl.stats import mean, net_score, proportion, quantiles
from cx_xl.stats.normal import Interval
from cx_xl.tally import Tally

Name = Literal["nps", "csat", "ces", "mean", "median", "rate"]
NumberOrError = float | Code


def _untested(_: Tally, __: Tally) -> NumberOrError:
    return Code.NA


@dataclass(frozen=True, slots=True)
class Metric:
    """
    What a table needs to know of a score KPI.

    Attributes:
        scale: of its answers.
        value: of a tally.
        interval: around it; None where the base is too small for one.
        p_value: of the difference of two tallies, for the metrics that are compared.
        name: as its column is headed.
    """

    scale: Scale
    value: Callable[[Tally], float]
    interval: Callable[[Tally, float], Interval | None]
    p_value: Callable[[Tally, Tally], NumberOrError] = _untested
    name: str = "value"

    def limits(
        self, tally: Tally, confidence: float
    ) -> tuple[NumberOrError, NumberOrError]:
        """Return the limits of the interval; #N/A where there is none."""
        return self.interval(tally, confidence) or (Code.NA, Code.NA)


NPS = Metric(
    NPS_SCALE,
    promoters.score,
    promoters.interval,
    lambda one, other: net_score.p_value(
        promoters.counts(one), promoters.counts(other)
    ),
    "NPS",
)


def csat(top: TopBox) -> Metric:
    """Return the share of satisfied answers."""
    return _share(*top, name="CSAT")


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


def _share(scale: Scale, threshold: float, name: str = "value") -> Metric:
    def p_value(one: Tally, other: Tally) -> float:
        k_1, k_2 = (tally.count(at_least=threshold) for tally in (one, other))
        return proportion.p_value(k_1, one.effective_n, k_2, other.effective_n)

    return Metric(
        scale,
        lambda tally: tally.share(at_least=threshold),
        lambda tally, confidence: tally_interval(tally, threshold, confidence),
        p_value,
        name,
    )


def _nps(asked: Asked) -> Metric:
    asked.fixed(NPS_SCALE)
    return NPS


def _csat(asked: Asked) -> Metric:
    scale = asked.scale(1, 5)
    return csat(TopBox.of(asked.option, scale.low, scale.high))


def _ces(asked: Asked) -> Metric:
    """Return the share who found it easy; the scale is the option, as it ever was."""
    given = asked.scale_max if asked.option is None else asked.option
    scale = effort_scale(
        7 if given is None else given, "scale_max" if asked.option is None else "option"
    )
    asked.fixed(scale)
    easy = _share(scale, CUTS[int(scale.high)][0])
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


METRICS: Mapping[Name, Callable[[Asked], Metric]] = {
    "nps": _nps,
    "csat": _csat,
    "ces": _ces,
    "mean": _mean,
    "median": _median,
    "rate": _rate,
}
