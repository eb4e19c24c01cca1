"""Responses: one row per answer, open for pasting."""

from collections.abc import Sequence

from xlsxwriter.format import Format

from cx_xl.workbooks.rows import Answer
from cx_xl.workbooks.sheets.pasting import Pasting
from cx_xl.workbooks.template_model import ResponseColumn
from cx_xl.workbooks.writer import Book

SHORT_DATE = 14  # the user's own short date
WIDTHS = {"date": 16, "list": 18, "score": 12}


def write(book: Book, answers: Sequence[Answer]) -> None:
    """Write the answers, and leave room for more below them."""
    template = book.template
    Pasting(
        "responses", "tblResponses", template.responses, template.room, WIDTHS, _style
    ).write(book, answers)


def _style(book: Book, column: ResponseColumn) -> Format:
    look = {"num_format": SHORT_DATE} if column.kind == "date" else {}
    align = (
        {"align": "left", "indent": 1} if column.kind == "list" else {"align": "center"}
    )
    return book.styles.input(**align, **look)
