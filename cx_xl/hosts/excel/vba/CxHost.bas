Attribute VB_Name = "CxHost"
' What only a running Excel can tell.
Option Explicit
Option Private Module

' The cell that is asking; empty if a macro asks.
Public Function CxCallerAddress() As String
    If TypeName(Application.Caller) <> "Range" Then Exit Function
    CxCallerAddress = Application.Caller.Cells(1, 1).Address(External:=True)
End Function

Public Function CxIsItalian() As Boolean
    Const UI_LANGUAGE As Long = 2, PRIMARY As Long = &H3FF, ITALIAN As Long = &H10
    CxIsItalian = (Application.LanguageSettings.LanguageID(UI_LANGUAGE) And PRIMARY) = ITALIAN
End Function
