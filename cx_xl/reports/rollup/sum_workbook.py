"""
A roll-up as a workbook: the total, every book, a sheet per KPI, what was left out.

All numbers are values, save one row per KPI: what the filter leaves, by ordinary
formulas that hold whatever is filtered.
"""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

from cx_xl.reports.rollup.kpi_sheet import KpiSheet
from cx_xl.reports.rollup.measures import COSTS, MONEY
from cx_xl.reports.rollup.pages import FIRST, Pages
from cx_xl.reports.rollup.rollup_model import FORMAT
from cx_xl.reports.voice import plain
from cx_xl.workbooks import numbers
from cx_xl.workbooks.properties import ROLLUP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cx_xl.errors import Language
    from cx_xl.reports.rollup.rollup_model import KpiTotal, LeftOut, Rollup
    from cx_xl.reports.value_sheets import Line

MANY_BOOKS = 2


def written(found: Rollup, language: Language) -> bytes:
    """Return the workbook of a roll-up, in one language."""
    content = BytesIO()
    book = _Book(content, found, language)
    book.write()
    book.pages.workbook.close()
    return content.getvalue()


class _Book:
    """The sheets of a roll-up."""

    def __init__(self, content: BytesIO, found: Rollup, language: Language) -> None:
        self.found, self.language = found, language
        self.pages = Pages(content, language, found)
        self.words = self.pages.words
        made = datetime.combine(found.made, time())
        workbook = self.pages.workbook
        workbook.set_properties({"title": self.pages.title, "created": made})
        workbook.set_custom_property(ROLLUP, str(FORMAT))

    def write(self) -> None:
        """Write them in their order."""
        self._total()
        self._books()
        for kpi in self.found.kpis:
            if kpi.added:
                KpiSheet(self.pages, kpi).write()
        self._left_out()
        self._notes()

    def _total(self) -> None:
        keys = (
            *("kpi", "value", "low", "high", "base", "added", "higher", "lower"),
            *("withheld", "none", "left_out"),
        )
        sheet = self.pages.sheet(self.words["sheets.total"], (32, *(13,) * 10))
        headers = [self.words[f"columns.{key}"] for key in keys]
        self.pages.table(sheet, headers, map(self._kpi, self.found.kpis))

    def _kpi(self, kpi: KpiTotal) -> Line:
        total = kpi.total
        number = self.pages.number(f"formats.{kpi.unit}", align="right")
        count = self.pages.number("formats.count", align="right")
        # What no book can have is a dash: a blank looks like a number that is missing.
        limits = (numbers.NONE,) * 2 if kpi.key in COSTS else (total.low, total.high)
        base = numbers.NONE if kpi.amounts[-1] in MONEY else total.base
        gone = sum(not out.kpis or kpi.key in out.kpis for out in self.found.left_out)
        refused = {out.book for out in self.found.left_out if kpi.key in out.kpis}
        verdicts = [book.verdict for book in kpi.books]
        lacking = sum(
            book.verdict == "no data" and book.book not in refused for book in kpi.books
        )
        counted = (
            (kpi.added, "plain"),
            (verdicts.count("higher"), "good" if kpi.higher_is_better else "bad"),
            (verdicts.count("lower"), "bad" if kpi.higher_is_better else "good"),
            (sum(book.is_withheld for book in kpi.books), "plain"),
            (lacking, "plain"),
            (gone, "bad"),
        )
        return (
            (self.pages.name(kpi.key), self.pages.styles(bold=True)),
            (total.value, self.pages.number(f"formats.{kpi.unit}", bold=True)),
            *((limit, number) for limit in limits),
            (base, count),
            *((count, self._count(count, mood)) for count, mood in counted),
        )

    def _count(self, count: int, mood: str) -> Any:
        return self.pages.number("formats.count", **self.pages.mood(mood, is_on=count))

    def _books(self) -> None:
        """Write the KPIs of every book below one another, the total first."""
        kpis = self.found.kpis
        codes = [self.pages.code(kpi.key) for kpi in kpis]
        further = ("answers", "language", "template", "currency")
        headers = [self.words["columns.book"], *codes]
        headers += [self.words[f"columns.{key}"] for key in further]
        widths = (34, *(12,) * (len(kpis) + len(further)))
        sheet = self.pages.sheet(self.words["sheets.books"], widths)
        lines = [self._totals(), *self._each_book()]
        self.pages.table(sheet, headers, lines)
        sheet.freeze_panes(FIRST + 2, 1)

    def _totals(self) -> Line:
        bold = self.pages.styles(bold=True, **self.pages.mood("total"))
        answers = sum(book.answers for book in self.found.books)
        look = {"bold": True, **self.pages.mood("total")}
        return (
            (self.words["rows.total"], bold),
            *(
                (kpi.total.value, self.pages.number(f"formats.{kpi.unit}", **look))
                for kpi in self.found.kpis
            ),
            (answers, self.pages.number("formats.count", **look)),
            *((None, bold),) * 3,
        )

    def _each_book(self) -> Iterator[Line]:
        for place, book in enumerate(self.found.books):
            yield (
                (plain(book.book), self.pages.styles()),
                *(
                    (kpi.books[place].figure.value, self._marked(kpi, place))
                    for kpi in self.found.kpis
                ),
                (book.answers, self.pages.number("formats.count")),
                (book.language, self.pages.styles(align="center")),
                (plain(book.template), self.pages.styles(align="center")),
                (plain(book.currency), self.pages.styles(align="center")),
            )

    def _marked(self, kpi: KpiTotal, place: int) -> Any:
        """Return the look of a number that says whether it differs from the rest."""
        verdict = kpi.books[place].verdict
        look = self.pages.verdict(verdict, higher_is_better=kpi.higher_is_better)
        return self.pages.number(f"formats.{kpi.unit}", verdict, **look)

    def _left_out(self) -> None:
        keys = ("book", "what", "reason", "remedy")
        widths = (34, 22, 70, 60)
        sheet = self.pages.sheet(self.words["sheets.left_out"], widths)
        if not self.found.left_out:
            line = self.words["notes.all_in"]
            sheet.write_string(FIRST, 0, line, self.pages.styles())
            return
        headers = [self.words[f"columns.{key}"] for key in keys]
        self.pages.table(sheet, headers, ())
        top = FIRST
        for row, out in enumerate(self.found.left_out, start=top + 1):
            self.pages.prose(sheet, row, self._out(out), widths)
        last = top + len(self.found.left_out)
        sheet.autofilter(top, 0, last, len(headers) - 1)

    def _out(self, out: LeftOut) -> Line:
        wrapped = self.pages.styles(text_wrap=True, valign="top")
        what = ", ".join(map(self.pages.code, out.kpis))
        return (
            (plain(out.book), self.pages.styles(bold=True, valign="top")),
            (what or self.words["columns.everything"], wrapped),
            (plain(out.reason.say(self.language)), wrapped),
            (plain(out.remedy.say(self.language)), wrapped),
        )

    def _notes(self) -> None:
        widths = (110,)
        sheet = self.pages.sheet(self.words["sheets.notes"], widths)
        look = self.pages.styles(text_wrap=True, valign="top")
        for row, line in enumerate(self._sentences(), start=FIRST):
            self.pages.prose(sheet, row, [(line, look)], widths)

    def _sentences(self) -> Iterator[str]:
        found, words = self.found, self.words
        confidence = numbers.percent(found.confidence, self.language)
        for key in ("sum", "rest", "costs", "small", "visible", "same", "terms"):
            yield words[f"notes.{key}"].format(
                confidence=confidence,
                least=found.least_base,
                min_base=found.min_base,
                satisfied=found.satisfied_from,
                currency=plain(found.currency) or words["notes.no_currency"],
            )
        if len({book.language for book in found.books}) >= MANY_BOOKS:
            yield words["notes.languages"]
        if found.skipped:
            yield words["notes.skipped"].format(
                files=", ".join(map(plain, found.skipped))
            )
        made = f"{found.made:%Y-%m-%d}"
        yield words["made"].format(program=found.program, date=made)
        yield words["notes.trademark"]
