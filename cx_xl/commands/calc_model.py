"""What `calc` found: one model, from which it prints and writes JSON."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cx_xl.commands import computed, not_compared

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cx_xl.errors import Language
    from cx_xl.headless import CheckReport, Contradiction, Evaluation, Workbook
    from cx_xl.workbooks import Summary


@dataclass(frozen=True)
class Calculation:
    """
    What was computed of a book, and what was compared.

    Attributes:
        book: as it was opened.
        evaluation: its fresh values; None if only stored ones were asked about.
        checked: what --check looked at: the book, or the copy that was written.
        report: what it found there; None unless it was asked for.
        other: where a second engine gives another value; None unless it was asked.
    """

    book: Workbook
    evaluation: Evaluation | None
    checked: Workbook
    report: CheckReport | None
    other: Sequence[Contradiction] | None

    @cached_property
    def summary(self) -> Summary | None:
        """The KPI sheet, if the book has that of our template."""
        if self.evaluation is None:
            return None
        return computed.summary_of(self.book, self.evaluation)

    @cached_property
    def not_compared(self) -> dict[str, int]:
        """How many formulas of each sheet the check says nothing about."""
        return not_compared.by_sheet(self.checked, self.report) if self.report else {}

    def show(self, language: Language) -> None:
        """Print it."""
        if self.evaluation:
            computed.kpis(self.evaluation, self.summary, language)
            computed.coverage(self.evaluation, language)
        if self.report:
            computed.differences(self.report, language)
            left, level = self.not_compared, self.report.level
            not_compared.tell(self.checked, left, level, language)
            computed.stored_problems(self.checked, language)
        if self.other is not None:
            computed.contradictions(self.other, language)

    def as_json(self) -> dict[str, Any]:
        """Return it under names that do not change: a format of its own."""
        found: dict[str, Any] = {"format": 1, "file": self.book.file}
        if self.evaluation:
            found["evaluation"] = self.evaluation.model_dump(mode="json")
        if self.summary:
            found["summary"] = self.summary.model_dump(mode="json")
        if self.report:
            found["check"] = {
                "equal": self.report.is_equal,
                **self.report.model_dump(mode="json"),
                "not_compared": self.not_compared,
            }
        if self.other is not None:
            found["second_opinion"] = [
                cell.model_dump(mode="json") for cell in self.other
            ]
        return found
