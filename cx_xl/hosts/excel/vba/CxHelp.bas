Attribute VB_Name = "CxHelp"
' The help of each function, for the Insert Function dialog.
Option Explicit
Option Private Module

Private isDone As Boolean
Private described As Long ' how many functions

Public Sub CxDescribe()
    Dim wasSaved As Boolean
    If isDone Or ActiveWorkbook Is Nothing Then Exit Sub
    wasSaved = ThisWorkbook.Saved
    described = 0
    On Error GoTo notYet ' Excel refuses while only hidden workbooks are open
    If CxIsItalian() Then CxDescribe_it Else CxDescribe_en
    isDone = True
notYet:
    ThisWorkbook.Saved = wasSaved
End Sub

' Excel may refuse one function: the others have their help all the same. If it refuses
' the first, it is not ready, and the next activation tries again.
Public Sub CxDescribeOne(functionName As String, text As String, arguments As Variant)
    If described > 0 Then On Error Resume Next
    CxRegister functionName, text, arguments
    described = described + 1
End Sub

Private Sub CxRegister(functionName As String, text As String, arguments As Variant)
    Application.MacroOptions _
        Macro:="'" & Replace(ThisWorkbook.Name, "'", "''") & "'!" & functionName, _
        Description:=text, _
        Category:="Customer experience", _
        ArgumentDescriptions:=arguments
End Sub
