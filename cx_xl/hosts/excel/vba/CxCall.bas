Attribute VB_Name = "CxCall"
' What every worksheet function does: read the cells, ask Python, show the answer.
Option Explicit
Option Private Module

Private Const PYTHON_MODULE As String = "cx_xl.hosts.excel.udfs"
Private Const ERROR_MARK As String = "cx-error:" ' ERROR in variants.py

Private told As Collection ' what the calls of a cell say that is being explained
Private asked As String ' the function that is being answered

' Answers the call of one worksheet function. A "d" in dated says that the argument at
' that place may hold dates; the last letter counts for all arguments that follow.
Public Function CxAnswer(functionName As String, arguments As Variant, dated As String) As Variant
    Dim home As String
    On Error GoTo failed
    asked = functionName
    home = PYTHON_MODULE
    If CxCountsFrom1904() Then home = home & "_1904"
    CxAnswer = CxShown(CxPython().CallUDF(home, CStr(functionName), CxRead(arguments, dated)))
    Exit Function
failed:
    CxTell Err.Description
    CxAnswer = CVErr(xlErrValue)
End Function

' The same for a function that fits a model: while its arguments are being chosen, Excel
' would call it at every keystroke.
Public Function CxPatientAnswer(functionName As String, arguments As Variant, dated As String) As Variant
    If CxIsInDialog() Then
        CxPatientAnswer = CVErr(xlErrNA)
    Else
        CxPatientAnswer = CxAnswer(functionName, arguments, dated)
    End If
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

' From now on, what every call says that shows an error is kept.
Public Sub CxListen()
    Set told = New Collection
End Sub

' What was kept, each once, with the name of its function if there are several.
Public Function CxHeard() As String
    Dim one As Variant
    If told Is Nothing Then Exit Function
    For Each one In told
        If CxHeard <> "" Then CxHeard = CxHeard & vbLf & vbLf
        If told.Count > 1 Then CxHeard = CxHeard & one(0) & ": "
        CxHeard = CxHeard & one(1)
    Next one
    Set told = Nothing
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
        CxCells = CxExact(cut) ' dates stay dates
    Else
        CxCells = cut.Value2 ' currency keeps all its decimals
    End If
End Function

' The values of cut, dates as dates; of an amount in a currency VBA would keep four decimals.
Private Function CxExact(cut As Variant) As Variant
    Dim values As Variant, exact As Variant, i As Long, j As Long
    values = cut.Value
    If Not IsArray(values) Then
        If VarType(values) = vbCurrency Then values = cut.Value2
        CxExact = values
        Exit Function
    End If
    For i = LBound(values, 1) To UBound(values, 1)
        For j = LBound(values, 2) To UBound(values, 2)
            If VarType(values(i, j)) = vbCurrency Then
                If IsEmpty(exact) Then exact = cut.Value2
                values(i, j) = exact(i, j)
            End If
        Next j
    Next i
    CxExact = values
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
    If UBound(parts) = 2 Then CxTell CxSay(parts(1), parts(2))
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

Private Sub CxTell(reason As String)
    Dim one As Variant
    If told Is Nothing Then Exit Sub
    For Each one In told
        If one(0) = asked And one(1) = reason Then Exit Sub ' Excel may ask twice
    Next one
    told.Add Array(asked, reason)
End Sub
