"""The report as one page of HTML: nothing is loaded, nothing runs."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

import jinja2

from cx_xl.reports import charts

if TYPE_CHECKING:
    from cx_xl.reports.story import Story


def html(story: Story) -> bytes:
    """
    Return the page.

    Text from the book is escaped; charts are pictures, where nothing can run; and the
    page forbids its reader's browser to load or run anything else.
    """
    folder = files("cx_xl.reports")
    style = (folder / "page.css").read_text("utf-8")
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    page = environment.from_string((folder / "page.html.j2").read_text("utf-8"))
    sparks = {kpi.key: _source(charts.spark(story, kpi)) for kpi in story.report.kpis}
    text = page.render(
        story=story,
        style=_Trusted(style),
        style_hash=_Trusted(_hash(style)),
        trend={
            "wide": _source(charts.trend(story)),
            "narrow": _source(charts.trend(story, width=340, height=220)),
        },
        segments=_source(charts.segments(story)) if story.has_segments else "",
        sparks=sparks,
    )
    return text.encode()


class _Trusted(str):
    """Our own style, which is no text to escape."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def _hash(style: str) -> str:
    return f"sha256-{b64encode(sha256(style.encode()).digest()).decode()}"


def _source(svg: str) -> str:
    """Return a picture as the source of an image."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
