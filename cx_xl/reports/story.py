"""A report in words: every form takes its sentences and labels from here."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cx_xl.reports.report_rows import FindingWords, KpiWords, SegmentWords
from cx_xl.reports.voice import Voice, plain
from cx_xl.workbooks import numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cx_xl.reports.model import Segment

MOST_FINDINGS = 6


class Story(Voice):
    """A report in one language: what stands in it, section by section."""

    @property
    def made(self) -> str:
        """Where the report comes from."""
        date = numbers.in_words(self.report.made, self.language)
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
        return tuple(KpiWords.of(kpi, self) for kpi in self.report.kpis)

    @property
    def cards(self) -> tuple[KpiWords, ...]:
        """The most important ones."""
        return tuple(kpi for kpi in self.kpis if kpi.is_card)

    @cached_property
    def segments(self) -> tuple[SegmentWords, ...]:
        """The segments, in the order of the book."""
        return self._groups(self.report.segments)

    @property
    def has_segments(self) -> bool:
        """Whether any segment has a value to draw."""
        return any(segment.nps is not None for segment in self.report.segments)

    @cached_property
    def channels(self) -> tuple[SegmentWords, ...]:
        """The channels, in the order of the book."""
        return self._groups(self.report.channels)

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
        return tuple(FindingWords.of(found, self) for found in shown[:MOST_FINDINGS])

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

    def trend_alt(self) -> str:
        """Return what the trend shows, for who does not see it."""
        kpi = self.report.kpi("nps")
        last = kpi.trend[-1]
        if last.value is None:
            return self.text("chart.trend_empty")
        value, low, high = (
            self.shown(number, kpi.unit) for number in (last.value, last.low, last.high)
        )
        return self.text(
            "chart.trend_alt",
            first=numbers.month(kpi.trend[0].month, self.language),
            last=numbers.month(last.month, self.language),
            value=value,
            low=low,
            high=high,
            base=self.count(last.base),
        )

    def segments_alt(self) -> str:
        """Return what the chart of the segments shows."""
        values = "; ".join(
            f"{s.name} {s.nps} ({s.interval}, n = {s.base})"
            for s in self.segments
            if s.nps != numbers.NONE
        )
        return self.text("chart.segments_alt", values=values)

    def _groups(self, groups: Iterable[Segment]) -> tuple[SegmentWords, ...]:
        return tuple(SegmentWords.of(group, self) for group in groups)

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
                rest = self.shown(segment.rest, "points")
                yield self.text(
                    "headline.segment", name=words.name, value=words.nps, rest=rest
                )

    def _first(self) -> str:
        """Say how the first KPI stands."""
        kpi, words = self.report.kpis[0], self.kpis[0]
        now = kpi.now
        if words.value == numbers.NONE:
            return self.text("headline.no_value", name=words.name)
        if now.low is None or now.high is None:
            return self.text(
                "headline.value_only",
                name=words.name,
                value=words.value,
                status=words.status.lower(),
            )
        low, high = (self.shown(limit, kpi.unit) for limit in (now.low, now.high))
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
        quality = self.report.quality
        if not quality.findings:
            yield self.text("quality.fine", checks=quality.checks)
        if quality.answers:
            yield self.text(
                "quality.answers",
                answers=self.count(quality.answers),
                **quality.unanswered,
            )
        if quality.counted:
            counted = self.count(quality.counted)
            yield self.text("quality.counted", people=counted)
        if not quality.answers and not quality.counted:
            yield self.text("quality.no_answers")
        if quality.outside:
            yield self.text("quality.outside", count=self.count(quality.outside))
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
