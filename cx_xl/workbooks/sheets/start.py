"""Start here: what to do, what the colours mean, what the numbers stand on."""

from cx_xl.workbooks.layout import FIRST_ROW, MONTH_CELL, absolute
from cx_xl.workbooks.sheets import sheet_frame
from cx_xl.workbooks.template_model import SheetKey
from cx_xl.workbooks.writer import Book, Sheet

MARK, TEXT = 1, 2
WIDTHS = (3, 7, 118)
STEPS: tuple[tuple[SheetKey, str], ...] = (
    ("responses", absolute(FIRST_ROW, 0)),
    ("monthly", absolute(FIRST_ROW, 1)),
    ("targets", absolute(FIRST_ROW, 4)),
    ("kpi", absolute(*MONTH_CELL)),
    ("checks", "$B$3"),
)
LEGEND = {
    "input": ("input", "ink"),
    "calc": ("white", "ink"),
    "good": ("good_fill", "good"),
    "watch": ("watch_fill", "watch"),
    "bad": ("bad_fill", "bad"),
    "none": ("none_fill", "grey"),
}
KNOW = ("base", "interval", "small")
ALSO_KNOW = ("protected", "privacy", "trademark")


def write(book: Book) -> None:
    """Write the welcome sheet from top to bottom."""
    sheet = book.sheet("start")
    for column, width in enumerate(WIDTHS):
        sheet.raw.set_column(column, column, width)
    sheet.raw.hide_gridlines(2)
    row = _banner(book, sheet)
    row = _steps(book, sheet, row)
    row = _legend(book, sheet, row)
    row = _know(book, sheet, row)
    version = book.texts["start.version"].format(version=book.template.version)
    sheet.write(row + 1, MARK, version, book.styles(font_color="grey", font_size=9))
    sheet_frame.printing(book, sheet, tall=1)
    sheet.raw.set_portrait()
    sheet_frame.protect(sheet)


def _banner(book: Book, sheet: Sheet) -> int:
    title = book.styles(
        bold=True, font_size=24, font_color="white", bg_color="navy", indent=1
    )
    note = book.styles(font_size=12, font_color="soft", bg_color="navy", indent=1)
    for row, style, height, key in ((1, title, 44, "title"), (2, note, 26, "subtitle")):
        sheet.raw.set_row(row, height)
        sheet.fill(row, MARK, TEXT, style)
        sheet.write(row, MARK, book.texts[f"start.{key}"], style)
    return 4


def _section(book: Book, sheet: Sheet, row: int, key: str) -> int:
    line = book.styles(
        bold=True, font_size=13, font_color="navy", bottom=2, bottom_color="teal"
    )
    sheet.raw.set_row(row, 24)
    sheet.fill(row, MARK, TEXT, line)
    sheet.write(row, MARK, book.texts[f"start.{key}_heading"], line)
    return row + 1


def _steps(book: Book, sheet: Sheet, row: int) -> int:
    row = _section(book, sheet, row, "steps")
    number = book.styles(bold=True, font_size=20, font_color="teal", align="center")
    link = book.styles(
        bold=True, font_size=12, font_color="teal", underline=1, valign="bottom"
    )
    told = book.styles(font_color="grey", valign="top", text_wrap=True)
    for index, (to, address) in enumerate(STEPS, start=1):
        sheet.raw.set_row(row, 22)
        sheet.raw.set_row(row + 1, 20)
        sheet.raw.merge_range(row, MARK, row + 1, MARK, index, number)
        words = book.texts[f"start.step_{index}"]
        sheet.jump((row, TEXT), to, address, words, link)
        sheet.write(row + 1, TEXT, book.texts[f"start.step_{index}_help"], told)
        row += 2
    return row + 1


def _legend(book: Book, sheet: Sheet, row: int) -> int:
    row = _section(book, sheet, row, "legend")
    for key, (fill, colour) in LEGEND.items():
        swatch = book.styles(bg_color=fill, border=1, border_color="line")
        sheet.raw.set_row(row, 20)
        sheet.write(row, MARK, None, swatch)
        words = book.styles(font_color=colour, indent=1)
        sheet.write(row, TEXT, book.texts[f"start.legend_{key}"], words)
        row += 1
    return row + 1


def _know(book: Book, sheet: Sheet, row: int) -> int:
    row = _section(book, sheet, row, "know")
    wrapped = book.styles(text_wrap=True)
    bullet = book.styles(font_color="teal", align="center", bold=True)
    for key in (*KNOW, *_functions(book), *ALSO_KNOW):
        sheet.raw.set_row(row, 34)
        sheet.write(row, MARK, "•", bullet)
        sheet.write(row, TEXT, book.texts[f"start.know_{key}"], wrapped)
        row += 1
    return row


def _functions(book: Book) -> tuple[str, ...]:
    """Say what calculates here: ordinary formulas, names, or the add-in."""
    if not book.is_portable:
        return ("addin",)
    return ("formulas", "names") if book.has_names else ("formulas",)
