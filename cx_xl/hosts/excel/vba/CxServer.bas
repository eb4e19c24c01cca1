Attribute VB_Name = "CxServer"
' The Python process behind the worksheet functions. xlwings' DLL starts it at the first
' call and ends it with Excel. `cx-xl excel install` writes the settings and copies the
' DLL beside them under a name of our own, so that this file fits any xlwings.
Option Explicit
Option Private Module

#If Win64 Then
    Private Const LIBRARY As String = "cx_xl64.dll"
    Private Declare PtrSafe Function CxActivate Lib "cx_xl64.dll" Alias "XLPyDLLActivateAuto" ( _
        ByRef result As Variant, ByVal command As String, ByVal mode As Long) As Long
#Else
    Private Const LIBRARY As String = "cx_xl32.dll"
    Private Declare PtrSafe Function CxActivate Lib "cx_xl32.dll" Alias "XLPyDLLActivateAuto" ( _
        ByRef result As Variant, ByVal command As String, ByVal mode As Long) As Long
#End If
Private Declare PtrSafe Function CxLoad Lib "kernel32" Alias "LoadLibraryW" (ByVal path As LongPtr) As LongPtr
Private Declare PtrSafe Function CxVariable Lib "kernel32" Alias "GetEnvironmentVariableW" ( _
    ByVal name As LongPtr, ByVal value As LongPtr, ByVal size As Long) As Long
Private Declare PtrSafe Function CxShortName Lib "kernel32" Alias "GetShortPathNameW" ( _
    ByVal path As LongPtr, ByVal value As LongPtr, ByVal size As Long) As Long

Private Const START As Long = 1
Private Const LONGEST As Long = 1024
Private Const A_MINUTE As Double = 1 / 1440

Private command As String ' how to start Python, once the DLL is loaded
Private failure As String ' why it did not start
Private failedAt As Date

' The Python server, started if need be. What keeps it from starting is told to every
' cell for a minute, so that a sheet waits for one attempt and not for one per formula.
Public Function CxPython() As Object
    Dim server As Variant
    If failure <> "" And Abs(Now - failedAt) < A_MINUTE Then Err.Raise vbObjectError + 515, , failure
    On Error GoTo failed
    failure = ""
    If command = "" Then command = CxPrepared()
    CxStarted CxActivate(server, command, START)
    Set CxPython = server
    Exit Function
failed:
    failure = Err.Description
    failedAt = Now
    command = "" ' the settings may be mended meanwhile
    Err.Raise vbObjectError + 515, , failure
End Function

' Lets the next call try again at once.
Public Sub CxRetry()
    failure = ""
End Sub

Private Sub CxStarted(code As Long)
    If code = 0 Then Exit Sub
    Err.Raise vbObjectError + 515, , CxSay( _
        "Python did not start. In the Start menu choose cx_xl > Check the installation, or run: cx-xl excel doctor", _
        "Python non si è avviato. Nel menu Start scegli cx_xl > Controlla l'installazione, oppure esegui: cx-xl excel doctor")
End Sub

Private Function CxPrepared() As String
    Dim python As String
    #If Mac Then
        Err.Raise vbObjectError + 516, , CxSay( _
            "These functions need Excel on Windows; on a Mac use the Office add-in.", _
            "Queste funzioni richiedono Excel per Windows; sul Mac usa il componente aggiuntivo di Office.")
    #End If
    python = CxSetting("python")
    If python = "" Then CxMissing
    If Not CxIsThere(python) Then CxMissing
    If CxLoad(StrPtr(CxFolder() & LIBRARY)) = 0 Then CxMissing
    CxPrepared = CxCommand(python)
End Function

Private Sub CxMissing()
    Err.Raise vbObjectError + 514, , CxSay( _
        "The functions are not installed on this computer, or no longer. Run cx_xl-setup.exe, or: cx-xl excel install", _
        "Le funzioni non sono installate su questo computer, o non lo sono più. Esegui cx_xl-setup.exe, oppure: cx-xl excel install")
End Sub

' One setting of `excel.conf`, a line such as python=C:\Python\pythonw.exe; empty if the
' file is not there.
Private Function CxSetting(key As String) As String
    Dim number As Integer, setting As String, path As String
    path = CxFolder() & "excel.conf"
    If Not CxIsThere(path) Then Exit Function
    number = FreeFile
    Open path For Input As #number
    Do While Not EOF(number)
        Line Input #number, setting
        If Left$(setting, Len(key) + 1) = key & "=" Then CxSetting = Mid$(setting, Len(key) + 2)
    Loop
    Close #number
End Function

Private Function CxIsThere(path As String) As Boolean
    CxIsThere = Dir(path, vbHidden + vbSystem) <> ""
End Function

' The folder of the settings. Its short name has only letters that VBA's own commands
' can read, whatever alphabet the user's name is written in.
Private Function CxFolder() As String
    Dim path As String, short As String, length As Long
    path = String$(LONGEST, vbNullChar)
    length = CxVariable(StrPtr("LOCALAPPDATA"), StrPtr(path), LONGEST)
    path = Left$(path, length) & "\cx_xl\"
    short = String$(LONGEST, vbNullChar)
    length = CxShortName(StrPtr(path), StrPtr(short), LONGEST)
    If length > 0 Then CxFolder = Left$(short, length) Else CxFolder = path
End Function

' Python itself, no shell around it: the DLL sees at once that it has ended. It replaces
' $(CLSID) by the name under which it expects the server to answer.
Private Function CxCommand(python As String) As String
    Const SERVE As String = "import xlwings; xlwings.serve('$(CLSID)')"
    Dim quote As String
    quote = Chr(34)
    CxCommand = quote & python & quote & " -B -c " & quote & SERVE & quote
End Function
