#!/usr/bin/env bash
# The libraries of the program for Windows x64, cross-built out of Debian's own source packages.
#   sysroot.sh WORK SYSROOT [STEP...]     WORK: unpacked sources, builds, a log a step; a step that is done is not done again
# COOP_WINDOWS_SOURCES: a folder with the packages' .dsc and archives; what is not there comes by apt-get source.
# Qt is as small as the program needs it: no network, no SQL, no OpenGL. Everything keeps its own licence; DLLs can be exchanged.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$1"/{src,archives,done} "$2"/{bin,include,lib/pkgconfig,lib/cmake,share/cmake}
work=$(cd "$1" && pwd) sysroot=$(cd "$2" && pwd)
shift 2
target=x86_64-w64-mingw32 jobs=${COOP_JOBS:-$(nproc)}
export COOP_WINDOWS_SYSROOT=$sysroot SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-1672531200} # of the libraries, not of the program
export PKG_CONFIG_LIBDIR=$sysroot/lib/pkgconfig
cc=(${target}-gcc-posix -O2 "-ffile-prefix-map=$work=.")

# source_of PACKAGE: unpacked in $work/src/PACKAGE, with Debian's patches; the newest version whose archives are served
source_of() {
  local package=$1 into=$work/src/$1 from=${COOP_WINDOWS_SOURCES:-$work/archives} dsc version
  [ ! -d "$into" ] || return 0
  dsc=$(find "$from" -name "${package}_*.dsc" 2>/dev/null | sort -V | tail -n 1)
  if [ -z "$dsc" ]; then
    cd "$work/archives"
    for version in $(apt-cache showsrc "$package" | sed -n 's/^Version: //p' | sort -urV); do
      ! apt-get source --download-only "$package=$version" || break
      rm -f "${package}_${version#*:}.dsc"
      echo "$package $version is not served; trying the version before"
    done
    dsc=$(find "$work/archives" -name "${package}_${version#*:}.dsc" | tail -n 1)
  fi
  if [ -z "$dsc" ] || ! dpkg-source --no-check -x "$dsc" "$into"; then
    echo "the source package $package is not served: put its .dsc and archives into a folder and name that in COOP_WINDOWS_SOURCES" >&2
    return 1
  fi
}

