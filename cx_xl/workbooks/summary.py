"""The KPI sheet as data: what the template says about the chosen month."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from cx_xl.files.addresses import parted, quoted
from cx_xl.headless import Evaluation, Workbook
from cx_xl.record import Record
from cx_xl.workbooks.cell_values import day_in
from cx_xl.workbooks.layout import FIRST_ROW
from cx_xl.workbooks.sheets import checks, grid
from cx_xl.workbooks.sheets.grid import Lines
from cx_xl.workbooks.template_model import Unit, load_template

USUAL = load_template().settings.confidence
# Names that make it ours.
MARKS = {"sel_Month", "lst_Status", "set_Confidence", "chk_Problems"}


class KpiLine(Record):
    """
    One KPI of the chosen month; a number is None where there are no data.

    Attributes:
        light: 1 green, 0 amber, -1 red, None without data.
        gap: actual minus target; percentage points for shares.
        change: actual minus the month before; percentage points for shares.
    """

    key: str
    name: str
    unit: Unit
    actual: float | None
    target: float | None
    gap: float | None
    base: float | None
    low: float | None
    high: float | None
    light: int | None
    status: str
    change: float | None


class Finding(Record):
    """
    A line of Checks that found problems.

    Attributes:
        key: the check's.
        name: what is wrong.
        count: how many cells or months have the problem.
        sheet: where to mend it.
        row: the first row there, if the check knows it.
        remedy: what to do.
    """

    key: str
    name: str
    count: float
    sheet: str
    row: int | None
    remedy: str


class Summary(Record):
    """
    The KPIs of one month, None if the sheet does not say which; and the findings.

    Attributes:
        confidence: the level of the intervals.
    """

    month: date | None
    kpis: tuple[KpiLine, ...]
    findings: tuple[Finding, ...] = ()
    confidence: float = USUAL


def is_template(book: Workbook) -> bool:
    """Say whether *book* was made from our template."""
    return set(book.names) >= MARKS and "tblMonthly" in book.tables


def summary(book: Workbook, evaluation: Evaluation) -> Summary:
    """Return what the KPI sheet of *book* says, with the fresh values."""

    def shown(reference: str) -> Any:
        return evaluation.get(reference, book.value(reference))

    def named(name: str) -> Any:
        return shown(book.names[name])

    def beside(name: str, row: int, column: int) -> Any:
        sheet, _ = parted(book.names[name])
        return shown(f"{quoted(sheet)}!{xl_rowcol_to_cell(row, column)}")

    return Summary(
        month=day_in(named("sel_Month")),
        kpis=tuple(_lines(partial(beside, "sel_Month"))),
        findings=tuple(_findings(partial(beside, "chk_Problems"))),
        confidence=_level(named("set_Confidence")),
    )


def _level(held: Any) -> float:
    """Return the level of the intervals; the usual one where the book has none."""
    is_level = isinstance(held, int | float) and 0 < held < 1
    return float(held) if is_level else USUAL


def _findings(value: Any) -> Iterator[Finding]:
    for row, check in enumerate(load_template().checks, start=FIRST_ROW):
        count, first = value(row, checks.COUNT), value(row, checks.ROW)
        if isinstance(count, int | float) and count:
            yield Finding(
                key=check.key,
                name=value(row, checks.WHAT),
                count=count,
                sheet=value(row, checks.WHERE),
                row=int(first) if isinstance(first, int | float) else None,
                remedy=value(row, checks.REMEDY),
            )


def _lines(value: Any) -> Iterator[KpiLine]:
    template = load_template()
    for kpi in template.kpis:
        row = Lines.kpi(template, kpi.key)

        def number(column: int, row: int = row) -> float | None:
            found = value(row, column)
            return found if isinstance(found, int | float) else None

        light = number(grid.LIGHT)
        yield KpiLine(
            key=kpi.key,
            name=value(row, grid.NAME),
            unit=kpi.unit,
            actual=number(grid.ACTUAL),
            target=number(grid.TARGET),
            gap=number(grid.GAP),
            base=number(grid.BASE),
            low=number(grid.LOW),
            high=number(grid.HIGH),
            light=None if light is None else int(light),
            status=value(row, grid.STATUS),
            change=number(grid.CHANGED),
        )
