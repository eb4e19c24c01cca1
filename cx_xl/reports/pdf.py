"""The report as PDF/UA-1: tagged, with a title, a language and alternative texts."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from cx_xl.reports import charts

if TYPE_CHECKING:
    from cx_xl.reports.story import Story


def pdf(story: Story) -> bytes:
    """Return the page, made without browser or network."""
    import typst  # noqa: PLC0415 - the extra

    source = (files("cx_xl.reports") / "page.typ").read_bytes()
    return typst.compile(
        source,
        format="pdf",
        sys_inputs={"data": json.dumps(_data(story))},
        pdf_standards="ua-1",
    )


def _data(story: Story) -> dict[str, Any]:
    """Return all texts and pictures of the page."""
    has_segments = charts.has_segments(story)
    kpis = zip(story.kpis, story.report.kpis, strict=True)
    return {
        "title": f"{story.text('title')}, {story.month}",
        "made": story.made,
        "language": story.language,
        "alarm": bool(story.report.errors),
        "headlines": story.headlines,
        "cards": [asdict(kpi) for kpi in story.cards],
        "kpis": [
            asdict(words) | {"spark": charts.spark(story, kpi)} for words, kpi in kpis
        ],
        "trend_svg": charts.trend(story),
        "trend_alt": story.trend_alt(),
        "segments_svg": charts.segments(story) if has_segments else "",
        "segments_alt": story.segments_alt(),
        "segments": [asdict(segment) for segment in story.segments],
        "channels": [asdict(segment) for segment in story.channels],
        "findings": [
            asdict(finding)
            | {"remedy": story.text("quality.remedy", remedy=finding.remedy)}
            for finding in story.findings
        ],
        "quality": story.quality,
        "notes": story.notes,
        "labels": story.labels,
    }
