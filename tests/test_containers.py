"""What Python callers hand over: the right result, or an error that says why not."""

from array import array
from collections import deque
from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from cx_xl import CxError, nps, rate, repeat_rate
from cx_xl.cells import Block, Logical, is_blank
from tests.refusals import error

FRAME = pd.DataFrame({"q1": [9, None], "q2": [10, 3]})
CELLS = [9, 10, None, 3]
JAN_31 = date(2026, 1, 31)


class Arrow:
    """The part of an array of Arrow that we use."""

    def to_pylist(self):
        return [9, None]


class Polars:
    """The part of a frame of Polars that we use."""

    def rows(self):
        return [(9, 10), (None, 3)]

    def to_list(self):
        raise NotImplementedError


RECTANGLES = [
    ([np.array([9, 10]), np.array([np.nan, 3])], CELLS, 2),
    ([pd.Series([9, 10]), pd.Series([None, 3])], CELLS, 2),
    (FRAME, CELLS, 2),
    (FRAME.convert_dtypes().to_numpy(), CELLS, 2),
    (FRAME.to_numpy(), CELLS, 2),
    (list(FRAME.itertuples(index=False)), CELLS, 2),
    (Polars(), CELLS, 2),
    (FRAME["q2"].array, [10, 3], 1),
    (FRAME["q1"].convert_dtypes().array, [9, None], 1),
    (pd.Categorical(["b", None, "a"]), ["b", None, "a"], 1),
    (pd.Series(["b", None], dtype="category"), ["b", None], 1),
    (pd.Index([9, 3]), [9, 3], 1),
    (pd.MultiIndex.from_tuples([("a", 9), ("b", 3)]), ["a", 9, "b", 3], 2),
    (pd.date_range("2026-01-31", periods=1), [JAN_31], 1),
    (pd.date_range("2026-01-31", periods=1).array, [JAN_31], 1),
    (np.array([9, 3], dtype=np.longdouble), [9, 3], 1),
    ([np.longdouble(9), np.longdouble(3)], [9, 3], 1),
    (np.longdouble(9), [9], 1),
    (np.float16(9), [9], 1),
    (np.array(9), [9], 1),
    ([np.array(9), np.array(3)], [9, 3], 1),
    (np.ma.array([9, 3], mask=[False, True]), [9, None], 1),
    ([np.datetime64("2026-01-31", "ns")], [JAN_31], 1),
    (np.array(["2026-01-31", "NaT"], dtype="datetime64[D]"), [JAN_31, None], 1),
    ([np.bool_(True)], [Logical.TRUE], 1),
    ([np.int64(2**60)], [2**60], 1),
    (Arrow(), [9, None], 1),
    ((score for score in (9, 3)), [9, 3], 1),
    ({"Anna": 9, "Bruno": 3}.values(), [9, 3], 1),
    (range(9, 11), [9, 10], 1),
    (deque([9, 3]), [9, 3], 1),
    (array("d", [9, 3]), [9, 3], 1),
    ([Fraction(1, 2), Decimal("0.5")], [0.5, 0.5], 1),
    ([timedelta(hours=1)], [timedelta(hours=1)], 1),
    ([[], []], [], 1),
    ([], [], 1),
]


@pytest.mark.parametrize(("given", "cells", "columns"), RECTANGLES)
def test_rows_of_cells(given, cells, columns):
    """Each library's own way of writing a column, rows, or one cell."""
    block = Block.of(given)

    assert [None if is_blank(cell) else _day(cell) for cell in block.cells] == cells
    assert columns == block.columns
    assert not any(hasattr(cell, "dtype") for cell in block.cells)


def _day(cell):
    """Return the day of any kind of date."""
    return pd.Timestamp(cell).date() if isinstance(cell, date) else cell


REFUSED = [
    [[1, 2], [3], [4, 5, 6]],  # whose cells would fill three rows of two
    [[1, 2], "ab"],
    [[1, 2], None],
    [[1], [[2]]],
    [FRAME, FRAME],
    [FRAME["q1"], 3],
    [pd.Series([1]), pd.Series([1, 2])],
    np.zeros((2, 2, 2)),
    {9, 10},
    frozenset({9}),
    {"nps": [9]},
    [{9: 1}],
    b"9",
    [b"9"],
    [1j],
    [object()],
    object(),
    [pd.Period("2026-01")],
    [pd.Interval(0, 1)],
    pd.interval_range(0, 2),
    np.array([b"9"]),
    np.array([1j]),
]


@pytest.mark.parametrize("given", REFUSED, ids=lambda given: type(given).__name__)
@pytest.mark.parametrize("function", [nps, repeat_rate, lambda cell: rate(cell, 9)])
def test_what_is_no_rectangle_of_cells(function, given):
    """Never a number from cells in the wrong place, never another exception."""
    assert "#VALUE!" == error(function, given).code


def test_a_set_has_no_order():
    """Its scores would meet the weights of others."""
    with pytest.raises(CxError, match="no rectangle of cells"):
        nps({9, 10, 3}, [1, 2, 3])


@pytest.mark.parametrize(
    "cell", [time(9), timedelta(hours=30), float("inf"), np.float64("-inf")]
)
@pytest.mark.parametrize("name", ["CX_NPS", "CX_MEAN_CI", "CX_CSI", "CX_BENCHMARK"])
def test_a_time_or_infinity_among_numbers(name, cell):
    """Neither is an answer that somebody left out."""
    arguments = [9, [8, cell, 3]] if name == "CX_BENCHMARK" else [[8, cell, 3]]
    bad = error(name, *arguments)
    assert "must be a number, not" in bad.say("en")
    assert (2, 1) == bad.position


@pytest.mark.parametrize("text", ["1e400", "-1e400", "9" * 400])
def test_text_beyond_all_numbers(text):
    """As a number it would be infinite, and a churn of 0 or an NPS of 100."""
    with pytest.raises(CxError):
        rate(1, text)
