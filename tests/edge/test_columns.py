"""Columns read fast are columns read cell by cell."""

import sys
from collections import Counter
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cx_xl.cells import Block, Logical
from cx_xl.edge import frequencies
from cx_xl.edge.columns import SAMPLE, read_rows, single
from cx_xl.edge.frequencies import count_rows
from cx_xl.edge.readers import Failure, mark, read_cell
from cx_xl.errors import CxError
from cx_xl.spec import Arg, Domain, Parameter, Role
from tests.refusals import error

DAY = datetime(2026, 3, 2)  # noqa: DTZ001 - cells have no time zone
NUMBERS = [0, 1, 9, 9.0, -2.5, 46023, 1e300]
DIRT = [None, "", " ", "9", "9,5", "n/a", "10 - Extremely likely", Logical.TRUE]
DATES = [DAY, DAY.date(), date(2026, 1, 1), datetime(2026, 3, 2, 9)]  # noqa: DTZ001
FAULTS = ["#N/A", "1.234", float("nan")]
NAMES = ["Web", " Web", "Web ", "A  B", "A B", "a\xa0c", "d\te", "f\ng", "|", "||", " "]
NAMES += ["", None, "Q1", "x|y"]
COLUMN_ROLES = [
    Role.SCORES,
    Role.WEIGHTS,
    Role.AMOUNTS,
    Role.DAYS,
    Role.MOMENTS,
    Role.MARKS,
]


def parameter(role, name="cells", **options):
    return Parameter(name, Arg(en="Help.", it="Aiuto.", **options), role, None)


def columns(*pairs):
    found = []
    for role, cells in pairs:
        own, block = parameter(role, role.name), Block.of(list(cells))
        found.append(single(own, block, own, block))
    return found


def outcome(work, *arguments):
    try:
        return work(*arguments)
    except CxError as error:
        return type(error), error.code, error.position, error.argument


@pytest.mark.parametrize("role", COLUMN_ROLES)
@given(data=st.data())
def test_quick_and_slow_agree(role, data):
    """
    Clean columns take a shorter way to the same values, dirty ones to the same error.
    """
    pool = data.draw(
        st.sampled_from(
            [NUMBERS, DATES, NUMBERS + DIRT, DATES + FAULTS, NUMBERS + FAULTS]
        )
    )
    cells = data.draw(st.lists(st.sampled_from(pool), min_size=1, max_size=12))
    [column] = columns((role, cells))
    expected = [read_cell(column.parameter, cell) for cell in column.cells]
    wrong = [x.error.code for x in expected if isinstance(x, Failure)]

    actual = outcome(read_rows, [column], {})

    if wrong:
        assert wrong[0] == actual[1]
    else:
        assert [[x for x in expected if x is not None]] == actual


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8))
def test_quick_and_slow_agree_on_names(cells):
    """Whatever spaces and marks stand in them, ends and neighbours included."""
    [column] = columns((Role.GROUPS, cells))
    expected = [read_cell(column.parameter, cell) for cell in column.cells]

    assert [[x for x in expected if x is not None]] == read_rows([column], {})


def test_only_rows_that_count_can_be_wrong():
    """
    An error beside a blank answer is never looked at; beside an answer it is found.
    """
    scores, segments = [9, None, 8], ["a", "#REF!", "b"]

    rows = read_rows(columns((Role.SCORES, scores), (Role.GROUPS, segments)), {})

    assert [[9, 8], ["a", "b"]] == rows
    bad = error(
        read_rows, columns((Role.SCORES, [9, 7, 8]), (Role.GROUPS, segments)), {}
    )
    assert ("#REF!", (2, 1)) == (bad.code, bad.position)


def test_domain():
    """The limits of a column are looked at first, the culprit is found afterwards."""
    own = parameter(Role.AMOUNTS, domain=Domain(low=0))
    block = Block.of([[1, 2], [-3, 4]])

    with pytest.raises(CxError, match="-3; it must be at least 0") as caught:
        read_rows([single(own, block, own, block)], {})

    assert ("#NUM!", (2, 1)) == (caught.value.code, caught.value.position)


GROUPS = ["Web", "web ", "Shop", None, 7, "7", "", Logical.FALSE]


@pytest.mark.parametrize("scores", [[9, 10, 3], [9, "10", None], [9, "n/a", "#N/A"]])
@pytest.mark.parametrize("groups", [["Web", "Shop"], GROUPS, ["Web", "#REF!"]])
@given(data=st.data())
def test_large_columns_are_counted_alike(scores, groups, data):
    """
    By numbers of cells or by the cells themselves: the same counts, in the same order.
    """
    cells = data.draw(
        st.lists(
            st.tuples(st.sampled_from(scores), st.sampled_from(groups)),
            min_size=9,
            max_size=30,
        )
    )
    table = list(zip(*cells, strict=True))
    pairs = ((Role.SCORES, table[0]), (Role.GROUPS, table[1]))

    def small():
        return list(Counter(zip(*read_rows(columns(*pairs), {}), strict=True)).items())

    def large():
        counted = frequencies._counted_by_code(columns(*pairs), {})  # noqa: SLF001
        if counted is None:  # left to the cells themselves, which find the culprit
            counted = count_rows(columns(*pairs), {}, None)
        return list(counted.items())

    assert outcome(small) == outcome(large)


def test_a_column_longer_than_the_sample():
    """Numbers of cells are used there; one group comes late and keeps its place."""
    scores = ["Score", *[9, 3] * SAMPLE, 5]
    groups = ["Store", *["b", "a"] * SAMPLE, "c"]

    counts = count_rows(columns((Role.SCORES, scores), (Role.GROUPS, groups)), {}, None)

    assert [((9, "b"), SAMPLE), ((3, "a"), SAMPLE), ((5, "c"), 1)] == list(
        counts.items()
    )


class TestReaders:
    @pytest.mark.parametrize(
        ("cells", "expected"),
        [
            ((Logical.TRUE, 1, 1.0, "VERO", "true", " Sì ", "yes", "x"), True),
            ((Logical.FALSE, 0, "FALSO", "no"), False),
            (("perhaps", 2, DAY), None),
        ],
    )
    def test_mark(self, cells, expected):
        """What people type into a column of ticks."""
        assert {expected} == set(map(mark, cells))


def test_a_host_without_numpy(monkeypatch):
    """LibreOffice may bring a Python without it: slower, but the same counts."""
    pairs = ((Role.SCORES, [9, 3] * SAMPLE), (Role.GROUPS, ["a", "b"] * SAMPLE))
    expected = count_rows(columns(*pairs), {}, None)
    monkeypatch.setitem(sys.modules, "numpy", None)

    assert expected == count_rows(columns(*pairs), {}, None)
