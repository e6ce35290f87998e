#!/usr/bin/env bash
# try_setup.sh OUT: what package.sh wrote into OUT, installed without a question, used, upgraded and taken away as an office does it,
# under Wine with a drive C: and a drive E: of its own. Says what is wrong and ends with 1; nothing of it stays.
set -euo pipefail
out=$(cd "$1" && pwd)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
setup=$(ls "$out"/coopmap-*-setup.exe) portable=$(ls "$out"/coopmap-*-portable.zip)
version=$(basename "$setup" -setup.exe) version=${version#coopmap-}
place=$(mktemp -d)
export WINEPREFIX=$place/wine WINEPATH= # an installed program has its DLLs beside it
trap 'WINEPREFIX=$place/wine /usr/lib/wine/wineserver64 -k || true; rm -rf "$place"' EXIT
wine() { "$here/wine.sh" "$@"; }
faults=0
expect() { # SENTENCE COMMAND...
  if "${@:2}" > "$place/said" 2>&1; then echo "ok: $1"; else echo "NOT: $1"; sed 's/^/     /' "$place/said"; faults=$((faults + 1)); fi
}
registered() { wine reg query "$@" > "$place/reg" 2>&1; }
absent() { ! "$@"; }
says() { grep -q "$1" <("${@:2}" 2>&1); }

wine reg query HKCU > /dev/null # makes the drives
c=$WINEPREFIX/drive_c
home=$c/users/$(id -un)
installed="$c/农服图 程序/一 版" docs="$home/我的 资料"
mkdir -p "$docs"
uninstall='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\CoopMap'

# The version before: the same files and one more, which must not stay behind.
older=$place/older
mkdir -p "$older"
printf 'old' > "$older/of-the-version-before.txt"
{ cat "$out/lists/install.nsh"; printf 'SetOutPath "$INSTDIR\\bin"\nFile "%s"\n' "$older/of-the-version-before.txt"; } > "$older/install.nsh"
{ printf 'Delete "$INSTDIR\\bin\\of-the-version-before.txt"\n'; cat "$out/lists/remove.nsh"; } > "$older/remove.nsh"
LC_ALL=C.UTF-8 makensis -V1 -INPUTCHARSET UTF8 "-DSTAGE=$out/coopmap-$version" "-DLISTS=$older" "-DOUT=$older/setup.exe" -DVERSION=0.0.1 \
  -DKILOBYTES=1 "-DICON=$here/coopmap.ico" "-XSetCompress off" "$here/coopmap.nsi"

# /D= takes the rest of the line as it is, without quotes: only a command line of Windows' own says that.
install_into() { # SETUP FOLDER
  printf '"%s" /S /D=%s\r\nexit /b %%ERRORLEVEL%%\r\n' "Z:${1//\//\\}" "$2" | iconv -t GB18030 > "$place/install.bat"
  wine cmd /c "Z:${place//\//\\}\\install.bat"
}
expect "the version before installs silently into a folder with Chinese and a blank" install_into "$older/setup.exe" 'C:\农服图 程序\一 版'
expect "the program is there" test -f "$installed/bin/coopctl.exe"
coopctl() { wine "$installed/bin/coopctl.exe" "$@"; }
expect "it makes a workspace" coopctl new "C:\\users\\$(id -un)\\我的 资料\\工作区.gpkg" --plan nanchuan-2024-17 --example
expect "it checks it" coopctl check "C:\\users\\$(id -un)\\我的 资料\\工作区.gpkg"
cp "$docs/工作区.gpkg" "$installed/自己的.gpkg" # somebody keeps a workspace beside the program
expect "the new version installs over it" wine "$setup" /S # where the version before stands
expect "it is this version" says "$version" coopctl --version
expect "Windows lists this version" says "$version" wine reg query "$uninstall" /v DisplayVersion
expect "nothing of the version before is left" test ! -e "$installed/bin/of-the-version-before.txt"
expect "packages open with it" registered 'HKCU\Software\Classes\.nfb'
expect "the Start menu has it" test -n "$(find "$home" -path '*Start Menu*' -name '农服图.lnk' -print -quit)"
expect "the workspace of the version before opens" coopctl info "C:\\users\\$(id -un)\\我的 资料\\工作区.gpkg"
expect "it uninstalls silently" wine "$installed/uninstall.exe" /S
# The uninstaller goes on as a copy of itself, which Windows takes away after it.
for _ in $(seq 60); do [ -e "$installed/uninstall.exe" ] || [ -n "$(find "$c" -path '*~nsu*' -name '*.exe')" ] && sleep 1 || break; done
expect "only what somebody put there is left of its folder" test "$(ls -A "$installed")" = 自己的.gpkg
expect "the workspace stays" test -s "$docs/工作区.gpkg"
expect "the registry has no trace" absent registered "$uninstall"
expect "no kind of file points at it" absent registered 'HKCU\Software\Classes\CoopMap.Package'
expect "the Start menu has it no longer" test -z "$(find "$home" -path '*Start Menu*' -name '农服图.lnk' -print -quit)"

# From a stick: another drive letter, and nothing is left on the computer.
mkdir -p "$place/stick"
ln -sfn "$place/stick" "$WINEPREFIX/dosdevices/e:"
unzip -q "$portable" -d "$place/stick"
find "$c" -type f | sort > "$place/before"
expect "the portable program runs from E:" wine "E:\\coopmap-$version\\bin\\coopctl.exe" new 'E:\工作区.gpkg' --plan nanchuan-2024-17 --example
expect "the workspace lies on the stick" test -s "$place/stick/工作区.gpkg"
expect "nothing was left on drive C:" diff "$place/before" <(find "$c" -type f | sort)
exit $((faults > 0))
