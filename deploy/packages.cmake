# The Debian packages: one for each component. scripts/package builds them from what is committed.
if(NOT CMAKE_INSTALL_PREFIX STREQUAL /usr)
  return()
endif()
find_program(DPKG_QUERY dpkg-query REQUIRED)

set(revision 1)
set(version ${PROJECT_VERSION}-${revision})
set(maintainer "certpress maintainers <maintainers@certpress.example>")
set(library libcertpress${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})  # named after its SONAME
set(CPACK_COMPONENTS_ALL programs library development templates)
set(packages certpress ${library} libcertpress-dev certpress-templates)     # in the same order

# Papers that Debian asks of every package. Times are those of SOURCE_DATE_EPOCH.
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file(debian/changelog.in changelog @ONLY)
foreach(component name IN ZIP_LISTS CPACK_COMPONENTS_ALL packages)
  set(doc ${CMAKE_INSTALL_DATADIR}/doc/${name})
  install(FILES debian/copyright DESTINATION ${doc} COMPONENT ${component})
  install(FILES debian/lintian-overrides DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides RENAME ${name}
    COMPONENT ${component})
  certpress_compressed(${CMAKE_CURRENT_BINARY_DIR}/changelog ${doc}/changelog.Debian.gz ${component})
  certpress_compressed(${PROJECT_SOURCE_DIR}/CHANGELOG.md ${doc}/changelog.gz ${component})
  string(TOUPPER ${component} COMPONENT)
  set(CPACK_DEBIAN_${COMPONENT}_PACKAGE_NAME ${name})
endforeach()

# What the packages are made of.
set(bill ${CMAKE_CURRENT_BINARY_DIR}/bill)
add_custom_command(OUTPUT ${bill}/sbom.spdx.json ${bill}/third-party.txt.gz
  COMMAND ${PROJECT_SOURCE_DIR}/scripts/sbom --version ${version} --out ${bill}
    certpress=$<TARGET_FILE:certpress_cli> certpress=$<TARGET_FILE:certpressd> ${library}=$<TARGET_FILE:certpress_shared>
  COMMAND gzip -9nf ${bill}/third-party.txt
  DEPENDS certpress_cli certpressd certpress_shared ${PROJECT_SOURCE_DIR}/scripts/sbom VERBATIM)
add_custom_target(bill ALL DEPENDS ${bill}/sbom.spdx.json)
foreach(component name IN ZIP_LISTS CPACK_COMPONENTS_ALL packages)
  if(component MATCHES "programs|library")
    install(FILES ${bill}/sbom.spdx.json ${bill}/third-party.txt.gz
      DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${name} COMPONENT ${component})
  endif()
endforeach()

# Certificates are drawn by certain font files (fonts/fonts.yaml names their SHA-256), which only one version of a
# package has.
file(STRINGS ../fonts/fonts.yaml lines REGEX "^ +package: ")
list(TRANSFORM lines REPLACE "^ +package: " "")
list(REMOVE_DUPLICATES lines)
foreach(font ${lines})
  execute_process(COMMAND ${DPKG_QUERY} -W -f "\${Version}" ${font} OUTPUT_VARIABLE font_version COMMAND_ERROR_IS_FATAL ANY)
  list(APPEND fonts "${font} (= ${font_version})")
endforeach()
list(JOIN fonts ", " fonts)

set(CPACK_GENERATOR DEB)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PACKAGE_CONTACT "${maintainer}")
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_DEBIAN_PACKAGE_RELEASE ${revision})
set(CPACK_DEBIAN_PACKAGE_HOMEPAGE "")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)

set(CPACK_COMPONENT_PROGRAMS_DESCRIPTION "official certificates from templates and records
The command certpress renders a record as PNG, JPEG, WebP or PDF, prints and
signs it, verifies signed ones, and works through tables of records; the
service certpressd gives certificates over HTTP.")
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_DEPENDS "certpress-templates (= ${version}), adduser")
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_RECOMMENDS "ca-certificates")
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SUGGESTS "cups-client, opensc")
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_CONTROL_EXTRA
  "${CMAKE_CURRENT_SOURCE_DIR}/debian/conffiles;${CMAKE_CURRENT_SOURCE_DIR}/debian/postinst"
  "${CMAKE_CURRENT_SOURCE_DIR}/debian/prerm;${CMAKE_CURRENT_SOURCE_DIR}/debian/postrm")

set(CPACK_COMPONENT_LIBRARY_DESCRIPTION "official certificates from templates and records - library
The engine of certpress for other programs: a template and a record in, a
PNG or PDF out; signing and verifying; tables of records.")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_RECOMMENDS "certpress-templates (= ${version})")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA ${CMAKE_CURRENT_SOURCE_DIR}/debian/triggers)

set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION "official certificates from templates and records - development
Headers of libcertpress, what CMake and pkg-config want to know of it, and
an example.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "${library} (= ${version})")

set(CPACK_COMPONENT_TEMPLATES_DESCRIPTION "official certificates from templates and records - templates
Layouts of road transport certificates with their code lists, and the
manifest of the fonts that they are drawn with.")
set(CPACK_DEBIAN_TEMPLATES_PACKAGE_SECTION text)
set(CPACK_DEBIAN_TEMPLATES_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_TEMPLATES_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_TEMPLATES_PACKAGE_DEPENDS "${fonts}")
include(CPack)
