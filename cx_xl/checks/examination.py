"""What an examination says: frozen, and the same JSON every time."""

from datetime import date
from itertools import groupby
from typing import Literal

from pydantic import Field

from cx_xl.files.addresses import address, position
from cx_xl.headless import Message
from cx_xl.record import Record

FORMAT = 1
Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


class Place(Record):
    """One place with a problem: a cell, a month, or a part of the file."""

    sheet: str | None = Field(
        default=None, description="The sheet; none for the whole file."
    )
    cell: str | None = Field(default=None, description="The cell, such as D17.")
    held: str | None = Field(
        default=None, description="What stands there, cut short; never personal data."
    )
    reason: Message | None = Field(
        default=None, description="What is wrong in this place."
    )


class Finding(Record):
    """A check that found something."""

    check: str = Field(description="The check, by a name that does not change.")
    severity: Severity = Field(
        description="error: a number is wrong or missing; warning: it may be; "
        "note: numbers are right, but look."
    )
    what: Message = Field(description="What is wrong.")
    remedy: Message = Field(description="What to do.")
    places: tuple[Place, ...] = Field(description="Where, in the order of the file.")

    @property
    def count(self) -> int:
        """How many places have the problem."""
        return len(self.places)

    @property
    def areas(self) -> tuple[str, ...]:
        """The cells, those of one column joined where they follow one another."""
        cells = sorted(
            {(p.sheet or "", *_place(p.cell)) for p in self.places if p.cell},
            key=lambda at: (at[0], at[2], at[1]),
        )
        numbered = enumerate(cells)
        runs = groupby(numbered, key=lambda n: (n[1][0], n[1][2], n[1][1] - n[0]))
        found = [[place for _, place in run] for _, run in runs]
        found.sort(key=lambda run: (run[0][0], run[0][1], run[0][2]))
        return tuple(map(_area, found))


class Examination(Record):
    """All that was found in a workbook, errors first."""

    format: Literal[1] = Field(default=1, description="Version of this format.")
    file: str = Field(description="The file, without folders.")
    today: date = Field(description="What TODAY() was taken for.")
    is_template: bool = Field(
        description="Made from our template: then its data were checked, too."
    )
    is_empty: bool = Field(description="A template into which nobody has typed yet.")
    checks: tuple[str, ...] = Field(description="All checks that were made.")
    findings: tuple[Finding, ...] = Field(description="Those that found something.")

    @property
    def is_fine(self) -> bool:
        """Whether there is no error; warnings and notes may be."""
        return not self.of("error")

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of one severity."""
        return tuple(f for f in self.findings if f.severity == severity)


def _place(cell: str | None) -> tuple[int, int]:
    return position(cell or "A1")


def _area(run: list[tuple[str, int, int]]) -> str:
    sheet, top, column = run[0]
    first, last = address(top, column), address(run[-1][1], column)
    cells = first if first == last else f"{first}:{last}"
    return f"{sheet}!{cells}" if sheet else cells
