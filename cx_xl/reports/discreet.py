"""A report that may leave the company: what a small base would tell is not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cx_xl.reports.model import KpiResult, Report, Segment
    from cx_xl.workbooks.month import Point

LEAST = 5  # people; a book may ask for more, never for fewer


class Shown(NamedTuple):
    """Groups that may be shown, and how many may not."""

    groups: tuple[Segment, ...]
    withheld: int


def least_base(report: Report) -> int:
    """Return the base below which nothing is shown."""
    return max(LEAST, report.min_base)


def is_small(point: Point, least: int) -> bool:
    """Say whether a KPI of a month rests on too few people to be shown."""
    return point.base is not None and point.base < least


def discreet(kpi: KpiResult, least: int) -> KpiResult:
    """
    Return a KPI without the months that rest on too few.

    Its change goes, too, where either month is one of them: the other would give it.
    """
    trend = tuple(_blank(point, least) for point in kpi.trend)
    if not any(is_small(point, least) for point in kpi.trend[-2:]):
        return kpi.model_copy(update={"trend": trend})
    change = kpi.change.model_copy(
        update={
            "verdict": "too few",
            **dict.fromkeys(
                ("difference", "low", "high", "p", "p_adjusted", "is_better")
            ),
        }
    )
    held = {"trend": trend, "change": change, "now": _blank(kpi.now, least)}
    status = "no data" if is_small(kpi.now, least) else kpi.status
    return kpi.model_copy(update=held | {"status": status})


def shown(groups: Sequence[Segment], least: int, whole: float | None) -> Shown:
    """
    Return the segments that may be shown.

    Those below the least base go with their names, and so do the smallest of the others
    as long as the total would tell of too few: of a single segment, of several that
    are small even together, of a few people without a segment.

    Args:
        groups: the segments.
        least: the base below which nothing is shown.
        whole: the base of all, those without a segment among them; None: not shown.
    """
    large = [group for group in groups if group.base >= least and group.nps is not None]
    rest = (whole or 0) - sum(group.base for group in groups)
    without = [rest] if 0 < rest < least else []
    gone = [group.base for group in groups if group not in large] + without
    while large and gone and (len(gone) == 1 or sum(gone) < least):
        smallest = min(large, key=lambda group: group.base)
        large.remove(smallest)
        gone.append(smallest.base)
    return Shown(tuple(large), len(groups) - len(large))


def _blank(point: Point, least: int) -> Point:
    if not is_small(point, least):
        return point
    nothing = dict.fromkeys(("value", "low", "high", "base"))
    return point.model_copy(update=nothing)
