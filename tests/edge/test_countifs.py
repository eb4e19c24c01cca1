"""
Criteria against COUNTIFS itself: LibreOffice's, cell by cell, and Excel's, saved.

Where we differ on purpose, the table says how and why.
"""

import shutil
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from cx_xl.cells import Block
from cx_xl.edge.criteria import judge
from cx_xl.errors import Code
from tests.needs import lacking
from tests.workbooks.libreoffice import convert

DAY = datetime(2026, 1, 31)  # noqa: DTZ001 - cells have no time zone
NBSP = "\u00a0"
PADDED = ["Web ", f"Web{NBSP}", " Web"]
NAMES = ["Web", "web", *PADDED, "web shop", "App", "co-op", "coop", "_x", "-x"]
LETTERS = ["b", "e", "é", "f", "z", "Z", "ä", "æ", "résumé", "resume", "resumes"]
SIGNS = ["*", "a*b", "a~b", "€ 5", "1 000", "1/2", "12:00", "31/01/2026"]
NUMERALS = ["5%", "0.05", "2026-01-31", "5", "1", "1.000", "10", "-5", "1e3", "12.3456"]
NUMBERS = [0.05, 46053, 5, 1, 0, -5, 10, 1.5, 0.125, 0.5, 1000, 12.3456, DAY]
OTHERS = [True, False, "TRUE", "", None, Code.NA, Code.DIV]
CELLS = [*NAMES, *LETTERS, *SIGNS, *NUMERALS, *NUMBERS, *OTHERS]


class Difference(NamedTuple):
    """What we count beside LibreOffice, what we do not count, and why."""

    more: Sequence = ()
    less: Sequence = ()


AGREED = Difference()
# Names compare as segments do: without regard to blanks around them.
TRIMMED = Difference(more=PADDED)
# Text in cells is read as it is in a criterion, as Excel does (EXCEL, C2).
ALIKE = Difference(more=["0.05"])
# TRUE is no number, as in Excel (EXCEL, C3, L5 and N5); for LibreOffice it is 1.
TRUTHS = [True, False]
# Wildcards are for text, as Microsoft's help says; LibreOffice takes numbers for text.
NOT_TEXT = [*NUMBERS, *TRUTHS, Code.NA, Code.DIV]

CRITERIA = [
    ("Web", TRIMMED),
    ("=web", TRIMMED),
    ("Web ", Difference(more=["Web", "web", f"Web{NBSP}", " Web"])),
    ("<>web", Difference(less=PADDED)),
    ("web*", Difference(more=[" Web"])),
    ("?eb", TRIMMED),
    ("*b", Difference(more=PADDED[:2])),
    ("w?b*", Difference(more=[" Web"])),
    ("5%", ALIKE),
    ("=5%", ALIKE),
    ("<>5%", Difference(less=["0.05"])),
    ("0.05", Difference(more=["5%"])),
    (0.05, Difference(more=["5%", "0.05"])),
    ("2026-01-31", AGREED),
    (">=2026-01-31", AGREED),
    ("<2026-02-01", Difference(less=TRUTHS)),
    (DAY, Difference(more=["2026-01-31"])),
    (">0.125", Difference(less=[True])),
    (">=0.125", Difference(less=[True])),
    ("<=0.125", Difference(less=[False])),
    ("12.3456", AGREED),
    (">12.3456", AGREED),
    ("1", Difference(less=[True])),
    (1, Difference(more=["1"], less=[True])),
    ("=1", Difference(less=[True])),
    ("<>1", Difference(more=[True])),
    ("5", AGREED),
    ("5 ", Difference(more=["5"])),
    (">=5", AGREED),
    (">= 5", AGREED),
    ("<10", Difference(less=TRUTHS)),
    ("10", AGREED),
    ("-5", AGREED),
    ("1e3", AGREED),
    (">1e2", AGREED),
    (0, Difference(less=[False])),
    (None, Difference(less=[False])),
    ("<b", Difference(less=[" Web"])),
    (">b", Difference(more=[" Web"])),
    (">=é", Difference(more=[" Web"])),
    ("<é", Difference(less=[" Web"])),
    ("<f", Difference(less=[" Web"])),
    (">z", AGREED),
    ("<=Z", AGREED),
    ("<æ", Difference(less=[" Web"])),
    (">resume", Difference(more=[" Web"])),
    ("<=résumé", Difference(less=[" Web"])),
    ("<co-op", Difference(less=[" Web"])),
    ("<a", Difference(less=[" Web"])),
    ("TRUE", Difference(less=[1])),
    (True, Difference(more=["TRUE"], less=[1])),
    ("<>TRUE", Difference(more=[1])),
    (">FALSE", Difference(less=[n for n in NUMBERS if n == DAY or n > 0])),
    ("~*", AGREED),
    ("a~*b", AGREED),
    ("a~~b", AGREED),
    ("a*b", AGREED),
    ("*", Difference(less=NOT_TEXT)),
    ("<>*", Difference(more=NOT_TEXT)),
    ("€ 5", AGREED),
    ("1/2", AGREED),
    ("#N/A", AGREED),
    ("=#DIV/0!", AGREED),
    ("<>#N/A", AGREED),
    ("", AGREED),
    ("=", AGREED),
    ("<>", AGREED),
]


class Typed(NamedTuple):
    """A cell that equals no other of another type: True is not 1."""

    type: str
    value: object


def typed(cells):
    return [Typed(type(cell).__name__, cell) for cell in cells]