# with_cmake PACKAGE [SUBFOLDER=folder] OPTION...
with_cmake() {
  local package=$1 folder=$work/src/$1
  shift
  if [[ ${1:-} = SUBFOLDER=* ]]; then folder+=/${1#SUBFOLDER=}; shift; fi
  cmake -G Ninja -S "$folder" -B "$work/$package" -DCMAKE_TOOLCHAIN_FILE="$here/../../cmake/mingw.cmake" \
    -DCMAKE_INSTALL_PREFIX="$sysroot" -DCMAKE_BUILD_TYPE=Release -DCMAKE_{C,CXX}_FLAGS="-ffile-prefix-map=$work=." \
    -DCMAKE_{C,CXX}_FLAGS_RELEASE="-O2 -DNDEBUG" -DBUILD_SHARED_LIBS=ON -DBUILD_TESTING=OFF "$@"
  ninja -C "$work/$package" -j "$jobs"
  cmake --install "$work/$package" --strip
}

step_zlib() { # Debian's archive is without win32/: the library is a handful of files
  source_of zlib
  mkdir -p "$work/zlib" && cd "$work/zlib"
  local file
  for file in "$work"/src/zlib/*.c; do "${cc[@]}" -I"$work/src/zlib" -DNO_FSEEKO -c "$file"; done
  rm -f "$sysroot/lib/libz.a"
  $target-gcc-ar-posix rcsD "$sysroot/lib/libz.a" ./*.o
  cp "$work"/src/zlib/{zlib,zconf}.h "$sysroot/include/"
  printf '%s\n' "prefix=$sysroot" 'Name: zlib' 'Description: zlib' 'Version: 1.2.13' 'Libs: -L${prefix}/lib -lz' \
    'Cflags: -I${prefix}/include' > "$sysroot/lib/pkgconfig/zlib.pc"
}

step_sqlite3() { # Debian's own choices (debian/rules); SECURE_DELETE: what is deleted leaves the file
  source_of sqlite3
  mkdir -p "$work/sqlite3" && cd "$work/sqlite3"
  "$work/src/sqlite3/configure" --disable-tcl
  make sqlite3.c sqlite3.h
  "${cc[@]}" -shared -static-libgcc -s -D_WIN32_WINNT=0x0A00 -DSQLITE_THREADSAFE=1 -DSQLITE_ENABLE_SESSION \
    -DSQLITE_ENABLE_PREUPDATE_HOOK -DSQLITE_SECURE_DELETE -DSQLITE_LIKE_DOESNT_MATCH_BLOBS \
    -DSQLITE_MAX_VARIABLE_NUMBER=250000 -DSQLITE_USE_URI=1 -DSQLITE_SOUNDEX -DSQLITE_MAX_SCHEMA_RETRY=25 \
    -DSQLITE_OMIT_LOOKASIDE=1 -DSQLITE_ENABLE_STMTVTAB -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_FTS4 -DSQLITE_ENABLE_RTREE \
    -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_ENABLE_DBSTAT_VTAB \
    -DSQLITE_ENABLE_UNLOCK_NOTIFY sqlite3.c -o "$sysroot/bin/libsqlite3-0.dll" -Wl,--out-implib,"$sysroot/lib/libsqlite3.dll.a"
  cp sqlite3.h "$work/src/sqlite3/src/sqlite3ext.h" "$sysroot/include/"
}

step_libsodium() {
  source_of libsodium
  [ -x "$work/src/libsodium/configure" ] || (cd "$work/src/libsodium" && ./autogen.sh)
  mkdir -p "$work/libsodium" && cd "$work/libsodium"
  "$work/src/libsodium/configure" --host=$target --prefix="$sysroot" --disable-static --enable-shared \
    CC=$target-gcc-posix CFLAGS="-O2 -ffile-prefix-map=$work=."
  make -j "$jobs" && make install
}

step_expat() {
  source_of expat
  # Debian's security fix asks "#if XML_DTD == 1", the CMake template defines it empty.
  sed -i 's/^#cmakedefine XML_DTD$/#cmakedefine XML_DTD 1/' "$work/src/expat/expat/expat_config.h.cmake"
  with_cmake expat SUBFOLDER=expat -DEXPAT_BUILD_{DOCS,EXAMPLES,TESTS,TOOLS}=OFF
}

step_libzip() { # crypto: encrypted packages are refused anyway
  source_of libzip
  with_cmake libzip -DENABLE_{COMMONCRYPTO,GNUTLS,MBEDTLS,OPENSSL,WINDOWS_CRYPTO,BZIP2,LZMA}=OFF -DBUILD_{TOOLS,REGRESS,EXAMPLES,DOC}=OFF
}

step_libxlsxwriter() { # its DLL exports all that is in it: not zlib a second time
  source_of libxlsxwriter
  with_cmake libxlsxwriter -DBUILD_TESTS=OFF -DBUILD_EXAMPLES=OFF -DZLIB_ROOT="$sysroot" \
    -DCMAKE_SHARED_LINKER_FLAGS="-Wl,--no-insert-timestamp -Wl,--exclude-libs,libz.a"
}

step_libjpeg-turbo() { # for qpdf alone, inside it
  source_of libjpeg-turbo
  with_cmake libjpeg-turbo -DENABLE_SHARED=OFF -DWITH_SIMD=OFF -DWITH_TURBOJPEG=OFF -DWITH_JPEG8=OFF
}

step_qpdf() { # without its programs, tests and fuzzers, which are most of it
  source_of qpdf
  sed -i -E 's/Advapi32/advapi32/; /^add_subdirectory\((qpdf|libtests|examples|zlib-flate|manual|fuzz)\)/d' "$work/src/qpdf/CMakeLists.txt"
  with_cmake qpdf -DBUILD_STATIC_LIBS=OFF -DUSE_IMPLICIT_CRYPTO=OFF -DREQUIRE_CRYPTO_NATIVE=ON -DINSTALL_{MANUAL,EXAMPLES}=OFF -DBUILD_DOC=OFF
}

step_sqlitecpp() {
  source_of sqlitecpp
  with_cmake sqlitecpp -DSQLITECPP_{INTERNAL_SQLITE,RUN_CPPLINT,RUN_CPPCHECK,BUILD_TESTS,USE_STACK_PROTECTION}=OFF \
    -DSQLite3_INCLUDE_DIR="$sysroot/include" -DSQLite3_LIBRARY="$sysroot/lib/libsqlite3.dll.a"
  install -s --strip-program=$target-strip "$work/sqlitecpp/libSQLiteCpp.dll" "$sysroot/bin/" # forgotten by its own install
}

step_geos() { source_of geos; with_cmake geos -DBUILD_{BENCHMARKS,GEOSOP,DOCUMENTATION}=OFF; }

step_proj() {
  source_of proj
  with_cmake proj -DBUILD_APPS=OFF -DENABLE_{TIFF,CURL}=OFF -DNLOHMANN_JSON_ORIGIN=internal -DEXE_SQLITE3=/usr/bin/sqlite3 \
    -DSQLITE3_INCLUDE_DIR="$sysroot/include" -DSQLITE3_LIBRARY="$sysroot/lib/libsqlite3.dll.a"
}

step_gdal() { # the drivers of core/geo/gdal_setup.cpp; MBTILES does not link without MVT, nor MVT without OSM
  source_of gdal
  patch -d "$work/src/gdal" -p1 -N -r - < "$here/gdal-windows.patch" || true # once
  with_cmake gdal -DBUILD_{APPS,PYTHON_BINDINGS,JAVA_BINDINGS,CSHARP_BINDINGS}=OFF -DENABLE_GNM=OFF \
    -D{GDAL,OGR}_BUILD_OPTIONAL_DRIVERS=OFF -DGDAL_ENABLE_DRIVER_{PNG,JPEG,MBTILES}=ON \
    -DOGR_ENABLE_DRIVER_{SQLITE,GPKG,GPX,XLSX,ODS,DXF,FLATGEOBUF,KML,VRT,OSM,MVT,OPENFILEGDB}=ON \
    -DGDAL_USE_EXTERNAL_LIBS=OFF -DGDAL_USE_{SQLITE3,GEOS,EXPAT}=ON \
    -DGDAL_USE_{ZLIB,TIFF,GEOTIFF,PNG,JPEG,JSONC}_INTERNAL=ON -DGDAL_USE_{LERC,QHULL,OPENCAD,GIF}_INTERNAL=OFF
}

step_qt6-base() {
  source_of qt6-base
  with_cmake qt6-base -DQT_QMAKE_TARGET_MKSPEC=win32-g++ -DQT_BUILD_{EXAMPLES,TESTS}=OFF -DINPUT_opengl=no \
    -DFEATURE_{network,sql,xml,opengl,vulkan,dbus,glib,icu,openssl,tabletevent,androiddeployqt,pkg_config}=OFF \
    -DFEATURE_{zstd,brotli,gssapi,direct2d1_1}=OFF \
    -DFEATURE_system_{zlib,png,jpeg,freetype,harfbuzz,pcre2,doubleconversion,textmarkdownreader}=OFF
}

step_headers() { # what is only headers is the build machine's own -dev packages, with their CMake files
  local file
  for file in /usr/include/{boost,CLI,tl,catch2}; do ln -sfn "$file" "$sysroot/include/"; done
  for file in /usr/share/cmake/{CLI11,tl-expected}; do ln -sfn "$file" "$sysroot/share/cmake/"; done
  mkdir -p "$sysroot/lib/cmake/Catch2"
  cp /usr/lib/cmake/Catch2/* "$sysroot/lib/cmake/Catch2/"
  rm -f "$sysroot/lib/cmake/Catch2/Catch2Targets-none.cmake" # names a library of Debian's
}

steps=(headers zlib sqlite3 libsodium expat libzip libxlsxwriter libjpeg-turbo qpdf sqlitecpp qt6-base geos proj gdal)
[ $# -eq 0 ] || steps=("$@")
for step in "${steps[@]}"; do
  exec 9> "$work/done/.$step" # another run may be at another step; the same one is waited for
  flock 9
  [ -f "$work/done/$step" ] && continue
  echo "$(date +%H:%M:%S) $step"
  (set -e; "step_$step") > "$work/$step.log" 2>&1 9>&- & # errexit would be off inside a condition
  wait $! || { tail -n 20 "$work/$step.log" >&2; echo "$step failed: $work/$step.log" >&2; exit 1; }
  touch "$work/done/$step"
done
