"""
What a formula reads: its areas, from the tokens into which Calc has read it.

Calc's own `queryPrecedents` loses the sheet of a reference (7.4).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

SINGLE = "com.sun.star.sheet.SingleReference"
COMPLEX = "com.sun.star.sheet.ComplexReference"
NAME = "com.sun.star.sheet.NameToken"
COLUMN_RELATIVE, ROW_RELATIVE, SHEET_RELATIVE = 1, 4, 16  # ReferenceFlags
DELETED = 2 | 8 | 32
ERRORS = 4  # com.sun.star.sheet.FormulaResult


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells on one sheet, counted from 0."""

    sheet: int
    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def of(cls, cells: Any) -> "Area":
        """Return where *cells* lie."""
        a = cells.getRangeAddress()
        return cls(a.Sheet, a.StartColumn, a.StartRow, a.EndColumn, a.EndRow)

    def __contains__(self, other: "Area") -> bool:
        return (
            self.sheet == other.sheet
            and self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    def errors(self, document: Any) -> Iterator[Any]:
        """Yield its cells that show an error."""
        sheet = document.Sheets.getByIndex(self.sheet)
        corners = self.left, self.top, self.right, self.bottom
        blocks = sheet.getCellRangeByPosition(*corners).queryFormulaCells(ERRORS)
        for index in range(blocks.getCount()):
            block = blocks.getByIndex(index)
            found = Area.of(block)
            for row in range(found.bottom - found.top + 1):
                for column in range(found.right - found.left + 1):
                    yield block.getCellByPosition(column, row)


def areas(formula: Any, document: Any) -> list[Area]:
    """
    Return what a formula reads, in the order in which it says so.

    Args:
        formula: the cells of an array formula, or the one cell of any other.
        document: where they lie.
    """
    at = Area.of(formula)
    tokens = formula.getArrayTokens() or formula.getCellByPosition(0, 0).getTokens()
    return [area for token in tokens for area in _read(token.Data, at, document)]


def _read(data: Any, at: Area, document: Any) -> Iterator[Area]:
    kind = getattr(data, "typeName", "")
    if kind == SINGLE and not data.Flags & DELETED:
        sheet, column, row = _place(data, at)
        yield Area(sheet, column, row, column, row)
    elif kind == COMPLEX and not data.Reference1.Flags & DELETED:
        sheet, left, top = _place(data.Reference1, at)
        _, right, bottom = _place(data.Reference2, at)
        yield Area(sheet, left, top, right, bottom)
    elif kind == NAME:
        yield from _named(data, document)


def _place(reference: Any, at: Area) -> tuple[int, int, int]:
    flags = reference.Flags
    return (
        at.sheet + reference.RelativeSheet
        if flags & SHEET_RELATIVE
        else reference.Sheet,
        at.left + reference.RelativeColumn
        if flags & COLUMN_RELATIVE
        else reference.Column,
        at.top + reference.RelativeRow if flags & ROW_RELATIVE else reference.Row,
    )


def _named(token: Any, document: Any) -> Iterator[Area]:
    """Yield the cells behind a name, if it stands for cells."""
    names = document.NamedRanges
    if token.Sheet >= 0:  # a name of one sheet
        names = document.Sheets.getByIndex(token.Sheet).NamedRanges
    for index in range(names.getCount()):
        name = names.getByIndex(index)
        if name.TokenIndex == token.Index:
            cells = name.getReferredCells()
            if cells is not None:
                yield Area.of(cells)
