Attribute VB_Name = "CxHelp"
' The help of each function, for the Insert Function dialog.
Option Explicit
Option Private Module

Private isDone As Boolean

Public Sub CxDescribe()
    Dim wasSaved As Boolean
    If isDone Or ActiveWorkbook Is Nothing Then Exit Sub
    wasSaved = ThisWorkbook.Saved
    On Error GoTo notYet ' Excel refuses while only hidden workbooks are open
    If CxIsItalian() Then CxDescribe_it Else CxDescribe_en
    isDone = True
notYet:
    ThisWorkbook.Saved = wasSaved
End Sub

Public Sub CxDescribeOne(functionName As String, text As String, arguments As Variant)
    Application.MacroOptions _
        Macro:="'" & Replace(ThisWorkbook.Name, "'", "''") & "'!" & functionName, _
        Description:=text, _
        Category:="Customer experience", _
        ArgumentDescriptions:=arguments
End Sub
