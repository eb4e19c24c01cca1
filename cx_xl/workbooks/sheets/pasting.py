"""Sheets for pasting: a table of blank rows that says what belongs into it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell

from cx_xl.workbooks.layout import FIRST_ROW, HEADER_ROW
from cx_xl.workbooks.sheets import sheet_frame
from cx_xl.workbooks.template_model import ResponseColumn
from cx_xl.workbooks.writer import Book, Sheet

EARLIEST_DATE = 36_526  # 1 January 2000: a smaller number is no date of an answer
LATEST_DATE = 73_050  # 31 December 2099
LARGEST = 10**12  # more people than anybody asks: a mistake
ROUND_UP = 1000


@dataclass(frozen=True)
class Pasting:
    """
    A table for pasting.

    Attributes:
        key: of its sheet, and of its texts.
        table: its name.
        columns: what stands in it.
        room: rows that stay blank below what is known.
        widths: of the columns, by their kind.
        style: how the cells of a column look.
        test: when a cell is painted, from the formula that says it is off its limits.
    """

    key: Literal["responses", "counts"]
    table: str
    columns: Sequence[ResponseColumn]
    room: int
    widths: Mapping[str, float]
    style: Callable[[Book, ResponseColumn], Format]
    test: str = "{}"

    def write(self, book: Book, rows: Sequence[object]) -> None:
        """Write what is known, and leave room for more below it."""
        sheet = book.sheet(self.key)
        sheet_frame.heading(book, sheet, self.key)
        last = FIRST_ROW + self.room + -(-len(rows) // ROUND_UP) * ROUND_UP - 1
        for number, column in enumerate(self.columns):
            self._set_up(book, sheet, number, column)
            self._restrict(book, sheet, number, column, last)
        self._table(book, sheet, last)
        for row, values in enumerate(rows, start=FIRST_ROW):
            for number, column in enumerate(self.columns):
                value = getattr(values, column.key)
                if value is not None:
                    sheet.write(row, number, value, self.style(book, column))
        sheet.raw.freeze_panes(FIRST_ROW, 0)
        sheet.raw.repeat_rows(HEADER_ROW)
        sheet_frame.printing(book, sheet)
        sheet.raw.set_portrait()

    def _set_up(
        self, book: Book, sheet: Sheet, number: int, column: ResponseColumn
    ) -> None:
        """Format the whole column: blank rows then need no cells of their own."""
        style = self.style(book, column)
        sheet.raw.set_column(number, number, self.widths[column.kind], style)
        plain = book.styles(font_size=9, font_color="grey", align="center")
        for row in range(HEADER_ROW - 1):
            if row > 1 or number:
                sheet.write(row, number, None, book.styles())
        hint = book.texts[f"{self.key}.{column.key}.hint"]
        sheet.write(HEADER_ROW - 1, number, hint, plain)

    def _restrict(
        self, book: Book, sheet: Sheet, number: int, column: ResponseColumn, last: int
    ) -> None:
        """Say what belongs here while typing, and paint what was pasted wrong."""
        texts, area = book.texts, (FIRST_ROW, number, last, number)
        words = {
            "input_title": texts[f"{self.key}.{column.key}.header"],
            "input_message": texts[f"{self.key}.{column.key}.message"],
            "error_title": texts[f"{self.key}.error_title"],
            "error_message": texts[f"{self.key}.{column.key}.error"],
        }
        if column.kind == "list":
            # The list has free slots: ignoring blanks would accept any word. A question
            # that is not on it enters no KPI; a segment may be new.
            strict: dict[str, Any] = {"ignore_blank": False}
            if column.source != "lst_Questions":
                strict |= {"error_type": "warning"}
            sheet.validate(
                area, validate="list", source=column.source, **strict, **words
            )
            return
        low, high = _range(column)
        kind = "integer" if column.kind in {"score", "count"} else "decimal"
        limits = {"criteria": "between", "minimum": low, "maximum": high}
        sheet.validate(area, validate=kind, **limits, **words)
        cell = xl_rowcol_to_cell(FIRST_ROW, number, col_abs=True)
        wrong = f"ISTEXT({cell}),{cell}<{low},{cell}>{high}"
        if column.kind == "count":
            wrong += f",{cell}<>INT({cell})"
        red = book.styles.only(bg_color="bad_fill", font_color="bad", bold=True)
        test = self.test.format(f'AND({cell}<>"",OR({wrong}))')
        sheet.condition(area, test, red)

    def _table(self, book: Book, sheet: Sheet, last: int) -> None:
        headers = [book.texts[f"{self.key}.{c.key}.header"] for c in self.columns]
        look = book.styles.header()
        sheet.raw.add_table(
            HEADER_ROW,
            0,
            last,
            len(headers) - 1,
            {
                "name": self.table,
                "style": None,  # bands would print every ready row
                "columns": [{"header": h, "header_format": look} for h in headers],
                "title": book.texts[f"{self.key}.table"],
                "description": book.texts[f"{self.key}.table_alt"],
            },
        )


def _range(column: ResponseColumn) -> tuple[Any, Any]:
    if column.kind == "date":
        return EARLIEST_DATE, LATEST_DATE
    if column.kind == "score":
        return column.low, column.high
    return 0, LARGEST
