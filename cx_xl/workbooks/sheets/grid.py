"""The grid of the dashboard: five equal cards, and everything aligned to them."""

from cx_xl.workbooks.template_model import Template

MARGIN, GUTTER = 14, 14
WIDE, THIRD = 234, 78
ICON, WORD, CHANGE = 30, 110, 94
BAR, LINE = 112, 122

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
    GUTTER,  # says whether the change is good
    BAR,
    LINE,
    MARGIN,
)
FIRST, LAST = 1, len(COLUMNS) - 2
NAME, ACTUAL, TARGET, GAP, BASE, LOW, HIGH = 1, 3, 4, 5, 7, 8, 9
LIGHT, STATUS, CHANGED, MARK, BARS, TREND = 11, 12, 13, 14, 15, 16
CARDS = ((NAME, NAME), (ACTUAL, GAP), (BASE, HIGH), (LIGHT, CHANGED), (BARS, TREND))
KPI_ROWS, SEGMENT_ROWS = 8, 12


class Lines:
    """
    Row numbers of the dashboard's blocks, from 0.

    The charts fill one tall row, so that month, cards and trend are the first screen of
    a small laptop (1366 x 768), and the table keeps the rows that it has always had.
    """

    CARDS = 4
    CHARTS = 9
    TABLE = 10
    FIRST_KPI = TABLE + 1
    SEGMENTS = FIRST_KPI + KPI_ROWS + 1
    FIRST_SEGMENT = SEGMENTS + 1
    FOOT = FIRST_SEGMENT + SEGMENT_ROWS

    @classmethod
    def kpi(cls, template: Template, key: str) -> int:
        """Return the row of a KPI in the table."""
        return cls.FIRST_KPI + [kpi.key for kpi in template.kpis].index(key)


CHARTS_ROW, CHART_TOP, CHART_HEIGHT = 264, 8, 252
HEIGHTS = {
    0: 6,
    1: 36,
    2: 22,
    3: 8,
    **dict(zip(range(Lines.CARDS, Lines.CARDS + 5), (24, 40, 18, 18, 24), strict=True)),
    Lines.CHARTS: CHARTS_ROW,
    Lines.TABLE: 34,
    **dict.fromkeys(range(Lines.FIRST_KPI, Lines.FIRST_KPI + KPI_ROWS), 24),
    Lines.SEGMENTS - 1: 10,
    Lines.SEGMENTS: 28,
    **dict.fromkeys(range(Lines.FIRST_SEGMENT, Lines.FOOT), 22),
    Lines.FOOT: 24,
}
