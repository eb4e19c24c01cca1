"""Targets: what each KPI means and should reach; settings, segments, channels."""

from cx_xl.workbooks.layout import (
    AMBER_COLUMN,
    BETTER_COLUMN,
    FIRST_ROW,
    HEADER_ROW,
    TARGET_COLUMN,
    absolute,
    column_range,
)
from cx_xl.workbooks.sheets import sheet_frame
from cx_xl.workbooks.template_model import Kpi
from cx_xl.workbooks.writer import Book, Sheet

HEADERS = ("kpi", "name", "unit", "better", "target", "amber", "definition")
WIDTHS = (9, 31, 16, 13, 13, 13, 84)
NAME, DEFINITION = 1, 6
SETTING_NAMES = {
    "confidence": ("set_Confidence", "0%"),
    "min_base": ("set_MinBase", "0"),
    "careful_base": ("set_CarefulBase", "0"),
    "satisfied_from": ("set_SatisfiedFrom", "0"),
}
SETTING_LIMITS = {
    "confidence": ("decimal", 0.5, 0.999),
    "min_base": ("integer", 1, 1000),
    "careful_base": ("integer", 1, 1000),
    "satisfied_from": ("integer", 2, 5),
}


def write(book: Book) -> None:
    """Write the three parts of the sheet."""
    sheet = book.sheet("targets")
    sheet_frame.heading(book, sheet, "targets")
    for column, width in enumerate(WIDTHS):
        sheet.raw.set_column(column, column, width)
    sheet.raw.set_row(HEADER_ROW, 32)
    _table(book, sheet)
    for row, kpi in enumerate(book.template.kpis, start=FIRST_ROW):
        _kpi(book, sheet, row, kpi)
    _restrict(book, sheet)
    _settings(book, sheet)
    _lists(book, sheet)
    sheet.raw.freeze_panes(FIRST_ROW, 0)
    sheet_frame.printing(book, sheet, tall=1)
    sheet_frame.protect(sheet)


def _table(book: Book, sheet: Sheet) -> None:
    texts, look = book.texts, book.styles.header()
    columns = [
        {"header": texts[f"targets.headers.{key}"], "header_format": look}
        for key in HEADERS
    ]
    options = {
        "name": "tblTargets",
        "style": "Table Style Light 1",
        "autofilter": False,
        "columns": columns,
        "title": texts["targets.title"],
        "description": texts["targets.table_alt"],
    }
    last = book.layout.last_target_row
    sheet.raw.add_table(HEADER_ROW, 0, last, DEFINITION, options)


def _kpi(book: Book, sheet: Sheet, row: int, kpi: Kpi) -> None:
    texts, styles = book.texts, book.styles
    number = styles.input(num_format=texts[f"formats.{kpi.unit}"])
    cells = (
        (texts[f"kpis.{kpi.key}.code"], styles.calculated(bold=True, indent=1)),
        (texts[f"kpis.{kpi.key}.name"], styles.calculated(indent=1)),
        (texts[f"units.{kpi.unit}"], styles.calculated(font_color="grey", indent=1)),
        (texts[f"status.{kpi.better}"], styles.input(indent=1)),
        (kpi.target, number),
        (kpi.amber, number),
        (
            texts[f"kpis.{kpi.key}.definition"],
            styles.calculated(text_wrap=True, indent=1),
        ),
    )
    sheet.raw.set_row(row, 32)
    for column, (value, style) in enumerate(cells):
        sheet.write(row, column, value, style)


def _restrict(book: Book, sheet: Sheet) -> None:
    texts, last = book.texts, book.layout.last_target_row
    error = {"error_title": texts["responses.error_title"]}
    sheet.validate(
        (FIRST_ROW, BETTER_COLUMN, last, BETTER_COLUMN),
        validate="list",
        source="lst_Directions",
        input_title=texts["targets.headers.better"],
        input_message=texts["targets.direction_message"],
        **error,
    )
    sheet.validate(
        (FIRST_ROW, TARGET_COLUMN, last, AMBER_COLUMN),
        validate="decimal",
        criteria="between",
        minimum=-1e9,
        maximum=1e9,
        input_title=texts["targets.title"],
        input_message=texts["targets.number_message"],
        error_message=texts["targets.number_error"],
        **error,
    )


def _settings(book: Book, sheet: Sheet) -> None:
    texts, styles, row = book.texts, book.styles, book.layout.settings_row
    sheet.write(row - 1, 0, texts["targets.settings_heading"], styles.heading())
    for name, value in book.template.settings:
        cell, number = SETTING_NAMES[name]
        kind, low, high = SETTING_LIMITS[name]
        sheet.write(row, NAME, texts[f"settings.{name}.name"], styles(indent=1))
        sheet.write(row, TARGET_COLUMN, value, styles.input(num_format=number))
        sheet.write(
            row,
            DEFINITION,
            texts[f"settings.{name}.help"],
            styles(font_color="grey", indent=1),
        )
        sheet.validate(
            (row, TARGET_COLUMN, row, TARGET_COLUMN),
            validate=kind,
            criteria="between",
            minimum=low,
            maximum=high,
            error_title=texts["responses.error_title"],
            error_message=texts["targets.number_error"],
        )
        book.define(cell, book.ref("targets", absolute(row, TARGET_COLUMN)))
        row += 1


def _lists(book: Book, sheet: Sheet) -> None:
    texts, styles, first = book.texts, book.styles, book.layout.lists_row
    sheet.write(first - 2, 0, texts["targets.lists_heading"], styles.heading())
    places = (
        ("segments", NAME, "lst_Segments"),
        ("channels", TARGET_COLUMN, "lst_Channels"),
    )
    for key, column, name in places:
        sheet.write(first - 1, column, texts[f"targets.{key}"], styles.header())
        words = texts.under(f"lists.{key}")
        last = first + book.template.slots - 1
        for index in range(book.template.slots):
            word = words[index] if index < len(words) else None
            sheet.write(first + index, column, word, styles.input(indent=1))
        book.define(name, book.ref("targets", column_range(column, first, last)))
