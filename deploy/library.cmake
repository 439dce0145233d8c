# libcertpress for other programs: the library, its headers, and what tells CMake and pkg-config where they are.
include(CMakePackageConfigHelpers)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/certpress)

install(TARGETS certpress_shared EXPORT certpress
  LIBRARY COMPONENT library NAMELINK_COMPONENT development)
install(DIRECTORY ../engine/include/certpress DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
install(EXPORT certpress NAMESPACE certpress:: DESTINATION ${package} FILE certpress-config.cmake COMPONENT development)
write_basic_package_version_file(certpress-config-version.cmake VERSION ${PROJECT_VERSION} COMPATIBILITY SameMinorVersion)
configure_file(certpress.pc.in certpress.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/certpress-config-version.cmake DESTINATION ${package} COMPONENT development)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/certpress.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
install(DIRECTORY example/ DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libcertpress-dev/examples COMPONENT development)
install(FILES ../engine/ARCHITECTURE.md DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/libcertpress-dev COMPONENT development)
