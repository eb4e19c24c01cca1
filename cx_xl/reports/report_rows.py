"""The rows of a report's tables as text, one attribute per column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cx_xl.reports.voice import plain
from cx_xl.workbooks import numbers

if TYPE_CHECKING:
    from cx_xl.reports.model import Change, Finding, KpiResult, Segment
    from cx_xl.reports.voice import Voice

MOST_AREAS = 3
MARKS = {
    "good": "●",
    "watch": "▲",
    "bad": "◆",
    "no target": "○",
    "no data": "○",
    "error": "✕",
}


@dataclass(frozen=True)
class KpiWords:
    """A KPI as text, one attribute per column."""

    key: str
    code: str
    name: str
    value: str
    interval: str
    base: str
    target: str
    status: str
    status_key: str
    mark: str
    change: str
    moved: str  # the change, with the month that it is measured from
    change_interval: str
    verdict: str
    verdict_key: str
    is_card: bool

    @classmethod
    def of(cls, kpi: KpiResult, voice: Voice) -> KpiWords:
        """Return what *voice* says of a KPI."""
        now, change, unit, language = kpi.now, kpi.change, kpi.unit, voice.language
        value, target = numbers.told_apart(now.value, kpi.target, unit, language)
        status, verdict = kpi.status.replace(" ", "_"), _verdict_key(change)
        difference = numbers.difference(change.difference, unit, language)
        interval = numbers.interval_of_difference(
            change.low, change.high, unit, language
        )
        return cls(
            key=kpi.key,
            code=kpi.code,
            name=plain(kpi.name),
            value=kpi.error or voice.typeset(value),
            interval=voice.interval(now.low, now.high, unit),
            base=voice.count(now.base),
            target=voice.typeset(target),
            status=voice.text(f"status.{status}"),
            status_key=status,
            mark=MARKS[kpi.status],
            change=voice.typeset(difference),
            moved=_moved(voice.typeset(difference), voice),
            change_interval=voice.typeset(interval),
            verdict=voice.text(f"verdict.{verdict}"),
            verdict_key=verdict,
            is_card=kpi.is_card,
        )


@dataclass(frozen=True)
class SegmentWords:
    """A segment as text."""

    name: str
    nps: str
    interval: str
    base: str
    promoters: str
    detractors: str
    verdict: str
    verdict_key: str

    @classmethod
    def of(cls, segment: Segment, voice: Voice) -> SegmentWords:
        """Return what *voice* says of a segment."""
        verdict = segment.verdict.replace(" ", "_")
        if verdict == "clear":
            is_higher = (segment.nps or 0) > (segment.rest or 0)
            verdict = "higher" if is_higher else "lower"
        shares = segment.promoters, segment.detractors
        promoters, detractors = (
            numbers.shown(share, "share", voice.language) for share in shares
        )
        return cls(
            name=plain(segment.name),
            nps=voice.shown(segment.nps, "points"),
            interval=voice.interval(segment.low, segment.high, "points"),
            base=voice.count(segment.base),
            promoters=promoters,
            detractors=detractors,
            verdict=voice.text(f"segment_verdict.{verdict}"),
            verdict_key=verdict,
        )


@dataclass(frozen=True)
class FindingWords:
    """A finding as text."""

    severity: str
    what: str
    where: str
    remedy: str

    @classmethod
    def of(cls, finding: Finding, voice: Voice) -> FindingWords:
        """Return what *voice* says of a finding."""
        many = f" ({finding.count})" if finding.count > 1 else ""
        where = plain(", ".join(finding.where[:MOST_AREAS]))
        if len(finding.where) > MOST_AREAS:
            where += " …"
        return cls(
            severity=finding.severity,
            what=finding.what.say(voice.language) + many,
            where=where,
            remedy=finding.remedy.say(voice.language),
        )


def _moved(change: str, voice: Voice) -> str:
    before = voice.report.before
    if change == numbers.NONE or before is None:
        return numbers.NONE
    month = numbers.short_month(before, voice.language)
    return voice.text("columns.moved", change=change, before=month)


def _verdict_key(change: Change) -> str:
    if change.verdict != "clear":
        return change.verdict.replace(" ", "_")
    return {True: "better", False: "worse", None: "clear"}[change.is_better]
