"""All checks over one workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.checks.checklist import for_subject
from cx_xl.checks.examination import SEVERITIES, Examination
from cx_xl.checks.subject import Subject, opened

if TYPE_CHECKING:
    from datetime import date
    from os import PathLike


def examine(
    path: str | PathLike[str], today: date | None = None, region: str | None = None
) -> Examination:
    """
    Return all that is wrong with the workbook at *path*.

    Raises:
        FileRefused: it can not be read; a subclass per cause.
    """
    return examined(opened(path, today, region))


def examined(subject: Subject) -> Examination:
    """Return all that is wrong with an open workbook, errors first."""
    checks = list(for_subject(subject))
    findings = [check.finding(check.find(subject)) for check in checks]
    found = [finding for finding in findings if finding]
    found.sort(key=lambda finding: SEVERITIES.index(finding.severity))
    return Examination(
        file=subject.book.file,
        today=subject.today,
        is_template=subject.template is not None,
        is_empty=subject.is_empty,
        checks=tuple(check.key for check in checks),
        findings=tuple(found),
    )
