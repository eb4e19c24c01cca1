"""What checks look at: the file, its fresh values, and the template's tables."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cx_xl.files.package import Package, open_package
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.files.snapshot import shown_name
from cx_xl.headless import CheckReport, Evaluation, Workbook
from cx_xl.hosts.formats import readable
from cx_xl.workbooks.filled import FilledBook, filled
from cx_xl.workbooks.template_model import load_template

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

    from cx_xl.files.sheet_cells import Sheet


@dataclass(frozen=True)
class Subject:
    """
    A workbook under examination.

    Attributes:
        package: its parts.
        book: its cells.
        today: what TODAY() gives.
        region: in whose regional settings; see `Workbook.evaluate`.
    """

    package: Package
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
        return filled(self.package, self.book, self.fresh)

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

    def sheet(self, name: str) -> Sheet:
        """Return the cells of a sheet as the file holds them."""
        return read_sheet(self.package, name)


@contextmanager
def opened(
    path: str | PathLike[str], today: date | None = None, region: str | None = None
) -> Iterator[Subject]:
    """
    Yield the workbook at *path*.

    Raises:
        FileRefused: a subclass per cause; its sentence says what to do.
    """
    with readable(path) as file:
        package = open_package(file.path, file.limits)
        name = shown_name(Path(path))
        book = Workbook(package, name, file.no_formulas, tells_region=False)
        yield Subject(package, book, today or date.today(), region)  # noqa: DTZ011
