"""
The VBA wrappers, run by an interpreter in place of Excel.

`CxServer`, `CxHost` and what registers help need a DLL or a running Excel, so they are
stood in for; the rest is the source that ships. Behind `CallUDF` stands xlwings' own
COM server.
"""

import re
from datetime import UTC
from decimal import Decimal
from typing import Any

from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.interpreter._objects import VBAObject, member, method
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

STAND_IN = """
Public server As Object
Public speaksItalian As Boolean
Public countsFrom1904 As Boolean
Public isInDialog As Boolean

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

Public Function CxCountsFrom1904() As Boolean
    CxCountsFrom1904 = countsFrom1904
End Function

Public Sub CountFrom1904()
    countsFrom1904 = True
End Sub

Public Function CxIsInDialog() As Boolean
    CxIsInDialog = isInDialog
End Function

Public Sub OpenDialog()
    isInDialog = True
End Sub

Public Function CxIsItalian() As Boolean
    CxIsItalian = speaksItalian
End Function
"""


WINDOWS = """
Public started As Long
Public isGone As Boolean

Public Sub Remove()
    isGone = True
End Sub

Public Function CxIsThere(path As String) As Boolean
    CxIsThere = Not isGone
End Function

Public Function CxSetting(key As String) As String
    CxSetting = "pythonw.exe"
End Function

Public Function CxActivate(result As Variant, command As String, mode As Long) As Long
    started = started + 1
    CxActivate = 1
End Function

Public Function CxLoad(path As Variant) As Long
    CxLoad = 1
End Function

Public Function CxFolder() As String
    CxFolder = "folder"
End Function

Public Function Attempts() As Long
    Attempts = started
End Function

Public Function CxSay(en As String, it As String) As String
    CxSay = en
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


class Amounts(VBAObject):
    """A row of cells formatted as a currency, with text beside them."""

    vba_type_name = "Range"

    def __init__(self, amount: float) -> None:
        self.amount = amount

    @member
    def Value(self) -> Any:  # noqa: N802 - Excel's name
        return to_vba([[VBACurrency(self.amount), "Web"]])

    @member
    def Value2(self) -> Any:  # noqa: N802 - Excel's name
        return to_vba([[self.amount, "Web"]])


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


EXCEL_HELP = """
Public asked As Long
Public refused As String

Public Sub Refuse(name As String)
    refused = name
End Sub

Public Sub CxRegister(functionName As String, text As String, arguments As Variant)
    asked = asked + 1
    If functionName = refused Then Err.Raise 1004
End Sub

Public Function Asked_() As Long
    Asked_ = asked
End Function
"""


def help_module() -> ExcelApplication:
    """Return `CxHelp` with what it asks of Excel replaced."""
    sources = wrappers.modules(CATALOG)
    replaced = r"(?s)Private Sub CxRegister\(.*?End Sub\n"
    application = ExcelApplication()
    application.add_workbook()
    application.add_module(re.sub(replaced, "", sources["CxHelp"]), name="CxHelp")
    application.add_module(sources["CxHelp_en"], name="CxHelp_en")
    application.add_module(EXCEL_HELP, name="Excel")
    return application


def server_module() -> ExcelApplication:
    """Return `CxServer` with what it needs of Windows and of files replaced."""
    source = wrappers.modules(CATALOG)["CxServer"]
    source = re.sub(
        r"(?s)#If Win64.*?#End If", 'Private Const LIBRARY = "x"', source, count=1
    )
    source = re.sub(r"Private Declare (?:[^\n]* _\n)*[^\n]*\n", "", source)
    replaced = r"(?s)Private Function Cx(?:Folder|IsThere|Setting)\(.*?End Function\n"
    source = re.sub(replaced, "", source)
    source = source.replace("StrPtr(", "CStr(")
    application = ExcelApplication()
    application.add_workbook()
    application.add_module(source, name="CxServer")
    application.add_module(WINDOWS, name="Windows")
    return application


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
