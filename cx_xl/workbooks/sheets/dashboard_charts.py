"""The dashboard's two charts, twelve months that end with the chosen one."""

from typing import Any

from xlsxwriter.chart import Chart

from cx_xl.workbooks.layout import CHART_MONTHS, Lists, column_range
from cx_xl.workbooks.sheets.grid import (
    CHART_HEIGHT,
    CHART_TOP,
    COLUMNS,
    FIRST,
    GUTTER,
    LAST,
    Lines,
)
from cx_xl.workbooks.styles import FONT
from cx_xl.workbooks.writer import Book, Sheet

HIGH_SERIES = 2  # one legend entry for both limits of the interval
SPLIT = (
    ("detractors", Lists.SPLIT + 2),
    ("passives", Lists.SPLIT + 1),
    ("promoters", Lists.SPLIT),
)


def insert(book: Book, sheet: Sheet) -> None:
    """Insert both charts side by side, flush with the page."""
    width = (sum(COLUMNS[FIRST : LAST + 1]) - GUTTER) // 2
    for chart, key, offset, once in (
        (_nps(book), "nps_chart", 0, {"delete_series": [HIGH_SERIES]}),
        (_split(book), "split_chart", width + GUTTER, {}),
    ):
        chart.set_size({"width": width, "height": CHART_HEIGHT})
        chart.set_title(_title(book, key))
        chart.set_legend({"position": "top", "font": _font(book), **once})
        chart.set_chartarea({"border": {"color": book.styles.palette["line"]}})
        options = {
            "x_offset": offset,
            "y_offset": CHART_TOP,
            "object_position": 2,
            "description": book.texts[f"dashboard.{key}_alt"],
        }
        sheet.raw.insert_chart(Lines.CHARTS, FIRST, chart, options)


def _nps(book: Book) -> Chart:
    palette = book.styles.palette
    chart = book.workbook.add_chart({"type": "line"})
    label = {"bold": True, "color": palette["teal"], "size": 10, "name": FONT}
    chart.add_series(
        {
            **_series(book, book.texts["monthly.headers.nps"], Lists.NPS),
            "line": {"color": palette["teal"], "width": 2.5},
            "marker": {
                "type": "circle",
                "size": 6,
                "fill": {"color": palette["teal"]},
                "border": {"color": palette["white"]},
            },
            "data_labels": {
                "value": True,
                "num_format": book.texts["cards.points"],
                "position": "right",
                "font": label,
                "custom": [{"delete": True}] * (CHART_MONTHS - 1) + [None],
            },
        }
    )
    for column in (Lists.LOW, Lists.HIGH):
        chart.add_series(
            {
                **_series(book, book.texts["dashboard.interval_series"], column),
                "line": {"color": palette["bar"], "width": 1, "dash_type": "round_dot"},
                # A line needs two months; the limits of a single one are dashes.
                "marker": {
                    "type": "long_dash",
                    "size": 7,
                    "fill": {"color": palette["teal"]},
                    "border": {"color": palette["teal"]},
                },
            }
        )
    chart.add_series(
        {
            **_series(book, book.texts["dashboard.target_series"], Lists.TARGET),
            "line": {"color": palette["grey"], "width": 1.5, "dash_type": "dash"},
        }
    )
    _axes(book, chart, "0")
    # LibreOffice draws "gap" as 0 in a line chart; bridging reads alike everywhere.
    chart.show_blanks_as("span")
    return chart


def _split(book: Book) -> Chart:
    chart = book.workbook.add_chart({"type": "column", "subtype": "percent_stacked"})
    for name, column in SPLIT:
        chart.add_series(
            {
                **_series(book, book.texts[f"dashboard.{name}_series"], column),
                "fill": {"color": book.styles.palette[name]},
                "gap": 45,
            }
        )
    _axes(book, chart, "0%")
    return chart


def _series(book: Book, name: str, column: int) -> dict[str, Any]:
    return {
        "name": name,
        "categories": f"={_area(book, Lists.MONTH)}",
        "values": f"={_area(book, column)}",
    }


def _area(book: Book, column: int) -> str:
    return book.ref("lists", column_range(column, Lists.FIRST, Lists.NOW))


def _axes(book: Book, chart: Chart, number: str) -> None:
    grid = {"color": book.styles.palette["line"], "width": 0.5}
    chart.set_x_axis(
        {
            "text_axis": True,
            "num_format": book.texts["formats.month_axis"],
            "num_font": _font(book),
            "label_position": "low",
            "line": {"color": book.styles.palette["grey"]},
        }
    )
    chart.set_y_axis(
        {
            "num_format": number,
            "num_font": _font(book),
            "major_gridlines": {"visible": True, "line": grid},
            "line": {"none": True},
        }
    )


def _font(book: Book) -> dict[str, Any]:
    return {"name": FONT, "size": 9, "color": book.styles.palette["grey"]}


def _title(book: Book, key: str) -> dict[str, Any]:
    look = {
        "name": FONT,
        "size": 12,
        "bold": True,
        "color": book.styles.palette["navy"],
    }
    return {
        "name": book.texts[f"dashboard.{key}"],
        "name_font": look,
        "overlay": False,
        "layout": {"x": 0.02, "y": 0.03},
    }
