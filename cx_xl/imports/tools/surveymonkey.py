"""SurveyMonkey: two header rows, or one where the export was flattened."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from cx_xl.imports.contract import Layout, unique
from cx_xl.imports.tools import header_rows

if TYPE_CHECKING:
    from cx_xl.imports.contract import Importer, Source

META = (
    "Respondent ID",
    "Collector ID",
    "Start Date",
    "End Date",
    "IP Address",
    "Email Address",
    "First Name",
    "Last Name",
)
ANSWERED = {"response", "open-ended response"}
_TAG = re.compile(r"<[^>]*>")


class SurveyMonkey:
    """Known by the columns that it writes in front of the questions."""

    key = "surveymonkey"
    name = "SurveyMonkey"

    def knows(self, source: Source) -> float:
        """Return how sure it is."""
        found = header_rows.share(_clean(source.head), META)
        return (
            found
            if header_rows.place(source.head, "Respondent ID") is not None
            else 0.0
        )

    def layout(self, source: Source) -> Layout:
        """Return what the export looks like."""
        head = _clean(source.head)
        below = _clean(header_rows.row(source, 2, len(head)))
        first = header_rows.place(head, "Respondent ID")
        has_two = not (below[first or 0])  # an answer has an id, a header row has none
        names = unique(_joined(head, below) if has_two else head)
        meta = {
            i for i, name in enumerate(head) if name in META or "Custom Data" in name
        }
        return Layout(
            names=names,
            asked=names,
            header_rows=2 if has_two else 1,
            date=header_rows.place(head, "End Date", "Date Modified", "Start Date"),
            response_id=header_rows.place(head, "Respondent ID"),
            unique_ids=True,
            day_first=False,
            no_scores=frozenset(meta),
        )


IMPORTER: Importer = SurveyMonkey()


def _joined(head: tuple[str, ...], below: tuple[str, ...]) -> list[str]:
    """Return the question of each column, with its choice where it has several."""
    names, question = [], ""
    for above, choice in zip(head, below, strict=True):
        is_first = bool(above)
        question = above or question
        own = choice if choice.casefold() not in ANSWERED else ""
        is_alone = is_first and not own
        names.append(question if is_alone else f"{question} - {own}".strip(" -"))
    return names


def _clean(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return header cells without tags and entities."""
    plain = (html.unescape(_TAG.sub(" ", cell)) for cell in cells)
    return tuple(" ".join(cell.split()) for cell in plain)
