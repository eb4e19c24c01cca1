"""Tables that the file has and the engine does not know: never #NAME? in silence."""

import re
from collections.abc import Collection, Iterator

from cx_xl.files.package import Package
from cx_xl.hosts.headless.references import Home
from cx_xl.hosts.headless.templates import Slot, Template

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_WORD = re.compile(r"[\w.\\]+")


class MissingTables:
    """
    The tables that formulas cannot read.

    Args:
        package: the workbook.
        known: the names of the tables that the engine knows.
    """

    def __init__(self, package: Package, known: Collection[str]) -> None:
        folded = {name.casefold() for name in known}
        self._tables = [t for t in package.tables if t.name.casefold() not in folded]
        self._words = {table.name.casefold(): table.name for table in self._tables}
        for _ in package.names if self._tables else ():  # a name may call another
            for name in package.names:
                table = self._named_in(name.text)
                if table:
                    self._words.setdefault(name.name.casefold(), table)

    def read_by(self, formula: str | Template, home: Home) -> str | None:
        """Return a missing table that a formula reads; None if it reads none."""
        if not self._tables:
            return None
        texts = [formula] if isinstance(formula, str) else list(_texts(formula))
        named = next(filter(None, map(self._named_in, texts)), None)
        return named or next(self._around(home, texts), None)

    def _named_in(self, text: str) -> str | None:
        words = _WORD.findall(_TEXT.sub("", text).casefold())
        return next((self._words[word] for word in words if word in self._words), None)

    def _around(self, home: Home, texts: list[str]) -> Iterator[str]:
        """Yield the table that `[@Score]` means: the one the formula stands in."""
        if any("[" in _TEXT.sub("", text) for text in texts):
            for table in self._tables:
                inside = table.area.holds(home.row, home.column)
                if inside and table.sheet == home.sheet:
                    yield table.name


def _texts(template: Template) -> Iterator[str]:
    """Yield what the engine gets to read of *template* and of its calls."""
    for piece in template.pieces:
        if isinstance(piece, str):
            yield piece
        else:
            yield from _slot_texts(piece)


def _slot_texts(slot: Slot) -> Iterator[str]:
    for argument in slot.arguments:
        if isinstance(argument, Template):
            yield from _texts(argument)
        elif isinstance(argument, Slot):
            yield from _slot_texts(argument)
