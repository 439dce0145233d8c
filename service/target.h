// A request's target, taken apart: "/v1/templates/x?dpi=96".
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace certpress::service {

struct Target {
  // Of the path, decoded: {"v1", "templates", "x"}; none for "/".
  std::vector<std::string> segments;
  // Of the query, decoded, in order.
  std::vector<std::pair<std::string, std::string>> query;
};

// In origin-form or absolute-form (RFC 9112, 3.2). Nothing when it is malformed.
std::optional<Target> read_target(std::string_view text);

}  // namespace certpress::service
