"""A report in words: every form takes its sentences and labels from here."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from cx_xl.workbooks import numbers
from cx_xl.workbooks.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cx_xl.errors import Language
    from cx_xl.reports.model import Change, Finding, KpiResult, Report, Segment

MOST_FINDINGS = 6
MOST_AREAS = 3
MARKS = {
    "good": "●",
    "watch": "▲",
    "bad": "◆",
    "no target": "○",
    "no data": "○",
    "error": "✕",
}


@cache
def report_texts(language: Language) -> Texts:
    """Read the words of reports."""
    source = files("cx_xl.reports") / f"texts.{language}.toml"
    return Texts(language, tomllib.loads(source.read_text("utf-8")))


def plain(words: str) -> str:
    r"""
    Return text from a book on one line, without control or direction marks.

    No form can show them: XML forbids some, PowerPoint breaks lines at others, and
    others turn text around.

    >>> plain("a\x00b\u202ec\nd")
    'a b c d'
    """
    return "".join(c if c.isprintable() or c == "\u00a0" else " " for c in words)


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
    change_interval: str
    verdict: str
    verdict_key: str
    is_card: bool


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


@dataclass(frozen=True)
class FindingWords:
    """A finding as text."""

    severity: str
    what: str
    where: str
    remedy: str


@dataclass(frozen=True)
class Story:
    """
    A report in one language.

    Attributes:
        report: what to say.
        language: how.
        minus: the sign of negative numbers; a terminal may know the plain one only.
    """

    report: Report
    language: Language
    minus: str = "-"

    def text(self, key: str, **values: object) -> str:
        """Return a text of the report with its numbers."""
        text = report_texts(self.language)[key]
        return text.format(**values) if values else text

    def typeset(self, number: str) -> str:
        """Return a number, or an interval, with the minus of the form."""
        return number if number == numbers.NONE else number.replace("-", self.minus)

    @property
    def confidence(self) -> str:
        """The level of the intervals, as in 95 %."""
        return numbers.percent(self.report.confidence, self.language)

    @property
    def month(self) -> str:
        """The month in words."""
        return numbers.month(self.report.month, self.language)

    @property
    def before(self) -> str:
        """The month before in words; nothing if there is none."""
        day = self.report.before
        return numbers.month(day, self.language) if day else ""

    @property
    def made(self) -> str:
        """Where the report comes from."""
        day = self.report.made
        written = {"en": f"{day.day} {numbers.month(day, 'en')}"}
        date = written.get(self.language, f"{day.day} {numbers.month(day, 'it')}")
        return self.text("made", file=plain(self.report.file), date=date)

    @cached_property
    def labels(self) -> dict[str, str]:
        """The headers of tables and sections, by what stands below them."""
        confidence, before = self.confidence, self.before
        columns = (
            *("kpi", "value", "base", "target", "status", "verdict", "segment"),
            *("channel", "nps", "promoters", "detractors", "rest"),
        )
        sections = ("kpis", "trend", "segments", "channels", "quality", "notes")
        return {
            **{key: self.text(f"columns.{key}") for key in columns},
            **{key: self.text(f"sections.{key}") for key in sections},
            "interval": self.text("columns.interval", confidence=confidence),
            "months": self.text("columns.trend"),
            "change": (
                self.text("columns.change", before=before)
                if before
                else self.text("columns.change_alone")
            ),
            "trend_caption": self.text("chart.trend", confidence=confidence),
            "segments_caption": self.text("chart.segments", confidence=confidence),
        }

    @cached_property
    def kpis(self) -> tuple[KpiWords, ...]:
        """All KPIs, in the order of the book."""
        return tuple(map(self._kpi, self.report.kpis))

    @property
    def cards(self) -> tuple[KpiWords, ...]:
        """The most important ones."""
        return tuple(kpi for kpi in self.kpis if kpi.is_card)

    @cached_property
    def segments(self) -> tuple[SegmentWords, ...]:
        """The segments, in the order of the book."""
        return tuple(map(self._segment, self.report.segments))

    @property
    def has_segments(self) -> bool:
        """Whether any segment has a value to draw."""
        return any(segment.nps is not None for segment in self.report.segments)

    @cached_property
    def channels(self) -> tuple[SegmentWords, ...]:
        """The channels, in the order of the book."""
        return tuple(map(self._segment, self.report.channels))

    @cached_property
    def headlines(self) -> tuple[str, ...]:
        """The month in a few sentences; what makes numbers wrong comes first."""
        # An abbreviation at the end of a sentence brings its own full stop.
        return tuple(said.replace("p.p..", "p.p.") for said in self._headlines())

    @cached_property
    def quality(self) -> tuple[str, ...]:
        """How far the data can be trusted, in sentences."""
        return tuple(self._quality())

    @cached_property
    def findings(self) -> tuple[FindingWords, ...]:
        """What the checks found, errors first, as many as fit."""
        shown = [f for f in self.report.quality.findings if f.severity != "note"]
        return tuple(map(self._finding, shown[:MOST_FINDINGS]))

    @property
    def notes(self) -> tuple[str, ...]:
        """How to read the numbers."""
        looks = self.report.looks
        tests = {0: "no_tests", 1: "one_test"}.get(looks, "tests")
        given: dict[str, object] = {
            "confidence": self.confidence,
            "looks": looks,
            "least": self.report.min_base,
            "program": self.report.program,
            "template": self.report.template,
        }
        keys = ("interval", tests, "segments", "costs", "made")
        return tuple(self.text(f"notes.{key}", **given) for key in keys)

    def trend_alt(self, key: str = "nps") -> str:
        """Return what the trend shows, for who does not see it."""
        kpi = self.report.kpi(key)
        last = kpi.trend[-1]
        if last.value is None:
            return self.text("chart.trend_empty")
        value, low, high = (
            self.typeset(numbers.shown(number, kpi.unit, self.language))
            for number in (last.value, last.low, last.high)
        )
        return self.text(
            "chart.trend_alt",
            first=numbers.month(kpi.trend[0].month, self.language),
            last=numbers.month(last.month, self.language),
            value=value,
            low=low,
            high=high,
            base=numbers.count(last.base, self.language),
        )

    def segments_alt(self) -> str:
        """Return what the chart of the segments shows."""
        values = "; ".join(
            f"{s.name} {s.nps} ({s.interval}, n = {s.base})"
            for s in self.segments
            if s.nps != numbers.NONE
        )
        return self.text("chart.segments_alt", values=values)

    def _kpi(self, kpi: KpiResult) -> KpiWords:
        language, unit = self.language, kpi.unit
        now, change = kpi.now, kpi.change
        value, target = numbers.told_apart(now.value, kpi.target, unit, language)
        status = kpi.status.replace(" ", "_")
        limits = change.low, change.high
        verdict = _verdict_key(change)
        return KpiWords(
            key=kpi.key,
            code=kpi.code,
            name=plain(kpi.name),
            value=kpi.error or self.typeset(value),
            interval=self.typeset(numbers.interval(now.low, now.high, unit, language)),
            base=numbers.count(now.base, language),
            target=self.typeset(target),
            status=self.text(f"status.{status}"),
            status_key=status,
            mark=MARKS[kpi.status],
            change=self.typeset(numbers.difference(change.difference, unit, language)),
            change_interval=self.typeset(
                numbers.interval_of_difference(*limits, unit, language)
            ),
            verdict=self.text(f"verdict.{verdict}"),
            verdict_key=verdict,
            is_card=kpi.is_card,
        )

    def _segment(self, segment: Segment) -> SegmentWords:
        language = self.language
        verdict = segment.verdict.replace(" ", "_")
        if verdict == "clear":
            is_higher = (segment.nps or 0) > (segment.rest or 0)
            verdict = "higher" if is_higher else "lower"
        shares = segment.promoters, segment.detractors
        promoters, detractors = (numbers.shown(s, "share", language) for s in shares)
        return SegmentWords(
            name=plain(segment.name),
            nps=self.typeset(numbers.shown(segment.nps, "points", language)),
            interval=self.typeset(
                numbers.interval(segment.low, segment.high, "points", language)
            ),
            base=numbers.count(segment.base, language),
            promoters=promoters,
            detractors=detractors,
            verdict=self.text(f"segment_verdict.{verdict}"),
            verdict_key=verdict,
        )

    def _finding(self, finding: Finding) -> FindingWords:
        many = f" ({finding.count})" if finding.count > 1 else ""
        where = plain(", ".join(finding.where[:MOST_AREAS]))
        if len(finding.where) > MOST_AREAS:
            where += " …"
        return FindingWords(
            severity=finding.severity,
            what=finding.what.say(self.language) + many,
            where=where,
            remedy=finding.remedy.say(self.language),
        )

    def _headlines(self) -> Iterator[str]:
        errors = len(self.report.errors)
        if errors:
            key = "error" if errors == 1 else "errors"
            yield self.text(f"headline.{key}", count=errors)
        yield self._first()
        off = [kpi.name for kpi in self.kpis if kpi.status_key == "bad"]
        if off:
            yield self.text("headline.off_target", names=", ".join(off))
        yield self._changed()
        for segment, words in zip(self.report.segments, self.segments, strict=True):
            if segment.verdict == "clear":
                rest = self.typeset(
                    numbers.shown(segment.rest, "points", self.language)
                )
                yield self.text(
                    "headline.segment", name=words.name, value=words.nps, rest=rest
                )

    def _first(self) -> str:
        """Say how the first KPI stands."""
        kpi, words = self.report.kpis[0], self.kpis[0]
        now = kpi.now
        if now.low is None or now.high is None:
            value = (
                words.value if words.value != numbers.NONE else self.text("no_value")
            )
            status = words.status.lower()
            return self.text(
                "headline.value_only", name=words.name, value=value, status=status
            )
        low, high = (
            self.typeset(numbers.shown(n, kpi.unit, self.language))
            for n in (now.low, now.high)
        )
        return self.text(
            "headline.value",
            name=words.name,
            value=words.value,
            low=low,
            high=high,
            base=words.base,
            status=words.status.lower(),
        )

    def _changed(self) -> str:
        clear = [
            f"{words.name} {words.change}"
            for kpi, words in zip(self.report.kpis, self.kpis, strict=True)
            if kpi.change.verdict == "clear"
        ]
        if clear:
            names = "; ".join(clear)
            return self.text("headline.clear", before=self.before, names=names)
        if self.report.looks:
            return self.text("headline.no_clear", before=self.before)
        return self.text("headline.no_before")

    def _quality(self) -> Iterator[str]:
        quality, language = self.report.quality, self.language
        if not quality.findings:
            yield self.text("quality.fine", checks=quality.checks)
        if quality.answers:
            yield self.text(
                "quality.answers",
                answers=numbers.count(quality.answers, language),
                **quality.unanswered,
            )
        if quality.counted:
            counted = numbers.count(quality.counted, language)
            yield self.text("quality.counted", people=counted)
        if not quality.answers and not quality.counted:
            yield self.text("quality.no_answers")
        if quality.outside:
            count = numbers.count(quality.outside, language)
            yield self.text("quality.outside", count=count)
        yield from self._small()
        hidden = len(quality.findings) - len(self.findings)
        if hidden > 0:
            yield self.text("quality.more", count=hidden)

    def _small(self) -> Iterator[str]:
        """Name what has few answers."""
        report = self.report
        bases = [
            *(
                (plain(kpi.name), kpi.now.base)
                for kpi in report.kpis
                if kpi.now.low is not None
            ),
            *((plain(s.name), s.base) for s in (*report.segments, *report.channels)),
        ]
        below = [name for name, base in bases if base and base < report.min_base]
        careful = [
            name
            for name, base in bases
            if base and report.min_base <= base < report.careful_base
        ]
        if below:
            yield self.text(
                "quality.below", least=report.min_base, names=", ".join(below)
            )
        if careful:
            yield self.text(
                "quality.small", careful=report.careful_base, names=", ".join(careful)
            )


def _verdict_key(change: Change) -> str:
    if change.verdict != "clear":
        return change.verdict.replace(" ", "_")
    return {True: "better", False: "worse", None: "clear"}[change.is_better]
