"""The report as PDF/UA-1: tagged, with a title, a language and alternative texts."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import typst

from cx_xl.errors import Explained
from cx_xl.reports import charts

if TYPE_CHECKING:
    from cx_xl.reports.story import Story


_UNSHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')


class NoFont(Explained):
    """An accessible PDF needs a font for each letter."""

    en = "no font here has {text}; install one (such as Noto Sans), or use --html."
    it = "qui nessun carattere ha {text}; installane uno (come Noto Sans) o usa --html."


def pdf(story: Story) -> bytes:
    """
    Return the page, made without browser or network.

    Raises:
        NoFont: a name has letters that no font of this computer has.
    """
    source = (files("cx_xl.reports") / "page.typ").read_bytes()
    try:
        return typst.compile(
            source,
            format="pdf",
            sys_inputs={"data": json.dumps(_data(story))},
            pdf_standards="ua-1",
        )
    except typst.TypstError as error:
        unshown = _UNSHOWN.search(str(error))
        if unshown is None:
            raise
        raise NoFont(text=unshown[1]) from error


def _data(story: Story) -> dict[str, Any]:
    """Return all texts and pictures of the page."""
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
        "segments_svg": charts.segments(story) if story.has_segments else "",
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
