# Writes files into one source that defines embedded_files():
# cmake -DOUT=file.cc "-DFILES=a;b" -P embed_files.cmake
set(table "")
foreach(file ${FILES})
  get_filename_component(name "${file}" NAME)
  file(READ "${file}" hex HEX)
  # An initialiser of numbers is slow to compile; a string of escapes is not.
  string(REGEX REPLACE "(..)" "\\\\x\\1" bytes "${hex}")
  string(LENGTH "${hex}" digits)
  math(EXPR length "${digits} / 2")
  string(APPEND table "    {\"${name}\", std::string_view(\"${bytes}\", ${length})},\n")
endforeach()
file(WRITE "${OUT}" "// Made by embed_files.cmake at build time.
#include \"embedded_files.h\"

namespace certpress::service {

std::span<const EmbeddedFile> embedded_files() {
  static constexpr EmbeddedFile kFiles[] = {
${table}  };
  return kFiles;
}

}  // namespace certpress::service
")
