"""
The VBA wrappers, run by an interpreter in place of Excel.

`CxServer`, `CxHost` and what registers help need a DLL or a running Excel, so they are
stood in for; the rest is the source that ships. Behind `CallUDF` stands xlwings' own
COM server.
"""

from datetime import UTC
from decimal import Decimal
from typing import Any

from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.interpreter._objects import VBAObject, method
from pyopenvba.interpreter._values import (
    EMPTY,
    MISSING,
    VBAArray,
    VBACurrency,
    VBADate,
    VBAErrorValue,
)

from cx_xl.catalog import CATALOG
from cx_xl.hosts.excel import wrappers
from cx_xl.hosts.excel.error_cells import FACILITY, OMITTED_ARGUMENT
from tests.hosts.excel_stand_in import Time

CALLER = "[Book1]Sheet1!$Z$1"
STAND_IN = f"""
Public server As Object
Public speaksItalian As Boolean

Public Sub UseServer(given As Object)
    Set server = given
End Sub

Public Sub SpeakItalian()
    speaksItalian = True
End Sub

Public Sub CxDescribeOne(functionName As String, text As String, arguments As Variant)
    server.Describe functionName, text, arguments
End Sub

Public Sub PutDate(address As String, serial As Double)
    Range(address).Value = CDate(serial)
End Sub

Public Function CxPython() As Object
    Set CxPython = server
End Function

Public Function CxCallerAddress() As String
    CxCallerAddress = "{CALLER}"
End Function

Public Function CxIsItalian() As Boolean
    CxIsItalian = speaksItalian
End Function
"""


class Server(VBAObject):
    """The COM object that the DLL returns; notes what it was asked."""

    vba_type_name = "XLPython"

    def __init__(self, call: Any) -> None:
        self.call = call
        self.asked: list[tuple[Any, ...]] = []
        self.described: dict[str, list[str]] = {}

    @method
    def CallUDF(self, module: str, name: str, arguments: Any) -> Any:  # noqa: N802 - xlwings' name
        given = tuple(map(to_com, arguments.items))
        self.asked.append(given)
        return to_vba(self.call(module, name, given))

    @method
    def Describe(self, name: str, text: str, arguments: Any) -> None:  # noqa: N802 - VBA's
        self.described[name] = [text, *arguments.items]


def excel(call: Any, *modules: str) -> tuple[ExcelApplication, Server]:
    """Return a workbook with *modules* inside, and the server behind them."""
    application = ExcelApplication()
    application.add_workbook()
    sources = wrappers.modules(CATALOG)
    for name in modules:
        application.add_module(sources[name], name=name)
    application.add_module(STAND_IN, name="StandIn")
    server = Server(call)
    application.run("UseServer", server)
    return application, server


def to_com(value: Any) -> Any:
    """Return what pywin32 makes of a VBA value."""
    if isinstance(value, VBAArray) and value.dimensions == 1:
        return tuple(map(to_com, value.items))
    if isinstance(value, VBAArray):
        return tuple(tuple(map(to_com, row)) for row in rows_of(value))
    if isinstance(value, VBAErrorValue):
        return FACILITY + value.number
    if isinstance(value, VBADate):
        return Time.fromtimestamp(0, UTC).replace(**_parts(value))
    if isinstance(value, VBACurrency):
        return Decimal(value)
    return {EMPTY: None, MISSING: OMITTED_ARGUMENT}.get(value, value)


def to_vba(value: Any) -> Any:
    """Return what VBA receives of a Python result: scalar, row or rectangle."""
    if not isinstance(value, list):
        return value
    if not isinstance(value[0], list):
        return VBAArray([(0, len(value) - 1)], items=value)
    rows, columns = len(value), len(value[0])
    flat = [value[i][j] for j in range(columns) for i in range(rows)]
    return VBAArray([(0, rows - 1), (0, columns - 1)], items=flat)


def rows_of(array: VBAArray) -> list[list[Any]]:
    """Return the cells of a two-dimensional VBA array."""
    rows = array.bounds[0][1] - array.bounds[0][0] + 1
    return [array.items[row::rows] for row in range(rows)]


def _parts(value: VBADate) -> dict[str, int]:
    day = value.to_datetime()
    names = ("year", "month", "day", "hour", "minute", "second")
    return {name: getattr(day, name) for name in names}
