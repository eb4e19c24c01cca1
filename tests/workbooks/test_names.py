"""
Our functions as LAMBDA names: each agrees with the core or gives an error.

The whole table of calls that all hosts share, and calls of its optional arguments,
computed by two engines from the names as the file stores them.
"""

import re
from datetime import date
from io import BytesIO
from math import isclose

import pytest
import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from cx_xl import CATALOG, call_function
from cx_xl.cells import serial
from cx_xl.errors import Code, CxError
from cx_xl.files.package import open_package
from cx_xl.workbooks.names import names, put_names
from cx_xl.workbooks.newer_functions import NEWER
from tests.hosts.cases import (
    AGREED,
    FOUR,
    OMITTED,
    STATED,
    Call,
    WholeColumns,
    column,
    typed,
)
from tests.workbooks.engines import ERROR, Formulon, IronCalc

NAMES = {name.name: name for name in names()}
CLOSE = 1e-12
SEVEN = column(7, 6, 5, 4, 2, 1)
FIVE = column(5, 4, 3, 2, 1, 1)
TWO = [[8, 7, 6], [9, None, 10]]  # people, three questions

MORE = (
    Call("a threshold", "CX_CSAT", (column(5, 4, 3, 1), 3)),
    Call("a blank threshold", "CX_CSAT", (column(5, 4, 3, 1), None)),
    Call("a threshold for everybody", "CX_CSAT", (column(5, 4), 1)),
    Call("another scale", "CX_CSAT", (column(10, 9, 3), 9, OMITTED, 0, 10)),
    Call("off that scale", "CX_CSAT", (column(11, 9), 9, OMITTED, 0, 10)),
    Call("weights", "CX_CSAT", (column(5, 4), OMITTED, column(1, 2))),
    Call("too small a base", "CX_CSAT", (column(5), 4, OMITTED, 1, 5, 2)),
    Call("90 %", "CX_CSAT_CI", (column(5, 4, 1), 4, 0.9)),
    Call("no confidence", "CX_NPS_CI", (FOUR, 1)),
    Call("another method", "CX_NPS_CI", (FOUR, 0.95, "score")),
    Call("nobody", "CX_NPS_CI", (column(None),)),
    Call("net", "CX_CES", (SEVEN, "net")),
    Call("mean", "CX_CES", (SEVEN, "mean")),
    Call("five points", "CX_CES", (FIVE, "top", 5)),
    Call("effort of 2010", "CX_CES", (FIVE, "top", 5, False)),
    Call("net effort", "CX_CES", (FIVE, "net", 5, False)),
    Call("six points", "CX_CES", (FIVE, "top", 6)),
    Call("halves count down", "CX_CES", (column(4.5, 5.5, 3.5),)),
    Call("first is worst", "CX_CLI", (column(1, 2, 6), 6, False)),
    Call("unequal gaps", "CX_CSI", (TWO,)),
    Call("importance", "CX_CSI", (TWO, [[1, 2, 3]])),
    Call("as an index", "CX_CSI", (TWO, [[1, 2, 3]], 1, 10)),
    Call("half a scale", "CX_CSI", (TWO, OMITTED, 1)),
    Call("unequal importance", "CX_CSI", (TWO, [[1, 2]])),
    Call("an empty question", "CX_CSI", ([[8, None], [9, None]],)),
    Call("seven points", "CX_ESI", (TWO, 12)),
    Call("first above second", "CX_NPS_TEST", (FOUR, column(8, 3), "adjusted", 1)),
    Call("all alike", "CX_CSAT_TEST", (column(5, 5), column(5, 4))),
    Call("pooled", "CX_RATE_TEST", (70, 100, 80, 100, "pooled")),
    Call("no difference", "CX_RATE_TEST", (5, 5, 7, 7)),
    Call("Fisher", "CX_RATE_TEST", (3, 5, 1, 7, "fisher")),
    Call("nobody", "CX_RATE_CI", (0, 0)),
    Call("none of ten", "CX_RATE_CI", (0, 10)),
    Call("ten of ten", "CX_RATE_CI", (10, 10, 0.999)),
    Call("more than all", "CX_RATE_CI", (11, 10)),
    Call("a negative part", "CX_RATE", (-1, 10)),
    Call("TRUE is no number", "CX_RATE", (True, 10)),
    Call("two cells for one", "CX_RATE", (column(1, 2), 10)),
    Call("counts of nobody", "CX_NPS_FROM_COUNTS", (0, 0, 0)),
    Call("five periods, at once", "CX_CLV_RETENTION", (100, 0.8, 0.1, 5, "now", 30)),
    Call("at the end", "CX_CLV_RETENTION", (100, 0.8, 0.1, OMITTED, "end")),
    Call("all are kept", "CX_CLV_RETENTION", (100, 1, 0.1)),
    Call("half a period", "CX_CLV_RETENTION", (100, 0.8, 0.1, 2.5)),
    Call("growth", "CX_RATE_CONVERT", (0.05, "M", "Q", "growth")),
    Call("weeks", "CX_RATE_CONVERT", (0.97, "W", "Y", "retention")),
    Call("more than all leave", "CX_RATE_CONVERT", (1.1,)),
    Call("finite", "CX_RATE_SAMPLE_SIZE", (0.05, 0.95, 0.7, 1000)),
    Call("few people", "CX_NPS_SAMPLE_SIZE", (10, 0.9, 0.6, 0.2, 500)),
    Call("too many", "CX_NPS_SAMPLE_SIZE", (10, 0.95, 0.7, 0.7)),
    Call("two years", "CX_ROCXI", (150000, 100000, 24, 0.05)),
    Call("as a share", "CX_SELF_SERVICE", (4000, 1000, True)),
    Call("as a count", "CX_ATTRITION", (500, 40, 490, True)),
    Call("gross", "CX_REVENUE_RETENTION", (500, 65, 5, 50, True)),
    Call("the bot resolved", "CX_BOT_CONTAINMENT", (1000, 350, 600)),
    Call("more than it kept", "CX_BOT_CONTAINMENT", (1000, 350, 700)),
    Call("lower is better", "CX_KPI_STATUS", (0.02, 0.015, OMITTED, 0.8, 1, False)),
    Call("a negative target", "CX_KPI_STATUS", (-5, -10)),
    Call("no way to go", "CX_KPI_STATUS", (5, 3, 3)),
    Call("several columns", "CX_NPS", ([[10, 9], [6, 3]],)),
    Call("each once", "CX_REPEAT_RATE", (column("a", "b"),)),
    Call("numbers", "CX_REPEAT_RATE", (column(1, 2, 1, 3),)),
    Call("blanks around", "CX_REPEAT_RATE", (column("Anna", "anna ", "Bob"),)),
    Call("a text date", "CX_NPS_IFS", (FOUR, column(1, 2, 3, 4), ">=01/02/2026")),
    Call("an unclear number", "CX_NPS_IFS", (FOUR, column(1, 2, 3, 4), ">=1.234")),
    Call("text in order", "CX_NPS_IFS", (FOUR, column("a", "b", "c", "d"), ">=b")),
    Call("tidied", "CX_NPS_IFS", (FOUR, column("Web", "Web ", "a", "b"), "Web")),
    Call("off its scale", "CX_NPS_IFS", (column(11, 9), column("a", "b"), "b")),
    Call("a digit in the text", "CX_NPS_IFS", (column("9", 9), column(1, 1), 1)),
    Call("mean of some", "CX_CES_IFS", (SEVEN, "mean", column(1, 1, 1, 2, 2, 2), 1)),
)
CALLS = [call for call in (*STATED, *AGREED, *MORE) if call.name in NAMES]


