// multipart/form-data (RFC 7578) taken apart without copying.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace certpress::service {

struct Part {
  std::string name;
  std::string file_name;     // empty when there is none
  std::string_view content;  // of the body
};

inline constexpr std::size_t kMaxParts = 64;

// Nothing when the body is malformed, a part has no name, or there are more than kMaxParts.
std::optional<std::vector<Part>> read_multipart(std::string_view body, std::string_view boundary);

}  // namespace certpress::service
