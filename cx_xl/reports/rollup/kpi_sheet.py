"""The sheet of one KPI: the total, the rows that a filter leaves, and each book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_col_to_name

from cx_xl.reports.rollup.measures import COSTS, MEASURES, MONEY
from cx_xl.reports.voice import plain
from cx_xl.workbooks import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter.worksheet import Worksheet

    from cx_xl.reports.rollup.pages import Pages
    from cx_xl.reports.rollup.rollup_model import BookFigure, Figure, KpiTotal
    from cx_xl.reports.value_sheets import Line

TOTAL, VISIBLE, HEADER = 3, 4, 6
VALUE = 1
# The KPI from the amounts that a filter leaves; {0} is the sum of the first.
FORMULAS = {
    "nps": "100*({0}-{2})/({0}+{1}+{2})",
    "cac": "({0}+{1})/{2}",
    "roi": "({0}-{1})/{1}",
}
SHARE = "{0}/{1}"
P_VALUE = '[<0.0001]"<0{0}0001";0.0000'


class KpiSheet:
    """Writes the sheet of a KPI."""

    def __init__(self, pages: Pages, kpi: KpiTotal) -> None:
        self.pages, self.words, self.kpi = pages, pages.words, kpi
        is_cost, has_base = kpi.key in COSTS, kpi.amounts[-1] not in MONEY
        limits, base = ("low", "high"), ("base",)  # no column for what no book can have
        self.shown = ("value", *(limits * (not is_cost)), *(base * has_base))
        self.amounts = VALUE + len(self.shown)
        self.is_tested = kpi.total.low is not None or bool(kpi.looks)

    def write(self) -> None:
        """Write it."""
        headers = list(self._headers())
        widths = (34, *(12,) * (len(headers) - 2), 44)
        name, code = self.pages.name(self.kpi.key), self.pages.code(self.kpi.key)
        sheet = self.pages.sheet(code, widths, name)
        self.pages.line(sheet, TOTAL, self._total())
        self.pages.headers(sheet, HEADER, headers)
        for row, book in enumerate(self.kpi.books, start=HEADER + 1):
            self.pages.line(sheet, row, self._book(book))
        self._visible(sheet)
        last = HEADER + len(self.kpi.books)
        sheet.autofilter(HEADER, 0, last, len(headers) - 1)
        sheet.freeze_panes(HEADER + 1, 1)
        sheet.repeat_rows(HEADER)

    def _headers(self) -> Iterator[str]:
        words = self.words
        yield words["columns.book"]
        yield from (words[f"columns.{key}"] for key in self.shown)
        yield from (words[f"amounts.{key}"] for key in self.kpi.amounts)
        if self.is_tested:
            yield words["columns.difference"]
            yield from (words[f"columns.{key}"] for key in ("low", "high"))
            yield words["columns.p_adjusted"]
        yield words["columns.verdict"]

    def _total(self) -> Line:
        look: dict[str, Any] = {"bold": True, **self.pages.mood("total")}
        label = (self.words["rows.total"], self.pages.styles(**look))
        return (label, *self._figure(self.kpi.total, **look))

    def _figure(self, figure: Figure, arrow: str = "", **look: Any) -> Line:
        number = self.pages.number(f"formats.{self.kpi.unit}", **look)
        bold: dict[str, Any] = {**look, "bold": True}
        value = self.pages.number(f"formats.{self.kpi.unit}", arrow, **bold)
        amounts = figure.amounts or (None,) * len(self.kpi.amounts)
        cells = {
            "value": (figure.value, value),
            "low": (figure.low, number),
            "high": (figure.high, number),
            "base": (figure.base, self.pages.number("formats.count", **look)),
        }
        return (
            *(cells[key] for key in self.shown),
            *(
                (amount, self.pages.number(_format(name), **look))
                for name, amount in zip(self.kpi.amounts, amounts, strict=True)
            ),
        )

    def _book(self, book: BookFigure) -> Line:
        mood = self.pages.verdict(
            book.verdict, higher_is_better=self.kpi.higher_is_better
        )
        key = "withheld" if book.is_withheld else book.verdict.replace(" ", "_")
        said = self.words[f"verdict.{key}"], self.pages.styles(indent=1, **mood)
        name = plain(book.book), self.pages.styles()
        return (name, *self._figure(book.figure), *self._tested(book), said)

    def _tested(self, book: BookFigure) -> Line:
        if not self.is_tested:
            return ()
        gap = self.pages.number(f"gaps.{self.kpi.unit}")
        factor = 100 if self.kpi.unit in numbers.IN_POINTS else 1
        found = (book.difference, book.low, book.high)
        p = self.pages.styles(num_format=P_VALUE.format(self.pages.decimal))
        return (
            *((None if n is None else factor * n, gap) for n in found),
            (book.p_adjusted, p),
        )

    def _visible(self, sheet: Worksheet) -> None:
        """Write the row that adds what a filter leaves, with its present results."""
        look = self.pages.mood("plain")
        label = self.words["rows.visible"]
        sheet.write_string(VISIBLE, 0, label, self.pages.styles(**look))
        held = [b.figure.amounts for b in self.kpi.books if b.figure.amounts]
        sums = [sum(column) for column in zip(*held, strict=True)] if held else []
        columns = range(self.amounts, self.amounts + len(self.kpi.amounts))
        names = [xl_col_to_name(column) for column in columns]
        first, last = HEADER + 2, HEADER + 1 + len(self.kpi.books)
        for place, (column, name) in enumerate(zip(columns, names, strict=True)):
            style = self.pages.number(_format(self.kpi.amounts[place]), **look)
            formula = f"=SUBTOTAL(109,{name}{first}:{name}{last})"
            held_sum = sums[place] if sums else 0
            sheet.write_formula(VISIBLE, column, formula, style, held_sum)
        cells = [f"{name}{VISIBLE + 1}" for name in names]
        kpi = FORMULAS.get(self.kpi.key, SHARE).format(*cells)
        value = self._value(sums)
        style = self.pages.number(f"formats.{self.kpi.unit}", bold=True, **look)
        formula, result = f'=IFERROR({kpi},"")', "" if value is None else value
        sheet.write_formula(VISIBLE, VALUE, formula, style, result)
        if self.kpi.total.base is not None:
            place = VALUE + self.shown.index("base")
            base = "+".join(cells) if self.kpi.key == "nps" else cells[-1]
            n = (sum(sums) if self.kpi.key == "nps" else sums[-1]) if sums else 0
            count = self.pages.number("formats.count", **look)
            sheet.write_formula(VISIBLE, place, f"={base}", count, n)

    def _value(self, sums: list[float]) -> Any:
        """Return the KPI of the books that are shown."""
        if not sums or not any(sums):
            return None
        if self.kpi.key == "nps":
            promoters, _, detractors = sums
            return 100 * (promoters - detractors) / sum(sums)
        return MEASURES[self.kpi.key].value(tuple(sums))


def _format(amount: str) -> str:
    return "formats.money" if amount in MONEY else "formats.count"
