"""Formulas that the engine is known to get wrong, said in a way that it gets right."""

import re

from cx_xl.files.addresses import COLUMNS, ROWS, Area, position, unquoted
from cx_xl.files.package import Package
from cx_xl.headless.reasons import NotComputable, Unreadable
from cx_xl.headless.syntax.references import (
    Home,
    Range,
    References,
    cells_of,
    is_relative,
    is_several,
)
from cx_xl.headless.syntax.tree import (
    Call,
    Expression,
    Operand,
    meaningful,
    parse,
    text_of,
)
from cx_xl.headless.syntax.words import Word, words

_PREFIX = re.compile(r"_xlfn\.", re.IGNORECASE)
_SHEETS = re.compile(r"\b_xlfn\.SHEETS\(\)", re.IGNORECASE)
_COERCE = {  # of two bad arguments, Excel reports the first
    *("FLOOR", "FLOOR.MATH", "FLOOR.PRECISE"),
    *("CEILING", "CEILING.MATH", "CEILING.PRECISE", "ISO.CEILING"),
}
_NUMBERS = re.compile(  # ROW(INDIRECT("1:"&LEN(A1)))
    r"""\bROW\(\s*INDIRECT\(\s*"\$?(\d+):(?:\$?(\d+)"|"\s*&
    ((?:[^()"&]|\((?:[^()]|\([^()]*\))*\))+))\s*\)\s*\)""",
    re.VERBOSE | re.IGNORECASE,
)
_STACKS = re.compile(r"(?:([HV]STACK\([^()]*)|\bTO(?:COL|ROW)\()$", re.IGNORECASE)
_SHEET = r"((?:'(?:[^']|'')+'|[\w.]+)!)?"
_SUMS = re.compile(r"\b(?:SUM|AVERAGE)IF\(", re.IGNORECASE)
_COLUMN = r"(\$?[A-Z]{1,3})\$?"
_FULL = re.compile(rf"{_COLUMN}1:{_COLUMN}{ROWS}$", re.IGNORECASE)
_VISIBLE = re.compile(  # SUBTOTAL(103,OFFSET(A2,ROW(A2:A9)-ROW(A2),0)): row by row
    rf"""SUBTOTAL\(\s*(\d+)\s*,\s*OFFSET\(\s*
    {_SHEET}(\$?[A-Z]{{1,3}}\$?\d+)\s*,\s*
    ROW\(\s*(?:{_SHEET})(\$?[A-Z]{{1,3}}\$?\d+):(\$?[A-Z]{{1,3}}\$?\d+)\s*\)\s*-\s*
    (?:MIN\(\s*)?ROW\(\s*(?:{_SHEET})(\$?[A-Z]{{1,3}}\$?\d+)(?::\$?[A-Z]{{1,3}}\$?\d+)?
    \s*\)\)?\s*,\s*0?\s*(?:,\s*1?\s*)?(?:,\s*1?\s*)?\)\s*\)""",
    re.VERBOSE | re.IGNORECASE,
)


