"""An export of counts: how many people gave each answer, by month and group."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from cx_xl.cells import number
from cx_xl.files.file_refusals import FileRefused
from cx_xl.imports.contract import Layout, cell_at, texts, unique
from cx_xl.imports.import_refusals import NoAnswers
from cx_xl.imports.personal import is_personal
from cx_xl.imports.profile import LEFT_OUT
from cx_xl.imports.questions import ask_personal, ask_points
from cx_xl.imports.scores import read_scores
from cx_xl.imports.steps import scale_question
from cx_xl.imports.understood import column_of
from cx_xl.tally import Mass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cx_xl.imports.contract import Cell, Row, Source
    from cx_xl.imports.profile import Profile
    from cx_xl.imports.questions import Question
    from cx_xl.imports.scores import Scale, Scores

# The columns of `cx-xl tally`, and those of sheet Counts in either language.
COLUMNS = {
    "month": ("period", "month", "mese"),
    "score": ("score", "voto"),
    "n": ("n",),
    "segment": ("segment", "segmento"),
    "channel": ("channel", "canale"),
    "question": ("question", "domanda"),
    "weight": ("weight", "pesi"),
    "squares": ("squares", "quadrati"),
}
GROUPS = ("segment", "channel")
WEIGHTS = ("weight", "squares")


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


class HalfWeights(FileRefused):
    """The sum of the weights alone says nothing about an interval."""

    en = "{file} has a column weight or squares, but not both; add it, or delete both."
    it = "{file} ha solo una delle colonne weight e squares; aggiungila, o toglile."


@dataclass
class CountedExport:
    """
    What is known about an export of counts of one question.

    Attributes:
        source: the export.
        scale: of its question.
        profile: the answers so far, completed by what shows.
        layout: what its columns are called.
        columns: the column of each role that has one.
        lines: the rows of counts with their numbers in the file.
        scores: what the column of scores says, by question as for answers.
        pooled: columns whose groups are added up.
        question: the first thing that only the user knows, None if nothing is left.
    """

    source: Source
    scale: Scale
    profile: Profile
    layout: Layout
    columns: dict[str, int]
    lines: list[tuple[int, Row]]
    scores: dict[str, Scores] = field(default_factory=dict)
    pooled: tuple[str, ...] = ()
    question: Question | None = None

    def cell(self, row: Row, role: str) -> Cell:
        """Return a cell by the role of its column; None if there is no such column."""
        return cell_at(row, self.columns.get(role))

    def asks(self, row: Row) -> bool:
        """Tell whether a row is of the question; without that column each one is."""
        name = str(self.cell(row, "question") or "")
        return "question" not in self.columns or name.casefold() == self.scale.key


def understand_counts(source: Source, profile: Profile, scale: Scale) -> CountedExport:
    """
    Say what an export of counts holds, and ask for what does not show.

    Raises:
        NotCounts, HalfWeights: it has no month, score or n, or one sum of weights.
        NoAnswers: it has no row, or its only column of scores is to be left out.
        NoSuchColumn, TwiceTheSame: the profile names a column that is not there.
    """
    top = source.header or 1
    names = unique(texts(source.rows[top - 1])) if len(source.rows) >= top else ()
    layout = Layout(names, (), first=top)
    columns = dict(_columns(source, layout, profile, scale.key))
    if {"month", "score", "n"} - columns.keys():
        raise NotCounts(file=source.file, columns=", ".join(names) or "-")
    if len(columns.keys() & WEIGHTS) == 1:
        raise HalfWeights(file=source.file)
    lines = layout.answers(source)
    if not lines or profile.column(scale.key) == LEFT_OUT:
        raise NoAnswers(file=source.file)
    found = CountedExport(source, scale, profile, layout, columns, lines)
    used = set(columns.values())
    found.pooled = tuple(name for at, name in enumerate(names) if at not in used)
    found.question = _scores(found) or _privacy(found)
    return found


def _columns(
    source: Source, layout: Layout, profile: Profile, key: str
) -> Iterator[tuple[str, int]]:
    """Yield the column of each role: the one that is named, or that is called so."""
    folded = [name.casefold() for name in layout.names]
    named = {"month": "date", "score": key, "segment": "segment", "channel": "channel"}
    for role, usual in COLUMNS.items():
        asked = profile.column(named[role]) if role in named else None
        if asked:
            yield role, column_of(layout, asked, source.file)
        elif asked is None:
            yield from ((role, folded.index(n)) for n in usual if n in folded)


def _scores(found: CountedExport) -> Question | None:
    """Read the column of scores as one of answers, each as often as it is counted."""
    role, profile = found.scale.key, found.profile
    given, size = profile.points.get(role, {}), profile.scales.get(role)
    rows = [row for _, row in found.lines if found.asks(row)]
    cells = [found.cell(row, "score") for row in rows]
    scores = found.scores[role] = read_scores(cells, found.scale, given, size)
    scores.counts.clear()
    for row, cell in zip(rows, cells, strict=True):
        mass, _ = mass_of(found, row)
        scores.counts[type(cell), cell] += mass.n if mass else 0
    if scores.unknown:
        return ask_points(role, scores.unknown, found.scale)
    question = scale_question(role, scores, found.scale, size)
    if scores.labels and not question:
        every = sorted({**given, **scores.labels}.items(), key=lambda item: item[1])
        points = {**profile.points, role: dict(every)}
        found.profile = profile.model_copy(update={"points": points})
    return question


def _privacy(found: CountedExport) -> Question | None:
    """Ask before groups that look personal go into the book."""
    for role in GROUPS if not found.profile.personal else ():
        column = found.columns.get(role)
        if column is not None:
            name = found.layout.names[column]
            if is_personal(name, [cell_at(row, column) for _, row in found.lines]):
                return ask_personal(name)
    return None


def mass_of(found: CountedExport, row: Row) -> tuple[Mass | None, str]:
    """Return how many people a row stands for; None, and the role that is wrong."""
    n = _amount(found.cell(row, "n"))
    if n is None or not float(n).is_integer():
        return None, "n"
    weights = [found.cell(row, key) for key in WEIGHTS]
    if weights == [None, None]:
        return Mass(int(n), n, n), ""
    read = [_amount(cell) for cell in weights]
    for key, weight in zip(WEIGHTS, read, strict=True):
        if weight is None or (n and not weight):
            return None, key
    return Mass(int(n), read[0] or 0, read[1] or 0), ""


def _amount(cell: Cell) -> float | None:
    """Return a number of at least 0; TRUE and dates are none."""
    if isinstance(cell, bool | date):
        return None
    value = number(cell)
    return value if value is not None and value >= 0 else None
