# coop_windows_program(NAME TITLE [WINDOW]): what Windows reads in a program: its icon and version, and the manifest
# (UTF-8 as its code page, for libraries that open files by narrow names; long paths; sharp at any scale; no administrator).
# WINDOW: no console opens with it. Does nothing for other systems.
function(coop_windows_program name title)
  if(NOT WIN32)
    return()
  endif()
  cmake_parse_arguments(ARG "WINDOW" "" "" ${ARGN})
  enable_language(RC)
  set(COOP_PROGRAM ${name})
  set(COOP_TITLE ${title})
  set(folder ${CMAKE_BINARY_DIR}/windows/${name})
  configure_file(${CMAKE_SOURCE_DIR}/packaging/windows/program.manifest.in ${folder}/program.manifest @ONLY)
  configure_file(${CMAKE_SOURCE_DIR}/packaging/windows/program.rc.in ${folder}/program.rc @ONLY)
  target_sources(${name} PRIVATE ${folder}/program.rc)
  set_property(SOURCE ${folder}/program.rc PROPERTY OBJECT_DEPENDS
    ${folder}/program.manifest ${CMAKE_SOURCE_DIR}/packaging/windows/coopmap.ico)
  if(CMAKE_RC_COMPILER MATCHES "windres") # which does not know the pragma
    set_property(SOURCE ${folder}/program.rc PROPERTY COMPILE_OPTIONS --codepage=65001)
  endif()
  if(ARG_WINDOW)
    set_target_properties(${name} PROPERTIES WIN32_EXECUTABLE ON)
  endif()
endfunction()
