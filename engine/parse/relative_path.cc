#include "relative_path.h"

#include <algorithm>
#include <vector>

namespace certpress::parse {

std::optional<std::string> resolved(std::string_view folder, std::string_view path) {
  if (path.empty() || path.front() == '/' || path.find_first_of("\\:") != std::string_view::npos) {
    return std::nullopt;
  }
  std::vector<std::string_view> parts;
  const auto append = [&parts](std::string_view part) {
    if (part == "..") {
      if (parts.empty()) {
        return false;
      }
      parts.pop_back();
    } else if (!part.empty() && part != ".") {
      parts.push_back(part);
    }
    return true;
  };
  for (std::string_view rest : {folder, path}) {
    while (!rest.empty()) {
      const std::size_t slash = std::min(rest.find('/'), rest.size());
      if (!append(rest.substr(0, slash))) {
        return std::nullopt;
      }
      rest.remove_prefix(std::min(slash + 1, rest.size()));
    }
  }
  std::string out;
  for (const std::string_view part : parts) {
    out += (out.empty() ? "" : "/") + std::string(part);
  }
  return out;
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return std::string(path.substr(0, slash == std::string_view::npos ? 0 : slash));
}

}  // namespace certpress::parse
