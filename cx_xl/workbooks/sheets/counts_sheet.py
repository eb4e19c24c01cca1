"""Counts: answers that are counted already, one row per group and score."""

from collections.abc import Sequence

from xlsxwriter.format import Format

from cx_xl.workbooks.rows import Count
from cx_xl.workbooks.sheets.pasting import Pasting
from cx_xl.workbooks.template_model import ResponseColumn
from cx_xl.workbooks.writer import Book

WIDTHS = {"date": 14, "list": 18, "score": 10, "count": 14, "weight": 18}


def write(book: Book, counts: Sequence[Count]) -> None:
    """Write the counts, and leave room for more below them."""
    template = book.template
    Pasting(
        "counts",
        "tblCounts",
        template.counts,
        template.counts_room,
        WIDTHS,
        _style,
        test="IFERROR({},TRUE)",
    ).write(book, counts)


def _style(book: Book, column: ResponseColumn) -> Format:
    if column.kind == "list":
        return book.styles.input(align="left", indent=1)
    formats = {"date": "formats.month", "count": "formats.count"}
    key = formats.get(column.kind)
    look = {"num_format": book.texts[key]} if key else {}
    return book.styles.input(align="center", **look)
