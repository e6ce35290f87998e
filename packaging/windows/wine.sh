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
export LOCPATH=$root/build/windows/locale LC_ALL=zh_CN.UTF-8
if [ ! -e "$LOCPATH/zh_CN.UTF-8" ]; then
  mkdir -p "$LOCPATH"
  localedef -i zh_CN -f UTF-8 "$LOCPATH/zh_CN.UTF-8"
fi
exec /usr/lib/wine/wine64 "$@"
