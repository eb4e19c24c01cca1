"""KPI: the dashboard, one landscape page that follows one cell."""

from datetime import date

from cx_xl.workbooks.layout import MONTH_CELL, absolute
from cx_xl.workbooks.sheets import dashboard_charts, kpi_table, segments, sheet_frame
from cx_xl.workbooks.sheets.digits import (
    CARD_DECIMALS,
    DECIMALS,
    Digits,
    decimals_of_change,
    finer,
    show_what_decides,
)
from cx_xl.workbooks.sheets.grid import (
    BARS,
    CARDS,
    COLUMNS,
    FIRST,
    HEIGHTS,
    HIGH,
    LAST,
    TREND,
    Lines,
)
from cx_xl.workbooks.template_model import Kpi
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
    dashboard_charts.insert(book, sheet)
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
    sheet.raw.merge_range(row, BARS, row, TREND, "", chosen)
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
    passed = f'IF(chk_Filled=0,"{texts["dashboard.checks_empty"]}","{good}")'
    told = f'IF(chk_Problems=0,{passed},"{bad}"&chk_Problems)'
    sheet.formula(NOTE_ROW, FIRST, told, note)
    sheet.write(NOTE_ROW, LAST, texts["dashboard.base_note"], right)
    alarm = styles.only(bg_color="bad_fill", font_color="bad", bold=True)
    # As wide as the sentence, which runs on over the cells beside its own.
    sheet.condition((NOTE_ROW, FIRST, NOTE_ROW, HIGH), "chk_Problems<>0", alarm)


def _card(book: Book, sheet: Sheet, kpi: Kpi, span: tuple[int, int]) -> None:
    """Write one card: name, value, change, target and status, one below the other."""
    texts = book.texts
    first, last = span
    own = Lines.kpi(book.template, kpi.key)
    base = {"bg_color": "card", "indent": 1, "align": "left"}
    grey = {"font_color": "grey", "font_size": 10}
    looks = (
        {"bold": True, "top": 5, "top_color": "teal", "font_color": "grey"},
        {
            "bold": True,
            "font_size": 28,
            "font_color": "navy",
            "num_format": texts[f"{_cards(book)}.{kpi.unit}"],
        },
        {**grey, "num_format": texts[f"changes.{kpi.unit}"].replace("{}", "")},
        {**grey, "num_format": _goal(book, kpi)},
        {"bold": True},
    )
    styles = [book.styles(**{**base, **look}) for look in looks]
    for offset, style in enumerate(styles):
        row = Lines.CARDS + offset
        if last > first:
            sheet.raw.merge_range(row, first, row, last, "", style)
    sheet.write(
        Lines.CARDS + LABEL, first, texts[f"kpis.{kpi.key}.name"], styles[LABEL]
    )
    sources = {VALUE: f"$D${own + 1}", GOAL: f"$E${own + 1}", STATUS: f"$M${own + 1}"}
    change, digits = f"$N${own + 1}", decimals_of_change(kpi)
    sources[CHANGE] = f"IF(ISNUMBER({change}),ROUND({change},{digits}),{change})"
    for offset, formula in sources.items():
        sheet.formula(Lines.CARDS + offset, first, formula, styles[offset])
    _moved(book, sheet, kpi, span)


def _goal(book: Book, kpi: Kpi) -> str:
    number = book.texts[f"goals.{kpi.unit}"]
    is_coarse = CARD_DECIMALS[kpi.unit] < DECIMALS[kpi.unit]
    return finer(number, 1) if book.is_opendocument and is_coarse else number


def _cards(book: Book) -> str:
    """Return where the number formats of the cards are."""
    return "formats" if book.is_opendocument else "cards"


def _moved(book: Book, sheet: Sheet, kpi: Kpi, span: tuple[int, int]) -> None:
    """Say whether a change is good, and show the digits that decide."""
    texts, own = book.texts, Lines.kpi(book.template, kpi.key)
    first, last = span
    row = Lines.CARDS + CHANGE
    for code, word, colour in ((1, "better", "good"), (-1, "worse", "bad")):
        number = texts[f"changes.{kpi.unit}"].replace("{}", texts[f"dashboard.{word}"])
        look = book.styles.only(num_format=number, font_color=colour)
        sheet.condition((row, first, row, last), f"$O${own + 1}={code}", look)
    if book.is_opendocument:
        return
    for offset, key in ((VALUE, "cards"), (GOAL, "goals")):
        row = Lines.CARDS + offset
        digits = Digits(texts[f"{key}.{kpi.unit}"], CARD_DECIMALS[kpi.unit])
        area = (row, first, row, last)
        show_what_decides(book, sheet, area, own, digits)


def _page(book: Book, sheet: Sheet) -> None:
    foot = book.styles(font_size=9, font_color="grey")
    sheet.write(Lines.FOOT, FIRST, book.texts["dashboard.footnote"], foot)
    sheet.raw.hide_gridlines(2)
    sheet.raw.set_zoom(90)
    sheet_frame.printing(book, sheet, tall=1)
    sheet.raw.center_horizontally()
    sheet.raw.print_area(0, 0, Lines.FOOT, len(COLUMNS) - 1)
    sheet_frame.protect(sheet)
