"""Responses: one row per answer, open for pasting."""

from collections.abc import Sequence

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

from cx_xl.workbooks.layout import FIRST_ROW, HEADER_ROW
from cx_xl.workbooks.rows import Answer
from cx_xl.workbooks.sheets import sheet_frame
from cx_xl.workbooks.template_model import ResponseColumn
from cx_xl.workbooks.writer import Book, Sheet

SHORT_DATE = 14  # the user's own short date
EARLIEST_DATE = 36_526  # 1 January 2000: a smaller number is no date of an answer
LATEST_DATE = 73_050  # 31 December 2099
WIDTHS = {"date": 16, "list": 18, "score": 12}
ROUND_UP = 1000


def write(book: Book, answers: Sequence[Answer]) -> None:
    """Write the answers, and leave room for more below them."""
    sheet = book.sheet("responses")
    sheet_frame.heading(book, sheet, "responses")
    last = FIRST_ROW + _rows(book, len(answers)) - 1
    for number, column in enumerate(book.template.responses):
        _set_up(book, sheet, number, column)
        _restrict(book, sheet, number, column, last)
    _table(book, sheet, last)
    columns = book.template.responses
    sheet_frame.pasted_rows(book, sheet, columns, answers, _style)


def _rows(book: Book, answers: int) -> int:
    """Keep at least the template's room free below the answers."""
    return book.template.room + -(-answers // ROUND_UP) * ROUND_UP


def _style(book: Book, column: ResponseColumn) -> Format:
    look = {"num_format": SHORT_DATE} if column.kind == "date" else {}
    align = (
        {"align": "left", "indent": 1} if column.kind == "list" else {"align": "center"}
    )
    return book.styles.input(**align, **look)


def _set_up(book: Book, sheet: Sheet, number: int, column: ResponseColumn) -> None:
    hint = book.texts[f"responses.{column.key}.hint"]
    width, style = WIDTHS[column.kind], _style(book, column)
    sheet_frame.pasted_column(book, sheet, number, width, style, hint)


def _restrict(
    book: Book, sheet: Sheet, number: int, column: ResponseColumn, last: int
) -> None:
    """Say what belongs here while typing, and paint what a paste brought in wrong."""
    texts = book.texts
    area = (FIRST_ROW, number, last, number)
    words = {
        "input_title": texts[f"responses.{column.key}.header"],
        "input_message": texts[f"responses.{column.key}.message"],
        "error_title": texts["responses.error_title"],
        "error_message": texts[f"responses.{column.key}.error"],
    }
    if column.kind == "list":
        # The list has free slots: ignoring blanks would accept any word.
        strict = {"ignore_blank": False, "error_type": "warning"}
        sheet.validate(area, validate="list", source=column.source, **strict, **words)
        return
    low, high = (
        (EARLIEST_DATE, LATEST_DATE)
        if column.kind == "date"
        else (column.low, column.high)
    )
    kind = "decimal" if column.kind == "date" else "integer"
    limits = {"criteria": "between", "minimum": low, "maximum": high}
    sheet.validate(area, validate=kind, **limits, **words)
    cell = xl_rowcol_to_cell(FIRST_ROW, number, col_abs=True)
    wrong = f'AND({cell}<>"",OR(ISTEXT({cell}),{cell}<{low},{cell}>{high}))'
    red = book.styles.only(bg_color="bad_fill", font_color="bad", bold=True)
    sheet.condition(area, wrong, red)


def _table(book: Book, sheet: Sheet, last: int) -> None:
    headers = [book.texts[f"responses.{c.key}.header"] for c in book.template.responses]
    look = book.styles.header()
    sheet.raw.add_table(
        HEADER_ROW,
        0,
        last,
        len(headers) - 1,
        {
            "name": "tblResponses",
            "style": None,  # bands would print every ready row
            "columns": [{"header": h, "header_format": look} for h in headers],
            "title": book.texts["responses.table"],
            "description": book.texts["responses.table_alt"],
        },
    )
