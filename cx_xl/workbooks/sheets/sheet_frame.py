"""What every sheet shares: heading, print set-up, protection."""

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


def protect(sheet: Sheet) -> None:
    """Lock everything but the inputs, without a password."""
    sheet.raw.protect("", {"format_columns": True, "format_rows": True})
