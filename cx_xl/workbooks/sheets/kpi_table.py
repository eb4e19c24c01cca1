"""The dashboard's table: actual, target, base, interval, status, change, trend."""

from dataclasses import dataclass

from xlsxwriter.format import Format

from cx_xl.workbooks.layout import (
    AMBER_COLUMN,
    BETTER_COLUMN,
    TARGET_COLUMN,
    Lists,
    absolute,
    column_range,
)
from cx_xl.workbooks.numbers import IN_POINTS
from cx_xl.workbooks.sheets import grid
from cx_xl.workbooks.sheets.digits import (
    DECIMALS,
    Digits,
    decimals_of_change,
    show_what_decides,
)
from cx_xl.workbooks.sheets.grid import CARDS, FIRST, LAST, Lines
from cx_xl.workbooks.template_model import Kpi
from cx_xl.workbooks.writer import Book, Sheet

DASH = "–"  # noqa: RUF001  what a figure that is missing looks like
NONE = f'"{DASH}"'
HEADERS = {
    grid.NAME: "kpi",
    grid.ACTUAL: "actual",
    grid.TARGET: "target",
    grid.GAP: "gap",
    grid.BASE: "base",
    grid.LOW: "low",
    grid.HIGH: "high",
    grid.STATUS: "status",
    grid.CHANGED: "change",
    grid.BARS: "trend",
}
LEFT = {grid.NAME, grid.STATUS, grid.BARS}
# Signs, not icons: whole in every program, and read aloud by readers of screens.
LIGHTS = '"●";"◆";"▲";"○"'  # good, bad, watch, and the dash of no data
SIGNS = "Segoe UI Symbol"  # has all of them in one size; elsewhere another font has
BETTER = '"✓";"✗";"=";@'


def write(book: Book, sheet: Sheet) -> "Lights":
    """Write the header and a row per KPI; return the cells that are lit."""
    header(book, sheet, Lines.TABLE, HEADERS)
    for kpi in book.template.kpis:
        _row(book, sheet, kpi)
    return Lights(Lines.FIRST_KPI, Lines.FIRST_KPI + len(book.template.kpis) - 1)


def header(book: Book, sheet: Sheet, row: int, texts: dict[int, str]) -> None:
    """Write a header line of the dashboard."""
    line = {"bottom": 2, "bottom_color": "navy", "font_color": "grey"}
    look = {"bold": True, "font_size": 10, "valign": "bottom", **line}
    sheet.fill(row, FIRST, LAST, book.styles(**look))
    for column, key in texts.items():
        align = "left" if column in LEFT else "right"
        style = book.styles(align=align, text_wrap=column not in LEFT, **look)
        sheet.write(row, column, book.texts[f"dashboard.{key}"], style)


def line(book: Book, number: str = "General", **look: object) -> Format:
    """Return the look of a cell in a table line."""
    edge = {"bottom": 1, "bottom_color": "line", "align": "right"}
    return book.styles(**{**edge, "num_format": number, **look})


def _found(formula: str) -> str:
    """Return *formula* with a dash for #N/A; Excel 2010 has no IFNA."""
    return f"IF(ISNA({formula}),{NONE},{formula})"


def _row(book: Book, sheet: Sheet, kpi: Kpi) -> None:
    row = Lines.kpi(book.template, kpi.key)
    sheet.fill(row, FIRST, LAST, line(book))
    name = line(book, bold=True, align="left")
    sheet.write(row, grid.NAME, book.texts[f"kpis.{kpi.key}.name"], name)
    _result(book, sheet, row, kpi)
    _certainty(book, sheet, row, kpi)
    _status(book, sheet, row, kpi)
    _trend(book, sheet, row, kpi)


