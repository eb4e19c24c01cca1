"""
A roll-up as data: what the sheets show, and what JSON holds.

Rates are fractions, net scores are points, money is in the currency of the books. A
number is None where there is none, or where too few people stand behind it. Nothing is
rounded.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from cx_xl.headless import Message
from cx_xl.record import Record
from cx_xl.workbooks.template_model import Unit

FORMAT = 1
Verdict = Literal["higher", "lower", "hint", "none", "too few", "no test", "no data"]


class Figure(Record):
    """A KPI of one book, or of all of them together."""

    value: float | None = None
    low: float | None = Field(default=None, description="Lower end of its interval.")
    high: float | None = Field(default=None, description="Upper end of its interval.")
    base: float | None = Field(
        default=None, description="How many answers or customers."
    )
    amounts: tuple[float, ...] | None = Field(
        default=None, description="What is added, in the order of the KPI's amounts."
    )


class BookFigure(Record):
    """A KPI of one book, beside all the other books together."""

    book: str
    figure: Figure = Field(
        description="Empty without data, and where its base is below the least."
    )
    is_withheld: bool = Field(
        description="It is in the total, but too few people stand behind it, or with "
        "it one that is could be worked out."
    )
    verdict: Verdict = Field(
        description="higher, lower: significantly so than all other books, after the "
        "correction for all looks; hint: before it only; none: no sign; too few: a "
        "base below the minimum; no test: the KPI has no interval, or there are no "
        "others; no data: the book does not have the KPI."
    )
    difference: float | None = Field(
        default=None, description="This book minus all the others together."
    )
    low: float | None = Field(default=None, description="Lower end of its interval.")
    high: float | None = Field(default=None, description="Upper end of its interval.")
    p: float | None = Field(
        default=None, description="Two-sided p-value of this look alone."
    )
    p_adjusted: float | None = Field(
        default=None, description="The same after Holm's correction for all looks."
    )


class KpiTotal(Record):
    """A KPI of all books together, and of each of them."""

    key: str = Field(description="A name that does not change: nps.")
    unit: Unit
    higher_is_better: bool
    amounts: tuple[str, ...] = Field(description="What is added to make the total.")
    total: Figure
    added: int = Field(description="How many books are in the total.")
    looks: int = Field(description="How many differences were tested together.")
    books: tuple[BookFigure, ...] = Field(description="Every book, by its name.")


class BookInfo(Record):
    """A book that is in the totals."""

    book: str = Field(description="Its path inside the folder, without the ending.")
    language: str
    template: str = Field(description="Version of its template; empty if unknown.")
    currency: str = Field(description="Of its costs; empty if no cell shows one.")
    answers: int = Field(description="Dated in the month.")


class LeftOut(Record):
    """A book, or some KPIs of a book, that is not in the totals."""

    book: str = Field(description="Its path inside the folder, without the ending.")
    code: str = Field(description="The cause, as a name that does not change.")
    kpis: tuple[str, ...] = Field(description="The keys left out; empty means all.")
    reason: Message
    remedy: Message


class Rollup(Record):
    """Many books in one month, added up."""

    format: Literal[1] = 1
    folder: str = Field(description="Its name alone.")
    month: date = Field(description="The first day of the month.")
    made: date = Field(description="The day it was made.")
    program: str = Field(description="Version of cx-xl.")
    confidence: float = Field(description="Of all intervals and tests.")
    min_base: int = Field(description="Below it, nothing is tested.")
    least_base: int = Field(description="Below it, no figure of a book is shown.")
    satisfied_from: int = Field(description="The lowest answer that is satisfied.")
    currency: str = Field(description="Of all costs; empty if no book shows one.")
    found: int = Field(description="How many books the folder has.")
    skipped: tuple[str, ...] = Field(
        description="Files that are no books of their own: backups and shared copies."
    )
    books: tuple[BookInfo, ...] = Field(description="Those in the totals, by name.")
    kpis: tuple[KpiTotal, ...]
    left_out: tuple[LeftOut, ...]

    def kpi(self, key: str) -> KpiTotal:
        """Return the KPI of that key."""
        return next(kpi for kpi in self.kpis if kpi.key == key)
