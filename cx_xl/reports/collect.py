"""From a filled book to the report of a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cx_xl
from cx_xl.checks.examine import examined
from cx_xl.checks.subject import Subject, opened
from cx_xl.errors import CxError
from cx_xl.reports.changes import changes, segments
from cx_xl.reports.model import (
    Change,
    Finding,
    KpiResult,
    Quality,
    Report,
    Segment,
    Split,
    Status,
)
from cx_xl.workbooks.keeping import NotOurBook
from cx_xl.workbooks.month import Goal, MonthOfBook, Point, month_of
from cx_xl.workbooks.properties import template_version
from cx_xl.workbooks.template_model import SCORES, Kpi, load_template

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from os import PathLike

# What the file holds is old; the report computes anew, so its numbers are right.
OF_THE_FILE = {"no_results", "stale"}
LIGHTS: dict[int, Status] = {1: "good", 0: "watch", -1: "bad"}


def report_of(
    path: str | PathLike[str],
    month: date | None = None,
    today: date | None = None,
    region: str | None = None,
) -> Report:
    """
    Return what the book at *path* says about a month.

    Args:
        path: a workbook made from our template, filled in.
        month: any day of it; the month that sheet KPI shows by default.
        today: what TODAY() gives.
        region: in whose regional settings; see `Workbook.evaluate`.

    Raises:
        NotOurBook: it was not made from our template.
        NoSuchMonth, NoMonths: it does not have that month, or none at all.
        FileRefused: it can not be read.
    """
    subject = opened(path, today, region)
    if subject.template is None:
        raise NotOurBook(file=subject.book.file)
    return collected(subject, month_of(subject.template, month))


def collected(subject: Subject, month: MonthOfBook) -> Report:
    """Return what an open book says about a month."""
    template = load_template()
    points = {
        kpi.key: [month.point(kpi, when) for when in month.months]
        for kpi in template.kpis
    }
    tested = changes(month, points)
    # A score that cannot be read makes the month an error, its segments too.
    is_read = points["nps"][-1].value is not None
    return Report(
        file=subject.book.file,
        language=month.book.language,
        month=month.month,
        before=month.before,
        made=subject.today,
        template=template_version(subject.book.package),
        program=cx_xl.__version__,
        confidence=month.confidence,
        min_base=month.min_base,
        careful_base=month.careful_base,
        kpis=tuple(
            _kpi(month, kpi, points[kpi.key], tested[kpi.key]) for kpi in template.kpis
        ),
        looks=sum(change.p is not None for change in tested.values()),
        splits=tuple(_split(month, when) for when in month.months),
        segments=_groups(month, "segment", "lst_Segments") if is_read else (),
        channels=_groups(month, "channel", "lst_Channels") if is_read else (),
        quality=_quality(subject, month),
    )


def _groups(month: MonthOfBook, by: str, names: str) -> tuple[Segment, ...]:
    return segments(month, by, month.book.listed(names))


def _kpi(
    month: MonthOfBook, kpi: Kpi, points: Sequence[Point], change: Change
) -> KpiResult:
    goal, error = month.goal(kpi), month.error(kpi)
    return KpiResult(
        key=kpi.key,
        name=goal.name,
        code=month.book.texts[f"kpis.{kpi.key}.code"],
        unit=kpi.unit,
        is_card=kpi.card,
        now=points[-1],
        target=goal.target,
        amber=goal.amber,
        higher_is_better=goal.higher_is_better,
        status="error" if error else _status(points[-1].value, goal),
        error=error,
        change=change,
        trend=tuple(points),
    )


def _status(value: float | None, goal: Goal) -> Status:
    """Return the light, as sheet KPI has it: the amber limit is 0, the target 1."""
    if value is None:
        return "no data"
    if goal.target is None or goal.amber is None:
        return "no target"
    try:
        light = cx_xl.kpi_status(value, goal.target, goal.amber, 0, 1)
    except CxError:
        return "no target"
    return LIGHTS[int(light)]


def _split(month: MonthOfBook, when: date) -> Split:
    keys = ("promoters", "passives", "detractors")
    counts = {key: month.number(key, when) for key in keys}
    if not any(counts.values()):
        return Split(month=when)
    return Split(month=when, **counts)


def _quality(subject: Subject, month: MonthOfBook) -> Quality:
    found = examined(subject)
    answers = month.answers.get(month.month, [])
    lost = {"outside_months", "no_date", "below_table"}
    return Quality(
        answers=len(answers),
        counted=month.people(month.month) - len(answers),
        unanswered={
            key: sum(answer.score(key) is None for answer in answers) for key in SCORES
        },
        outside=sum(f.count for f in found.findings if f.check in lost),
        checks=len(found.checks),
        findings=tuple(
            Finding(
                severity=(
                    "warning" if finding.check in OF_THE_FILE else finding.severity
                ),
                what=finding.what,
                remedy=finding.remedy,
                where=finding.areas,
                count=finding.count,
            )
            for finding in found.findings
        ),
    )
