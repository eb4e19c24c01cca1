Attribute VB_Name = "CxHost"
' What only a running Excel can tell.
Option Explicit
Option Private Module

' Whether the workbook that is asking counts its days from 1904.
Public Function CxCountsFrom1904() As Boolean
    If TypeName(Application.Caller) <> "Range" Then Exit Function
    CxCountsFrom1904 = Application.Caller.Worksheet.Parent.Date1904
End Function

' Whether the dialog is open in which the arguments of a function are chosen: Excel then
' locks the buttons of this old bar.
Public Function CxIsInDialog() As Boolean
    On Error GoTo unknown
    CxIsInDialog = Not Application.CommandBars("Standard").Controls(1).Enabled
unknown:
End Function

Public Function CxIsItalian() As Boolean
    Const UI_LANGUAGE As Long = 2, PRIMARY As Long = &H3FF, ITALIAN As Long = &H10
    CxIsItalian = (Application.LanguageSettings.LanguageID(UI_LANGUAGE) And PRIMARY) = ITALIAN
End Function

' What separates arguments, decimals, and the columns and rows of an array.
Public Function CxMarks() As String
    Const DECIMALS As Long = 3, ITEMS As Long = 5, COLUMNS As Long = 14, ROWS As Long = 15
    CxMarks = Application.International(ITEMS) & Application.International(DECIMALS) & _
        Application.International(COLUMNS) & Application.International(ROWS)
End Function
