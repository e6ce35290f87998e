; The installer, by package.sh: for one user, without an administrator and without a network; /S asks nothing, /D=FOLDER chooses where.
; A newer one takes the place of an older one. Uninstalling takes away what was installed, file by file, and nothing else.
; STAGE: what is packed.  LISTS: folder of install.nsh and remove.nsh, its files in order.  OUT, VERSION, KILOBYTES, ICON.
Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetDateSave off
RequestExecutionLevel user
ManifestDPIAware true
ManifestLongPathAware true
!include MUI2.nsh
!include x64.nsh
!include WinVer.nsh

!define UNINSTALL Software\Microsoft\Windows\CurrentVersion\Uninstall\CoopMap
!define CLASSES Software\Classes
Name "农服图"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\CoopMap"
InstallDirRegKey HKCU Software\CoopMap InstallDir
VIProductVersion ${VERSION}.0
VIAddVersionKey /LANG=2052 ProductName "农服图"
VIAddVersionKey /LANG=2052 FileDescription "农服图安装程序"
VIAddVersionKey /LANG=2052 FileVersion ${VERSION}
VIAddVersionKey /LANG=2052 ProductVersion ${VERSION}
VIAddVersionKey /LANG=2052 LegalCopyright ""
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\bin\coopmap.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE SimpChinese

; A program that runs holds its file: nothing may be half replaced. Silent: exit code 2, nothing changed.
!macro REFUSE_WHILE_RUNNING UN
Function ${UN}refuseWhileRunning
  again:
  IfFileExists "$INSTDIR\bin\coopmap.exe" 0 free
  ClearErrors
  FileOpen $0 "$INSTDIR\bin\coopmap.exe" a
  IfErrors 0 close
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "农服图正在运行，请先保存并关闭它，再点“重试”。" /SD IDCANCEL IDRETRY again
  SetErrorLevel 2
  Quit
  close:
  FileClose $0
  free:
FunctionEnd
!macroend
!insertmacro REFUSE_WHILE_RUNNING ""
!insertmacro REFUSE_WHILE_RUNNING "un."

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    MessageBox MB_ICONSTOP "农服图需要 64 位的 Windows 10 或更新的系统。" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd

Section
  Call refuseWhileRunning
  ; What an older version had and this one has not goes with it; settings, workspaces and backups are not its files.
  IfFileExists "$INSTDIR\uninstall.exe" 0 +2
    ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR'
  !include "${LISTS}/install.nsh"
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateDirectory "$SMPROGRAMS\农服图"
  CreateShortCut "$SMPROGRAMS\农服图\农服图.lnk" "$INSTDIR\bin\coopmap.exe"
  CreateShortCut "$SMPROGRAMS\农服图\卸载农服图.lnk" "$INSTDIR\uninstall.exe"
  CreateShortCut "$DESKTOP\农服图.lnk" "$INSTDIR\bin\coopmap.exe"
  WriteRegStr HKCU Software\CoopMap InstallDir "$INSTDIR"

  ; Packages open by a double click. A .gpkg stays whose it was (QGIS): 农服图 is one more choice of “打开方式”.
  WriteRegStr HKCU ${CLASSES}\.nfb "" CoopMap.Package
  WriteRegStr HKCU ${CLASSES}\CoopMap.Package "" "农服图数据包"
  WriteRegStr HKCU ${CLASSES}\CoopMap.Package\DefaultIcon "" "$INSTDIR\bin\coopmap.exe,0"
  WriteRegStr HKCU ${CLASSES}\CoopMap.Package\shell\open\command "" '"$INSTDIR\bin\coopmap.exe" "%1"'
  WriteRegStr HKCU ${CLASSES}\.gpkg\OpenWithProgids CoopMap.Workspace ""
  WriteRegStr HKCU ${CLASSES}\CoopMap.Workspace "" "农服图工作区"
  WriteRegStr HKCU ${CLASSES}\CoopMap.Workspace\DefaultIcon "" "$INSTDIR\bin\coopmap.exe,0"
  WriteRegStr HKCU ${CLASSES}\CoopMap.Workspace\shell\open\command "" '"$INSTDIR\bin\coopmap.exe" "%1"'
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  WriteRegStr HKCU ${UNINSTALL} DisplayName "农服图"
  WriteRegStr HKCU ${UNINSTALL} DisplayVersion ${VERSION}
  WriteRegStr HKCU ${UNINSTALL} DisplayIcon "$INSTDIR\bin\coopmap.exe"
  WriteRegStr HKCU ${UNINSTALL} InstallLocation "$INSTDIR"
  WriteRegStr HKCU ${UNINSTALL} UninstallString '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU ${UNINSTALL} QuietUninstallString '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU ${UNINSTALL} EstimatedSize ${KILOBYTES}
  WriteRegDWORD HKCU ${UNINSTALL} NoModify 1
  WriteRegDWORD HKCU ${UNINSTALL} NoRepair 1
SectionEnd

Section un.
  Call un.refuseWhileRunning
  !include "${LISTS}/remove.nsh"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; stays when somebody keeps something in it
  Delete "$SMPROGRAMS\农服图\农服图.lnk"
  Delete "$SMPROGRAMS\农服图\卸载农服图.lnk"
  RMDir "$SMPROGRAMS\农服图"
  Delete "$DESKTOP\农服图.lnk"
  ReadRegStr $0 HKCU ${CLASSES}\.nfb ""
  StrCmp $0 CoopMap.Package 0 +2 ; another program may have taken it since
    DeleteRegKey HKCU ${CLASSES}\.nfb
  DeleteRegKey HKCU ${CLASSES}\CoopMap.Package
  DeleteRegValue HKCU ${CLASSES}\.gpkg\OpenWithProgids CoopMap.Workspace
  DeleteRegKey HKCU ${CLASSES}\CoopMap.Workspace
  DeleteRegValue HKCU Software\CoopMap InstallDir
  DeleteRegKey /ifempty HKCU Software\CoopMap
  DeleteRegKey HKCU ${UNINSTALL}
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
