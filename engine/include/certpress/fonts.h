// What the font manifest holds, and what of it is really there.
#pragma once

#include <string>
#include <vector>

#include "certpress/diagnostic.h"

namespace certpress {

// How many hanzi of each set have a real outline: a cmap entry alone does not count.
struct Coverage {
  int tgh = 0;             // of the 8,105 of 通用规范汉字表 (2013)
  int gb18030_level1 = 0;  // of 27,570 (GB 18030-2022, hanzi only)
  int gb18030_level2 = 0;  // of 27,766
  int gb18030_level3 = 0;  // of 87,887
};

struct FontFileInfo {
  std::string id;  // "noto-serif"
  std::string family;
  std::string package;  // Debian package
  std::string path;     // below the root of the fonts
  int face_index = 0;
  std::string sha256;
  std::string licence;
  bool intact = false;  // present, and its SHA-256 is the manifest's
  Coverage coverage;    // zero when not intact
};

struct FontRoleInfo {
  std::string role;                // "song"
  std::vector<std::string> chain;  // ids of font files, in the order they are asked
  Coverage coverage;               // of the whole chain
};

struct FontReport {
  std::vector<FontFileInfo> files;
  std::vector<FontRoleInfo> roles;
  std::vector<Diagnostic> problems;  // missing or differing files; empty when all is well
};

}  // namespace certpress
