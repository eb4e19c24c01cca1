Attribute VB_Name = "CxCall"
' What every worksheet function does: read the cells, ask Python, show the answer.
Option Explicit
Option Private Module

Private Const PYTHON_MODULE As String = "cx_xl.hosts.excel.udfs"
Private Const ERROR_MARK As String = "cx-error:" ' ERROR in conversion.py

Private reasons As Object ' why each cell shows an error, by its address

' Answers the call of one worksheet function. A "d" in dated says that the argument at
' that place may hold dates; the last letter counts for all arguments that follow.
Public Function CxAnswer(functionName As String, arguments As Variant, dated As String) As Variant
    On Error GoTo failed
    CxForget
    CxAnswer = CxShown(CxPython().CallUDF(PYTHON_MODULE, CStr(functionName), CxRead(arguments, dated)))
    Exit Function
failed:
    CxRemember Err.Description
    CxAnswer = CVErr(xlErrValue)
End Function

' The arguments of a filtered function: its own, then the pairs of range and criterion.
Public Function CxJoined(own As Variant, pairs As Variant) As Variant
    Dim joined() As Variant, i As Long, last As Long
    last = UBound(own)
    ReDim joined(0 To last + 1 + UBound(pairs))
    For i = 0 To last
        If IsObject(own(i)) Then Set joined(i) = own(i) Else joined(i) = own(i)
    Next i
    For i = 0 To UBound(pairs)
        If IsObject(pairs(i)) Then Set joined(last + 1 + i) = pairs(i) Else joined(last + 1 + i) = pairs(i)
    Next i
    CxJoined = joined
End Function

' Says why a cell shows an error; empty if it did not come from us.
Public Function CxReason(address As String) As String
    If reasons Is Nothing Then Exit Function
    If reasons.Exists(address) Then CxReason = reasons.Item(address)
End Function

' The texts of the user: Italian if Excel speaks it, English otherwise.
Public Function CxSay(en As String, it As String) As String
    If CxIsItalian() Then CxSay = it Else CxSay = en
End Function

Private Function CxRead(arguments As Variant, dated As String) As Variant
    Dim values() As Variant, i As Long, maxRows As Long, maxColumns As Long, letter As Long
    maxRows = 1
    maxColumns = 1
    For i = LBound(arguments) To UBound(arguments)
        If IsObject(arguments(i)) Then CxMeasure arguments(i), maxRows, maxColumns
    Next i
    ReDim values(LBound(arguments) To UBound(arguments))
    For i = LBound(arguments) To UBound(arguments)
        letter = i - LBound(arguments) + 1
        If letter > Len(dated) Then letter = Len(dated)
        If IsObject(arguments(i)) Then
            values(i) = CxCells(arguments(i), maxRows, maxColumns, Mid$(dated, letter, 1) = "d")
        Else
            values(i) = arguments(i)
        End If
    Next i
    CxRead = values
End Function

' Raises maxRows and maxColumns to the cells in use below and beside the first cell of area,
' so that ranges which belong together are cut alike.
Private Sub CxMeasure(area As Variant, maxRows As Long, maxColumns As Long)
    Dim used As Range
    If area.Areas.Count > 1 Then
        Err.Raise vbObjectError + 513, , CxSay( _
            "Select one block of cells: this function does not take several at once.", _
            "Seleziona un solo blocco di celle: questa funzione non ne accetta più d'uno.")
    End If
    Set used = area.Worksheet.UsedRange
    If used.Row + used.Rows.Count - area.Row > maxRows Then maxRows = used.Row + used.Rows.Count - area.Row
    If used.Column + used.Columns.Count - area.Column > maxColumns Then maxColumns = used.Column + used.Columns.Count - area.Column
End Sub

' The values of area. One that runs to the end of the sheet (A:A) stops where the sheet
' is in use; any other keeps its size, because blanks count for some functions.
Private Function CxCells(area As Variant, maxRows As Long, maxColumns As Long, hasDates As Boolean) As Variant
    Dim cut As Range, height As Long, breadth As Long
    height = area.Rows.Count
    breadth = area.Columns.Count
    If area.Row + height > area.Worksheet.Rows.Count And height > maxRows Then height = maxRows
    If area.Column + breadth > area.Worksheet.Columns.Count And breadth > maxColumns Then breadth = maxColumns
    Set cut = area.Resize(height, breadth)
    If hasDates Then
        CxCells = cut.Value ' dates stay dates
    Else
        CxCells = cut.Value2 ' currency keeps all its decimals
    End If
End Function

' Turns marked texts into error values, in a single answer or in an array.
Private Function CxShown(answer As Variant) As Variant
    Dim i As Long, j As Long
    Select Case CxDimensions(answer)
    Case 0
        answer = CxCell(answer)
    Case 1
        For i = LBound(answer) To UBound(answer)
            answer(i) = CxCell(answer(i))
        Next i
    Case Else
        For i = LBound(answer, 1) To UBound(answer, 1)
            For j = LBound(answer, 2) To UBound(answer, 2)
                answer(i, j) = CxCell(answer(i, j))
            Next j
        Next i
    End Select
    CxShown = answer
End Function

Private Function CxCell(value As Variant) As Variant
    Dim parts() As String
    CxCell = value
    If VarType(value) <> vbString Then Exit Function
    If Left$(value, Len(ERROR_MARK)) <> ERROR_MARK Then Exit Function
    parts = Split(value, vbTab)
    If UBound(parts) = 2 Then CxRemember CxSay(parts(1), parts(2))
    CxCell = CVErr(CLng(Mid$(parts(0), Len(ERROR_MARK) + 1)))
End Function

Private Function CxDimensions(value As Variant) As Long
    Dim size As Long
    If Not IsArray(value) Then Exit Function
    CxDimensions = 1
    On Error GoTo onlyOne
    size = UBound(value, 2)
    CxDimensions = 2
onlyOne:
End Function

Private Sub CxRemember(reason As String)
    Dim address As String
    address = CxCallerAddress()
    If address = "" Then Exit Sub
    If reasons Is Nothing Then Set reasons = CreateObject("Scripting.Dictionary")
    reasons.Item(address) = reason
End Sub

Private Sub CxForget()
    If reasons Is Nothing Then Exit Sub
    If reasons.Exists(CxCallerAddress()) Then reasons.Remove CxCallerAddress()
End Sub
