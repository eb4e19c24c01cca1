"""
Every function through xlwings' own conversion, with the values that COM gives.

The expected value is always what `call_function` says of the same cells; what those
answers should be is tested with the KPIs.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl import CATALOG
from cx_xl import OMITTED as LEFT_OUT
from cx_xl.cells import Block
from cx_xl.edge import call_function
from cx_xl.errors import Code, CxError
from cx_xl.hosts.excel import journal, variants
from cx_xl.hosts.excel.days_1904 import from_1900
from cx_xl.hosts.excel.error_cells import FACILITY, NUMBERS, arrived
from cx_xl.hosts.excel.variants import ERROR
from cx_xl.reference.notation import constants
from tests.hosts import excel_stand_in
from tests.hosts.excel_stand_in import OMITTED, UDFS, com_date, error

pytestmark = pytest.mark.slow

# A cell as COM gives it, and as every other host gives it.
CELLS = {
    "number": (9.0, 9.0),
    "empty": (None, None),
    "empty text": ("", ""),
    "text": ("Web", "Web"),
    "number as text": ("9", "9"),
    "#N/A": (error(Code.NA), Code.NA),
    "#DIV/0!": (error(Code.DIV), Code.DIV),
    "#SPILL!": (-2146826243, Code.SPILL),
    "an error of the future": (FACILITY + 2999, Code.UNKNOWN),
    "typed #N/A": ("#N/A", " #N/A"),
    "TRUE": (True, True),
    "date": (com_date(2026, 1, 31), datetime(2026, 1, 31)),  # noqa: DTZ001 - as in cells
    "currency": (Decimal("9.1234"), 9.1234),
    "omitted": (OMITTED, LEFT_OUT),
}


@pytest.fixture(scope="module", name="excel")
def fixture_excel():
    with excel_stand_in.running() as call:
        yield lambda name, *arguments: call(UDFS, name, arguments)


def as_com(value):
    """Excel hands over tuples of rows, and a mark for what was left out."""
    if value is None or value is LEFT_OUT:
        return OMITTED
    if isinstance(value, list):
        return tuple(map(tuple, value))
    return float(value) if type(value) is int else value


def padded(spec):
    """The arguments of the example, with those it leaves out."""
    given = constants(spec.example)
    return [*given, *[None] * (len(spec.parameters) - len(given))]


def expected(name, *arguments):
    """What Excel must be given for the answer of `call_function`."""
    try:
        result = call_function(name, *arguments)
    except CxError as refusal:
        return (
            f"{ERROR}{NUMBERS[refusal.code]}\t{refusal.say('en')}\t{refusal.say('it')}"
        )
    rows = result if isinstance(result, list) else [[result]]
    cells = [[leaving(cell) for cell in row] for row in rows]
    if len(cells) > 1:
        return cells
    return cells[0] if len(cells[0]) > 1 else cells[0][0]  # as xlwings squeezes


def leaving(cell):
    if isinstance(cell, Code):
        return f"{ERROR}{NUMBERS[cell]}"
    return "" if cell is None else cell


@pytest.mark.parametrize("spec", CATALOG.values(), ids=CATALOG)
class TestEveryFunction:
    def test_its_example(self, excel, spec):
        """The formula of the help gives in Excel what it gives anywhere."""
        arguments = constants(spec.example)

        answered = excel(spec.name, *map(as_com, arguments))

        assert expected(spec.name, *arguments) == answered

    def test_every_kind_of_cell(self, excel, spec):
        """As a cell of its own in each argument, and in a column of each range."""
        given = padded(spec)
        for (place, value), (com, plain) in product(enumerate(given), CELLS.values()):
            own = [*given[:place], plain, *given[place + 1 :]]
            com_own = [as_com(v) for v in given]
            com_own[place] = com
            assert expected(spec.name, *own) == excel(spec.name, *com_own)
            if not isinstance(value, list) or com == OMITTED:
                continue
            com_own[place] = (*as_com(value)[:-1], (com,) * len(value[-1]))
            own[place] = [*value[:-1], [plain] * len(value[-1])]
            assert expected(spec.name, *own) == excel(spec.name, *com_own)


class TestShapes:
    SCORES = (10.0, 9.0, 8.0, 6.0)

    @pytest.mark.parametrize(
        "cells",
        [
            tuple((score,) for score in SCORES),
            (SCORES,),
            SCORES,  # an array constant of one row
            (SCORES[:2], SCORES[2:]),
        ],
        ids=["column", "row", "one-dimensional", "block"],
    )
    def test_any_shape_holds_the_same_answers(self, excel, cells):
        """2 promoters of 4 minus 1 detractor of 4."""
        assert 25.0 == excel("CX_NPS", cells, OMITTED, OMITTED)

    def test_one_cell(self, excel):
        """Excel hands over the bare value."""
        assert 100.0 == excel("CX_NPS", 9.0, OMITTED, OMITTED)

    def test_a_whole_column(self, excel):
        """A million blanks below the answers do not count."""
        column = (*((score,) for score in self.SCORES), *((None,),) * 1_048_572)

        assert 25.0 == excel("CX_NPS", column, OMITTED, OMITTED)

    def test_dates_reach_the_trend(self, excel):
        """As dates, and as the serial numbers of the same two months."""
        scores = ((10.0,), (6.0,))
        dates = ((com_date(2026, 1, 31),), (com_date(2026, 2, 1),))
        serials = ((46053.0,), (46054.0,))
        rest = ("M", 1.0, OMITTED, OMITTED, 1.0, False)

        trend = excel("CX_NPS_TREND", scores, dates, *rest)

        assert 2 == len(trend)
        assert excel("CX_NPS_TREND", scores, serials, *rest) == trend

    @pytest.mark.parametrize(
        ("cell", "number"),
        [
            (com_date(1899, 12, 30) + timedelta(hours=9), 0.375),
            (com_date(1899, 12, 31) + timedelta(hours=6), 1.25),  # 30 hours
            (com_date(1899, 12, 31), 1),  # in the cell: 1 January 1900
            (com_date(1900, 2, 28), 60),  # in the cell: 29 February 1900
        ],
    )
    def test_times_are_the_numbers_of_their_cells(self, excel, cell, number):
        """Before March 1900, COM's days are one off those of the sheet."""
        assert excel("CX_RATE", number, 100.0) == excel("CX_RATE", cell, 100.0)

    def test_criteria_repeat(self, excel):
        """Two pairs behind the scores: one answer is left, a promoter."""
        channel = (("Web",), ("Shop",), ("Web",), ("Web",))
        scores = tuple((score,) for score in self.SCORES)

        assert 100.0 == excel("CX_NPS_IFS", scores, channel, "Web", scores, ">=9")


