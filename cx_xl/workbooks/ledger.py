"""
Which answers a book has already: their ids, scrambled, on a hidden sheet of it.

In the book, because it is renamed, copied and sent as one; on a sheet, because every
program keeps sheets. A mark is a keyed hash: it tells nothing but "this one again".
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cx_xl.files.file_refusals import NoSuchSheet
from cx_xl.files.sheet_reader import read_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from cx_xl.files.package import Package
    from cx_xl.files.shared_formulas import Value

SHEET = "cx_xl_imports"
ABOUT = (
    "cx_xl: ids of imported answers, scrambled, so that none is imported twice. "
    "Do not delete. / cx_xl: codici cifrati delle risposte già importate. Non "
    "eliminare."
)
SALT_CELL = (2, 2)
FIRST_ROW = 4
LENGTH = 16  # characters of a mark
PER_CELL = 2_000  # marks: a cell takes 32,767 characters


@dataclass(frozen=True, slots=True)
class Ledger:
    """
    The ledger of a book.

    Attributes:
        salt: what scrambles its ids; new for each book.
        marks: those of the answers that were imported.
        next_row: where the next import is noted.
        is_new: whether the book has none yet.
    """

    salt: str
    marks: frozenset[str]
    next_row: int
    is_new: bool

    def entries(
        self, marks: Iterable[str], tool: str, day: date
    ) -> dict[tuple[int, int], Value]:
        """Return the cells that note an import; their order tells nothing."""
        cells: dict[tuple[int, int], Value] = {}
        if self.is_new:
            cells |= {(1, 1): ABOUT, (2, 1): "salt", SALT_CELL: self.salt}
        ordered = sorted(marks)
        for row, start in enumerate(range(0, len(ordered), PER_CELL), self.next_row):
            some = ordered[start : start + PER_CELL]
            cells |= {
                (row, 1): day.isoformat(),
                (row, 2): tool,
                (row, 3): len(some),
                (row, 4): "".join(some),
            }
        return cells


def read_ledger(package: Package) -> Ledger:
    """Return the ledger of a book, a new one if it has none."""
    return read_ledger_since(package, None)


def read_ledger_since(package: Package, day: date | None) -> Ledger:
    """Return the ledger of a book, without what was imported before *day*."""
    try:
        sheet = read_sheet(package, SHEET)
    except NoSuchSheet:
        return Ledger(secrets.token_hex(16), frozenset(), FIRST_ROW, is_new=True)
    last = sheet.used[0]
    marks: set[str] = set()
    rows = range(FIRST_ROW, max(last, FIRST_ROW) + 1)
    for row in rows:
        if day and str(sheet[row, 1] or "") < day.isoformat():
            continue
        held = str(sheet[row, 4] or "")
        marks.update(held[i : i + LENGTH] for i in range(0, len(held), LENGTH))
    salt = str(sheet[SALT_CELL] or secrets.token_hex(16))
    return Ledger(salt, frozenset(marks), max(last + 1, FIRST_ROW), is_new=False)