def write(cell, value):
    """Type *value* as it is: no text turns into a formula or a date."""
    is_formula = value == "" or isinstance(value, Code)
    cell.value = {"": '=""'}.get(value, f"={value}") if is_formula else value
    if isinstance(value, str) and not is_formula:
        cell.data_type = "s"


@pytest.fixture(scope="module")
def libreoffice(tmp_path_factory):
    """What LibreOffice's COUNTIFS says of each cell by each criterion."""
    if not shutil.which("soffice"):
        lacking("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("countifs")
    book = openpyxl.Workbook()
    sheet = book.active
    for row, value in enumerate(CELLS, start=2):
        write(sheet.cell(row, 1), value)
    for column, (criterion, _) in enumerate(CRITERIA, start=2):
        write(sheet.cell(1, column), criterion)
        for row in range(2, len(CELLS) + 2):
            given = f"$A{row},{get_column_letter(column)}$1"
            sheet.cell(row, column).value = f"=COUNTIFS({given})"
    book.save(folder / "criteria.xlsx")
    convert(folder / "criteria.xlsx", folder / "done", "xlsx")
    done = openpyxl.load_workbook(folder / "done" / "criteria.xlsx", data_only=True)
    columns = list(done.active.columns)[1:]
    return {
        (type(criterion), criterion): [cell.value for cell in column[1:]]
        for (criterion, _), column in zip(CRITERIA, columns, strict=True)
    }


@pytest.mark.parametrize(("criterion", "difference"), CRITERIA)
def test_which_cells_meet_a_criterion(libreoffice, criterion, difference):
    """LibreOffice's own answer, but for what the table names."""
    counted = libreoffice[type(criterion), criterion]
    theirs = [c for c, times in zip(CELLS, counted, strict=True) if times]
    meets = judge(criterion, "criterion_1")
    block = Block.of([list(CELLS)]).cells

    ours = [c for c, cell in zip(CELLS, block, strict=True) if meets(cell)]

    more, less = map(typed, difference)
    kept = [cell for cell in typed(theirs) if cell not in less]
    assert [c for c in typed(CELLS) if c in [*kept, *more]] == typed(ours)


# COUNTIFS.xlsx among the books that Excel saved, sheet "Rows2": the ranges in
# its columns A, J, R, V and AB, and its counts by address.
A = [23, "23", True, 1, -23, "hey", False]
J = [23, "23", True, 1, -23, "hey", False, 123, None, None, "", None, None, None]
NAMED = ["Steven", "Albert", "Bernanrd", "Steven", "Mr. Brown", "Mrs. Brown", "Albert"]
NOTHING = [None] * 2
TYPED = " #DIV/0!"  # text: a host marks it so that it is not taken for an error
R = [*NAMED, Code.NA, None, TYPED, Code.DIV, Code.DIV, *NOTHING]
V = [Code.NA, 12, Code.DIV, " #N/A", 0, "", "", None, 0, None, *NOTHING, *NOTHING]
AB = [True, 1, 0, False, None, "TRUE", None, True, True, False, *NOTHING, *NOTHING]
# TRUE as text is not among them: to us it is TRUE, as it is in the name of a segment.
EXCEL = [
    ("C2", A, 23, 2),
    ("C3", A, 1, 1),
    ("D4", A, "=-23", 1),
    ("E5", A, "<>1", 6),
    ("L2", J, "<23", 2),
    ("M2", J, "<=23", 3),
    ("N2", J, ">23", 1),
    ("O2", J, ">=23", 2),
    ("P2", J, "<>23", 12),
    ("L5", J, "<1", 1),
    ("N5", J, ">1", 2),
    ("P6", J, "<>0", 14),
    ("P9", J, "<>", 9),
    ("T2", R, "<>*brown", 12),
    ("T3", R, "=*brown", 2),
    ("T4", R, "<brown", 4),  # with the text that looks like an error, without errors
    ("T5", R, ">brown", 4),
    ("T7", R, Code.NA, 1),
    ("T10", R, "#DIV/0!", 2),
    ("X5", V, "", 8),
    ("X6", V, None, 2),
    ("AD4", AB, 0, 1),
    ("AD5", AB, False, 2),
    ("AD7", AB, "FaLSe", 2),
]


@pytest.mark.parametrize(
    ("cells", "criterion", "count"),
    [row[1:] for row in EXCEL],
    ids=[row[0] for row in EXCEL],
)
def test_what_excel_counted(cells, criterion, count):
    """A number as text counts for equality only; TRUE is neither 1 nor above 0."""
    meets = judge(criterion, "criterion_1")
    assert count == sum(map(meets, Block.of([cells]).cells))


# Sheet "Rows1", column A, and its counts in column C.
DARK = ["dark blue", "light blue", "light yellow", "dark yellow", "white dark"]
ISH = ["red-ish", "blue-ish"]
TWICE = ["blue", "brown", "yellow", "magenta"] * 2
COLOURS = ["red", "BLUE", "white", "Mr. White", *DARK, *ISH, *TWICE]


@pytest.mark.parametrize(
    ("criterion", "count"),
    [
        ("blue", 3),
        ("*blue", 5),
        ("*o*", 6),
        ("brown", 2),
        ("white", 1),
        ("dark*", 2),
        ("*-ish", 2),
        ("magenta", 2),
        ("*ll*", 4),
        ("yellow", 2),
        ("???-ish", 1),
        (">c", 13),
    ],
)
def test_how_excel_matched_text(criterion, count):
    """C2 to C13: case is ignored, and text has an order."""
    meets = judge(criterion, "criterion_1")
    assert count == sum(map(meets, COLOURS))
