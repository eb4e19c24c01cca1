"""Lists: the hidden workings of charts, segments and lights; nothing to fill in."""

from collections.abc import Callable

from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from cx_xl.workbooks.formulas.countifs import Answers
from cx_xl.workbooks.formulas.expand import referring
from cx_xl.workbooks.formulas.inference import quantile
from cx_xl.workbooks.layout import (
    CHART_MONTHS,
    TARGET_COLUMN,
    Lists,
    absolute,
    column_range,
)
from cx_xl.workbooks.writer import Book, Sheet

SPLIT = ("promoters", "passives", "detractors")
BARS = "▁▂▃▄▅▆▇█"
GAP = "▏"  # a month without a value: an empty place, as wide as a bar


def write(book: Book) -> None:
    """Write the twelve months, the segments and the words, and hide the sheet."""
    sheet = book.sheet("lists")
    sheet.raw.set_column(0, 34, 14)
    for index in range(CHART_MONTHS):
        _month(book, sheet, index)
    for index in range(len(book.template.kpis)):
        _bars(book, sheet, index)
    book.define("sel_Row", book.ref("lists", absolute(Lists.NOW, Lists.POSITION)))
    for index in range(book.template.slots):
        _segment(book, sheet, index)
    _words(book, sheet)
    _successes(book, sheet)
    _held(book, sheet)
    sheet.raw.hide()
    sheet.raw.protect("")


def _month(book: Book, sheet: Sheet, index: int) -> None:
    """Write one of the twelve months that end with the chosen one."""
    row, plain = Lists.FIRST + index, book.styles()
    month = book.styles(num_format=book.texts["formats.month"])
    position = f"$B{row + 1}"
    back = index - CHART_MONTHS + 1
    sheet.formula(row, Lists.MONTH, f"EDATE(sel_Month,{back})", month)
    sheet.formula(row, Lists.POSITION, f"MATCH($A{row + 1},tblMonthly[month],0)", plain)
    cell = absolute(book.layout.target_row("nps"), TARGET_COLUMN)
    target = book.ref("targets", cell)
    sheet.formula(row, Lists.TARGET, f'IF({target}="",NA(),{target})', plain)
    # Where the base is an error, no split of the other answers is drawn either.
    base = f"0*INDEX(tblMonthly[nps_n],{position})"
    for column, key in enumerate(SPLIT, start=Lists.SPLIT):
        part = f"INDEX(tblMonthly[{key}],{position})"
        sheet.formula(row, column, f"{part}+{base}", plain)
    found = {Lists.NPS: "nps", Lists.LOW: "nps_low", Lists.HIGH: "nps_high"}
    kpis = (kpi.key for kpi in book.template.kpis)
    found |= dict(enumerate(kpis, start=Lists.KPIS))
    for column, key in found.items():
        sheet.formula(row, column, f"INDEX(tblMonthly[{key}],{position})", plain)


def _bars(book: Book, sheet: Sheet, index: int) -> None:
    """
    Draw the twelve months of a KPI as text: ▁▃▅█, from its lowest to its highest.

    Programs without sparklines show it, and in all of them a month without a value is a
    gap, where LibreOffice's sparklines fall to 0.
    """
    plain, number, bar = book.styles(), Lists.NUMBERS + index, Lists.BARS + index
    numbers = column_range(number, Lists.FIRST, Lists.NOW)
    for row, function in ((Lists.LOWEST, "MIN"), (Lists.HIGHEST, "MAX")):
        sheet.formula(row, number, f"{function}({numbers})", plain)
    low, high = (absolute(row, number) for row in (Lists.LOWEST, Lists.HIGHEST))
    for row in range(Lists.FIRST, Lists.NOW + 1):
        value, own, before = (
            xl_rowcol_to_cell(r, column)
            for r, column in (
                (row, Lists.KPIS + index),
                (row, number),
                (row - 1, bar),
            )
        )
        sheet.formula(row, number, f'IF(ISNUMBER({value}),{value},"")', plain)
        step = f"IF({high}>{low},1+ROUND(7*({own}-{low})/({high}-{low}),0),4)"
        drawn = f'IF(ISNUMBER({own}),MID("{BARS}",{step},1),"{GAP}")'
        sheet.formula(row, bar, f"{before}&{drawn}", plain)


def segment_answers(book: Book, name: str) -> Answers:
    """Return the NPS answers of the segment called *name* in the chosen month."""
    period = book.template.macros["in_selected_month"]
    where = f"tblResponses[segment],{name},{period}"
    return Answers("tblResponses[nps]", "0", "10", where)


