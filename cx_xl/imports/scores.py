"""The scores of a column: every cell becomes a point of its scale, or a reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cx_xl import answers
from cx_xl.cells import is_number
from cx_xl.errors import CxError, Text, UnknownLabels
from cx_xl.kpi.points import points as points_of
from cx_xl.wording import folded, is_no_answer, stars, wordings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cx_xl.imports.contract import Cell

RARE = 0.05  # of the answers: what slips of the pen may be
SUSPICIOUS = 20  # answers from which on a scale that ends early is noticed

OFF_SCALE = Text("is off the scale", "è fuori scala")
OTHER_SCALE = Text("names another scale", "nomina un'altra scala")
UNREAD = Text("is no score", "non è un voto")
A_CLASS = Text("stands for several points", "vale per più punti")


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale of a column of the book."""

    key: str
    low: int
    high: int

    @property
    def points(self) -> int:
        """How many points it has."""
        return self.high - self.low + 1


@dataclass(slots=True)
class Scores:
    """
    What the cells of a column say.

    Attributes:
        found: the score of each distinct cell, None where there is no answer.
        wrong: why a distinct cell is no score.
        labels: the labels that were read, with their points.
        unknown: labels that nobody gave points to.
        refusal: why the words fit no scale alone, None if they do.
        sizes: how many points the scales have that know all the words.
        counts: how often each distinct cell stands in the column.
    """

    found: dict[tuple[type, Cell], float | None] = field(default_factory=dict)
    wrong: dict[tuple[type, Cell], Text] = field(default_factory=dict)
    labels: dict[str, float] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    refusal: CxError | None = None
    sizes: frozenset[int] = frozenset()
    counts: Counter[tuple[type, Cell]] = field(default_factory=Counter)

    @property
    def answered(self) -> int:
        """How many cells hold a score."""
        return sum(
            self.counts[key] for key, score in self.found.items() if score is not None
        )

    @property
    def failed(self) -> int:
        """How many cells hold something else."""
        return sum(self.counts[key] for key in self.wrong)

    def looks_longer(self, scale: Scale) -> bool:
        """
        Tell whether numbers next to the ends of the scale are no slips.

        Exports of codes count NPS from 1 to 11: an 11 without any 0 moves all others.
        """
        numbers = Counter[float | None]()
        for key, why in self.wrong.items():
            if why == OFF_SCALE:
                numbers[answers.score(key[1])] += self.counts[key]
        near = range(scale.high + 1, 2 * scale.high + 1)
        beyond = sum(n for number, n in numbers.items() if number in near)
        below = numbers[scale.low - 1]
        filled = self.answered + self.failed
        is_often = max(beyond, below) > RARE * filled
        given = {score for score in self.found.values() if score is not None}
        is_moved = scale.high + 1 in numbers and scale.low not in given
        return filled > 0 and (is_often or is_moved)

    @property
    def highest(self) -> float | None:
        """The highest score that was given."""
        given = [score for score in self.found.values() if score is not None]
        return max(given, default=None)

    @property
    def has_numbers(self) -> bool:
        """Tell whether some scores stand there as bare numbers."""
        return any(
            score is not None and str(key[1]) not in self.labels
            for key, score in self.found.items()
        )


def read_scores(
    cells: Iterable[Cell],
    scale: Scale,
    given: Mapping[str, float],
    points: int | None = None,
) -> Scores:
    """
    Read a column of scores.

    Args:
        cells: the column.
        scale: the book's.
        given: points of labels, by the user or the tool; they go first.
        points: how many points the scale of words has, where they fit several.
    """
    own = {folded(label): score for label, score in given.items()}
    scores = Scores(counts=Counter((type(cell), cell) for cell in cells))
    words: list[str] = []
    for key in scores.counts:
        cell = key[1]
        if cell is None:
            scores.found[key] = None
        elif isinstance(cell, str):
            if not _text(scores, key, cell, scale, own):
                words.append(cell)
        elif is_number(cell):
            _number(scores, key, float(cell), scale)
        else:
            scores.wrong[key] = UNREAD
    _words(scores, words, scale, points, given)
    return scores


def _text(
    scores: Scores,
    key: tuple[type, Cell],
    text: str,
    scale: Scale,
    own: Mapping[str, float],
) -> bool:
    """Read a text by itself; False if it is a word that its neighbours explain."""
    name = folded(text) if len(text) <= answers.LONGEST_LABEL else ""
    if name in own:
        scores.labels[text] = own[name]
        _number(scores, key, own[name], scale)
    elif is_no_answer(text):
        scores.found[key] = None
    elif (shown := stars(text) if name else None) is not None:
        scores.labels[text] = shown
        _number(scores, key, shown, scale)
    elif answers.is_class(text):
        scores.wrong[key] = A_CLASS
        scores.unknown.append(text)
    elif found := answers.read(text):
        if found.form:
            scores.labels[text] = found.score
        if found.end is not None and found.end != scale.high:
            scores.wrong[key] = OTHER_SCALE
        else:
            _number(scores, key, found.score, scale)
    elif name and not answers.is_unread(text):
        return False
    else:
        scores.wrong[key] = UNREAD
    return True


def _number(scores: Scores, key: tuple[type, Cell], score: float, scale: Scale) -> None:
    if scale.low <= score <= scale.high:
        scores.found[key] = score
    else:
        scores.wrong[key] = OFF_SCALE


def _words(
    scores: Scores,
    words: list[str],
    scale: Scale,
    points: int | None,
    given: Mapping[str, float],
) -> None:
    """Give the words of a column their points, all of one scale."""
    if not words:
        return
    every = {label for each in wordings() for label in each.scores}
    settled = [label for label in given if folded(label) in every]
    named = {folded(word) for word in (*words, *settled)}
    scores.sizes = frozenset(each.points for each in wordings() if each.knows(named))
    found: list[float | str] = [""] * len(words)
    try:
        of_all = points_of([*words, *settled], points=points)
    except UnknownLabels:
        unknown = [word for word in words if folded(word) not in every]
        scores.unknown += unknown or words
    except CxError as refusal:
        if settled:  # they fit no scale together with what was settled before
            scores.unknown += words
        else:
            scores.refusal = refusal
    else:
        found = of_all[: len(words)]
        if of_all[len(words) :] != [float(given[label]) for label in settled]:
            scores.unknown += words
            found = [""] * len(words)
    for word, score in zip(words, found, strict=True):
        key: tuple[type, Cell] = (str, word)
        if isinstance(score, float):
            scores.labels[word] = score
            _number(scores, key, score, scale)
        else:
            scores.wrong[key] = UNREAD
