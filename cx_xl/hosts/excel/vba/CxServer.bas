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
Private Declare PtrSafe Function CxLoad Lib "kernel32" Alias "LoadLibraryA" (ByVal path As String) As LongPtr

Private Const INSTALL As String = "cx-xl excel install"
Private Const DOCTOR As String = "cx-xl excel doctor"
Private Const START As Long = 1

Private command As String ' how to start Python, once the DLL is loaded

' The Python server, started if need be.
Public Function CxPython() As Object
    Dim server As Variant
    If command = "" Then command = CxPrepared()
    If CxActivate(server, command, START) <> 0 Then
        Err.Raise vbObjectError + 515, , CxSay( _
            "Python did not start. Run: ", "Python non si è avviato. Esegui: ") & DOCTOR
    End If
    Set CxPython = server
End Function

Private Function CxPrepared() As String
    Dim python As String
    #If Mac Then
        Err.Raise vbObjectError + 516, , CxSay( _
            "These functions need Excel on Windows; on a Mac use the xlwings Lite workbook.", _
            "Queste funzioni richiedono Excel per Windows; sul Mac usa il file per xlwings Lite.")
    #End If
    python = CxSetting("python")
    If python = "" Or CxLoad(CxFolder() & LIBRARY) = 0 Then
        Err.Raise vbObjectError + 514, , CxSay( _
            "The functions are not installed on this computer. Run: ", _
            "Le funzioni non sono installate su questo computer. Esegui: ") & INSTALL
    End If
    CxPrepared = CxCommand(python)
End Function

' One setting of `excel.conf`, a line such as python=C:\Python\pythonw.exe; empty if the
' file is not there.
Private Function CxSetting(key As String) As String
    Dim number As Integer, setting As String, path As String
    path = CxFolder() & "excel.conf"
    If Dir(path) = "" Then Exit Function
    number = FreeFile
    Open path For Input As #number
    Do While Not EOF(number)
        Line Input #number, setting
        If Left$(setting, Len(key) + 1) = key & "=" Then CxSetting = Mid$(setting, Len(key) + 2)
    Loop
    Close #number
End Function

Private Function CxFolder() As String
    CxFolder = Environ("LOCALAPPDATA") & "\cx_xl\"
End Function

' The DLL replaces $(CLSID) by the name under which it expects the server to answer.
Private Function CxCommand(python As String) As String
    Const SERVE As String = "import xlwings; xlwings.serve('$(CLSID)')"
    Dim quote As String
    quote = Chr(34)
    CxCommand = "cmd.exe /K " & quote & quote & python & quote & " -B -c " & quote & SERVE & quote & quote
End Function
