"""Counts into a filled book: those of their months and question are replaced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cx_xl.cells import number
from cx_xl.dates import day, serial
from cx_xl.errors import LANGUAGES
from cx_xl.files.file_refusals import FileRefused
from cx_xl.files.growth import TableCannotGrow
from cx_xl.files.sheet_reader import read_sheet
from cx_xl.tally import Mass
from cx_xl.workbooks.keeping import BookFile
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.texts import load_texts

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence

    from cx_xl.files.shared_formulas import Value
    from cx_xl.workbooks.keeping import Rewritten

TABLE = "tblCounts"
KEYS = tuple(column.key for column in load_template().counts)
SCALES = {
    c.key: (c.low, c.high) for c in load_template().responses if c.kind == "score"
}
MONTHS = ("period", "month", "mese")
NEEDED = ("score", "n")
Line = tuple[Any, ...]  # the cells of a row of the table


class NotCounts(FileRefused):
    """A file whose columns are not those of counts."""

    en = (
        "{file} holds no counts by month: it needs the columns period, score and n, as "
        "cx-xl tally … --period month writes them; it has {columns}."
    )
    it = (
        "{file} non contiene conteggi per mese: servono le colonne period, score e n, "
        "come le scrive cx-xl tally … --period month; ha {columns}."
    )


class BadCount(FileRefused):
    """A row that can not be."""

    en = "{file}, row {row}: {column} is {value!r}; nothing was imported."
    it = "{file}, riga {row}: {column} vale {value!r}; non è stato importato nulla."


@dataclass(frozen=True)
class NewCounts:
    """
    Counts of one question, by month, segment and channel.

    Attributes:
        question: "nps", "csat" or "ces".
        masses: by month, segment, channel and score.
    """

    question: str
    masses: Mapping[tuple[date, str, str, float], Mass]

    @property
    def n(self) -> int:
        """How many people."""
        return sum(mass.n for mass in self.masses.values())

    @property
    def months(self) -> list[date]:
        """Their months."""
        return sorted({month for month, *_ in self.masses})

    def lines(self) -> list[Line]:
        """Return the rows of the table; without weights those stay blank."""
        is_weighted = any(
            not m.n == m.weight == m.squares for m in self.masses.values()
        )
        return [
            (
                int(serial(month)),
                segment or None,
                channel or None,
                self.question.upper(),
                score,
                mass.n,
                *((mass.weight, mass.squares) if is_weighted else (None, None)),
            )
            for (month, segment, channel, score), mass in self.masses.items()
        ]


def read_counts(
    file: str,
    rows: Sequence[Sequence[Any]],
    question: str,
    groups: Mapping[str, str | None],
) -> NewCounts:
    """
    Return the counts in *rows*, whose first one is the header.

    Args:
        file: as messages call it.
        rows: cells, as they are read.
        question: "nps", "csat" or "ces".
        groups: what the columns "segment" and "channel" are called; where it is None,
            a column of that name in either language is taken. Others are pooled.

    Raises:
        NotCounts, BadCount.
    """
    names = [str(cell or "").strip().casefold() for cell in rows[0]] if rows else []
    month = next((names.index(name) for name in MONTHS if name in names), None)
    if month is None or not set(NEEDED) <= set(names):
        raise NotCounts(file=file, columns=", ".join(filter(None, names)) or "-")
    places = {key: _place(names, key, asked) for key, asked in groups.items()}
    if any(place is None for key, place in places.items() if groups[key]):
        raise NotCounts(file=file, columns=", ".join(names))
    found: dict[tuple[date, str, str, float], Mass] = {}
    for line, cells in enumerate(rows[1:], start=2):
        if not any(cell not in {None, ""} for cell in cells):
            continue

        def read(key: str, line: int = line, cells: Sequence[Any] = cells) -> float:
            value = number(cells[names.index(key)])
            if value is None or value < 0:
                held = str(cells[names.index(key)])
                raise BadCount(file=file, row=line, column=key, value=held)
            return value

        when, score, n = _first_day(cells[month]), read("score"), read("n")
        low, high = SCALES[question]
        if not (low or 0) <= score <= (high or 0):
            raise BadCount(file=file, row=line, column="score", value=str(score))
        if when is None:
            held = str(cells[month])
            raise BadCount(file=file, row=line, column=names[month], value=held)
        if not n.is_integer() if isinstance(n, float) else False:
            raise BadCount(file=file, row=line, column="n", value=str(n))
        weight, squares = (
            read(key) if key in names else n for key in ("weight", "squares")
        )
        group = tuple(
            "" if (at := places[key]) is None else str(cells[at] or "").strip()
            for key in ("segment", "channel")
        )
        key = (when, *group, score)
        mass = Mass(int(n), weight, squares)
        found[key] = found[key].plus(mass) if key in found else mass  # type: ignore[index]
    return NewCounts(question, found)


class CountsBook(BookFile):
    """
    A filled workbook that takes counts.

    Raises:
        NotOurBook, OpenDocumentBook, Locked, or another FileRefused.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        super().__init__(path)
        self.table = self.table_called(TABLE)

    @cached_property
    def held(self) -> list[Line]:
        """The rows that hold something."""
        area, sheet = self.table.area, read_sheet(self.package, self.table.sheet)
        columns = [
            sheet.column(area.left + place, area.top + 1, area.bottom)
            for place in range(len(KEYS))
        ]
        lines = zip(*columns, strict=True)
        return [line for line in lines if any(cell not in {None, ""} for cell in line)]

    def replaced(self, new: NewCounts) -> list[Line]:
        """Return the rows of the same months and question."""
        days = {int(serial(month)) for month in new.months}
        return [
            line
            for line in self.held
            if line[0] in days and str(line[3]).casefold() == new.question
        ]

    def receive(self, new: NewCounts, today: date) -> Rewritten:
        """
        Write the counts in place of those of their months and question.

        Raises:
            TableCannotGrow: they do not fit, or the table holds formulas of the user.
            FileRefused: ChangedMeanwhile, Locked, CannotWrite.
        """
        gone = set(map(id, self.replaced(new)))
        lines = [line for line in self.held if id(line) not in gone] + new.lines()
        area = self.table.area
        if len(lines) > area.bottom - area.top or any(self.table.formulas):
            raise TableCannotGrow(file=self.path.name, table=TABLE)
        most = max(len(lines), self._last)
        blank: Line = (None,) * len(KEYS)
        cells: dict[tuple[int, int], Value] = {
            (area.top + 1 + row, area.left + column): value
            for row in range(most)
            for column, value in enumerate(lines[row] if row < len(lines) else blank)
        }
        return self.rewrite({}, {self.table.sheet: cells}, today)

    @property
    def _last(self) -> int:
        """How many rows reach down to the last one that holds something."""
        area, sheet = self.table.area, read_sheet(self.package, self.table.sheet)
        rows = [row for (row, _), value in sheet.cells() if value not in {None, ""}]
        inside = [row - area.top for row in rows if area.top < row <= area.bottom]
        return max(inside, default=0)


def _place(names: Sequence[str], key: str, asked: str | None) -> int | None:
    wanted = {asked.strip().casefold()} if asked else {key}
    if not asked:
        texts = (load_texts(language)[f"counts.{key}.header"] for language in LANGUAGES)
        wanted |= set(map(str.casefold, texts))
    return next((at for at, name in enumerate(names) if name in wanted), None)


def _first_day(cell: Any) -> date | None:
    """Return the first day of a month; anything else is none."""
    if isinstance(cell, str):
        try:
            found: date | None = date.fromisoformat(cell.strip())
        except ValueError:
            return None
    else:
        found = cell.date() if isinstance(cell, datetime) else day(cell)
    return found if found and found.day == 1 else None
