# One library a folder, so that a folder can include only what it links: app -> ui -> core, and inside core
# base <- domain <- store <- tabular, base <- geo <- map, and workflow above all of them.

add_library(coop_options INTERFACE)
target_compile_options(coop_options INTERFACE
  $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess> # ccache can then keep what was compiled with a precompiled header
  $<$<CXX_COMPILER_ID:GNU,Clang>:-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wno-missing-field-initializers -Wnon-virtual-dtor>
  $<$<CXX_COMPILER_ID:MSVC>:/W4 /utf-8>)
target_compile_definitions(coop_options INTERFACE QT_NO_CAST_FROM_BYTEARRAY QT_NO_KEYWORDS
  $<$<PLATFORM_ID:Windows>:UNICODE> $<$<PLATFORM_ID:Windows>:NOMINMAX> $<$<PLATFORM_ID:Windows>:WIN32_LEAN_AND_MEAN>)
target_include_directories(coop_options INTERFACE ${CMAKE_SOURCE_DIR})

# What most sources of a library read anyway is compiled once: reading it is three quarters of the time that a source takes.
set(coop_precompiled <algorithm> <cmath> <functional> <map> <memory> <optional> <string> <variant> <vector>
  <QByteArray> <QDateTime> <QDir> <QFile> <QFileInfo> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QList> <QMap>
  <QRegularExpression> <QSet> <QString> <QStringList> <QVariant> <tl/expected.hpp>)
set(coop_precompiled_drawing <QColor> <QFont> <QImage> <QPainter> <QPainterPath> <QPixmap>)
# Not all of QtWidgets: a header of 300 MB takes longer to load than it saves.
set(coop_precompiled_windows ${coop_precompiled_drawing} <QApplication> <QBoxLayout> <QCheckBox> <QComboBox> <QDialog>
  <QDialogButtonBox> <QFileDialog> <QFormLayout> <QGridLayout> <QHeaderView> <QKeyEvent> <QLabel> <QLineEdit> <QMenu>
  <QPointer> <QPushButton> <QTableView> <QTableWidget> <QTimer> <QToolButton>)
# What is not the product's own work need not be fast: two thirds of the time that a source of tests takes was optimising.
set(coop_quickly_built $<$<AND:$<CONFIG:Release>,$<CXX_COMPILER_ID:GNU,Clang>>:-O1>)

# A program of Windows that is tried under Wine sees the build machine's folders on a drive.
set(coop_drive)
if(WIN32 AND CMAKE_CROSSCOMPILING)
  set(coop_drive Z:)
endif()
# Debian's own is the one that sees python3-openpyxl and python3-gdal.
find_program(COOP_PYTHON NAMES python3 python HINTS /usr/bin REQUIRED)

