"""The dashboard's segments: NPS with its base; a small base is not shown."""

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

from cx_xl.workbooks.layout import Lists
from cx_xl.workbooks.sheets import grid
from cx_xl.workbooks.sheets.grid import FIRST, LAST, SEGMENT_ROWS, Lines
from cx_xl.workbooks.sheets.kpi_table import header, line
from cx_xl.workbooks.writer import Book, Sheet

NPS, PROMOTERS, DETRACTORS = grid.ACTUAL, grid.TARGET, grid.GAP
NOTE = grid.LIGHT
HEADERS = {
    grid.NAME: "segment",
    NPS: "nps",
    PROMOTERS: "promoters",
    DETRACTORS: "detractors",
    grid.BASE: "answers",
    grid.LOW: "low",
    grid.HIGH: "high",
    grid.BARS: "scale",
}


def write(book: Book, sheet: Sheet) -> None:
    """Write the header, a row per segment and the bars."""
    header(book, sheet, Lines.SEGMENTS, HEADERS)
    note = book.styles(
        bold=True,
        font_size=10,
        font_color="grey",
        valign="bottom",
        bottom=2,
        bottom_color="navy",
    )
    sheet.write(Lines.SEGMENTS, NOTE, book.texts["dashboard.note"], note)
    for index in range(SEGMENT_ROWS):
        _row(book, sheet, index)
    _bars(book, sheet)


def cell(book: Book, number: str = "General", **look: object) -> Format:
    """Return a cell's look; its line comes with a name, so free slots have none."""
    return line(book, number, bottom=0, **look)


def _row(book: Book, sheet: Sheet, index: int) -> None:
    row, own = (Lines.FIRST_SEGMENT + index, Lines.FIRST_SEGMENT + index + 1)
    points, share = book.texts["formats.points"], book.texts["cards.share"]
    sheet.fill(row, FIRST, LAST, cell(book))

    def working(column: int) -> str:
        return book.ref("lists", xl_rowcol_to_cell(Lists.SEGMENTS + index, column))

    effective = working(Lists.EFFECTIVE)

    def shown(column: int, formula: str, number: str, **look: object) -> None:
        enough = f'IF(N({effective})<set_MinBase,"",{formula})'
        sheet.formula(row, column, enough, cell(book, number, **look))

    promoters, detractors = working(Lists.PROMOTERS), working(Lists.DETRACTORS)
    passives = f"MAX(0,{effective}-{promoters}-{detractors})"
    score = f"CX_NPS_FROM_COUNTS({promoters},{passives},{detractors})"
    centre, margin = working(Lists.CENTRE), working(Lists.MARGIN)
    name = cell(book, bold=True, align="left")
    sheet.formula(row, grid.NAME, working(Lists.SEGMENT), name)
    count = cell(book, book.texts["formats.count"], font_color="grey")
    base = f'IF($B{own}="","",{working(Lists.ANSWERS)})'
    sheet.formula(row, grid.BASE, base, count)
    shown(NPS, score, points, bold=True)
    shown(PROMOTERS, f"{promoters}/{effective}", share)
    shown(DETRACTORS, f"{detractors}/{effective}", share)
    low, high = f"MAX(-100,{centre}-{margin})", f"MIN(100,{centre}+{margin})"
    shown(grid.LOW, f"MIN($D{own},{low})", points, font_color="grey")
    shown(grid.HIGH, f"MAX($D{own},{high})", points, font_color="grey")
    told = f'IF($B{own}="","",INDEX(lst_BaseNote,MATCH(N({effective}),lst_BaseFrom,1)))'
    italic = cell(book, align="left", italic=True, font_color="grey", font_size=10)
    sheet.formula(row, NOTE, told, italic)
    sheet.formula(row, grid.BARS, f"$D{own}", cell(book, points))


def _bars(book: Book, sheet: Sheet) -> None:
    """Draw each NPS as a bar to the right or to the left of zero."""
    palette = book.styles.palette
    last = Lines.FIRST_SEGMENT + SEGMENT_ROWS - 1
    bars = {
        "type": "data_bar",
        "data_bar_2010": True,
        "bar_only": True,
        "bar_solid": True,
        "bar_color": palette["bar"],
        "bar_negative_color": palette["bar_negative"],
        "bar_axis_position": "middle",
        "min_type": "num",
        "min_value": -100,
        "max_type": "num",
        "max_value": 100,
    }
    under = book.styles.only(bottom=1, bottom_color="line")
    named = f'$B{Lines.FIRST_SEGMENT + 1}<>""'
    # Not under the bars: LibreOffice shows one condition per cell.
    for first, end in ((FIRST, grid.BARS - 1), (grid.BARS + 1, LAST)):
        sheet.condition((Lines.FIRST_SEGMENT, first, last, end), named, under)
    area = (Lines.FIRST_SEGMENT, grid.BARS, last, grid.BARS)
    sheet.raw.conditional_format(*area, bars)
