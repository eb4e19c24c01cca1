"""
Whether the first row of the ranges of a call is a header.

One rule for all functions, decided once for all ranges that are read together:

- A single row has no header. In a table column, a list or a Series the first answer
  with its label and the first label are what they say.
- Where one range begins with a value, the first row is data for all of them.
- Otherwise text that no function can read (NPS, Weight) makes it a header.
- An answer with its label (10 - Extremely likely) in the first row is an answer if its
  text, or another label written like it, stands further down. If not, only the user
  knows, and is asked.
- Labels alone (a column of customers) tell nothing. A first label that returns, or is
  written like the others (C001 above C002), is a label; one above numbers is a header;
  for any other the user is asked.
"""

import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import Any, NamedTuple

from cx_xl import answers, wording
from cx_xl import cells as read
from cx_xl.cells import Block
from cx_xl.edge.readers import READERS
from cx_xl.errors import HeaderBesideValues, MaybeHeader, MaybeLabel
from cx_xl.roles import DATED, NAMES
from cx_xl.spec import Parameter

Member = tuple[Parameter, Block]

_MONTH = (
    "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|gen|mag|giu|lug|ago|set|ott|dic"
)
_TEXT_DATE = re.compile(
    rf"\b\d{{1,4}}(?:st|nd|rd|th)?[\s./-]*(?:{_MONTH})|[T ]\d\d?:\d\d"
)
_CURRENCY = re.compile(r"\b(?:EUR|USD|GBP|CHF|euro?|dollar[is]?)\b", re.IGNORECASE)
_EXPONENT = re.compile(r"(?<=\d)[eE](?=[+-]?\d)")  # 1e400: too large, but no header
_LETTERS, _DIGITS = re.compile(r"[^\W\d_]+"), re.compile(r"\d+")


class First(Enum):
    """What the first cell of a column can be."""

    BLANK = auto()
    NAME = auto()  # a label, or the header of labels
    WORDS = auto()  # a header, or an answer in words
    LABELLED = auto()  # an answer with its label, or a header that looks like one
    VALUE = auto()


class Cell(NamedTuple):
    """The first cell of one column, and where it stands."""

    parameter: Parameter
    block: Block
    column: int
    kind: First

    @property
    def text(self) -> str:
        """What it says."""
        return str(self.block.cells[self.column])

    @property
    def below(self) -> list[Any]:
        """The cells of its column under it."""
        return self.block.cells[self.column + self.block.columns :: self.block.columns]


def has_header(members: Sequence[Member], *, said: bool | None = None) -> bool:
    """
    Say whether the first row of *members*, read row by row, is a header.

    Args:
        members: the ranges, with what each is for.
        said: what the user says, if anything.

    Raises:
        MaybeHeader, MaybeLabel: only the user can know.
        HeaderBesideValues: one range begins with its header, another with a value.
    """
    if said is not None:
        return said
    if not members or any(block.rows < 2 for _, block in members):
        return False
    firsts = [
        Cell(parameter, block, column, _kind(parameter, block, column))
        for parameter, block in members
        for column in range(block.columns)
    ]
    kinds = {first.kind for first in firsts}
    if First.VALUE in kinds:
        _refuse_shifted(firsts)
        return False
    if First.LABELLED in kinds and (First.WORDS in kinds or not _are_answers(firsts)):
        raise _asking(next(f for f in firsts if f.kind is First.LABELLED))
    if kinds <= {First.NAME, First.BLANK} and all(p.arg.alone for p, _ in members):
        return _is_lone_header(firsts[0])
    return First.WORDS in kinds


def seen_header(parameter: Parameter, block: Block) -> bool | None:
    """Say whether one range begins with a header; None if only the user can know."""
    try:
        return has_header([(parameter, block)])
    except MaybeHeader:
        return None


def _kind(parameter: Parameter, block: Block, column: int) -> First:
    cell = block.cells[column]
    if read.is_blank(cell):
        return First.BLANK
    if not isinstance(cell, str) or read.error_code(cell):
        return First.VALUE
    role = parameter.role
    if role in NAMES:
        return First.NAME
    if READERS[role] is answers.score and read.number(cell) is None:
        is_labelled = answers.labelled(cell) or answers.is_class(cell)
        is_labelled = is_labelled or answers.is_quantity(cell)
        is_question = cell.rstrip().endswith("?")
        if is_labelled and not is_question:
            return First.VALUE if block.header is False else First.LABELLED
        is_answer = _is_value(cell) or wording.is_point(cell)
        return First.VALUE if is_answer and not is_question else First.WORDS
    is_read = READERS[role](cell) is not None or _is_value(cell)
    is_date = role in DATED and _TEXT_DATE.search(cell.casefold())
    return First.VALUE if is_read or is_date else First.WORDS


def _is_value(text: str) -> bool:
    """Say whether *text* is but a number in some dress: "€ 100", "13/01/2024"."""
    bare = _EXPONENT.sub("", _CURRENCY.sub("", text))
    return bool(_DIGITS.search(bare)) and not _LETTERS.search(bare)


def _refuse_shifted(firsts: Sequence[Cell]) -> None:
    """Refuse a range that begins with its header beside one that does not."""
    value = next(first for first in firsts if first.kind is First.VALUE)
    for first in firsts:
        is_other = first.parameter is not value.parameter
        is_word = first.kind is First.WORDS and not wording.is_no_answer(first.text)
        if is_word and is_other and _has_values(first):
            raise HeaderBesideValues(
                first.parameter.name,
                value=read.plain(first.text),
                other=value.parameter.name,
            ).at(1, first.column + 1)


def _has_values(first: Cell) -> bool:
    reads = READERS[first.parameter.role]
    return any(reads(cell) is not None for cell in set(first.below))


def _are_answers(firsts: Sequence[Cell]) -> bool:
    """Say whether every labelled first cell has its like further down."""
    return all(_returns(first) for first in firsts if first.kind is First.LABELLED)


def _returns(first: Cell) -> bool:
    found = answers.labelled(first.text)
    texts = {cell for cell in first.below if isinstance(cell, str)}
    if first.text in texts:
        return True
    return found is not None and any(
        other.form == found.form for text in texts if (other := answers.labelled(text))
    )


def _asking(first: Cell) -> MaybeHeader:
    fault = MaybeHeader(first.parameter.name, value=read.plain(first.text))
    fault.at(1, first.column + 1)
    return fault


def _is_lone_header(first: Cell) -> bool:
    """Decide for labels alone."""
    below = [cell for cell in first.below if not read.is_blank(cell)]
    texts = {" ".join(c.split()).casefold() for c in below if isinstance(c, str)}
    text = " ".join(first.text.split()).casefold()
    is_known = first.kind is First.BLANK or first.block.header is False
    if is_known or not below or any(map(read.error_code, below)):
        return False
    if not texts:
        return True
    shape = _shape(text)
    is_code = "0" in shape and any(shape == _shape(other) for other in texts)
    if text in texts or is_code:
        return False
    raise MaybeLabel(first.parameter.name, value=read.plain(first.text)).at(1, 1)


def _shape(text: str) -> str:
    """Return how a code is built: "a0" for C001 and B42."""
    return _DIGITS.sub("0", _LETTERS.sub("a", text))
