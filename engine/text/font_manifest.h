// fonts.yaml as data: the font files that the engine may use, and the roles that chain them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace certpress::text {

struct ManifestFile {
  std::string id;
  std::string family;
  std::string package;  // Debian package, for the hint when the file is missing
  std::string path;     // below the root of the fonts
  unsigned index = 0;   // of the face in a collection
  std::string sha256;   // lower-case hex
  std::string version;
  std::string licence;
};

struct ManifestRole {
  std::string name;
  std::vector<std::size_t> chain;  // indices into FontManifest::files
};

struct FontManifest {
  std::vector<ManifestFile> files;
  std::vector<ManifestRole> roles;
};

// Throws Refused (font/bad-manifest) with every problem and its line.
FontManifest parse_font_manifest(std::string_view yaml);

}  // namespace certpress::text
