"""What of an old book goes where in a new one: table by table, column by column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cx_xl.dates import from_serial
from cx_xl.errors import LANGUAGES, Language
from cx_xl.files.addresses import address
from cx_xl.workbooks.former import former_texts
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.texts import load_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cx_xl.files.shared_formulas import Value
    from cx_xl.files.sheet_cells import Sheet
    from cx_xl.files.tables import Table
    from cx_xl.workbooks.upgrades.old_book import OldBook, OldTable

    Place = tuple[int, int]

# Columns of tblTargets whose words are the template's own, and where the texts are.
TEMPLATE_WORDS = {
    "name": "kpis.{kpi}.name",
    "unit": "units.{unit}",
    "definition": "kpis.{kpi}.definition",
}


@dataclass
class Carried:
    """
    The rows of one table on their way.

    Attributes:
        rows: the new row of each old one that is kept.
        cells: what the new sheet's cells hold then, by (row, column).
        formulas: cells of inputs that held a formula, whose value is kept.
        lost: old rows that hold something and have no place.
    """

    rows: dict[int, int] = field(default_factory=dict)
    cells: dict[Place, Value] = field(default_factory=dict)
    formulas: list[str] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)


def carried(  # noqa: PLR0913, PLR0917 - where from, and where to
    old: OldBook,
    table: OldTable,
    new: Table,
    sheet: Sheet,
    columns: Mapping[str, int],
    language: Language,
) -> Carried:
    """
    Return what the rows of *table* become in the new book.

    Args:
        old: the old book.
        table: a table of it.
        new: the same table in the new book, long enough already.
        sheet: the new sheet on which it lies.
        columns: its columns by key.
        language: of the new book.
    """
    found = Carried(rows=_rows(old, table, new, sheet, columns))
    last = old.last_row(table)
    held = old.workbook.sheet(table.sheet)
    found.lost = [row for row in table.rows if row <= last and row not in found.rows]
    top = new.area.top + 1
    for key, column in table.columns.items():
        target = columns.get(key)
        if target is None or (top, target) in sheet.formulas or key == _key(new.name):
            continue
        said = _words(new.name, key, language)
        for row, into in found.rows.items():
            value = said(row, old.value(table.sheet, row, column), sheet[into, target])
            if value != sheet[into, target] or value is None:
                found.cells[into, target] = value
            if (row, column) in held.formulas and key not in TEMPLATE_WORDS:
                found.formulas.append(f"{table.sheet}!{address(row, column)}")
    return found


def _key(table: str) -> str:
    """Return the column that says which row is which; "" where their order does."""
    return {"tblMonthly": "month", "tblTargets": "kpi"}.get(table, "")


def _rows(
    old: OldBook, table: OldTable, new: Table, sheet: Sheet, columns: Mapping[str, int]
) -> dict[int, int]:
    """Return the new row of each old one: by month, by KPI, else in their order."""
    key, top = _key(new.name), new.area.top + 1
    if not key:
        last = old.last_row(table)
        return {row: top + n for n, row in enumerate(table.rows) if row <= last}
    if key == "month":
        at = columns[key]
        there = {
            from_serial(float(str(sheet[row, at]))).date(): row
            for row in range(top, new.area.bottom + 1)
        }
        return {row: there[month] for month, row in old.months.items()}
    codes = kpi_codes()
    into = {
        codes[str(sheet[row, columns[key]])]: row
        for row in range(top, new.area.bottom + 1)
    }
    if key not in table.columns:
        return {}
    return {
        row: into[kpi]
        for row in table.rows
        if (kpi := codes.get(str(old.value(table.sheet, row, table.columns[key]))))
        and kpi in into
    }


def kpi_codes() -> dict[str, str]:
    """Return the keys of the KPIs by their short names in every language."""
    return {
        load_texts(language)[f"kpis.{kpi.key}.code"]: kpi.key
        for language in LANGUAGES
        for kpi in load_template().kpis
    }


def _words(
    table: str, key: str, language: Language
) -> Callable[[int, Value, Value], Value]:
    """
    Return what a cell of a column holds in the new book.

    It is given the old row, the old value, and what the new template has there.
    """
    if table == "tblTargets" and key == "better":
        return lambda _row, value, there: _direction(value, there)
    if table == "tblTargets" and key in TEMPLATE_WORDS:
        known = _known_words()
        return lambda _row, value, there: there if value in known else value
    if table == "tblCounts" and key == "question":
        questions = questions_in(language)
        return lambda _row, value, _there: questions.get(str(value).casefold(), value)
    return lambda _row, value, _there: value


def _direction(value: Value, there: Value) -> Value:
    """Return a direction in the language of the new book."""
    ways = {
        language: [load_texts(language)[f"status.{way}"] for way in ("higher", "lower")]
        for language in LANGUAGES
    }
    own = next((words for words in ways.values() if there in words), None)
    for words in ways.values():
        if value in words and own:
            return own[words.index(str(value))]
    return value


def questions_in(language: Language) -> dict[str, str]:
    """Return the questions of counts in a language, by what any language calls them."""
    words = {own: load_texts(own) for own in LANGUAGES}
    keys = [key for key in words[language] if key.startswith("lists.questions.")]
    return {
        texts[key].casefold(): words[language][key]
        for texts in words.values()
        for key in keys
    }


def _known_words() -> set[Value]:
    """Return what KPIs, units and definitions are or were called, and nothing."""
    template = load_template()
    known: set[Value] = {None, ""}
    for kpi in template.kpis:
        for form in TEMPLATE_WORDS.values():
            name = form.format(kpi=kpi.key, unit=kpi.unit)
            known |= {load_texts(language)[name] for language in LANGUAGES}
    return known | former_texts()
