"""The calls that every host must answer alike, through xlwings."""

from datetime import date, datetime

import pytest

from cx_xl import call_function
from cx_xl.errors import Code, CxError
from cx_xl.hosts.excel.error_cells import NUMBERS
from cx_xl.hosts.excel.variants import ERROR
from tests.hosts import excel_stand_in
from tests.hosts.cases import AGREED, OMITTED, STATED, WholeColumns, same
from tests.hosts.excel_stand_in import UDFS, com_date, error

CODES = {number: code for code, number in NUMBERS.items()}


@pytest.fixture(scope="module", name="excel")
def fixture_excel():
    with excel_stand_in.running() as call:
        yield lambda name, arguments: seen(call(UDFS, name, list(map(com, arguments))))


def com(value):
    """An argument as COM gives it: one cell comes bare, others as tuples of rows."""
    if isinstance(value, WholeColumns):
        return com(value.rows)  # the wrappers cut them, see test_excel_vba.py
    if not isinstance(value, list):
        return com_cell(value)
    if [1] == list(map(len, value)):
        return com_cell(value[0][0])
    return tuple(tuple(map(com_cell, row)) for row in value)


def com_cell(cell):
    if cell is OMITTED:
        return excel_stand_in.OMITTED
    if isinstance(cell, Code):
        return error(cell)
    if isinstance(cell, datetime):
        return com_date(*cell.timetuple()[:6])
    if isinstance(cell, date):
        return com_date(cell.year, cell.month, cell.day)
    return float(cell) if type(cell) is int else cell


def seen(result):
    """What the cells show: rows, or a single cell."""
    if not isinstance(result, list):
        return shown(result)
    rows = result if isinstance(result[0], list) else [result]
    return [list(map(shown, row)) for row in rows]


def shown(cell):
    if isinstance(cell, str) and cell.startswith(ERROR):
        return CODES[int(cell.removeprefix(ERROR).split("\t")[0])]
    return cell


def spread(answer, expected):
    """
    One error in place of a row: Excel repeats it in every cell of an array formula.
    """
    if isinstance(answer, Code) and isinstance(expected, list):
        return [[answer] * len(row) for row in expected]
    return answer


def core(name, arguments):
    """The answer of the core, as cells: an error is its code, a gap is empty text."""
    cut = [a.rows if isinstance(a, WholeColumns) else a for a in arguments]
    try:
        answer = call_function(name, *cut)
    except CxError as refusal:
        return refusal.code
    if not isinstance(answer, list):
        return answer
    cells = [["" if cell is None else cell for cell in row] for row in answer]
    return cells[0][0] if [1] == list(map(len, cells)) else cells


@pytest.mark.parametrize("case", STATED, ids=lambda case: f"{case.name}: {case.why}")
def test_stated(excel, case):
    """The answer is the one that the table states."""
    answer = spread(excel(case.name, case.arguments), case.expected)

    assert same(case.expected, answer), answer


@pytest.mark.parametrize("case", AGREED, ids=lambda case: f"{case.name}: {case.why}")
def test_agreed(excel, case):
    """The answer is the one that the core gives, to the last digit."""
    assert core(case.name, case.arguments) == excel(case.name, case.arguments)
