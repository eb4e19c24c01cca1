"""What an importer is: a way to know a survey tool, and a way to read its export."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from cx_xl.errors import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    Cell = str | int | float | bool | datetime | None
    Row = Sequence[Cell]

# Why a row is left out, of any tool that exports answers before they are sent off.
PARTIAL = Text(
    "was not sent off (--partial counts it)", "non è stata inviata (--partial)"
)


@dataclass(frozen=True)
class Source:
    """
    An export as it lies in its file.

    Attributes:
        file: its name without folders.
        rows: all rows, headers and blank ones too: row 1 of the file is rows[0].
        format: "text" or "workbook".
        encoding: of a text; empty for a workbook.
        separator: of a text; empty for a workbook.
        sheet: of a workbook; empty for a text.
        is_sure: whether the bytes said how they are to be read; cp1252 never does.
        header: the row, from 1, that the user calls the header.
    """

    file: str
    rows: Sequence[Row]
    format: str
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    is_sure: bool = True
    header: int | None = None

    @property
    def head(self) -> tuple[str, ...]:
        """The first row as text: what most tools are known by."""
        return texts(self.rows[0]) if self.rows else ()


def texts(row: Row) -> tuple[str, ...]:
    """Return the cells of a header row as plain text, without line breaks."""
    return tuple(" ".join(str(cell or "").split()) for cell in row)


@dataclass(frozen=True)
class Layout:
    """
    What a tool's export looks like.

    Attributes:
        names: what the columns are called, each name once.
        asked: what was asked in each column, where the export says so.
        header_rows: how many rows stand above the answers.
        first: the row number, from 1, of the first header row.
        date: the column of the moment that counts, None if the tool names none.
        response_id: the column that names a response, None if there is none.
        unique_ids: whether two surveys of the tool never share an id.
        is_utc: whether its times are in Coordinated Universal Time.
        day_first: how the tool writes its dates, None if that depends.
        no_scores: columns that are never scores, dates, segments or channels.
        hints: columns that the tool itself names, by role.
        points: what the tool's own words count, by role.
        leave: why a row is left out, None if it counts.
        notes: what the user should know about this tool's figures.
    """

    names: tuple[str, ...]
    asked: tuple[str, ...]
    header_rows: int = 1
    first: int = 1
    date: int | None = None
    response_id: int | None = None
    unique_ids: bool = False
    is_utc: bool = False
    day_first: bool | None = None
    no_scores: frozenset[int] = frozenset()
    hints: Mapping[str, int] = field(default_factory=dict)
    points: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    leave: Callable[[Row, bool], Text | None] = lambda _row, _partial: None
    notes: tuple[Text, ...] = ()

    def answers(self, source: Source) -> list[tuple[int, Row]]:
        """Return the rows below the headers with their numbers in the file."""
        start = self.first - 1 + self.header_rows
        below = enumerate(source.rows[start:], start=start + 1)
        return [(number, row) for number, row in below if not is_empty(row)]


class Importer(Protocol):
    """
    One survey tool.

    Each of ours is the `IMPORTER` of a module in `cx_xl.imports.tools`; others register
    an instance under the entry point group "cx_xl.importers".

    Attributes:
        key: what profiles and `--tool` call it.
        name: what people call it.
    """

    key: str
    name: str

    def knows(self, source: Source) -> float:
        """Return how sure it is, 0 to 1, that the export is its own."""
        ...

    def layout(self, source: Source) -> Layout:
        """Return what the export looks like."""
        ...


def is_empty(row: Row) -> bool:
    """Tell whether a row holds nothing."""
    return all(
        cell is None or (isinstance(cell, str) and not cell.strip()) for cell in row
    )


def cell_at(row: Row, column: int | None) -> Cell:
    """Return a cell of a row that may be shorter than its header; blanks are None."""
    if column is None or column >= len(row):
        return None
    cell = row[column]
    if isinstance(cell, str):
        return cell.strip() or None
    return cell


def unique(names: Sequence[str]) -> tuple[str, ...]:
    """
    Return *names* such that each stands once; blank ones are called by their letter.

    >>> unique(["Other", "Other", ""])
    ('Other', 'Other (2)', 'C')
    """
    from cx_xl.files.addresses import column_letters  # noqa: PLC0415 - light, rarely

    seen: dict[str, int] = {}
    found = []
    for number, name in enumerate(names, start=1):
        plain = name or column_letters(number)
        seen[plain] = seen.get(plain, 0) + 1
        found.append(plain if seen[plain] == 1 else f"{plain} ({seen[plain]})")
    return tuple(found)