def _result(book: Book, sheet: Sheet, row: int, kpi: Kpi) -> None:
    """Write actual, target and gap."""
    number = book.texts[f"formats.{kpi.unit}"]
    target = book.ref(
        "targets", absolute(book.layout.target_row(kpi.key), TARGET_COLUMN)
    )
    actual = _found(f"INDEX(tblMonthly[{kpi.key}],sel_Row)")
    sheet.formula(row, grid.ACTUAL, actual, line(book, number, bold=True))
    grey = line(book, number, font_color="grey")
    sheet.formula(row, grid.TARGET, f'IF({target}="",{NONE},{target})', grey)
    difference = f"$D{row + 1}-$E{row + 1}"
    scaled = f"100*({difference})" if kpi.unit in IN_POINTS else difference
    missing = f"OR($D{row + 1}={NONE},$E{row + 1}={NONE})"
    gap = line(book, book.texts[f"gaps.{kpi.unit}"])
    sheet.formula(row, grid.GAP, f"IF({missing},{NONE},{scaled})", gap)


def _certainty(book: Book, sheet: Sheet, row: int, kpi: Kpi) -> None:
    """Write the base and the interval; a cost has no interval."""
    number = book.texts[f"formats.{kpi.unit}"]
    count = line(book, book.texts["formats.count"], font_color="grey")
    limit = line(book, number, font_color="grey")
    blank = line(book, font_color="grey")
    if kpi.base:
        base = _found(f"INDEX(tblMonthly[{kpi.base}],sel_Row)")
        sheet.formula(row, grid.BASE, base, count)
    else:
        sheet.write(row, grid.BASE, DASH, blank)
    for column, side, source in ((grid.LOW, 1, kpi.low), (grid.HIGH, 2, kpi.high)):
        if source:
            found = _found(f"INDEX(tblMonthly[{source}],sel_Row)")
            sheet.formula(row, column, found, limit)
        elif kpi.successes:
            sheet.formula(row, column, _limit(book, row, kpi, side), limit)
        else:
            sheet.write(row, column, DASH, blank)


def _limit(book: Book, row: int, kpi: Kpi, side: int) -> str:
    index = [k.key for k in book.template.kpis].index(kpi.key)
    successes = book.ref("lists", absolute(Lists.WORDS + index, Lists.SUCCESSES))
    if kpi.effective:  # of weighted counts: too long for this sheet
        place = absolute(Lists.WORDS + index, (Lists.FROM, Lists.TO)[side - 1])
        return f"IF($D{row + 1}={NONE},{NONE},{book.ref('lists', place)})"
    interval = f"CX_RATE_CI({successes},$H{row + 1},set_Confidence)"
    return f"IF($D{row + 1}={NONE},{NONE},INDEX({interval},1,{side}))"


def _status(book: Book, sheet: Sheet, row: int, kpi: Kpi) -> None:
    """Write the light, its word, and the change against the month before."""
    amber = book.ref("targets", absolute(book.layout.target_row(kpi.key), AMBER_COLUMN))
    missing = f"OR($D{row + 1}={NONE},$E{row + 1}={NONE})"
    light = f"CX_KPI_STATUS($D{row + 1},$E{row + 1},{amber},0,1)"
    centred = line(
        book, LIGHTS, align="center", font_color="grey", font_name=SIGNS, shrink=True
    )
    sheet.formula(row, grid.LIGHT, f"IF({missing},{NONE},{light})", centred)
    none, aimless = book.texts["status.none"], book.texts["status.no_target"]
    unlit = f'IF($D{row + 1}={NONE},"{none}","{aimless}")'
    word = f"IF($L{row + 1}={NONE},{unlit},INDEX(lst_Status,$L{row + 1}+2))"
    bold = line(book, bold=True, align="left", font_color="grey")
    sheet.formula(row, grid.STATUS, word, bold)
    index = [k.key for k in book.template.kpis].index(kpi.key)
    now, before = (
        book.ref("lists", absolute(r, Lists.KPIS + index))
        for r in (Lists.NOW, Lists.BEFORE)
    )
    difference = f"100*({now}-{before})" if kpi.unit in IN_POINTS else f"{now}-{before}"
    change = line(book, book.texts[f"gaps.{kpi.unit}"])
    sheet.formula(row, grid.CHANGED, _found(difference), change)
    # A change that shows as 0 is neither; the sign is that of the better direction.
    digits = decimals_of_change(kpi)
    target = book.layout.target_row(kpi.key)
    better = book.ref("targets", absolute(target, BETTER_COLUMN))
    way = f"({better}=dir_Higher)-({better}=dir_Lower)"
    moved = f"SIGN(ROUND($N{row + 1},{digits}))*({way})"
    small = {"font_size": 9, "font_color": "grey", "font_name": SIGNS, "shrink": True}
    centred = line(book, BETTER, align="center", **small)
    mark = f'IF(ISNUMBER($N{row + 1}),{moved},"")'
    sheet.formula(row, grid.MARK, mark, centred)


