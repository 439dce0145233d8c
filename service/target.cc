#include "target.h"

#include <algorithm>

namespace certpress::service {

namespace {

int hex_digit(char c) {
  return c >= '0' && c <= '9'   ? c - '0'
         : c >= 'a' && c <= 'f' ? c - 'a' + 10
         : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                : -1;
}

// RFC 3986, 2.1.
std::optional<std::string> decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (i + 2 >= text.size() || hex_digit(text[i + 1]) < 0 || hex_digit(text[i + 2]) < 0) {
      return std::nullopt;
    }
    out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
    i += 2;
  }
  return out.find('\0') == std::string::npos ? std::optional(std::move(out)) : std::nullopt;
}

// Calls `take` with each part between the marks.
template <typename Function>
void split(std::string_view text, char mark, const Function& take) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(mark), text.size());
    take(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

std::optional<Target> read_target(std::string_view text) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (text.starts_with(scheme)) {
      const std::size_t path = text.find_first_of("/?", scheme.size());
      text = path == std::string_view::npos ? "/" : text.substr(path);
    }
  }
  const std::size_t mark = std::min(text.find('?'), text.size());
  const std::string_view path = text.substr(0, mark);
  if (!path.starts_with('/')) {
    return std::nullopt;
  }
  Target target;
  bool good = true;
  split(path.substr(1), '/', [&](std::string_view part) {
    const auto segment = decoded(part);
    good = good && segment && !segment->empty() && segment->find('/') == std::string::npos;
    target.segments.push_back(segment.value_or(""));
  });
  split(text.substr(std::min(mark + 1, text.size())), '&', [&](std::string_view part) {
    const std::size_t equals = std::min(part.find('='), part.size());
    const auto name = decoded(part.substr(0, equals));
    const auto value = decoded(part.substr(std::min(equals + 1, part.size())));
    good = good && name && value;
    target.query.emplace_back(name.value_or(""), value.value_or(""));
  });
  return good ? std::optional(std::move(target)) : std::nullopt;
}

}  // namespace certpress::service