@pytest.fixture(scope="module")
def sheet(tmp_path_factory):
    """A workbook with each call in a cell, and our names put into it."""
    path = tmp_path_factory.mktemp("names") / "calls.xlsx"
    stream = BytesIO()
    writer = Writer(stream)
    for row, call in enumerate(CALLS):
        writer.call(row, call)
    writer.book.close()
    path.write_bytes(stream.getvalue())
    put_names(path, "en")
    return path


class Writer:
    """Calls on the first sheet, the cells they read on the second."""

    def __init__(self, stream):
        self.book = xlsxwriter.Workbook(stream)
        self.calls, self.cells = self.book.add_worksheet(), self.book.add_worksheet()
        self.cells.name = "Data"
        self.used = 0

    def call(self, row, call):
        given = (typed(argument, self.put, "Data!") for argument in call.arguments)
        text = f"={call.name}({','.join(given)})"
        self.calls.write_dynamic_array_formula(row, 0, row, 0, text, None, 0)

    def put(self, rows):
        start = self.used
        self.used += len(rows[0])
        for row, cells in enumerate(rows):
            for place, cell in enumerate(cells, start=start):
                self.write(row, place, cell)
        return xl_col_to_name(start), xl_col_to_name(self.used - 1)

    def write(self, row, place, cell):
        if isinstance(cell, Code):
            self.cells.write_formula(row, place, f"={cell}", None, str(cell))
        elif isinstance(cell, date):
            self.cells.write_number(row, place, serial(cell))
        elif isinstance(cell, str):
            self.cells.write_string(row, place, cell)
        elif cell is not None:
            self.cells.write(row, place, cell)


def from_core(call):
    """Return what the core shows in each cell of a row."""
    given = [a.in_full() if isinstance(a, WholeColumns) else a for a in call.arguments]
    try:
        answer = call_function(call.name, *given)
    except CxError:
        return [ERROR]
    return answer[0] if isinstance(answer, list) else [answer]


@pytest.fixture(scope="module", params=[Formulon, IronCalc])
def computed(request, sheet):
    engine = request.param(sheet)
    engine.define(names())
    engine.calculate()
    return engine


