"""What is told of an upgrade: the report, in a form that is documented."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - pydantic reads it
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from cx_xl.errors import LANGUAGES, Code, Language
from cx_xl.headless import Message  # noqa: TC001 - pydantic reads it
from cx_xl.record import Record
from cx_xl.workbooks import numbers
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.texts import load_texts

if TYPE_CHECKING:
    from cx_xl.workbooks.template_model import MonthlyColumn

Figure = float | str | None  # an error is its text, such as #NUM!


class Change(Record):
    """A figure of a month that is not what it was."""

    month: date = Field(description="The first day of the month.")
    column: str = Field(description="The key of its column in tblMonthly.")
    name: str = Field(description="The header of that column.")
    before: Figure
    after: Figure
    reason: Message | None = Field(
        default=None, description="The changed rule that explains it; null without one."
    )
    accepted: bool = Field(default=False, description="Taken with --accept.")

    @property
    def is_announced(self) -> bool:
        """Whether it stops nothing."""
        return self.accepted or self.reason is not None

    def shown(self, language: Language) -> tuple[str, str]:
        """Return both figures as people write them."""
        unit = next(
            (c.unit for c in load_template().monthly if c.key == self.column), "count"
        )
        before, after = self.before, self.after
        if unit in {"points", "share", "rate", "money", "cents"}:
            pair = numbers.told_apart(
                _number(before),
                _number(after),
                unit,  # type: ignore[arg-type] # the set above
                language,
            )
        else:
            pair = (
                numbers.count(_number(before), language),
                numbers.count(_number(after), language),
            )
        told = zip((before, after), pair, strict=True)
        texts = [x if isinstance(x, str) else p for x, p in told]
        return texts[0], texts[1]


class Left(Record):
    """Something of the old book that is not in the new one."""

    kind: Literal["sheet", "cells", "rows", "name", "parts", "macros", "formulas"]
    name: str = Field(description="What it is called, or where it stands.")
    reason: Message


class Form(Record):
    """What a book is made as."""

    template: str = Field(description="The version of the template; may be empty.")
    language: Language
    edition: str
    months: tuple[str, str] = Field(description="First and last, such as 2026-01.")


class Outcome(Record):
    """What an upgrade does, or did."""

    format: Literal[1] = 1
    file: str = Field(description="The old book.")
    target: str = Field(description="The new one.")
    is_current: bool = Field(description="Nothing to do: nothing is written.")
    before: Form
    after: Form
    rows: dict[str, int] = Field(
        default={}, description="How many rows of each table are kept."
    )
    inputs: int = Field(default=0, description="Filled input cells of the months.")
    columns: tuple[str, ...] = Field(
        default=(), description="Columns of the user, kept."
    )
    sheets: tuple[str, ...] = Field(default=(), description="Sheets of the user, kept.")
    closed: int = Field(
        default=0, description="Rows of the history of closed months, kept."
    )
    compared: int = Field(
        default=0, description="How many figures of months were compared."
    )
    changes: tuple[Change, ...] = Field(
        default=(), description="Those that are not as before."
    )
    left: tuple[Left, ...] = Field(
        default=(), description="What is only in the old book."
    )
    not_computed: int = Field(default=0, description="Formulas without a fresh value.")
    written: bool = False
    backup: str | None = Field(default=None, description="The old book, if replaced.")

    @property
    def refused(self) -> tuple[Change, ...]:
        """The changes that nobody announced or accepted."""
        return tuple(change for change in self.changes if not change.is_announced)


def names_of(column: MonthlyColumn) -> set[str]:
    """
    Return the words that mean a column on the command line, in lower case.

    Its key and headers, and what the KPI is called that it belongs to.
    """
    template = load_template()
    words = {column.key}
    for language in LANGUAGES:
        texts = load_texts(language)
        words.add(texts[f"monthly.headers.{column.key}"])
        for kpi in template.kpis:
            parts = {kpi.key, kpi.base, kpi.successes, kpi.low, kpi.high}
            if column.key in parts or column.key.startswith(f"{kpi.key}_"):
                words |= {kpi.key, texts[f"kpis.{kpi.key}.code"]}
                words.add(texts[f"kpis.{kpi.key}.name"])
    return {word.casefold() for word in words}


def figure(value: object) -> Figure:
    """Return a cell's value as it is told."""
    if isinstance(value, Code):
        return value.value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return float(value)
    return None if value is None or value == "" else str(value)


def _number(value: Figure) -> float | None:
    return value if isinstance(value, float) else None
