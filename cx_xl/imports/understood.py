"""What is known about an export: its columns, their roles, what is still open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cx_xl.errors import Text
from cx_xl.imports.contract import cell_at
from cx_xl.imports.import_refusals import NoSuchColumn, TwiceTheSame

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cx_xl.imports.contract import Cell, Importer, Layout, Row, Source
    from cx_xl.imports.moments import Dates
    from cx_xl.imports.profile import Profile
    from cx_xl.imports.questions import Question
    from cx_xl.imports.scores import Scores

ROLES: Mapping[str, Text] = {
    "date": Text("date", "data"),
    "response_id": Text("response id", "id della risposta"),
    "nps": Text("NPS", "NPS"),
    "csat": Text("CSAT", "CSAT"),
    "ces": Text("CES", "CES"),
    "segment": Text("segment", "segmento"),
    "channel": Text("channel", "canale"),
}


@dataclass
class Understanding:
    """
    All that is known about an export.

    Attributes:
        source, importer, layout: what it is.
        profile: the answers so far, completed by what shows.
        rows: the rows of answers with their numbers in the file.
        columns: the column of each role that has one.
        also: the column behind each further column of the book.
        scores: what each column of scores says.
        dates: what the column of dates shows.
        personal, others: columns that stay out.
        question: the first thing that only the user knows, None if nothing is left.
    """

    source: Source
    importer: Importer
    layout: Layout
    profile: Profile
    rows: list[tuple[int, Row]]
    columns: dict[str, int] = field(default_factory=dict)
    also: dict[str, int] = field(default_factory=dict)
    scores: dict[str, Scores] = field(default_factory=dict)
    dates: Dates | None = None
    personal: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    question: Question | None = None

    def cells(self, column: int) -> list[Cell]:
        """Return a column of the answers."""
        return [cell_at(row, column) for _, row in self.rows]


def column_of(layout: Layout, name: str, file: str) -> int:
    """
    Return the column that is called *name*, or in which *name* was asked.

    Raises:
        NoSuchColumn, TwiceTheSame.
    """
    wanted = " ".join(name.split()).casefold()
    for names in (layout.names, layout.asked):
        known = [each.casefold() for each in names]
        if known.count(wanted) > 1:
            same = [layout.names[i] for i, each in enumerate(known) if each == wanted]
            raise TwiceTheSame(
                file=file, column=name, columns=", ".join(map(repr, same))
            )
        if wanted in known:
            return known.index(wanted)
    raise NoSuchColumn(
        file=file, column=name, columns=", ".join(map(repr, layout.names))
    )
