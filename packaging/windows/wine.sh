#!/usr/bin/env bash
# wine.sh PROGRAM.exe [ARGUMENTS]: a cross-built program as a Chinese Windows runs it. ctest and the tests of tests/app start every
# program through it. The registry and drive C: are build/windows/wine (WINEPREFIX for another one). Wine passes on no QT_* variable.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
sysroot=${COOP_WINDOWS_SYSROOT:-$root/build/windows/sysroot}
export WINEPREFIX=${WINEPREFIX:-$root/build/windows/wine} WINEDEBUG=${WINEDEBUG:--all} WINEDLLOVERRIDES=${WINEDLLOVERRIDES:-mscoree,mshtml=}
# Where DLLs lie that are not beside the program; a program as it is installed has them all beside it.
[ -n "${WINEPATH+set}" ] || WINEPATH="Z:$sysroot/bin;Z:/usr/lib/gcc/x86_64-w64-mingw32/12-posix;Z:/usr/x86_64-w64-mingw32/lib"
export WINEPATH
# The ANSI code page is that of the locale: 936, as in the offices.
locale=$root/build/windows/locale
if [ ! -e "$locale/zh_CN.UTF-8" ]; then
  mkdir -p "$locale"
  localedef -i zh_CN -f UTF-8 "$locale/zh_CN.UTF-8"
fi
as_windows() { env "LOCPATH=$locale" LC_ALL=zh_CN.UTF-8 /usr/lib/wine/wine64 "$@"; }
mkdir -p "$WINEPREFIX"
(
  flock 9 # tests start side by side
  if [ ! -e "$WINEPREFIX/ready" ]; then
    as_windows wineboot --init > /dev/null 2>&1
    as_windows reg add 'HKCU\Software\Wine' /v Version /d win10 /f > /dev/null # Wine's own choice is Windows 7
    # A test that crashes on purpose would leave a dialog with the keyboard.
    as_windows reg add 'HKCU\Software\Wine\WineDbg' /v ShowCrashDialog /t REG_DWORD /d 0 /f > /dev/null
    touch "$WINEPREFIX/ready"
  fi
) 9> "$WINEPREFIX/lock"
exec env "LOCPATH=$locale" LC_ALL=zh_CN.UTF-8 /usr/lib/wine/wine64 "$@"
