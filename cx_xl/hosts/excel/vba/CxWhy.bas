Attribute VB_Name = "CxWhy"
' Why does this cell show an error? On the ribbon, and in the list of macros.
Option Explicit

Public Sub CxExplain()
    Dim reason As String, cell As Range
    Set cell = ActiveCell
    If Not cell Is Nothing Then
        If IsError(cell.Value) Then
            cell.Calculate ' a file that was just opened has not asked yet
            reason = CxReason(cell.Address(External:=True))
        End If
    End If
    If reason = "" Then
        reason = CxSay( _
            "Select a cell where a CX_ function shows an error, then ask again.", _
            "Seleziona una cella in cui una funzione CX_ mostra un errore, poi riprova.")
    End If
    MsgBox reason, vbInformation, "cx_xl"
End Sub
