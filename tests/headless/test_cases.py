"""The headless host answers the table of calls that all hosts share."""

from datetime import date, datetime

import pytest
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from cx_xl import open_workbook
from cx_xl.dates import serial
from cx_xl.errors import Code
from tests.hosts.cases import AGREED, OMITTED, STATED, WholeColumns, same
from tests.hosts.test_core import from_core

CALLS = [*STATED, *AGREED]
ANSWER = 60  # the column of the answers, right of all arguments


def put(sheet, row, column, cell):
    """Write one cell as Excel would hold it; dates as serial numbers."""
    if isinstance(cell, Code) or (isinstance(cell, str) and cell in set(Code)):
        sheet.write_formula(row, column, f"={cell}", None, str(cell))
    elif cell == "":
        sheet.write_formula(row, column, '=""', None, "")
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif isinstance(cell, date | datetime):
        sheet.write_number(row, column, serial(cell))
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif cell is not None:
        sheet.write_number(row, column, float(cell))


def filed(argument):
    """Return an argument as a file holds it: dates as serial numbers."""
    if isinstance(argument, list):
        return [filed(cell) for cell in argument]
    return serial(argument) if isinstance(argument, date) else argument


def formula(sheet, call):
    """Write the arguments of *call* side by side; return the call that reads them."""
    texts, column = [], 0
    for argument in call.arguments:
        if argument is OMITTED:
            texts.append("")
            continue
        is_whole = isinstance(argument, WholeColumns)
        rows = argument.rows if is_whole else argument
        rows = rows if isinstance(rows, list) else [[rows]]
        rows = rows if isinstance(rows[0], list) else [[cell] for cell in rows]
        for down, row in enumerate(rows):
            for across, cell in enumerate(row):
                put(sheet, down, column + across, cell)
        first, last = (xl_col_to_name(c) for c in (column, column + len(rows[0]) - 1))
        area = f"{first}:{last}" if is_whole else f"{first}1:{last}{len(rows)}"
        texts.append(area)
        column += len(rows[0])
    return f"={call.name}({','.join(texts)})"


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    """A workbook with a sheet per call, computed and saved."""
    folder = tmp_path_factory.mktemp("cases")
    asked, answers = folder / "asked.xlsx", folder / "answers.xlsx"
    with xlsxwriter.Workbook(asked) as book:
        for number, call in enumerate(CALLS):
            sheet = book.add_worksheet(f"C{number}")
            text = formula(sheet, call)
            sheet.write_dynamic_array_formula(0, ANSWER, 0, ANSWER, text)
    evaluation = open_workbook(asked).save(answers)
    assert () == evaluation.problems
    return open_workbook(answers)


@pytest.mark.parametrize(
    ("number", "call"),
    list(enumerate(CALLS)),
    ids=[f"{call.name}: {call.why}" for call in CALLS],
)
def test_as_the_core(answered, number, call):
    """The same double, text or error, in every cell that it fills."""
    # A file holds a date as its serial number: a segment that is one shows the number.
    expected = from_core(call._replace(arguments=tuple(map(filed, call.arguments))))
    rows = expected if isinstance(expected, list) else [[expected]]
    last = xl_col_to_name(ANSWER + len(rows[0]) - 1)
    area = f"C{number}!{xl_col_to_name(ANSWER)}1:{last}{len(rows)}"
    shown = [[None if cell == "" else cell for cell in row] for row in rows]
    found = answered.values(area)
    found += [[None] * len(rows[0])] * (len(rows) - len(found))
    found = [
        [None if cell == "" else cell for cell in row]
        + [None] * (len(rows[0]) - len(row))
        for row in found
    ]

    assert same(shown, found), found