def known_counts(answers: Answers, cell: Callable[[int], str]) -> dict[str, str]:
    """Return the counts of a segment with their cells, each written with the others."""
    known: dict[str, str] = {}
    for column, formula in (
        (Lists.ROWS, answers.rows),
        (Lists.BLANK, answers.blank),
        (Lists.FILLED, answers.filled),
        (Lists.ANSWERS, answers.base),
        (Lists.PROMOTERS, answers.at_least("9")),
        (Lists.DETRACTORS, answers.below("7")),
    ):
        known[referring(formula, known)] = cell(column)
    return known


def _segment(book: Book, sheet: Sheet, index: int) -> None:
    """Count one segment in the chosen month; its interval is adjusted Wald."""
    row, plain = Lists.SEGMENTS + index, book.styles()

    def cell(column: int) -> str:
        return str(xl_rowcol_to_cell(row, column, col_abs=True))

    n, promoters, detractors = map(
        cell, (Lists.ANSWERS, Lists.PROMOTERS, Lists.DETRACTORS)
    )
    listed = book.ref("targets", absolute(book.layout.lists_row + index, 1))
    sheet.formula(row, Lists.SEGMENT, f'IF({listed}="","",{listed})', plain)
    # A free slot must not count the answers without a segment: no segment is -1.
    sheet.formula(row, Lists.CRITERION, f'IF({listed}="",-1,{listed})', plain)
    answers = segment_answers(book, cell(Lists.CRITERION))
    for formula, place in known_counts(answers, cell).items():
        _, column = xl_cell_to_rowcol(place)
        sheet.formula(row, column, formula, plain)
    centre = f"({promoters}-{detractors})/({n}+3)"
    spread = f"({promoters}+{detractors}+1.5)/({n}+3)-({centre})^2"
    margin = f"100*set_Z*SQRT(({spread})/({n}+3))"
    sheet.formula(row, Lists.CENTRE, f"100*{centre}", plain)
    sheet.formula(row, Lists.MARGIN, margin, plain)


def _words(book: Book, sheet: Sheet) -> None:
    """Write what codes and bases are called, and name the lists."""
    texts, plain, first = book.texts, book.styles(), Lists.WORDS
    columns = {
        Lists.STATUS: ("lst_Status", ("status.bad", "status.watch", "status.good")),
        Lists.DIRECTION: ("lst_Directions", ("status.higher", "status.lower")),
        Lists.BASE_NOTE: (
            "lst_BaseNote",
            (
                "dashboard.no_answers",
                "dashboard.too_few",
                "dashboard.few",
                "dashboard.enough",
            ),
        ),
    }
    for column, (name, keys) in columns.items():
        for row, key in enumerate(keys, start=first):
            sheet.write(row, column, texts[key], plain)
        area = column_range(column, first, first + len(keys) - 1)
        book.define(name, book.ref("lists", area))
    for row, name in enumerate(("dir_Higher", "dir_Lower"), start=first):
        book.define(name, book.ref("lists", absolute(row, Lists.DIRECTION)))
    sheet.write(first, Lists.BASE_FROM, 0, plain)
    sheet.write(first + 1, Lists.BASE_FROM, 1, plain)
    sheet.formula(first + 2, Lists.BASE_FROM, "set_MinBase", plain)
    careful = "MAX(set_MinBase,set_CarefulBase)"
    sheet.formula(first + 3, Lists.BASE_FROM, careful, plain)
    area = column_range(Lists.BASE_FROM, first, first + 3)
    book.define("lst_BaseFrom", book.ref("lists", area))
    sheet.formula(first, Lists.Z, quantile("set_Confidence"), plain)
    book.define("set_Z", book.ref("lists", absolute(first, Lists.Z)))


def _held(book: Book, sheet: Sheet) -> None:
    """Count what is filled in: a book without anything has passed no check."""
    columns = ",".join(f"tblResponses[{c.key}]" for c in book.template.responses)
    inputs = book.ref("monthly", book.layout.monthly_block("inputs"))
    place = Lists.WORDS, Lists.HELD
    sheet.formula(*place, f"COUNTA({columns},{inputs})", book.styles())
    book.define("chk_Filled", book.ref("lists", absolute(*place)))


def _successes(book: Book, sheet: Sheet) -> None:
    """Write the numerator of each share in the chosen month."""
    for row, kpi in enumerate(book.template.kpis, start=Lists.WORDS):
        plain = book.styles()
        sheet.write(row, Lists.KPI, book.texts[f"kpis.{kpi.key}.code"], plain)
        if kpi.successes:
            found = f"INDEX(tblMonthly[{kpi.successes}],sel_Row)"
            sheet.formula(row, Lists.SUCCESSES, found, plain)
