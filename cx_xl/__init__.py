"""
Customer-experience KPIs for spreadsheets.

Every worksheet function is a Python function too: `CX_NPS` is `cx_xl.nps`. Both
read cells alike; the Python one answers in full, with the base and the interval.

>>> import cx_xl
>>> score = cx_xl.nps([10, 9, "8", None, 6])
>>> score, score.n
(Estimate(25.0, n=4), 4)
"""

from typing import Any

from cx_xl.catalog import CATALOG
from cx_xl.edge import OMITTED, call_function, public
from cx_xl.errors import Code, CxError, Explained
from cx_xl.grouped import Tallies
from cx_xl.tally import Tally

__version__ = "0.1.0"

_FUNCTIONS = {spec.python_name: spec for spec in CATALOG.values()}

__all__ = [  # noqa: PLE0604 - one name per function of the catalogue
    "CATALOG",
    "OMITTED",
    "Code",
    "CxError",
    "Explained",
    "Tallies",
    "Tally",
    "call_function",
    "histories",
    "open_workbook",
    "tallies",
    *_FUNCTIONS,
]


def __getattr__(name: str) -> Any:
    """Make a function of the Python API when it is first asked for."""
    if name == "open_workbook":
        from cx_xl.workbooks import open_workbook  # noqa: PLC0415 - loads an engine

        return open_workbook
    if name in {"histories", "tallies"}:
        from cx_xl import warehouse  # noqa: PLC0415 - reads cells

        return getattr(warehouse, name)
    if name not in _FUNCTIONS:
        raise AttributeError(f"module 'cx_xl' has no attribute {name!r}")
    return globals().setdefault(name, public(_FUNCTIONS[name]))


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
