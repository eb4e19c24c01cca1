"""The look of the sheets of a roll-up."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from cx_xl.reports.value_sheets import ValueSheets
from cx_xl.reports.voice import plain
from cx_xl.workbooks import numbers
from cx_xl.workbooks.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from io import BytesIO

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from cx_xl.errors import Language
    from cx_xl.reports.rollup.rollup_model import Rollup
    from cx_xl.reports.value_sheets import Line


MOODS: dict[str, dict[str, str]] = {
    "plain": {},
    "good": {"font_color": "good", "bg_color": "good_fill"},
    "bad": {"font_color": "bad", "bg_color": "bad_fill"},
    "total": {"bg_color": "card"},
}
ARROWS = {"higher": "▲", "lower": "▼"}
FIRST = 3  # the row of the headers
LINE_HEIGHT = 16  # points


_UNSAFE = dict.fromkeys(map(ord, '"[];\\'))  # in a number format


@cache
def rollup_words(language: Language) -> Texts:
    """Read the words of roll-ups."""
    source = files("cx_xl.reports.rollup") / f"words.{language}.toml"
    return Texts(language, tomllib.loads(source.read_text("utf-8")))


class Pages(ValueSheets):
    """
    The sheets of a roll-up.

    Attributes:
        words: those of roll-ups.
        title: the heading of every sheet.
        decimal: its decimal mark.
    """

    def __init__(self, content: BytesIO, language: Language, found: Rollup) -> None:
        super().__init__(content, language)
        self.words = rollup_words(language)
        self.decimal = "," if language == "it" else "."
        self.currency = found.currency.translate(_UNSAFE)
        month = numbers.month(found.month, language)
        folder, added = plain(found.folder), len(found.books)
        self.title = self.words["title"].format(folder=folder, month=month)
        key = "intro_one" if added == 1 else "intro"
        self.intro = self.words[key].format(added=added, found=found.found)

    def name(self, key: str) -> str:
        """Return the name of a KPI."""
        return self.texts[f"kpis.{key}.name"]

    def code(self, key: str) -> str:
        """Return the short name of a KPI."""
        return self.texts[f"kpis.{key}.code"]

    def number(self, key: str, arrow: str = "", **look: Any) -> Format:
        """Return the look of a number, with the arrow of a verdict in front."""
        code = self.texts[key].replace('"€"', "€").replace("€", self._sign)
        if arrow in ARROWS:
            code = ";".join(f'"{ARROWS[arrow]} "{part}' for part in code.split(";"))
        return self.styles(num_format=code, **look)

    @property
    def _sign(self) -> str:
        """The currency of the books, as number formats write it."""
        return f"[${self.currency}]" if len(self.currency) > 1 else self.currency

    def mood(self, name: str, *, is_on: object = True) -> dict[str, Any]:
        """Return the colours of a mood, none where it is not on."""
        return dict(MOODS[name]) if is_on else {}

    def verdict(self, verdict: str, *, higher_is_better: bool) -> dict[str, Any]:
        """Return the colours of a verdict."""
        if verdict not in ARROWS:
            return {}
        return self.mood("good" if (verdict == "higher") == higher_is_better else "bad")

    def sheet(self, name: str, widths: Iterable[float], title: str = "") -> Worksheet:
        """Return a new sheet with its heading."""
        heading = f"{title}: {self.title}" if title else self.title
        return self.new_sheet(name, heading, self.intro, widths)

    def table(
        self, sheet: Worksheet, headers: Sequence[str], lines: Iterable[Line]
    ) -> None:
        """Write a table with its headers."""
        self.rows(sheet, FIRST, headers, lines)
        sheet.freeze_panes(FIRST + 1, 1)
        sheet.repeat_rows(FIRST)

    def prose(
        self, sheet: Worksheet, row: int, line: Line, widths: Sequence[float]
    ) -> None:
        """Write a row of sentences, as high as the longest of them needs."""
        lengths = (len(str(value or "")) for value, _ in line)
        lines = max(
            -(-length // int(width))
            for length, width in zip(lengths, widths, strict=True)
        )
        sheet.set_row(row, LINE_HEIGHT * max(1, lines))
        self.line(sheet, row, line)
