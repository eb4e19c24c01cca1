"""What the engine can evaluate: which formulas call something that it cannot."""

import re
from collections.abc import Iterator

from cx_xl.files.addresses import unquoted
from cx_xl.files.package import Package
from cx_xl.headless.engine.grammar import english_name, is_malformed, knows
from cx_xl.headless.engine.sizes import too_large
from cx_xl.headless.reasons import (
    CallInName,
    Circular,
    Malformed,
    NotComputable,
    NotReproducible,
    OtherLanguage,
    OtherWorkbook,
    Semicolons,
    UnknownName,
    Unreadable,
    Unsupported,
)
from cx_xl.headless.syntax.references import References, lies_elsewhere
from cx_xl.headless.syntax.tree import is_too_deep, parse
from cx_xl.headless.syntax.words import words
from cx_xl.hosts.spelling import logical_name

_PREFIX = re.compile(r"_xlfn\.|_xlws\.|_xludf\.", re.IGNORECASE)
_VARIABLE = re.compile(r"_xlp[mo]\.", re.IGNORECASE)
_OF_CELL = re.compile(r'\(\s*"(address|col|contents|row|type)"', re.IGNORECASE)
_FAR = re.compile(  # OFFSET by several distances at once gives the first only
    r"\bOFFSET\((?:[^()]|\([^()]*\))*?"
    r"(?:(?:ROW|COLUMN)\([^()]*(?::|\[)[^()]*\)|SEQUENCE\(|\{)",
    re.IGNORECASE,
)
_FAR_ROWS = re.compile(r"\b(?:ROW|COLUMN)\(\s*INDIRECT\(", re.IGNORECASE)
_SEVERAL_COLUMNS = re.compile(
    r"\b[VH]LOOKUP\((?:[^(),]|\([^()]*\))*,(?:[^(),]|\([^()]*\))*,\s*\{", re.IGNORECASE
)
_UNION = re.compile(  # of several ranges, which these take in Excel
    r"\b(RANK|RANK\.EQ|RANK\.AVG|FREQUENCY|IRR)\("
    r"(?:(?:[^(),]|\([^()]*\))*,)?\s*\([^()\"]*:[^()\"]*,[^()\"]*\)",
    re.IGNORECASE,
)
_RANDOM = {"RAND", "RANDBETWEEN", "RANDARRAY"}


class Capabilities:
    """
    Tells which formulas of a workbook call what cannot be evaluated.

    Args:
        package: the workbook; functions that its names define are its own.
    """

    def __init__(self, package: Package) -> None:
        self._references = References(package)
        self._names = {name.name.casefold(): name.text for name in package.names}
        self._tables = {table.name.casefold() for table in package.tables}
        self._name_reasons: dict[str, NotComputable | None] = {}
        self._reasons: dict[str, NotComputable | None] = {}

    def reason(self, formula: str) -> NotComputable | None:
        """
        Return why *formula* cannot be evaluated; None if nothing is known.

        Args:
            formula: as the engine would get it.
        """
        if _FAR.search(formula):
            return Unsupported(detail="OFFSET()")
        if _FAR_ROWS.search(formula):
            return Unsupported(detail="ROW(INDIRECT())")
        if _SEVERAL_COLUMNS.search(formula):
            return Unsupported(detail="VLOOKUP({…})")
        union = _UNION.search(formula)
        if union:
            return Unsupported(detail=f"{union[1].upper()}((…))")
        large = too_large(formula)
        if large:
            return large
        return next(filter(None, self._looked_up(formula, frozenset(), set())), None)

    def why_unnamed(self, formula: str, sheet: str) -> NotComputable | None:
        """Return why *formula* gives #NAME?; None if Excel would say the same."""
        malformed = why_malformed(formula)
        if malformed:
            return malformed
        for word in words(formula):
            bare = word.text.rpartition("!")[2]
            table = bare.partition("[")[0]
            if table.casefold() in self._tables or not table:
                continue
            if word.kind == "table":
                return UnknownName(name=table)
            is_word = word.kind == "name" and not _VARIABLE.match(bare)
            if not is_word or bare.upper() in {"TRUE", "FALSE"}:
                continue
            scope = unquoted(word.text.rpartition("!")[0]) or sheet
            if self._references.name(bare, scope) is None:
                if bare.casefold() in self._names:  # on another sheet
                    return Unsupported(detail=bare)
                return UnknownName(name=word.text)
        return None

    def _looked_up(
        self, formula: str, inside: frozenset[str], seen: set[str]
    ) -> Iterator[NotComputable | None]:
        for word in words(formula):
            named = self._names.get(word.text.casefold())
            if named is not None and word.kind in {"call", "name"}:
                key = word.text.casefold()
                if key in inside:
                    yield Circular()
                elif key not in seen:
                    seen.add(key)
                    yield self._of_name(word.text)
                    yield from self._looked_up(named, inside | {key}, seen)
            elif word.text.upper() == "CELL" and _OF_CELL.match(formula, word.end):
                continue
            elif word.kind == "call":
                yield self._of_call(word.text)

    def _of_name(self, name: str) -> NotComputable | None:
        """Return why what a name of the workbook stands for cannot be evaluated."""
        key = name.casefold()
        if key not in self._name_reasons:
            self._name_reasons[key] = self._why_unusable(name, self._names[key])
        return self._name_reasons[key]

    def _why_unusable(self, name: str, text: str) -> NotComputable | None:
        if is_too_deep(text):
            return Unreadable(formula=f"{text[:40]}…")
        calls = (word.text for word in words(text) if word.kind == "call")
        if any(logical_name(c) and c.casefold() not in self._names for c in calls):
            return CallInName(name=name)
        return why_malformed(f"({text})") if text else None

    def _of_call(self, head: str) -> NotComputable | None:
        if head not in self._reasons:
            self._reasons[head] = _reason(head)
        return self._reasons[head]


def why_malformed(formula: str) -> NotComputable | None:
    """Return why the text cannot be a formula of Excel's; None if it can."""
    if not is_malformed(formula):
        return None
    try:
        parse(formula)
    except Semicolons as reason:
        return reason
    except NotComputable:
        pass
    return Malformed()


def _reason(head: str) -> NotComputable | None:
    if logical_name(head) or _VARIABLE.match(head):
        return None
    if lies_elsewhere(head):
        return OtherWorkbook(text=head)
    name = _PREFIX.sub("", head).upper()
    if name in _RANDOM:
        return NotReproducible()
    if knows(name):
        return None
    english = english_name(name)
    if english:
        return OtherLanguage(name=name, english=english)
    return Unsupported(detail=name)
