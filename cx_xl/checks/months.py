"""Months: inputs that contradict one another, KPIs without a base or off limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.cells import is_number
from cx_xl.checks.checklist import check
from cx_xl.checks.places import at, where
from cx_xl.dates import month_number
from cx_xl.errors import Code, Text
from cx_xl.workbooks.cell_values import day_in
from cx_xl.workbooks.rows import month_after
from cx_xl.workbooks.template_model import load_template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cx_xl.checks.examination import Place
    from cx_xl.checks.subject import Subject
    from cx_xl.files.shared_formulas import Value

TEMPLATE = load_template()
INPUTS = tuple(column.key for column in TEMPLATE.group("inputs"))
KPIS = tuple(column.key for column in TEMPLATE.group("kpis"))
SURVEYS = {"nps": "nps_n", "csat": "csat_n", "ces": "ces_n"}


@check("classes_sum", "error")
def classes_sum(subject: Subject) -> Iterator[Place]:
    """Promoters, passives and detractors are all valid answers."""
    table = subject.filled.monthly
    bases = ("nps_effective", "nps_filled", "nps_n")  # older versions lack the first
    whole = next(base for base in bases if base in table.columns)
    keys = ("nps_n", whole, "promoters", "passives", "detractors")
    for row, cells in zip(table.rows, table.records(*keys), strict=True):
        if all(map(is_number, cells)):
            _, filled, *classes = (float(cell or 0) for cell in cells)
            if round(filled - sum(classes), 6):
                yield at(table, "promoters", row)


@check("more_than_invited", "error")
def more_than_invited(subject: Subject) -> Iterator[Place]:
    """More answers than invitations."""
    return _above(subject, "responses", "invited", shown="invited", least=0)


@check("lost_too_many", "error")
def lost_too_many(subject: Subject) -> Iterator[Place]:
    """More customers lost than there were."""
    return _above(subject, "lost", "start", shown="lost")


@check("start_differs", "error")
def start_differs(subject: Subject) -> Iterator[Place]:
    """Start + new - lost is not the next month's start."""
    table = subject.filled.monthly
    ends = table["end"][:-1]
    starts = table["start"][1:]
    for row, end, start in zip(table.rows[1:], ends, starts, strict=True):
        if is_number(end) and is_number(start) and end != start:
            yield at(table, "start", row)


@check("months_gap", "error")
def months_gap(subject: Subject) -> Iterator[Place]:
    """No first day of a month, or not the month after the row above."""
    table, before = subject.filled.monthly, None
    for row, value in zip(table.rows, table["month"], strict=True):
        day = day_in(value) if is_number(value) and value > 366 else None
        number = month_number(day) if day else None
        follows = before is None or number == before + 1
        if day is None or day.day != 1 or not follows:
            yield at(table, "month", row)
        before = number


@check("bad_inputs", "error")
def bad_inputs(subject: Subject) -> Iterator[Place]:
    """Text, errors, TRUE where an input belongs."""
    table = subject.filled.monthly
    for key in INPUTS:
        yield from where(
            table, key, lambda value: value is not None and not is_number(value)
        )


@check("error_cells", "error")
def error_cells(subject: Subject) -> Iterator[Place]:
    """KPIs that show an error; #N/A is a month that has no data yet."""
    table = subject.filled.monthly
    for key in KPIS:
        yield from where(table, key, _is_error)


@check(
    "outside_interval",
    "error",
    what=Text(
        "NPS values that lie outside their own interval",
        "Valori NPS fuori dal proprio intervallo",
    ),
    remedy=Text(
        "Value or interval were typed over: copy the formulas from the row above.",
        "Il valore o l'intervallo è stato digitato: copia le formule dalla riga sopra.",
    ),
)
def outside_interval(subject: Subject) -> Iterator[Place]:
    """The interval of a value always contains it."""
    table = subject.filled.monthly
    for kpi in TEMPLATE.kpis:
        if not (kpi.low and kpi.high):
            continue
        keys = (kpi.low, kpi.key, kpi.high)
        for row, cells in zip(table.rows, table.records(*keys), strict=True):
            if all(map(is_number, cells)):
                low, value, high = (float(cell or 0) for cell in cells)
                if not low - 1e-9 <= value <= high + 1e-9:
                    yield at(table, kpi.key, row)


@check(
    "no_base",
    "warning",
    what=Text(
        "Months without answers, between months that have some or with invitations",
        "Mesi senza risposte, tra mesi che ne hanno o con inviti",
    ),
    remedy=Text(
        "Was the survey not sent, or was an export forgotten? The trend has a gap.",
        "Il sondaggio non è partito o manca un'esportazione? L'andamento ha un buco.",
    ),
)
def no_base(subject: Subject) -> Iterator[Place]:
    """A month without base: inside the trend, or over although people were asked."""
    table = subject.filled.monthly
    invited = {row for row, n in _numbers(table.rows, table["invited"]) if n}
    ends = ((row, month_after(m, 1)) for m, row in subject.filled.months.items())
    over = invited & {row for row, end in ends if end <= subject.today}
    for key in SURVEYS.values():
        numbers = list(_numbers(table.rows, table[key]))
        filled = [row for row, n in numbers if n]
        if filled:
            asked = {
                *range(filled[0], filled[-1]),
                *(r for r in over if r > filled[-1]),
            }
            yield from (
                at(table, key, row) for row, n in numbers if row in asked and not n
            )


@check(
    "small_base",
    "warning",
    what=Text(
        "Months with fewer answers than the minimum base in Targets",
        "Mesi con meno risposte della base minima (in Obiettivi)",
    ),
    remedy=Text(
        "Read them with their interval; over three months the base is larger.",
        "Leggili insieme al loro intervallo; su tre mesi la base è più grande.",
    ),
)
def small_base(subject: Subject) -> Iterator[Place]:
    """A month whose score is mostly chance."""
    least = subject.filled.setting("set_MinBase", TEMPLATE.settings.min_base)
    table = subject.filled.monthly
    for key in SURVEYS.values():
        for row, n in _numbers(table.rows, table[key]):
            if 0 < n < least:
                yield at(table, key, row)


def _above(
    subject: Subject, part: str, whole: str, *, shown: str, least: float = -1
) -> Iterator[Place]:
    table = subject.filled.monthly
    for row, (some, every) in zip(table.rows, table.records(part, whole), strict=True):
        if is_number(some) and is_number(every):
            total = every
            if total > least and some > total:
                yield at(table, shown, row)


def _is_error(value: Value) -> bool:
    return isinstance(value, Code) and value is not Code.NA


def _numbers(rows: range, values: list[Value]) -> Iterator[tuple[int, float]]:
    for row, value in zip(rows, values, strict=True):
        if is_number(value):
            yield row, value
