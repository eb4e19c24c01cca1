"""
The report as data: what every form shows, and what JSON holds.

Rates are fractions, net scores are points, money is in the currency of the book. A
number is None where there is none. Nothing is rounded.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from cx_xl.errors import Language
from cx_xl.headless import Message
from cx_xl.record import Record
from cx_xl.workbooks.month import Point
from cx_xl.workbooks.template_model import Unit

FORMAT = 1
Verdict = Literal[
    "clear", "hint", "none", "too few", "no base", "no value", "no month before"
]
Status = Literal["good", "watch", "bad", "no target", "no data", "error"]


class Change(Record):
    """A KPI against the month before."""

    verdict: Verdict = Field(
        description="clear: significant after the correction for all looks; hint: only "
        "before it; none: no sign of a change; too few: a base below the minimum; "
        "no base: the KPI has no interval, so nothing is tested; no value: the month "
        "has none; no month before: nothing to compare with."
    )
    difference: float | None = Field(
        default=None, description="This month minus the last."
    )
    low: float | None = Field(default=None, description="Lower end of its interval.")
    high: float | None = Field(default=None, description="Upper end of its interval.")
    p: float | None = Field(
        default=None, description="Two-sided p-value of this look alone."
    )
    p_adjusted: float | None = Field(
        default=None, description="The same after Holm's correction for all looks."
    )
    is_better: bool | None = Field(
        default=None, description="Whether it went the right way."
    )


class KpiResult(Record):
    """A KPI in the month of the report."""

    key: str = Field(description="A name that does not change: nps.")
    name: str = Field(description="As the book calls it.")
    code: str = Field(description="Its short name, such as NPS.")
    unit: Unit
    is_card: bool = Field(description="One of the most important.")
    now: Point
    target: float | None = None
    amber: float | None = Field(
        default=None, description="Where amber ends and red begins."
    )
    higher_is_better: bool | None = Field(
        default=None, description="None: no direction."
    )
    status: Status
    error: str | None = Field(
        default=None, description="The error that the book shows."
    )
    change: Change
    trend: tuple[Point, ...] = Field(description="Up to twelve months, this one last.")


class Split(Record):
    """How many promoters, passives and detractors a month has."""

    month: date
    promoters: float | None = None
    passives: float | None = None
    detractors: float | None = None


class Segment(Record):
    """The NPS of a segment against that of all others."""

    name: str
    base: int
    nps: float | None = Field(default=None, description="None below the minimum base.")
    low: float | None = None
    high: float | None = None
    promoters: float | None = Field(default=None, description="As a share.")
    detractors: float | None = Field(default=None, description="As a share.")
    rest: float | None = Field(default=None, description="The NPS of all others.")
    p: float | None = None
    p_adjusted: float | None = None
    verdict: Verdict


class Finding(Record):
    """Something that `cx-xl check` found in the book."""

    severity: Literal["error", "warning", "note"]
    what: Message
    remedy: Message
    where: tuple[str, ...] = Field(description="The cells, such as Responses!D6:D9.")
    count: int


class Quality(Record):
    """How far the data can be trusted."""

    answers: int = Field(description="Rows of the month.")
    counted: int = Field(
        default=0, description="People who answered, by sheet Counts, in the month."
    )
    unanswered: dict[str, int] = Field(
        description="Of them, those without a score, by score."
    )
    outside: int = Field(description="Answers of the book that enter no month.")
    checks: int = Field(description="How many checks were made.")
    findings: tuple[Finding, ...]


class Report(Record):
    """What a book says about one month."""

    format: Literal[1] = 1
    file: str = Field(description="The book, without folders.")
    language: Language = Field(description="Of the book.")
    month: date = Field(description="The first day of the month.")
    before: date | None = Field(
        default=None, description="The month it is compared with."
    )
    made: date = Field(description="The day the report was made.")
    template: str = Field(description="Version of the template.")
    program: str = Field(description="Version of cx-xl.")
    confidence: float
    min_base: int = Field(description="Below it, scores are not shown or tested.")
    careful_base: int = Field(description="Below it, read scores with care.")
    kpis: tuple[KpiResult, ...]
    looks: int = Field(description="How many changes were tested together.")
    splits: tuple[Split, ...]
    segments: tuple[Segment, ...]
    channels: tuple[Segment, ...]
    quality: Quality

    def kpi(self, key: str) -> KpiResult:
        """Return the KPI of that key."""
        return next(kpi for kpi in self.kpis if kpi.key == key)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What makes a number wrong or missing."""
        return tuple(f for f in self.quality.findings if f.severity == "error")
