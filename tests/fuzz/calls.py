"""
Calls that people might make, and calls that nobody should: one for every number.

A call begins as the example of its function, which works, or as ranges of the declared
kind; then cells, arguments or sizes are spoilt. What must come back is a result that
cells can hold, or a CxError that says its cause in both languages.
"""

import random
import signal
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import Any, NamedTuple

from cx_xl import CATALOG, OMITTED, Code, CxError, call_function
from cx_xl.reference import constants
from cx_xl.spec import Parameter, Role

LONGEST = 2  # seconds that a call may take
SETS = (int, float, str, bool, type(None), Code)  # what a result may consist of

TEXTS = ["", " ", "\u00a0", "x", "9", " 9,5 ", "1.234", "1e400", "95%", "2026-01-31"]
WORDS = ["31/01/2026", "10 - Extremely likely", "7-8 - Likely", "Web", "web ", "TRUE"]
OPTIONS = ["Month", "mese", "M", "w", "overall", "#N/A", "#DIV/0!", "9" * 400]
SMALL = [0, 1, 2, 3, 5, 9, 10, 11, -1, -0.0, 0.05, 0.5, 0.95, 1.5, 95, 100, 365, 1000]
HUGE = [5e-324, 1e-200, 1e-9, 1e9, 1e15, 2**53 + 1, 1e200, 1e300, -1e300, 1.7e308]
ODD = [float("nan"), float("inf"), -float("inf"), 10**400, Decimal("0.1"), True, False]
DATES = [2026, 202601, 20260131, 60, 1, 46023, 46023.5, date(2026, 1, 31), date.min]
MOMENTS = [datetime.min, datetime.max, time(9), timedelta(9), date.max, 2_958_465]  # noqa: DTZ901 - as far as they go
NO_CELLS = [b"x", 1j, object(), [], [[]], [1, [2]], {1}, {1: 2}, [[1, 2], [3]], Code.NA]
NUMBERS = [*SMALL, *HUGE, *ODD]
WILD = [None, *TEXTS, *WORDS, *OPTIONS, *NUMBERS, *DATES, *MOMENTS, *NO_CELLS]
CRITERIA = ["Web", ">=5", "<>", "=", "", ">", "*e*", "?", "<1.200", ">0.125", None, 9]

# What only Python calls so has no place in a message.
PYTHON = ("<class", "<Logical", "<Code", "object at 0x", "\u00a0", "None", "nan ")

Draw = Callable[[random.Random], Any]
NAMES = ["Web", "web", "Shop", "App", "a", "b", 1, 2.0]
KINDS: Mapping[Role, Draw] = {
    Role.SCORES: lambda r: r.randint(0, 10),
    Role.ITEMS: lambda r: r.randint(1, 5),
    Role.ANSWERS: lambda r: r.randint(1, 5),
    Role.MATRIX: lambda r: r.choice([r.randint(1, 10), r.random() * 10]),
    Role.WEIGHTS: lambda r: r.choice([1, 0, r.random() * 3]),
    Role.COUNTS: lambda r: r.choice([0, 1, 40, r.randint(0, 9)]),
    Role.NUMBERS: lambda r: r.choice([r.randint(0, 20), r.random() * 100]),
    Role.AMOUNTS: lambda r: r.choice([r.randint(0, 200), r.random() * 100 - 10]),
    Role.GROUPS: lambda r: r.choice(NAMES),
    Role.FACTORS: lambda r: r.choice(NAMES[:4]),
    Role.DAYS: lambda r: 46000 + r.randint(0, 400),
    Role.MOMENTS: lambda r: 46000 + r.random() * 9,
    Role.MARKS: lambda r: r.choice([True, False]),
    Role.RAW: lambda r: r.choice([r.randint(0, 10), "x", None]),
    Role.TARGETS: lambda r: r.choice(NAMES[:3]),
    Role.NUMBER: lambda r: r.choice([*SMALL, r.random(), r.random() * 100]),
    Role.WHOLE: lambda r: r.choice([0, 1, 2, 5, 12, 52, 1000]),
    Role.FLAG: lambda r: r.choice([True, False, 1, "VERO"]),
    Role.DAY: lambda r: 46000 + r.randint(0, 800),
}
WIDE = {Role.MATRIX: 3, Role.FACTORS: 2, Role.TARGETS: 3, Role.ITEMS: 2}


