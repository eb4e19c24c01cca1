"""The figures of each month before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cx_xl.headless import Message
from cx_xl.headless.compare import equal
from cx_xl.workbooks.former import RULES, version_of
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.texts import load_texts
from cx_xl.workbooks.upgrades.former_headers import headers_of
from cx_xl.workbooks.upgrades.upgrade_report import Change, figure, names_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date

    from cx_xl.errors import Language, Text
    from cx_xl.files.package import Package
    from cx_xl.files.shared_formulas import Value
    from cx_xl.headless import Evaluation
    from cx_xl.workbooks.upgrades.old_book import OldBook

    Figures = Mapping[date, Mapping[str, Value]]


def figures_before(old: OldBook) -> dict[date, dict[str, Value]]:
    """Return what the formulas of each month give, by the key of their column."""
    table = old.tables["tblMonthly"]
    keys = {c.key for c in load_template().monthly if c.formula}
    columns = {key: n for key, n in table.columns.items() if key in keys}
    return {
        month: {k: old.value(table.sheet, row, n) for k, n in columns.items()}
        for month, row in old.months.items()
    }


def figures_after(
    package: Package, fresh: Evaluation, language: Language, first: date
) -> dict[date, dict[str, Value]]:
    """Return the same of the new book, whose months follow *first*."""
    from cx_xl.files.addresses import address  # noqa: PLC0415 - small
    from cx_xl.workbooks.rows import month_after  # noqa: PLC0415

    table = next(t for t in package.tables if t.name == "tblMonthly")
    keys = headers_of(language, "tblMonthly")
    typed = {c.key for c in load_template().monthly if not c.formula}
    columns = {
        keys[header]: place
        for place, header in enumerate(table.columns, start=table.area.left)
        if keys.get(header, "month") not in typed
    }
    top = table.area.top + 1
    return {
        month_after(first, row - top): {
            key: fresh.value(f"{table.sheet}!{address(row, column)}")
            for key, column in columns.items()
        }
        for row in range(top, table.area.bottom + 1)
    }


def changes(
    before: Figures,
    after: Figures,
    version: str,
    language: Language,
    accepted: Collection[str],
) -> Iterator[Change]:
    """
    Yield the figures that are not what they were.

    Args:
        before: those of the old book, by month and column.
        after: those of the new one.
        version: of the old book's template: rules that changed since explain some.
        language: of the headers that are told.
        accepted: what was accepted, in lower case: KPIs or columns.
    """
    template, texts = load_template(), load_texts(language)
    taken = {c.key: bool(names_of(c) & set(accepted)) for c in template.monthly}
    for month, figures in before.items():
        new = after.get(month, {})
        for key, value in figures.items():
            now = new.get(key)
            if equal(value, now):
                continue
            score = new.get(key.removesuffix("_low").removesuffix("_high"))
            found = _reason(version, key, (value, now, score))
            yield Change(
                month=month,
                column=key,
                name=texts[f"monthly.headers.{key}"],
                before=figure(value),
                after=figure(now),
                reason=Message(code="rule", en=found.en, it=found.it)
                if found
                else None,
                accepted=taken[key],
            )


def _reason(version: str, key: str, values: tuple[Value, Value, Value]) -> Text | None:
    """Return the rule that explains a change, if one does."""
    return next(
        (
            rule.reason
            for rule in RULES
            if version_of(version) < rule.since
            and key in rule.columns
            and rule.holds(*values)
        ),
        None,
    )
