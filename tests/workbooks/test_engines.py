"""
Every formula of the portable template, computed by programs that have none of our
functions: LibreOffice without extension, formulon, and the headless host's engine.

The file holds what the core computed from the calls; they compute the ordinary
formulas that stand for them. So each number has two origins that share no code.
"""

from datetime import datetime, time
from itertools import cycle
from math import isclose

import pytest

from cx_xl import open_workbook
from cx_xl.errors import LANGUAGES
from tests.workbooks.books import read
from tests.workbooks.engines import Formulon
from tests.workbooks.fillings import FILLINGS
from tests.workbooks.libreoffice import formula_cells, recalculate, without_results

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  a worksheet's day 0 has no time zone
FORMULAS = 2459
CLOSE = 1e-12


# Languages differ in their headers alone: both for the demo, else one by turns.
BOOKS = [("demo", "en"), ("demo", "it")]
BOOKS += zip((name for name in FILLINGS if name != "demo"), cycle(LANGUAGES))


TRIED = {("demo", "it"), ("mistakes", "it")}  # with every change


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(book, marks=() if book in TRIED else pytest.mark.long, id=name)
        for book, name in zip(BOOKS, map("-".join, BOOKS), strict=True)
    ],
)
def path(request, ready, tmp_path_factory):
    """The template with one filling."""
    filling, language = request.param
    return ready(tmp_path_factory.mktemp("filled") / "kpi.xlsx", language, filling)


def plain(value):
    """Return a number, or a text; an error as its code."""
    if isinstance(value, datetime):
        return (value - EPOCH).days
    return 0 if value == time(0) else "" if value is None else value


def stored(path):
    book, values = read(path), read(path, data_only=True)
    cells = list(formula_cells(book))
    return {(s, c.coordinate): plain(values[s][c.coordinate].value) for s, c in cells}


def assert_same(expected, found):
    assert FORMULAS == len(expected)
    different = {
        place: (value, found.get(place))
        for place, value in expected.items()
        if not alike(value, found.get(place))
    }
    assert {} == different


def alike(one, other):
    numbers = isinstance(one, int | float) and isinstance(other, int | float)
    return (
        isclose(one, other, rel_tol=CLOSE, abs_tol=CLOSE) if numbers else one == other
    )


@pytest.mark.usefixtures("soffice")
def test_libreoffice(path, tmp_path):
    found = recalculate(path, tmp_path)

    assert_same(stored(path), {place: plain(value) for place, value in found.items()})


def test_formulon(path, tmp_path):
    bare = without_results(path, tmp_path)
    book = read(bare)
    sheets = {sheet.title: number for number, sheet in enumerate(book)}
    cells = list(formula_cells(book))
    engine = Formulon(bare)
    engine.calculate(
        (sheets[s], cell.row - 1, cell.column - 1, cell.value) for s, cell in cells
    )
    found = {
        (s, c.coordinate): engine.value(sheets[s], c.row - 1, c.column - 1)
        for s, c in cells
    }

    assert_same(stored(path), found)


def test_the_engine_of_the_headless_host(path):
    """
    It evaluates the ordinary formulas; the core that has none to answer is not asked.
    """
    found = {
        (cell.sheet, cell.address): plain(cell.value)
        for cell in open_workbook(path).evaluate().cells
    }
    assert_same(stored(path), found)
