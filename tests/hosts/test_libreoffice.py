"""The functions inside a real LibreOffice: calls, the wizard, saved files."""

import re
import zipfile

import pytest

from cx_xl import CATALOG
from cx_xl.errors import Code
from cx_xl.hosts.libreoffice import doctor
from cx_xl.hosts.libreoffice.methods import SERVICE, method_arguments
from cx_xl.hosts.libreoffice.registration import described
from cx_xl.hosts.spelling import logical_name
from tests.hosts.calc import ODS, XLSX, core_there, running
from tests.hosts.cases import AGREED, STATED, column, same
from tests.hosts.test_core import from_core, in_python

pytestmark = pytest.mark.slow

FILES = [
    (ODS, "book.ods", "content.xml"),
    (XLSX, "book.xlsx", "xl/worksheets/sheet1.xml"),
]


def alike(expected, answer):
    """Say whether two answers are the same to 12 digits."""
    if isinstance(expected, list):
        return all(map(alike, expected, answer)) and len(expected) == len(answer)
    if isinstance(expected, float):
        return pytest.approx(expected, rel=1e-12, abs=1e-13) == answer
    return expected == answer


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("libreoffice")


@pytest.fixture(scope="session")
def calc(folder):
    with running(folder) as calc:
        yield calc


@pytest.fixture(scope="session")
def there():
    """The answers of the core in LibreOffice's Python, by the reason of the call."""
    calls = [(call.name, in_python(call)) for call in AGREED]
    return dict(zip([call.why for call in AGREED], core_there(calls), strict=True))


@pytest.mark.parametrize("call", STATED, ids=lambda call: f"{call.name}: {call.why}")
def test_stated(calc, call):
    """Real cells give the answers that are stated."""
    answer = calc.call(call.name, call.arguments, like=call.expected)

    assert same(call.expected, answer), answer


@pytest.mark.parametrize("call", AGREED, ids=lambda call: f"{call.name}: {call.why}")
def test_agreed(calc, call, there):
    """Real cells give the answers of the core in the same Python, table by table."""
    expected = there[call.why]
    answer = calc.call(call.name, call.arguments, like=expected)

    assert same(expected, answer), answer


@pytest.mark.parametrize("call", AGREED, ids=lambda call: f"{call.name}: {call.why}")
def test_older_libraries_agree(call, there):
    """
    LibreOffice's NumPy and SciPy may be years older; the numbers are those of ours.

    Fits end where a search stops: versions differ there in the 13th digit, and in
    what is left of a slope that is zero.
    """
    assert alike(from_core(call), there[call.why]), there[call.why]


def test_wizard(calc):
    """
    The function wizard shows every function with its help and that of its arguments.
    """
    expected = {
        spec.name: [
            described(spec, "en"),
            [[a.name, a.help.say("en")] for a in method_arguments(spec)],
        ]
        for spec in CATALOG.values()
    }
    shown = {
        name: [help_, [argument[:2] for argument in arguments]]
        for name, (help_, arguments) in calc.do("described").items()
    }

    assert expected == shown


def test_doctor_finds_the_functions(calc, folder):
    """After one installation nothing is missing but, perhaps, NumPy and SciPy."""
    *findings, _ = doctor(folder / "profile")

    assert calc
    assert [] == [finding.en for finding in findings if not finding.is_fine]


@pytest.mark.parametrize(("kind", "name", "member"), FILES)
def test_saved_and_opened_again(calc, tmp_path, kind, name, member):
    """A file holds the name of the method, and opens with the functions bound to it."""
    calc.do("new")
    cells = calc.typed(column(10, 9, 8, 6))
    calc.do("formula", text=f"=CX_NPS({cells})", rows=None)
    split = {"text": f"=CX_NPS_SPLIT({cells})", "rows": 1, "columns": 4}
    spilled = calc.do("formula", **split, at=(0, 1), keep=True)
    path = str(tmp_path / name)
    calc.do("save", path=path, kind=kind)
    with zipfile.ZipFile(path) as book:
        stored = re.findall(r"[\w.]+CXNPS\w*", book.read(member).decode())
    calc.do("open", path=path)

    assert ["ORG.CXXL.CX.CXNPS", "ORG.CXXL.CX.CXNPSSPLIT"] == stored
    assert ["CX_NPS", "CX_NPS_SPLIT"] == list(map(logical_name, stored))
    assert [[["number", 25.0]]] == calc.do("read", column=0, row=0)
    assert spilled == calc.do("read", column=0, row=1, columns=4)
    calc.do("new")


def test_a_change_is_noticed(calc):
    """A cell that changes recalculates the formulas that look at its range."""
    calc.do("new")
    cells = calc.typed(column(10, 9, 8, 6))
    calc.do("formula", text=f"=CX_NPS({cells})", rows=None)
    calc.do("change", column=0, row=3, number=10)

    assert [[["number", 75.0]]] == calc.do("read", column=0, row=0)


def test_computed_truth_is_no_answer(calc):
    """A formula that gives TRUE is formatted as such by Calc, and skipped."""
    calc.do("new")
    calc.do("put", rows=[[["formula", "=1>0"]], [["number", 10]], [["number", 1]]])
    shown = calc.do("formula", text="=CX_NPS($Data.A1:A3)", rows=None)

    assert [[["number", 0.0]]] == shown


def test_speaks_italian(calc):
    """LibreOffice holds the Italian help of every function and of its arguments."""
    expected = {
        spec.name: [
            described(spec, "it"),
            {a.name: a.help.say("it") for a in method_arguments(spec)},
        ]
        for spec in CATALOG.values()
    }

    assert expected == calc.do("translated", service=SERVICE, locale="it")


def test_decimal_comma(tmp_path):
    """
    In an Italian LibreOffice a number is the same number, and 1.234 is still unclear.
    """
    numbers = {"2,5": 0.2, 2.5: 0.2, 1.234: 0.5 / 1.234, "1.234": Code.VALUE}
    with running(tmp_path, "it-IT") as calc:
        answers = {
            customers: calc.call("CX_CHURN_RATE", (customers, 0.5), like=0.0)
            for customers in numbers
        }

    assert numbers == answers


@pytest.mark.parametrize("constant", ["{10;9}", "9", "IF({1;0};10;9)"])
def test_constants_for_ranges_are_refused_aloud(calc, constant):
    """
    Calc cannot hand them to an argument that reads cells; it says so, no wrong number.
    """
    shown = calc.do("formula", text=f"=CX_NPS({constant})", rows=None)

    assert [[["error", "Err:504"]]] == shown


def test_one_call_per_row(calc):
    """
    An array formula over single numbers answers row by row, as SUMPRODUCT needs it.
    """
    customers, lost = calc.typed(column(500, 400)), calc.typed(column(50, 20))
    text = f"=CX_CHURN_RATE({customers};{lost})"
    shown = calc.do("formula", text=text, rows=2, columns=1)

    assert [[["number", 0.1]], [["number", 0.05]]] == shown


def test_computed_numbers_keep_15_digits(calc):
    """Calc sends single numbers as text with 15 digits, so that a blank is no zero."""
    answer = calc.call("CX_CHURN_RATE", (1, 1 / 3), like=0.0)

    assert pytest.approx(1 / 3, rel=5e-15) == answer


def test_an_error_in_an_optional_range(calc):
    """Calc does not call us then, and the cell shows its own error."""
    answer = calc.call("CX_NPS", (column(10, 0), column(3, Code.NA)), like=0.0)

    assert "Err:504" == answer
