"""
A stand-in for Excel and for COM, so that xlwings' own Windows code runs on any system.

Only names that xlwings touches on its way from `CallUDF` to a function and back are
here. Values must have the types that pywin32 gives: numbers are floats, errors are
integers, currency is Decimal, dates claim a time zone.
"""

import ctypes
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
import xlwings

from cx_xl.hosts.excel.error_cells import FACILITY, NUMBERS, OMITTED_ARGUMENT

OMITTED = OMITTED_ARGUMENT
UDFS = "cx_xl.hosts.excel.udfs"
UDFS_1904 = "cx_xl.hosts.excel.udfs_1904"
RIBBON = "cx_xl.hosts.excel.ribbon"


class ComError(Exception):
    """What pywin32 raises."""


class Time(datetime):
    """A date as pywin32 hands it over."""


def error(code: Any) -> int:
    """Return the error cell *code* as COM gives it."""
    return FACILITY + NUMBERS[code]


def com_date(*parts: int) -> Time:
    """Return a date as COM gives it."""
    return Time(*parts, tzinfo=UTC)


@contextmanager
def running() -> Iterator[Any]:
    """Give the `CallUDF` of xlwings' COM server, with our functions behind it."""
    with pytest.MonkeyPatch.context() as patch:
        for module in _com():
            patch.setitem(sys.modules, module.__name__, module)
        ole = SimpleNamespace(ole32=SimpleNamespace(CLSIDFromString=_absorb))
        patch.setattr(ctypes, "oledll", ole, raising=False)
        patch.setattr(ctypes, "windll", SimpleNamespace(), raising=False)
        patch.setattr(ctypes, "PyDLL", lambda _: _PYTHONCOM_DLL)
        windows = importlib.import_module("xlwings._xlwindows")
        patch.setattr(xlwings, "_xlwindows", windows, raising=False)
        engine = xlwings.Engine(impl=windows.engine)
        patch.setitem(xlwings.engines.engines_by_name, "excel", engine)
        server = importlib.import_module("xlwings.com_server")
        declared = importlib.import_module("xlwings.udfs")
        patch.setattr(xlwings, "func", declared.xlfunc)
        patch.setattr(xlwings, "arg", declared.xlarg)
        for name in (UDFS, UDFS_1904, RIBBON):
            importlib.reload(importlib.import_module(name))
        yield server.XLPython().CallUDF


def _absorb(*_: Any) -> int:
    return 0


_PYTHONCOM_DLL = SimpleNamespace(PyCom_PyObjectFromIUnknown=SimpleNamespace())


def _com() -> list[ModuleType]:
    def unwrap(_: Any) -> Any:
        raise ComError  # none of our values is a wrapped Python object

    wraps = _module(
        "win32com.server.util", wrap=lambda value, **_: value, unwrap=unwrap
    )
    policy = _module("win32com.server.policy")
    dispatcher = _module("win32com.server.dispatcher")
    client = _module(
        "win32com.client",
        Dispatch=lambda value, **_: value,
        DispatchEx=None,
        CDispatch=type("CDispatch", (), {}),
        CoClassBaseClass=type("CoClassBaseClass", (), {}),
        DispatchBaseClass=type("DispatchBaseClass", (), {}),
    )
    server = _module(
        "win32com.server", util=wraps, policy=policy, dispatcher=dispatcher
    )
    pythoncom = {
        "__file__": "",
        "CoInitialize": _absorb,
        "IID_IDispatch": "dispatch",
        "IID_IEnumVARIANT": "enum",
        "TypeIIDs": {"dispatch": type("PyIDispatch", (), {})},
        "ole_error": ComError,
    }
    return [
        _module(
            "pywintypes", com_error=ComError, error=ComError, TimeType=Time, IID=str
        ),
        _module("pythoncom", **pythoncom),
        _module("win32com", client=client, server=server),
        *(client, server, wraps, policy, dispatcher),
        *map(_module, ("win32api", "win32con", "win32event", "win32gui")),
        _module("win32process"),
        _module("win32timezone"),
    ]


def _module(name: str, **names: Any) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(names)
    return module