def shown(engine, row, width):
    """Return the cells of a result; which error it is differs from the core's."""
    found = [engine.value(0, row, place) for place in range(width)]
    return [ERROR if isinstance(value, str) else value for value in found]


def agrees(expected, found):
    if ERROR in {expected, found}:
        return expected == found
    return isclose(expected, found, rel_tol=CLOSE, abs_tol=CLOSE)


def test_each_agrees_with_the_core_or_gives_an_error(computed):
    """
    Where the core has a number the name has it too, or an error; never another one.
    """
    wrong = {}
    for row, call in enumerate(CALLS):
        expected = from_core(call)
        found = shown(computed, row, len(expected))
        if ERROR not in found and not all(map(agrees, expected, found)):
            wrong[call.name, call.why] = expected, found
    assert {} == wrong


# Calls to which a name gives an error and the core a number, each with its reason.
LEFT_TO_THE_CORE = {
    "a whole column with header and gap": "text could be an answer in words",
    "each once": "the first name may be a header",
    "numbers stored as text": "COUNTIFS does not count them",
    "a number stored as text": "so are single ones",
    "labelled end points are answers": "the number in a label can not be counted",
    "a header": "it holds a digit",
    "a labelled answer that returns is no header": "so does it",
    "an answer out of ten": "so does it",
    "a scale behind the criteria, as a pair of name and value": "no pair of ranges",
    "scale and direction behind the criteria": "no pair of ranges",
    "weights behind the criteria": "no formula for weights",
    "weights": "no formula for weights",
    "weights 3 and 1": "no formula for weights",
    "whole columns side by side": "no formula for weights",
    "weighted interval": "no formula for weights",
    "another method": "no formula for Tango's interval",
    "Fisher": "no formula for the exact test",
    "an ISO date": "other languages may read it as another date",
    "dates that are numbers": "no formula for days",
    "a digit in the text": "it may be a number stored as text",
    "blanks around": "UNIQUE does not tidy names",
    "tidied": "COUNTIFS does not tidy names",
    "text in order": "each language sorts its own way",
}


def test_what_the_names_leave_to_the_core(sheet):
    """
    Everything else has a number: a name that only gave errors would pass otherwise.
    """
    engine = Formulon(sheet)
    engine.define(names())
    engine.calculate()
    refused = {
        call.why
        for row, call in enumerate(CALLS)
        if ERROR not in (expected := from_core(call))
        and ERROR in shown(engine, row, len(expected))
    }
    assert refused <= LEFT_TO_THE_CORE.keys(), refused - LEFT_TO_THE_CORE.keys()


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
class TestStoredForm:
    """As files that Excel saved hold such names."""

    def test_limits(self, name):
        """Excel refuses a longer definition, and a file with a longer comment."""
        assert 8191 >= len(name.text)
        assert 255 >= max(map(len, name.comments.values()))

    def test_arguments_as_in_the_catalogue(self, name):
        """In their order; optional ones are declared so."""
        declared = re.findall(r"(_xl[po][mp])\.(\w+),", _head(name.text))
        expected = [
            ("_xlop" if p.is_optional else "_xlpm", p.name)
            for p in CATALOG[name.name].parameters
            if not p.is_repeated
        ]
        assert expected == declared[: len(expected)]

    def test_newer_functions_carry_their_prefix(self, name):
        """A known function without it is #NAME? for good."""
        called = re.findall(r'"[^"]*"|((?:[a-z_]+\.)*)([A-Z][A-Z0-9.]*)\(', name.text)
        newer = {(p, f) for p, f in called if f in NEWER and p != "_xlfn."}
        assert set() <= newer <= {("_xlfn._xlws.", "FILTER")}

    def test_no_variable_is_spelt_like_a_function_it_calls(self, name):
        """With a variable n, N(1) would call it: #NAME?."""
        called = {f.lower() for f in re.findall(r"([A-Z][A-Z0-9.]*)\(", name.text)}
        variables = set(re.findall(r"_xl(?:pm|op)\.(\w+)", name.text))
        assert set() == variables & called


def _head(text):
    """Return the declaration of a LAMBDA."""
    return re.match(r"_xlfn\.LAMBDA\(((?:_xl[po][mp]\.\w+,)*)", text)[1]


@pytest.mark.parametrize("name", ["CX_NPS_IFS", "CX_CSAT", "CX_CLV", "CX_RATE_TEST"])
def test_the_comment_says_what_it_does(name):
    """In both languages; it shows while the name is typed."""
    spec = CATALOG[name]
    assert NAMES[name].comments["en"].startswith(spec.help.en)
    assert NAMES[name].comments["it"].startswith(spec.help.it)


def test_names_in_a_file_are_what_was_declared(sheet):
    """Read back by our own reader, comments too."""
    held = {n.name: (n.text, n.comment) for n in open_package(sheet).names}
    assert {n.name: (n.text, n.comments["en"]) for n in names()} == held
