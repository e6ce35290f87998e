# Everything that runs, in the layout in which the programs find it beside themselves: bin/ and share/. Help, icons and style are
# compiled in. Qt, GDAL and PROJ with their data are packages of their own on Debian; packaging/windows/deploy.sh adds them there.
include(GNUInstallDirs)
install(TARGETS coopmap coopctl RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(DIRECTORY data/plans data/nanchuan data/example DESTINATION ${CMAKE_INSTALL_DATADIR}/coopmap/data
  PATTERN "*.py" EXCLUDE)

# Programs that are not installed find the data in the same place beside themselves.
set(coop_data ${CMAKE_BINARY_DIR}/${CMAKE_INSTALL_DATADIR}/coopmap/data)
if(CMAKE_HOST_WIN32) # where links are for administrators
  file(COPY data DESTINATION ${CMAKE_BINARY_DIR}/${CMAKE_INSTALL_DATADIR}/coopmap)
elseif(NOT EXISTS ${coop_data})
  cmake_path(GET coop_data PARENT_PATH folder)
  file(MAKE_DIRECTORY ${folder})
  file(RELATIVE_PATH source ${folder} ${CMAKE_SOURCE_DIR}/data)
  file(CREATE_LINK ${source} ${coop_data} SYMBOLIC)
endif()

if(NOT WIN32)
  set(packaging ${CMAKE_SOURCE_DIR}/packaging)
  install(FILES ${packaging}/debian/coopmap.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
  install(FILES ${packaging}/debian/coopmap.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/mime/packages)
  install(FILES ${packaging}/debian/io.github.coopmap.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
  install(FILES ${packaging}/debian/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/coopmap)
  set(icons ${CMAKE_INSTALL_DATADIR}/icons/hicolor)
  foreach(size 16 24 32 48 64 128 256)
    install(FILES ${packaging}/icons/${size}.png DESTINATION ${icons}/${size}x${size}/apps RENAME coopmap.png)
  endforeach()
  install(FILES resources/coopmap.svg DESTINATION ${icons}/scalable/apps)
  # Debian has its texts packed.
  find_program(GZIP gzip REQUIRED)
  set(texts ${CMAKE_BINARY_DIR}/packaging)
  file(MAKE_DIRECTORY ${texts})
  configure_file(${packaging}/debian/changelog.in ${texts}/changelog @ONLY)
  configure_file(${packaging}/debian/coopctl.1 ${texts}/coopctl.1 COPYONLY)
  foreach(text changelog coopctl.1)
    execute_process(COMMAND ${GZIP} -9nc ${texts}/${text} OUTPUT_FILE ${texts}/${text}.gz COMMAND_ERROR_IS_FATAL ANY)
  endforeach()
  install(FILES ${texts}/changelog.gz DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/coopmap)
  install(FILES ${texts}/coopctl.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endif()

# ./dev deb
set(CPACK_PACKAGE_NAME coopmap)
set(CPACK_PACKAGE_VENDOR CoopMap)
set(CPACK_PACKAGE_CONTACT "CoopMap maintainers <maintainers@coopmap.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "ledgers, targets and maps of a county's supply and marketing cooperative")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "CoopMap 农服图 keeps the ledgers of the three-in-one reform of a county's federation of
 farmers' cooperatives, counts its indicators against the plan, prints the quarterly
 forms, reports and progress maps, and exchanges packages with its townships.
 Everything works without a network.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_GENERATOR DEB)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON) # the libraries, by what the programs ask for
set(CPACK_DEBIAN_PACKAGE_DEPENDS "qt6-translations-l10n, fonts-noto-cjk")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "shared-mime-info, desktop-file-utils, hicolor-icon-theme")
include(CPack)
