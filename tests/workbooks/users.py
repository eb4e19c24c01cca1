"""What a user adds to a book: columns, a sheet with a chart, a name, notes."""

from datetime import date

from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import TableColumn

from tests.workbooks.books import read

DUE = date(2026, 1, 15)
ANSWERS = 6  # the first row below the header


def added_to(source, target, *, from_1904=False):
    """Write the English book at *source* to *target* as its user leaves it."""
    book = read(source)
    answers, months = book["Responses"], book["Monthly"]
    _column(answers, "tblResponses", "Store", lambda row: f"S{row % 3}")
    _column(answers, "tblResponses", "Due", lambda _row: DUE)
    _column(answers, "tblResponses", "Segmento", lambda row: row)
    _column(months, "tblMonthly", "NPS twice", lambda row: f"=IFERROR(2*$K{row},0)")
    # The lists of template 1.0 have six places, those of 1.1 twelve.
    _column(months, "tblMonthly", "Places", lambda row: f"=ROWS(lst_Segments)+{row}")
    _sheet(book)
    book.create_sheet("Lengths")["A1"] = "=ROWS(lst_Channels)"
    book.defined_names["my_Total"] = DefinedName("my_Total", attr_text="Mine!$A$2")
    months["AN3"] = "ask Ada"
    answers["D6"].comment = Comment("Why a 3?", "Ada")
    _settings(book)
    book.epoch = CALENDAR_MAC_1904 if from_1904 else book.epoch
    book.save(target)


def _settings(book):
    targets = book["Targets"]
    rows = {targets.cell(row, 1).value: row for row in range(6, 14)}
    targets.cell(rows["NPS"], 5, 51)
    targets.cell(rows["ROI"], 5).value = None
    targets.cell(rows["NPS"], 2, "Recommendation")
    (place,) = book.defined_names["set_MinBase"].destinations
    targets[place[1]] = 12
    (place,) = book.defined_names["lst_Segments"].destinations
    targets[place[1].replace("$", "").split(":")[0]] = "Stores"


def _sheet(book):
    sheet = book.create_sheet("Mine")
    sheet["A1"], sheet["A1"].font = "Notes", Font(bold=True, color="FFCC0000")
    sheet["A2"] = "=SUM(tblMonthly[Invited])+SUM(Monthly!J6:J29)"
    sheet["A2"].number_format = '#,##0" in all"'
    sheet["A3"] = '=my_Total*2&" Monthly!A1"'
    sheet["A4"].comment = Comment("mine", "Ada")
    for row, points in enumerate((3, 1, 2), start=6):
        sheet.cell(row, 1, points)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=6, max_row=8))
    sheet.add_chart(chart, "D2")


def _column(sheet, name, header, value):
    """Add a column at the right of a table, as Excel does when one types beside it."""
    table = sheet.tables[name]
    left, top, right, bottom = range_boundaries(table.ref)
    sheet.cell(top, right + 1, header)
    for row in range(top + 1, bottom + 1):
        if name != "tblResponses" or sheet.cell(row, left).value:
            cell = sheet.cell(row, right + 1, value(row))
            if isinstance(cell.value, date):
                cell.number_format = "yyyy-mm-dd"
    area = f"{get_column_letter(left)}{top}:{get_column_letter(right + 1)}{bottom}"
    table.ref = area
    if table.autoFilter:
        table.autoFilter.ref = area
    table.tableColumns.append(TableColumn(id=len(table.tableColumns) + 1, name=header))