class Workarounds:
    """
    Says formulas anew where formulon 0.18.0 would misunderstand them.

    - What reads a table's column of formulas may be evaluated before that column.
    - `[score]`, without the name of the table around it, is #NAME?.
    - A table's bare name is a single cell; a name of one cell is its value, so that
      COUNTIF over it passes an error on.
    - A name that stands for a relative reference is the same cell everywhere, and one
      that stands for several ranges is #NAME?.
    - Of two bad arguments, FLOOR and CEILING report the second.
    - ROW(INDIRECT("1:9")) is one number to most functions around it.
    - SHEETS() would count our scratch sheets.
    - A1:Z1048576 is #CALC! to most functions, and one cell to COUNTA; A:Z is not.
    - OFFSET by several distances at once gives the first only; where that is the
      idiom for visible rows, BYROW says the same.
    - VSTACK and HSTACK of the same cells on several sheets are #REF!.
    - SUMIF and AVERAGEIF add up no more than the range they are given to add; in Excel
      its first cell alone counts, and the range of the criterion tells how many.

    So tables and names become the plain ranges that they stand for.

    Args:
        package: the workbook.
        references: what its words name.
    """

    def __init__(self, package: Package, references: References) -> None:
        self._references = references
        self._sheets = str(len(package.sheets))
        self._names = {table.name.casefold() for table in package.tables}
        self._names |= {name.name.casefold() for name in package.names}

    def rewritten(self, formula: str, home: Home) -> str:
        """Return *formula* as the engine should get it in the cell *home*."""
        formula = _SHEETS.sub(self._sheets, formula)
        pieces, end = [], 0
        for word in words(formula):
            said = self._stacked(word, formula) or self._said(word, home)
            if said != word.text:
                pieces += [formula[end : word.start], said]
                end = word.end
            elif _wants_number(word, formula):
                pieces += [formula[end : word.end], "(1*"]
                end = word.end + 1
        if pieces:  # the same text is kept once
            formula = "".join([*pieces, formula[end:]])
        text = _NUMBERS.sub(_sequence, formula)
        text = _VISIBLE.sub(_row_by_row, text)
        return _with_sums(text) if _SUMS.search(text) else text

    def _said(self, word: Word, home: Home) -> str:
        if word.kind == "cells":
            return _as_columns(word.text)
        if word.kind == "table":
            range_ = self._range(word, home)
            return str(range_) if range_ else word.text
        sheet, _, bare = word.text.rpartition("!")
        if word.kind != "name" or bare.casefold() not in self._names:
            return word.text
        range_ = self._range(word, home)
        if range_:
            return str(range_)
        scope = unquoted(sheet) or home.sheet
        name = self._references.name(bare, scope)
        is_understood = sheet != "[0]" and not (
            name and (is_relative(name.text) or is_several(name.text))
        )
        if name is None or is_understood:
            return word.text
        return f"({self._references.here(name, home)})"

    def _stacked(self, word: Word, formula: str) -> str:
        """Return the ranges of several sheets one by one; nothing for other words."""
        if word.kind != "cells" or ":" not in word.text.partition("!")[0]:
            return ""
        around = _STACKS.search(formula, 0, word.start)
        try:
            ranges = self._references.across(word.text) if around else ()
        except NotComputable:  # its own reason says so
            return ""
        text = ",".join(map(str, ranges))
        return f"_xlfn.VSTACK({text})" if text and around and not around[1] else text

    def _range(self, word: Word, home: Home) -> Range | None:
        try:
            return self._references.range(word.text, home)
        except NotComputable:  # its own reason says so
            return None


def _wants_number(word: Word, formula: str) -> bool:
    bare = _PREFIX.sub("", word.text).upper()
    return (
        word.kind == "call"
        and bare in _COERCE
        and formula[word.end + 1 : word.end + 2] not in {",", ")", ""}
    )


def _as_columns(text: str) -> str:
    """Return a range that is whole columns as A:Z."""
    return _FULL.sub(r"\1:\2", text) if ":" in text else text


def _sequence(found: re.Match[str]) -> str:
    first, last, text = found.groups()
    return f"_xlfn.SEQUENCE(({last or text})-{first}+1,1,{first})"


def _row_by_row(found: re.Match[str]) -> str:
    """Return the idiom for visible rows with BYROW, if it looks at those very rows."""
    kind, sheet, start, _, first, last, _, base = found.groups()
    (top, column), (bottom, _) = position(start), position(last)
    shift = top - position(base)[0]
    rows = position(first)[0] + shift, bottom + shift
    if position(first)[1] != position(last)[1] or rows[0] < 1:
        return found[0]
    area = Area(rows[0], column, rows[1], column)
    each = f"SUBTOTAL({kind},_xlpm.cx)"
    return f"_xlfn.BYROW({sheet or ''}{area},_xlfn.LAMBDA(_xlpm.cx,{each}))"


def _with_sums(formula: str) -> str:
    """Return *formula* whose SUMIFs name all the cells that Excel adds up."""
    try:
        return text_of(_evened(parse(formula)))
    except Unreadable:  # has a reason of its own
        return formula


def _evened(expression: Expression) -> Expression:
    """Return *expression* with ranges to add of the shape of those compared."""
    return tuple(
        Call(node.head, _even(node.name, tuple(map(_evened, node.arguments))))
        if isinstance(node, Call)
        else node
        for node in expression
    )


def _even(name: str, arguments: tuple[Expression, ...]) -> tuple[Expression, ...]:
    if name not in {"SUMIF", "AVERAGEIF"} or len(arguments) != len("rcs"):
        return arguments
    match meaningful(arguments[0]), meaningful(arguments[2]):
        case (Operand(text=compared),), (Operand(text=added),):
            shape, area = cells_of(compared), cells_of(added)
            if shape is None or area is None:
                return arguments
            wanted = Area(
                area.top,
                area.left,
                min(area.top + shape.bottom - shape.top, ROWS),
                min(area.left + shape.right - shape.left, COLUMNS),
            )
            if wanted == area:
                return arguments
            sheet = added.rpartition("!")
            text = f"{''.join(sheet[:2])}{_as_columns(str(wanted))}"
            return (*arguments[:2], (Operand(text, "RANGE"),))
    return arguments
