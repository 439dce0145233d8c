# Writes a page with its style and script into one header, as kPage:
# cmake -DOUT=file.h -DPAGE=folder/name -DNAMESPACE=ns -P embed_page.cmake
# reads name.html and puts name.css and name.js in the places of @CSS@ and @JS@.
foreach(part html css js)
  file(READ "${PAGE}.${part}" ${part})
endforeach()
string(REPLACE "@CSS@" "${css}" html "${html}")
string(REPLACE "@JS@" "${js}" html "${html}")
get_filename_component(name "${PAGE}" NAME)
# g++ takes string literals of any length; the standard promises 65,536 characters.
file(WRITE "${OUT}" "// Made from ${name}.html, .css and .js at build time.
#pragma once

#include <string_view>

namespace ${NAMESPACE} {

inline constexpr std::string_view kPage = R\"_page_(${html})_page_\";

}  // namespace ${NAMESPACE}
")
