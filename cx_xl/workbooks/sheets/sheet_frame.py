"""What every sheet shares: heading, print set-up, protection."""

from collections.abc import Callable, Sequence

from xlsxwriter.format import Format

from cx_xl.workbooks.layout import FIRST_ROW, HEADER_ROW
from cx_xl.workbooks.template_model import ResponseColumn
from cx_xl.workbooks.writer import Book, Sheet

A4 = 9
NARROW = 0.4


def heading(book: Book, sheet: Sheet, section: str, column: int = 0) -> None:
    """Write the sheet's title and the sentence that says what to do here."""
    sheet.raw.set_row(0, 30)
    sheet.write(0, column, book.texts[f"{section}.title"], book.styles.title())
    sheet.write(1, column, book.texts[f"{section}.intro"], book.styles.intro())


def printing(book: Book, sheet: Sheet, *, wide: int = 1, tall: int = 0) -> None:
    """Set up A4 pages with the version in the footer; *tall* = 0 is as it comes."""
    footer = book.texts["document.footer"].format(version=book.template.version)
    sheet.raw.set_paper(A4)
    sheet.raw.set_landscape()
    sheet.raw.set_margins(left=NARROW, right=NARROW, top=NARROW, bottom=0.6)
    sheet.raw.fit_to_pages(wide, tall)
    sheet.raw.set_footer(f"&L&8{footer}&C&8&A&R&8&P / &N")


def pasted_rows(
    book: Book,
    sheet: Sheet,
    columns: Sequence[ResponseColumn],
    rows: Sequence[object],
    style: Callable[[Book, ResponseColumn], Format],
) -> None:
    """Write what is known of a table for pasting, and set up its sheet."""
    for row, values in enumerate(rows, start=FIRST_ROW):
        for number, column in enumerate(columns):
            value = getattr(values, column.key)
            if value is not None:
                sheet.write(row, number, value, style(book, column))
    sheet.raw.freeze_panes(FIRST_ROW, 0)
    sheet.raw.repeat_rows(HEADER_ROW)
    printing(book, sheet)
    sheet.raw.set_portrait()


def pasted_column(  # noqa: PLR0913, PLR0917 - a column, and how it looks
    book: Book, sheet: Sheet, number: int, width: float, style: Format, hint: str
) -> None:
    """Format the whole column: blank rows then need no cells of their own."""
    sheet.raw.set_column(number, number, width, style)
    plain = book.styles(font_size=9, font_color="grey", align="center")
    for row in range(HEADER_ROW - 1):
        if row > 1 or number:
            sheet.write(row, number, None, book.styles())
    sheet.write(HEADER_ROW - 1, number, hint, plain)


def protect(sheet: Sheet) -> None:
    """Lock everything but the inputs, without a password."""
    sheet.raw.protect("", {"format_columns": True, "format_rows": True})
