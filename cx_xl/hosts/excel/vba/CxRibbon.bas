Attribute VB_Name = "CxRibbon"
' The buttons of the CX tab; their places are in ribbon.xml.
Option Explicit

Private Const PYTHON_MODULE As String = "cx_xl.hosts.excel.ribbon"

Public Sub CxLabel(control As IRibbonControl, ByRef text)
    Select Case control.ID
    Case "cx_tab": text = "CX"
    Case "cx_group": text = "Customer experience"
    Case "cx_why": text = CxSay("Why this error?", "Perché l'errore?")
    Case "cx_list": text = CxSay("All functions", "Tutte le funzioni")
    Case "cx_template": text = CxSay("New KPI workbook", "Nuovo file KPI")
    Case "cx_about": text = CxSay("About", "Informazioni")
    End Select
End Sub

Public Sub CxTip(control As IRibbonControl, ByRef text)
    Select Case control.ID
    Case "cx_why": text = CxSay("Says what is wrong in the selected cell, and what to do.", "Spiega che cosa non va nella cella selezionata e come rimediare.")
    Case "cx_list": text = CxSay("Lists every CX_ function with an example to copy.", "Elenca tutte le funzioni CX_ con un esempio da copiare.")
    Case "cx_template": text = CxSay("Opens a new workbook from the KPI template.", "Apre un nuovo file dal modello dei KPI.")
    Case "cx_about": text = CxSay("Versions, and where settings and log are.", "Versioni, e dove si trovano impostazioni e log.")
    End Select
End Sub

Public Sub CxPress(control As IRibbonControl)
    On Error GoTo failed
    CxRetry
    Select Case control.ID
    Case "cx_why": CxExplain
    Case "cx_list": CxList
    Case "cx_template": Workbooks.Add CxAsk("template_path")
    Case "cx_about": MsgBox CxAsk("about"), vbInformation, "cx_xl"
    End Select
    Exit Sub
failed:
    MsgBox Err.Description, vbExclamation, "cx_xl"
End Sub

Private Sub CxList()
    Dim table As Variant, sheet As Worksheet
    table = CxPython().CallUDF(PYTHON_MODULE, "function_list", Array(CxSay("en", "it"), CxMarks()))
    Set sheet = Workbooks.Add.Worksheets(1)
    With sheet.Range("A1").Resize(UBound(table, 1) - LBound(table, 1) + 1, UBound(table, 2) - LBound(table, 2) + 1)
        .NumberFormat = "@" ' the examples are read, not run
        .Value = table
        .Columns.AutoFit
        .Rows(1).Font.Bold = True
    End With
End Sub

Private Function CxAsk(question As String) As Variant
    CxAsk = CxPython().CallUDF(PYTHON_MODULE, CStr(question), Array(CxSay("en", "it")))
End Function
