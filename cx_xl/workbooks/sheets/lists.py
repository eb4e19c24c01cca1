"""Lists: the hidden workings of charts, segments and lights; nothing to fill in."""

from collections.abc import Callable

from xlsxwriter.utility import xl_rowcol_to_cell

from cx_xl.workbooks.formulas.countifs import Answers
from cx_xl.workbooks.formulas.expand import referring
from cx_xl.workbooks.formulas.formula import IMPOSSIBLE
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
            for r, column in ((row, Lists.KPIS + index), (row, number), (row - 1, bar))
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


def segment_counts(book: Book, cell: Callable[[int], str]) -> dict[int, str]:
    """
    Return the formulas that count a segment, by their columns.

    Answers and counts add up, as on Monthly; *cell* gives the place of a column.
    """
    answers = segment_answers(book, cell(Lists.CRITERION))
    known = {
        answers.rows: cell(Lists.ROWS),
        answers.blank: cell(Lists.BLANK),
        answers.filled: cell(Lists.FILLED),
    }
    weight = f"({cell(Lists.FILLED)}+{cell(Lists.WEIGHT)})"
    squares = f"({cell(Lists.FILLED)}+{cell(Lists.SQUARES)})"
    right = f"{answers.valid}={cell(Lists.FILLED)}"
    both = f"{cell(Lists.FILLED)}+{cell(Lists.COUNTED)}"
    factor = cell(Lists.FACTOR)
    return {
        Lists.ROWS: answers.rows,
        Lists.BLANK: answers.blank,
        Lists.FILLED: referring(answers.filled, known),
        **_counted(book, cell),
        Lists.ANSWERS: f"IF({right},{both},{IMPOSSIBLE})",
        Lists.FACTOR: f"IF({weight}=0,1,{weight}/{squares})",
        Lists.EFFECTIVE: f"{factor}*{weight}+0*{cell(Lists.ANSWERS)}",
        Lists.PROMOTERS: (
            f"{factor}*({answers.at_least('9')}+{cell(Lists.PROMOTERS_WEIGHT)})"
        ),
        Lists.DETRACTORS: (
            f"{factor}*({answers.below('7')}+{cell(Lists.DETRACTORS_WEIGHT)})"
        ),
    }


def _counted(book: Book, cell: Callable[[int], str]) -> dict[int, str]:
    """Return what Counts adds to a segment; the formulas of Monthly say more."""
    period = book.template.macros["selected_counts"]
    where = f"tblCounts[segment],{cell(Lists.CRITERION)},{period}"
    score, weighted = "tblCounts[score]", cell(Lists.WEIGHTED)
    rows = cell(Lists.COUNTED_ROWS)
    in_month = "INDEX(tblMonthly[counted_rows],sel_Row)"
    on_scale, held = f'{score},">=0",{score},"<=10"', 'tblCounts[n],"<>"'

    def total(scores: str, what: str) -> str:
        return f"SUMIFS(tblCounts[{what}],{score},{scores},{where})"

    def some(scores: str) -> str:
        return f"IF({rows}=0,0,{total(scores, 'n')})"

    def weigh(people: int, scores: str, what: str = "weight") -> str:
        both = f"IF({weighted}=0,{cell(people)},{total(scores, what)})"
        return f"IF({rows}=0,0,{both})"

    filled = "+".join(
        f'COUNTIFS(tblCounts[{what}],"<>",{where})' for what in ("weight", "squares")
    )
    weighed = f'tblCounts[weight],">0",tblCounts[squares],">0",{score},"<>",{held}'
    most = f"MAX({rows},{weighted}/2)"
    valid = f'COUNTIFS({on_scale},tblCounts[n],">=0",{where})'
    wrong = f"{rows}-{valid}+{cell(Lists.UNWEIGHED)}"
    people = some('"<>"')
    return {
        Lists.COUNTED_ROWS: f'IF({in_month}=0,0,COUNTIFS({score},"<>",{held},{where}))',
        Lists.WEIGHTED: f"IF({rows}=0,0,{filled})",
        Lists.UNWEIGHED: f"IF({weighted}=0,0,{most}-COUNTIFS({weighed},{where}))",
        Lists.WRONG: f"IF({rows}=0,0,{wrong})",
        Lists.COUNTED: f"IF({cell(Lists.WRONG)}=0,{people},{IMPOSSIBLE})",
        Lists.PROMOTERS_N: some('">=9"'),
        Lists.DETRACTORS_N: some('"<7"'),
        Lists.PROMOTERS_WEIGHT: weigh(Lists.PROMOTERS_N, '">=9"'),
        Lists.DETRACTORS_WEIGHT: weigh(Lists.DETRACTORS_N, '"<7"'),
        Lists.WEIGHT: weigh(Lists.COUNTED, '">=0"'),
        Lists.SQUARES: weigh(Lists.COUNTED, '">=0"', "squares"),
    }


def _segment(book: Book, sheet: Sheet, index: int) -> None:
    """Count one segment in the chosen month; its interval is adjusted Wald."""
    row, plain = Lists.SEGMENTS + index, book.styles()

    def cell(column: int) -> str:
        return str(xl_rowcol_to_cell(row, column, col_abs=True))

    n, promoters, detractors = map(
        cell, (Lists.EFFECTIVE, Lists.PROMOTERS, Lists.DETRACTORS)
    )
    listed = book.ref("targets", absolute(book.layout.lists_row + index, 1))
    sheet.formula(row, Lists.SEGMENT, f'IF({listed}="","",{listed})', plain)
    # A free slot must not count the answers without a segment: no segment is -1.
    sheet.formula(row, Lists.CRITERION, f'IF({listed}="",-1,{listed})', plain)
    for column, formula in segment_counts(book, cell).items():
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
        Lists.QUESTIONS: (
            "lst_Questions",
            tuple(f"lists.questions.{number}" for number in range(1, 5)),
        ),
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
    sheet.formula(*place, f"COUNTA({columns},tblCounts[n],{inputs})", book.styles())
    book.define("chk_Filled", book.ref("lists", absolute(*place)))


def _successes(book: Book, sheet: Sheet) -> None:
    """Write the numerator of each share in the chosen month, and its own base."""
    for row, kpi in enumerate(book.template.kpis, start=Lists.WORDS):
        plain = book.styles()
        sheet.write(row, Lists.KPI, book.texts[f"kpis.{kpi.key}.code"], plain)
        if kpi.successes:
            found = f"INDEX(tblMonthly[{kpi.successes}],sel_Row)"
            sheet.formula(row, Lists.SUCCESSES, found, plain)
        if kpi.effective:
            found = f"INDEX(tblMonthly[{kpi.effective}],sel_Row)"
            sheet.formula(row, Lists.TRIALS, found, plain)
            hits, base = (
                xl_rowcol_to_cell(row, column, col_abs=True)
                for column in (Lists.SUCCESSES, Lists.TRIALS)
            )
            interval = f"CX_RATE_CI({hits},{base},set_Confidence)"
            for side, column in enumerate((Lists.FROM, Lists.TO), start=1):
                limit = f"IF({base}=0,NA(),INDEX({interval},1,{side}))"
                sheet.formula(row, column, limit, plain)
