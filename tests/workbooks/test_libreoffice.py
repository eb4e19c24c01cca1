"""
Every formula of the template, recomputed by LibreOffice.

CX_ calls are replaced by their textbook definitions (see libreoffice.py), so this is
an independent evaluation of the whole workbook and not only of its ordinary cells.
"""

import warnings
from datetime import datetime, time

import openpyxl
import pytest

from tests.workbooks.libreoffice import recalculate

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  a worksheet's day 0 has no time zone


def _number(value):
    if isinstance(value, datetime):
        return (value - EPOCH).days
    return 0 if value == time(0) else value


def _plain(value):
    return "" if value is None else _number(value)


@pytest.mark.usefixtures("soffice")
def test_libreoffice_agrees_on_every_cell(books, language, tmp_path):
    """
    All 981 formulas of the filled template.
    """
    path = books["demo", language]
    with warnings.catch_warnings():  # openpyxl tells what it loses on saving
        warnings.simplefilter("ignore", UserWarning)
        found = recalculate(path, tmp_path)
        stored = openpyxl.load_workbook(path, data_only=True)
    expected = {(s, c): _plain(stored[s][c].value) for s, c in found}
    found = {place: _plain(value) for place, value in found.items()}
    numbers = {k for k, v in expected.items() if isinstance(v, int | float)}
    assert len(found) > 900
    assert pytest.approx({k: expected[k] for k in numbers}, rel=1e-9, abs=1e-9) == {
        k: found[k] for k in numbers
    }
    texts = found.keys() - numbers
    assert {k: expected[k] for k in texts} == {k: found[k] for k in texts}
