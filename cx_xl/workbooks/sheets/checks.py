"""Checks: what would make a figure wrong, counted line by line."""

import re
from typing import cast

from cx_xl.files.addresses import ROWS
from cx_xl.workbooks.layout import FIRST_ROW, HEADER_ROW, absolute, column_range
from cx_xl.workbooks.sheets import sheet_frame
from cx_xl.workbooks.sheets.kpi_table import DASH
from cx_xl.workbooks.template_model import Check, Group, SheetKey
from cx_xl.workbooks.writer import Book, Sheet

WHAT, COUNT, STATE, WHERE, ROW, REMEDY, FIRST = range(7)
WIDTHS = (54, 12, 12, 16, 12, 100)
TOTAL_ROW = 2
_PLACE = re.compile(r"\{(later|earlier|block|open):(\w+)\}")


def write(book: Book) -> None:
    """Write one line per check, and their total."""
    sheet = book.sheet("checks")
    sheet_frame.heading(book, sheet, "checks")
    for column, width in enumerate(WIDTHS):
        sheet.raw.set_column(column, column, width)
    sheet.raw.set_column(FIRST, FIRST, None, None, {"hidden": True})
    last = FIRST_ROW + len(book.template.checks) - 1
    for column, key in enumerate(("what", "count", "state", "where", "row", "remedy")):
        is_number = column in {COUNT, ROW}
        place = {"align": "center"} if is_number else {"align": "left", "indent": 1}
        look = book.styles.header(**place)
        sheet.write(HEADER_ROW, column, book.texts[f"checks.{key}"], look)
    for row, check in enumerate(book.template.checks, start=FIRST_ROW):
        _check(book, sheet, row, check)
    _total(book, sheet, last)
    _colours(book, sheet, last)
    sheet.raw.freeze_panes(FIRST_ROW, 0)
    sheet_frame.printing(book, sheet, tall=1)
    sheet_frame.protect(sheet)


def _check(book: Book, sheet: Sheet, row: int, check: Check) -> None:
    texts, styles = book.texts, book.styles
    sheet.raw.set_row(row, 22)
    sheet.write(
        row, WHAT, texts[f"checks.{check.key}.name"], styles.calculated(indent=1)
    )
    centred = styles.calculated(align="center", bold=True)
    # What a check cannot count is a problem too, and must not hide the other lines.
    counted = f"IFERROR({_expand(book, check.formula)},1)"
    sheet.formula(row, COUNT, counted, centred)
    passed = f'IF(chk_Filled=0,"{DASH}","{texts["checks.ok"]}")'
    state = f'IF({absolute(row, COUNT)}=0,{passed},"{texts["checks.look"]}")'
    sheet.formula(row, STATE, state, styles.calculated(bold=True, indent=1))
    sheet.link(
        row,
        WHERE,
        check.sheet,
        styles.calculated(font_color="teal", underline=1, indent=1),
    )
    _first_row(book, sheet, row, check)
    remedy = texts[f"checks.{check.key}.remedy"]
    sheet.write(row, REMEDY, remedy, styles.calculated(font_color="grey", indent=1))


def _first_row(book: Book, sheet: Sheet, row: int, check: Check) -> None:
    """
    Say where to look: the first row that has the problem, as a link to it.

    The link takes the name of its sheet from the cell beside it, so no formula holds
    it. That cell is text: after its sheet is renamed the link opens nothing, until the
    sheet has its old name again, as in the copy that `cx-xl upgrade --output` fills.
    """
    link = {"font_color": "teal", "underline": 1}
    if not check.rows:
        sheet.write(row, ROW, None, book.styles.calculated(align="center"))
        return
    header = book.ref(check.sheet, absolute(HEADER_ROW, 0))
    above = f"ROW({header})" + "+1" * ("{later:" in check.rows)
    # MATCH finds a 1 beside errors too; SUMPRODUCT makes it look at every row.
    problem = _expand(book, check.rows)
    first = f"SUMPRODUCT(MATCH(1,({problem})*1,0))+{above}"
    formula = f'IF({absolute(row, COUNT)}=0,"",IFERROR({first},""))'
    sheet.formula(row, FIRST, formula, book.styles.calculated())
    found = absolute(row, FIRST)
    name = f"""SUBSTITUTE({absolute(row, WHERE)},"'","''")"""
    there = f'HYPERLINK("#\'"&{name}&"\'!A"&{found},{found})'
    style = book.styles.calculated(align="center", **link)
    sheet.formula(row, ROW, f'IF({found}="","",{there})', style)


def _expand(book: Book, formula: str) -> str:
    """Fill in the ranges of Monthly, or the rest of a sheet, that a check names."""

    def place(match: re.Match[str]) -> str:
        kind, key = match.groups()
        layout = book.layout
        if kind == "open":
            columns = getattr(book.template, key)
            last = absolute(ROWS - 1, len(columns) - 1)
            return book.ref(cast("SheetKey", key), f"{absolute(FIRST_ROW, 0)}:{last}")
        areas = {
            "later": lambda: layout.monthly_range(key, skip_first=1),
            "earlier": lambda: layout.monthly_range(key, skip_last=1),
            "block": lambda: layout.monthly_block(cast("Group", key)),
        }
        return book.ref("monthly", areas[kind]())

    return _PLACE.sub(place, formula)


def _total(book: Book, sheet: Sheet, last: int) -> None:
    label = book.styles(bold=True, font_size=13, align="right", indent=1)
    sheet.write(TOTAL_ROW, WHAT, book.texts["checks.total"], label)
    big = book.styles(bold=True, font_size=16, align="center", border=1)
    sheet.raw.set_row(TOTAL_ROW, 28)
    sheet.formula(TOTAL_ROW, COUNT, f"SUM({column_range(COUNT, FIRST_ROW, last)})", big)
    book.define("chk_Problems", book.ref("checks", absolute(TOTAL_ROW, COUNT)))


def _colours(book: Book, sheet: Sheet, last: int) -> None:
    first = f"$B{FIRST_ROW + 1}"
    good = book.styles.only(bg_color="good_fill", font_color="good")
    bad = book.styles.only(bg_color="bad_fill", font_color="bad")
    area = (FIRST_ROW, COUNT, last, STATE)
    # An empty book has passed nothing, so it is not green.
    sheet.condition(area, f"AND({first}=0,chk_Filled>0)", good)
    sheet.condition(area, f"{first}<>0", bad)
    total = (TOTAL_ROW, COUNT, TOTAL_ROW, COUNT)
    passed = f"AND({absolute(TOTAL_ROW, COUNT)}=0,chk_Filled>0)"
    sheet.condition(total, passed, good)
    sheet.condition(total, f"{absolute(TOTAL_ROW, COUNT)}<>0", bad)
