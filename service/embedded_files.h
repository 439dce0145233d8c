// The files that the program carries: the page for people, and the description of the API. Made by
// embed_files.cmake.
#pragma once

#include <span>
#include <string_view>

namespace certpress::service {

struct EmbeddedFile {
  std::string_view name;  // "index.html", "openapi.json"
  std::string_view content;
};

std::span<const EmbeddedFile> embedded_files();

}  // namespace certpress::service
