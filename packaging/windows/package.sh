#!/usr/bin/env bash
# package.sh BUILD OUT: OUT/coopmap-VERSION-setup.exe and OUT/coopmap-VERSION-portable.zip of what was cross-built in BUILD.
# Same source, same bytes: times of files are SOURCE_DATE_EPOCH (default: of the last commit), names in one order.
set -euo pipefail
build=$1 out=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export TZ=UTC SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$here" log -1 --format=%ct)}
version=$(sed -n 's/^CMAKE_PROJECT_VERSION:.*=//p' "$build/CMakeCache.txt")
mkdir -p "$out"
out=$(cd "$out" && pwd)
stage=$out/coopmap-$version

"$here/deploy.sh" "$build" "$stage"
find "$stage" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
# In one order, and the uninstaller knows every file by name.
lists=$out/lists
mkdir -p "$lists"
(cd "$stage" && find . -type f -printf '%P\n' | LC_ALL=C sort) > "$lists/files"
awk -v stage="$stage" '{
  folder = $0; if (!sub(/\/[^\/]*$/, "", folder)) folder = "";
  here = folder; gsub(/\//, "\\", here);
  if (NR == 1 || folder != last) print "SetOutPath \"$INSTDIR" (here == "" ? "" : "\\" here) "\"";
  print "File \"" stage "/" $0 "\""; last = folder }' "$lists/files" > "$lists/install.nsh"
{
  sed 's|/|\\|g; s|.*|Delete "$INSTDIR\\&"|' "$lists/files"
  (cd "$stage" && find . -mindepth 1 -type d -printf '%P\n') | LC_ALL=C sort -r | sed 's|/|\\|g; s|.*|RMDir "$INSTDIR\\&"|'
} > "$lists/remove.nsh"
LC_ALL=C.UTF-8 makensis -V2 -INPUTCHARSET UTF8 "-DSTAGE=$stage" "-DLISTS=$lists" "-DOUT=$out/coopmap-$version-setup.exe" \
  "-DVERSION=$version" "-DKILOBYTES=$(du -sk --apparent-size "$stage" | cut -f 1)" "-DICON=$here/coopmap.ico" "$here/coopmap.nsi"

# The portable one carries a mark: with it the program keeps its settings beside itself.
mkdir -p "$stage/settings"
printf '农服图的设置保存在这个文件夹里，不写入这台电脑。\r\n' > "$stage/settings/说明.txt"
find "$stage" -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
rm -f "$out/coopmap-$version-portable.zip"
(cd "$out" && find "coopmap-$version" -print | LC_ALL=C sort | zip -q -9 -X -@ "coopmap-$version-portable.zip")
rm -r "$stage/settings"
ls -l "$out"/coopmap-"$version"-*