# The sources of a room (a folder) are compiled as one: most of the time that a source takes goes into headers that its
# neighbours read as well. OFF: each for itself, as ./dev lint looks at them. What reads windows.h stays alone: its macros
# would reach the neighbours.
option(COOP_ROOMS "Compile the sources of a folder together" ON)
function(coop_rooms target)
  if(NOT COOP_ROOMS)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    if(source MATCHES "\\.cpp$")
      file(RELATIVE_PATH room ${CMAKE_SOURCE_DIR} ${source})
      get_filename_component(room ${room} DIRECTORY)
      string(MAKE_C_IDENTIFIER ${room} room)
      set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${room})
      if(WIN32 AND EXISTS ${source})
        file(STRINGS ${source} of_windows LIMIT_COUNT 1 REGEX "#include <(qt_)?windows.h>")
        if(of_windows)
          set_source_files_properties(${source} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
        endif()
      endif()
    endif()
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()

# coop_library(NAME LINKS ... PRECOMPILE ... FOLDERS ... WITHOUT ...): every source of the current folder (and the folders
# below it), or only of some of them, as a static library.
function(coop_library name)
  cmake_parse_arguments(ARG "" "" "LINKS;PRECOMPILE;FOLDERS;WITHOUT" ${ARGN})
  set(patterns *.cpp *.h)
  if(ARG_FOLDERS)
    list(TRANSFORM ARG_FOLDERS APPEND /*.cpp OUTPUT_VARIABLE patterns)
    list(TRANSFORM ARG_FOLDERS APPEND /*.h OUTPUT_VARIABLE headers)
    list(APPEND patterns ${headers})
  endif()
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${patterns})
  foreach(folder IN LISTS ARG_WITHOUT)
    list(FILTER sources EXCLUDE REGEX "^${CMAKE_CURRENT_SOURCE_DIR}/${folder}/")
  endforeach()
  add_library(${name} STATIC ${sources})
  target_link_libraries(${name} PUBLIC coop_options ${ARG_LINKS})
  target_precompile_headers(${name} PRIVATE ${coop_precompiled} ${ARG_PRECOMPILE})
  coop_rooms(${name})
endfunction()

# coop_started_as(RESULT TARGET): one word that runs the program for a script: its path, or that of a script that runs it
# under the emulator.
function(coop_started_as result target)
  set(word $<TARGET_FILE:${target}>)
  if(CMAKE_CROSSCOMPILING)
    set(word ${CMAKE_BINARY_DIR}/bin/${target})
    file(GENERATE OUTPUT ${word} CONTENT "#!/bin/sh\nexec '${CMAKE_CROSSCOMPILING_EMULATOR}' '$<TARGET_FILE:${target}>' \"$@\"\n"
      FILE_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
  endif()
  set(${result} ${word} PARENT_SCOPE)
endfunction()

# coop_test(NAME LINKS ...): every *_test.cpp of the current folder as one Catch2 program, each case a ctest test. The
# program lists its cases itself (tests/test_main.cpp) when ctest starts, so that nothing of the target runs while building.
function(coop_test name)
  cmake_parse_arguments(ARG "" "" "LINKS;PRECOMPILE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS *.cpp *.h)
  if(NOT sources)
    return()
  endif()
  if(rapidcheck IN_LIST ARG_LINKS AND NOT rapidcheck_FOUND) # tests/CMakeLists.txt has said so
    list(REMOVE_ITEM ARG_LINKS rapidcheck)
    foreach(source IN LISTS sources)
      file(STRINGS ${source} random LIMIT_COUNT 1 REGEX "#include <rapidcheck")
      if(random)
        list(REMOVE_ITEM sources ${source})
      endif()
    endforeach()
  endif()
  add_executable(${name} ${sources} $<TARGET_OBJECTS:coop_test_main>)
  target_link_libraries(${name} PRIVATE coop_options coop_test_main Catch2::Catch2 ${ARG_LINKS})
  target_compile_definitions(${name} PRIVATE
    COOP_SOURCE_DIR="${coop_drive}${CMAKE_SOURCE_DIR}" COOP_BINARY_DIR="${coop_drive}${CMAKE_BINARY_DIR}")
  target_compile_options(${name} PRIVATE ${coop_quickly_built})
  target_precompile_headers(${name} PRIVATE ${coop_precompiled} <catch2/catch.hpp> ${ARG_PRECOMPILE})
  coop_rooms(${name})
  coop_windows_program(${name} ${name})
  set(listing ${CMAKE_CURRENT_BINARY_DIR}/${name}_listing.cmake)
  set(alone "")
  if(CMAKE_CROSSCOMPILING AND name STREQUAL test_ui) # its windows are real ones: one at a time has the keyboard
    set(alone "RESOURCE_LOCK keyboard")
  endif()
  # CUPS_SERVER: what is printed does not depend on the printers of the machine.
  file(GENERATE OUTPUT ${listing} CONTENT "set(emulator ${CMAKE_CROSSCOMPILING_EMULATOR})
set(case_properties ENVIRONMENT \"QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;CUPS_SERVER=localhost:1\" TIMEOUT 600 ${alone})
set(program [==[$<TARGET_FILE:${name}>]==])
set(cases [==[${CMAKE_CURRENT_BINARY_DIR}/${name}_cases.cmake]==])
if(NOT EXISTS \"\${program}\")
  add_test(\"${name}: is built\" \"\${program}\")
  return()
endif()
if(\"\${program}\" IS_NEWER_THAN \"\${cases}\")
  execute_process(COMMAND \${emulator} \"\${program}\" --write-cases \"\${cases}\" ${name} \"\${program}\" RESULT_VARIABLE code)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR \"${name} does not list its cases: \${code}\")
  endif()
endif()
include(\"\${cases}\")
if(emulator)
  # What Wine has not, case by case with its reason: ctest lists these as disabled.
  file(STRINGS [==[${CMAKE_SOURCE_DIR}/tests/not_under_wine.txt]==] lines ENCODING UTF-8)
  foreach(line IN LISTS lines)
    if(line MATCHES \"^(${name}: [^|]*[^ |]) *\\\\|\")
      set_tests_properties(\"\${CMAKE_MATCH_1}\" PROPERTIES DISABLED ON)
    endif()
  endforeach()
endif()
")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${listing})
endfunction()
