"""Counts: answers that are counted already, one row per group and score."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

from cx_xl.workbooks.layout import FIRST_ROW, HEADER_ROW
from cx_xl.workbooks.rows import Count
from cx_xl.workbooks.sheets import sheet_frame
from cx_xl.workbooks.sheets.responses_sheet import EARLIEST_DATE, LATEST_DATE, ROUND_UP
from cx_xl.workbooks.template_model import ResponseColumn
from cx_xl.workbooks.writer import Book, Sheet

WIDTHS = {"date": 14, "list": 18, "score": 10, "count": 14, "weight": 18}
LARGEST = 10**12  # more people than anybody asks: a mistake


def write(book: Book, counts: Sequence[Count]) -> None:
    """Write the counts, and leave room for more below them."""
    sheet = book.sheet("counts")
    sheet_frame.heading(book, sheet, "counts")
    room = book.template.counts_room + -(-len(counts) // ROUND_UP) * ROUND_UP
    last = FIRST_ROW + room - 1
    for number, column in enumerate(book.template.counts):
        _set_up(book, sheet, number, column)
        _restrict(book, sheet, number, column, last)
    _table(book, sheet, last)
    columns = book.template.counts
    sheet_frame.pasted_rows(book, sheet, columns, counts, _style)


def _style(book: Book, column: ResponseColumn) -> Format:
    if column.kind == "list":
        return book.styles.input(align="left", indent=1)
    formats = {"date": "formats.month", "count": "formats.count"}
    key = formats.get(column.kind)
    look = {"num_format": book.texts[key]} if key else {}
    return book.styles.input(align="center", **look)


def _set_up(book: Book, sheet: Sheet, number: int, column: ResponseColumn) -> None:
    hint = book.texts[f"counts.{column.key}.hint"]
    width, style = WIDTHS[column.kind], _style(book, column)
    sheet_frame.pasted_column(book, sheet, number, width, style, hint)


def _restrict(
    book: Book, sheet: Sheet, number: int, column: ResponseColumn, last: int
) -> None:
    """Say what belongs here while typing, and paint what a paste brought in wrong."""
    texts, area = book.texts, (FIRST_ROW, number, last, number)
    words = {
        "input_title": texts[f"counts.{column.key}.header"],
        "input_message": texts[f"counts.{column.key}.message"],
        "error_title": texts["counts.error_title"],
        "error_message": texts[f"counts.{column.key}.error"],
    }
    cell = xl_rowcol_to_cell(FIRST_ROW, number, col_abs=True)
    red = book.styles.only(bg_color="bad_fill", font_color="bad", bold=True)
    if column.kind == "list":
        # A question that is not on the list enters no KPI; a segment may be new.
        strict: dict[str, Any] = {"ignore_blank": False}
        if column.source != "lst_Questions":
            strict |= {"error_type": "warning"}
        sheet.validate(area, validate="list", source=column.source, **strict, **words)
        return
    sheet.validate(area, **_limits(column), **words)
    low, high = _range(column)
    wrong = f"ISTEXT({cell}),{cell}<{low},{cell}>{high}"
    if column.kind == "count":
        wrong += f",{cell}<>INT({cell})"
    sheet.condition(area, f'IFERROR(AND({cell}<>"",OR({wrong})),TRUE)', red)


def _range(column: ResponseColumn) -> tuple[Any, Any]:
    if column.kind == "date":
        return EARLIEST_DATE, LATEST_DATE
    if column.kind == "score":
        return column.low, column.high
    return 0, LARGEST


def _limits(column: ResponseColumn) -> dict[str, Any]:
    """Return what may be typed: whole scores and people, numbers otherwise."""
    low, high = _range(column)
    whole = column.kind in {"score", "count"}
    between = {"criteria": "between", "minimum": low, "maximum": high}
    return {"validate": "integer" if whole else "decimal", **between}


def _table(book: Book, sheet: Sheet, last: int) -> None:
    headers = [book.texts[f"counts.{c.key}.header"] for c in book.template.counts]
    look = book.styles.header()
    sheet.raw.add_table(
        HEADER_ROW,
        0,
        last,
        len(headers) - 1,
        {
            "name": "tblCounts",
            "style": None,  # bands would print every ready row
            "columns": [{"header": h, "header_format": look} for h in headers],
            "title": book.texts["counts.table"],
            "description": book.texts["counts.table_alt"],
        },
    )
