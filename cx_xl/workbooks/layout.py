"""Where everything stands: the same cells in every language."""

from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from cx_xl.workbooks.template_model import Group, SheetKey, Template

# Rows and columns count from 0, as XlsxWriter does.
HEADER_ROW = 4
FIRST_ROW = HEADER_ROW + 1
MONTH_CELL = (1, 15)  # the selector on KPI
LISTS_MONTHS_ROW = 3  # the first of the twelve chart months on Lists
CHART_MONTHS = 12
TARGET_COLUMN, AMBER_COLUMN, BETTER_COLUMN = 4, 5, 3
SETTINGS_GAP, LISTS_GAP = 2, 2


def absolute(row: int, column: int) -> str:
    """Return the absolute address of a cell, as in $B$4."""
    return str(xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True))


def column_range(column: int, first: int, last: int) -> str:
    """Return the absolute address of a part of a column, as in $B$4:$B$9."""
    return f"{absolute(first, column)}:{absolute(last, column)}"


@dataclass(frozen=True)
class Layout:
    """Addresses that follow from the template's structure."""

    template: Template

    @cached_property
    def monthly_columns(self) -> dict[str, int]:
        """Column numbers of Monthly by key."""
        return {column.key: i for i, column in enumerate(self.template.monthly)}

    @property
    def last_month_row(self) -> int:
        """Last row of Monthly."""
        return FIRST_ROW + self.template.months - 1

    @property
    def last_target_row(self) -> int:
        """Last row of the KPIs on Targets."""
        return FIRST_ROW + len(self.template.kpis) - 1

    @property
    def settings_row(self) -> int:
        """First row of the settings on Targets."""
        return self.last_target_row + SETTINGS_GAP + 2

    @property
    def lists_row(self) -> int:
        """First row of the segments and channels on Targets."""
        settings = len(type(self.template.settings).model_fields)
        return self.settings_row + settings + LISTS_GAP + 2

    def monthly_cell(self, key: str, row: int) -> str:
        """Return a cell of Monthly seen from its own row, as in $B6."""
        column = self.monthly_columns[key]
        return str(xl_rowcol_to_cell(row, column, col_abs=True))

    def monthly_range(
        self, key: str, *, skip_first: int = 0, skip_last: int = 0
    ) -> str:
        """Return the cells of one monthly column, as in $B$6:$B$29."""
        first, last = FIRST_ROW + skip_first, self.last_month_row - skip_last
        return column_range(self.monthly_columns[key], first, last)

    def monthly_block(self, group: Group) -> str:
        """Return the rectangle of a group's columns, as in $B$6:$I$29."""
        columns = [self.monthly_columns[c.key] for c in self.template.group(group)]
        first, last = xl_col_to_name(columns[0]), xl_col_to_name(columns[-1])
        return f"${first}${FIRST_ROW + 1}:${last}${self.last_month_row + 1}"

    def target_row(self, kpi: str) -> int:
        """Return the row of a KPI on Targets."""
        return FIRST_ROW + [k.key for k in self.template.kpis].index(kpi)


SHEET_ORDER: tuple[SheetKey, ...] = get_args(SheetKey)


class Lists:
    """Where the workings stand on the hidden sheet Lists."""

    FIRST = LISTS_MONTHS_ROW
    NOW = FIRST + CHART_MONTHS - 1  # the chosen month
    BEFORE = NOW - 1
    MONTH, POSITION, NPS, LOW, HIGH, TARGET = range(6)
    SPLIT = 6  # promoters, passives, detractors
    KPIS = 9  # one column per KPI
    NUMBERS, BARS = 17, 25  # the same without errors, and as a line of text
    LOWEST, HIGHEST = NOW + 1, NOW + 2  # of the numbers
    SEGMENTS = NOW + 4
    SEGMENT, ANSWERS, PROMOTERS, DETRACTORS, CENTRE, MARGIN = range(6)
    CRITERION, ROWS, BLANK, FILLED = range(6, 10)  # of the segment
    FACTOR, EFFECTIVE, COUNTED_ROWS, WEIGHTED, UNWEIGHED, WRONG = range(10, 16)
    COUNTED, PROMOTERS_WEIGHT, DETRACTORS_WEIGHT, WEIGHT, SQUARES = range(16, 21)
    PROMOTERS_N, DETRACTORS_N = range(21, 23)
    WORDS = SEGMENTS + 14
    STATUS, DIRECTION, BASE_FROM, BASE_NOTE, Z = range(5)
    KPI, SUCCESSES, HELD, QUESTIONS, TRIALS, FROM, TO = range(5, 12)