class Call(NamedTuple):
    """A function and what it is called with."""

    name: str
    arguments: list[Any]


class Fault(NamedTuple):
    """A call that did not end as it must."""

    call: Call
    kind: str
    place: str


class TooLongError(BaseException):
    """The call takes longer than anybody waits; no `except Exception` may hide it."""


def random_call(number: int, names: list[str] | None = None) -> Call:
    """Return the call that *number* stands for, the same in every run."""
    r = random.Random(number)
    spec = CATALOG[r.choice(names or list(CATALOG))]
    if r.random() < 0.6:
        arguments = deepcopy(constants(spec.example))
        arguments += [OMITTED] * (len(spec.own_parameters) - len(arguments))
    else:
        size = r.choice([0, 1, 2, 3, 6, 12, 40])
        arguments = [_argument(r, p, size) for p in spec.own_parameters]
    for _ in range(r.choice([0, 1, 1, 2, 4])):
        _spoil(r, arguments)
    if spec.filtered and r.random() < 0.5:
        size = len(arguments[0]) if isinstance(arguments[0], list) else 1
        cells = [_one(r, Role.GROUPS) for _ in range(size)]
        arguments += [cells, r.choice([*CRITERIA, _wild(r)])]
    return Call(spec.name, arguments)


def _argument(r: random.Random, parameter: Parameter, size: int) -> Any:
    role = parameter.role
    if parameter.is_optional and r.random() < 0.5:
        return OMITTED
    if role is Role.OPTION:
        return r.choice(parameter.choices)
    if not parameter.is_range:
        return _one(r, role)
    width = WIDE.get(role, 1)
    return [[_one(r, role) for _ in range(width)] for _ in range(size)]


def _one(r: random.Random, role: Role) -> Any:
    return KINDS[role](r)


def _spoil(r: random.Random, arguments: list[Any]) -> None:
    """Change one thing about the arguments."""
    place = r.randrange(len(arguments))
    value = arguments[place]
    rows = isinstance(value, list) and value and isinstance(value[0], list) and value[0]
    way = r.randrange(7)
    if way == 0 or not rows:
        arguments[place] = _wild(r)
    elif way == 1:
        r.choice(value)[-1] = _wild(r)
    elif way == 2:
        value.pop()
    elif way == 3:
        value.extend(deepcopy(value) * r.randint(1, 3))
    elif way == 4:
        other = r.randrange(len(arguments))
        arguments[place], arguments[other] = arguments[other], value
    elif way == 5:
        factor = r.choice(HUGE)
        arguments[place] = [[_times(cell, factor) for cell in row] for row in value]
    else:
        same = _wild(r)
        arguments[place] = [[same for _ in row] for row in value]


def _wild(r: random.Random) -> Any:
    """Return a copy: spoilt further, a list of the table would change later calls."""
    return deepcopy(r.choice(WILD))


def _times(cell: Any, factor: float) -> Any:
    return cell * factor if isinstance(cell, float) else cell


def fault(call: Call) -> Fault | None:
    """Make *call*; return what is wrong with its end, if anything."""
    try:
        with _limited(LONGEST), warnings.catch_warnings():
            warnings.simplefilter("error")
            result = call_function(call.name, *call.arguments)
    except CxError as error:
        said = f"{error.say('en')} {error.say('it')}"
        is_python = any(mark in said for mark in PYTHON)
        return Fault(call, f"says {said}", "") if is_python else None
    except TooLongError:
        return Fault(call, f"over {LONGEST} s", _place())
    except Exception as escaped:  # noqa: BLE001 - that is what is looked for
        return Fault(call, f"{type(escaped).__name__}: {escaped}", _place())
    rows = result if isinstance(result, list) else [[result]]
    if not rows or not rows[0] or len({len(row) for row in rows}) != 1:
        return Fault(call, "no rectangle", "")
    bad = [cell for row in rows for cell in row if not _is_cell(cell)]
    return Fault(call, f"no cell: {bad[0]!r}", "") if bad else None


def _is_cell(cell: Any) -> bool:
    if isinstance(cell, float) and not isfinite(cell):
        return False
    return isinstance(cell, SETS)


def _place() -> str:
    """Return where the exception at hand was raised in our code."""
    trace = sys.exc_info()[2]
    found = ""
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if "cx_xl" in file and "tests" not in file:
            found = f"{file.split('cx_xl/')[-1]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """End what takes longer than so much time of the processor."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
