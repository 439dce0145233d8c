# Writes the report's page, style and script into one header: cmake -DOUT=... -DFOLDER=... -P embed.cmake
# A string literal may hold 65,536 characters by the standard; each file keeps well below.
set(text "// Made from engine/golden/report/ at build time.\n#pragma once\n\n#include <string_view>\n\n")
string(APPEND text "namespace certpress::golden {\n\n")
foreach(part html css js)
  file(READ "${FOLDER}/report.${part}" content)
  string(TOUPPER "${part}" name)
  string(APPEND text "inline constexpr std::string_view k${name} = R\"_report_(${content})_report_\";\n\n")
endforeach()
string(APPEND text "}  // namespace certpress::golden\n")
file(WRITE "${OUT}" "${text}")
