"""The charts of a report as SVG: pictures without scripts, made offline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import vl_convert

from cx_xl.reports.voice import plain
from cx_xl.workbooks import numbers
from cx_xl.workbooks.template_model import load_template

if TYPE_CHECKING:
    from cx_xl.reports.model import KpiResult
    from cx_xl.reports.story import Story
    from cx_xl.workbooks.month import Point

vega: Any = alt  # its types are too narrow for building blocks

FONT = "Segoe UI, Helvetica Neue, Helvetica, Arial, Liberation Sans, sans-serif"
PALETTE = load_template().palette
NAVY, TEAL, GREY, LINE = (PALETTE[c] for c in ("navy", "teal", "grey", "line"))
BAND = 0.22  # opacity
FORMATS = {"points": "+d", "share": ".0%", "rate": ".1%", "money": "d", "cents": ".0f"}
LABEL = 12
ROW = 34  # of a segment
NO_SIGN = "datum.value == 0 ? '0' : datum.label"  # zero is neither + nor -


def trend(story: Story, key: str = "nps", width: int = 560, height: int = 210) -> str:
    """Return the line of a KPI with the band of its interval and its target."""
    kpi = story.report.kpi(key)
    step = 2 if width < 400 and len(kpi.trend) > 6 else 1
    data = vega.Data(values=_rows(story, kpi))
    labels = [row["month"] for row in _rows(story, kpi)]
    x = vega.X(
        "month:O",
        sort=labels,
        title=None,
        axis=vega.Axis(
            labelAngle=0,
            ticks=False,
            domainColor=LINE,
            values=labels[::-1][::step][::-1],
            labelOverlap=False,
        ),
        scale=vega.Scale(paddingOuter=0.4),
    )
    y = vega.Y(
        "value:Q",
        title=None,
        scale=vega.Scale(zero=False, nice=True),
        axis=vega.Axis(
            format=FORMATS[kpi.unit],
            labelExpr=NO_SIGN,
            tickCount=5,
            domain=False,
            ticks=False,
        ),
    )
    base = vega.Chart(data).encode(x=x)
    low = vega.Y("low:Q", title=None)
    band = base.mark_area(color=TEAL, opacity=BAND).encode(y=low, y2="high:Q")
    # A month between gaps has no band, but it has an interval.
    bars = base.mark_rule(color=TEAL, opacity=2 * BAND).encode(y=low, y2="high:Q")
    line = base.mark_line(color=TEAL, strokeWidth=2.5).encode(y=y)
    dots = base.mark_circle(color=TEAL, size=45, opacity=1).encode(y=y)
    place = {"align": "right", "dy": -14, "dx": 8, "fontSize": LABEL + 2}
    last = _labels(base.transform_filter("datum.label != ''").encode(y=y), place)
    layers: list[Any] = [band, bars, line, dots, *last]
    if kpi.target is not None:
        layers.insert(1, _rule(kpi.target, "y"))
    return _svg(vega.layer(*layers), width, height)


def segments(story: Story, width: int = 330, height: int = 210) -> str:
    """Return a dot with its interval per segment, and the line of all answers."""
    shown = [s for s in story.report.segments if s.nps is not None]
    names = _distinct([plain(segment.name) for segment in shown])
    rows = [
        {
            "name": name,
            "nps": segment.nps,
            "low": segment.low,
            "high": segment.high,
            "label": story.typeset(
                numbers.shown(segment.nps, "points", story.language)
            ),
        }
        for name, segment in zip(names, shown, strict=True)
    ]
    height = max(height, ROW * len(rows))
    y = vega.Y(
        "name:N",
        sort=names,
        title=None,
        axis=vega.Axis(domain=False, ticks=False, labelPadding=8, labelLimit=130),
    )
    x = vega.X(
        "nps:Q",
        title=None,
        scale=vega.Scale(zero=False, nice=True),
        axis=vega.Axis(
            format="+d",
            labelExpr=NO_SIGN,
            tickCount=4,
            labelOverlap=True,
            domain=False,
            ticks=False,
        ),
    )
    base = vega.Chart(vega.Data(values=rows)).encode(y=y)
    bars = base.mark_rule(color=TEAL, strokeWidth=7, opacity=BAND * 1.6).encode(
        x=vega.X("low:Q", title=None), x2="high:Q"
    )
    dots = base.mark_circle(color=TEAL, size=110, opacity=1).encode(x=x)
    labels = _labels(base.encode(x=x), {"dy": -13, "fontSize": LABEL})
    layers: list[Any] = [bars, dots, *labels]
    overall = story.report.kpi("nps").now.value
    if overall is not None:
        layers.insert(0, _rule(overall, "x"))
    return _svg(vega.layer(*layers), width, height)


def spark(story: Story, kpi: KpiResult, width: int = 96, height: int = 26) -> str:
    """Return a small line of a KPI, without axes."""
    rows = _rows(story, kpi)
    order = [row["month"] for row in rows]
    hidden = {"axis": None, "title": None}
    x = vega.X("month:O", sort=order, scale=vega.Scale(paddingOuter=0.3), **hidden)
    y = vega.Y("value:Q", scale=vega.Scale(zero=False, padding=4), **hidden)
    base = vega.Chart(vega.Data(values=rows)).encode(x=x, y=y)
    last = base.transform_filter("datum.label != ''")
    layers = (
        base.mark_line(color=TEAL, strokeWidth=1.6),
        last.mark_circle(color=NAVY, size=28, opacity=1),
    )
    return _svg(vega.layer(*layers), width, height)


def _rows(story: Story, kpi: KpiResult) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {
            "month": _label(story, point, is_first=not place),
            "value": point.value,
            "low": point.low,
            "high": point.high,
            "label": "",
        }
        for place, point in enumerate(kpi.trend)
    ]
    if rows:
        rows[-1]["label"] = story.typeset(
            numbers.shown(kpi.now.value, kpi.unit, story.language)
        )
    return rows


def _label(story: Story, point: Point, *, is_first: bool) -> str:
    """Return a month for the axis: its year stands with the first and with January."""
    label = numbers.short_month(point.month, story.language)
    return label if is_first or point.month.month == 1 else label.split()[0]


def _labels(base: Any, look: dict[str, Any]) -> list[Any]:
    """Return values as text on a white ground of their own, over lines and bands."""
    grounds: tuple[dict[str, Any], ...] = ({"stroke": "white", "strokeWidth": 4}, {})
    return [
        base.mark_text(fontWeight="bold", **look, **ground).encode(
            text="label:N", color=vega.value(NAVY)
        )
        for ground in grounds
    ]


def _rule(value: float, axis: str) -> Any:
    chart = vega.Chart(vega.Data(values=[{"at": value}]))
    rule = chart.mark_rule(color=GREY, strokeDash=[5, 4], strokeWidth=1.5)
    return rule.encode(**{axis: "at:Q"})


def _distinct(names: list[str]) -> list[str]:
    """
    Return *names* so that each has a line of its own.

    >>> _distinct(["Shop", "Web", "Shop"])
    ['Shop', 'Web', 'Shop (2)']
    """
    return [
        f"{name} ({names[:place].count(name) + 1})" if name in names[:place] else name
        for place, name in enumerate(names)
    ]


def _svg(chart: Any, width: int, height: int) -> str:
    axis = {
        "labelFont": FONT,
        "labelFontSize": LABEL,
        "labelColor": GREY,
        "gridColor": LINE,
    }
    spec = chart.properties(width=width, height=height).to_dict()
    spec["config"] = {
        "font": FONT,
        "background": "transparent",
        "view": {"stroke": None},
        "axis": axis,
        "axisX": {"grid": False},
    }
    spec["padding"] = 4
    spec["autosize"] = {"type": "fit", "contains": "padding"}
    return str(vl_convert.vegalite_to_svg(spec))
