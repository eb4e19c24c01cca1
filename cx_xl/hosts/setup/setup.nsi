; The setup of cx_xl for one user, without administrator. Given: VERSION, STAGE (the
; folder with all files), KILOBYTES (its size), DATE (of all files), BANNER (a picture),
; COMPRESSION, OUT.
; Exit codes: 0 done, 1 cancelled, 2 failed, 3 Excel is open.
Unicode true
Target amd64-unicode
SetCompressor /SOLID ${COMPRESSION}
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh

Name "cx_xl ${VERSION}"
BrandingText "cx_xl ${VERSION}"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\cx_xl"
InstallDirRegKey HKCU "Software\Microsoft\Windows\CurrentVersion\Uninstall\cx_xl" InstallLocation
ManifestDPIAware true
ShowInstDetails nevershow
ShowUninstDetails nevershow
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 ProductName "cx_xl"
VIAddVersionKey /LANG=0 FileDescription "cx_xl setup"
VIAddVersionKey /LANG=0 FileVersion "${VERSION}"
VIAddVersionKey /LANG=0 LegalCopyright "MIT; licences.html"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\cx_xl"
!define QUIET '"$INSTDIR\python\pythonw.exe"'
!define SPOKEN '"$INSTDIR\python\python.exe" -m cx_xl'
!define EXCEL_OPEN 3

!define MUI_ICON "${STAGE}/cx_xl.ico"
!define MUI_UNICON "${STAGE}/cx_xl.ico"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${BANNER}"
!define MUI_WELCOMEPAGE_TITLE "$(Welcome)"
!define MUI_WELCOMEPAGE_TEXT "$(WelcomeText)"
!define MUI_FINISHPAGE_TITLE "$(Done)"
!define MUI_FINISHPAGE_TEXT_LARGE
!define MUI_FINISHPAGE_TEXT "$(DoneText)"
!define MUI_FINISHPAGE_RUN
!define MUI_FINISHPAGE_RUN_NOTCHECKED
!define MUI_FINISHPAGE_RUN_TEXT "$(NewNow)"
!define MUI_FINISHPAGE_RUN_FUNCTION newWorkbook
!define MUI_FINISHPAGE_SHOWREADME
!define MUI_FINISHPAGE_SHOWREADME_TEXT "$(DoctorNow)"
!define MUI_FINISHPAGE_SHOWREADME_FUNCTION askDoctor
!define MUI_FINISHPAGE_NOREBOOTSUPPORT
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(RemoveText)"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE English
!insertmacro MUI_LANGUAGE Italian

!macro Said NAME EN IT
  LangString ${NAME} ${LANG_ENGLISH} "${EN}"
  LangString ${NAME} ${LANG_ITALIAN} "${IT}"
!macroend
!insertmacro Said Code "en" "it"
!insertmacro Said Welcome \
  "Customer-experience functions for Excel" \
  "Funzioni di customer experience per Excel"
!insertmacro Said WelcomeText \
  "NPS, CSAT, CES, churn, customer value: after this you type them in Excel like any other function, for example =CX_NPS(A2:A500).$\r$\n$\r$\nIt is installed for you alone and needs no administrator. Nothing is downloaded, and no value of a cell leaves this computer.$\r$\n$\r$\nPlease close Excel first, then click Install." \
  "NPS, CSAT, CES, churn, valore del cliente: dopo l'installazione li scrivi in Excel come ogni altra funzione, per esempio =CX_NPS(A2:A500).$\r$\n$\r$\nL'installazione vale solo per te e non richiede un amministratore. Non viene scaricato nulla e nessun valore delle celle lascia questo computer.$\r$\n$\r$\nChiudi prima Excel, poi fai clic su Installa."
!insertmacro Said Done "Installed" "Installazione riuscita"
!insertmacro Said DoneText \
  "Open Excel and type =CX_NPS( in a cell. The first formula takes a few seconds.$\r$\n$\r$\nIn the Start menu, under cx_xl, you find a new KPI workbook, the check of a workbook, and the check of the installation, which says what to do if something does not work." \
  "Apri Excel e scrivi =CX_NPS( in una cella. La prima formula richiede qualche secondo.$\r$\n$\r$\nNel menu Start, sotto cx_xl, trovi un nuovo file KPI, il controllo di un file e il controllo dell'installazione, che dice che cosa fare se qualcosa non funziona."
