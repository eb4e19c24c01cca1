"""
Rows of plain cells, read column by column: where the time of large sheets goes.

All programs write nearly all rows alike: each cell names its place, then its style,
its type and its value. A pattern for such a row, made for the columns at hand, yields
whole columns in C. Where a single row looks different, the slower reader takes over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import compress, groupby, repeat
from operator import itemgetter
from typing import TYPE_CHECKING

from cx_xl.files.addresses import column_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cx_xl.files.shared_formulas import Value
    from cx_xl.files.sheet_cells import Column
    from cx_xl.files.values import Decoder

    Strings = Sequence[str]

TEXTS = {"str", "inlineStr"}  # an empty one is a text, not a blank
WIDEST = 100  # columns; patterns for more take long to make
MEMORY = 100_000  # distinct cells remembered

_LETTERS = re.compile(r'<c r="([A-Z]+)')
_CELL = (
    r'(?:<c r="{}\1"(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?'
    r"(?:/>|><(?:v|is><t)>([^<]*)</(?:v|t></is)></c>))?"
)


@lru_cache(maxsize=64)
def _pattern(letters: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a row; groups: number, then (style, type, text) each."""
    cells = "".join(map(_CELL.format, letters))
    return re.compile(rf'<row r="([0-9]+)"(?:[^>]*[^>/])?(?:/>|>{cells}</row>)')


class Known(dict[tuple[str, str], "Value"]):
    """What cells of a type and a text hold; both repeat all the time."""

    def __init__(self, decoder: Decoder) -> None:
        super().__init__()
        self.decoder = decoder

    def __missing__(self, cell: tuple[str, str]) -> Value:
        kind, text = cell
        is_blank = not text and kind not in TEXTS
        value = None if is_blank else self.decoder.value(kind, text, "")
        if len(self) > MEMORY:
            self.clear()
        self[cell] = value
        return value


@dataclass(slots=True)
class PlainRows:
    """
    Reads what it can of one sheet.

    Attributes:
        decoder: the meaning of the cells.
        columns: where the values go, by letters.
        is_able: there are neither prefixes nor comments nor 1904 dates.
        last: the last row taken.
    """

    decoder: Decoder
    columns: Mapping[str, Column]
    is_able: bool
    last: int = 0
    letters: tuple[str, ...] = ()
    known: Known = field(init=False)

    def __post_init__(self) -> None:
        self.known = Known(self.decoder)

    def take(self, text: str, start: int, stop: int) -> bool:
        """Take all rows of text[start:stop], or none: then return False."""
        found = self._found(text, start, stop)
        if not found:
            return False
        rows, *cells = zip(*found, strict=True)
        numbers = list(map(int, rows))
        is_run = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        if not is_run or numbers[0] <= self.last:
            return False
        triples = list(zip(cells[::3], cells[1::3], cells[2::3], strict=True))
        try:
            columns = [self._values(kinds, texts) for _, kinds, texts in triples]
        except (ValueError, LookupError):
            return False  # the slower reader finds the cell
        if any("d" in kinds for _, kinds, _ in triples):
            return False
        for letters, (styles, _, _), values in zip(
            self.letters, triples, columns, strict=True
        ):
            self._put(self.columns[letters], numbers, styles, values)
        self.last = numbers[-1]
        return True

    def _found(self, text: str, start: int, stop: int) -> list[tuple[str, ...]]:
        """Return the rows, if all of them are plain."""
        if not self.is_able:
            return []
        rows = text.count("<row", start, stop)
        found: list[tuple[str, ...]] = []
        if self.letters:
            found = _pattern(self.letters).findall(text, start, stop)
        if len(found) != rows:
            held = {*self.letters, *_LETTERS.findall(text, start, stop)}
            if len(held) > WIDEST or len(held) == len(self.letters):
                return []
            self.letters = tuple(sorted(held, key=column_number))
            found = _pattern(self.letters).findall(text, start, stop)
        return found if len(found) == rows else []

    def _values(self, kinds: Strings, texts: Strings) -> list[Value]:
        if set(kinds) == {""}:
            return list(map(self.decoder.numbers.__getitem__, texts))
        return list(map(self.known.__getitem__, zip(kinds, texts, strict=True)))

    def _put(
        self, column: Column, numbers: list[int], styles: Strings, values: list[Value]
    ) -> None:
        while values and values[-1] is None:
            values.pop()
        if not values:
            return
        missing = numbers[0] - 1 - len(column.values)
        column.values.extend(repeat(None, missing))
        column.values.extend(values)
        filled = [value is not None for value in values]
        dates = self.decoder.dates
        held = compress(zip(styles, numbers, strict=False), filled)
        if set(styles) == {column.style}:
            return
        for style, places in groupby(held, itemgetter(0)):
            if style != column.style:
                column.turn(next(places)[1], style, is_date=style in dates)
