"""Sheets that hold values only, and look like those of the template."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook

from cx_xl.workbooks.styles import Styles
from cx_xl.workbooks.template_model import load_template
from cx_xl.workbooks.texts import load_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from io import BytesIO

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from cx_xl.errors import Language

    Line = Sequence[tuple[object, Format]]  # values, each with its look

TITLE_HEIGHT, HEADER_HEIGHT = 28, 34  # points
A4 = 9


class ValueSheets:
    """
    Makes sheets that look alike.

    Args:
        content: where the workbook is written when it is closed.
        language: of the number formats.

    Attributes:
        workbook: what the sheets are added to.
        styles: its looks.
        texts: those of the template, with its number formats.
    """

    def __init__(self, content: BytesIO, language: Language) -> None:
        # Names that begin with "=" or "http" must stay text.
        options = {"strings_to_formulas": False, "strings_to_urls": False}
        self.workbook = Workbook(content, {"in_memory": True, **options})
        self.styles = Styles(self.workbook, load_template().palette)
        self.texts = load_texts(language)

    def new_sheet(
        self, name: str, heading: str, intro: str, widths: Iterable[float]
    ) -> Worksheet:
        """Return a new sheet with its heading."""
        sheet = self.workbook.add_worksheet(name)
        sheet.set_row(0, TITLE_HEIGHT)
        sheet.write_string(0, 0, heading, self.styles.title())
        sheet.write_string(1, 0, intro, self.styles.intro())
        sheet.hide_gridlines(2)
        sheet.set_paper(A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def rows(
        self, sheet: Worksheet, top: int, headers: Iterable[str], lines: Iterable[Line]
    ) -> None:
        """Write headers, and lines below them."""
        self.headers(sheet, top, headers)
        for row, line in enumerate(lines, start=top + 1):
            self.line(sheet, row, line)

    def headers(self, sheet: Worksheet, row: int, headers: Iterable[str]) -> None:
        """Write the headers of a table."""
        sheet.set_row(row, HEADER_HEIGHT)
        for column, header in enumerate(headers):
            sheet.write_string(row, column, header, self.styles.header())

    @staticmethod
    def line(sheet: Worksheet, row: int, line: Line) -> None:
        """Write a row."""
        for column, (value, style) in enumerate(line):
            if value is None:
                sheet.write_blank(row, column, None, style)
            elif isinstance(value, str):
                sheet.write_string(row, column, value, style)
            elif isinstance(value, datetime):
                sheet.write_datetime(row, column, value, style)
            else:
                sheet.write_number(row, column, value, style)

    def number(self, key: str, **look: Any) -> Format:
        """Return the look of a number."""
        return self.styles(num_format=self.texts[key], **look)