!insertmacro Said NewNow "Make a new KPI workbook" "Crea un nuovo file KPI"
!insertmacro Said DoctorNow "Check the installation" "Controlla l'installazione"
!insertmacro Said EntryNew "New KPI workbook" "Nuovo file KPI"
!insertmacro Said EntryCheck "Check a workbook" "Controlla un file"
!insertmacro Said EntryDoctor "Check the installation" "Controlla l'installazione"
!insertmacro Said EntryRemove "Uninstall cx_xl" "Disinstalla cx_xl"
!insertmacro Said Copying "Copying the files" "Copia dei file"
!insertmacro Said Adding "Adding the functions to Excel" "Aggiunta delle funzioni a Excel"
!insertmacro Said Preparing \
  "Preparing the functions, so that they start faster" \
  "Preparazione delle funzioni, perché partano più in fretta"
!insertmacro Said ExcelOpen \
  "Excel is open. Save your work, close every Excel window, then click Retry.$\r$\nNothing has been changed so far." \
  "Excel è aperto. Salva il lavoro, chiudi tutte le finestre di Excel e fai clic su Riprova.$\r$\nFinora non è stato cambiato nulla."
!insertmacro Said InUse \
  "Some files of cx_xl are still in use, by Excel or by one of its windows. Close Excel, wait ten seconds, then click Retry.$\r$\nNothing has been changed so far." \
  "Alcuni file di cx_xl sono ancora in uso, da Excel o da una sua finestra. Chiudi Excel, aspetta dieci secondi e fai clic su Riprova.$\r$\nFinora non è stato cambiato nulla."
!insertmacro Said Failed \
  "The functions could not be added to Excel; what was there before is there again." \
  "Non è stato possibile aggiungere le funzioni a Excel; tutto è tornato come prima."
!insertmacro Said TooOld \
  "cx_xl needs Windows 10 or later." \
  "cx_xl richiede Windows 10 o successivo."
!insertmacro Said RemoveText \
  "The functions are taken out of Excel and everything that was installed is removed. Your workbooks stay." \
  "Le funzioni vengono tolte da Excel e tutto ciò che era stato installato viene rimosso. I tuoi file restano."

!macro SpeakAsAsked
  ${GetParameters} $R0
  ${GetOptions} $R0 "/LANG=" $R1
  ${If} $R1 == "it"
    StrCpy $LANGUAGE ${LANG_ITALIAN}
  ${ElseIf} $R1 == "en"
    StrCpy $LANGUAGE ${LANG_ENGLISH}
  ${EndIf}
!macroend

; Excel holds the add-in and the DLL as long as it runs.
!macro CloseExcel
  ${Do}
    FindWindow $R2 "XLMAIN"
    ${If} $R2 == 0
      ${Break}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(ExcelOpen)" /SD IDCANCEL IDRETRY +3
    SetErrorLevel ${EXCEL_OPEN}
    Quit
  ${Loop}
!macroend

Function .onInit
  !insertmacro SpeakAsAsked
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_ICONSTOP "$(TooOld)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  !insertmacro CloseExcel
FunctionEnd

Function un.onInit
  !insertmacro SpeakAsAsked
  !insertmacro CloseExcel
FunctionEnd

; Only what is ours: the folder itself may be one that somebody chose.
!macro RemoveFiles
  RMDir /r "$INSTDIR\python"
  RMDir /r "$INSTDIR\older"
  Delete "$INSTDIR\cx-xl.cmd"
  Delete "$INSTDIR\cx_xl.ico"
  Delete "$INSTDIR\licences.html"
  Delete "$INSTDIR\CONTENTS.sha256"
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath $TEMP ; a folder in use can not be removed
  RMDir "$INSTDIR"
!macroend

; Moves the Python of an older version away; one that is in use can not be moved.
Function moveOlder
  ${IfNot} ${FileExists} "$INSTDIR\python\python.exe"
    Return
  ${EndIf}
  RMDir /r "$INSTDIR\older"
  ${Do}
    ClearErrors
    Rename "$INSTDIR\python" "$INSTDIR\older"
    ${IfNot} ${Errors}
      ${Break}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(InUse)" /SD IDCANCEL IDRETRY +3
    SetErrorLevel ${EXCEL_OPEN}
    Quit
  ${Loop}
FunctionEnd

