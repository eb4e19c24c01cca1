"""What each formula reads, by its text: rectangles, and what text alone cannot tell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cx_xl.files.addresses import COLUMNS, ROWS, TEXT, Area, unquoted
from cx_xl.files.package import DefinedName
from cx_xl.headless.reasons import NotComputable
from cx_xl.headless.syntax.references import Home, Range, References
from cx_xl.headless.syntax.words import Word, words

WHOLE = Area(1, 1, ROWS, COLUMNS)  # of a sheet

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
        ranges: the rectangles that its text names, in order.
        roves: the sheets on which it may read other cells too; None for all sheets.
        reason: why it reads what is not in the workbook.
    """

    ranges: tuple[Range, ...]
    roves: frozenset[str] | None = frozenset()
    reason: NotComputable | None = None

    def needed(self, sheets: Iterable[str]) -> Iterator[Range]:
        """Yield all that it may read: of *sheets*, those on which it roves whole."""
        yield from self.ranges
        roved = sheets if self.roves is None else self.roves
        yield from (Range(name, WHOLE) for name in roved)


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
        found = list(self._found(formula, home, set()))
        named = dict.fromkeys(item for item in found if isinstance(item, Range))
        marks = {item for item in found if isinstance(item, str)}
        lacking = (item for item in found if isinstance(item, NotComputable))
        ranges, reason = tuple(named), next(lacking, None)
        if "INDIRECT" in marks:
            return Reads(ranges, None, reason)
        if not marks:
            return Reads(ranges, reason=reason)
        sheets = {range_.sheet for range_ in ranges} | {home.sheet}
        sheets |= {m.removeprefix("on ") for m in marks if m.startswith("on ")}
        return Reads(ranges, frozenset(sheets), reason)

    def _found(
        self, formula: str, home: Home, seen: set[DefinedName]
    ) -> Iterator[Range | str | NotComputable]:
        """Yield rectangles, what may read others, and why there is nothing to read."""
        before: Word | None = None
        yield from self._between(formula, home)
        for word in words(formula):
            direct = before is not None and word.start == before.end + 1
            function = before.text.upper() if before and direct else ""
            before = word if word.kind == "call" else None
            if word.kind == "call" and word.text.upper() in _ROVING:
                yield word.text.upper()
            if function in _LOOKS_AWAY and formula[word.end : word.end + 1] == ")":
                continue
            if function == "OFFSET" and word.kind == "cells":
                base = next(iter(self._ranges(word, home)), None)
                yield f"on {base.sheet}" if isinstance(base, Range) else "INDIRECT"
                continue
            yield from self._named(word, home, seen)

    def _between(self, formula: str, home: Home) -> Iterator[Range | str]:
        """Yield what lies between the ends of ranges that are no plain address."""
        if ":" not in formula:
            return
        found = words(formula)
        ends = [0, *(word.end for word in found)]
        starts = [*(word.start for word in found), len(formula)]
        for number, (end, start) in enumerate(zip(ends, starts, strict=True)):
            gap = TEXT.sub("", formula[end:start])
            if ":" not in gap:
                continue
            ends_of = found[number - 1 : number + 1] if gap == ":" and number else ()
            ranges = [self._one(word, home) for word in ends_of]
            first, last = ranges if len(ranges) > 1 else (None, None)
            if first and last and first.sheet == last.sheet:
                yield Range(first.sheet, first.area.around(last.area))
            else:  # INDEX(A1:A9,2):B9
                yield ":"

    def _one(self, word: Word, home: Home) -> Range | None:
        found = self._ranges(word, home) if word.kind != "call" else ()
        match found:
            case (Range() as range_,):
                return range_
            case _:
                return None

    def _named(
        self, word: Word, home: Home, seen: set[DefinedName]
    ) -> Iterator[Range | str | NotComputable]:
        if word.kind in {"cells", "table"}:
            found = self._ranges(word, home)
            if word.kind == "cells" and not found:
                yield "INDIRECT"
            yield from found
            return
        sheet, _, bare = word.text.rpartition("!")
        scope = unquoted(sheet) or home.sheet
        name = self._references.name(bare, scope)
        if name is None:
            if word.kind != "call":  # the bare name of a table
                yield from self._ranges(word, home)
        elif name not in seen:
            seen.add(name)
            yield from self._found(self._references.here(name, home), home, seen)

    def _ranges(
        self, word: Word, home: Home
    ) -> tuple[Range, ...] | tuple[NotComputable]:
        """Return what *word* names, several sheets at once too, or why it cannot."""
        try:
            range_ = self._references.range(word.text, home)
            return (range_,) if range_ else self._references.across(word.text)
        except NotComputable as reason:  # another workbook, no such sheet
            return (reason,)
