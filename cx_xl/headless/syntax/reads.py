"""What each formula reads, by its text: rectangles, and what text alone cannot tell."""

from collections.abc import Iterator
from dataclasses import dataclass

from cx_xl.headless.reasons import NotComputable
from cx_xl.headless.syntax.references import Home, References, Region
from cx_xl.headless.syntax.words import Word, words

_ROVING = {"OFFSET", "INDIRECT"}  # they read cells that the text does not name
_LOOKS_AWAY = {  # of a reference they want the place, not the value
    *("ROW", "ROWS", "COLUMN", "COLUMNS", "SHEET", "AREAS"),
    *("ISFORMULA", "ISREF", "FORMULATEXT", "_XLFN.SHEET"),
    *("_XLFN.ISFORMULA", "_XLFN.FORMULATEXT"),
}


@dataclass(frozen=True, slots=True)
class Reads:
    """
    What one formula reads.

    Attributes:
        regions: the rectangles that its text names, in order.
        roves: the sheets on which it may read other cells too; None for all sheets.
        reason: why it reads what is not in the workbook.
    """

    regions: tuple[Region, ...]
    roves: frozenset[str] | None = frozenset()
    reason: NotComputable | None = None


class Reader:
    """
    Reads formulas of one workbook.

    Args:
        references: what their words name.
    """

    def __init__(self, references: References) -> None:
        self._references = references

    def reads(self, formula: str, home: Home) -> Reads:
        """Return what *formula* reads in the cell *home*."""
        try:
            found = list(self._found(formula, home, frozenset()))
        except NotComputable as reason:  # another workbook, no such sheet
            return Reads((), reason=reason)
        regions = dict.fromkeys(item for item in found if isinstance(item, Region))
        if "INDIRECT" in found:
            return Reads(tuple(regions), roves=None)
        if len(regions) == len(set(found)):
            return Reads(tuple(regions))
        sheets = {region.sheet for region in regions} | {home.sheet}
        words_found = (item for item in found if isinstance(item, str))
        sheets |= {w.removeprefix("on ") for w in words_found if w.startswith("on ")}
        return Reads(tuple(regions), frozenset(sheets))

    def _found(
        self, formula: str, home: Home, seen: frozenset[str]
    ) -> Iterator[Region | str]:
        """Yield rectangles, and what may read others."""
        before: Word | None = None
        for word in words(formula):
            direct = before is not None and word.start == before.end + 1
            function = before.text.upper() if before and direct else ""
            before = word if word.kind == "call" else None
            if word.kind == "call":
                if word.text.upper() in _ROVING:
                    yield word.text.upper()
                elif formula[word.start - 1 : word.start] == ":":
                    yield ":"
            if function in _LOOKS_AWAY and formula[word.end : word.end + 1] == ")":
                continue
            if function == "OFFSET" and word.kind == "cells":
                base = self._references.region(word.text, home)
                yield f"on {base.sheet}" if base else "INDIRECT"
                continue
            yield from self._named(word, home, seen)

    def _named(
        self, word: Word, home: Home, seen: frozenset[str]
    ) -> Iterator[Region | str]:
        if word.kind in {"cells", "table"}:
            region = self._references.region(word.text, home)
            several = () if region else self._references.across(word.text)
            if region or (word.kind == "cells" and not several):
                yield region or "INDIRECT"
            yield from several
            return
        sheet, _, bare = word.text.rpartition("!")
        scope = sheet.strip("'").replace("''", "'") or home.sheet
        name = self._references.name(bare, scope)
        if name is None:
            is_call = word.kind == "call"
            region = None if is_call else self._references.region(word.text, home)
            if region:  # the bare name of a table
                yield region
        elif name.name.casefold() not in seen:
            inner = seen | {name.name.casefold()}
            yield from self._found(self._references.here(name, home), home, inner)
