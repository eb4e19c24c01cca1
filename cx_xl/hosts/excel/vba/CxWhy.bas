Attribute VB_Name = "CxWhy"
' Why does this cell show an error? On the ribbon, and in the list of macros.
Option Explicit

Public Sub CxExplain()
    Dim reason As String, cell As Range
    Set cell = ActiveCell
    If Not cell Is Nothing Then
        If IsError(cell.Value) Then reason = CxAskedAgain(CxFormulaCells(cell))
    End If
    If reason = "" Then
        reason = CxSay( _
            "Select a cell where a CX_ function shows an error, then ask again. Inside a table, #N/A means that there are too few answers; its last columns say so.", _
            "Seleziona una cella in cui una funzione CX_ mostra un errore, poi riprova. In una tabella #N/D vuol dire che le risposte sono troppo poche: lo dicono le ultime colonne.")
    End If
    MsgBox reason, vbInformation, "cx_xl"
End Sub

' Calculates cells once more and returns what their functions say.
Private Function CxAskedAgain(cells As Range) As String
    CxRetry
    CxListen
    cells.Calculate
    CxAskedAgain = CxHeard()
End Function

' The cells that hold the formula whose result cell shows: all of an array, or the cell
' from which it has spilled, where Excel knows spilling.
Private Function CxFormulaCells(cell As Range) As Range
    Set CxFormulaCells = cell
    On Error Resume Next
    Set CxFormulaCells = cell.CurrentArray
    Set CxFormulaCells = cell.SpillParent
    If CxFormulaCells Is Nothing Then Set CxFormulaCells = cell
End Function
