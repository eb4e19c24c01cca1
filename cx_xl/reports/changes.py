"""What changed and what did not: each look tested, all of them corrected together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cx_xl
from cx_xl.cells import is_number
from cx_xl.errors import CxError
from cx_xl.reports.model import Change, Segment, Verdict
from cx_xl.stats.regression import holm
from cx_xl.tally import Tally, total
from cx_xl.workbooks.template_model import Kpi, load_template

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cx_xl.workbooks.month import MonthOfBook, Point

LOW_BASE = "low base"


def changes(
    month: MonthOfBook, points: Mapping[str, Sequence[Point]]
) -> dict[str, Change]:
    """
    Return each KPI against the month before.

    NPS by its scores, rates by their counts. A cost has no interval, so nothing is
    tested. All tested KPIs are one family of looks.
    """
    kpis = {kpi.key: kpi for kpi in load_template().kpis}
    alone = {key: _change(month, kpis[key], points[key]) for key in kpis}
    tested = [key for key, change in alone.items() if change.p is not None]
    adjusted = dict(zip(tested, holm([alone[k].p or 0.0 for k in tested]), strict=True))
    return {
        key: _judged(month, kpis[key], change, adjusted.get(key))
        for key, change in alone.items()
    }


def segments(month: MonthOfBook, by: str, listed: Sequence[str]) -> tuple[Segment, ...]:
    """
    Return the NPS of each segment against that of all others, as listed in the book.

    Args:
        month: settings.
        by: "segment" or "channel".
        listed: the names in their order; others follow as they appear.
    """
    tallies = month.tallies("nps", month.month, by)
    groups = {name: tally for name, tally in tallies.items() if name}
    if not groups:
        return ()
    try:
        table = cx_xl.nps_by(
            groups, None, confidence=month.confidence, min_base=month.min_base
        )
    except CxError:
        return ()
    known = [name.casefold() for name in listed]
    found = [dict(zip(table.header, row, strict=True)) for row in table.rows]
    found.sort(key=lambda row: _rank(str(row["segment"]), known))
    return tuple(_segment(row, groups, month.confidence) for row in found)


def _rank(name: str, known: list[str]) -> int:
    folded = name.casefold()
    return known.index(folded) if folded in known else len(known)


def _change(month: MonthOfBook, kpi: Kpi, points: Sequence[Point]) -> Change:
    """Return the change of one KPI, not yet corrected for the other looks."""
    before, now = month.before, points[-1]
    old = points[-2] if before else None
    if now.value is None:
        return Change(verdict="no value")
    if old is None or old.value is None:
        return Change(verdict="no month before")
    difference = now.value - old.value
    if not (kpi.low or kpi.successes):
        return Change(verdict="no base", difference=difference)
    if min(now.base or 0, old.base or 0) < month.min_base:
        return Change(verdict="too few", difference=difference)
    try:
        found = _tested(month, kpi, old, now)
    except CxError:  # such as more answers than invitations: the checks name it
        return Change(verdict="no base", difference=difference)
    return Change(
        verdict="none", difference=difference, low=found.low, high=found.high, p=found.p
    )


def _tested(month: MonthOfBook, kpi: Kpi, old: Point, now: Point) -> Any:
    if kpi.low:
        ones, others = (
            total(month.tallies(kpi.key, when).values())
            for when in (now.month, old.month)
        )
        return cx_xl.nps_diff(ones, others, confidence=month.confidence)
    hits, hits_before = (
        month.number(kpi.successes, point.month) or 0.0 for point in (now, old)
    )
    base, base_before = (
        month.number(kpi.effective, point.month) or point.base or 0.0
        for point in (now, old)
    )
    return cx_xl.rate_diff(
        hits, base, hits_before, base_before, confidence=month.confidence
    )


def _judged(
    month: MonthOfBook, kpi: Kpi, change: Change, adjusted: float | None
) -> Change:
    higher = month.goal(kpi).higher_is_better
    moved = change.difference
    is_better = None if higher is None or not moved else (moved > 0) == higher
    if change.p is None or adjusted is None:
        return change.model_copy(update={"is_better": is_better})
    verdict = _verdict(change.p, adjusted, month.confidence)
    judged = {"verdict": verdict, "p_adjusted": adjusted, "is_better": is_better}
    return change.model_copy(update=judged)


def _verdict(p: float, adjusted: float, confidence: float) -> Verdict:
    chance = 1 - confidence
    if adjusted < chance:
        return "clear"
    return "hint" if p < chance else "none"


def _segment(
    row: dict[str, Any], groups: Mapping[str, Tally], confidence: float
) -> Segment:
    """Return a row of the table as a segment; below the base it has no figures."""
    name = str(row["segment"])
    figures = {
        "nps": row["NPS"],
        "low": row["low"],
        "high": row["high"],
        "promoters": row["promoters"],
        "detractors": row["detractors"],
        "p": row["p vs rest"],
        "p_adjusted": row["p adjusted"],
    }
    numbers = {key: _number(value) for key, value in figures.items()}
    if numbers["nps"] is None:
        return Segment(name=name, base=int(row["n"]), verdict="too few")
    others = total(tally for own, tally in groups.items() if own != name)
    p, adjusted = numbers["p"], numbers["p_adjusted"]
    judged: Verdict = "none"
    if p is None or adjusted is None:
        judged = "too few" if others.masses else "no base"
    else:
        judged = _verdict(p, adjusted, confidence)
    return Segment(
        name=name,
        base=int(row["n"]),
        rest=cx_xl.nps(others) if others.masses else None,
        verdict=judged,
        **numbers,
    )


def _number(value: Any) -> float | None:
    return float(value) if is_number(value) and value == value else None  # noqa: PLR0124
