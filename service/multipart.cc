#include "multipart.h"

#include <algorithm>
#include <functional>

#include "letter_case.h"

namespace certpress::service {

namespace {

constexpr std::string_view kLine = "\r\n";

// The value of a parameter of a Content-Disposition: NAME="...". Browsers write a quotation mark in
// it as %22 (HTML, 4.10.21.8), others as \".
std::optional<std::string> parameter(std::string_view disposition, std::string_view name) {
  const std::string sought = std::string(name) + "=\"";
  std::size_t at = disposition.find(sought);
  // Not the end of filename="...".
  while (at != std::string_view::npos && at > 0 && disposition[at - 1] != ' ' &&
         disposition[at - 1] != ';') {
    at = disposition.find(sought, at + 1);
  }
  if (at == std::string_view::npos) {
    return std::nullopt;
  }
  std::string value;
  for (std::size_t i = at + sought.size(); i < disposition.size(); ++i) {
    if (disposition[i] == '"') {
      return value;
    }
    if (disposition[i] == '\\' && i + 1 < disposition.size()) {
      ++i;
    }
    value += disposition[i];
  }
  return std::nullopt;
}

// Content-Disposition among the lines of a part's head; empty when it is not there.
std::string_view disposition_of(std::string_view head) {
  constexpr std::string_view kDisposition = "content-disposition:";
  while (!head.empty()) {
    const std::size_t end = std::min(head.find(kLine), head.size());
    const std::string_view line = head.substr(0, end);
    if (begins_in_any_case(line, kDisposition)) {
      return line.substr(kDisposition.size());
    }
    head.remove_prefix(std::min(end + kLine.size(), head.size()));
  }
  return {};
}

}  // namespace

std::optional<std::vector<Part>> read_multipart(std::string_view body, std::string_view boundary) {
  constexpr std::size_t kLongestBoundary = 70;  // RFC 2046, 5.1.1
  if (boundary.empty() || boundary.size() > kLongestBoundary) {
    return std::nullopt;
  }
  const std::string delimiter = "\r\n--" + std::string(boundary);
  const std::boyer_moore_horspool_searcher search(delimiter.begin(), delimiter.end());
  // The first delimiter may stand at the very beginning, without an empty line before it.
  std::string_view rest = body;
  if (rest.starts_with(std::string_view(delimiter).substr(kLine.size()))) {
    rest.remove_prefix(delimiter.size() - kLine.size());
  } else {
    const auto* const first = std::search(rest.begin(), rest.end(), search);
    if (first == rest.end()) {
      return std::nullopt;
    }
    rest.remove_prefix(static_cast<std::size_t>(first - rest.begin()) + delimiter.size());
  }
  std::vector<Part> parts;
  while (!rest.starts_with("--")) {
    const std::size_t line = rest.find(kLine);
    const std::size_t head_end = rest.find("\r\n\r\n", line);
    if (line == std::string_view::npos || head_end == std::string_view::npos ||
        rest.substr(0, line).find_first_not_of(" \t") != std::string_view::npos ||
        parts.size() == kMaxParts) {
      return std::nullopt;
    }
    const std::string_view disposition = disposition_of(rest.substr(line, head_end - line));
    auto name = parameter(disposition, "name");
    const std::string_view after = rest.substr(head_end + 2 * kLine.size());
    // The content may be empty: then its delimiter begins with the end of the head.
    const std::string_view searched = rest.substr(head_end + kLine.size());
    const auto* const end = std::search(searched.begin(), searched.end(), search);
    if (!name || end == searched.end()) {
      return std::nullopt;
    }
    const auto length = static_cast<std::size_t>(end - searched.begin());
    parts.push_back({std::move(*name), parameter(disposition, "filename").value_or(""),
                     length == 0 ? std::string_view() : after.substr(0, length - kLine.size())});
    rest = searched.substr(length + delimiter.size());
  }
  return parts;
}

}  // namespace certpress::service