class TestDaysFrom1904:
    """Only what must be a day of such a workbook is moved: by 1,462."""

    @pytest.mark.parametrize(
        ("given", "moved"),
        [
            (44561.0, 46023.0),  # 1 January 2026
            (44561.75, 46023.75),
            (2026.0, 2026.0),  # a year, a month, a day in one number: refused as such
            (202601.0, 202601.0),
            (20260101.0, 20260101.0),
            (None, None),
            ("2026-01-01", "2026-01-01"),
            (datetime(2026, 1, 1), datetime(2026, 1, 1)),  # noqa: DTZ001 - as in cells
        ],
    )
    def test_a_column_of_days(self, given, moved):
        scores, days = Block.of([[9.0]]), Block.of([[given]])

        found = from_1900(CATALOG["CX_NPS_TREND"], [scores, days, "M"])

        assert [moved] == found[1].cells
        assert [scores, "M"] == [found[0], found[2]]

    @pytest.mark.parametrize(
        ("criterion", "moved"),
        [
            (">=44561", ">=46023"),
            (" < 44561,5 ", " < 46023,5 "),
            ("44561", "46023"),
            (44561.0, 46023.0),
            (">2026", ">2026"),
            (">=2026-01-01", ">=2026-01-01"),
            ("Web", "Web"),
            ("<>", "<>"),
        ],
    )
    def test_a_criterion_beside_dates(self, criterion, moved):
        """And never one beside numbers: there both are of the same workbook."""
        scores = Block.of([[9.0], [10.0]])
        dates = Block.of([[None], [datetime(2026, 1, 1)]])  # noqa: DTZ001 - as in cells
        pairs = [dates, criterion, scores, criterion, "min_base"]

        found = from_1900(CATALOG["CX_NPS_IFS"], [scores, *pairs])

        assert [scores, dates, moved, scores, criterion, "min_base"] == found


class TestErrors:
    def test_the_reason_travels_in_both_languages(self, excel):
        """The wrapper keeps the one that Excel speaks."""
        number, en, it = excel("CX_NPS", ((9.0,), (11.0,)), OMITTED, OMITTED).split(
            "\t"
        )

        assert f"{ERROR}2036" == number
        assert en.startswith("row 2, column 1: scores: 11 is off the 0-10 scale")
        assert it.startswith("riga 2, colonna 1: scores: 11 è fuori dalla scala 0-10")

    def test_nothing_leaks_as_none(self, excel, monkeypatch):
        """xlwings would write empty text too; whole numbers cross as Excel's own."""
        monkeypatch.setattr(variants, "call_function", lambda *_: [[None, 3, True]])

        assert ["", 3.0, True] == excel("CX_NPS", 9.0, OMITTED, OMITTED)

    def test_a_bug_is_logged_without_data(self, excel, monkeypatch, tmp_path):
        """The log holds the function and the shapes; neither cells nor the message."""

        def fails(*_):
            raise RuntimeError("Anna Bianchi gave 3")

        monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
        monkeypatch.setattr(variants, "call_function", fails)

        answered = excel("CX_NPS", ((3.0,), (4.0,)), OMITTED, "Anna Bianchi")

        log = (tmp_path / "cx_xl" / "excel.log").read_text("utf-8")
        assert answered.startswith(f"{ERROR}2015\tcx_xl made a mistake, not you.")
        assert "CX_NPS(2x1, Omitted, str) RuntimeError" in log
        assert "hosts/excel/variants.py" in log
        assert "Anna" not in log
        assert str(tmp_path) not in log

    def test_the_log_stays_small(self, monkeypatch, tmp_path):
        """One older file is kept beside it."""
        monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
        monkeypatch.setattr(journal, "LIMIT", 200)
        for _ in range(10):
            journal.record("CX_NPS", [9.0], RuntimeError())

        names = sorted(path.name for path in (tmp_path / "cx_xl").iterdir())
        assert ["excel.log", "excel.log.1"] == names


class TestErrorNumbers:
    @pytest.mark.parametrize("code", NUMBERS)
    def test_each_has_its_number(self, code):
        """Excel's XlCVError, carried by COM as 0x800A0000 plus the number."""
        assert code is arrived(FACILITY + NUMBERS[code])

    @given(st.integers())
    def test_no_number_is_lost(self, value):
        """An integer is an error exactly when COM marks it as one of Excel."""
        is_marked = -(2**31) <= value < 0 and (value >> 16) & 0xFFFF == 0x800A

        assert is_marked == (arrived(value) is not None)
