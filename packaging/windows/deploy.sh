#!/usr/bin/env bash
# deploy.sh BUILD STAGE: what an installer packs, in the layout in which the programs find everything beside themselves:
#   bin/           coopmap.exe, coopctl.exe, qt.conf and every DLL that they and the plugins need, by their import tables
#   plugins/       Qt's      translations/  Qt's texts in Chinese
#   share/         what cmake --install lays there (data of the program), proj/, gdal/
#   licences/      of every library that is packed
set -euo pipefail
build=$1 stage=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
if [ -n "${MINGW_PREFIX:-}" ]; then # MSYS2
  sysroot=$MINGW_PREFIX qt=$MINGW_PREFIX/share/qt6 translations=$MINGW_PREFIX/share/qt6/translations tools=
  places=("$sysroot/bin")
else
  sysroot=${COOP_WINDOWS_SYSROOT:-$here/../../build/windows/sysroot} target=x86_64-w64-mingw32
  qt=$sysroot translations=/usr/share/qt6/translations tools=$target-
  places=("$sysroot/bin" /usr/lib/gcc/$target/12-posix /usr/$target/lib)
fi
rm -rf "$stage"
cmake --install "$build" --prefix "$stage" > /dev/null
stage=$(cd "$stage" && pwd)

for plugin in platforms/qwindows styles/qwindowsvistastyle imageformats/{qjpeg,qgif,qico,qsvg} iconengines/qsvgicon; do
  install -D "$qt/plugins/$plugin.dll" "$stage/plugins/$plugin.dll"
done
printf '[Paths]\nPrefix = ..\nPlugins = plugins\nTranslations = translations\n' > "$stage/bin/qt.conf"

# DLLs: what is found in neither place is Windows' own.
mapfile -t todo < <(find "$stage" -name '*.exe' -o -name '*.dll')
while [ ${#todo[@]} -gt 0 ]; do
  next=()
  for name in $("${tools}objdump" -p "${todo[@]}" | sed -n 's/^\s*DLL Name: //p' | sort -u); do
    [ ! -e "$stage/bin/$name" ] || continue
    for place in "${places[@]}"; do
      [ -f "$place/$name" ] || continue
      install "$place/$name" "$stage/bin/$name"
      next+=("$stage/bin/$name")
      break
    done
  done
  todo=("${next[@]}")
done
find "$stage" \( -name '*.exe' -o -name '*.dll' \) -exec "${tools}strip" --strip-unneeded {} +

install -D -m 644 -t "$stage/share/proj" "$sysroot"/share/proj/proj.db
install -D -m 644 -t "$stage/share/gdal" "$sysroot"/share/gdal/{header,trailer}.dxf # all that the kept drivers read
install -D -m 644 -t "$stage/translations" "$translations/qtbase_zh_CN.qm"

install -D -m 644 "$here/../../LICENSE" "$stage/licences/CoopMap.txt"
if [ -n "${MINGW_PREFIX:-}" ]; then
  cp -r "$MINGW_PREFIX/share/licenses" "$stage/licences/libraries"
  exit 0
fi
for library in qt6-base qt6-charts qt6-svg libgdal libgeos libproj libsqlite3 libsqlitecpp libsodium libxlsxwriter libzip libexpat1 libqpdf \
  zlib1g libjpeg62-turbo libboost libcli11 libexpected breeze-icon-theme gcc-mingw-w64-x86-64-posix-runtime mingw-w64-x86-64; do
  for copyright in /usr/share/doc/"$library"{-dev,}/copyright; do
    [ -f "$copyright" ] && install -m 644 "$copyright" "$stage/licences/$library.txt" && continue 2
  done
  echo "no licence of $library on this machine: install its package" >&2
  exit 1
done
