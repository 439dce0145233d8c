#include "file.h"

#include <fstream>
#include <iterator>

#include "diagnosis.h"

namespace certpress::service {

std::optional<std::string> read_file(const std::filesystem::path& file,
                                     std::vector<Diagnostic>& problems) {
  std::ifstream in(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in.is_open() || in.bad()) {
    problems.push_back(error_at(in_file(file), "config/unreadable",
                                {"the file cannot be read", "无法读取该文件"}));
    return std::nullopt;
  }
  return bytes;
}

}  // namespace certpress::service