; Says what went wrong ($1) and puts the older version back.
Function giveUp
  RMDir /r "$INSTDIR\python"
  ${If} ${FileExists} "$INSTDIR\older\python.exe"
    Rename "$INSTDIR\older" "$INSTDIR\python"
  ${Else}
    !insertmacro RemoveFiles
  ${EndIf}
  MessageBox MB_ICONSTOP "$(Failed)$\r$\n$\r$\n$1" /SD IDOK
  SetErrorLevel 2
  Quit
FunctionEnd

Function newWorkbook
  Exec '${QUIET} -m cx_xl menu new --lang $(Code)'
FunctionEnd

Function askDoctor
  Exec '${QUIET} -m cx_xl menu doctor --lang $(Code)'
FunctionEnd

!macro Entry NAME COMMAND
  CreateShortcut "$SMPROGRAMS\cx_xl\${NAME}.lnk" "$INSTDIR\python\pythonw.exe" \
    "-m cx_xl menu ${COMMAND} --lang $(Code)" "$INSTDIR\cx_xl.ico"
!macroend

Section
  Call moveOlder
  DetailPrint "$(Copying)"
  SetOutPath $INSTDIR
  SetDetailsPrint none
  File /r "${STAGE}/*"
  SetDetailsPrint both
  DetailPrint "$(Adding)"
  nsExec::ExecToStack '${SPOKEN} excel install --lang $(Code)'
  Pop $0
  Pop $1
  ${If} $0 != 0
    Call giveUp
  ${EndIf}
  DetailPrint "$(Preparing)"
  nsExec::Exec '"$INSTDIR\python\python.exe" -m compileall -q "$INSTDIR\python\Lib"'
  Pop $0 ; without it everything works, but starts more slowly
  RMDir /r "$INSTDIR\older"

  WriteUninstaller "$INSTDIR\uninstall.exe"
  RMDir /r "$SMPROGRAMS\cx_xl" ; entries in another language
  CreateDirectory "$SMPROGRAMS\cx_xl"
  SetOutPath "$INSTDIR\python"
  !insertmacro Entry "$(EntryNew)" new
  !insertmacro Entry "$(EntryCheck)" check
  !insertmacro Entry "$(EntryDoctor)" doctor
  CreateShortcut "$SMPROGRAMS\cx_xl\$(EntryRemove).lnk" "$INSTDIR\uninstall.exe" \
    "/LANG=$(Code)"
  WriteRegStr HKCU "${UNINSTALL}" DisplayName "cx_xl"
  WriteRegStr HKCU "${UNINSTALL}" DisplayVersion "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" DisplayIcon "$INSTDIR\cx_xl.ico"
  WriteRegStr HKCU "${UNINSTALL}" Publisher "cx_xl"
  WriteRegStr HKCU "${UNINSTALL}" InstallLocation "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" UninstallString '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" QuietUninstallString '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" EstimatedSize ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" NoModify 1
  WriteRegDWORD HKCU "${UNINSTALL}" NoRepair 1
SectionEnd

; What the engine of `calc` has compiled. The folder bears the date of its library, which
; is the date of all our files; other programs have folders of their own beside it.
Function un.emptyCache
  StrCpy $R3 "$LOCALAPPDATA\BytecodeAlliance\wasmtime\cache"
  FindFirst $R4 $R5 "$R3\modules\wasmtime-*-${DATE}000"
  ${DoUntil} $R5 == ""
    RMDir /r "$R3\modules\$R5"
    FindNext $R4 $R5
  ${Loop}
  FindClose $R4
  RMDir "$R3\modules"
  Delete "$R3\.cleanup.wip-*"
  RMDir "$R3"
  RMDir "$LOCALAPPDATA\BytecodeAlliance\wasmtime"
  RMDir "$LOCALAPPDATA\BytecodeAlliance"
FunctionEnd

Section Uninstall
  nsExec::ExecToStack '${SPOKEN} excel uninstall --lang $(Code)'
  Pop $0
  Pop $1
  ${If} $0 == 2
    MessageBox MB_ICONSTOP "$1" /SD IDOK
    SetErrorLevel ${EXCEL_OPEN}
    Quit
  ${EndIf}
  !insertmacro RemoveFiles
  RMDir /r "$LOCALAPPDATA\cx_xl"
  Call un.emptyCache
  RMDir /r "$SMPROGRAMS\cx_xl"
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
