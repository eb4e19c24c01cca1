"""What checks look at: the file, its fresh values, and the template's tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from cx_xl.workbooks.filled import FilledBook, filled
from cx_xl.workbooks.opening import open_workbook
from cx_xl.workbooks.template_model import load_template

if TYPE_CHECKING:
    from os import PathLike

    from cx_xl.headless import CheckReport, Evaluation, Workbook


@dataclass(frozen=True)
class Subject:
    """
    A workbook under examination.

    Attributes:
        book: its parts, cells and results.
        today: what TODAY() gives.
        region: in whose regional settings; see `Workbook.evaluate`.
    """

    book: Workbook
    today: date
    region: str | None = None

    @cached_property
    def fresh(self) -> Evaluation:
        """The fresh values of all formulas."""
        return self.book.evaluate(self.today, self.region)

    @cached_property
    def report(self) -> CheckReport:
        """Every formula with what the file holds and should hold."""
        return self.book.check(full=True, today=self.today, region=self.region)

    @cached_property
    def template(self) -> FilledBook | None:
        """Its tables, if it was made from our template."""
        return filled(self.book, self.fresh)

    @property
    def filled(self) -> FilledBook:
        """
        The same, for checks that need it.

        Raises:
            LookupError: it was not made from our template.
        """
        if self.template is None:
            raise LookupError(self.book.file)
        return self.template

    @cached_property
    def is_empty(self) -> bool:
        """Whether it is a template without answers and inputs."""
        if self.template is None:
            return False
        months = self.template.monthly
        inputs = [c.key for c in load_template().group("inputs")]
        cells = (value for key in inputs for value in months[key])
        is_asked = self.template.responses.rows or self.template.counts.rows
        return not is_asked and all(v is None for v in cells)


def opened(
    path: str | PathLike[str], today: date | None = None, region: str | None = None
) -> Subject:
    """
    Return the workbook at *path*.

    Raises:
        FileRefused: a subclass per cause; its sentence says what to do.
    """
    book = open_workbook(path, tells_region=False)
    return Subject(book, today or date.today(), region)  # noqa: DTZ011
