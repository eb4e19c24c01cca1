"""KPI: the dashboard, one landscape page that follows one cell."""

from datetime import date

from cx_xl.workbooks.layout import MONTH_CELL, absolute
from cx_xl.workbooks.model import Kpi
from cx_xl.workbooks.sheets import charts, kpi_table, page, segments
from cx_xl.workbooks.sheets.grid import CARDS, COLUMNS, FIRST, HEIGHTS, LAST, Rows
from cx_xl.workbooks.writer import Book, Sheet

TITLE_ROW, NOTE_ROW = 1, 2
LABEL, VALUE, CHANGE, GOAL, STATUS = range(5)


def write(book: Book, month: date) -> None:
    """Write the whole page."""
    sheet = book.sheet("kpi")
    _grid(sheet)
    _banner(book, sheet, month)
    lights = kpi_table.write(book, sheet)
    cards = [kpi for kpi in book.template.kpis if kpi.card]
    for kpi, span in zip(cards, CARDS, strict=True):
        _card(book, sheet, kpi, span)
    charts.insert(book, sheet)
    segments.write(book, sheet)
    lights.paint(book, sheet)
    _page(book, sheet)


def _grid(sheet: Sheet) -> None:
    for column, width in enumerate(COLUMNS):
        sheet.raw.set_column_pixels(column, column, width)
    for row, height in HEIGHTS.items():
        sheet.raw.set_row_pixels(row, height)


def _banner(book: Book, sheet: Sheet, month: date) -> None:
    texts, styles = book.texts, book.styles
    title = styles(
        bold=True, font_size=22, font_color="white", bg_color="navy", indent=1
    )
    note = styles(font_size=10, font_color="soft", bg_color="navy", indent=1)
    label = styles(font_color="soft", bg_color="navy", align="right", indent=1)
    right = styles(
        font_size=10, font_color="soft", bg_color="navy", align="right", indent=1
    )
    sheet.fill(TITLE_ROW, FIRST, LAST, title)
    sheet.fill(NOTE_ROW, FIRST, LAST, note)
    sheet.write(TITLE_ROW, FIRST, texts["dashboard.title"], title)
    row, column = MONTH_CELL
    sheet.write(row, column - 2, texts["dashboard.month"], label)
    look = {"bold": True, "font_size": 16, "align": "center"}
    chosen = styles.input(num_format=texts["formats.month_long"], **look)
    sheet.write(row, column, month, chosen)
    book.define("sel_Month", book.ref("kpi", absolute(row, column)))
    sheet.validate(
        (row, column, row, column),
        validate="list",
        source="lst_Months",
        input_title=texts["dashboard.month_title"],
        input_message=texts["dashboard.month_message"],
        error_title=texts["responses.error_title"],
        error_message=texts["dashboard.month_error"],
    )
    good, bad = texts["dashboard.checks_ok"], texts["dashboard.checks_bad"]
    sheet.formula(
        NOTE_ROW, FIRST, f'IF(chk_Problems=0,"{good}","{bad}"&chk_Problems)', note
    )
    sheet.write(NOTE_ROW, LAST, texts["dashboard.base_note"], right)
    alarm = styles.only(bg_color="bad_fill", font_color="bad", bold=True)
    sheet.condition((NOTE_ROW, FIRST, NOTE_ROW, FIRST), "chk_Problems<>0", alarm)


def _card(book: Book, sheet: Sheet, kpi: Kpi, span: tuple[int, int]) -> None:
    """Write one card: name, value, change, target and status, one below the other."""
    texts = book.texts
    first, last = span
    own = Rows.kpi(book.template, kpi.key)
    base = {"bg_color": "card", "indent": 1, "align": "left"}
    grey = {"font_color": "grey", "font_size": 10}
    looks = (
        {"bold": True, "top": 5, "top_color": "teal", "font_color": "grey"},
        {
            "bold": True,
            "font_size": 28,
            "font_color": "navy",
            "num_format": texts[f"cards.{kpi.unit}"],
        },
        {**grey, "num_format": texts[f"changes.{kpi.unit}"]},
        {**grey, "num_format": texts[f"goals.{kpi.unit}"]},
        {"bold": True},
    )
    styles = [book.styles(**{**base, **look}) for look in looks]
    for offset, style in enumerate(styles):
        row = Rows.CARDS + offset
        if last > first:
            sheet.raw.merge_range(row, first, row, last, "", style)
    sheet.write(Rows.CARDS + LABEL, first, texts[f"kpis.{kpi.key}.name"], styles[LABEL])
    sources = {VALUE: "D", CHANGE: "N", GOAL: "E", STATUS: "M"}
    for offset, letter in sources.items():
        sheet.formula(
            Rows.CARDS + offset, first, f"${letter}${own + 1}", styles[offset]
        )


def _page(book: Book, sheet: Sheet) -> None:
    foot = book.styles(font_size=9, font_color="grey")
    sheet.write(Rows.FOOT, FIRST, book.texts["dashboard.footnote"], foot)
    sheet.raw.hide_gridlines(2)
    sheet.raw.set_zoom(90)
    page.printing(book, sheet, tall=1)
    sheet.raw.center_horizontally()
    sheet.raw.print_area(0, 0, Rows.FOOT, len(COLUMNS) - 1)
    page.protect(sheet)