def _trend(book: Book, sheet: Sheet, row: int, kpi: Kpi) -> None:
    """Draw the twelve months twice: as text for every program, and as a sparkline."""
    index = [k.key for k in book.template.kpis].index(kpi.key)
    drawn = book.ref("lists", absolute(Lists.NOW, Lists.BARS + index))
    look = line(book, align="left", indent=1, font_color="teal", font_size=8)
    sheet.formula(row, grid.BARS, drawn, look)
    if book.is_opendocument:
        return
    area = column_range(Lists.KPIS + index, Lists.FIRST, Lists.NOW)
    colours = {"series_color": "teal", "last_color": "navy"}
    sheet.raw.add_sparkline(
        row,
        grid.TREND,
        {
            "range": book.ref("lists", area),
            "type": "line",
            "weight": 1.75,
            "last_point": True,
            "show_hidden": True,
            **{key: book.styles.palette[name] for key, name in colours.items()},
        },
    )


@dataclass(frozen=True, slots=True)
class Lights:
    """The status cells: an icon in the table, a colour behind the word on a card."""

    first: int
    last: int

    def paint(self, book: Book, sheet: Sheet) -> None:
        """Light table and cards; without data they stay grey."""
        words = (self.first, grid.LIGHT, self.last, grid.STATUS)
        for code, name in ((1, "good"), (0, "watch"), (-1, "bad")):
            rule = f"$L{self.first + 1}={code}"
            sheet.condition(words, rule, book.styles.only(font_color=name))
        moved = (self.first, grid.CHANGED, self.last, grid.MARK)
        for code, name in ((1, "good"), (-1, "bad")):
            rule = f"$O{self.first + 1}={code}"
            sheet.condition(moved, rule, book.styles.only(font_color=name))
        for kpi in book.template.kpis:
            self._digits(book, sheet, kpi)
        cards = [kpi for kpi in book.template.kpis if kpi.card]
        for kpi, (left, right) in zip(cards, CARDS, strict=True):
            self._card(book, sheet, Lines.kpi(book.template, kpi.key), left, right)

    @staticmethod
    def _digits(book: Book, sheet: Sheet, kpi: Kpi) -> None:
        """Show the digits that decide where value and target look alike."""
        row = Lines.kpi(book.template, kpi.key)
        for first, last, key in (
            (grid.ACTUAL, grid.TARGET, "formats"),
            (grid.GAP, grid.GAP, "gaps"),
        ):
            look = Digits(book.texts[f"{key}.{kpi.unit}"], DECIMALS[kpi.unit])
            show_what_decides(book, sheet, (row, first, row, last), row, look)

    def _card(self, book: Book, sheet: Sheet, own: int, left: int, right: int) -> None:
        row = Lines.CARDS + 4
        rules = {
            f"$L${own + 1}={c}": n for c, n in ((1, "good"), (0, "watch"), (-1, "bad"))
        }
        rules[f"ISTEXT($L${own + 1})"] = "none"
        for rule, name in rules.items():
            colour = "grey" if name == "none" else name
            style = book.styles.only(bg_color=f"{name}_fill", font_color=colour)
            sheet.condition((row, left, row, right), rule, style)
