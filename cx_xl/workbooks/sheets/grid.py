"""The grid of the dashboard: five equal cards, and everything aligned to them."""

from cx_xl.workbooks.model import Template

MARGIN, GUTTER = 14, 14
WIDE, THIRD = 234, 78
ICON, WORD, CHANGE = 30, 110, 94

COLUMNS = (
    MARGIN,
    WIDE,
    GUTTER,
    *(THIRD,) * 3,
    GUTTER,
    *(THIRD,) * 3,
    GUTTER,
    ICON,
    WORD,
    CHANGE,
    GUTTER,
    WIDE,
    MARGIN,
)
FIRST, LAST = 1, len(COLUMNS) - 2
NAME, ACTUAL, TARGET, GAP, BASE, LOW, HIGH = 1, 3, 4, 5, 7, 8, 9
LIGHT, STATUS, CHANGED, TREND = 11, 12, 13, 15
CARDS = ((NAME, NAME), (ACTUAL, GAP), (BASE, HIGH), (LIGHT, CHANGED), (TREND, TREND))
KPI_ROWS, CHART_ROWS, SEGMENT_ROWS = 8, 10, 6


class Rows:
    """Row numbers of the dashboard's blocks, from 0."""

    CARDS = 4
    TABLE = 10
    FIRST_KPI = TABLE + 1
    CHARTS = FIRST_KPI + KPI_ROWS + 1
    SEGMENTS = CHARTS + CHART_ROWS + 1
    FIRST_SEGMENT = SEGMENTS + 1
    FOOT = FIRST_SEGMENT + SEGMENT_ROWS

    @classmethod
    def kpi(cls, template: Template, key: str) -> int:
        """Return the row of a KPI in the table."""
        return cls.FIRST_KPI + [kpi.key for kpi in template.kpis].index(key)


CHART_ROW = 25
HEIGHTS = {
    0: 8,
    1: 40,
    2: 24,
    3: 10,
    **dict(zip(range(Rows.CARDS, Rows.CARDS + 5), (26, 44, 20, 20, 26), strict=True)),
    9: 12,
    Rows.TABLE: 34,
    **dict.fromkeys(range(Rows.FIRST_KPI, Rows.FIRST_KPI + KPI_ROWS), 24),
    Rows.CHARTS - 1: 12,
    **dict.fromkeys(range(Rows.CHARTS, Rows.CHARTS + CHART_ROWS), CHART_ROW),
    Rows.SEGMENTS - 1: 10,
    Rows.SEGMENTS: 28,
    **dict.fromkeys(range(Rows.FIRST_SEGMENT, Rows.FOOT), 22),
    Rows.FOOT: 24,
}
