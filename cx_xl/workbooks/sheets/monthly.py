"""Monthly: one ready row per month, inputs in yellow, KPIs beside them."""

import re
from collections.abc import Sequence
from datetime import date

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

from cx_xl.workbooks.layout import FIRST_ROW, HEADER_ROW
from cx_xl.workbooks.rows import Month, month_after
from cx_xl.workbooks.sheets import sheet_frame
from cx_xl.workbooks.template_model import Group, MonthlyColumn
from cx_xl.workbooks.writer import Book, Sheet

GROUP_ROW = HEADER_ROW - 1
GROUP_COLOURS: dict[Group, str] = {
    "period": "navy",
    "inputs": "watch",
    "kpis": "teal",
    "counts": "grey",
}
WIDTH = 12.5
# Three readable pages; the columns behind it add counts up, and nobody prints those.
LAST_PRINTED = "ces_filled"
LOWEST = -1e9  # where any number may stand, validation still asks for a number
_PLACE = re.compile(r"\{(\w+)\}")


def write(book: Book, months: Sequence[Month], first_month: date) -> None:
    """Write every month: the inputs known so far, and all formulas."""
    sheet = book.sheet("monthly")
    sheet_frame.heading(book, sheet, "monthly", column=1)  # column A repeats on paper
    sheet.raw.set_row(HEADER_ROW, 48)
    sheet.raw.set_column(0, len(book.template.monthly) - 1, WIDTH)
    _table(book, sheet)
    _groups(book, sheet)
    for index in range(book.template.months):
        inputs = months[index] if index < len(months) else Month()
        _row(book, sheet, FIRST_ROW + index, month_after(first_month, index), inputs)
    _restrict(book, sheet)
    _grey_out(book, sheet)
    book.define("lst_Months", book.ref("monthly", book.layout.monthly_range("month")))
    sheet.raw.freeze_panes(FIRST_ROW, 1)
    sheet.raw.repeat_rows(GROUP_ROW, HEADER_ROW)
    sheet.raw.repeat_columns(0)
    last = book.layout.monthly_columns[LAST_PRINTED]
    sheet.raw.print_area(0, 0, book.layout.last_month_row, last)
    sheet_frame.printing(book, sheet, wide=3, tall=1)
    sheet_frame.protect(sheet)


def expand(book: Book, formula: str, row: int) -> str:
    """Fill in the macros and the same-row cells of a formula of Monthly."""

    def place(match: re.Match[str]) -> str:
        key = match[1]
        macro = book.template.macros.get(key)
        return expand(book, macro, row) if macro else book.layout.monthly_cell(key, row)

    return _PLACE.sub(place, formula)


def _row(book: Book, sheet: Sheet, row: int, month: date, inputs: Month) -> None:
    """Write a month's date, its inputs and its formulas; the date is no formula."""
    known = _known(book, row)
    for number, column in enumerate(book.template.monthly):
        style = _style(book, column)
        if column.group == "inputs":
            sheet.write(row, number, getattr(inputs, column.key), style)
        elif column.formula:
            formula = expand(book, column.formula, row)
            sheet.formula(row, number, formula, style, known)
        else:  # typed beside its inputs, which another month must not take over
            sheet.write(row, number, month, style)


def _known(book: Book, row: int) -> dict[str, str]:
    """Return the counts of a month and their cells: formulas refer to them."""
    columns = [c for c in book.template.monthly if c.formula and "CX_" not in c.formula]
    return {
        expand(book, column.formula or "", row): book.layout.monthly_cell(
            column.key, row
        )
        for column in columns
    }


def _style(book: Book, column: MonthlyColumn) -> Format:
    number = {"num_format": book.texts[f"formats.{column.unit}"]}
    if column.group == "inputs":
        return book.styles.input(**number)
    if column.group == "period":
        bold = {"bold": True, "align": "center", **number}
        return book.styles.calculated(**bold)
    colour = "grey" if column.group == "counts" else "ink"
    return book.styles.calculated(font_color=colour, **number)


def _groups(book: Book, sheet: Sheet) -> None:
    """Write a band over the header that says which columns belong together."""
    for name, colour in GROUP_COLOURS.items():
        columns = [
            book.layout.monthly_columns[c.key] for c in book.template.group(name)
        ]
        band = book.styles(bold=True, font_color="white", bg_color=colour, indent=1)
        sheet.fill(GROUP_ROW, columns[0], columns[-1], band)
        sheet.write(GROUP_ROW, columns[0], book.texts[f"monthly.groups.{name}"], band)


def _table(book: Book, sheet: Sheet) -> None:
    columns = [
        {
            "header": book.texts[f"monthly.headers.{column.key}"],
            "header_format": book.styles.header(),
        }
        for column in book.template.monthly
    ]
    sheet.raw.add_table(
        HEADER_ROW,
        0,
        book.layout.last_month_row,
        len(columns) - 1,
        {
            "name": "tblMonthly",
            "style": "Table Style Light 1",
            "autofilter": False,
            "columns": columns,
            "title": book.texts["monthly.title"],
            "description": book.texts["monthly.table_alt"],
        },
    )


def _restrict(book: Book, sheet: Sheet) -> None:
    texts, last = book.texts, book.layout.last_month_row
    for column in book.template.group("inputs"):
        number = book.layout.monthly_columns[column.key]
        kind = "signed" if column.negative else "input"
        sheet.validate(
            (FIRST_ROW, number, last, number),
            validate="decimal",
            criteria=">=",
            value=LOWEST if column.negative else 0,
            input_title=texts["monthly.input_title"],
            input_message=texts[f"monthly.{kind}_message"],
            error_title=texts["responses.error_title"],
            error_message=texts[f"monthly.{kind}_error"],
        )


def _grey_out(book: Book, sheet: Sheet) -> None:
    """Show what has no data yet as a grey cell, not as a wall of #N/A and 0."""
    columns, last = book.layout.monthly_columns, book.layout.last_month_row
    first_kpi, end = columns["responses"], columns["end"]
    nothing = book.styles.only(bg_color="none_fill", font_color="none_fill")
    own = xl_rowcol_to_cell(FIRST_ROW, first_kpi)
    sheet.condition((FIRST_ROW, first_kpi, last, end), f"ISNA({own})", nothing)
    answers = book.layout.monthly_cell("responses", FIRST_ROW)
    counts = columns["promoters"]
    filled = (end + 1, len(columns) - 1)
    for left, right in ((first_kpi, first_kpi), (counts, end - 1), filled):
        sheet.condition((FIRST_ROW, left, last, right), f"{answers}=0", nothing)
    no_end = f'{xl_rowcol_to_cell(FIRST_ROW, end)}=""'
    sheet.condition((FIRST_ROW, end, last, end), no_end, nothing)
