# Writes a header that names the code by its content, so that what an older build kept is not taken
# for today's: cmake -DOUT=header.h -DFILES="a.cc;b.h" -P hash_sources.cmake
set(all "")
foreach(file ${FILES})
  file(SHA256 ${file} hash)
  string(APPEND all ${hash})
endforeach()
string(SHA256 revision "${all}")
file(WRITE ${OUT} "// Made by hash_sources.cmake.\n#pragma once\n\ninline constexpr const char* kSourceHash = \"${revision}\";\n")
